#pragma once

#include <coroutine>
#include <cstdint>
#include <optional>
#include <utility>

#include "engine/coro/coro.h"

namespace loopscope {

/// Thrown into an asynchronous generator that is closed, where it has yielded. No std::exception:
/// let it pass.
class GeneratorExit final {};

template <class T>
class AsyncGenerator;

namespace detail {

/// An asynchronous generator without the type of what it yields: its frame, and where it stands.
/// Counted; destroyed with its frame.
class GeneratorBase {
 public:
  GeneratorBase(const GeneratorBase&) = delete;
  GeneratorBase& operator=(const GeneratorBase&) = delete;

  void add_ref() { ++references_; }
  void release() {
    if (--references_ == 0) delete this;
  }

  bool running() const { return running_; }
  bool finished() const { return finished_; }

  /// Before it goes on with `thrown` (null: a value). False if it has ended. Throws
  /// LoopError("anext(): asynchronous generator is already running"), `method` being "anext()"
  /// there. The first time the running loop takes note of it.
  bool begin(const char* method, ExceptionRef thrown);
  /// Ends a generator that has not begun, or can't go on.
  void end_now();
  /// Nobody can ask it any more: its loop closes it, if it has begun and not ended.
  static void dropped(Ref<GeneratorBase> generator);

  // For its frame.
  void set_frame(std::coroutine_handle<> frame, CoroPromiseBase& promise) {
    frame_ = frame;
    promise_ = &promise;
  }
  void frame_gone();
  /// Throws what was thrown in, if anything was.
  void throw_in() {
    if (const ExceptionRef thrown = std::exchange(thrown_, nullptr)) thrown->rethrow();
  }

 protected:
  GeneratorBase() = default;
  virtual ~GeneratorBase();

 private:
  friend class GeneratorStep;
  friend class LoopGenerators;

  void enter(Consumer& consumer);
  bool came_back();
  void leave_loop();

  std::coroutine_handle<> frame_;  ///< owned; null: it has ended
  CoroPromiseBase* promise_ = nullptr;
  EventLoop* loop_ = nullptr;  ///< that knows of it
  ExceptionRef thrown_;
  std::uint32_t references_ = 0;
  bool started_ = false;
  bool running_ = false;
  bool finished_ = false;
};

/// Lets a generator run to its next yield or its end: true if it has yielded.
class GeneratorStep : private Consumer {
 public:
  explicit GeneratorStep(GeneratorBase& generator) : Consumer{}, generator_(generator) {}
  GeneratorStep(const GeneratorStep&) = delete;
  GeneratorStep& operator=(const GeneratorStep&) = delete;
  ~GeneratorStep() {
    if (inside_) generator_.running_ = false;
  }

  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> awaiting) noexcept {
    parent = awaiting;
    inside_ = true;
    generator_.enter(*this);
  }
  bool await_resume() {
    inside_ = false;
    return generator_.came_back();
  }

 private:
  GeneratorBase& generator_;
  bool inside_ = false;
};

template <class T>
class GeneratorOf final : public GeneratorBase {
 public:
  std::optional<T> value;
};

template <class T>
class GeneratorPromise : public CoroPromiseBase {
 public:
  ~GeneratorPromise() { generator_->frame_gone(); }

  AsyncGenerator<T> get_return_object();
  void return_void() {}
  template <class U>
  auto yield_value(U&& value) {
    generator_->value.emplace(std::forward<U>(value));
    return Yield{*generator_};
  }

 private:
  struct Yield {
    GeneratorBase& generator;

    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<GeneratorPromise> self) noexcept {
      CoroDriver::current().next = self.promise().consumer()->parent;
      self.promise().set_root(nullptr);
    }
    void await_resume() { generator.throw_in(); }
  };

  GeneratorOf<T>* generator_ = nullptr;
};

template <class T>
Coro<std::optional<T>> advance(Ref<GeneratorOf<T>> generator, const char* method,
                               ExceptionRef thrown) {
  if (!generator->begin(method, std::move(thrown))) co_return std::nullopt;
  const bool yielded = co_await GeneratorStep(*generator);
  if (!yielded) co_return std::nullopt;
  std::optional<T> value = std::exchange(generator->value, std::nullopt);
  co_return std::move(value);
}

/// aclose() of a generator.
Coro<void> close_generator(Ref<GeneratorBase> generator);

}  // namespace detail

/// An asynchronous generator: a coroutine that may `co_await` and `co_yield`. Does nothing until it
/// is asked. One that is dropped before its end is closed by the loop that it ran on, as asyncio's
/// finalizer hook does; those still open are closed by shutdown_asyncgens().
///
///     while (true) {
///       const auto item = co_await generator.next();
///       if (!item) break;
///       …
///     }
template <class T>
class [[nodiscard]] AsyncGenerator {
 public:
  using promise_type = detail::GeneratorPromise<T>;

  AsyncGenerator(AsyncGenerator&&) noexcept = default;
  AsyncGenerator& operator=(AsyncGenerator&& other) noexcept {
    std::swap(generator_, other.generator_);
    return *this;
  }
  ~AsyncGenerator() {
    if (generator_) detail::GeneratorBase::dropped(std::move(generator_));
  }

  /// anext(): what it yields next; nothing when it has ended.
  Coro<std::optional<T>> next() { return detail::advance<T>(generator_, "anext()", nullptr); }
  /// athrow(): throws where it has yielded; returns what it yields next. One that has not begun
  /// ends.
  Coro<std::optional<T>> athrow(ExceptionRef error) {
    return detail::advance<T>(generator_, "athrow()", std::move(error));
  }
  /// aclose(): throws GeneratorExit where it has yielded. Throws LoopError("async generator ignored
  /// GeneratorExit") if it yields again.
  Coro<void> aclose() { return detail::close_generator(generator_); }

  bool running() const { return generator_->running(); }
  bool finished() const { return generator_->finished(); }

 private:
  friend promise_type;
  explicit AsyncGenerator(Ref<detail::GeneratorOf<T>> generator)
      : generator_(std::move(generator)) {}

  Ref<detail::GeneratorOf<T>> generator_;
};

namespace detail {

template <class T>
AsyncGenerator<T> GeneratorPromise<T>::get_return_object() {
  const auto handle = std::coroutine_handle<GeneratorPromise>::from_promise(*this);
  check_frame(handle.address());
  Ref<GeneratorOf<T>> generator(new GeneratorOf<T>);
  generator_ = generator.get();
  generator_->set_frame(handle, *this);
  return AsyncGenerator<T>(std::move(generator));
}

}  // namespace detail

/// How many asynchronous generators of the loop have begun and not ended.
std::size_t open_generators(const EventLoop& loop);

}  // namespace loopscope
