#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "engine/base/pool.h"
#include "engine/base/ref.h"
#include "engine/loop/errors.h"
#include "engine/loop/event_loop.h"
#include "engine/loop/exception.h"
#include "engine/loop/handle.h"
#include "engine/loop/ready_queue.h"

namespace loopscope {

class FutureBase;
class TaskBase;

/// Handle of a callback that is called with the future that is done. A future takes it at most
/// once; it enters the ready queue when the future is done. Derive from it (with a HandleType of
/// one's own) to add callbacks of another world.
class FutureCallback : public Handle {
 public:
  /// The future that called; valid from then on.
  FutureBase& future() const { return *future_; }

 protected:
  explicit FutureCallback(const HandleType& type) : Handle(type) {}
  ~FutureCallback();

 private:
  friend class FutureBase;
  FutureBase* future_ = nullptr;  // owns a reference once it is set
};

/// asyncio.Future without its value: state, callbacks, exception, cancellation. Counted; 32 bytes.
/// Derived classes hold the value: Future<T>, Task<T>, and those of the Python machine.
class FutureBase : public Pooled {
 public:
  enum class State : std::uint8_t { pending, cancelled, finished };

  FutureBase(const FutureBase&) = delete;
  FutureBase& operator=(const FutureBase&) = delete;

  EventLoop& loop() const { return *loop_; }
  State state() const { return static_cast<State>(word_ & state_mask); }
  bool done() const { return (word_ & state_mask) != 0; }
  bool cancelled() const { return state() == State::cancelled; }

  /// Cancels and schedules the callbacks; false if it was done already. Tasks and gathering futures
  /// pass the request on instead.
  virtual bool cancel(MessageRef message = nullptr);

  /// The exception that was set, null if there is a result. Throws CancelledError or, while it is
  /// pending, InvalidStateError("Exception is not set."). Counts as retrieving it.
  ExceptionRef exception();
  /// Throws what result() raises: CancelledError, the exception that was set,
  /// InvalidStateError("Result is not ready."). Returns if there is a result.
  void check_result() {
    if (has_error()) [[unlikely]]
      raise_result();
  }
  /// check_result() would throw.
  bool has_error() const { return state() != State::finished || rest_ != 0; }
  /// What check_result() would throw, without a throw: null if there is a result. Must be done.
  /// Like asyncio's _make_cancelled_error(), it hands out a cancellation's original only once.
  ExceptionRef result_error();
  /// The exception that was set, null if none: retrieves nothing and throws nothing.
  const Exception* peek_exception() const;
  /// A cancelled future's CancelledError, ready to be thrown into a coroutine.
  ExceptionRef make_cancelled_error();
  /// Message of the last cancel() that counted; null if there is none (or a CancelledError is kept
  /// in its stead): asyncio's _cancel_message.
  MessageRef cancel_message() const;

  /// Ends the future with an exception. Throws InvalidStateError if it is done, LoopError for
  /// tasks.
  virtual void set_exception(ExceptionRef error);

  /// Calls `callback(future)` through the loop when the future is done (or soon, if it is). The
  /// handle identifies the callback for remove_done_callback().
  template <class F>
  HandleRef add_done_callback(F&& callback, const ContextRef& context = nullptr);
  void add_done_callback(FutureCallback& callback);
  /// Wakes `task` when the future is done; takes over one reference of the task.
  void add_wakeup(TaskBase& task) {
    const ReadyEntry entry(task, ReadyEntry::Kind::wakeup);
    if (!done() && rest_ == 0) [[likely]] {
      rest_ = entry.bits();
    } else {
      add_another(entry);
    }
  }
  /// Removes a callback that was not scheduled yet; returns how many were removed.
  std::size_t remove_done_callback(const Handle& callback);
  /// Removes all callbacks (wakeups apart) that `matches(FutureCallback&)` accepts.
  template <class F>
  std::size_t remove_done_callbacks_if(F matches);
  /// Drops the wakeup of a task that is going away.
  void forget_wakeup(const TaskBase& task);
  std::size_t callback_count() const;
  /// The callbacks and wakeups in their order, borrowed.
  std::vector<ReadyEntry> callback_entries() const;

  /// "<Future pending>", as repr() gives it.
  virtual std::string repr() const;
  /// repr of the result, for traces and repr(); only called when there is one.
  virtual std::string result_repr() const { return "None"; }

  /// False: "exception was never retrieved" will not be reported.
  bool log_traceback() const { return (word_ & log_traceback_bit) != 0; }
  void forget_traceback() { word_ &= ~log_traceback_bit; }
  /// A timer in the heap will set it (asyncio.sleep).
  bool timed() const { return (word_ & timed_bit) != 0; }
  void set_timed(bool timed) { word_ = timed ? (word_ | timed_bit) : (word_ & ~timed_bit); }

  /// Identity in the trace; 0 when nothing is recorded.
  ObjectId trace_id() const { return loop_->trace() != nullptr ? id_ : 0; }

  std::uint32_t reference_count() const { return word_ / one_reference; }
  void add_ref() { word_ += one_reference; }
  void release() {
    word_ -= one_reference;
    if (word_ < one_reference) [[unlikely]]
      retire();
  }

 protected:
  struct Unannounced {};

  /// A pending future without references.
  explicit FutureBase(EventLoop& loop) : loop_(&loop) {
    if (loop.trace() != nullptr) [[unlikely]]
      announce();
  }
  /// The trace shows `label` ("shield", or nothing).
  FutureBase(EventLoop& loop, std::string_view label) : loop_(&loop) {
    if (loop.trace() != nullptr) [[unlikely]]
      announce(label);
  }
  /// The same for futures that are many: the label's text is found without hashing it.
  FutureBase(EventLoop& loop, const CallbackLabel& label) : loop_(&loop) {
    if (loop.trace() != nullptr) [[unlikely]]
      announce(label);
  }
  /// The same for those that record their creation themselves, or later (`announce`).
  FutureBase(EventLoop& loop, Unannounced) : loop_(&loop) {}
  void announce();
  void announce(std::string_view label);
  void announce(const CallbackLabel& label);
  virtual ~FutureBase() {
    if (rest_ != 0) [[unlikely]]
      clear_rest();
  }

  /// The last engine reference went. The default destroys the object.
  virtual void dispose() { delete this; }
  /// There are callbacks, an exception or a message to let go of first.
  bool has_rest() const { return rest_ != 0; }
  void drop_rest_and_dispose();
  /// "Future" in reports of exceptions that were never retrieved.
  virtual std::string_view class_name() const { return "Future"; }
  /// Text of result_repr() in the trace.
  virtual TextId result_text(LoopTrace& trace) const;
  /// "pending", "finished result=3", …
  std::string state_repr() const;
  /// Nobody refers to it any more: reports an exception that was never retrieved.
  virtual void report_unfinished_business();

  /// Throws InvalidStateError("FINISHED: <Future …>") unless pending: what set_result does first.
  void require_pending() const {
    if (done()) [[unlikely]]
      throw_not_pending();
  }
  /// The derived class has stored its value: finishes and schedules the callbacks.
  void finish() { conclude(State::finished, FutureOutcome::result, 0); }
  void finish_with(ExceptionRef error);
  /// Future.cancel(), for derived classes that override it. `original`: the CancelledError that
  /// ended the coroutine, if any.
  bool cancel_now(MessageRef message, ExceptionRef original = nullptr);
  void set_cancel_message(MessageRef message);

 private:
  friend class TaskBase;
  struct Callbacks;  // two and more

  static constexpr std::uint32_t state_mask = 3;
  static constexpr std::uint32_t log_traceback_bit = 4;
  static constexpr std::uint32_t timed_bit = 8;
  static constexpr std::uint32_t unfinished_task_bit = 16;
  static constexpr std::uint32_t must_cancel_bit = 32;  // of tasks
  static constexpr std::uint32_t one_reference = 256;
  static constexpr std::uintptr_t message_tag = 1;
  static constexpr std::uintptr_t many_tag = 3;

  [[noreturn, gnu::cold]] void throw_not_pending() const;
  [[gnu::cold]] void raise_result();
  void retire();
  void retire_unfinished();
  /// `ended`: what `rest_` holds from now on.
  void conclude(State state, FutureOutcome outcome, std::uintptr_t ended) {
    const ReadyEntry waiting = ReadyEntry::from_bits(std::exchange(rest_, ended));
    word_ |= static_cast<std::uint32_t>(state);
    const bool wakes = waiting.kind() == ReadyEntry::Kind::wakeup;
    if (wakes && loop_->ready_.fits_plainly()) [[likely]] {
      loop_->ready_.push_fitting(waiting);
    } else if (waiting.bits() != 0 || loop_->ready_.guarded()) {
      conclude_with_care(outcome, waiting);
    }
  }
  void conclude_with_care(FutureOutcome outcome, ReadyEntry waiting);
  void wake_traced(TextId text, ReadyEntry waiting);
  void finish_traced(FutureOutcome outcome, ReadyEntry waiting);
  void schedule_all(ReadyEntry waiting);
  void schedule(ReadyEntry entry);
  void add_entry(ReadyEntry entry);
  void add_another(ReadyEntry entry);
  Callbacks* many() const;
  std::vector<ReadyEntry> take_callbacks();
  static void drop_entry(ReadyEntry entry);
  void drop_callbacks();
  Callbacks& make_many();
  void clear_rest();

  std::uint32_t word_ = 0;  ///< flags in the low byte, references above
  ObjectId id_ = 0;         ///< in a loop that is not traced, a task's number
  EventLoop* loop_;
  /// Pending: nothing, one ReadyEntry to be scheduled, or (many_tag) a Callbacks. Done: an
  /// Exception, (message_tag) a CancelMessage, or nothing.
  std::uintptr_t rest_ = 0;
};
static_assert(sizeof(FutureBase) == 32);

/// FutureCallback of a C++ callable, stored in place.
template <class F>
class FutureCallbackOf final : public FutureCallback {
 public:
  FutureCallbackOf(EventLoop& loop, F function)
      : FutureCallback(table), loop_(&loop), function_(std::move(function)) {}

 private:
  static FutureCallbackOf& self(Handle& handle) { return static_cast<FutureCallbackOf&>(handle); }
  static void run_it(Handle& handle) { self(handle).function_(self(handle).future()); }
  static void destroy_it(Handle& handle) { delete &self(handle); }
  static EventLoop& loop_of(const Handle& handle) {
    return *static_cast<const FutureCallbackOf&>(handle).loop_;
  }
  static const CallbackLabel& label_of(const Handle&) {
    if constexpr (requires { F::label; }) {
      return F::label;
    } else {
      return anonymous_callback;
    }
  }
  static ObjectId owner_of(const Handle&) { return 0; }
  static constexpr HandleType table{run_it,   nullptr,  destroy_it,      loop_of,
                                    label_of, owner_of, HandleRole::call};

  EventLoop* loop_;
  F function_;
};

template <class F>
HandleRef FutureBase::add_done_callback(F&& callback, const ContextRef& context) {
  Ref<FutureCallback> handle(
      new FutureCallbackOf<std::decay_t<F>>(*loop_, std::forward<F>(callback)));
  if (context != nullptr) loop_->keep_context(*handle, context);
  add_done_callback(*handle);
  return handle;
}

template <class F>
std::size_t FutureBase::remove_done_callbacks_if(F matches) {
  std::size_t removed = 0;
  for (const ReadyEntry entry : take_callbacks()) {
    if (entry.kind() == ReadyEntry::Kind::handle &&
        matches(static_cast<FutureCallback&>(entry.handle()))) {
      ++removed;
      drop_entry(entry);
    } else {
      add_entry(entry);
    }
  }
  return removed;
}

/// Stand-in for the value of a Future<void> where one is needed.
struct Nothing {
  friend bool operator==(Nothing, Nothing) { return true; }
};
template <class T>
using ValueOf = std::conditional_t<std::is_void_v<T>, Nothing, T>;

/// repr of a C++ value as the trace shows it: numbers and strings as Python writes them, "None" for
/// Nothing, "..." for what has no known form.
std::string value_repr(bool value);
std::string value_repr(double value);
std::string value_repr(std::string_view value);
std::string value_repr(Nothing value);
template <class T>
std::string value_repr(const T& value) {
  if constexpr (std::is_integral_v<T>) {
    return std::to_string(value);
  } else if constexpr (std::is_floating_point_v<T>) {
    return value_repr(static_cast<double>(value));
  } else if constexpr (std::is_convertible_v<const T&, std::string_view>) {
    return value_repr(std::string_view(value));
  } else {
    return "...";
  }
}

/// asyncio.Future of a C++ value. Made by `create_future<T>(loop)` and held by FutureRef<T>.
template <class T>
class Future final : public FutureBase {
 public:
  using Value = T;

  explicit Future(EventLoop& loop) : FutureBase(loop) {}

  /// Ends the future with a result. Throws InvalidStateError if it is done.
  void set_result(T value) {
    require_pending();
    value_.emplace(std::move(value));
    finish();
  }
  /// The result; throws as check_result() does. The reference lives as long as the future.
  T& result() {
    check_result();
    return *value_;
  }
  std::string result_repr() const override { return value_repr(*value_); }

 private:
  TextId result_text(LoopTrace& trace) const override { return trace.intern(result_repr()); }
  void dispose() override {
    if (has_rest()) [[unlikely]]
      return drop_rest_and_dispose();
    delete this;  // a direct call, as the class is final
  }

  std::optional<T> value_;
};

template <>
class Future<void> final : public FutureBase {
 public:
  using Value = void;

  explicit Future(EventLoop& loop) : FutureBase(loop) {}

  void set_result() {
    require_pending();
    finish();
  }
  void result() { check_result(); }

 private:
  void dispose() override {
    if (has_rest()) [[unlikely]]
      return drop_rest_and_dispose();
    delete this;
  }
};

template <class T>
using FutureRef = Ref<Future<T>>;

/// loop.create_future()
template <class T>
[[gnu::always_inline]] inline FutureRef<T> create_future(EventLoop& loop) {
  return FutureRef<T>(new Future<T>(loop));
}

}  // namespace loopscope
