#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lessons/python/machine/native.h"
#include "lessons/python/objects/object.h"

namespace loopscope::python {

struct DictObject;
struct Shape;
struct StrObject;

/// Binary operators, in the order of Slots::binary; `a @= b` and friends look in Slots::in_place.
enum class BinaryOperator : std::uint8_t {
  add,
  subtract,
  multiply,
  matrix_multiply,
  true_divide,
  floor_divide,
  remainder,
  power,
  left_shift,
  right_shift,
  bit_and,
  bit_or,
  bit_xor,
  divmod,  ///< divmod(a, b); has no in-place form
  count_
};
constexpr std::size_t binary_operator_count = static_cast<std::size_t>(BinaryOperator::count_);

enum class Comparison : std::uint8_t { less, less_equal, equal, not_equal, greater, greater_equal };

/// What objects of a type do: CPython's tp_… functions. Null: not supported. Functions that return
/// a Value return null, and those that return bool return false, if they have raised.
struct Slots {
  // Life. `destroy` drops all references and frees the memory (see destroy_with in
  // interpreter.h); null: the type was given a C++ destructor by define_type<T>.
  void (*destroy)(Object* self) noexcept = nullptr;
  void (*traverse)(Object* self, Visitor& visit) = nullptr;  ///< Containers
  void (*clear)(Object* self) = nullptr;  ///< Containers: drops references that can form cycles
  /// __del__, or what a native object does when its last reference goes; may resurrect it.
  void (*finalize)(Interpreter&, const Value& self) = nullptr;

  /// __new__: makes an object of `type` (this one or a subclass). Inherited, like all slots.
  Value (*make)(Interpreter&, Type& type, Arguments) = nullptr;
  bool (*init)(Interpreter&, const Value& self, Arguments) = nullptr;
  Value (*call)(Interpreter&, const Value& self, Arguments) = nullptr;

  Value (*repr)(Interpreter&, const Value& self) = nullptr;  ///< returns a str
  Value (*str)(Interpreter&, const Value& self) = nullptr;   ///< returns a str
  bool (*hash)(Interpreter&, const Value& self, std::int64_t& hash) = nullptr;
  /// Rich comparison; NotImplemented where it does not know.
  Value (*compare)(Interpreter&, const Value& self, const Value& other, Comparison) = nullptr;

  Value (*get_attribute)(Interpreter&, const Value& self, StrObject* name) = nullptr;
  /// A null value deletes.
  bool (*set_attribute)(Interpreter&, const Value& self, StrObject* name,
                        const Value& value) = nullptr;
  /// Descriptor: `instance` is null when the attribute is looked up on the class.
  Value (*descriptor_get)(Interpreter&, const Value& self, const Value& instance,
                          const Value& owner) = nullptr;
  bool (*descriptor_set)(Interpreter&, const Value& self, const Value& instance,
                         const Value& value) = nullptr;

  Value (*iter)(Interpreter&, const Value& self) = nullptr;
  /// The next item; null without an exception set at the end.
  Value (*next)(Interpreter&, const Value& self) = nullptr;

  // Containers. set_item: a null value deletes.
  bool (*length)(Interpreter&, const Value& self, std::int64_t& length) = nullptr;
  Value (*get_item)(Interpreter&, const Value& self, const Value& key) = nullptr;
  bool (*set_item)(Interpreter&, const Value& self, const Value& key, const Value& value) = nullptr;
  bool (*contains)(Interpreter&, const Value& self, const Value& item, bool& found) = nullptr;

  /// Called as f(a, b) for either operand's type; NotImplemented where it does not know.
  std::array<Value (*)(Interpreter&, const Value& left, const Value& right), binary_operator_count>
      binary{};
  std::array<Value (*)(Interpreter&, const Value& left, const Value& right), binary_operator_count>
      in_place{};
  /// Sequences: a + b, a * n, a += b, a *= n, tried when the numbers' slots do not know.
  Value (*concat)(Interpreter&, const Value& self, const Value& other) = nullptr;
  Value (*repeat)(Interpreter&, const Value& self, std::int64_t count) = nullptr;
  Value (*in_place_concat)(Interpreter&, const Value& self, const Value& other) = nullptr;
  Value (*in_place_repeat)(Interpreter&, const Value& self, std::int64_t count) = nullptr;
  /// pow(a, b, c) with three arguments.
  Value (*power_modulo)(Interpreter&, const Value& base, const Value& exponent,
                        const Value& modulus) = nullptr;
  Value (*negative)(Interpreter&, const Value& self) = nullptr;
  Value (*positive)(Interpreter&, const Value& self) = nullptr;
  Value (*absolute)(Interpreter&, const Value& self) = nullptr;
  Value (*invert)(Interpreter&, const Value& self) = nullptr;
  bool (*truth)(Interpreter&, const Value& self, bool& truth) = nullptr;
  Value (*to_integer)(Interpreter&, const Value& self) = nullptr;  ///< __int__
  Value (*to_float)(Interpreter&, const Value& self) = nullptr;    ///< __float__
  Value (*index)(Interpreter&, const Value& self) = nullptr;       ///< __index__

  // Coroutines.
  Value (*await)(Interpreter&, const Value& self) = nullptr;  ///< __await__: an iterator
  Value (*async_iter)(Interpreter&, const Value& self) = nullptr;
  Value (*async_next)(Interpreter&, const Value& self) = nullptr;
  /// send(value), without StopIteration: of generators, coroutines and native awaitables.
  SendResult (*send)(Interpreter&, const Value& self, const Value& value, Value& result) = nullptr;
  /// throw(exception): `exception` is an exception object.
  SendResult (*throw_in)(Interpreter&, const Value& self, const Value& exception,
                         Value& result) = nullptr;
};

/// A class, builtin or of the program.
struct Type : Container {
  static constexpr Kind object_kind = Kind::type;

  // Flags.
  static constexpr std::uint32_t heap = 1;          ///< made by a class statement or type()
  static constexpr std::uint32_t base_allowed = 2;  ///< may be derived from
  static constexpr std::uint32_t sequence_pattern = 4;
  static constexpr std::uint32_t mapping_pattern = 8;
  static constexpr std::uint32_t container = 16;           ///< its objects are Containers
  static constexpr std::uint32_t immutable = 32;           ///< attributes can't be set
  static constexpr std::uint32_t has_slots = 64;           ///< __slots__ without __weakref__
  static constexpr std::uint32_t has_finalizer = 128;      ///< __del__ or a finalize slot
  static constexpr std::uint32_t method_descriptor = 256;  ///< instances bind like functions
  static constexpr std::uint32_t self_match = 512;         ///< `case int(x)` matches x itself
  static constexpr std::uint32_t abstract = 1024;          ///< has __abstractmethods__
  static constexpr std::uint32_t plain_getattr = 2048;     ///< get_attribute is object's
  static constexpr std::uint32_t owns_unseen = 4096;       ///< `traverse` doesn't show all it keeps

  Interpreter* interpreter;
  std::string name;      ///< __name__
  std::string qualname;  ///< __qualname__
  std::string module;    ///< __module__ ("builtins" is left out of messages)
  std::string dotted;    ///< "datetime.date", for messages, if it goes by more than its name
  /// What messages call it.
  std::string_view shown_name() const { return dotted.empty() ? name : dotted; }
  Kind instance_kind;
  std::uint32_t flags = 0;
  std::size_t size;                       ///< of an instance, in bytes, without inline attributes
  std::size_t attributes_offset;          ///< of its Attributes; 0: instances have no __dict__
  std::size_t slots_offset = 0;           ///< of the first Value of its own __slots__
  std::size_t own_slot_count = 0;         ///< Values of its own __slots__
  std::size_t slot_count = 0;             ///< those of bases included
  std::uint32_t version = 0;              ///< unique while nothing changes; 0: to be assigned
  std::uint32_t expected_attributes = 0;  ///< room that instances get in place
  const void* tag = nullptr;              ///< native layout of Kind::native, inherited
  Type* base = nullptr;                   ///< __base__ (kept by `bases`)
  std::vector<Type*> bases;               ///< __bases__, owned
  std::vector<Type*> mro;                 ///< borrowed, but for itself all kept by `bases`
  std::vector<Type*> subclasses;          ///< borrowed
  DictObject* dict = nullptr;             ///< owned
  Shape* root_shape = nullptr;            ///< of instances without attributes; owned
  Slots slots;

  bool is_heap() const { return (flags & heap) != 0; }
  bool is_subtype(const Type& other) const;
};

/// Everything define_type() needs to know.
struct TypeDefinition {
  std::string_view name;
  std::string_view module = "builtins";
  Type* base = nullptr;  ///< null: object
  Kind kind = Kind::native;
  std::size_t size = 0;
  std::uint32_t flags = 0;
  const void* tag = nullptr;
  Slots slots = {};
  std::span<const NativeDefinition> methods = {};
  std::span<const NativeProperty> properties = {};
  /// Offset of an Attributes member, if instances have a __dict__.
  std::size_t attributes_offset = 0;
};

/// Makes a builtin type: fills the slots that `definition` leaves out from its base, and gives its
/// dict a slot wrapper for every slot of its own and the methods. It lives as long as the
/// interpreter; the reference returned is borrowed.
Type& define_type(Interpreter& interpreter, const TypeDefinition& definition);
/// Adds methods (a table of static storage) to a builtin type: for those who write the methods
/// apart from the type.
void add_methods(Type& type, std::span<const NativeDefinition> methods);
void add_properties(Type& type, std::span<const NativeProperty> properties);
/// Sets a class attribute.
void add_attribute(Type& type, std::string_view name, Value value);

/// The attribute `name` in the type's MRO, borrowed; null if there is none. Never raises.
const Value* lookup(Type& type, StrObject* name);
/// Must be called when the dict of a type has changed: its version and those of its subclasses go,
/// slots are filled anew if `name` is special.
void type_changed(Type& type, StrObject* name);

/// For native objects: T has `static constexpr char tag = 0;` and its type TypeDefinition::tag
/// `&T::tag`. Null if it is something else.
template <class T>
T* native_cast(const Value& value) {
  if (!value.is(Kind::native) || value.object()->type->tag != &T::tag) return nullptr;
  return static_cast<T*>(value.object());
}

}  // namespace loopscope::python
