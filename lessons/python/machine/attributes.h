#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "lessons/python/interpreter.h"

namespace loopscope::python {

struct DictObject;
struct StrObject;

/// The attribute names of instances that got them in the same order: a node in a tree that begins
/// at Type::root_shape. An instance with its shape finds an attribute by index, which inline caches
/// remember. Owned by its type.
struct Shape {
  Type* type;
  Shape* parent;
  StrObject* name;      ///< the attribute added last; null for the root
  std::uint32_t count;  ///< attributes
  std::unordered_map<const StrObject*, std::uint32_t> indices;  ///< name → place, all of them
  std::vector<Shape*> next;                                     ///< owned

  Shape(Type* of, Shape* before, StrObject* added);
  ~Shape();
  /// Place of an attribute, -1 if there is none. `name` is interned.
  std::int64_t index_of(const StrObject* name) const;
  /// The shape with `name` as well; null if instances of the type are better off with dicts.
  Shape* with(StrObject* name);
};

/// Where an object with a __dict__ keeps its attributes: values in the order of a shape, or, once
/// somebody has asked for __dict__ or used it unusually, a dict.
struct Attributes {
  Shape* shape = nullptr;   ///< null: see dict
  Value* values = nullptr;  ///< shape->count of them
  DictObject* dict = nullptr;
  std::uint32_t room = 0;      ///< of values
  std::uint32_t in_place = 0;  ///< room behind the object itself
};

/// Type::attributes_offset of subclasses of str and tuple: behind the characters or items.
constexpr std::size_t attributes_at_end = ~std::size_t{0};
Attributes* attributes_at_end_of(Object* object);

/// The object's Attributes; null if its type has none.
inline Attributes* attributes_of(Object* object) {
  const std::size_t offset = object->type->attributes_offset;
  if (offset == attributes_at_end) return attributes_at_end_of(object);
  return offset == 0 ? nullptr
                     : reinterpret_cast<Attributes*>(reinterpret_cast<char*>(object) + offset);
}

/// Offset of T::attributes, for TypeDefinition::attributes_offset.
template <class T>
std::size_t attributes_offset_of() {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Winvalid-offsetof"
  return offsetof(T, attributes);
#pragma GCC diagnostic pop
}

/// An instance attribute, borrowed; null if it isn't there. Never raises.
const Value* find_own_attribute(Object* object, const StrObject* name);
/// Sets an attribute in the object itself (which has Attributes).
void set_own_attribute(Interpreter& interpreter, Object* object, StrObject* name, Value value);
/// False if it isn't there.
bool erase_own_attribute(Interpreter& interpreter, Object* object, StrObject* name);
/// vars(object): the dict that is the object's from now on.
DictObject& own_dict(Interpreter& interpreter, Object* object);

}  // namespace loopscope::python
