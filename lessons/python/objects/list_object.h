#pragma once

#include <span>
#include <vector>

#include "lessons/python/interpreter.h"

namespace loopscope::python {

struct ListObject : Container {
  static constexpr Kind object_kind = Kind::list;
  explicit ListObject(Interpreter& interpreter) : items(Accounted<Value>(interpreter)) {}
  ValueVector items;
};

/// A tuple, its items in place behind the header.
struct TupleObject : Object {
  static constexpr Kind object_kind = Kind::tuple;
  std::size_t size;
  Value* items() { return reinterpret_cast<Value*>(this + 1); }
  const Value* items() const { return reinterpret_cast<const Value*>(this + 1); }
  const Value& operator[](std::size_t index) const { return items()[index]; }
  std::span<const Value> span() const { return {items(), size}; }
  const Value* begin() const { return items(); }
  const Value* end() const { return items() + size; }
};

Value make_list(Interpreter& interpreter);
Value make_list(Interpreter& interpreter, std::span<const Value> items);
/// A tuple of the items given (shared).
Value make_tuple(Interpreter& interpreter, std::span<const Value> items);
Value make_tuple(Interpreter& interpreter, std::initializer_list<Value> items);
/// The same of a vector (std::make_tuple would be taken otherwise).
template <class A>
Value make_tuple(Interpreter& interpreter, std::vector<Value, A>& items) {
  return make_tuple(interpreter, std::span<const Value>(items));
}
template <class A>
Value make_tuple(Interpreter& interpreter, const std::vector<Value, A>& items) {
  return make_tuple(interpreter, std::span<const Value>(items));
}
/// A tuple of `size` null items, to be filled in at once.
TupleObject* make_tuple_room(Interpreter& interpreter, std::size_t size);
/// An instance of a subclass of tuple (namedtuple).
Value make_tuple(Interpreter& interpreter, Type& type, std::span<const Value> items);

/// The items of a list or tuple (subclasses included) without a copy; false for anything else.
/// Valid until the list changes.
bool sequence_items(const Value& value, std::span<const Value>& items);

}  // namespace loopscope::python
