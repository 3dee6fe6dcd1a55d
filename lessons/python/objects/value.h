#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

namespace loopscope::python {

class Interpreter;
struct Type;
struct Object;

/// The native layout of an object; subclasses of a builtin type keep its kind.
enum class Kind : std::uint8_t {
  none,
  not_implemented,
  ellipsis,
  boolean,
  integer,  ///< small (in the Value) or IntObject
  floating,
  complex,
  string,
  bytes,
  bytearray,
  list,
  tuple,
  dict,
  set,  ///< set and frozenset
  range,
  slice,
  cell,
  function,
  bound_method,
  native_function,
  native_method,  ///< an unbound method of a native type (method descriptor)
  slot_wrapper,   ///< int.__add__: a slot of a native type, as a function
  native_property,
  member,  ///< a name of __slots__
  property,
  class_method,
  static_method,
  super,
  code,
  frame,
  traceback,
  generator,  ///< generator, coroutine, asynchronous generator
  native_coroutine,
  exception,
  module,
  type,
  instance,  ///< of a class that derives from nothing native but object
  weak_reference,
  native  ///< anything else; told apart by Type::tag (see native_cast)
};

/// What every object on the heap begins with. Counted as CPython's are; owned by one Interpreter,
/// which its type leads to. Objects have no virtual functions: Type::slots says what they do.
struct Object {
  static constexpr std::uint8_t tracked = 1;       ///< a Container in its interpreter's ring
  static constexpr std::uint8_t referenced = 2;    ///< weak references to it exist
  static constexpr std::uint8_t finalized = 4;     ///< __del__ was called
  static constexpr std::uint8_t exact = 8;         ///< its type is the builtin one, no subclass
  static constexpr std::uint8_t marked = 16;       ///< for the collector
  static constexpr std::uint8_t being_shown = 32;  ///< repr() is on the way (containers)
  static constexpr std::uint8_t identified = 64;   ///< id() was asked for

  std::uint32_t references = 1;
  Kind kind;
  std::uint8_t flags = 0;
  std::uint16_t extra = 0;  ///< for the kind's own use
  Type* type;

  bool is_exact() const { return (flags & exact) != 0; }
};

/// Destroys an object whose last reference went (weak references, __del__, then its slot).
void destroy_object(Object* object) noexcept;

/// One Python value, 8 bytes: a small integer (63 bits), None, True, False, NotImplemented,
/// Ellipsis, or an owned reference to an Object; or nothing ("null"), which a function returns when
/// it has raised. Copies count, moves are free.
class Value {
 public:
  constexpr Value() = default;
  Value(const Value& other) : bits_(other.bits_) { retain(); }
  Value(Value&& other) noexcept : bits_(std::exchange(other.bits_, 0)) {}
  ~Value() { drop(bits_); }
  Value& operator=(const Value& other) {
    Value copy(other);
    swap(copy);
    return *this;
  }
  Value& operator=(Value&& other) noexcept {
    const std::uintptr_t old = std::exchange(bits_, std::exchange(other.bits_, 0));
    drop(old);  // last: it may run a program's __del__
    return *this;
  }

  static constexpr std::int64_t smallest = -(std::int64_t{1} << 62);
  static constexpr std::int64_t largest = (std::int64_t{1} << 62) - 1;
  static constexpr bool fits(std::int64_t number) {
    return number >= smallest && number <= largest;
  }
  /// A small integer; must fit (otherwise: make_integer in int_object.h).
  static Value small(std::int64_t number) {
    return from_bits((static_cast<std::uintptr_t>(number) << 1) | 1);
  }
  static Value none() { return from_bits(none_bits); }
  static Value boolean(bool truth) { return from_bits(truth ? true_bits : false_bits); }
  static Value not_implemented() { return from_bits(not_implemented_bits); }
  static Value ellipsis() { return from_bits(ellipsis_bits); }
  /// Another reference to `object` (null gives null).
  static Value share(const Object* object) {
    if (object != nullptr) ++const_cast<Object*>(object)->references;
    return from_bits(reinterpret_cast<std::uintptr_t>(object));
  }
  /// Takes over the caller's reference.
  static Value adopt(Object* object) { return from_bits(reinterpret_cast<std::uintptr_t>(object)); }

  /// False for null.
  explicit operator bool() const { return bits_ != 0; }
  bool is_null() const { return bits_ == 0; }
  bool is_small() const { return (bits_ & 1) != 0; }
  std::int64_t small() const { return static_cast<std::int64_t>(bits_) >> 1; }
  bool is_object() const { return (bits_ & 3) == 0 && bits_ != 0; }
  Object* object() const { return reinterpret_cast<Object*>(bits_); }
  bool is_none() const { return bits_ == none_bits; }
  bool is_true() const { return bits_ == true_bits; }
  bool is_false() const { return bits_ == false_bits; }
  bool is_boolean() const { return bits_ == true_bits || bits_ == false_bits; }
  bool is_not_implemented() const { return bits_ == not_implemented_bits; }
  bool is_ellipsis() const { return bits_ == ellipsis_bits; }
  /// Python's `is`.
  bool same(const Value& other) const { return bits_ == other.bits_; }

  Kind kind() const {
    if (is_small()) return Kind::integer;
    if ((bits_ & 2) == 0) return object()->kind;
    return immediate_kind();
  }
  bool is(Kind wanted) const { return is_object() && object()->kind == wanted; }

  void reset() { drop(std::exchange(bits_, 0)); }
  /// Gives the reference away.
  Object* detach() { return reinterpret_cast<Object*>(std::exchange(bits_, 0)); }
  void swap(Value& other) noexcept { std::swap(bits_, other.bits_); }

  std::uintptr_t bits() const { return bits_; }
  static Value from_bits(std::uintptr_t bits) {
    Value value;
    value.bits_ = bits;
    return value;
  }

  static constexpr std::uintptr_t none_bits = 2;
  static constexpr std::uintptr_t false_bits = 6;
  static constexpr std::uintptr_t true_bits = 10;
  static constexpr std::uintptr_t not_implemented_bits = 14;
  static constexpr std::uintptr_t ellipsis_bits = 18;

  /// Gives up a reference kept as bits.
  static void drop(std::uintptr_t bits) {
    if ((bits & 3) == 0 && bits != 0) {
      auto* object = reinterpret_cast<Object*>(bits);
      if (--object->references == 0) destroy_object(object);
    }
  }

 private:
  void retain() const {
    if (is_object()) ++object()->references;
  }
  Kind immediate_kind() const {
    switch (bits_) {
      case none_bits:
        return Kind::none;
      case false_bits:
      case true_bits:
        return Kind::boolean;
      case not_implemented_bits:
        return Kind::not_implemented;
      default:
        return Kind::ellipsis;
    }
  }

  std::uintptr_t bits_ = 0;
};
static_assert(sizeof(Value) == 8);

/// What a raising function returns: a null Value, false, or nothing.
struct Raised {
  operator Value() const { return Value(); }  // NOLINT(google-explicit-constructor)
  operator bool() const { return false; }     // NOLINT(google-explicit-constructor)
};

}  // namespace loopscope::python
