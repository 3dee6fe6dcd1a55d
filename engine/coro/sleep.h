#pragma once

#include <bit>
#include <concepts>
#include <coroutine>
#include <cstddef>
#include <cstdint>

#include "engine/coro/coro.h"
#include "engine/coro/future.h"
#include "engine/loop/handle.h"

namespace loopscope {

namespace detail {

/// The future of one sleep() together with the handle of its timer (call_later's
/// `_set_result_unless_cancelled`): one block, which the heap may keep after the sleep was
/// cancelled.
class SleepFuture final : public FutureBase {
 public:
  /// Schedules the timer.
  SleepFuture(EventLoop& loop, double delay);

  /// h.cancel(): what sleep()'s `finally` does.
  void cancel_timer() { timer_.cancel(); }

 private:
  /// Lies right behind the FutureBase, which it is part of.
  class Timer final : public Handle {
   public:
    Timer() : Handle(timer_type) {}
    SleepFuture* future() const;
  };
  static constexpr std::size_t timer_offset = sizeof(FutureBase);
  static const HandleType timer_type;
  static SleepFuture& of(const Handle& handle);

  Timer timer_;
};

/// `co_await sleep(delay)`. One word: the delay, or after suspending (sign bit set) the future.
class SleepAwaiter {
 public:
  explicit SleepAwaiter(double delay)
      : bits_(delay <= 0 ? 0 : std::bit_cast<std::uint64_t>(delay)) {
    bits_ &= ~suspended_bit;
  }
  SleepAwaiter(const SleepAwaiter&) = delete;
  SleepAwaiter& operator=(const SleepAwaiter&) = delete;
  ~SleepAwaiter() {
    if ((bits_ & suspended_bit) != 0) [[unlikely]]
      leave();
  }

  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> self) {
    CoroDriver& driver = CoroDriver::current();
    driver.leaf = self.address();
    if (bits_ == 0) {
      driver.result.kind = StepResult::Kind::yielded;
    } else {
      driver.result = StepResult::awaiting(start());
    }
  }
  void await_resume() {
    if ((bits_ & suspended_bit) != 0) leave();
    CoroDriver::current().throw_in();
  }

 private:
  static constexpr std::uint64_t suspended_bit = std::uint64_t{1} << 63;

  FutureBase& start();
  void leave();

  std::uint64_t bits_;
};

}  // namespace detail

/// asyncio.sleep(): waits `delay` seconds on the running loop; 0 or less is a bare yield.
/// (A template, so that `sleep(1)` is not taken for POSIX's.)
template <std::convertible_to<double> D>
detail::SleepAwaiter sleep(D delay) {
  return detail::SleepAwaiter(static_cast<double>(delay));
}

}  // namespace loopscope
