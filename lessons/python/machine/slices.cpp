#include "lessons/python/machine/slices.h"

#include <algorithm>

#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/core_types.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/type_internals.h"

namespace loopscope::python {

Value make_slice(Interpreter& interpreter, Value start, Value stop, Value step) {
  return Value::adopt(interpreter.make<SliceObject>(*interpreter.types.slice, std::move(start),
                                                    std::move(stop), std::move(step)));
}

namespace {

bool slice_index(Interpreter& interpreter, const Value& value, std::int64_t& number) {
  if (!is_integer(value) && type_of(interpreter, value).slots.index == nullptr)
    return interpreter.raise_type_error(
        "slice indices must be integers or None or have an __index__ method");
  return clamped_index(interpreter, value, number);
}

std::int64_t clamp_bound(std::int64_t bound, std::int64_t size, bool backwards) {
  if (bound < 0) {
    bound = bound < -size ? -1 : bound + size;
    if (bound < 0) return backwards ? -1 : 0;
    return bound;
  }
  return bound >= size ? (backwards ? size - 1 : size) : bound;
}

std::int64_t range_length(std::int64_t start, std::int64_t stop, std::int64_t step) {
  if (step > 0 && start < stop)
    return static_cast<std::int64_t>(
               (static_cast<std::uint64_t>(stop) - static_cast<std::uint64_t>(start) - 1) /
               static_cast<std::uint64_t>(step)) +
           1;
  if (step < 0 && start > stop)
    return static_cast<std::int64_t>(
               (static_cast<std::uint64_t>(start) - static_cast<std::uint64_t>(stop) - 1) /
               (0 - static_cast<std::uint64_t>(step))) +
           1;
  return 0;
}

}  // namespace

bool slice_bounds(Interpreter& interpreter, const Value& slice, std::int64_t size,
                  SliceBounds& bounds) {
  const auto& object = *as<SliceObject>(slice);
  bounds.step = 1;
  if (!object.step.is_none()) {
    if (!slice_index(interpreter, object.step, bounds.step)) return false;
    if (bounds.step == 0) return interpreter.raise_value_error("slice step cannot be zero");
    bounds.step = std::max(bounds.step, -INT64_MAX);
  }
  const bool backwards = bounds.step < 0;
  bounds.start = backwards ? size - 1 : 0;
  bounds.stop = backwards ? -1 : size;
  if (!object.start.is_none()) {
    if (!slice_index(interpreter, object.start, bounds.start)) return false;
    bounds.start = clamp_bound(bounds.start, size, backwards);
  }
  if (!object.stop.is_none()) {
    if (!slice_index(interpreter, object.stop, bounds.stop)) return false;
    bounds.stop = clamp_bound(bounds.stop, size, backwards);
  }
  bounds.count = range_length(bounds.start, bounds.stop, bounds.step);
  return true;
}

bool sequence_index(Interpreter& interpreter, const Value& key, std::int64_t size, const char* what,
                    std::int64_t& index) {
  if (key.is_small()) {
    index = key.small();
  } else {
    if (!is_integer(key) && type_of(interpreter, key).slots.index == nullptr)
      return interpreter.raise_type_error("{} indices must be integers or slices, not {}", what,
                                          type_name(interpreter, key));
    const Value number = to_index(interpreter, key);
    if (!number) return false;
    if (!to_int64(number, index))
      return interpreter.raise(*interpreter.exceptions.index_error,
                               "cannot fit 'int' into an index-sized integer");
  }
  if (index < 0) index += size;
  if (index >= 0 && index < size) return true;
  return interpreter.raise(*interpreter.exceptions.index_error,
                           std::string(what) + " index out of range");
}

Value make_range(Interpreter& interpreter, std::int64_t start, std::int64_t stop,
                 std::int64_t step) {
  auto* range = interpreter.make<RangeObject>(*interpreter.types.range);
  range->start = start;
  range->stop = stop;
  range->step = step;
  range->length = range_length(start, stop, step);
  return Value::adopt(range);
}

namespace {

Value make_range_slot(Interpreter& interpreter, Type&, Arguments arguments) {
  if (!no_keywords(interpreter, "range", arguments) ||
      !check_count(interpreter, "range", arguments.count, 1, 3))
    return {};
  constexpr const char* overflow = "Python int too large to convert to C ssize_t";
  std::int64_t bounds[3] = {0, 0, 1};
  if (arguments.count == 1) {
    if (!index_number(interpreter, arguments[0], bounds[1], overflow)) return {};
  } else {
    for (std::size_t i = 0; i < arguments.count; ++i)
      if (!index_number(interpreter, arguments[i], bounds[i], overflow)) return {};
  }
  if (bounds[2] == 0) return interpreter.raise_value_error("range() arg 3 must not be zero");
  return make_range(interpreter, bounds[0], bounds[1], bounds[2]);
}

const RangeObject& range_of(const Value& self) {
  return *as<RangeObject>(self);
}

std::int64_t item_at(const RangeObject& range, std::int64_t index) {
  return range.start + index * range.step;
}

Value range_repr(Interpreter& interpreter, const Value& self) {
  const RangeObject& range = range_of(self);
  if (range.step == 1)
    return interpreter.make_string(fmt::format("range({}, {})", range.start, range.stop));
  return interpreter.make_string(
      fmt::format("range({}, {}, {})", range.start, range.stop, range.step));
}

bool range_length_slot(Interpreter&, const Value& self, std::int64_t& length) {
  length = range_of(self).length;
  return true;
}

Value range_get(Interpreter& interpreter, const Value& self, const Value& key) {
  const RangeObject& range = range_of(self);
  if (key.is(Kind::slice)) {
    SliceBounds bounds;
    if (!slice_bounds(interpreter, key, range.length, bounds)) return {};
    return make_range(interpreter, item_at(range, bounds.start), item_at(range, bounds.stop),
                      range.step * bounds.step);
  }
  if (!is_integer(key) && type_of(interpreter, key).slots.index == nullptr)
    return interpreter.raise_type_error("range indices must be integers or slices, not {}",
                                        type_name(interpreter, key));
  std::int64_t index = 0;
  if (!clamped_index(interpreter, key, index)) return {};
  if (index < 0) index += range.length;
  if (index < 0 || index >= range.length)
    return interpreter.raise(*interpreter.exceptions.index_error,
                             "range object index out of range");
  return make_integer(interpreter, item_at(range, index));
}

bool range_contains(Interpreter& interpreter, const Value& self, const Value& item, bool& found) {
  const RangeObject& range = range_of(self);
  std::int64_t number = 0;
  found = false;
  if (is_integer(item)) {
    if (!to_int64(item, number)) return true;
    const bool within = range.step > 0 ? number >= range.start && number < range.stop
                                       : number <= range.start && number > range.stop;
    found = within && (number - range.start) % range.step == 0;
    return true;
  }
  for (std::int64_t i = 0; i < range.length && !found; ++i)
    if (!equal(interpreter, make_integer(interpreter, item_at(range, i)), item, found))
      return false;
  return true;
}

Value range_compare(Interpreter&, const Value& left, const Value& right, Comparison op) {
  if (!right.is(Kind::range) || (op != Comparison::equal && op != Comparison::not_equal))
    return Value::not_implemented();
  const RangeObject& a = range_of(left);
  const RangeObject& b = range_of(right);
  const bool same = a.length == b.length &&
                    (a.length == 0 || (a.start == b.start && (a.length == 1 || a.step == b.step)));
  return Value::boolean(same == (op == Comparison::equal));
}

bool range_hash(Interpreter& interpreter, const Value& self, std::int64_t& hash) {
  const RangeObject& range = range_of(self);
  const Value key = make_tuple(
      interpreter, {make_integer(interpreter, range.length),
                    range.length > 0 ? make_integer(interpreter, range.start) : Value::none(),
                    range.length > 1 ? make_integer(interpreter, range.step) : Value::none()});
  return python::hash(interpreter, key, hash);
}

Value iterator_over(Interpreter& interpreter, std::int64_t start, std::int64_t step,
                    std::int64_t count) {
  auto* iterator = interpreter.make<RangeIterator>(*interpreter.types.range_iterator);
  iterator->next = start;
  iterator->step = step;
  iterator->left = count;
  return Value::adopt(iterator);
}

Value range_iter(Interpreter& interpreter, const Value& self) {
  const RangeObject& range = range_of(self);
  return iterator_over(interpreter, range.start, range.step, range.length);
}

Value range_reversed(Interpreter& interpreter, const Value& self, Arguments) {
  const RangeObject& range = range_of(self);
  return iterator_over(interpreter, item_at(range, range.length - 1), -range.step, range.length);
}

Value range_index(Interpreter& interpreter, const Value& self, Arguments arguments) {
  bool found = false;
  std::int64_t number = 0;
  if (!range_contains(interpreter, self, arguments[0], found)) return {};
  if (!found || !is_integer(arguments[0]) || !to_int64(arguments[0], number)) {
    std::string shown;
    if (!repr_text(interpreter, arguments[0], shown)) return {};
    return interpreter.raise_value_error("{} is not in range", shown);
  }
  return make_integer(interpreter, (number - range_of(self).start) / range_of(self).step);
}

Value range_count(Interpreter& interpreter, const Value& self, Arguments arguments) {
  bool found = false;
  if (!range_contains(interpreter, self, arguments[0], found)) return {};
  return Value::small(found ? 1 : 0);
}

template <std::int64_t RangeObject::*Member>
Value range_member(Interpreter& interpreter, const Value& self) {
  return make_integer(interpreter, range_of(self).*Member);
}

Value iterator_next(Interpreter& interpreter, const Value& self) {
  auto* iterator = as<RangeIterator>(self);
  if (iterator->left == 0) return {};
  --iterator->left;
  const std::int64_t number = iterator->next;
  iterator->next = static_cast<std::int64_t>(static_cast<std::uint64_t>(number) +
                                             static_cast<std::uint64_t>(iterator->step));
  return make_integer(interpreter, number);
}

Value self_iter(Interpreter&, const Value& self) {
  return self;
}

Value make_slice_slot(Interpreter& interpreter, Type&, Arguments arguments) {
  if (!no_keywords(interpreter, "slice", arguments) ||
      !check_count(interpreter, "slice", arguments.count, 1, 3))
    return {};
  if (arguments.count == 1)
    return make_slice(interpreter, Value::none(), arguments[0], Value::none());
  return make_slice(interpreter, arguments[0], arguments[1],
                    arguments.count == 3 ? arguments[2] : Value::none());
}

Value slice_tuple(Interpreter& interpreter, const Value& self) {
  const auto& slice = *as<SliceObject>(self);
  return make_tuple(interpreter, {slice.start, slice.stop, slice.step});
}

Value slice_repr(Interpreter& interpreter, const Value& self) {
  std::string shown;
  if (!repr_text(interpreter, slice_tuple(interpreter, self), shown)) return {};
  return interpreter.make_string("slice" + shown);
}

Value slice_compare(Interpreter& interpreter, const Value& left, const Value& right,
                    Comparison op) {
  if (!right.is(Kind::slice)) return Value::not_implemented();
  return compare(interpreter, slice_tuple(interpreter, left), slice_tuple(interpreter, right), op);
}

template <Value SliceObject::*Member>
Value slice_member(Interpreter&, const Value& self) {
  return as<SliceObject>(self)->*Member;
}

Value slice_indices(Interpreter& interpreter, const Value& self, Arguments arguments) {
  std::int64_t size = 0;
  SliceBounds bounds;
  if (!index_number(interpreter, arguments[0], size)) return {};
  if (size < 0) return interpreter.raise_value_error("length should not be negative");
  if (!slice_bounds(interpreter, self, size, bounds)) return {};
  return make_tuple(
      interpreter, {make_integer(interpreter, bounds.start), make_integer(interpreter, bounds.stop),
                    make_integer(interpreter, bounds.step)});
}

constexpr NativeDefinition range_methods[] = {
    {"__reversed__", &range_reversed, Signature::none},
    {"index", &range_index, Signature::one},
    {"count", &range_count, Signature::one},
};
constexpr NativeProperty range_properties[] = {
    {"start", &range_member<&RangeObject::start>},
    {"stop", &range_member<&RangeObject::stop>},
    {"step", &range_member<&RangeObject::step>},
};
constexpr NativeDefinition slice_methods[] = {{"indices", &slice_indices, Signature::one}};
constexpr NativeProperty slice_properties[] = {
    {"start", &slice_member<&SliceObject::start>},
    {"stop", &slice_member<&SliceObject::stop>},
    {"step", &slice_member<&SliceObject::step>},
};

}  // namespace

void define_ranges(Interpreter& interpreter) {
  Slots range;
  range.destroy = &destroy_with<RangeObject>;
  range.make = &make_range_slot;
  range.repr = &range_repr;
  range.hash = &range_hash;
  range.compare = &range_compare;
  range.length = &range_length_slot;
  range.get_item = &range_get;
  range.contains = &range_contains;
  range.iter = &range_iter;
  interpreter.types.range = &define_type(interpreter, {.name = "range",
                                                       .kind = Kind::range,
                                                       .size = sizeof(RangeObject),
                                                       .flags = Type::sequence_pattern,
                                                       .slots = range,
                                                       .methods = range_methods,
                                                       .properties = range_properties});
  Slots iterator;
  iterator.destroy = &destroy_with<RangeIterator>;
  iterator.iter = &self_iter;
  iterator.next = &iterator_next;
  interpreter.types.range_iterator = &define_type(interpreter, {.name = "range_iterator",
                                                                .kind = Kind::native,
                                                                .size = sizeof(RangeIterator),
                                                                .tag = &RangeIterator::tag,
                                                                .slots = iterator});
  Slots slice;
  slice.destroy = &destroy_with<SliceObject>;
  slice.make = &make_slice_slot;
  slice.repr = &slice_repr;
  slice.hash = &unhashable;
  slice.compare = &slice_compare;
  interpreter.types.slice = &define_type(interpreter, {.name = "slice",
                                                       .kind = Kind::slice,
                                                       .size = sizeof(SliceObject),
                                                       .slots = slice,
                                                       .methods = slice_methods,
                                                       .properties = slice_properties});
}

}  // namespace loopscope::python
