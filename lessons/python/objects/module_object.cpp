// Modules, and the types of None, NotImplemented and Ellipsis.

#include "lessons/python/objects/module_object.h"

#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/attribute_access.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/core_types.h"
#include "lessons/python/objects/str_object.h"

namespace loopscope::python {
namespace {

ModuleObject* module_of(const Value& self) {
  return as<ModuleObject>(self);
}

Value repr_slot(Interpreter& interpreter, const Value& self) {
  const Value* name = module_of(self)->names().find(interpreter.names.name);
  const std::string shown = name != nullptr && is_string(*name) ? std::string(text_of(*name)) : "?";
  const Value* file = module_of(self)->names().find(interpreter.names.file);
  if (file != nullptr && is_string(*file))
    return interpreter.make_string("<module '" + shown + "' from " + quoted(text_of(*file)) + ">");
  // A module that the program has made has no __spec__.
  const bool made = module_of(self)->names().find("__spec__") == nullptr;
  return interpreter.make_string("<module '" + shown + (made ? "'>" : "' (built-in)>"));
}

bool set_attribute_slot(Interpreter& interpreter, const Value& self, StrObject* name,
                        const Value& value) {
  DictObject& dict = module_of(self)->names();
  if (value) {
    dict.set(name, value);
    return true;
  }
  if (dict.erase(name)) return true;
  return raise_attribute_error(interpreter, self, name, name->view());
}

Value make_slot(Interpreter& interpreter, Type& type, Arguments arguments) {
  static constexpr ParameterList parameters{"module", "name doc", 1};
  Value values[2];
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  auto* module = interpreter.make<ModuleObject>(type);
  Value result = Value::adopt(module);
  module->dict = make_dict(interpreter);
  module->name = values[0];
  module->set("__name__", values[0]);
  module->set("__doc__", values[1] ? values[1] : Value::none());
  return result;
}

Value get_dict(Interpreter&, const Value& self) {
  return module_of(self)->dict;
}

Value dir(Interpreter& interpreter, const Value& self, Arguments) {
  if (const Value* own = module_of(self)->names().find("__dir__"))
    return call(interpreter, Value(*own));
  return to_list(interpreter, module_of(self)->dict);
}

constexpr NativeProperty properties[] = {{"__dict__", &get_dict}};
constexpr NativeDefinition methods[] = {{"__dir__", &dir, Signature::none}};

template <const char* Text>
Value fixed_repr(Interpreter& interpreter, const Value&) {
  return interpreter.make_string(Text);
}

constexpr char none_text[] = "None";
constexpr char ellipsis_text[] = "Ellipsis";
constexpr char not_implemented_text[] = "NotImplemented";

bool immediate_hash(Interpreter&, const Value& self, std::int64_t& hash) {
  hash = static_cast<std::int64_t>(0xfca86420 + self.bits());
  return true;
}

template <Value (*Make)()>
Value make_single(Interpreter& interpreter, Type& type, Arguments arguments) {
  if (arguments.count != 0 || arguments.keyword_count() != 0)
    return interpreter.raise_type_error("{} takes no arguments", type.name);
  return Make();
}

bool no_truth(Interpreter&, const Value&, bool& truth) {
  truth = false;
  return true;
}

Type& define_single(Interpreter& interpreter, const char* name, Kind kind,
                    Value (*repr)(Interpreter&, const Value&),
                    Value (*make)(Interpreter&, Type&, Arguments), bool falsy) {
  Slots slots;
  slots.make = make;
  slots.repr = repr;
  slots.hash = &immediate_hash;
  if (falsy) slots.truth = &no_truth;
  return define_type(interpreter,
                     {.name = name, .kind = kind, .size = sizeof(Object), .slots = slots});
}

}  // namespace

void define_modules(Interpreter& interpreter) {
  Slots slots;
  slots.destroy = &destroy_with<ModuleObject>;
  slots.traverse = [](Object* self, Visitor& visit) {
    visit(static_cast<ModuleObject*>(self)->dict);
  };
  slots.clear = [](Object* self) {
    auto* module = static_cast<ModuleObject*>(self);
    if (module->dict) module->names().clear();
  };
  slots.make = &make_slot;
  slots.repr = &repr_slot;
  slots.get_attribute = &get_module_attribute;
  slots.set_attribute = &set_attribute_slot;
  BuiltinTypes& types = interpreter.types;
  types.module = &define_type(interpreter, {.name = "module",
                                            .kind = Kind::module,
                                            .size = sizeof(ModuleObject),
                                            .flags = Type::base_allowed | Type::container,
                                            .slots = slots,
                                            .methods = methods,
                                            .properties = properties});
  types.none = &define_single(interpreter, "NoneType", Kind::none, &fixed_repr<none_text>,
                              &make_single<&Value::none>, true);
  types.ellipsis =
      &define_single(interpreter, "ellipsis", Kind::ellipsis, &fixed_repr<ellipsis_text>,
                     &make_single<&Value::ellipsis>, false);
  types.not_implemented = &define_single(interpreter, "NotImplementedType", Kind::not_implemented,
                                         &fixed_repr<not_implemented_text>,
                                         &make_single<&Value::not_implemented>, false);
}

}  // namespace loopscope::python
