#pragma once

#include <cstdint>
#include <string>
#include <utility>

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
};

/// What a Task drives, whoever wrote it: a Coro<T>, a frame of the Python machine. Owns it. Hot
/// path: one call through a table.
class Coroutine {
 public:
  Coroutine() = default;
  /// Takes over what `data` stands for.
  Coroutine(const CoroutineType& type, void* data) : type_(&type), data_(data) {}
  Coroutine(Coroutine&& other) noexcept
      : type_(std::exchange(other.type_, nullptr)), data_(std::exchange(other.data_, nullptr)) {}
  Coroutine& operator=(Coroutine&& other) noexcept {
    if (this != &other) {
      reset();
      type_ = std::exchange(other.type_, nullptr);
      data_ = std::exchange(other.data_, nullptr);
    }
    return *this;
  }
  ~Coroutine() { reset(); }

  StepResult resume(ExceptionRef thrown) { return type_->resume(*this, std::move(thrown)); }
  std::string name() const { return type_ != nullptr ? type_->name(*this) : std::string(); }
  explicit operator bool() const { return type_ != nullptr; }
  void reset() {
    if (type_ != nullptr) {
      const CoroutineType* type = type_;
      type->destroy(*this);
      type_ = nullptr;
    }
  }

  /// The implementation's own word; its `resume` may change it.
  void* data() const { return data_; }
  void set_data(void* data) { data_ = data; }
  const CoroutineType* type() const { return type_; }

 private:
  const CoroutineType* type_ = nullptr;
  void* data_ = nullptr;
};

}  // namespace loopscope
