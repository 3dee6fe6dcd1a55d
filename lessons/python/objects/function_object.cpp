#include "lessons/python/objects/function_object.h"

#include "lessons/python/compiler/code.h"
#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/machine.h"
#include "lessons/python/machine/native_calls.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/core_types.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/module_object.h"
#include "lessons/python/objects/object_type.h"
#include "lessons/python/objects/stand_in.h"
#include "lessons/python/objects/str_object.h"
#include "lessons/python/objects/type_internals.h"

namespace loopscope::python {

const CodeObject& FunctionObject::code_object() const {
  return *as<CodeObject>(code);
}

Value make_cell(Interpreter& interpreter, Value value) {
  auto* cell = interpreter.make<CellObject>(*interpreter.types.cell);
  cell->value = std::move(value);
  return Value::adopt(cell);
}

Value make_bound_method(Interpreter& interpreter, Value function, Value self) {
  return Value::adopt(interpreter.make<BoundMethodObject>(*interpreter.types.bound_method,
                                                          std::move(function), std::move(self)));
}

bool stands_for_function(const Value& value) {
  if (!value.is(Kind::native_function)) return false;
  const auto& function = *as<NativeFunctionObject>(value);
  return function.owner == nullptr && function.module_name && is_string(function.module_name) &&
         text_of(function.module_name).starts_with("asyncio");
}

Value make_native_function(Interpreter& interpreter, const NativeDefinition& definition, Value self,
                           Value module_name) {
  auto* function = interpreter.make<NativeFunctionObject>(*interpreter.types.native_function,
                                                          definition, std::move(self), nullptr);
  function->module_name = std::move(module_name);
  return Value::adopt(function);
}

void add_functions(Interpreter& interpreter, const Value& module,
                   std::span<const NativeDefinition> functions) {
  auto& object = *as<ModuleObject>(module);
  for (const NativeDefinition& definition : functions)
    object.set(definition.name, make_native_function(interpreter, definition, module, object.name));
}

std::string function_name(const Value& callable) {
  if (const auto* function = try_as<FunctionObject>(callable))
    return std::string(text_of(function->qualname));
  if (const auto* method = try_as<BoundMethodObject>(callable))
    return function_name(method->function);
  if (const auto* native = try_as<NativeFunctionObject>(callable)) {
    if (native->owner != nullptr) return native->owner->qualname + "." + native->definition->name;
    return native->definition->name;
  }
  if (const auto* native = try_as<NativeMethodObject>(callable))
    return native->owner->qualname + "." + native->definition->name;
  if (const auto* type = try_as<Type>(callable)) return type->qualname;
  if (callable.is_object()) return callable.object()->type->name + " object";
  return "object";
}

namespace {

FunctionObject* function_of(const Value& self) {
  return as<FunctionObject>(self);
}

void traverse_function(Object* self, Visitor& visit) {
  auto* f = static_cast<FunctionObject*>(self);
  for (const Value* value : {&f->code, &f->globals, &f->builtins, &f->defaults, &f->kw_defaults,
                             &f->closure, &f->annotations, &f->doc, &f->module})
    visit(*value);
}

void clear_function(Object* self) {
  auto* f = static_cast<FunctionObject*>(self);
  // What a frame or another function may still need of it (code, globals) stays.
  f->defaults.reset();
  f->kw_defaults.reset();
  f->closure.reset();
  f->annotations.reset();
}

Value function_repr(Interpreter& interpreter, const Value& self) {
  return interpreter.make_string(fmt::format("<function {} at {:#014x}>",
                                             text_of(function_of(self)->qualname),
                                             interpreter.identity(self)));
}

Value function_call(Interpreter& interpreter, const Value& self, Arguments arguments) {
  return call_function(interpreter, self, arguments);
}

Value function_get(Interpreter& interpreter, const Value& self, const Value& instance,
                   const Value&) {
  if (!instance) return self;
  return make_bound_method(interpreter, self, instance);
}

template <Value FunctionObject::*Member>
Value get_member(Interpreter&, const Value& self) {
  const Value& value = function_of(self)->*Member;
  return value ? value : Value::none();
}

template <Value FunctionObject::*Member, Kind Wanted>
bool set_member(Interpreter& interpreter, const Value& self, const Value& value) {
  if (value && !value.is_none() && !value.is(Wanted))
    return interpreter.raise_type_error("the attribute must be set to another type of object");
  function_of(self)->*Member = value.is_none() ? Value() : value;
  return true;
}

bool set_name_member(Interpreter& interpreter, const Value& self, const Value& value) {
  if (!value || !is_string(value))
    return interpreter.raise_type_error("__name__ must be set to a string object");
  function_of(self)->name = value;
  return true;
}

bool set_qualname_member(Interpreter& interpreter, const Value& self, const Value& value) {
  if (!value || !is_string(value))
    return interpreter.raise_type_error("__qualname__ must be set to a string object");
  function_of(self)->qualname = value;
  return true;
}

template <Value FunctionObject::*Member>
bool set_any(Interpreter&, const Value& self, const Value& value) {
  function_of(self)->*Member = value ? value : Value::none();
  return true;
}

Value get_annotations(Interpreter& interpreter, const Value& self) {
  Value& annotations = function_of(self)->annotations;
  if (!annotations) annotations = make_dict(interpreter);
  return annotations;
}

constexpr NativeProperty function_properties[] = {
    {"__name__", &get_member<&FunctionObject::name>, &set_name_member},
    {"__qualname__", &get_member<&FunctionObject::qualname>, &set_qualname_member},
    {"__module__", &get_member<&FunctionObject::module>, &set_any<&FunctionObject::module>},
    {"__doc__", &get_member<&FunctionObject::doc>, &set_any<&FunctionObject::doc>},
    {"__defaults__", &get_member<&FunctionObject::defaults>,
     &set_member<&FunctionObject::defaults, Kind::tuple>},
    {"__kwdefaults__", &get_member<&FunctionObject::kw_defaults>,
     &set_member<&FunctionObject::kw_defaults, Kind::dict>},
    {"__code__", &get_member<&FunctionObject::code>,
     &set_member<&FunctionObject::code, Kind::code>},
    {"__globals__", &get_member<&FunctionObject::globals>},
    {"__builtins__", &get_member<&FunctionObject::builtins>},
    {"__closure__", &get_member<&FunctionObject::closure>},
    {"__annotations__", &get_annotations, &set_member<&FunctionObject::annotations, Kind::dict>},
};

// Bound methods.

const BoundMethodObject& method_of(const Value& self) {
  return *as<BoundMethodObject>(self);
}

Value method_repr(Interpreter& interpreter, const Value& self) {
  const BoundMethodObject& method = method_of(self);
  std::string shown;
  Value name;
  if (!repr_text(interpreter, method.self, shown) ||
      !find_attribute(interpreter, method.function, interpreter.names.qualname, name))
    return {};
  const std::string text =
      is_string(name ? name : Value::none()) ? std::string(text_of(name)) : "?";
  return interpreter.make_string("<bound method " + text + " of " + shown + ">");
}

bool method_hash(Interpreter& interpreter, const Value& self, std::int64_t& hash) {
  const std::uint64_t mixed = interpreter.identity(method_of(self).self) * 31 ^
                              interpreter.identity(method_of(self).function);
  hash = static_cast<std::int64_t>(mixed >> 4);
  return true;
}

Value method_compare(Interpreter&, const Value& left, const Value& right, Comparison op) {
  if (!right.is(Kind::bound_method) || (op != Comparison::equal && op != Comparison::not_equal))
    return Value::not_implemented();
  const bool same = method_of(left).self.same(method_of(right).self) &&
                    method_of(left).function.same(method_of(right).function);
  return Value::boolean(same == (op == Comparison::equal));
}

Value method_call(Interpreter& interpreter, const Value& self, Arguments arguments) {
  const BoundMethodObject& method = method_of(self);
  const Value function = method.function;
  return call_with_self(interpreter, function, method.self, arguments);
}

Value method_get_attribute(Interpreter& interpreter, const Value& self, StrObject* name) {
  const Value* found = lookup(*interpreter.types.bound_method, name);
  if (found != nullptr) return get_attribute_generic(interpreter, self, name);
  return get_attribute(interpreter, method_of(self).function, name);
}

Value method_function(Interpreter&, const Value& self) {
  return method_of(self).function;
}
Value method_self(Interpreter&, const Value& self) {
  return method_of(self).self;
}
Value method_doc(Interpreter& interpreter, const Value& self) {
  return get_attribute(interpreter, method_of(self).function, interpreter.names.doc);
}

constexpr NativeProperty method_properties[] = {
    {"__func__", &method_function}, {"__self__", &method_self}, {"__doc__", &method_doc}};

Value make_method(Interpreter& interpreter, Type&, Arguments arguments) {
  if (arguments.count != 2)
    return interpreter.raise_type_error("method expected 2 arguments, got {}", arguments.count);
  if (!is_callable(interpreter, arguments[0]))
    return interpreter.raise_type_error("first argument must be callable");
  if (arguments[1].is_none()) return interpreter.raise_type_error("self must not be None");
  return make_bound_method(interpreter, arguments[0], arguments[1]);
}

// Cells.

void traverse_cell(Object* self, Visitor& visit) {
  visit(static_cast<CellObject*>(self)->value);
}
void clear_cell(Object* self) {
  static_cast<CellObject*>(self)->value.reset();
}

Value cell_contents(Interpreter& interpreter, const Value& self) {
  const Value& value = as<CellObject>(self)->value;
  return value ? value : Value(interpreter.raise_value_error("Cell is empty"));
}

bool set_cell_contents(Interpreter&, const Value& self, const Value& value) {
  as<CellObject>(self)->value = value;
  return true;
}

Value make_cell(Interpreter& interpreter, Type& type, Arguments arguments) {
  if (!check_count(interpreter, "cell", arguments.count, 0, 1)) return {};
  auto* cell = interpreter.make<CellObject>(type);
  if (arguments.count == 1) cell->value = arguments[0];
  return Value::adopt(cell);
}

constexpr NativeProperty cell_properties[] = {
    {"cell_contents", &cell_contents, &set_cell_contents}};

}  // namespace

void define_native_functions(Interpreter& interpreter);

void define_functions(Interpreter& interpreter) {
  define_native_functions(interpreter);
  Slots function;
  function.destroy = &destroy_with<FunctionObject>;
  function.traverse = &traverse_function;
  function.clear = &clear_function;
  function.repr = &function_repr;
  function.call = &function_call;
  function.descriptor_get = &function_get;
  interpreter.types.function =
      &define_type(interpreter, {.name = "function",
                                 .kind = Kind::function,
                                 .size = sizeof(FunctionObject),
                                 .flags = Type::container | Type::method_descriptor,
                                 .slots = function,
                                 .properties = function_properties,
                                 .attributes_offset = attributes_offset_of<FunctionObject>()});
  add_properties(*interpreter.types.function, std::span(&dict_property, 1));
  Slots method;
  method.destroy = &destroy_with<BoundMethodObject>;
  method.make = &make_method;
  method.repr = &method_repr;
  method.hash = &method_hash;
  method.compare = &method_compare;
  method.call = &method_call;
  method.get_attribute = &method_get_attribute;
  interpreter.types.bound_method = &define_type(interpreter, {.name = "method",
                                                              .kind = Kind::bound_method,
                                                              .size = sizeof(BoundMethodObject),
                                                              .slots = method,
                                                              .properties = method_properties});
  Slots cell;
  cell.destroy = &destroy_with<CellObject>;
  cell.make = &make_cell;
  cell.traverse = &traverse_cell;
  cell.clear = &clear_cell;
  interpreter.types.cell = &define_type(interpreter, {.name = "cell",
                                                      .kind = Kind::cell,
                                                      .size = sizeof(CellObject),
                                                      .flags = Type::container,
                                                      .slots = cell,
                                                      .properties = cell_properties});
}

}  // namespace loopscope::python
