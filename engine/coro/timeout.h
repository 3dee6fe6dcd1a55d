#pragma once

#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "engine/base/ref.h"
#include "engine/coro/body.h"
#include "engine/coro/coro.h"
#include "engine/coro/scope_trace.h"
#include "engine/coro/task.h"
#include "engine/loop/errors.h"
#include "engine/loop/handle.h"

namespace loopscope {

/// asyncio.Timeout: cancels the task that has entered it when its deadline comes, and makes a
/// TimeoutError of that cancellation. For use as a scope see with_timeout(); enter() and exit() are
/// `async with`'s two halves.
class Timeout : private TimeoutTrace {
 public:
  /// `when` in loop seconds; none: never.
  explicit Timeout(std::optional<double> when) : when_(when) {}
  ~Timeout() override;

  /// Throws LoopError if it was entered before, or outside of a task.
  void enter();
  /// The end of the scope, which `error` leaves (null: none). Throws TimeoutError in its stead if
  /// the timeout has expired and nobody else has asked for the cancellation; else returns, and the
  /// caller throws `error` on.
  void exit(const ExceptionRef& error);

  std::optional<double> when() const { return when_; }
  /// Moves the deadline. Throws LoopError if it was not entered, or has expired, or was left.
  void reschedule(std::optional<double> when);
  bool expired() const { return state_ == State::expiring || state_ == State::expired; }
  /// "<Timeout [active] when=1.5>"
  std::string repr() const;

  using TimeoutTrace::trace_id;

 private:
  enum class State : std::uint8_t { created, entered, expiring, expired, exited };
  struct Expire;
  std::string_view state_name() const;
  void cancel_timer();
  void expire();
  bool tell(TimeoutState& live) const override;

  std::optional<double> when_;
  HandleRef timer_;
  Ref<TaskBase> task_;
  std::uint32_t cancelling_ = 0;
  State state_ = State::created;
};

namespace detail {

/// The coroutine that the body of with_timeout() is: itself, or what it returns when called with or
/// without the Timeout.
template <class B>
auto body_of(B& body, Timeout& scope) {
  if constexpr (std::is_invocable_v<B&, Timeout&>) {
    return body(scope);
  } else if constexpr (std::is_invocable_v<B&>) {
    return body();
  } else {
    return std::move(body);
  }
}
template <class B>
using BodyValue = typename decltype(body_of(std::declval<B&>(), std::declval<Timeout&>()))::Value;

}  // namespace detail

/// asyncio.timeout_at(when) around `body`: a Coro<T>, or a callable `() -> Coro<T>` or
/// `(Timeout&) -> Coro<T>`. Returns the body's value; throws TimeoutError if the deadline (loop
/// seconds; none: never) came first.
template <class B>
Coro<detail::BodyValue<B>> with_timeout_at(std::optional<double> when, B body) {
  Timeout scope(when);
  scope.enter();
  auto outcome = co_await detail::outcome_of(detail::body_of(body, scope));
  scope.exit(outcome.exception());
  co_return outcome.take();
}

/// asyncio.timeout(delay) around `body`, `delay` in seconds from when it is awaited.
template <class B>
Coro<detail::BodyValue<B>> with_timeout(std::optional<double> delay, B body) {
  if (delay) *delay += EventLoop::running().time();
  co_return co_await with_timeout_at(delay, std::move(body));
}

}  // namespace loopscope
