#include "engine/workers/executor.h"

#include <exception>

#include "engine/coro/run.h"

namespace loopscope {
namespace {

constexpr CallbackLabel set_state_label{"_chain_future.<locals>._set_state"};
constexpr CallbackLabel check_cancel_label{"_chain_future.<locals>._call_check_cancel"};
constexpr CallbackLabel call_set_state_label{"_chain_future.<locals>._call_set_state"};
constexpr CallbackLabel cancel_task_label{"Task.cancel"};
constexpr CallbackLabel set_result_label{"Future.set_result"};

template <class F>
HandleRef make_handle(EventLoop& loop, F function) {
  return HandleRef(new CallbackHandle<F, Handle>(loop, std::move(function)));
}

/// The loop's default executor.
class DefaultExecutor final : public LoopAttachment {
 public:
  static DefaultExecutor& of(EventLoop& loop) {
    if (loop.attachment(Slot::executor) == nullptr) {
      loop.attach(Slot::executor, std::make_unique<DefaultExecutor>());
    }
    return static_cast<DefaultExecutor&>(*loop.attachment(Slot::executor));
  }

  void loop_closes(EventLoop&) override {
    if (const auto last = std::exchange(pool, nullptr)) last->shutdown(false);
  }

  std::shared_ptr<WorkerPool> pool;
  bool shutdown_called = false;
};

}  // namespace

namespace detail {

ExceptionRef loop_exception(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const ConcurrentCancelledError&) {
    return make_exception(std::make_exception_ptr(CancelledError()));
  } catch (...) {
    return current_exception();
  }
}

void chain_to_loop(const std::shared_ptr<ConcurrentFutureBase>& source, FutureBase& destination,
                   void (*copy)(ConcurrentFutureBase& source, FutureBase& destination)) {
  EventLoop& loop = destination.loop();
  destination.add_done_callback(labelled<check_cancel_label>([source](FutureBase& future) {
    if (future.cancelled()) source->cancel();
  }));
  const Ref<FutureBase> kept(&destination);
  const auto set_state = [source, kept, copy] {
    LoopTrace* const trace = kept->loop().trace();
    if (trace != nullptr && source->tell_end) {
      const EventId end = source->tell_end();
      if (end != 0) trace->set_cause(end);
    }
    if (kept->cancelled()) return;
    if (source->cancelled()) {
      kept->cancel();
    } else if (const std::exception_ptr error = source->exception()) {
      kept->set_exception(loop_exception(error));
    } else {
      copy(*source, *kept);
    }
  };
  const LoopDoor::Ticket ticket =
      loop.door()->expect(make_handle(loop, labelled<set_state_label>(set_state)));
  source->add_done_callback(
      [door = loop.door(), ticket](ConcurrentFutureBase&) { door->deliver(ticket); });
}

void chain_to_concurrent(TaskBase& source, const std::shared_ptr<ConcurrentFutureBase>& destination,
                         void (*copy)(FutureBase& source, ConcurrentFutureBase& destination)) {
  EventLoop& loop = source.loop();
  const Ref<FutureBase> kept(&source);
  const LoopDoor::Ticket ticket = loop.door()->expect(
      make_handle(loop, labelled<cancel_task_label>([kept] { kept->cancel(); })));
  destination->add_done_callback([door = loop.door(), ticket](ConcurrentFutureBase& future) {
    if (future.cancelled()) door->deliver(ticket);
  });
  const auto set_state = [destination, copy](FutureBase& future) {
    if (future.cancelled()) destination->cancel();
    if (!destination->set_running_or_notify_cancel()) return;
    if (const ExceptionRef error = future.exception()) {
      try {
        error->rethrow();
      } catch (...) {
        destination->set_exception(std::current_exception());
      }
    } else {
      copy(future, *destination);
    }
  };
  source.add_done_callback(labelled<call_set_state_label>(set_state));
}

}  // namespace detail

void set_default_executor(EventLoop& loop, std::shared_ptr<WorkerPool> pool) {
  DefaultExecutor::of(loop).pool = std::move(pool);
}

WorkerPool& default_executor(EventLoop& loop) {
  DefaultExecutor& executor = DefaultExecutor::of(loop);
  if (executor.shutdown_called) throw LoopError("Executor shutdown has been called");
  if (executor.pool == nullptr) {
    executor.pool =
        std::make_shared<WorkerPool>(loop.platform(), WorkerPool::Options{.prefix = "asyncio"});
  }
  return *executor.pool;
}

// Declared in coro/run.h.
Coro<void> shutdown_default_executor() {
  EventLoop& loop = EventLoop::running();
  DefaultExecutor& executor = DefaultExecutor::of(loop);
  executor.shutdown_called = true;
  if (executor.pool == nullptr) co_return;
  const FutureRef<void> future = create_future<void>(loop);
  const LoopDoor::Ticket ticket = loop.door()->expect(
      make_handle(loop, labelled<set_result_label>([future] { future->set_result(); })));
  std::function<void()> shut_down = [pool = executor.pool, door = loop.door(), ticket] {
    pool->shutdown(true);
    door->deliver(ticket);
  };
  const ThreadRef thread =
      loop.platform().threads().start({"Thread (_do_shutdown)"}, std::move(shut_down));
  try {
    co_await future;
  } catch (...) {
    thread->join();
    throw;
  }
  thread->join();
}

}  // namespace loopscope
