#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/pool.h"
#include "engine/loop/exception.h"

namespace loopscope {

class Coroutine;
class FutureBase;

/// What a coroutine answers when it was resumed.
struct StepResult {
  enum class Kind : std::uint32_t {
    yielded,         ///< a bare yield: go on in the next iteration
    awaiting,        ///< waits for a future (payload: FutureBase, borrowed; the coroutine keeps it)
    returned,        ///< finished; payload: its value, as TaskBase::take_result understands it
    raised,          ///< finished by an exception (payload: Exception, one reference given)
    yielded_future,  ///< Python's `yield future` in place of await; payload as for awaiting
    bad_yield        ///< yielded what a task can't use; payload: the exception to throw in (one
                     ///< reference), e.g. RuntimeError("Task got bad yield: 3")
  };

  Kind kind = Kind::yielded;
  void* payload = nullptr;

  static StepResult yielded() { return {Kind::yielded, nullptr}; }
  static StepResult awaiting(FutureBase& future) { return {Kind::awaiting, &future}; }
  static StepResult returned(void* value = nullptr) { return {Kind::returned, value}; }
  static StepResult raised(ExceptionRef error) {
    return {Kind::raised, const_cast<Exception*>(error.detach())};
  }
  static StepResult yielded_future(FutureBase& future) { return {Kind::yielded_future, &future}; }
  static StepResult bad_yield(ExceptionRef error) {
    return {Kind::bad_yield, const_cast<Exception*>(error.detach())};
  }

  FutureBase& future() const { return *static_cast<FutureBase*>(payload); }
  /// Takes the exception out.
  ExceptionRef take_exception() const {
    return ExceptionRef::adopt(static_cast<const Exception*>(payload));
  }
};

/// One coroutine in a chain of awaits.
struct CoroutineFrame {
  std::string name;        ///< qualified; empty: not known
  std::uint32_t line = 0;  ///< where it waits, 1-based; 0: not known
};

/// What a kind of coroutine does; one static table for each.
struct CoroutineType {
  /// Goes on until the coroutine suspends or ends: coroutine.send(None), or coroutine.throw() if
  /// `thrown` is set. After `returned` and `raised` it is not called again. What it throws passes
  /// through the loop and ends the run (a program that is stopped).
  StepResult (*resume)(Coroutine& self, ExceptionRef thrown);
  /// Destroys a coroutine that may be anywhere: not started, suspended, or finished.
  void (*destroy)(Coroutine& self);
  /// Its qualified name ("main", "worker.<locals>.fetch"); may be empty.
  std::string (*name)(const Coroutine& self);
  /// The coroutine and those that it awaits, outermost first. Null: `name` is all that is known.
  std::vector<CoroutineFrame> (*frames)(const Coroutine& self) = nullptr;
};

namespace detail {
/// How the engine's own coroutines (Coro<T>) are driven.
extern const CoroutineType coro_type;
}  // namespace detail

/// What a Task drives, whoever wrote it: a Coro<T>, a frame of the Python machine. Owns it. One
/// word: the frame of a Coro<T> itself, or a box with the type and the word of another kind.
class Coroutine {
 public:
  Coroutine() = default;
  /// A coroutine of another kind than Coro<T>; takes over what `data` stands for.
  Coroutine(const CoroutineType& type, void* data)
      : word_(reinterpret_cast<std::uintptr_t>(new Box{{}, &type, data}) | boxed_tag) {}
  /// The frame of a Coro<T>, with coro.h's tag.
  static Coroutine of_frame(std::uintptr_t frame) {
    Coroutine coroutine;
    coroutine.word_ = frame;
    return coroutine;
  }
  Coroutine(Coroutine&& other) noexcept : word_(std::exchange(other.word_, 0)) {}
  Coroutine& operator=(Coroutine&& other) noexcept {
    if (this != &other) {
      reset();
      word_ = std::exchange(other.word_, 0);
    }
    return *this;
  }
  ~Coroutine() { reset(); }

  StepResult resume(ExceptionRef thrown) { return type().resume(*this, std::move(thrown)); }
  std::string name() const { return word_ != 0 ? type().name(*this) : std::string(); }
  /// It and the coroutines that it awaits, outermost first; none if it is finished.
  std::vector<CoroutineFrame> frames() const;
  explicit operator bool() const { return word_ != 0; }
  /// Destroys it, wherever it is.
  void reset() {
    if (word_ != 0) destroy();
  }

  /// A Coro<T>.
  bool is_native() const { return (word_ & boxed_tag) == 0; }
  const CoroutineType& type() const { return is_native() ? detail::coro_type : *box().type; }
  /// The word of another kind than Coro<T>; its `resume` may change it.
  void* data() const { return box().data; }
  void set_data(void* data) { box().data = data; }
  /// The word of a Coro<T>.
  std::uintptr_t frame() const { return word_; }
  void set_frame(void* frame) { word_ = reinterpret_cast<std::uintptr_t>(frame); }
  void* take_frame() { return reinterpret_cast<void*>(std::exchange(word_, 0)); }

 private:
  struct Box : Pooled {
    const CoroutineType* type;
    void* data;
  };
  static constexpr std::uintptr_t boxed_tag = 2;

  Box& box() const { return *reinterpret_cast<Box*>(word_ & ~boxed_tag); }
  void destroy() {
    type().destroy(*this);
    if (!is_native()) delete &box();
    word_ = 0;
  }

  std::uintptr_t word_ = 0;
};

}  // namespace loopscope
