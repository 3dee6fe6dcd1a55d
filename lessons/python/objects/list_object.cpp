#include "lessons/python/objects/list_object.h"

#include <algorithm>

#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/comparison.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/machine/slices.h"
#include "lessons/python/objects/core_types.h"
#include "lessons/python/objects/iterators.h"
#include "lessons/python/objects/showing.h"
#include "lessons/python/objects/type_internals.h"

namespace loopscope::python {

Value make_list(Interpreter& interpreter) {
  return Value::adopt(interpreter.make<ListObject>(*interpreter.types.list, interpreter));
}

Value make_list(Interpreter& interpreter, std::span<const Value> items) {
  Value list = make_list(interpreter);
  as<ListObject>(list)->items.assign(items.begin(), items.end());
  return list;
}

Value make_index_iterator(Interpreter& interpreter, Type& type, const Value& container,
                          std::size_t begin) {
  return Value::adopt(interpreter.make<IndexIterator>(type, container, begin));
}

bool sequence_items(const Value& value, std::span<const Value>& items) {
  if (value.is(Kind::list)) {
    const ValueVector& list = as<ListObject>(value)->items;
    items = {list.data(), list.size()};
    return true;
  }
  if (value.is(Kind::tuple)) {
    items = as<TupleObject>(value)->span();
    return true;
  }
  return false;
}

bool show_items(Interpreter& interpreter, std::span<const Value> items, std::string& text) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text += ", ";
    const Value item = items[i];
    const Value shown = repr(interpreter, item);
    if (!shown) return false;
    text += text_of(shown);
  }
  return true;
}

Value compare_sequences(Interpreter& interpreter, const Value& left, const Value& right,
                        Comparison op) {
  std::span<const Value> a;
  std::span<const Value> b;
  sequence_items(left, a);
  sequence_items(right, b);
  if (a.size() != b.size() && (op == Comparison::equal || op == Comparison::not_equal))
    return Value::boolean(op == Comparison::not_equal);
  std::size_t i = 0;
  for (; i < a.size() && i < b.size(); ++i) {
    bool same = false;
    const Value x = a[i];
    const Value y = b[i];
    if (!equal(interpreter, x, y, same)) return {};
    sequence_items(left, a);
    sequence_items(right, b);
    if (same) continue;
    if (op == Comparison::equal) return Value::boolean(false);
    if (op == Comparison::not_equal) return Value::boolean(true);
    return compare(interpreter, x, y, op);
  }
  const auto order = static_cast<std::int64_t>(a.size()) - static_cast<std::int64_t>(b.size());
  return comparison_result(op, order);
}

bool sequence_contains(Interpreter& interpreter, const Value& self, const Value& item,
                       bool& found) {
  std::span<const Value> items;
  found = false;
  for (std::size_t i = 0; sequence_items(self, items), i < items.size() && !found; ++i) {
    const Value one = items[i];
    if (!equal(interpreter, one, item, found)) return false;
  }
  return true;
}

namespace {

ValueVector& items_of(const Value& list) {
  return as<ListObject>(list)->items;
}

Value repr_slot(Interpreter& interpreter, const Value& self) {
  if (items_of(self).empty()) return interpreter.make_string("[]");
  const Showing guard(interpreter, self);
  if (guard.again()) return interpreter.make_string("[...]");
  if (!guard) return {};
  std::string text = "[";
  for (std::size_t i = 0; i < items_of(self).size(); ++i) {
    if (i > 0) text += ", ";
    const Value item = items_of(self)[i];
    const Value shown = repr(interpreter, item);
    if (!shown) return {};
    text += text_of(shown);
  }
  return interpreter.make_string(text + "]");
}

Value compare_slot(Interpreter& interpreter, const Value& left, const Value& right, Comparison op) {
  if (!left.is(Kind::list) || !right.is(Kind::list)) return Value::not_implemented();
  return compare_sequences(interpreter, left, right, op);
}

bool length_slot(Interpreter&, const Value& self, std::int64_t& length) {
  length = static_cast<std::int64_t>(items_of(self).size());
  return true;
}

Value get_item_slot(Interpreter& interpreter, const Value& self, const Value& key) {
  const ValueVector& items = items_of(self);
  const auto size = static_cast<std::int64_t>(items.size());
  if (key.is(Kind::slice)) {
    SliceBounds bounds;
    if (!slice_bounds(interpreter, key, size, bounds)) return {};
    Value list = make_list(interpreter);
    ValueVector& part = items_of(list);
    part.reserve(static_cast<std::size_t>(bounds.count));
    std::int64_t at = bounds.start;
    for (std::int64_t i = 0; i < bounds.count; ++i, at += bounds.step)
      part.push_back(items[static_cast<std::size_t>(at)]);
    return list;
  }
  std::int64_t index = 0;
  if (!sequence_index(interpreter, key, size, "list", index)) return {};
  return items[static_cast<std::size_t>(index)];
}

bool set_slice(Interpreter& interpreter, const Value& self, const Value& key, const Value& value) {
  ValueVector fresh{Accounted<Value>(interpreter)};
  if (value) {
    const Value list = to_list(interpreter, value);
    if (!list) {
      if (interpreter.raised(*interpreter.exceptions.type_error) &&
          type_of(interpreter, value).slots.iter == nullptr) {
        interpreter.clear_error();
        return interpreter.raise_type_error("can only assign an iterable");
      }
      return false;
    }
    fresh = items_of(list);
  }
  SliceBounds bounds;
  ValueVector& items = items_of(self);
  if (!slice_bounds(interpreter, key, static_cast<std::int64_t>(items.size()), bounds))
    return false;
  // What goes is destroyed when the list is whole again.
  ValueVector old{Accounted<Value>(interpreter)};
  if (bounds.step == 1) {
    const auto begin = items.begin() + bounds.start;
    const auto end = begin + bounds.count;
    old.assign(std::make_move_iterator(begin), std::make_move_iterator(end));
    items.erase(begin, end);
    items.insert(items.begin() + bounds.start, std::make_move_iterator(fresh.begin()),
                 std::make_move_iterator(fresh.end()));
    return true;
  }
  if (value && fresh.size() != static_cast<std::size_t>(bounds.count))
    return interpreter.raise_value_error(
        "attempt to assign sequence of size {} to extended slice of size {}", fresh.size(),
        bounds.count);
  std::int64_t at = bounds.start;
  for (std::int64_t i = 0; i < bounds.count; ++i, at += bounds.step) {
    Value& item = items[static_cast<std::size_t>(at)];
    old.push_back(std::move(item));
    if (value) item = std::move(fresh[static_cast<std::size_t>(i)]);
  }
  if (!value) std::erase_if(items, [](const Value& item) { return item.is_null(); });
  return true;
}

bool set_item_slot(Interpreter& interpreter, const Value& self, const Value& key,
                   const Value& value) {
  if (key.is(Kind::slice)) return set_slice(interpreter, self, key, value);
  ValueVector& items = items_of(self);
  std::int64_t index = 0;
  if (!sequence_index(interpreter, key, static_cast<std::int64_t>(items.size()), "list", index)) {
    if (interpreter.raised(*interpreter.exceptions.index_error)) {
      interpreter.clear_error();
      return interpreter.raise(*interpreter.exceptions.index_error,
                               "list assignment index out of range");
    }
    return false;
  }
  const auto at = static_cast<std::size_t>(index);
  const Value old = std::move(items[at]);
  if (value)
    items[at] = value;
  else
    items.erase(items.begin() + index);
  return true;
}

Value concat_slot(Interpreter& interpreter, const Value& self, const Value& other) {
  if (!other.is(Kind::list))
    return interpreter.raise_type_error("can only concatenate list (not \"{}\") to list",
                                        type_name(interpreter, other));
  Value list = make_list(interpreter);
  ValueVector& items = items_of(list);
  items.reserve(items_of(self).size() + items_of(other).size());
  items.insert(items.end(), items_of(self).begin(), items_of(self).end());
  items.insert(items.end(), items_of(other).begin(), items_of(other).end());
  return list;
}

Value extend_slot(Interpreter& interpreter, const Value& self, const Value& other) {
  if (!extend_list(interpreter, self, other)) return {};
  return self;
}

bool check_repeat(Interpreter& interpreter, std::size_t size, std::int64_t count) {
  if (count <= 0 || size == 0) return true;
  const auto times = static_cast<std::size_t>(count);
  return interpreter.check_memory(
      times > (std::size_t{1} << 50) / size ? ~std::size_t{0} / 2 : times * size * sizeof(Value));
}

Value repeat_slot(Interpreter& interpreter, const Value& self, std::int64_t count) {
  const ValueVector& items = items_of(self);
  if (!check_repeat(interpreter, items.size(), count)) return {};
  Value list = make_list(interpreter);
  if (count > 0) items_of(list).reserve(items.size() * static_cast<std::size_t>(count));
  for (std::int64_t i = 0; i < count; ++i)
    items_of(list).insert(items_of(list).end(), items.begin(), items.end());
  return list;
}

Value repeat_in_place(Interpreter& interpreter, const Value& self, std::int64_t count) {
  Value list = repeat_slot(interpreter, self, count);
  if (!list) return {};
  items_of(self).swap(items_of(list));
  return self;
}

Value iter_slot(Interpreter& interpreter, const Value& self) {
  return make_index_iterator(interpreter, *interpreter.types.list_iterator, self);
}

Value next_slot(Interpreter&, const Value& self) {
  auto* iterator = as<IndexIterator>(self);
  if (!iterator->container) return {};
  const ValueVector& items = items_of(iterator->container);
  if (iterator->index < items.size()) return items[iterator->index++];
  iterator->container.reset();
  return {};
}

Value reverse_next(Interpreter&, const Value& self) {
  auto* iterator = as<IndexIterator>(self);
  if (!iterator->container) return {};
  const ValueVector& items = items_of(iterator->container);
  if (iterator->index > 0 && iterator->index <= items.size()) return items[--iterator->index];
  iterator->container.reset();
  return {};
}

Value sequence_next(Interpreter& interpreter, const Value& self) {
  auto* iterator = as<IndexIterator>(self);
  if (!iterator->container) return {};
  const Value container = iterator->container;
  Value item =
      get_item(interpreter, container, Value::small(static_cast<std::int64_t>(iterator->index++)));
  if (item) return item;
  if (interpreter.raised(*interpreter.exceptions.index_error) ||
      interpreter.raised(*interpreter.exceptions.stop_iteration)) {
    interpreter.clear_error();
    iterator->container.reset();
  }
  return {};
}

Value make_slot(Interpreter& interpreter, Type& type, Arguments) {
  return Value::adopt(interpreter.make<ListObject>(type, interpreter));
}

bool init_slot(Interpreter& interpreter, const Value& self, Arguments arguments) {
  if (self.object()->is_exact() && !no_keywords(interpreter, "list", arguments)) return false;
  if (!check_count(interpreter, "list", arguments.count, 0, 1)) return false;
  items_of(self).clear();
  return arguments.count == 0 || extend_list(interpreter, self, arguments[0]);
}

Value reversed(Interpreter& interpreter, const Value& self, Arguments) {
  return make_index_iterator(interpreter, *interpreter.types.list_reverse_iterator, self,
                             items_of(self).size());
}

void traverse_list(Object* self, Visitor& visit) {
  for (const Value& item : as<ListObject>(self)->items) visit(item);
}

void clear_list(Object* self) {
  ValueVector items{Accounted<Value>(*self->type->interpreter)};
  items.swap(as<ListObject>(self)->items);
}

void traverse_iterator(Object* self, Visitor& visit) {
  visit(static_cast<IndexIterator*>(self)->container);
}

void clear_iterator(Object* self) {
  static_cast<IndexIterator*>(self)->container.reset();
}

constexpr NativeDefinition list_methods[] = {{"__reversed__", &reversed, Signature::none}};

}  // namespace

bool extend_list(Interpreter& interpreter, const Value& list, const Value& iterable) {
  std::span<const Value> items;
  ValueVector& to = items_of(list);
  if (iterable.is_object() && iterable.object()->is_exact() && sequence_items(iterable, items)) {
    const std::size_t count = items.size();
    to.reserve(std::max(to.size() + count, std::min(to.capacity(), to.size() * 2 + count)));
    sequence_items(iterable, items);
    for (std::size_t i = 0; i < count; ++i) to.push_back(items[i]);
    return true;
  }
  return for_each(interpreter, iterable, [&](Value item) {
    items_of(list).push_back(std::move(item));
    return true;
  });
}

Type& define_index_iterator(Interpreter& interpreter, const char* name,
                            Value (*next)(Interpreter&, const Value&)) {
  Slots iterator;
  iterator.destroy = &destroy_with<IndexIterator>;
  iterator.traverse = &traverse_iterator;
  iterator.clear = &clear_iterator;
  iterator.iter = [](Interpreter&, const Value& self) { return self; };
  iterator.next = next;
  return define_type(interpreter, {.name = name,
                                   .kind = Kind::native,
                                   .size = sizeof(IndexIterator),
                                   .flags = Type::container,
                                   .tag = &IndexIterator::tag,
                                   .slots = iterator});
}

void define_tuples(Interpreter& interpreter);

void define_lists(Interpreter& interpreter) {
  Slots slots;
  slots.destroy = &destroy_with<ListObject>;
  slots.traverse = &traverse_list;
  slots.clear = &clear_list;
  slots.make = &make_slot;
  slots.init = &init_slot;
  slots.repr = &repr_slot;
  slots.hash = &unhashable;
  slots.compare = &compare_slot;
  slots.length = &length_slot;
  slots.get_item = &get_item_slot;
  slots.set_item = &set_item_slot;
  slots.contains = &sequence_contains;
  slots.concat = &concat_slot;
  slots.repeat = &repeat_slot;
  slots.in_place_concat = &extend_slot;
  slots.in_place_repeat = &repeat_in_place;
  slots.iter = &iter_slot;
  interpreter.types.list = &define_type(
      interpreter,
      {.name = "list",
       .kind = Kind::list,
       .size = sizeof(ListObject),
       .flags = Type::base_allowed | Type::container | Type::sequence_pattern | Type::self_match,
       .slots = slots,
       .methods = list_methods});
  interpreter.types.list_iterator =
      &define_index_iterator(interpreter, "list_iterator", &next_slot);
  interpreter.types.list_reverse_iterator =
      &define_index_iterator(interpreter, "list_reverseiterator", &reverse_next);
  interpreter.types.sequence_iterator =
      &define_index_iterator(interpreter, "iterator", &sequence_next);
  define_tuples(interpreter);
}

}  // namespace loopscope::python
