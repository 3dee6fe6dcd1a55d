#include "lessons/python/objects/core_types.h"

#include "lessons/python/machine/interpreter_state.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/function_object.h"
#include "lessons/python/objects/memory_view.h"
#include "lessons/python/objects/object_type.h"
#include "lessons/python/objects/str_hash.h"
#include "lessons/python/objects/type_internals.h"
#include "lessons/python/objects/weak_reference.h"

namespace loopscope::python {
namespace {

/// The types without which no type can be finished: what type dicts and their contents are made of.
void define_first_types(Interpreter& interpreter) {
  BuiltinTypes& types = interpreter.types;
  types.object = &define_type(interpreter, {.name = "object",
                                            .kind = Kind::instance,
                                            .size = sizeof(Container),
                                            .flags = Type::base_allowed | Type::container});
  types.object->slots.destroy = &destroy_with<Container>;
  types.object->slots.make = &make_object;
  types.type = &define_type(interpreter, {.name = "type",
                                          .kind = Kind::type,
                                          .size = sizeof(Type),
                                          .flags = Type::base_allowed | Type::container});
  types.type->slots.destroy = &destroy_type;
  types.object->type = types.type->type = types.type;
  types.string = &define_type(interpreter, {.name = "str",
                                            .kind = Kind::string,
                                            .size = sizeof(StrObject),
                                            .flags = Type::base_allowed | Type::self_match});
  types.string->slots.destroy = &destroy_string;
  types.slot_wrapper = &define_type(interpreter, {.name = "wrapper_descriptor",
                                                  .kind = Kind::slot_wrapper,
                                                  .size = sizeof(SlotWrapperObject),
                                                  .flags = Type::method_descriptor});
  types.native_function = &define_type(interpreter, {.name = "builtin_function_or_method",
                                                     .kind = Kind::native_function,
                                                     .size = sizeof(NativeFunctionObject)});
  types.native_method = &define_type(interpreter, {.name = "method_descriptor",
                                                   .kind = Kind::native_method,
                                                   .size = sizeof(NativeMethodObject),
                                                   .flags = Type::method_descriptor});
  types.native_property = &define_type(
      interpreter,
      {.name = "getset_descriptor", .kind = Kind::native_property, .size = native_property_size});
  types.slot_wrapper->slots.destroy = &destroy_with<SlotWrapperObject>;
  types.native_function->slots.destroy = &destroy_with<NativeFunctionObject>;
  types.native_method->slots.destroy = &destroy_with<NativeMethodObject>;
  types.native_property->slots.destroy = destroy_native_property;
  Type& dict = define_type(interpreter, {.name = "dict",
                                         .kind = Kind::dict,
                                         .size = sizeof(DictObject),
                                         .flags = Type::base_allowed | Type::container |
                                                  Type::mapping_pattern | Type::self_match});
  dict.slots.destroy = &destroy_with<DictObject>;
  types.dict = &dict;
}

}  // namespace

void define_core_types(Interpreter& interpreter) {
  define_first_types(interpreter);
#define LOOPSCOPE_PYTHON_INTERN(member, text) interpreter.names.member = interpreter.intern(text);
  LOOPSCOPE_PYTHON_NAMES(LOOPSCOPE_PYTHON_INTERN)
#undef LOOPSCOPE_PYTHON_INTERN
  for (Type* type : interpreter.state().native_types)
    type->dict = as<DictObject>(make_dict(interpreter).detach());
  define_object_type(interpreter);
  define_functions(interpreter);
  define_strings(interpreter);
  define_dicts(interpreter);
  define_lists(interpreter);
  define_numbers(interpreter);
  define_bytes(interpreter);
  define_sets(interpreter);
  define_ranges(interpreter);
  define_descriptors(interpreter);
  define_super(interpreter);
  define_modules(interpreter);
  define_exceptions(interpreter);
  define_frames(interpreter);
  define_generators(interpreter);
  define_native_coroutines(interpreter);
  define_generic_aliases(interpreter);
  define_iterators(interpreter);
  define_weak_reference(interpreter);
}

void fill_builtins(Interpreter& interpreter) {
  DictObject& dict = interpreter.builtins();
  const auto add = [&](Type* type) { dict.set(type->name, Value::share(type)); };
  const BuiltinTypes& types = interpreter.types;
  for (Type* type :
       {types.object,    types.type,     types.integer,      types.boolean,       types.floating,
        types.complex,   types.string,   types.bytes,        types.bytearray,     types.list,
        types.tuple,     types.dict,     types.set,          types.frozenset,     types.range,
        types.slice,     types.property, types.class_method, types.static_method, types.super,
        types.enumerate, types.zip,      types.map,          types.filter,        types.reversed})
    if (type != nullptr) add(type);
  add(&memory_view_type(interpreter));
  const ExceptionTypes& exceptions = interpreter.exceptions;
  add(exceptions.base_exception);
#define LOOPSCOPE_PYTHON_ADD(member, text, base) add(exceptions.member);
  LOOPSCOPE_PYTHON_EXCEPTIONS(LOOPSCOPE_PYTHON_ADD)
#undef LOOPSCOPE_PYTHON_ADD
  add(exceptions.exception_group);
  dict.set("EnvironmentError", Value::share(exceptions.os_error));
  dict.set("IOError", Value::share(exceptions.os_error));
  dict.set("None", Value::none());
  dict.set("True", Value::boolean(true));
  dict.set("False", Value::boolean(false));
  dict.set("NotImplemented", Value::not_implemented());
  dict.set("Ellipsis", Value::ellipsis());
  dict.set("__debug__", Value::boolean(true));
}

}  // namespace loopscope::python
