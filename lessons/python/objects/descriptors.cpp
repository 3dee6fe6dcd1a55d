// property, classmethod, staticmethod, the members of __slots__, __dict__.

#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/attribute_access.h"
#include "lessons/python/machine/native_calls.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/core_types.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/function_object.h"
#include "lessons/python/objects/object_type.h"
#include "lessons/python/objects/type_internals.h"
#include "lessons/python/objects/weak_reference.h"

namespace loopscope::python {
namespace {

PropertyObject* property_of(const Value& self) {
  return as<PropertyObject>(self);
}

void traverse_property(Object* self, Visitor& visit) {
  auto* property = static_cast<PropertyObject*>(self);
  for (const Value* value : {&property->get, &property->set, &property->erase, &property->doc})
    visit(*value);
}

void clear_property(Object* self) {
  auto* property = static_cast<PropertyObject*>(self);
  for (Value* value : {&property->get, &property->set, &property->erase, &property->doc})
    value->reset();
}

Value make_property(Interpreter& interpreter, Type& type, Arguments) {
  return Value::adopt(interpreter.make<PropertyObject>(type));
}

bool init_property(Interpreter& interpreter, const Value& self, Arguments arguments) {
  static constexpr ParameterList parameters{"property", "fget fset fdel doc", 0};
  Value values[4];
  if (!read_arguments(interpreter, parameters, arguments, values)) return false;
  const auto given = [](Value& value) { return value.is_none() ? Value() : value; };
  PropertyObject* property = property_of(self);
  property->get = given(values[0]);
  property->set = given(values[1]);
  property->erase = given(values[2]);
  property->doc = values[3];
  if (!property->doc && property->get &&
      !find_attribute(interpreter, property->get, interpreter.names.doc, property->doc))
    return false;
  return true;
}

Raised refuse(Interpreter& interpreter, const Value& self, const Value& instance,
              const char* what) {
  Type& type = type_of(interpreter, instance);
  std::string name;
  for (const Type* at : type.mro) {
    std::size_t index = 0;
    while (const DictObject::Entry* entry = at->dict->next(index))
      if (entry->value.same(self) && is_string(entry->key)) name = text_of(entry->key);
    if (!name.empty()) break;
  }
  const std::string shown = name.empty() ? "property" : "property '" + name + "'";
  return interpreter.raise(*interpreter.exceptions.attribute_error,
                           fmt::format("{} of '{}' object has no {}", shown, type.qualname, what));
}

Value get_property(Interpreter& interpreter, const Value& self, const Value& instance,
                   const Value&) {
  if (!instance) return self;
  const Value getter = property_of(self)->get;
  if (!getter) return refuse(interpreter, self, instance, "getter");
  return call(interpreter, getter, Arguments(&instance, 1));
}

bool set_property(Interpreter& interpreter, const Value& self, const Value& instance,
                  const Value& value) {
  if (value) {
    const Value setter = property_of(self)->set;
    if (!setter) return refuse(interpreter, self, instance, "setter");
    return static_cast<bool>(call(interpreter, setter, {instance, value}));
  }
  const Value eraser = property_of(self)->erase;
  if (!eraser) return refuse(interpreter, self, instance, "deleter");
  return static_cast<bool>(call(interpreter, eraser, Arguments(&instance, 1)));
}

template <std::size_t Part>
Value with_part(Interpreter& interpreter, const Value& self, Arguments arguments) {
  const PropertyObject* old = property_of(self);
  Value parts[3] = {old->get, old->set, old->erase};
  parts[Part] = arguments[0];
  for (Value& part : parts)
    if (!part) part = Value::none();
  Value copy = call(interpreter, Value::share(self.object()->type), Arguments(parts, 3));
  if (copy && copy.is(Kind::property) && Part != 0) property_of(copy)->doc = old->doc;
  return copy;
}

template <Value PropertyObject::*Member>
Value get_part(Interpreter&, const Value& self) {
  const Value& value = property_of(self)->*Member;
  return value ? value : Value::none();
}

bool set_doc(Interpreter&, const Value& self, const Value& value) {
  property_of(self)->doc = value;
  return true;
}

Value is_abstract(Interpreter& interpreter, const Value& self) {
  for (const Value* part :
       {&property_of(self)->get, &property_of(self)->set, &property_of(self)->erase}) {
    if (!*part) continue;
    Value flag;
    bool truth_value = false;
    if (!find_attribute(interpreter, *part, interpreter.names.isabstractmethod, flag)) return {};
    if (flag && !truth(interpreter, flag, truth_value)) return {};
    if (truth_value) return Value::boolean(true);
  }
  return Value::boolean(false);
}

constexpr NativeDefinition property_methods[] = {
    {"getter", &with_part<0>, Signature::one},
    {"setter", &with_part<1>, Signature::one},
    {"deleter", &with_part<2>, Signature::one},
};
constexpr NativeProperty property_properties[] = {
    {"fget", &get_part<&PropertyObject::get>},
    {"fset", &get_part<&PropertyObject::set>},
    {"fdel", &get_part<&PropertyObject::erase>},
    {"__doc__", &get_part<&PropertyObject::doc>, &set_doc},
    {"__isabstractmethod__", &is_abstract},
};

// classmethod and staticmethod.

MethodWrapObject* wrap_of(const Value& self) {
  return static_cast<MethodWrapObject*>(self.object());
}

Value make_wrap(Interpreter& interpreter, Type& type, Arguments) {
  return Value::adopt(interpreter.make<MethodWrapObject>(type));
}

bool init_wrap(Interpreter& interpreter, const Value& self, Arguments arguments) {
  const bool of_class = self.is(Kind::class_method);
  const char* name = of_class ? "classmethod" : "staticmethod";
  if (!no_keywords(interpreter, name, arguments) ||
      !check_count(interpreter, name, arguments.count, 1, 1))
    return false;
  wrap_of(self)->function = arguments[0];
  for (StrObject* copied : {interpreter.names.module, interpreter.names.name,
                            interpreter.names.qualname, interpreter.names.doc}) {
    Value value;
    if (!find_attribute(interpreter, arguments[0], copied, value)) return false;
    if (value) set_own_attribute(interpreter, self.object(), copied, value);
  }
  set_own_attribute(interpreter, self.object(), interpreter.names.wrapped, arguments[0]);
  return true;
}

Value get_class_method(Interpreter& interpreter, const Value& self, const Value& instance,
                       const Value& owner) {
  const Value type =
      owner && !owner.is_none() ? owner : Value::share(&type_of(interpreter, instance));
  const Value function = wrap_of(self)->function;
  const auto get = type_of(interpreter, function).slots.descriptor_get;
  if (get != nullptr && !function.is(Kind::function))
    return get(interpreter, function, type, Value());
  return make_bound_method(interpreter, function, type);
}

Value get_static_method(Interpreter&, const Value& self, const Value&, const Value&) {
  return wrap_of(self)->function;
}

Value call_static_method(Interpreter& interpreter, const Value& self, Arguments arguments) {
  const Value function = wrap_of(self)->function;
  return call(interpreter, function, arguments);
}

Value wrap_repr(Interpreter& interpreter, const Value& self) {
  std::string shown;
  if (!repr_text(interpreter, wrap_of(self)->function, shown)) return {};
  return interpreter.make_string(fmt::format("<{}({})>", type_name(interpreter, self), shown));
}

Value wrapped_function(Interpreter&, const Value& self) {
  return wrap_of(self)->function;
}

Value wrap_is_abstract(Interpreter& interpreter, const Value& self) {
  Value flag;
  bool truth_value = false;
  if (!find_attribute(interpreter, wrap_of(self)->function, interpreter.names.isabstractmethod,
                      flag) ||
      (flag && !truth(interpreter, flag, truth_value)))
    return {};
  return Value::boolean(truth_value);
}

constexpr NativeProperty wrap_properties[] = {{"__func__", &wrapped_function},
                                              {"__isabstractmethod__", &wrap_is_abstract}};

// Members of __slots__.

Value& place_of(const MemberObject& member, const Value& instance) {
  return *reinterpret_cast<Value*>(reinterpret_cast<char*>(instance.object()) + member.offset);
}

bool check_member(Interpreter& interpreter, const MemberObject& member, const Value& instance) {
  if (type_of(interpreter, instance).is_subtype(*member.owner)) return true;
  return interpreter.raise_type_error(
      "descriptor '{}' for '{}' objects doesn't apply to a '{}' object", text_of(member.name),
      member.owner->name, type_name(interpreter, instance));
}

Value get_member(Interpreter& interpreter, const Value& self, const Value& instance, const Value&) {
  if (!instance) return self;
  const auto& member = *as<MemberObject>(self);
  if (!check_member(interpreter, member, instance)) return {};
  const Value& value = place_of(member, instance);
  if (value) return value;
  return raise_attribute_error(interpreter, instance, as<StrObject>(member.name),
                               fmt::format("'{}' object has no attribute '{}'",
                                           type_name(interpreter, instance), text_of(member.name)));
}

bool set_member(Interpreter& interpreter, const Value& self, const Value& instance,
                const Value& value) {
  const auto& member = *as<MemberObject>(self);
  if (!check_member(interpreter, member, instance)) return false;
  Value& place = place_of(member, instance);
  if (!value && !place)
    return raise_attribute_error(interpreter, instance, as<StrObject>(member.name),
                                 text_of(member.name));
  const Value old = std::move(place);
  place = value;
  return true;
}

Value member_repr(Interpreter& interpreter, const Value& self) {
  const auto& member = *as<MemberObject>(self);
  return interpreter.make_string(
      fmt::format("<member '{}' of '{}' objects>", text_of(member.name), member.owner->name));
}

Value member_name(Interpreter&, const Value& self) {
  return as<MemberObject>(self)->name;
}

constexpr NativeProperty member_properties[] = {{"__name__", &member_name}};

// __dict__ and __weakref__.

Value get_dict(Interpreter& interpreter, const Value& self) {
  return Value::share(&own_dict(interpreter, self.object()));
}

bool set_dict(Interpreter& interpreter, const Value& self, const Value& value) {
  if (!value) return interpreter.raise_type_error("cannot delete __dict__");
  if (!value.is(Kind::dict))
    return interpreter.raise_type_error("__dict__ must be set to a dictionary, not a '{}'",
                                        type_name(interpreter, value));
  own_dict(interpreter, self.object());
  Attributes& attributes = *attributes_of(self.object());
  const Value old = Value::adopt(std::exchange(attributes.dict, &dict_of(value)));
  Value::share(&dict_of(value)).detach();
  return true;
}

Value get_weakref(Interpreter&, const Value&) {
  return Value::none();
}

}  // namespace

const NativeProperty dict_property{"__dict__", &get_dict, &set_dict};
const NativeProperty weakref_property{"__weakref__", &get_weakref};

void define_descriptors(Interpreter& interpreter) {
  BuiltinTypes& types = interpreter.types;
  Slots property;
  property.destroy = &destroy_with<PropertyObject>;
  property.traverse = &traverse_property;
  property.clear = &clear_property;
  property.make = &make_property;
  property.init = &init_property;
  property.descriptor_get = &get_property;
  property.descriptor_set = &set_property;
  types.property = &define_type(interpreter, {.name = "property",
                                              .kind = Kind::property,
                                              .size = sizeof(PropertyObject),
                                              .flags = Type::base_allowed | Type::container,
                                              .slots = property,
                                              .methods = property_methods,
                                              .properties = property_properties});
  Slots wrap;
  wrap.destroy = &destroy_with<MethodWrapObject>;
  wrap.traverse = [](Object* self, Visitor& visit) {
    visit(static_cast<MethodWrapObject*>(self)->function);
  };
  wrap.clear = [](Object*) {};
  wrap.make = &make_wrap;
  wrap.init = &init_wrap;
  wrap.repr = &wrap_repr;
  wrap.descriptor_get = &get_class_method;
  types.class_method =
      &define_type(interpreter, {.name = "classmethod",
                                 .kind = Kind::class_method,
                                 .size = sizeof(MethodWrapObject),
                                 .flags = Type::base_allowed | Type::container,
                                 .slots = wrap,
                                 .properties = wrap_properties,
                                 .attributes_offset = attributes_offset_of<MethodWrapObject>()});
  wrap.descriptor_get = &get_static_method;
  wrap.call = &call_static_method;
  types.static_method =
      &define_type(interpreter, {.name = "staticmethod",
                                 .kind = Kind::static_method,
                                 .size = sizeof(MethodWrapObject),
                                 .flags = Type::base_allowed | Type::container,
                                 .slots = wrap,
                                 .properties = wrap_properties,
                                 .attributes_offset = attributes_offset_of<MethodWrapObject>()});
  add_properties(*types.class_method, std::span(&dict_property, 1));
  add_properties(*types.static_method, std::span(&dict_property, 1));
  Slots member;
  member.destroy = &destroy_with<MemberObject>;
  member.repr = &member_repr;
  member.descriptor_get = &get_member;
  member.descriptor_set = &set_member;
  types.member = &define_type(interpreter, {.name = "member_descriptor",
                                            .kind = Kind::member,
                                            .size = sizeof(MemberObject),
                                            .slots = member,
                                            .properties = member_properties});
}

}  // namespace loopscope::python
