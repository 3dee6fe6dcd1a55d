#include <algorithm>
#include <cstdint>
#include <vector>

#include "lessons/python/builtins/functions.h"
#include "lessons/python/builtins/methods.h"
#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/objects/list_object.h"

namespace loopscope::python {

namespace {

ValueVector& items_of(const Value& list) {
  return as<ListObject>(list)->items;
}

Value append(Interpreter&, const Value& self, Arguments arguments) {
  items_of(self).push_back(arguments[0]);
  return Value::none();
}

Value extend(Interpreter& interpreter, const Value& self, Arguments arguments) {
  std::span<const Value> given;
  if (sequence_items(arguments[0], given)) {
    const std::vector<Value> copy(given.begin(), given.end());  // it may be the list itself
    items_of(self).insert(items_of(self).end(), copy.begin(), copy.end());
    return Value::none();
  }
  const bool fine = for_each(interpreter, arguments[0], [&](Value item) {
    items_of(self).push_back(std::move(item));
    return true;
  });
  return fine ? Value::none() : Value();
}

Value insert(Interpreter& interpreter, const Value& self, Arguments arguments) {
  std::int64_t index = 0;
  if (!index_number(interpreter, arguments[0], index)) return {};
  ValueVector& items = items_of(self);
  const auto size = static_cast<std::int64_t>(items.size());
  if (index < 0) index = std::max<std::int64_t>(index + size, 0);
  items.insert(items.begin() + std::min(index, size), arguments[1]);
  return Value::none();
}

Value pop(Interpreter& interpreter, const Value& self, Arguments arguments) {
  std::int64_t index = -1;
  if (arguments.count > 0 && !index_number(interpreter, arguments[0], index)) return {};
  ValueVector& items = items_of(self);
  const auto size = static_cast<std::int64_t>(items.size());
  if (size == 0)
    return interpreter.raise(*interpreter.exceptions.index_error, "pop from empty list");
  if (index < 0) index += size;
  if (index < 0 || index >= size) {
    return interpreter.raise(*interpreter.exceptions.index_error, "pop index out of range");
  }
  Value item = std::move(items[static_cast<std::size_t>(index)]);
  items.erase(items.begin() + index);
  return item;
}

/// Index of the first item that equals `wanted` in [begin, end), -1 if none does; false if it has
/// raised. The list may change while items are compared.
bool search(Interpreter& interpreter, const Value& list, const Value& wanted, std::int64_t begin,
            std::int64_t end, std::int64_t& found) {
  found = -1;
  for (std::int64_t i = begin;
       i < end && static_cast<std::size_t>(i) < items_of(list).size() && found < 0; ++i) {
    const Value item = items_of(list)[static_cast<std::size_t>(i)];
    bool same = false;
    if (!equal(interpreter, item, wanted, same)) return false;
    if (same) found = i;
  }
  return true;
}

Value remove(Interpreter& interpreter, const Value& self, Arguments arguments) {
  std::int64_t found = -1;
  if (!search(interpreter, self, arguments[0], 0, INT64_MAX, found)) return {};
  if (found < 0) return interpreter.raise_value_error("list.remove(x): x not in list");
  ValueVector& items = items_of(self);
  if (static_cast<std::size_t>(found) < items.size()) {
    const Value item = std::move(items[static_cast<std::size_t>(found)]);
    items.erase(items.begin() + found);
  }
  return Value::none();
}

Value index(Interpreter& interpreter, const Value& self, Arguments arguments) {
  std::int64_t begin = 0;
  std::int64_t end = 0;
  if (!read_bounds(interpreter, argument_or_null(arguments, 1), argument_or_null(arguments, 2),
                   static_cast<std::int64_t>(items_of(self).size()), begin, end)) {
    return {};
  }
  std::int64_t found = -1;
  if (!search(interpreter, self, arguments[0], begin, end, found)) return {};
  if (found >= 0) return Value::small(found);
  std::string text;
  if (!repr_text(interpreter, arguments[0], text)) return {};
  return interpreter.raise_value_error("{} is not in list", text);
}

Value count(Interpreter& interpreter, const Value& self, Arguments arguments) {
  std::int64_t number = 0;
  for (std::size_t i = 0; i < items_of(self).size(); ++i) {
    const Value item = items_of(self)[i];
    bool same = false;
    if (!equal(interpreter, item, arguments[0], same)) return {};
    number += same ? 1 : 0;
  }
  return Value::small(number);
}

Value clear(Interpreter&, const Value& self, Arguments) {
  const std::vector<Value> old(std::make_move_iterator(items_of(self).begin()),
                               std::make_move_iterator(items_of(self).end()));
  items_of(self).clear();
  return Value::none();
}

Value copy(Interpreter& interpreter, const Value& self, Arguments) {
  return make_list(interpreter, items_of(self));
}

Value reverse(Interpreter&, const Value& self, Arguments) {
  std::reverse(items_of(self).begin(), items_of(self).end());
  return Value::none();
}

Value sort(Interpreter& interpreter, const Value& self, Arguments arguments) {
  static constexpr ParameterList parameters{"sort", "* key reverse", 0};
  Value values[2];
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  bool backwards = false;
  if (values[1] && !truth(interpreter, values[1], backwards)) return {};
  // The list is empty meanwhile, as CPython has it.
  ValueVector& items = items_of(self);
  std::vector<Value> taken(std::make_move_iterator(items.begin()),
                           std::make_move_iterator(items.end()));
  items.clear();
  const bool sorted = sort_values(interpreter, taken, values[0], backwards);
  const bool changed = !items.empty();
  items.assign(std::make_move_iterator(taken.begin()), std::make_move_iterator(taken.end()));
  if (!sorted) return {};
  if (changed) return interpreter.raise_value_error("list modified during sort");
  return Value::none();
}

Value tuple_index(Interpreter& interpreter, const Value& self, Arguments arguments) {
  const TupleObject& tuple = *as<TupleObject>(self);
  std::int64_t begin = 0;
  std::int64_t end = 0;
  if (!read_bounds(interpreter, argument_or_null(arguments, 1), argument_or_null(arguments, 2),
                   static_cast<std::int64_t>(tuple.size), begin, end)) {
    return {};
  }
  for (std::int64_t i = begin; i < end; ++i) {
    bool same = false;
    if (!equal(interpreter, tuple[static_cast<std::size_t>(i)], arguments[0], same)) return {};
    if (same) return Value::small(i);
  }
  return interpreter.raise_value_error("tuple.index(x): x not in tuple");
}

Value tuple_count(Interpreter& interpreter, const Value& self, Arguments arguments) {
  std::int64_t number = 0;
  for (const Value& item : *as<TupleObject>(self)) {
    bool same = false;
    if (!equal(interpreter, item, arguments[0], same)) return {};
    number += same ? 1 : 0;
  }
  return Value::small(number);
}

constexpr NativeDefinition list_methods[] = {
    {"append", append, Signature::one},
    {"extend", extend, Signature::one},
    {"insert", insert, Signature::positional, 2, 2},
    {"pop", pop, Signature::positional, 0, 1},
    {"remove", remove, Signature::one},
    {"index", index, Signature::positional, 1, 3},
    {"count", count, Signature::one},
    {"clear", clear, Signature::none},
    {"copy", copy, Signature::none},
    {"reverse", reverse, Signature::none},
    {"sort", sort},
};
constexpr NativeDefinition tuple_methods[] = {
    {"index", tuple_index, Signature::positional, 1, 3},
    {"count", tuple_count, Signature::one},
};

}  // namespace

void add_list_methods(Interpreter& interpreter) {
  add_methods(*interpreter.types.list, list_methods);
}
void add_tuple_methods(Interpreter& interpreter) {
  add_methods(*interpreter.types.tuple, tuple_methods);
}

}  // namespace loopscope::python
