#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <new>
#include <vector>

#include "lessons/python/objects/value.h"

namespace loopscope::python {

class Interpreter;
struct Type;

/// An object that other objects can be stored into after it was made: all cycles go through one.
/// It is in a ring of its interpreter, which clears what is left at its end.
struct Container : Object {
  Container* previous;
  Container* next;
};

/// Shows an object's references to whoever asks (Type's `traverse` slot).
class Visitor {
 public:
  void operator()(const Value& value) {
    if (value.is_object()) visit(value.object());
  }
  void operator()(Object* object) {
    if (object != nullptr) visit(object);
  }

 protected:
  virtual ~Visitor() = default;
  virtual void visit(Object* object) = 0;
};

/// Downcast of a value known to be of T's kind.
template <class T>
T* as(const Value& value) {
  return static_cast<T*>(value.object());
}
template <class T>
T* as(Object* object) {
  return static_cast<T*>(object);
}
/// Downcast by kind (T::object_kind; subclasses included); null if it is something else.
template <class T>
T* try_as(const Value& value) {
  return value.is(T::object_kind) ? static_cast<T*>(value.object()) : nullptr;
}

/// Counts bytes of an interpreter's objects; throws ProgramStopped beyond its limit.
void account_bytes(Interpreter& interpreter, std::size_t bytes);
void return_bytes(Interpreter& interpreter, std::size_t bytes) noexcept;
void* allocate_bytes(Interpreter& interpreter, std::size_t bytes);
void free_bytes(Interpreter& interpreter, void* memory, std::size_t bytes) noexcept;

/// Allocator whose memory counts for Limits::memory.
template <class T>
class Accounted {
 public:
  using value_type = T;
  using propagate_on_container_copy_assignment = std::true_type;
  using propagate_on_container_move_assignment = std::true_type;
  using propagate_on_container_swap = std::true_type;

  explicit Accounted(Interpreter& interpreter) : interpreter_(&interpreter) {}
  template <class U>
  Accounted(const Accounted<U>& other)  // NOLINT(google-explicit-constructor)
      : interpreter_(&other.interpreter()) {}
  Interpreter& interpreter() const { return *interpreter_; }

  T* allocate(std::size_t count) {
    if (count > std::numeric_limits<std::size_t>::max() / sizeof(T))
      throw std::bad_array_new_length();
    return static_cast<T*>(allocate_bytes(*interpreter_, count * sizeof(T)));
  }
  void deallocate(T* memory, std::size_t count) noexcept {
    free_bytes(*interpreter_, memory, count * sizeof(T));
  }
  template <class U>
  bool operator==(const Accounted<U>& other) const {
    return interpreter_ == &other.interpreter();
  }

 private:
  Interpreter* interpreter_;
};

using ValueVector = std::vector<Value, Accounted<Value>>;

}  // namespace loopscope::python
