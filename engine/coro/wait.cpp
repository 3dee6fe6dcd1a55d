#include "engine/coro/wait.h"

#include <exception>

#include "engine/base/pool.h"

namespace loopscope::detail {
namespace {

/// What the callbacks of one wait() share; they may come after its end.
class WaitState : public Pooled {
 public:
  WaitState(EventLoop& loop, std::size_t count, ReturnWhen return_when)
      : waiter_(new Waiter(loop, "wait")), left_(count), return_when_(return_when) {}

  const Ref<Waiter>& waiter() const { return waiter_; }
  void set_timer(TimerRef timer) { timer_ = std::move(timer); }
  void cancel_timer() {
    if (timer_) timer_->cancel();
  }
  void completed(FutureBase& future) {
    if (left_ > 0) --left_;
    if (!enough(future)) return;
    cancel_timer();
    waiter_->wake();
  }

  void add_ref() { ++references_; }
  void release() {
    if (--references_ == 0) delete this;
  }

 private:
  bool enough(FutureBase& future) const {
    if (left_ == 0 || return_when_ == ReturnWhen::first_completed) return true;
    if (return_when_ != ReturnWhen::first_exception || future.cancelled()) return false;
    future.forget_traceback();
    return future.peek_exception() != nullptr;
  }

  Ref<Waiter> waiter_;
  TimerRef timer_;
  std::size_t left_;
  ReturnWhen return_when_;
  std::uint32_t references_ = 0;
};

/// wait()'s callback of each future.
struct Completion {
  static constexpr CallbackLabel label{"_wait.<locals>._on_completion"};
  Ref<WaitState> state;
  void operator()(FutureBase& future) { state->completed(future); }
};

/// Callbacks that are removed at the end of a scope.
class Callbacks {
 public:
  Callbacks() = default;
  Callbacks(const Callbacks&) = delete;
  Callbacks& operator=(const Callbacks&) = delete;
  ~Callbacks() { remove(); }

  template <class F>
  void add(const Ref<FutureBase>& future, F callback) {
    all_.emplace_back(future, future->add_done_callback(std::move(callback)));
  }
  void remove() {
    for (const auto& [future, callback] : all_) future->remove_done_callback(*callback);
    all_.clear();
  }

 private:
  std::vector<std::pair<Ref<FutureBase>, HandleRef>> all_;
};

}  // namespace

void trace_awaits(const FutureBase& future, const FutureBase& child) {
  if (LoopTrace* const trace = future.loop().trace()) {
    trace->record(EventKind::future_awaits, future.trace_id(), child.trace_id(), 0, trace->cause());
  }
}

Coro<> wait_until(std::vector<Ref<FutureBase>> futures, std::optional<double> timeout,
                  ReturnWhen return_when) {
  EventLoop& loop = EventLoop::running();
  const Ref<WaitState> state(new WaitState(loop, futures.size(), return_when));
  TimerRef timer;
  if (timeout) timer = loop.call_later(*timeout, ReleaseWaiter{state->waiter()});
  state->set_timer(timer);
  Callbacks callbacks;
  const TimerKept kept(std::move(timer));  // cancelled before the callbacks are removed
  for (const Ref<FutureBase>& future : futures) {
    trace_awaits(*state->waiter(), *future);
    callbacks.add(future, Completion{state});
  }
  co_await until_woken(state->waiter());
}

Coro<> cancel_and_wait(Ref<FutureBase> future) {
  const Ref<Waiter> waiter(new Waiter(EventLoop::running(), "wait_for"));
  trace_awaits(*waiter, *future);
  Callbacks callbacks;
  callbacks.add(future, ReleaseWaiter{waiter});
  future->cancel();
  co_await until_woken(waiter);
}

Coro<bool> done_in_time(Ref<Waiter> waiter, Ref<FutureBase> future) {
  trace_awaits(*waiter, *future);
  const HandleRef callback = future->add_done_callback(ReleaseWaiter{waiter});
  std::exception_ptr cancelled;
  try {
    co_await until_woken(waiter);
  } catch (const CancelledError&) {
    cancelled = std::current_exception();
  }
  if (future->done()) co_return true;
  future->remove_done_callback(*callback);
  co_await cancel_and_wait(future);
  if (cancelled) std::rethrow_exception(cancelled);
  co_return false;
}

}  // namespace loopscope::detail
