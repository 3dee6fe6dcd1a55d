#include <cstdint>
#include <string>
#include <vector>

#include "lessons/python/builtins/functions.h"
#include "lessons/python/builtins/scope.h"
#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/attributes.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/exception_object.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/module_object.h"

namespace loopscope::python {

namespace {

/// The interned name; raises TypeError if it is no str.
StrObject* attribute_name(Interpreter& interpreter, const Value& name) {
  if (is_string(name)) return intern(interpreter, name);
  interpreter.raise_type_error("attribute name must be string, not '{}'",
                               type_name(interpreter, name));
  return nullptr;
}

Value getattr(Interpreter& interpreter, const Value&, Arguments arguments) {
  StrObject* name = attribute_name(interpreter, arguments[1]);
  if (name == nullptr) return {};
  if (arguments.count == 2) return get_attribute(interpreter, arguments[0], name);
  Value value;
  if (!find_attribute(interpreter, arguments[0], name, value)) return {};
  return value ? value : arguments[2];
}

Value hasattr(Interpreter& interpreter, const Value&, Arguments arguments) {
  StrObject* name = attribute_name(interpreter, arguments[1]);
  if (name == nullptr) return {};
  Value value;
  if (!find_attribute(interpreter, arguments[0], name, value)) return {};
  return Value::boolean(static_cast<bool>(value));
}

Value setattr(Interpreter& interpreter, const Value&, Arguments arguments) {
  StrObject* name = attribute_name(interpreter, arguments[1]);
  if (name == nullptr || !set_attribute(interpreter, arguments[0], name, arguments[2])) return {};
  return Value::none();
}

Value delattr(Interpreter& interpreter, const Value&, Arguments arguments) {
  StrObject* name = attribute_name(interpreter, arguments[1]);
  if (name == nullptr || !set_attribute(interpreter, arguments[0], name, Value())) return {};
  return Value::none();
}

Value isinstance(Interpreter& interpreter, const Value&, Arguments arguments) {
  bool result = false;
  if (!is_instance(interpreter, arguments[0], arguments[1], result)) return {};
  return Value::boolean(result);
}

Value issubclass(Interpreter& interpreter, const Value&, Arguments arguments) {
  bool result = false;
  if (!is_subclass(interpreter, arguments[0], arguments[1], result)) return {};
  return Value::boolean(result);
}

Value callable(Interpreter& interpreter, const Value&, Arguments arguments) {
  return Value::boolean(is_callable(interpreter, arguments[0]));
}

Value hash_of(Interpreter& interpreter, const Value&, Arguments arguments) {
  std::int64_t result = 0;
  if (!hash(interpreter, arguments[0], result)) return {};
  return make_integer(interpreter, result);
}

Value id(Interpreter& interpreter, const Value&, Arguments arguments) {
  return make_integer(interpreter, interpreter.identity(arguments[0]));
}

Value repr_of(Interpreter& interpreter, const Value&, Arguments arguments) {
  return repr(interpreter, arguments[0]);
}

Value ascii_of(Interpreter& interpreter, const Value&, Arguments arguments) {
  return ascii(interpreter, arguments[0]);
}

Value format(Interpreter& interpreter, const Value&, Arguments arguments) {
  if (arguments.count == 1) {
    return format_value(interpreter, arguments[0], interpreter.make_string(""));
  }
  if (!is_string(arguments[1])) {
    return interpreter.raise_type_error("format() argument 2 must be str, not {}",
                                        type_name(interpreter, arguments[1]));
  }
  return format_value(interpreter, arguments[0], arguments[1]);
}

Value globals(Interpreter& interpreter, const Value&, Arguments) {
  return current_globals(interpreter);
}

Value locals(Interpreter& interpreter, const Value&, Arguments) {
  return current_locals(interpreter);
}

Value vars(Interpreter& interpreter, const Value&, Arguments arguments) {
  if (arguments.count == 0) return current_locals(interpreter);
  Value dict;
  if (!find_attribute(interpreter, arguments[0], interpreter.names.dict, dict)) return {};
  if (dict) return dict;
  return interpreter.raise_type_error("vars() argument must have __dict__ attribute");
}

void add_names(std::vector<Value>& names, DictObject& dict, const DictObject& from) {
  std::size_t at = 0;
  while (const DictObject::Entry* entry = from.next(at)) {
    if (!is_string(entry->key) || dict.find(as<StrObject>(entry->key)) != nullptr) continue;
    dict.set(as<StrObject>(entry->key), Value::none());
    names.push_back(entry->key);
  }
}

/// The names that dir() finds without a __dir__ of the program.
std::vector<Value> names_of(Interpreter& interpreter, const Value& value) {
  const Value seen = make_dict(interpreter);
  std::vector<Value> names;
  if (auto* module = try_as<ModuleObject>(value)) {
    add_names(names, dict_of(seen), module->names());
    return names;
  }
  if (auto* type = try_as<Type>(value)) {
    for (const Type* base : type->mro) add_names(names, dict_of(seen), *base->dict);
    return names;
  }
  if (value.is_object() && attributes_of(value.object()) != nullptr) {
    add_names(names, dict_of(seen), own_dict(interpreter, value.object()));
  }
  for (const Type* base : type_of(interpreter, value).mro) {
    add_names(names, dict_of(seen), *base->dict);
  }
  return names;
}

Value dir(Interpreter& interpreter, const Value&, Arguments arguments) {
  std::vector<Value> names;
  if (arguments.count == 0) {
    const Value dict = current_locals(interpreter);
    if (!dict) return {};
    add_names(names, dict_of(make_dict(interpreter)), dict_of(dict));
  } else {
    const Value method = special_method(interpreter, arguments[0], interpreter.names.dir);
    if (interpreter.raised()) return {};
    if (method) {
      const Value given = call(interpreter, method);
      if (!given || !for_each(interpreter, given, [&](Value name) {
            names.push_back(std::move(name));
            return true;
          })) {
        return {};
      }
    } else {
      names = names_of(interpreter, arguments[0]);
    }
  }
  if (!sort_values(interpreter, names, Value(), false)) return {};
  return make_list(interpreter, names);
}

Value import_function(Interpreter& interpreter, const Value&, Arguments arguments) {
  if (arguments.count == 0 || !is_string(arguments[0])) {
    return interpreter.raise_type_error("__import__() needs the name of a module");
  }
  const std::string_view name = text_of(arguments[0]);
  if (!interpreter.import_module(name)) return {};
  return interpreter.import_module(name.substr(0, name.find('.')));
}

constexpr NativeDefinition functions[] = {
    {"getattr", getattr, Signature::positional, 2, 3},
    {"hasattr", hasattr, Signature::positional, 2, 2},
    {"setattr", setattr, Signature::positional, 3, 3},
    {"delattr", delattr, Signature::positional, 2, 2},
    {"isinstance", isinstance, Signature::positional, 2, 2},
    {"issubclass", issubclass, Signature::positional, 2, 2},
    {"callable", callable, Signature::one},
    {"hash", hash_of, Signature::one},
    {"id", id, Signature::one},
    {"repr", repr_of, Signature::one},
    {"ascii", ascii_of, Signature::one},
    {"format", format, Signature::positional, 1, 2},
    {"globals", globals, Signature::none},
    {"locals", locals, Signature::none},
    {"vars", vars, Signature::positional, 0, 1},
    {"dir", dir, Signature::positional, 0, 1},
    {"__import__", import_function},
};

}  // namespace

std::span<const NativeDefinition> object_functions() {
  return functions;
}

}  // namespace loopscope::python
