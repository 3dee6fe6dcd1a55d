#pragma once

#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <type_traits>
#include <utility>

#include "engine/base/pool.h"
#include "engine/coro/coroutine.h"
#include "engine/coro/future.h"
#include "engine/coro/task.h"
#include "engine/loop/event_loop.h"
#include "engine/platform/thread_context.h"

namespace loopscope {

template <class T>
class Coro;

namespace detail {

/// Where a C++ coroutine leaves what its driver (the loop in resume_coro) has to know. One a
/// thread, as only one coroutine runs on a thread.
struct CoroDriver {
  std::coroutine_handle<> next;       ///< to be resumed next, without growing the stack
  void* leaf = nullptr;               ///< frame of the innermost coroutine, which has suspended
  StepResult result;                  ///< its answer, once `next` is null
  const Exception* raised = nullptr;  ///< what the coroutine that just ended threw; one reference
  const Exception* thrown = nullptr;  ///< to be thrown where it goes on; one reference
  void* allocated = nullptr;          ///< the last frame allocated; see check_frame

  static CoroDriver& current() { return current_; }
  /// Throws what was thrown in, if anything was.
  void throw_in() {
    if (thrown == nullptr) [[likely]]
      return;
    const Exception* const error = std::exchange(thrown, nullptr);
    // Thrown right here, a cancellation has one frame less to go through.
    if (const CancelMessage* message = nullptr; error->take_cancellation(message)) {
      throw CancelledError(CancelledError::Adopt{}, message);
    }
    throw_kept(error);
  }
  /// Throws what the awaited coroutine raised, if it did.
  void throw_raised() {
    if (raised != nullptr) [[unlikely]]
      throw_kept(std::exchange(raised, nullptr));
  }

 private:
  // Cold, so that all that throws lies apart: unwinding takes half the time from where a function
  // saves and restores nothing.
  [[noreturn, gnu::cold]] static void throw_kept(const Exception* error);
  static thread_local CoroDriver current_;
};
inline constinit thread_local CoroDriver CoroDriver::current_{};

/// Who awaits a coroutine: part of the awaiter in the parent's frame.
struct Consumer {
  std::coroutine_handle<> parent;
  std::coroutine_handle<> child;  ///< owned; null once it is destroyed
};

/// A promise is one word: its Consumer or, for a task's own coroutine, the tagged slot for the
/// value. Keeping the rest elsewhere keeps frames small.
class CoroPromiseBase {
 public:
  static void* operator new(std::size_t size) {
    void* frame = Pool::allocate(size);
    CoroDriver::current().allocated = frame;
    return frame;
  }
  static void operator delete(void* frame, std::size_t size) noexcept { Pool::free(frame, size); }

  std::suspend_always initial_suspend() noexcept { return {}; }
  auto final_suspend() noexcept { return Final{}; }
  void unhandled_exception() { CoroDriver::current().raised = current_exception().detach(); }

  bool is_root() const { return (consumer_ & root_tag) != 0 || consumer_ == 0; }  // NOLINT: is set
  Consumer* consumer() const { return reinterpret_cast<Consumer*>(consumer_); }
  void set_consumer(Consumer& consumer) { consumer_ = reinterpret_cast<std::uintptr_t>(&consumer); }
  void set_root(void* slot) { consumer_ = reinterpret_cast<std::uintptr_t>(slot) | root_tag; }

 protected:
  static constexpr std::uintptr_t root_tag = 1;
  void* root_slot() const { return reinterpret_cast<void*>(consumer_ & ~root_tag); }

 private:
  struct Final {
    bool await_ready() noexcept { return false; }
    template <class P>
    void await_suspend(std::coroutine_handle<P> self) noexcept {
      CoroDriver& driver = CoroDriver::current();
      const CoroPromiseBase& promise = self.promise();
      if (promise.is_root()) {
        driver.leaf = self.address();
        driver.result.kind =
            driver.raised == nullptr ? StepResult::Kind::returned : StepResult::Kind::raised;
        driver.result.payload = const_cast<Exception*>(std::exchange(driver.raised, nullptr));
      } else {
        driver.next = promise.consumer()->parent;
      }
    }
    void await_resume() noexcept {}
  };

  std::uintptr_t consumer_ = 0;
};

/// g++ 12 puts a hidden local in front of the frame of a coroutine that awaits inside a condition
/// and has no named local: its handle is then off, and resuming it corrupts memory silently.
inline void check_frame([[maybe_unused]] void* frame) {
#if defined(__GNUC__) && !defined(__clang__)
  if (frame != CoroDriver::current().allocated) [[unlikely]]
    std::terminate();
#endif
}

template <class T>
struct ValueConsumer : Consumer {
  std::optional<T> value;
};
template <>
struct ValueConsumer<void> : Consumer {};

template <class T>
class CoroPromise : public CoroPromiseBase {
 public:
  Coro<T> get_return_object();
  template <class U>
  void return_value(U&& value) {
    std::optional<T>& slot = is_root() ? *static_cast<std::optional<T>*>(root_slot())
                                       : static_cast<ValueConsumer<T>*>(consumer())->value;
    slot.emplace(std::forward<U>(value));
  }
};
template <>
class CoroPromise<void> : public CoroPromiseBase {
 public:
  Coro<void> get_return_object();
  void return_void() {}
};

/// `co_await child()`.
template <class T>
class CoroAwaiter : private ValueConsumer<T> {
 public:
  explicit CoroAwaiter(std::coroutine_handle<CoroPromise<T>> handle) { this->child = handle; }
  CoroAwaiter(const CoroAwaiter&) = delete;
  CoroAwaiter& operator=(const CoroAwaiter&) = delete;
  ~CoroAwaiter() {
    if (this->child) this->child.destroy();
  }

  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> awaiting) noexcept {
    this->parent = awaiting;
    const auto handle = std::coroutine_handle<CoroPromise<T>>::from_address(this->child.address());
    handle.promise().set_consumer(*this);
    CoroDriver::current().next = handle;
  }
  T await_resume() {
    CoroDriver::current().throw_raised();
    if constexpr (!std::is_void_v<T>) return std::move(*this->value);
  }
};

/// `co_await future`, also of a task or of what gather() returns.
template <class F>
class FutureAwaiter {
 public:
  explicit FutureAwaiter(Ref<F> future) : future_(std::move(future)) {}

  bool await_ready() const noexcept { return future_->done(); }
  void await_suspend(std::coroutine_handle<> self) noexcept {
    CoroDriver& driver = CoroDriver::current();
    driver.leaf = self.address();
    driver.result = StepResult::awaiting(*future_);
  }
  typename F::Value await_resume() {
    CoroDriver::current().throw_in();
    using Value = typename F::Value;
    if constexpr (std::is_void_v<Value>) {
      future_->result();
    } else if constexpr (std::is_copy_constructible_v<Value>) {
      return future_->result();
    } else {
      return std::move(future_->result());
    }
  }

 private:
  Ref<F> future_;
};

}  // namespace detail

/// A C++ coroutine that does nothing until it is awaited or made a task, as Python's `async def`.
/// Destroying it drops what has not run. `co_await` takes Coro<T>, FutureRef<T>, TaskRef<T>,
/// sleep() and what the combinators return.
///
/// With g++ 12: no `co_await` inside a condition (`const auto x = co_await …; if (x) …`); name
/// lambdas with captures, aggregates and braced containers before passing them to a coroutine that
/// is awaited in the same expression.
template <class T = void>
class [[nodiscard]] Coro {
 public:
  using promise_type = detail::CoroPromise<T>;
  using Value = T;

  Coro(Coro&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  Coro& operator=(Coro&& other) noexcept {
    if (this != &other) {
      if (handle_) handle_.destroy();
      handle_ = std::exchange(other.handle_, nullptr);
    }
    return *this;
  }
  ~Coro() {
    if (handle_) handle_.destroy();
  }

  detail::CoroAwaiter<T> operator co_await() && {
    return detail::CoroAwaiter<T>(std::exchange(handle_, nullptr));
  }

  /// Gives the coroutine to a task, which will find its value in `slot` (null for void).
  Coroutine release(void* slot) &&;

 private:
  friend promise_type;
  explicit Coro(std::coroutine_handle<promise_type> handle) : handle_(handle) {}

  std::coroutine_handle<promise_type> handle_;
};

namespace detail {

/// A released Coro's word is its innermost frame, tagged while it is not started.
inline constexpr std::uintptr_t not_started_tag = 1;

/// Goes on with a Coro that nothing is thrown into (what coro_type.resume comes to).
inline StepResult resume_coro(Coroutine& self) {
  CoroDriver& driver = CoroDriver::current();
  void* const frame = reinterpret_cast<void*>(self.frame() & ~not_started_tag);
  std::coroutine_handle<>::from_address(frame).resume();
  // A trampoline: symmetric transfer grows the stack where the compiler does not optimise it away.
  while (driver.next) std::exchange(driver.next, nullptr).resume();
  // Mostly it is the same frame: without the store nobody waits for this at the next step.
  if (void* const leaf = driver.leaf; reinterpret_cast<std::uintptr_t>(leaf) != self.frame()) {
    self.set_frame(leaf);
  }
  return driver.result;
}

/// Destroys a Coro that has run to its end: one frame, its own.
inline void destroy_finished(Coroutine& self) {
  std::coroutine_handle<>::from_address(self.take_frame()).destroy();
}

template <class T>
Coro<T> CoroPromise<T>::get_return_object() {
  const auto handle = std::coroutine_handle<CoroPromise<T>>::from_promise(*this);
  check_frame(handle.address());
  return Coro<T>(handle);
}
inline Coro<void> CoroPromise<void>::get_return_object() {
  const auto handle = std::coroutine_handle<CoroPromise<void>>::from_promise(*this);
  check_frame(handle.address());
  return Coro<void>(handle);
}

}  // namespace detail

template <class T>
Coroutine Coro<T>::release(void* slot) && {
  handle_.promise().set_root(slot);
  const auto frame = reinterpret_cast<std::uintptr_t>(std::exchange(handle_, nullptr).address());
  return Coroutine::of_frame(frame | detail::not_started_tag);
}

template <class T>
detail::FutureAwaiter<Future<T>> operator co_await(FutureRef<T> future) {
  return detail::FutureAwaiter<Future<T>>(std::move(future));
}
template <class T>
detail::FutureAwaiter<Task<T>> operator co_await(TaskRef<T> task) {
  return detail::FutureAwaiter<Task<T>>(std::move(task));
}

namespace detail {

/// The loop's task factory applied; `options` are what the task is made with then.
Coroutine pass_factory(EventLoop& loop, Coroutine coroutine, TaskSetup& setup,
                       TaskOptions& options);

/// A Coro<T> that goes through the loop's task factory on its way into a task.
template <class T>
class FactoryCoro {
 public:
  using Value = T;

  FactoryCoro(EventLoop& loop, Coro<T> coroutine, TaskSetup& setup, TaskOptions& options)
      : loop_(loop), coroutine_(std::move(coroutine)), setup_(setup), options_(options) {}
  Coroutine release(void* slot) && {
    return pass_factory(loop_, std::move(coroutine_).release(slot), setup_, options_);
  }

 private:
  EventLoop& loop_;
  Coro<T> coroutine_;
  TaskSetup& setup_;
  TaskOptions& options_;
};

template <class T>
[[gnu::noinline]] TaskRef<T> create_by_factory(EventLoop& loop, Coro<T> coroutine,
                                               TaskOptions options) {
  loop.check_open();
  TaskSetup setup{.name = {}, .coroutine = std::string(options.coroutine)};
  if (options.name) setup.name = *options.name;
  FactoryCoro<T> made(loop, std::move(coroutine), setup, options);
  return TaskRef<T>(new Task<T>(loop, std::move(made), options));
}

}  // namespace detail

/// loop.create_task(): a task that drives `coroutine`, first in the next iteration.
template <class T>
TaskRef<T> create_task(EventLoop& loop, Coro<T> coroutine, const TaskOptions& options) {
  if (loop.task_factory()) [[unlikely]]
    return detail::create_by_factory(loop, std::move(coroutine), options);
  return TaskRef<T>(new Task<T>(loop, std::move(coroutine), options));
}
/// The same without options, which need not be looked at.
template <class T>
TaskRef<T> create_task(EventLoop& loop, Coro<T> coroutine) {
  if (loop.task_factory()) [[unlikely]]
    return detail::create_by_factory(loop, std::move(coroutine), default_task_options);
  return TaskRef<T>(new Task<T>(loop, std::move(coroutine)));
}
/// The same as asyncio.create_task() and TaskGroup.create_task() do it: they name the task
/// afterwards, so that a name costs a number too.
template <class T>
TaskRef<T> create_named_task(EventLoop& loop, Coro<T> coroutine, const TaskOptions& options) {
  if (options.name) {
    loop.check_open();
    loop.platform().next_task_number();
  }
  return create_task(loop, std::move(coroutine), options);
}
/// asyncio.create_task(): on the running loop.
template <class T>
TaskRef<T> create_task(Coro<T> coroutine, const TaskOptions& options = default_task_options) {
  return create_named_task(EventLoop::running(), std::move(coroutine), options);
}
/// asyncio.ensure_future(): a future as it is, a coroutine as a new task.
template <class T>
TaskRef<T> ensure_future(EventLoop& loop, Coro<T> coroutine) {
  return create_task(loop, std::move(coroutine));
}
template <class F>
requires std::is_base_of_v<FutureBase, F> Ref<F> ensure_future(EventLoop& loop, Ref<F> future) {
  if (&future->loop() != &loop) {
    throw ArgumentError(
        "The future belongs to a different loop than the one specified as the loop argument");
  }
  return future;
}

}  // namespace loopscope
