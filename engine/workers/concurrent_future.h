#pragma once

#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/error.h"
#include "engine/coro/future.h"
#include "engine/platform/threads.h"

namespace loopscope {

/// concurrent.futures.CancelledError. Unlike a task's it is an ordinary exception.
class ConcurrentCancelledError : public Error {
 public:
  using Error::Error;
};

/// concurrent.futures.TimeoutError: result() has waited long enough.
class ConcurrentTimeoutError : public Error {
 public:
  using Error::Error;
};

/// concurrent.futures.Future without its value: may be used on any thread of the platform whose
/// threads it was made for.
class ConcurrentFutureBase : public std::enable_shared_from_this<ConcurrentFutureBase> {
 public:
  enum class State : std::uint8_t { pending, running, cancelled, finished };
  using Callback = std::function<void(ConcurrentFutureBase&)>;

  virtual ~ConcurrentFutureBase() = default;
  ConcurrentFutureBase(const ConcurrentFutureBase&) = delete;
  ConcurrentFutureBase& operator=(const ConcurrentFutureBase&) = delete;

  /// False if it runs or has finished.
  bool cancel();
  bool cancelled() const { return state() == State::cancelled; }
  bool running() const { return state() == State::running; }
  bool done() const { return is_end(state()); }
  State state() const;

  /// The exception; null if there is a result. Waits up to `timeout` seconds (negative: without
  /// limit) for the end. Throws ConcurrentTimeoutError or ConcurrentCancelledError.
  std::exception_ptr exception(double timeout = -1);
  /// Calls `callback` when it is done: on the thread that ends it, or at once if it is. A
  /// std::exception that leaves the callback is passed over.
  void add_done_callback(Callback callback);

  // For those who carry out the work.

  /// The work begins; false if it was cancelled, so that it must not. Throws LoopError("Future in
  /// unexpected state") if it has begun already.
  bool set_running_or_notify_cancel();
  /// Throws InvalidStateError("FINISHED: …") if it is done.
  void set_exception(std::exception_ptr error);

  /// Tells a loop's trace how the work ended, on the loop's thread; returns the event. May be
  /// empty.
  std::function<EventId()> tell_end;

  /// "<Future state=pending>"
  std::string repr() const;

 protected:
  explicit ConcurrentFutureBase(Threads& threads) : monitor_(threads.new_monitor()) {}

  void require_unfinished() const;
  void finish(std::unique_lock<Monitor>& lock, State state);
  void wait_until_done(double timeout);
  void throw_error(double timeout);
  Monitor& monitor() const { return *monitor_; }

 private:
  static bool is_end(State state) { return state >= State::cancelled; }
  void call(const Callback& callback);

  std::unique_ptr<Monitor> monitor_;
  State state_ = State::pending;
  std::exception_ptr error_;
  std::vector<Callback> callbacks_;
};

/// concurrent.futures.Future of a C++ value. Held by std::shared_ptr.
template <class T>
class ConcurrentFuture final : public ConcurrentFutureBase {
 public:
  using Value = T;

  explicit ConcurrentFuture(Threads& threads) : ConcurrentFutureBase(threads) {}

  void set_result(ValueOf<T> value = {}) {
    std::unique_lock lock(monitor());
    require_unfinished();
    value_.emplace(std::move(value));
    finish(lock, State::finished);
  }
  /// The result. Waits as exception() does, and throws what that throws and the exception itself.
  ValueOf<T>& result(double timeout = -1) {
    throw_error(timeout);
    return *value_;
  }

 private:
  std::optional<ValueOf<T>> value_;
};
template <class T>
using ConcurrentFutureRef = std::shared_ptr<ConcurrentFuture<T>>;

}  // namespace loopscope
