#pragma once

#include <cstdint>
#include <optional>
#include <unordered_set>
#include <utility>
#include <vector>

#include "engine/base/ref.h"
#include "engine/coro/arguments.h"
#include "engine/coro/coro.h"
#include "engine/coro/waiters.h"
#include "engine/loop/errors.h"
#include "engine/loop/handle.h"

namespace loopscope {

/// When wait() returns.
enum class ReturnWhen : std::uint8_t {
  first_completed,
  first_exception,  ///< the first that fails; a cancelled one is no failure
  all_completed
};

/// What wait() returns: both in the order of its arguments.
template <class F>
struct WaitResult {
  std::vector<Ref<F>> done;
  std::vector<Ref<F>> pending;
};

namespace detail {

/// asyncio's _release_waiter, as a timer's callback or a future's.
struct ReleaseWaiter {
  static constexpr CallbackLabel label{"_release_waiter"};
  Ref<Waiter> waiter;
  void operator()() { waiter->wake(); }
  void operator()(FutureBase&) { waiter->wake(); }
};

/// Cancels a timer at the end of a scope.
class TimerKept {
 public:
  explicit TimerKept(TimerRef timer) : timer_(std::move(timer)) {}
  TimerKept(const TimerKept&) = delete;
  TimerKept& operator=(const TimerKept&) = delete;
  ~TimerKept() {
    if (timer_) timer_->cancel();
  }

 private:
  TimerRef timer_;
};

/// The trace shows that `future` stands for `child`.
void trace_awaits(const FutureBase& future, const FutureBase& child);

/// asyncio's _wait() without its result; `futures` are different ones.
Coro<> wait_until(std::vector<Ref<FutureBase>> futures, std::optional<double> timeout,
                  ReturnWhen return_when);
/// asyncio's _cancel_and_wait(): returns when the future is done, however it ends.
Coro<> cancel_and_wait(Ref<FutureBase> future);
/// The middle of wait_for(): waits until `future` is done (true) or `waiter`'s timer has woken it
/// and the future was cancelled and has ended (false). A cancellation cancels the future too.
Coro<bool> done_in_time(Ref<Waiter> waiter, Ref<FutureBase> future);

/// The futures without repetitions, in their order.
template <class F>
std::vector<Ref<F>> unique(std::vector<Ref<F>> futures);

}  // namespace detail

/// asyncio.wait(): waits for futures or tasks, at most `timeout` seconds; cancels nothing. Throws
/// ArgumentError("Set of Tasks/Futures is empty.").
template <class F>
Coro<WaitResult<F>> wait(std::vector<Ref<F>> futures, std::optional<double> timeout = std::nullopt,
                         ReturnWhen return_when = ReturnWhen::all_completed) {
  if (futures.empty()) throw ArgumentError("Set of Tasks/Futures is empty.");
  futures = detail::unique(std::move(futures));
  std::vector<Ref<FutureBase>> bases(futures.begin(), futures.end());
  co_await detail::wait_until(std::move(bases), timeout, return_when);
  WaitResult<F> result;
  for (Ref<F>& future : futures) {
    (future->done() ? result.done : result.pending).push_back(std::move(future));
  }
  co_return result;
}

/// asyncio.wait_for(): the result of a future or a coroutine (which becomes a task). After
/// `timeout` seconds it is cancelled, and when it has ended TimeoutError is thrown (or its result
/// returned after all). Without a timeout it is just awaited. Cancelling wait_for cancels it too.
template <class A>
Coro<typename detail::ArgumentOf<A>::Future::Value> wait_for(A awaitable,
                                                             std::optional<double> timeout) {
  EventLoop& loop = EventLoop::running();
  if (!timeout) co_return co_await std::move(awaitable);
  Ref<typename detail::ArgumentOf<A>::Future> future;
  bool in_time = true;
  if (*timeout <= 0) {
    future = ensure_future(loop, std::move(awaitable));
    in_time = future->done();
    if (!in_time) co_await detail::cancel_and_wait(future);
  } else {
    const Ref<Waiter> waiter(new Waiter(loop, "wait_for"));
    const detail::TimerKept timer(loop.call_later(*timeout, detail::ReleaseWaiter{waiter}));
    future = ensure_future(loop, std::move(awaitable));
    in_time = co_await detail::done_in_time(waiter, future);
  }
  if (in_time || !future->cancelled()) co_return detail::result_of(*future);
  throw TimeoutError();
}

template <class F>
std::vector<Ref<F>> detail::unique(std::vector<Ref<F>> futures) {
  std::unordered_set<const F*> seen;
  std::erase_if(futures, [&](const Ref<F>& future) { return !seen.insert(future.get()).second; });
  return futures;
}

}  // namespace loopscope
