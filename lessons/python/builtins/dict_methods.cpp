#include <cstdint>
#include <string>

#include "lessons/python/builtins/methods.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/list_object.h"

namespace loopscope::python {

namespace {

Value get(Interpreter&, const Value& self, Arguments arguments) {
  const Value* found = nullptr;
  if (!dict_of(self).find(arguments[0], found)) return {};
  if (found != nullptr) return *found;
  return arguments.count > 1 ? arguments[1] : Value::none();
}

Value pop(Interpreter& interpreter, const Value& self, Arguments arguments) {
  Value erased;
  if (!dict_of(self).erase(arguments[0], erased)) return {};
  if (erased) return erased;
  if (arguments.count > 1) return arguments[1];
  return interpreter.raise_with(*interpreter.exceptions.key_error, arguments[0]);
}

Value popitem(Interpreter& interpreter, const Value& self, Arguments) {
  const DictObject::Entry* last = dict_of(self).last();
  if (last == nullptr) {
    return interpreter.raise_with(*interpreter.exceptions.key_error,
                                  interpreter.make_string("popitem(): dictionary is empty"));
  }
  Value item = make_tuple(interpreter, {last->key, last->value});
  Value erased;
  const Value key = last->key;
  if (!dict_of(self).erase(key, erased)) return {};
  return item;
}

Value setdefault(Interpreter&, const Value& self, Arguments arguments) {
  Value value;
  const Value fallback = arguments.count > 1 ? arguments[1] : Value::none();
  if (!dict_of(self).set_default(arguments[0], fallback, value)) return {};
  return value;
}

Value clear(Interpreter&, const Value& self, Arguments) {
  dict_of(self).clear();
  return Value::none();
}

Value copy(Interpreter&, const Value& self, Arguments) {
  return dict_of(self).copy();
}

/// Adds key and value pairs: update() of what has no keys().
bool add_pairs(Interpreter& interpreter, const Value& self, const Value& pairs) {
  std::size_t index = 0;
  return for_each(interpreter, pairs, [&](const Value& pair) -> bool {
    if (type_of(interpreter, pair).slots.iter == nullptr) {
      return interpreter.raise_type_error(
          "cannot convert dictionary update sequence element #{} to a sequence", index);
    }
    const Value items = to_list(interpreter, pair);
    if (!items) return false;
    const ValueVector& values = as<ListObject>(items)->items;
    if (values.size() != 2) {
      return interpreter.raise_value_error(
          "dictionary update sequence element #{} has length {}; 2 is required", index,
          values.size());
    }
    ++index;
    return dict_of(self).set(values[0], values[1]);
  });
}

bool add_all(Interpreter& interpreter, const Value& self, const Value& other) {
  if (other.is(Kind::dict)) return dict_of(self).update(dict_of(other));
  Value keys;
  if (!find_attribute(interpreter, other, interpreter.names.keys, keys)) return false;
  if (!keys) return add_pairs(interpreter, self, other);
  const Value names = call(interpreter, keys);
  if (!names) return false;
  return for_each(interpreter, names, [&](const Value& key) {
    const Value value = get_item(interpreter, other, key);
    return value && dict_of(self).set(key, value);
  });
}

Value update(Interpreter& interpreter, const Value& self, Arguments arguments) {
  if (arguments.count > 1) {
    return interpreter.raise_type_error("update expected at most 1 argument, got {}",
                                        arguments.count);
  }
  if (arguments.count == 1 && !add_all(interpreter, self, arguments[0])) return {};
  for (std::size_t i = 0; i < arguments.keyword_count(); ++i) {
    dict_of(self).set(arguments.keyword(i), arguments.keyword_value(i));
  }
  return Value::none();
}

Value fromkeys(Interpreter& interpreter, const Value& self, Arguments arguments) {
  Value dict = call(interpreter, self);
  if (!dict) return {};
  const Value value = arguments.count > 1 ? arguments[1] : Value::none();
  const bool fine = for_each(interpreter, arguments[0], [&](const Value& key) {
    return set_item(interpreter, dict, key, value);
  });
  return fine ? dict : Value();
}

constexpr NativeDefinition methods[] = {
    {"get", get, Signature::positional, 1, 2},
    {"pop", pop, Signature::positional, 1, 2},
    {"popitem", popitem, Signature::none},
    {"setdefault", setdefault, Signature::positional, 1, 2},
    {"clear", clear, Signature::none},
    {"copy", copy, Signature::none},
    {"update", update},
    {"fromkeys", fromkeys, Signature::positional, 1, 2, NativeDefinition::class_method},
};

}  // namespace

void add_dict_methods(Interpreter& interpreter) {
  add_methods(*interpreter.types.dict, methods);
}

}  // namespace loopscope::python
