#include "engine/coro/run.h"

#include <vector>

#include "engine/coro/gather.h"

namespace loopscope {
namespace {

/// asyncio's _run_until_complete_cb.
struct StopWhenDone {
  static constexpr CallbackLabel label{"_run_until_complete_cb"};
  void operator()(FutureBase& future) const {
    if (!future.cancelled()) {
      const ExceptionRef error = future.exception();
      // Such an exception has ended run_forever already.
      if (error && error->kind() == Exception::Kind::leaves_loop) return;
    }
    future.loop().stop();
  }
};

/// Gathers for the waiting alone.
class GatherNothing final : public GatherBase {
 public:
  explicit GatherNothing(EventLoop& loop) : GatherBase(loop, true) {}
  std::string result_repr() const override { return "[...]"; }

 private:
  void collect() override {
    for (const auto& child : children()) child->forget_traceback();
  }
};

}  // namespace

void EventLoop::run_until_complete(FutureBase& future) {
  check_can_run();
  const Ref<FutureBase> kept(&future);
  struct Callback {
    FutureBase& future;
    HandleRef handle = future.add_done_callback(StopWhenDone{});
    ~Callback() { future.remove_done_callback(*handle); }
  };
  {
    const Callback callback{future};
    run_forever();
  }
  if (!future.done()) throw LoopError("Event loop stopped before Future completed.");
  future.check_result();
}

void cancel_all_tasks(EventLoop& loop) {
  const std::vector<Ref<TaskBase>> tasks = all_tasks(loop);
  if (tasks.empty()) return;
  for (const auto& task : tasks) task->cancel();
  const Ref<GatherNothing> outer(new GatherNothing(loop));
  for (const auto& task : tasks) outer->add_child(task, false);
  outer->seal();
  loop.run_until_complete(*outer);
  for (const auto& task : tasks) {
    if (task->cancelled()) continue;
    if (ExceptionRef error = task->exception()) {
      loop.call_exception_handler({.message = "unhandled exception during asyncio.run() shutdown",
                                   .exception = std::move(error),
                                   .task = task.get()});
    }
  }
}

Runner::~Runner() {
  try {
    close();
  } catch (...) {
    // Documented: call close() to see what the clean-up throws.
  }
}

EventLoop& Runner::loop() {
  if (closed_) throw LoopError("Runner is closed");
  if (!loop_) loop_.emplace(*platform_);
  return *loop_;
}

void Runner::check_can_run() {
  if (ThreadContext::current().running_loop != nullptr) {
    throw LoopError("Runner.run() cannot be called from a running event loop");
  }
}

void Runner::close() {
  if (closed_ || !loop_) return;
  struct Last {
    Runner& runner;
    ~Last() {
      runner.closed_ = true;
      runner.loop_.reset();
    }
  };
  const Last last{*this};
  cancel_all_tasks(*loop_);
  run_until_complete(*loop_, shutdown_asyncgens(),
                     {.coroutine = "BaseEventLoop.shutdown_asyncgens"});
  run_until_complete(*loop_, shutdown_default_executor(),
                     {.coroutine = "BaseEventLoop.shutdown_default_executor"});
  loop_->close();
}

}  // namespace loopscope
