#include "lessons/python/objects/super_object.h"

#include <algorithm>

#include "lessons/python/compiler/code.h"
#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/frame.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/core_types.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/function_object.h"

namespace loopscope::python {
namespace {

SuperObject* super_of(const Value& self) {
  return as<SuperObject>(self);
}

/// The class whose MRO is walked: the object itself if it is a class below `type`.
Type* check(Interpreter& interpreter, const Value& type, const Value& object) {
  const Type& wanted = *as<Type>(type);
  if (object.is(Kind::type) && as<Type>(object)->is_subtype(wanted)) return as<Type>(object);
  Type& own = type_of(interpreter, object);
  if (own.is_subtype(wanted)) return &own;
  interpreter.raise_type_error("super(type, obj): obj must be an instance or subtype of type");
  return nullptr;
}

/// super() without arguments: __class__ and the first parameter of the calling function.
bool find_context(Interpreter& interpreter, Value& type, Value& object) {
  FrameObject* frame = interpreter.frame;
  if (frame == nullptr) return interpreter.raise_runtime_error("super(): no current frame");
  const CodeObject& code = *frame->code;
  if (code.argument_count == 0) return interpreter.raise_runtime_error("super(): no arguments");
  object = frame->slots()[0];
  if (!object) {
    for (std::size_t i = 0; i < code.cell_names.size(); ++i)
      if (code.cell_arguments[i] == 0)
        object = as<CellObject>(frame->slots()[code.local_count() + i])->value;
  }
  if (!object) return interpreter.raise_runtime_error("super(): arg[0] deleted");
  for (std::size_t i = 0; i < code.free_names.size(); ++i) {
    if (text_of(code.free_names[i]) != "__class__") continue;
    const Value& cell = frame->slots()[code.local_count() + code.cell_names.size() + i];
    type = as<CellObject>(cell)->value;
    if (!type) return interpreter.raise_runtime_error("super(): empty __class__ cell");
    return true;
  }
  return interpreter.raise_runtime_error("super(): __class__ cell not found");
}

Value make_slot(Interpreter& interpreter, Type& type, Arguments) {
  return Value::adopt(interpreter.make<SuperObject>(type));
}

bool init_slot(Interpreter& interpreter, const Value& self, Arguments arguments) {
  if (!no_keywords(interpreter, "super", arguments) ||
      !check_count(interpreter, "super", arguments.count, 0, 2))
    return false;
  Value type;
  Value object;
  if (arguments.count == 0) {
    if (!find_context(interpreter, type, object)) return false;
  } else {
    type = arguments[0];
    if (!type.is(Kind::type))
      return interpreter.raise_type_error("super() argument 1 must be a type, not {}",
                                          type_name(interpreter, type));
    if (arguments.count == 2 && !arguments[1].is_none()) object = arguments[1];
  }
  SuperObject* super = super_of(self);
  if (object) {
    Type* own = check(interpreter, type, object);
    if (own == nullptr) return false;
    super->self_type = Value::share(own);
  }
  super->type = std::move(type);
  super->object = std::move(object);
  return true;
}

Value get_attribute_slot(Interpreter& interpreter, const Value& self, StrObject* name) {
  const SuperObject* super = super_of(self);
  if (super->self_type && name != interpreter.names.class_) {
    const Value object = super->object;
    Value found = find_in_super(interpreter, *as<Type>(super->self_type), *as<Type>(super->type),
                                object, name);
    if (found || interpreter.raised()) return found;
  }
  return get_attribute_generic(interpreter, self, name);
}

Value repr_slot(Interpreter& interpreter, const Value& self) {
  const SuperObject* super = super_of(self);
  if (!super->type) return interpreter.make_string("<super: NULL>");
  const std::string of = as<Type>(super->type)->name;
  if (!super->self_type) return interpreter.make_string("<super: <class '" + of + "'>, NULL>");
  return interpreter.make_string("<super: <class '" + of + "'>, <" +
                                 as<Type>(super->self_type)->name + " object>>");
}

Value this_class(Interpreter&, const Value& self) {
  return super_of(self)->type ? super_of(self)->type : Value::none();
}
Value self_object(Interpreter&, const Value& self) {
  return super_of(self)->object ? super_of(self)->object : Value::none();
}
Value self_class(Interpreter&, const Value& self) {
  return super_of(self)->self_type ? super_of(self)->self_type : Value::none();
}

constexpr NativeProperty properties[] = {
    {"__thisclass__", &this_class}, {"__self__", &self_object}, {"__self_class__", &self_class}};

}  // namespace

Value find_in_super(Interpreter& interpreter, Type& self_type, const Type& type,
                    const Value& object, StrObject* name) {
  const auto& mro = self_type.mro;
  auto at = std::find(mro.begin(), mro.end(), &type);
  if (at != mro.end()) ++at;
  for (; at != mro.end(); ++at) {
    const Value* found = (*at)->dict->find(name);
    if (found == nullptr) continue;
    const Value attribute = *found;
    const auto get = type_of(interpreter, attribute).slots.descriptor_get;
    if (get == nullptr) return attribute;
    const bool on_class = object.object() == &self_type;
    return get(interpreter, attribute, on_class ? Value() : object, Value::share(&self_type));
  }
  return {};
}

void define_super(Interpreter& interpreter) {
  Slots slots;
  slots.destroy = &destroy_with<SuperObject>;
  slots.traverse = [](Object* self, Visitor& visit) {
    auto* super = static_cast<SuperObject*>(self);
    visit(super->type);
    visit(super->object);
    visit(super->self_type);
  };
  slots.clear = [](Object*) {};
  slots.make = &make_slot;
  slots.init = &init_slot;
  slots.repr = &repr_slot;
  slots.get_attribute = &get_attribute_slot;
  interpreter.types.super =
      &define_type(interpreter, {.name = "super",
                                 .kind = Kind::super,
                                 .size = sizeof(SuperObject),
                                 .flags = Type::base_allowed | Type::container,
                                 .slots = slots,
                                 .properties = properties});
}

}  // namespace loopscope::python
