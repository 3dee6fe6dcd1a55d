#include "engine/coro/async_generator.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/coro/gather.h"
#include "engine/coro/run.h"

namespace loopscope {
namespace detail {

/// The generators that have begun on a loop: asyncio's _asyncgens.
class LoopGenerators final : public LoopAttachment {
 public:
  static LoopGenerators& of(EventLoop& loop) {
    if (loop.attachment(Slot::generators) == nullptr) {
      loop.attach(Slot::generators, std::make_unique<LoopGenerators>());
    }
    return static_cast<LoopGenerators&>(*loop.attachment(Slot::generators));
  }
  ~LoopGenerators() override {
    for (GeneratorBase* const each : open) each->loop_ = nullptr;
  }

  std::vector<GeneratorBase*> open;  ///< borrowed: they leave when they go
  bool shutdown_called = false;
};

}  // namespace detail

namespace {

constexpr CallbackLabel create_task_label{"BaseEventLoop.create_task"};

/// Gathers for the waiting alone; what is raised is looked at afterwards.
class GatherClosings final : public GatherBase {
 public:
  explicit GatherClosings(EventLoop& loop) : GatherBase(loop, true) {}
  using Value = void;
  void result() { check_result(); }
  std::string result_repr() const override { return "[...]"; }

 private:
  void collect() override {
    for (const auto& child : children()) child->forget_traceback();
  }
};

}  // namespace

namespace detail {

GeneratorBase::~GeneratorBase() {
  leave_loop();
  if (const auto frame = std::exchange(frame_, nullptr)) frame.destroy();
}

void GeneratorBase::leave_loop() {
  if (EventLoop* const loop = std::exchange(loop_, nullptr)) {
    std::erase(LoopGenerators::of(*loop).open, this);
  }
}

void GeneratorBase::frame_gone() {
  frame_ = nullptr;
  finished_ = true;
  leave_loop();
}

bool GeneratorBase::begin(const char* method, ExceptionRef thrown) {
  if (running_) {
    throw LoopError(std::string(method) + ": asynchronous generator is already running");
  }
  if (finished_) return false;
  if (thrown && !started_) {
    end_now();
    thrown->rethrow();
  }
  if (loop_ == nullptr) {
    loop_ = &EventLoop::running();
    LoopGenerators& generators = LoopGenerators::of(*loop_);
    if (generators.shutdown_called && loop_->get_debug()) {
      loop_->log("An asynchronous generator was scheduled after loop.shutdown_asyncgens() call");
    }
    generators.open.push_back(this);
  }
  started_ = true;
  thrown_ = std::move(thrown);
  return true;
}

void GeneratorBase::end_now() {
  finished_ = true;
  leave_loop();
  if (const auto frame = std::exchange(frame_, nullptr)) frame.destroy();
}

void GeneratorBase::enter(Consumer& consumer) {
  running_ = true;
  promise_->set_consumer(consumer);
  CoroDriver::current().next = frame_;
}

bool GeneratorBase::came_back() {
  running_ = false;
  if (!frame_.done()) return true;
  end_now();
  CoroDriver::current().throw_raised();
  return false;
}

// BaseEventLoop._asyncgen_finalizer_hook
void GeneratorBase::dropped(Ref<GeneratorBase> generator) {
  GeneratorBase& self = *generator;
  if (self.finished_ || !self.started_ || self.running_ || self.loop_ == nullptr) return;
  EventLoop& loop = *self.loop_;
  if (loop.is_closed()) return;
  self.leave_loop();
  const auto close = [&loop, kept = std::move(generator)] {
    create_task(loop, close_generator(kept), {.coroutine = "aclose"});
  };
  loop.call_soon_threadsafe(labelled<create_task_label>(close));
}

Coro<void> close_generator(Ref<GeneratorBase> generator) {
  const ExceptionRef exit = make_exception(std::make_exception_ptr(GeneratorExit()));
  if (generator->finished()) co_return;
  bool yielded = false;
  try {
    generator->begin("aclose()", exit);
    yielded = co_await GeneratorStep(*generator);
  } catch (const GeneratorExit&) {
    co_return;
  }
  if (yielded) throw LoopError("async generator ignored GeneratorExit");
}

}  // namespace detail

std::size_t open_generators(const EventLoop& loop) {
  const auto* const generators =
      static_cast<const detail::LoopGenerators*>(loop.attachment(LoopAttachment::Slot::generators));
  return generators != nullptr ? generators->open.size() : 0;
}

// Declared in coro/run.h.
Coro<void> shutdown_asyncgens() {
  EventLoop& loop = EventLoop::running();
  detail::LoopGenerators& generators = detail::LoopGenerators::of(loop);
  generators.shutdown_called = true;
  if (generators.open.empty()) co_return;
  const Ref<GatherClosings> outer(new GatherClosings(loop));
  const std::vector<detail::GeneratorBase*> open = generators.open;
  for (detail::GeneratorBase* const each : open) {
    const Ref<detail::GeneratorBase> generator(each);
    outer->add_child(create_task(loop, detail::close_generator(generator), {.coroutine = "aclose"}),
                     false);
  }
  outer->seal();
  co_await detail::FutureAwaiter<GatherClosings>(outer);
  for (const auto& child : outer->children()) {
    if (child->peek_exception() == nullptr) continue;
    loop.call_exception_handler(
        {.message = "an error occurred during closing of asynchronous generator",
         .exception = ExceptionRef(child->peek_exception())});
  }
}

}  // namespace loopscope
