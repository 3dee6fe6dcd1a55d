#include "lessons/python/machine/trampolines.h"

#include <vector>

#include "lessons/python/machine/stack_room.h"
#include "lessons/python/objects/exception_object.h"
#include "lessons/python/objects/function_object.h"
#include "lessons/python/objects/int_object.h"

namespace loopscope::python {

Value make_exception_of(Interpreter& interpreter, Type& type) {
  return make_exception(interpreter, type, Arguments());
}

Value call_special_if(Interpreter& interpreter, const Value& self, StrObject* name,
                      Arguments arguments, bool& found) {
  Type& type = type_of(interpreter, self);
  const Value* attribute = lookup(type, name);
  found = attribute != nullptr;
  if (!found) return {};
  const Value method = *attribute;
  if (method.is(Kind::function) || method.is(Kind::native_method) ||
      method.is(Kind::slot_wrapper)) {
    constexpr std::size_t few = 4;
    if (arguments.names == nullptr && arguments.count < few) {
      Value all[few];
      all[0] = self;
      for (std::size_t i = 0; i < arguments.count; ++i) all[i + 1] = arguments[i];
      return call(interpreter, method, Arguments(all, arguments.count + 1));
    }
    std::vector<Value> all{self};
    const std::size_t total = arguments.count + arguments.keyword_count();
    all.insert(all.end(), arguments.values, arguments.values + total);
    return call(interpreter, method, Arguments(all.data(), arguments.count + 1, arguments.names));
  }
  Type& kind = type_of(interpreter, method);
  if (kind.slots.descriptor_get == nullptr) return call(interpreter, method, arguments);
  const Value bound = kind.slots.descriptor_get(interpreter, method, self, Value::share(&type));
  if (!bound) return {};
  return call(interpreter, bound, arguments);
}

Value call_special(Interpreter& interpreter, const Value& self, StrObject* name,
                   Arguments arguments) {
  bool found = false;
  Value result = call_special_if(interpreter, self, name, arguments, found);
  if (!found) return interpreter.raise(*interpreter.exceptions.attribute_error, name->view());
  return result;
}

Value call_operator(Interpreter& interpreter, const Value& self, StrObject* name,
                    const Value& other) {
  bool found = false;
  Value result = call_special_if(interpreter, self, name, Arguments(&other, 1), found);
  return found ? result : Value::not_implemented();
}

bool overrides(Interpreter& interpreter, const Value& left, const Value& right, StrObject* name) {
  const Value* mine = lookup(type_of(interpreter, right), name);
  const Value* theirs = lookup(type_of(interpreter, left), name);
  if (mine == nullptr) return false;
  return theirs == nullptr || !mine->same(*theirs);
}

bool call_init(Interpreter& interpreter, const Value& self, Arguments arguments) {
  const Value result = call_special(interpreter, self, interpreter.names.init, arguments);
  if (!result) return false;
  if (result.is_none()) return true;
  return interpreter.raise_type_error("__init__() should return None, not '{}'",
                                      type_name(interpreter, result));
}

Value call_call(Interpreter& interpreter, const Value& self, Arguments arguments) {
  const Recursion guard(interpreter, " while calling a Python object");
  if (!guard) return {};
  return call_special(interpreter, self, interpreter.names.call, arguments);
}

Value call_new(Interpreter& interpreter, Type& type, Arguments arguments) {
  const Value function = get_attribute(interpreter, Value::share(&type), interpreter.names.new_);
  if (!function) return {};
  std::vector<Value> all{Value::share(&type)};
  const std::size_t total = arguments.count + arguments.keyword_count();
  all.insert(all.end(), arguments.values, arguments.values + total);
  return call(interpreter, function, Arguments(all.data(), arguments.count + 1, arguments.names));
}

void call_finalize(Interpreter& interpreter, const Value& self) {
  const Value* found = lookup(type_of(interpreter, self), interpreter.names.del);
  if (found == nullptr) return;
  const Value function = *found;
  if (!call_special(interpreter, self, interpreter.names.del, {}))
    interpreter.report_unraisable("", function);
}

bool call_hash(Interpreter& interpreter, const Value& self, std::int64_t& hash) {
  const Value result = call_special(interpreter, self, interpreter.names.hash, {});
  if (!result) return false;
  if (!is_integer(result))
    return interpreter.raise_type_error("__hash__ method should return an integer");
  if (!to_int64(result, hash)) return python::hash(interpreter, result, hash);
  if (hash == -1) hash = -2;
  return true;
}

Value call_compare(Interpreter& interpreter, const Value& self, const Value& other, Comparison op) {
  const CommonNames& names = interpreter.names;
  StrObject* const by_operator[] = {names.lt, names.le, names.eq, names.ne, names.gt, names.ge};
  return call_operator(interpreter, self, by_operator[static_cast<std::size_t>(op)], other);
}

Value call_get_attribute(Interpreter& interpreter, const Value& self, StrObject* name) {
  Type& type = type_of(interpreter, self);
  const Value* own = lookup(type, interpreter.names.getattribute);
  const bool fallback = lookup(type, interpreter.names.getattr) != nullptr;
  Value result;
  const Value string = Value::share(name);
  if (own == nullptr || own->is(Kind::slot_wrapper)) {
    Type* owner = own == nullptr ? interpreter.types.object : as<SlotWrapperObject>(*own)->owner;
    result = owner->slots.get_attribute(interpreter, self, name);
  } else {
    result = call_special(interpreter, self, interpreter.names.getattribute, Arguments(&string, 1));
  }
  if (result || !fallback || !interpreter.raised(*interpreter.exceptions.attribute_error))
    return result;
  interpreter.clear_error();
  return call_special(interpreter, self, interpreter.names.getattr, Arguments(&string, 1));
}

bool call_set_attribute(Interpreter& interpreter, const Value& self, StrObject* name,
                        const Value& value) {
  const Value string = Value::share(name);
  if (!value)
    return static_cast<bool>(call_special(interpreter, self, interpreter.names.delattr, {string}));
  return static_cast<bool>(
      call_special(interpreter, self, interpreter.names.setattr, {string, value}));
}

Value call_descriptor_get(Interpreter& interpreter, const Value& self, const Value& instance,
                          const Value& owner) {
  bool found = false;
  Value result =
      call_special_if(interpreter, self, interpreter.names.get,
                      {instance ? instance : Value::none(), owner ? owner : Value::none()}, found);
  return found ? result : self;
}

bool call_descriptor_set(Interpreter& interpreter, const Value& self, const Value& instance,
                         const Value& value) {
  const CommonNames& names = interpreter.names;
  bool found = false;
  const Value result = value
                           ? call_special_if(interpreter, self, names.set, {instance, value}, found)
                           : call_special_if(interpreter, self, names.delete_, {instance}, found);
  if (!found)
    return interpreter.raise(*interpreter.exceptions.attribute_error,
                             value ? "__set__" : "__delete__");
  return static_cast<bool>(result);
}

Value call_next(Interpreter& interpreter, const Value& self) {
  Value result = call_special(interpreter, self, interpreter.names.next, {});
  if (!result && interpreter.raised(*interpreter.exceptions.stop_iteration))
    interpreter.clear_error();
  return result;
}

Value call_next_raising(Interpreter& interpreter, const Value& self) {
  const NativeRecursion guard(interpreter);
  return guard ? call_special(interpreter, self, interpreter.names.next, {}) : Value();
}

bool call_length(Interpreter& interpreter, const Value& self, std::int64_t& length) {
  const Value result = call_special(interpreter, self, interpreter.names.len, {});
  if (!result) return false;
  if (!index_number(interpreter, result, length, "cannot fit 'int' into an index-sized integer"))
    return false;
  if (length >= 0) return true;
  return interpreter.raise_value_error("__len__() should return >= 0");
}

Value call_get_item(Interpreter& interpreter, const Value& self, const Value& key) {
  return call_special(interpreter, self, interpreter.names.getitem, Arguments(&key, 1));
}

bool call_set_item(Interpreter& interpreter, const Value& self, const Value& key,
                   const Value& value) {
  const CommonNames& names = interpreter.names;
  return static_cast<bool>(value ? call_special(interpreter, self, names.setitem, {key, value})
                                 : call_special(interpreter, self, names.delitem, {key}));
}

bool call_contains(Interpreter& interpreter, const Value& self, const Value& item, bool& found) {
  const Value* method = lookup(type_of(interpreter, self), interpreter.names.contains);
  if (method != nullptr && method->is_none())
    return interpreter.raise_type_error("'{}' object is not a container",
                                        type_name(interpreter, self));
  const Value result =
      call_special(interpreter, self, interpreter.names.contains, Arguments(&item, 1));
  return result && truth(interpreter, result, found);
}

bool call_truth(Interpreter& interpreter, const Value& self, bool& result) {
  const Value value = call_special(interpreter, self, interpreter.names.bool_, {});
  if (!value) return false;
  if (!value.is_boolean())
    return interpreter.raise_type_error("__bool__ should return bool, returned {}",
                                        type_name(interpreter, value));
  result = value.is_true();
  return true;
}

}  // namespace loopscope::python
