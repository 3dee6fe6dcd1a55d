#include "engine/coro/timeout.h"

#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "engine/base/float_text.h"

namespace loopscope {

struct Timeout::Expire {
  static constexpr CallbackLabel label{"Timeout._on_timeout"};
  Timeout* timeout;
  void operator()() const { timeout->expire(); }
};

Timeout::~Timeout() {
  cancel_timer();
  // Its coroutine is destroyed where it waits.
  if (state_ == State::entered || state_ == State::expiring) left(ScopeEnd::cancelled);
}

void Timeout::cancel_timer() {
  if (!timer_) return;
  timer_->cancel();
  timer_ = nullptr;
}

std::string_view Timeout::state_name() const {
  switch (state_) {
    case State::created:
      return "created";
    case State::entered:
      return "active";
    case State::expiring:
      return "expiring";
    case State::expired:
      return "expired";
    case State::exited:
      break;
  }
  return "finished";
}

void Timeout::enter() {
  if (state_ != State::created) throw LoopError("Timeout has already been entered");
  TaskBase* const task = current_task();
  if (task == nullptr) throw LoopError("Timeout should be used inside a task");
  state_ = State::entered;
  task_ = Ref<TaskBase>(task);
  cancelling_ = task->cancelling();
  entered(task->trace_id());
  reschedule(when_);
}

void Timeout::reschedule(std::optional<double> when) {
  if (state_ == State::created) throw LoopError("Timeout has not been entered");
  if (state_ != State::entered) {
    throw LoopError(fmt::format("Cannot change state of {} Timeout", state_name()));
  }
  when_ = when;
  const Because because = scheduled(when);
  cancel_timer();
  if (!when) return;
  EventLoop& loop = EventLoop::running();
  if (*when <= loop.time()) {
    timer_ = loop.call_soon(Expire{this});
  } else {
    timer_ = loop.call_at(*when, Expire{this});
  }
}

void Timeout::expire() {
  state_ = State::expiring;
  const Because because = TimeoutTrace::expired();
  timer_ = nullptr;
  task_->cancel();
}

void Timeout::exit(const ExceptionRef& error) {
  if (state_ != State::entered && state_ != State::expiring) {
    throw LoopError(fmt::format("Cannot leave a Timeout that is {}", state_name()));
  }
  cancel_timer();
  const bool cancelled = error && error->is_cancelled();
  ScopeEnd end = cancelled ? ScopeEnd::cancelled : error ? ScopeEnd::failed : ScopeEnd::finished;
  if (state_ == State::expiring) {
    state_ = State::expired;
    // Where others have asked for a cancellation too, it goes on.
    if (task_->uncancel() <= cancelling_ && cancelled) end = ScopeEnd::expired;
  } else {
    state_ = State::exited;
  }
  left(end);
  if (end == ScopeEnd::expired) throw TimeoutError();
}

std::string Timeout::repr() const {
  if (state_ != State::entered) return fmt::format("<Timeout [{}]>", state_name());
  const std::string when = when_ ? float_repr(std::round(*when_ * 1000) / 1000) : "None";
  return fmt::format("<Timeout [active] when={}>", when);
}

bool Timeout::tell(TimeoutState& live) const {
  live.task = task_->trace_id();
  live.when = when_.value_or(std::numeric_limits<double>::infinity());
  live.expired = state_ == State::expiring;
  return true;
}

}  // namespace loopscope
