// Iterating, subscripts, containment and lengths, for values of any type.

#include "lessons/python/machine/operations.h"
#include "lessons/python/machine/stack_room.h"
#include "lessons/python/objects/exception_object.h"
#include "lessons/python/objects/generic_alias.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/objects/iterators.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/type_internals.h"

namespace loopscope::python {

bool length(Interpreter& interpreter, const Value& value, std::int64_t& result) {
  const auto slot = type_of(interpreter, value).slots.length;
  if (slot != nullptr) return slot(interpreter, value, result);
  return interpreter.raise_type_error("object of type '{}' has no len()",
                                      type_name(interpreter, value));
}

std::int64_t length_hint(Interpreter& interpreter, const Value& value) {
  const Slots& slots = type_of(interpreter, value).slots;
  std::int64_t size = 0;
  if (slots.length != nullptr) {
    if (slots.length(interpreter, value, size)) return size;
    interpreter.clear_error();
  }
  return 0;
}

Value get_item(Interpreter& interpreter, const Value& container, const Value& key) {
  Type& type = type_of(interpreter, container);
  if (type.slots.get_item != nullptr) return type.slots.get_item(interpreter, container, key);
  if (container.is(Kind::type)) {
    if (container.same(Value::share(interpreter.types.type)))
      return make_generic_alias(interpreter, container, key);
    Value method;
    if (!find_attribute(interpreter, container, interpreter.names.class_getitem, method)) return {};
    if (method && !method.is_none()) return call(interpreter, method, Arguments(&key, 1));
    return interpreter.raise_type_error("type '{}' is not subscriptable",
                                        as<Type>(container)->shown_name());
  }
  return interpreter.raise_type_error("'{}' object is not subscriptable", type.shown_name());
}

bool set_item(Interpreter& interpreter, const Value& container, const Value& key,
              const Value& value) {
  Type& type = type_of(interpreter, container);
  if (type.slots.set_item != nullptr)
    return type.slots.set_item(interpreter, container, key, value);
  return interpreter.raise_type_error("'{}' object does not support item assignment",
                                      type.shown_name());
}

bool delete_item(Interpreter& interpreter, const Value& container, const Value& key) {
  Type& type = type_of(interpreter, container);
  if (type.slots.set_item != nullptr)
    return type.slots.set_item(interpreter, container, key, Value());
  return interpreter.raise_type_error("'{}' object doesn't support item deletion",
                                      type.shown_name());
}

Value iterate(Interpreter& interpreter, const Value& value) {
  Type& type = type_of(interpreter, value);
  if (type.slots.iter != nullptr) {
    const Value* method = type.is_heap() ? lookup(type, interpreter.names.iter) : nullptr;
    if (method == nullptr || !method->is_none()) {
      Value iterator = type.slots.iter(interpreter, value);
      if (iterator && type_of(interpreter, iterator).slots.next == nullptr)
        return interpreter.raise_type_error("iter() returned non-iterator of type '{}'",
                                            type_name(interpreter, iterator));
      return iterator;
    }
  } else if (type.slots.get_item != nullptr && value.kind() != Kind::dict) {
    return make_index_iterator(interpreter, *interpreter.types.sequence_iterator, value);
  }
  return interpreter.raise_type_error("'{}' object is not iterable", type.shown_name());
}

Value next_or_stop(Interpreter& interpreter, const Value& iterator) {
  const auto slot = type_of(interpreter, iterator).slots.next;
  if (slot == nullptr)
    return interpreter.raise_type_error("'{}' object is not an iterator",
                                        type_name(interpreter, iterator));
  const NativeRecursion guard(interpreter);  // map(map(map(…)))
  if (!guard) return {};
  interpreter.count_steps(1);  // loops of native code take steps too: sum(range(10**18))
  return interpreter.raised() ? Value() : slot(interpreter, iterator);
}

Value next_item(Interpreter& interpreter, const Value& iterator) {
  Value item = next_or_stop(interpreter, iterator);
  if (!item && interpreter.raised(*interpreter.exceptions.stop_iteration))
    interpreter.clear_error();
  return item;
}

bool contains(Interpreter& interpreter, const Value& container, const Value& item, bool& found) {
  Type& type = type_of(interpreter, container);
  if (type.slots.contains != nullptr)
    return type.slots.contains(interpreter, container, item, found);
  if (type.slots.iter == nullptr && type.slots.get_item == nullptr)
    return interpreter.raise_type_error("argument of type '{}' is not iterable", type.shown_name());
  found = false;
  return for_each(interpreter, container,
                  [&](const Value& one) { return equal(interpreter, one, item, found) && !found; });
}

Value to_list(Interpreter& interpreter, const Value& iterable) {
  std::span<const Value> items;
  if (iterable.is_object() && iterable.object()->is_exact() && sequence_items(iterable, items))
    return make_list(interpreter, items);
  Value list = make_list(interpreter);
  ValueVector& to = as<ListObject>(list)->items;
  if (!for_each(interpreter, iterable, [&](Value item) {
        to.push_back(std::move(item));
        return true;
      }))
    return {};
  return list;
}

Value to_tuple(Interpreter& interpreter, const Value& iterable) {
  if (iterable.is(Kind::tuple) && iterable.object()->is_exact()) return iterable;
  const Value list = to_list(interpreter, iterable);
  if (!list) return {};
  return make_tuple(interpreter, as<ListObject>(list)->items);
}

}  // namespace loopscope::python
