#include "engine/workers/concurrent_future.h"

#include "engine/loop/errors.h"

namespace loopscope {

ConcurrentFutureBase::State ConcurrentFutureBase::state() const {
  const std::lock_guard lock(*monitor_);
  return state_;
}

bool ConcurrentFutureBase::cancel() {
  std::unique_lock lock(*monitor_);
  if (state_ == State::running || state_ == State::finished) return false;
  if (state_ == State::pending) finish(lock, State::cancelled);
  return true;
}

bool ConcurrentFutureBase::set_running_or_notify_cancel() {
  const std::lock_guard lock(*monitor_);
  if (state_ == State::cancelled) return false;
  if (state_ != State::pending) throw LoopError("Future in unexpected state");
  state_ = State::running;
  return true;
}

void ConcurrentFutureBase::require_unfinished() const {
  if (!is_end(state_)) return;
  const char* const name = state_ == State::cancelled ? "CANCELLED" : "FINISHED";
  throw InvalidStateError(std::string(name) + ": <Future state=" +
                          (state_ == State::cancelled ? "cancelled>" : "finished>"));
}

void ConcurrentFutureBase::set_exception(std::exception_ptr error) {
  std::unique_lock lock(*monitor_);
  require_unfinished();
  error_ = std::move(error);
  finish(lock, State::finished);
}

/// Gives up the lock, so that callbacks may use the future.
void ConcurrentFutureBase::finish(std::unique_lock<Monitor>& lock, State state) {
  state_ = state;
  monitor_->notify_all();
  const std::vector<Callback> callbacks = std::exchange(callbacks_, {});
  const auto kept = shared_from_this();
  lock.unlock();
  for (const Callback& callback : callbacks) call(callback);
}

void ConcurrentFutureBase::call(const Callback& callback) {
  try {
    callback(*this);
  } catch (const std::exception&) {
    // As in Python, one callback's failure is no reason to leave out the next.
  }
}

void ConcurrentFutureBase::add_done_callback(Callback callback) {
  {
    const std::lock_guard lock(*monitor_);
    if (!is_end(state_)) {
      callbacks_.push_back(std::move(callback));
      return;
    }
  }
  call(callback);
}

void ConcurrentFutureBase::wait_until_done(double timeout) {
  const std::lock_guard lock(*monitor_);
  while (!is_end(state_)) {
    if (!monitor_->wait(timeout) && !is_end(state_)) {
      throw ConcurrentTimeoutError("the future is not done in time");
    }
  }
  if (state_ == State::cancelled) throw ConcurrentCancelledError("the future was cancelled");
}

std::exception_ptr ConcurrentFutureBase::exception(double timeout) {
  wait_until_done(timeout);
  return error_;
}

void ConcurrentFutureBase::throw_error(double timeout) {
  wait_until_done(timeout);
  if (error_ != nullptr) std::rethrow_exception(error_);
}

std::string ConcurrentFutureBase::repr() const {
  static constexpr const char* names[] = {"pending", "running", "cancelled", "finished"};
  return std::string("<Future state=") + names[static_cast<std::size_t>(state())] + ">";
}

}  // namespace loopscope
