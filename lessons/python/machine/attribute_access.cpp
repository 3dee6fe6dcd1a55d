#include "lessons/python/machine/attribute_access.h"

#include "lessons/python/machine/attributes.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/exception_object.h"
#include "lessons/python/objects/function_object.h"
#include "lessons/python/objects/module_object.h"
#include "lessons/python/objects/type_internals.h"

namespace loopscope::python {

Type& type_of(const Interpreter& interpreter, const Value& value) {
  if (value.is_object()) return *value.object()->type;
  const BuiltinTypes& types = interpreter.types;
  switch (value.kind()) {
    case Kind::integer:
      return *types.integer;
    case Kind::boolean:
      return *types.boolean;
    case Kind::none:
      return *types.none;
    case Kind::ellipsis:
      return *types.ellipsis;
    default:
      return *types.not_implemented;
  }
}

std::string_view type_name(const Interpreter& interpreter, const Value& value) {
  return type_of(interpreter, value).shown_name();
}

Raised raise_attribute_error(Interpreter& interpreter, const Value& object, const StrObject* name,
                             std::string_view message) {
  Value error = make_exception(interpreter, *interpreter.exceptions.attribute_error, message);
  if (!error) return {};
  exception_of(error)->extra[0] = Value::share(name);
  exception_of(error)->extra[1] = object;
  return interpreter.raise(std::move(error));
}

Raised raise_name_error(Interpreter& interpreter, Type& type, std::string_view name,
                        std::string_view message) {
  Value error = make_exception(interpreter, type, message);
  if (!error) return {};
  exception_of(error)->extra[0] = interpreter.make_string(name);
  return interpreter.raise(std::move(error));
}

Value bind(Interpreter& interpreter, const Value& found, const Value& object, Type& type) {
  if (found.is(Kind::function)) return make_bound_method(interpreter, found, object);
  const auto slot = type_of(interpreter, found).slots.descriptor_get;
  if (slot == nullptr) return found;
  const Value keep = found;
  return slot(interpreter, keep, object, Value::share(&type));
}

namespace {

/// object.__getattribute__; true with a null `value` if there is no such attribute.
bool find_generic(Interpreter& interpreter, const Value& object, StrObject* name, Value& value) {
  Type& type = type_of(interpreter, object);
  const Value* in_class = lookup(type, name);
  Value found;
  if (in_class != nullptr) {
    found = *in_class;
    const Slots& slots = type_of(interpreter, found).slots;
    if (slots.descriptor_get != nullptr && slots.descriptor_set != nullptr) {
      value = slots.descriptor_get(interpreter, found, object, Value::share(&type));
      return static_cast<bool>(value);
    }
  }
  if (object.is_object()) {
    if (const Value* own = find_own_attribute(object.object(), name)) {
      value = *own;
      return true;
    }
  }
  if (!found) {
    value.reset();
    return true;
  }
  value = bind(interpreter, found, object, type);
  return static_cast<bool>(value);
}

}  // namespace

Value get_attribute_generic(Interpreter& interpreter, const Value& object, StrObject* name) {
  Value value;
  if (!find_generic(interpreter, object, name, value)) return {};
  if (value) return value;
  // CPython tells such an error neither the name nor the object: nothing is suggested.
  return interpreter.raise(*interpreter.exceptions.attribute_error,
                           fmt::format("'{}' object has no attribute '{}'",
                                       type_name(interpreter, object), name->view()));
}

Value get_attribute(Interpreter& interpreter, const Value& object, StrObject* name) {
  return type_of(interpreter, object).slots.get_attribute(interpreter, object, name);
}

Value get_attribute(Interpreter& interpreter, const Value& object, std::string_view name) {
  return get_attribute(interpreter, object, interpreter.intern(name));
}

bool find_attribute(Interpreter& interpreter, const Value& object, StrObject* name, Value& value) {
  Type& type = type_of(interpreter, object);
  if (type.slots.get_attribute == &get_attribute_generic) {
    if (find_generic(interpreter, object, name, value)) return true;
  } else {
    value = type.slots.get_attribute(interpreter, object, name);
    if (value) return true;
  }
  if (!interpreter.raised(*interpreter.exceptions.attribute_error)) return false;
  interpreter.clear_error();
  return true;
}

bool set_attribute(Interpreter& interpreter, const Value& object, StrObject* name,
                   const Value& value) {
  return type_of(interpreter, object).slots.set_attribute(interpreter, object, name, value);
}

bool set_attribute_generic(Interpreter& interpreter, const Value& object, StrObject* name,
                           const Value& value) {
  Type& type = type_of(interpreter, object);
  const Value* in_class = lookup(type, name);
  if (in_class != nullptr) {
    const Value found = *in_class;
    const Slots& slots = type_of(interpreter, found).slots;
    if (slots.descriptor_set != nullptr)
      return slots.descriptor_set(interpreter, found, object, value);
  }
  if (object.is_object() && type.attributes_offset != 0) {
    if (value) {
      set_own_attribute(interpreter, object.object(), name, value);
      return true;
    }
    if (erase_own_attribute(interpreter, object.object(), name)) return true;
    return raise_attribute_error(interpreter, object, name,
                                 fmt::format("'{}' object has no attribute '{}'",
                                             type_name(interpreter, object), name->view()));
  }
  if (in_class != nullptr)
    return raise_attribute_error(interpreter, object, name,
                                 fmt::format("'{}' object attribute '{}' is read-only",
                                             type_name(interpreter, object), name->view()));
  return raise_attribute_error(interpreter, object, name,
                               fmt::format("'{}' object has no attribute '{}'",
                                           type_name(interpreter, object), name->view()));
}

Value special_method(Interpreter& interpreter, const Value& object, StrObject* name) {
  Type& type = type_of(interpreter, object);
  const Value* found = lookup(type, name);
  if (found == nullptr) return {};
  return bind(interpreter, *found, object, type);
}

Value get_type_attribute(Interpreter& interpreter, const Value& self, StrObject* name) {
  auto& type = *as<Type>(self);
  Type& metatype = *type.type;
  const Value* in_metatype = lookup(metatype, name);
  Value meta;
  if (in_metatype != nullptr) {
    meta = *in_metatype;
    const Slots& slots = type_of(interpreter, meta).slots;
    if (slots.descriptor_get != nullptr && slots.descriptor_set != nullptr)
      return slots.descriptor_get(interpreter, meta, self, Value::share(&metatype));
  }
  if (const Value* own = lookup(type, name)) {
    const Value found = *own;
    const Slots& slots = type_of(interpreter, found).slots;
    if (slots.descriptor_get != nullptr)
      return slots.descriptor_get(interpreter, found, Value(), self);
    return found;
  }
  if (meta) return bind(interpreter, meta, self, metatype);
  return raise_attribute_error(
      interpreter, self, name,
      fmt::format("type object '{}' has no attribute '{}'", type.name, name->view()));
}

bool set_type_attribute(Interpreter& interpreter, const Value& self, StrObject* name,
                        const Value& value) {
  auto& type = *as<Type>(self);
  if ((type.Type::flags & Type::immutable) != 0)
    return interpreter.raise_type_error("cannot set '{}' attribute of immutable type '{}'",
                                        name->view(), type.name);
  const Value* in_metatype = lookup(*type.type, name);
  if (in_metatype != nullptr) {
    const Value meta = *in_metatype;
    const Slots& slots = type_of(interpreter, meta).slots;
    if (slots.descriptor_set != nullptr)
      return slots.descriptor_set(interpreter, meta, self, value);
  }
  StrObject* interned = intern(interpreter, Value::share(name));
  if (value) {
    type.dict->set(interned, value);
  } else if (!type.dict->erase(interned)) {
    return raise_attribute_error(
        interpreter, self, name,
        fmt::format("type object '{}' has no attribute '{}'", type.name, name->view()));
  }
  type_changed(type, interned);
  return true;
}

Value get_module_attribute(Interpreter& interpreter, const Value& self, StrObject* name) {
  Value value;
  if (const Value* found = as<ModuleObject>(self)->names().find(name)) return *found;
  if (!find_generic(interpreter, self, name, value)) return {};
  if (value) return value;
  const auto& module = *as<ModuleObject>(self);
  if (const Value* fallback = module.names().find("__getattr__")) {
    const Value string = Value::share(name);
    Value found = call(interpreter, Value(*fallback), Arguments(&string, 1));
    if (!found && interpreter.raised(*interpreter.exceptions.attribute_error)) {
      const Value raised = interpreter.take_error();
      ExceptionObject& error = *exception_of(raised);
      if (!error.extra[0] && !error.extra[1]) {
        error.extra[0] = string;
        error.extra[1] = self;
      }
      return interpreter.raise(raised);
    }
    return found;
  }
  std::string shown;
  if (module.name.is(Kind::string)) shown = text_of(module.name);
  return raise_attribute_error(
      interpreter, self, name,
      fmt::format("module '{}' has no attribute '{}'", shown, name->view()));
}

Value call_method(Interpreter& interpreter, const Value& object, StrObject* name,
                  Arguments arguments) {
  const Value method = get_attribute(interpreter, object, name);
  if (!method) return {};
  return call(interpreter, method, arguments);
}

Value call_method(Interpreter& interpreter, const Value& object, std::string_view name,
                  Arguments arguments) {
  return call_method(interpreter, object, interpreter.intern(name), arguments);
}

}  // namespace loopscope::python
