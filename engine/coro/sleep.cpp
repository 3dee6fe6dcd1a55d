#include "engine/coro/sleep.h"

#include <cstddef>
#include <utility>

namespace loopscope::detail {

SleepFuture& SleepFuture::of(const Handle& handle) {
  return *static_cast<const Timer&>(handle).future();
}

SleepFuture* SleepFuture::Timer::future() const {
  auto* const bytes = reinterpret_cast<std::byte*>(const_cast<Timer*>(this));
  return reinterpret_cast<SleepFuture*>(bytes - timer_offset);
}

const HandleType SleepFuture::timer_type{
    .run =
        [](Handle& handle) {
          SleepFuture& future = of(handle);
          if (!future.cancelled()) future.finish();
        },
    .clear = [](Handle& handle) { of(handle).set_timed(false); },
    .destroy = [](Handle& handle) { of(handle).release(); },
    .loop = [](const Handle& handle) -> EventLoop& { return of(handle).loop(); },
    .label = [](const Handle&) -> const CallbackLabel& {
      static constexpr CallbackLabel label{"_set_result_unless_cancelled"};
      return label;
    },
    .owner = [](const Handle& handle) { return of(handle).trace_id(); },
    .role = HandleRole::call,
};

namespace {
constexpr CallbackLabel sleep_label{"sleep"};
}

SleepFuture::SleepFuture(EventLoop& loop, double delay) : FutureBase(loop, sleep_label) {
  static_assert(sizeof(SleepFuture) == sizeof(FutureBase) + sizeof(Timer));
  set_timed(true);
  add_ref();  // the timer's, which its last reference gives back
  loop.schedule(loop.time() + delay, timer_);
}

FutureBase& SleepAwaiter::start() {
  EventLoop& loop = EventLoop::running();
  loop.check_open();
  auto* const future = new SleepFuture(loop, std::bit_cast<double>(bits_));
  future->add_ref();
  bits_ = reinterpret_cast<std::uintptr_t>(future) | suspended_bit;
  return *future;
}

void SleepAwaiter::leave() {
  auto* const future = reinterpret_cast<SleepFuture*>(std::exchange(bits_, 0) & ~suspended_bit);
  future->cancel_timer();
  future->release();
}

}  // namespace loopscope::detail
