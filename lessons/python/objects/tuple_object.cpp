#include <bit>

#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/attributes.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/machine/slices.h"
#include "lessons/python/machine/stack_room.h"
#include "lessons/python/objects/core_types.h"
#include "lessons/python/objects/iterators.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/showing.h"
#include "lessons/python/objects/type_internals.h"

namespace loopscope::python {

TupleObject* make_tuple_room(Interpreter& interpreter, std::size_t size) {
  auto* tuple = static_cast<TupleObject*>(
      interpreter.allocate(*interpreter.types.tuple, sizeof(TupleObject) + size * sizeof(Value)));
  tuple->size = size;
  for (std::size_t i = 0; i < size; ++i) new (tuple->items() + i) Value();
  return tuple;
}

Value make_tuple(Interpreter& interpreter, std::span<const Value> items) {
  TupleObject* tuple = make_tuple_room(interpreter, items.size());
  for (std::size_t i = 0; i < items.size(); ++i) tuple->items()[i] = items[i];
  return Value::adopt(tuple);
}

Value make_tuple(Interpreter& interpreter, std::initializer_list<Value> items) {
  return make_tuple(interpreter, std::span<const Value>(std::data(items), items.size()));
}

namespace {

std::size_t size_of(const Type& type, std::size_t count) {
  std::size_t size = sizeof(TupleObject) + count * sizeof(Value);
  if (type.attributes_offset == attributes_at_end) size += sizeof(Attributes);
  return size;
}

}  // namespace

Value make_tuple(Interpreter& interpreter, Type& type, std::span<const Value> items) {
  if (&type == interpreter.types.tuple) return make_tuple(interpreter, items);
  const std::size_t size = size_of(type, items.size());
  auto* tuple = static_cast<TupleObject*>(interpreter.allocate(type, size));
  tuple->size = items.size();
  for (std::size_t i = 0; i < items.size(); ++i) new (tuple->items() + i) Value(items[i]);
  interpreter.prepare_attributes(tuple, size);
  return Value::adopt(tuple);
}

namespace {

const TupleObject& tuple_of(const Value& value) {
  return *as<TupleObject>(value);
}

void destroy_tuple(Object* object) noexcept {
  auto* tuple = static_cast<TupleObject*>(object);
  Type& type = *object->type;
  const std::size_t size = Interpreter::allocated_size(object, size_of(type, tuple->size));
  for (std::size_t i = 0; i < tuple->size; ++i) tuple->items()[i].~Value();
  type.interpreter->free_object(object, type, size);
}

Value repr_slot(Interpreter& interpreter, const Value& self) {
  const TupleObject& tuple = tuple_of(self);
  if (tuple.size == 0) return interpreter.make_string("()");
  const Showing guard(interpreter, self);
  if (guard.again()) return interpreter.make_string("(...)");
  if (!guard) return {};
  std::string text = "(";
  if (!show_items(interpreter, tuple.span(), text)) return {};
  return interpreter.make_string(text + (tuple.size == 1 ? ",)" : ")"));
}

bool hash_slot(Interpreter& interpreter, const Value& self, std::int64_t& hash) {
  const NativeRecursion guard(interpreter, " while hashing an object");
  if (!guard) return false;
  constexpr std::uint64_t prime1 = 11400714785074694791U;
  constexpr std::uint64_t prime2 = 14029467366897019727U;
  constexpr std::uint64_t prime5 = 2870177450012600261U;
  std::uint64_t sum = prime5;
  for (const Value& item : tuple_of(self)) {
    std::int64_t lane = 0;
    if (!python::hash(interpreter, item, lane)) return false;
    sum += static_cast<std::uint64_t>(lane) * prime2;
    sum = std::rotl(sum, 31) * prime1;
  }
  sum += tuple_of(self).size ^ (prime5 ^ 3527539U);
  hash = sum == ~std::uint64_t{0} ? 1546275796 : static_cast<std::int64_t>(sum);
  return true;
}

Value compare_slot(Interpreter& interpreter, const Value& left, const Value& right, Comparison op) {
  if (!left.is(Kind::tuple) || !right.is(Kind::tuple)) return Value::not_implemented();
  return compare_sequences(interpreter, left, right, op);
}

bool length_slot(Interpreter&, const Value& self, std::int64_t& length) {
  length = static_cast<std::int64_t>(tuple_of(self).size);
  return true;
}

Value get_item_slot(Interpreter& interpreter, const Value& self, const Value& key) {
  const TupleObject& tuple = tuple_of(self);
  const auto size = static_cast<std::int64_t>(tuple.size);
  if (key.is(Kind::slice)) {
    SliceBounds bounds;
    if (!slice_bounds(interpreter, key, size, bounds)) return {};
    if (bounds.count == size && bounds.step == 1 && self.object()->is_exact()) return self;
    TupleObject* part = make_tuple_room(interpreter, static_cast<std::size_t>(bounds.count));
    std::int64_t at = bounds.start;
    for (std::int64_t i = 0; i < bounds.count; ++i, at += bounds.step)
      part->items()[i] = tuple[static_cast<std::size_t>(at)];
    return Value::adopt(part);
  }
  std::int64_t index = 0;
  if (!sequence_index(interpreter, key, size, "tuple", index)) return {};
  return tuple[static_cast<std::size_t>(index)];
}

Value concat_slot(Interpreter& interpreter, const Value& self, const Value& other) {
  if (!other.is(Kind::tuple))
    return interpreter.raise_type_error("can only concatenate tuple (not \"{}\") to tuple",
                                        type_name(interpreter, other));
  const TupleObject& a = tuple_of(self);
  const TupleObject& b = tuple_of(other);
  TupleObject* tuple = make_tuple_room(interpreter, a.size + b.size);
  for (std::size_t i = 0; i < a.size; ++i) tuple->items()[i] = a[i];
  for (std::size_t i = 0; i < b.size; ++i) tuple->items()[a.size + i] = b[i];
  return Value::adopt(tuple);
}

Value repeat_slot(Interpreter& interpreter, const Value& self, std::int64_t count) {
  const TupleObject& tuple = tuple_of(self);
  const auto times = static_cast<std::size_t>(count < 0 ? 0 : count);
  if (times > (std::size_t{1} << 40) ||
      !interpreter.check_memory(times * tuple.size * sizeof(Value)))
    return interpreter.raised()
               ? Value()
               : Value(interpreter.raise_with(*interpreter.exceptions.memory_error, Value()));
  TupleObject* result = make_tuple_room(interpreter, times * tuple.size);
  for (std::size_t i = 0; i < result->size; ++i) result->items()[i] = tuple[i % tuple.size];
  return Value::adopt(result);
}

Value iter_slot(Interpreter& interpreter, const Value& self) {
  return make_index_iterator(interpreter, *interpreter.types.tuple_iterator, self);
}

Value next_slot(Interpreter&, const Value& self) {
  auto* iterator = as<IndexIterator>(self);
  if (!iterator->container) return {};
  const TupleObject& tuple = tuple_of(iterator->container);
  if (iterator->index < tuple.size) return tuple[iterator->index++];
  iterator->container.reset();
  return {};
}

Value make_slot(Interpreter& interpreter, Type& type, Arguments arguments) {
  if (&type == interpreter.types.tuple && !no_keywords(interpreter, "tuple", arguments)) return {};
  if (!check_count(interpreter, "tuple", arguments.count, 0, 1)) return {};
  const Value tuple = arguments.count == 0 ? make_tuple(interpreter, std::span<const Value>())
                                           : to_tuple(interpreter, arguments[0]);
  if (!tuple || &type == interpreter.types.tuple) return tuple;
  return make_tuple(interpreter, type, tuple_of(tuple).span());
}

}  // namespace

void define_tuples(Interpreter& interpreter) {
  Slots slots;
  slots.destroy = &destroy_tuple;
  slots.make = &make_slot;
  slots.repr = &repr_slot;
  slots.hash = &hash_slot;
  slots.compare = &compare_slot;
  slots.length = &length_slot;
  slots.get_item = &get_item_slot;
  slots.contains = &sequence_contains;
  slots.concat = &concat_slot;
  slots.repeat = &repeat_slot;
  slots.iter = &iter_slot;
  interpreter.types.tuple = &define_type(
      interpreter, {.name = "tuple",
                    .kind = Kind::tuple,
                    .size = sizeof(TupleObject),
                    .flags = Type::base_allowed | Type::sequence_pattern | Type::self_match,
                    .slots = slots});
  interpreter.types.tuple_iterator =
      &define_index_iterator(interpreter, "tuple_iterator", &next_slot);
}

}  // namespace loopscope::python
