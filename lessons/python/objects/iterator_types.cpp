// enumerate, zip, map, filter, reversed and iter(callable, sentinel).

#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/core_types.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/objects/iterators.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/showing.h"
#include "lessons/python/objects/type_internals.h"

namespace loopscope::python {
namespace {

IteratorObject* iterator_of(const Value& self) {
  return as<IteratorObject>(self);
}

void traverse_iterator(Object* self, Visitor& visit) {
  auto* iterator = static_cast<IteratorObject*>(self);
  visit(iterator->function);
  visit(iterator->source);
}

void clear_iterator(Object* self) {
  auto* iterator = static_cast<IteratorObject*>(self);
  iterator->function.reset();
  iterator->source.reset();
}

Value make(Interpreter& interpreter, Type& type, Value function, Value source) {
  auto* iterator = interpreter.make<IteratorObject>(type);
  Value result = Value::adopt(iterator);
  iterator->function = std::move(function);
  iterator->source = std::move(source);
  return result;
}

// enumerate: `function` is the next index.

Value make_enumerate(Interpreter& interpreter, Type& type, Arguments arguments) {
  static constexpr ParameterList parameters{"enumerate", "iterable start", 1};
  Value values[2];
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  Value start = values[1] ? to_index(interpreter, values[1]) : Value::small(0);
  if (!start) return {};
  Value source = iterate(interpreter, values[0]);
  if (!source) return {};
  return make(interpreter, type, std::move(start), std::move(source));
}

Value next_enumerate(Interpreter& interpreter, const Value& self) {
  IteratorObject* iterator = iterator_of(self);
  Value item = next_item(interpreter, iterator->source);
  if (!item) return {};
  Value index = iterator->function;
  iterator->function = index.is_small()
                           ? make_integer(interpreter, index.small() + 1)
                           : make_integer(interpreter, BigInteger(big_value(index) + 1));
  TupleObject* pair = make_tuple_room(interpreter, 2);
  pair->items()[0] = std::move(index);
  pair->items()[1] = std::move(item);
  return Value::adopt(pair);
}

// zip and map: `source` is a tuple of iterators.

bool iterators_of(Interpreter& interpreter, std::span<const Value> iterables, const char* name,
                  Value& tuple) {
  TupleObject* iterators = make_tuple_room(interpreter, iterables.size());
  tuple = Value::adopt(iterators);
  for (std::size_t i = 0; i < iterables.size(); ++i) {
    iterators->items()[i] = iterate(interpreter, iterables[i]);
    if (iterators->items()[i]) continue;
    if (name != nullptr && interpreter.raised(*interpreter.exceptions.type_error) &&
        type_of(interpreter, iterables[i]).slots.iter == nullptr) {
      interpreter.clear_error();
      interpreter.raise_type_error("'{}' object is not iterable",
                                   type_name(interpreter, iterables[i]));
    }
    return false;
  }
  return true;
}

Value make_zip(Interpreter& interpreter, Type& type, Arguments arguments) {
  bool strict = false;
  for (std::size_t i = 0; i < arguments.keyword_count(); ++i) {
    if (arguments.keyword(i) != "strict")
      return interpreter.raise_type_error("'{}' is an invalid keyword argument for zip()",
                                          arguments.keyword(i));
    if (!truth(interpreter, arguments.keyword_value(i), strict)) return {};
  }
  Value sources;
  if (!iterators_of(interpreter, {arguments.values, arguments.count}, "zip", sources)) return {};
  return make(interpreter, type, Value::boolean(strict), std::move(sources));
}

Raised zip_mismatch(Interpreter& interpreter, std::size_t index, const char* which) {
  return interpreter.raise_value_error("zip() argument {} is {} than argument{}{}", index + 1,
                                       which, index == 1 ? " " : "s 1-", index);
}

/// All iterators but the first must be at their end too.
Value check_rest(Interpreter& interpreter, const TupleObject& sources) {
  for (std::size_t i = 1; i < sources.size; ++i) {
    const Value item = next_item(interpreter, sources[i]);
    if (item) return zip_mismatch(interpreter, i, "longer");
    if (interpreter.raised()) return {};
  }
  return {};
}

Value next_zip(Interpreter& interpreter, const Value& self) {
  const Value kept = iterator_of(self)->source;
  if (!kept) return {};
  const auto& sources = *as<TupleObject>(kept);
  if (sources.size == 0) return {};
  TupleObject* items = make_tuple_room(interpreter, sources.size);
  Value result = Value::adopt(items);
  for (std::size_t i = 0; i < sources.size; ++i) {
    items->items()[i] = next_item(interpreter, sources[i]);
    if (items->items()[i]) continue;
    if (interpreter.raised() || !iterator_of(self)->function.is_true()) return {};
    if (i > 0) return zip_mismatch(interpreter, i, "shorter");
    return check_rest(interpreter, sources);
  }
  return result;
}

Value make_map(Interpreter& interpreter, Type& type, Arguments arguments) {
  if (!no_keywords(interpreter, "map", arguments)) return {};
  if (arguments.count < 2)
    return interpreter.raise_type_error("map() must have at least two arguments.");
  Value sources;
  if (!iterators_of(interpreter, {arguments.values + 1, arguments.count - 1}, nullptr, sources))
    return {};
  return make(interpreter, type, arguments[0], std::move(sources));
}

Value next_map(Interpreter& interpreter, const Value& self) {
  const Value kept = iterator_of(self)->source;
  if (!kept) return {};
  const Value function = iterator_of(self)->function;
  const auto& sources = *as<TupleObject>(kept);
  if (sources.size == 1) {
    const Value item = next_item(interpreter, sources[0]);
    return item ? call(interpreter, function, Arguments(&item, 1)) : Value();
  }
  std::vector<Value> items;
  for (const Value& source : sources) {
    items.push_back(next_item(interpreter, source));
    if (!items.back()) return {};
  }
  return call(interpreter, function, Arguments(items.data(), items.size()));
}

Value make_filter(Interpreter& interpreter, Type& type, Arguments arguments) {
  if (!no_keywords(interpreter, "filter", arguments) ||
      !check_count(interpreter, "filter", arguments.count, 2, 2))
    return {};
  Value source = iterate(interpreter, arguments[1]);
  if (!source) return {};
  return make(interpreter, type, arguments[0], std::move(source));
}

Value next_filter(Interpreter& interpreter, const Value& self) {
  const Value source = iterator_of(self)->source;
  if (!source) return {};
  const Value function = iterator_of(self)->function;
  for (;;) {
    Value item = next_item(interpreter, source);
    if (!item) return {};
    bool wanted = false;
    if (function.is_none() || function.object() == interpreter.types.boolean) {
      if (!truth(interpreter, item, wanted)) return {};
    } else {
      const Value answer = call(interpreter, function, Arguments(&item, 1));
      if (!answer || !truth(interpreter, answer, wanted)) return {};
    }
    if (wanted) return item;
  }
}

// reversed of a sequence: `function` is the next index.

Value make_reversed(Interpreter& interpreter, Type& type, Arguments arguments) {
  if (!no_keywords(interpreter, "reversed", arguments) ||
      !check_count(interpreter, "reversed", arguments.count, 1, 1))
    return {};
  const Value& source = arguments[0];
  const Value method = special_method(interpreter, source, interpreter.names.reversed);
  if (interpreter.raised()) return {};
  if (method && !method.is_none()) return call(interpreter, method);
  const Slots& slots = type_of(interpreter, source).slots;
  std::int64_t size = 0;
  if (method || slots.length == nullptr || slots.get_item == nullptr || source.is(Kind::dict) ||
      source.is(Kind::set))
    return interpreter.raise_type_error("'{}' object is not reversible",
                                        type_name(interpreter, source));
  if (!length(interpreter, source, size)) return {};
  return make(interpreter, type, Value::small(size - 1), source);
}

Value next_reversed(Interpreter& interpreter, const Value& self) {
  IteratorObject* iterator = iterator_of(self);
  const Value index = iterator->function;
  const Value source = iterator->source;
  if (!source || index.small() < 0) return {};
  iterator->function = Value::small(index.small() - 1);
  Value item = get_item(interpreter, source, index);
  if (item) return item;
  if (interpreter.raised(*interpreter.exceptions.index_error) ||
      interpreter.raised(*interpreter.exceptions.stop_iteration)) {
    interpreter.clear_error();
    iterator->source.reset();
  }
  return {};
}

// iter(callable, sentinel): `source` is the sentinel.

Value make_callable(Interpreter& interpreter, Type&, Arguments arguments) {
  if (!check_count(interpreter, "iter", arguments.count, 2, 2)) return {};
  return make_callable_iterator(interpreter, arguments[0], arguments[1]);
}

Value next_callable(Interpreter& interpreter, const Value& self) {
  const Value function = iterator_of(self)->function;
  if (!function) return {};
  Value item = call(interpreter, function);
  bool last = false;
  if (!item) {
    if (interpreter.raised(*interpreter.exceptions.stop_iteration)) {
      interpreter.clear_error();
      clear_iterator(self.object());
    }
    return {};
  }
  const Value sentinel = iterator_of(self)->source;
  if (!sentinel || !equal(interpreter, sentinel, item, last)) return {};
  if (!last) return item;
  clear_iterator(self.object());
  return {};
}

Type& define(Interpreter& interpreter, const char* name,
             Value (*maker)(Interpreter&, Type&, Arguments),
             Value (*next)(Interpreter&, const Value&)) {
  Slots slots;
  slots.destroy = &destroy_with<IteratorObject>;
  slots.traverse = &traverse_iterator;
  slots.clear = &clear_iterator;
  slots.make = maker;
  slots.iter = [](Interpreter&, const Value& self) { return self; };
  slots.next = next;
  return define_type(interpreter, {.name = name,
                                   .size = sizeof(IteratorObject),
                                   .flags = Type::container | Type::base_allowed,
                                   .tag = &IteratorObject::tag,
                                   .slots = slots});
}

}  // namespace

Value make_callable_iterator(Interpreter& interpreter, const Value& callable,
                             const Value& sentinel) {
  return make(interpreter, *interpreter.types.callable_iterator, callable, sentinel);
}

void define_iterators(Interpreter& interpreter) {
  BuiltinTypes& types = interpreter.types;
  types.enumerate = &define(interpreter, "enumerate", &make_enumerate, &next_enumerate);
  types.zip = &define(interpreter, "zip", &make_zip, &next_zip);
  types.map = &define(interpreter, "map", &make_map, &next_map);
  types.filter = &define(interpreter, "filter", &make_filter, &next_filter);
  types.reversed = &define(interpreter, "reversed", &make_reversed, &next_reversed);
  types.callable_iterator =
      &define(interpreter, "callable_iterator", &make_callable, &next_callable);
}

}  // namespace loopscope::python
