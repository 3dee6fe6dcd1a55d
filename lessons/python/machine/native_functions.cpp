// Native functions and methods, slot wrappers and native properties as objects.

#include <vector>

#include "lessons/python/machine/native_calls.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/machine/stack_room.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/object_type.h"
#include "lessons/python/objects/stand_in.h"
#include "lessons/python/objects/type_internals.h"

namespace loopscope::python {
namespace {

std::string shown_name(const NativeDefinition& definition, const Type* owner) {
  return owner == nullptr ? definition.name : owner->name + "." + definition.name;
}

Raised wrong_count(Interpreter& interpreter, const NativeDefinition& definition, const Type* owner,
                   std::size_t given) {
  if (definition.signature == Signature::none)
    return interpreter.raise_type_error("{}() takes no arguments ({} given)",
                                        shown_name(definition, owner), given);
  if (definition.signature == Signature::one)
    return interpreter.raise_type_error("{}() takes exactly one argument ({} given)",
                                        shown_name(definition, owner), given);
  const bool few = given < definition.minimum;
  const std::size_t bound = few ? definition.minimum : definition.maximum;
  const char* how = definition.minimum == definition.maximum ? "" : few ? "at least " : "at most ";
  return interpreter.raise_type_error("{} expected {}{} argument{}, got {}", definition.name, how,
                                      bound, bound == 1 ? "" : "s", given);
}

}  // namespace

Value call_native(Interpreter& interpreter, const NativeDefinition& definition, const Type* owner,
                  const Value& self, Arguments arguments) {
  if (definition.signature != Signature::any) {
    if (arguments.names != nullptr && arguments.names->size != 0)
      return interpreter.raise_type_error("{}() takes no keyword arguments",
                                          shown_name(definition, owner));
    const bool fits =
        definition.signature == Signature::none ? arguments.count == 0
        : definition.signature == Signature::one
            ? arguments.count == 1
            : arguments.count >= definition.minimum && arguments.count <= definition.maximum;
    if (!fits) return wrong_count(interpreter, definition, owner, arguments.count);
  }
  const NativeRecursion guard(interpreter, " while calling a Python object");
  if (!guard) return {};
  return definition.code(interpreter, self, arguments);
}

Value call_with_self(Interpreter& interpreter, const Value& callable, const Value& self,
                     Arguments arguments) {
  const std::size_t total = arguments.count + arguments.keyword_count();
  constexpr std::size_t few = 8;
  if (total < few) {
    Value all[few];
    all[0] = self;
    for (std::size_t i = 0; i < total; ++i) all[i + 1] = arguments.values[i];
    return call(interpreter, callable, Arguments(all, arguments.count + 1, arguments.names));
  }
  std::vector<Value> all{self};
  all.insert(all.end(), arguments.values, arguments.values + total);
  return call(interpreter, callable, Arguments(all.data(), arguments.count + 1, arguments.names));
}

namespace {

const NativeFunctionObject& native_of(const Value& self) {
  return *as<NativeFunctionObject>(self);
}
const NativeMethodObject& method_of(const Value& self) {
  return *as<NativeMethodObject>(self);
}
const SlotWrapperObject& wrapper_of(const Value& self) {
  return *as<SlotWrapperObject>(self);
}

// Functions, and methods bound to an object.

Value native_call(Interpreter& interpreter, const Value& self, Arguments arguments) {
  const NativeFunctionObject& native = native_of(self);
  const Value bound = native.self;
  return call_native(interpreter, *native.definition, native.owner, bound, arguments);
}

Value native_repr(Interpreter& interpreter, const Value& self) {
  const NativeFunctionObject& native = native_of(self);
  if (stands_for_function(self))
    return interpreter.make_string(fmt::format("<function {} at {:#014x}>", native.definition->name,
                                               interpreter.identity(self)));
  if (native.owner == nullptr || !native.self)
    return interpreter.make_string(fmt::format("<built-in function {}>", native.definition->name));
  return interpreter.make_string(
      fmt::format("<built-in method {} of {} object at {:#014x}>", native.definition->name,
                  type_name(interpreter, native.self), interpreter.identity(native.self)));
}

Value native_compare(Interpreter&, const Value& left, const Value& right, Comparison op) {
  if (!right.is(Kind::native_function) || (op != Comparison::equal && op != Comparison::not_equal))
    return Value::not_implemented();
  const bool same = native_of(left).definition == native_of(right).definition &&
                    native_of(left).self.same(native_of(right).self);
  return Value::boolean(same == (op == Comparison::equal));
}

bool native_hash(Interpreter& interpreter, const Value& self, std::int64_t& hash) {
  const NativeFunctionObject& native = native_of(self);
  std::uint64_t mixed = native.self ? interpreter.identity(native.self) : 0;
  for (const char* c = native.definition->name; *c != 0; ++c)
    mixed = mixed * 31 + static_cast<unsigned char>(*c);
  hash = static_cast<std::int64_t>(mixed >> 4);
  return true;
}

Value native_name(Interpreter& interpreter, const Value& self) {
  return interpreter.make_string(native_of(self).definition->name);
}

Value native_qualname(Interpreter& interpreter, const Value& self) {
  const NativeFunctionObject& native = native_of(self);
  return interpreter.make_string(native.owner == nullptr
                                     ? std::string(native.definition->name)
                                     : native.owner->qualname + "." + native.definition->name);
}

Value native_module(Interpreter&, const Value& self) {
  const Value& name = native_of(self).module_name;
  return name ? name : Value::none();
}

Value native_self(Interpreter&, const Value& self) {
  const Value& bound = native_of(self).self;
  return bound ? bound : Value::none();
}

Value no_doc(Interpreter&, const Value&) {
  return Value::none();
}

constexpr NativeProperty native_properties[] = {{"__name__", &native_name},
                                                {"__qualname__", &native_qualname},
                                                {"__module__", &native_module},
                                                {"__self__", &native_self},
                                                {"__doc__", &no_doc}};

// Unbound methods of native types.

Value bind_native(Interpreter& interpreter, const NativeMethodObject& method, const Value& self) {
  return Value::adopt(interpreter.make<NativeFunctionObject>(
      *interpreter.types.native_function, *method.definition, self, method.owner));
}

Value method_get(Interpreter& interpreter, const Value& self, const Value& instance,
                 const Value& owner) {
  const NativeMethodObject& method = method_of(self);
  switch (method.definition->binding) {
    case NativeDefinition::static_method:
      return bind_native(interpreter, method, Value());
    case NativeDefinition::class_method:
      return bind_native(
          interpreter, method,
          owner && owner.is(Kind::type) ? owner : Value::share(&type_of(interpreter, instance)));
    default:
      return instance ? bind_native(interpreter, method, instance) : self;
  }
}

Value method_call(Interpreter& interpreter, const Value& self, Arguments arguments) {
  const NativeMethodObject& method = method_of(self);
  if (method.definition->binding != NativeDefinition::method)
    return call_native(interpreter, *method.definition, method.owner, Value::share(method.owner),
                       arguments);
  if (arguments.count == 0)
    return interpreter.raise_type_error("unbound method {}.{}() needs an argument",
                                        method.owner->name, method.definition->name);
  if (!type_of(interpreter, arguments[0]).is_subtype(*method.owner))
    return interpreter.raise_type_error(
        "descriptor '{}' for '{}' objects doesn't apply to a '{}' object", method.definition->name,
        method.owner->name, type_name(interpreter, arguments[0]));
  return call_native(interpreter, *method.definition, method.owner, arguments[0],
                     arguments.skip(1));
}

Value method_repr(Interpreter& interpreter, const Value& self) {
  return interpreter.make_string(fmt::format("<method '{}' of '{}' objects>",
                                             method_of(self).definition->name,
                                             method_of(self).owner->name));
}

Value method_name(Interpreter& interpreter, const Value& self) {
  return interpreter.make_string(method_of(self).definition->name);
}

Value method_qualname(Interpreter& interpreter, const Value& self) {
  return interpreter.make_string(method_of(self).owner->qualname + "." +
                                 method_of(self).definition->name);
}

Value method_class(Interpreter&, const Value& self) {
  return Value::share(method_of(self).owner);
}

constexpr NativeProperty method_properties[] = {{"__name__", &method_name},
                                                {"__qualname__", &method_qualname},
                                                {"__objclass__", &method_class},
                                                {"__doc__", &no_doc}};

// Slot wrappers.

Value wrapper_call(Interpreter& interpreter, const Value& self, Arguments arguments) {
  const SlotWrapperObject& wrapper = wrapper_of(self);
  const std::string_view name = (interpreter.names.*wrapper.row->name)->view();
  if (arguments.count == 0)
    return interpreter.raise_type_error("descriptor '{}' of '{}' object needs an argument", name,
                                        wrapper.owner->name);
  if (!type_of(interpreter, arguments[0]).is_subtype(*wrapper.owner))
    return interpreter.raise_type_error(
        "descriptor '{}' requires a '{}' object but received a '{}'", name, wrapper.owner->name,
        type_name(interpreter, arguments[0]));
  const NativeRecursion guard(interpreter, " while calling a Python object");
  if (!guard) return {};
  const Value receiver = arguments[0];
  return wrapper.row->wrapper(interpreter, *wrapper.owner, receiver, arguments.skip(1));
}

Value wrapper_get(Interpreter& interpreter, const Value& self, const Value& instance,
                  const Value&) {
  if (!instance) return self;
  return Value::adopt(
      interpreter.make<BoundMethodObject>(*interpreter.types.method_wrapper, self, instance));
}

Value wrapper_repr(Interpreter& interpreter, const Value& self) {
  return interpreter.make_string(fmt::format(
      "<slot wrapper '{}' of '{}' objects>",
      (interpreter.names.*wrapper_of(self).row->name)->view(), wrapper_of(self).owner->name));
}

Value wrapper_name(Interpreter& interpreter, const Value& self) {
  return Value::share(interpreter.names.*wrapper_of(self).row->name);
}

Value wrapper_qualname(Interpreter& interpreter, const Value& self) {
  return interpreter.make_string(
      wrapper_of(self).owner->qualname + "." +
      std::string((interpreter.names.*wrapper_of(self).row->name)->view()));
}

Value wrapper_class(Interpreter&, const Value& self) {
  return Value::share(wrapper_of(self).owner);
}

constexpr NativeProperty wrapper_properties[] = {{"__name__", &wrapper_name},
                                                 {"__qualname__", &wrapper_qualname},
                                                 {"__objclass__", &wrapper_class},
                                                 {"__doc__", &no_doc}};

Value bound_wrapper_call(Interpreter& interpreter, const Value& self, Arguments arguments) {
  const auto& bound = *as<BoundMethodObject>(self);
  const SlotWrapperObject& wrapper = wrapper_of(bound.function);
  const NativeRecursion guard(interpreter, " while calling a Python object");
  if (!guard) return {};
  const Value receiver = bound.self;
  return wrapper.row->wrapper(interpreter, *wrapper.owner, receiver, arguments);
}

Value bound_wrapper_repr(Interpreter& interpreter, const Value& self) {
  const auto& bound = *as<BoundMethodObject>(self);
  return interpreter.make_string(
      fmt::format("<method-wrapper '{}' of {} object at {:#014x}>",
                  (interpreter.names.*wrapper_of(bound.function).row->name)->view(),
                  type_name(interpreter, bound.self), interpreter.identity(bound.self)));
}

Value bound_wrapper_name(Interpreter& interpreter, const Value& self) {
  return wrapper_name(interpreter, as<BoundMethodObject>(self)->function);
}

Value bound_wrapper_qualname(Interpreter& interpreter, const Value& self) {
  return wrapper_qualname(interpreter, as<BoundMethodObject>(self)->function);
}

Value bound_wrapper_self(Interpreter&, const Value& self) {
  return as<BoundMethodObject>(self)->self;
}

constexpr NativeProperty bound_wrapper_properties[] = {{"__name__", &bound_wrapper_name},
                                                       {"__qualname__", &bound_wrapper_qualname},
                                                       {"__self__", &bound_wrapper_self},
                                                       {"__doc__", &no_doc}};

// Properties of native types.

const NativePropertyObject& property_of(const Value& self) {
  return *as<NativePropertyObject>(self);
}

Value property_get(Interpreter& interpreter, const Value& self, const Value& instance,
                   const Value&) {
  if (!instance) return self;
  const NativePropertyObject& property = property_of(self);
  if (!type_of(interpreter, instance).is_subtype(*property.owner))
    return interpreter.raise_type_error(
        "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
        property.definition->name, property.owner->name, type_name(interpreter, instance));
  return property.definition->get(interpreter, instance);
}

bool property_set(Interpreter& interpreter, const Value& self, const Value& instance,
                  const Value& value) {
  const NativePropertyObject& property = property_of(self);
  if (property.definition->set != nullptr)
    return property.definition->set(interpreter, instance, value);
  return interpreter.raise(*interpreter.exceptions.attribute_error,
                           fmt::format("attribute '{}' of '{}' objects is not writable",
                                       property.definition->name, property.owner->name));
}

Value property_repr(Interpreter& interpreter, const Value& self) {
  return interpreter.make_string(fmt::format("<attribute '{}' of '{}' objects>",
                                             property_of(self).definition->name,
                                             property_of(self).owner->name));
}

Value property_name(Interpreter& interpreter, const Value& self) {
  return interpreter.make_string(property_of(self).definition->name);
}

constexpr NativeProperty property_properties[] = {{"__name__", &property_name},
                                                  {"__doc__", &no_doc}};

void complete(Type& type, const Slots& slots, std::span<const NativeProperty> properties) {
  Slots all = slots;
  inherit_slots(all, type.base->slots);
  all.make = nullptr;
  type.slots = all;
  add_slot_wrappers(type, slots);
  add_properties(type, properties);
}

}  // namespace

Value make_native_property(Type& type, const NativeProperty& property) {
  Interpreter& interpreter = *type.interpreter;
  return Value::adopt(
      interpreter.make<NativePropertyObject>(*interpreter.types.native_property, property, type));
}

void destroy_native_property(Object* object) noexcept {
  destroy_with<NativePropertyObject>(object);
}

void define_native_functions(Interpreter& interpreter) {
  BuiltinTypes& types = interpreter.types;
  Slots property;
  property.destroy = &destroy_with<NativePropertyObject>;
  property.descriptor_get = &property_get;
  property.descriptor_set = &property_set;
  property.repr = &property_repr;
  complete(*types.native_property, property, property_properties);
  Slots native;
  native.destroy = &destroy_with<NativeFunctionObject>;
  native.call = &native_call;
  native.repr = &native_repr;
  native.compare = &native_compare;
  native.hash = &native_hash;
  complete(*types.native_function, native, native_properties);
  Slots method;
  method.destroy = &destroy_with<NativeMethodObject>;
  method.call = &method_call;
  method.descriptor_get = &method_get;
  method.repr = &method_repr;
  complete(*types.native_method, method, method_properties);
  Slots wrapper;
  wrapper.destroy = &destroy_with<SlotWrapperObject>;
  wrapper.call = &wrapper_call;
  wrapper.descriptor_get = &wrapper_get;
  wrapper.repr = &wrapper_repr;
  complete(*types.slot_wrapper, wrapper, wrapper_properties);
  Slots bound;
  bound.destroy = &destroy_with<BoundMethodObject>;
  bound.call = &bound_wrapper_call;
  bound.repr = &bound_wrapper_repr;
  types.method_wrapper = &define_type(interpreter, {.name = "method-wrapper",
                                                    .kind = Kind::bound_method,
                                                    .size = sizeof(BoundMethodObject),
                                                    .slots = bound,
                                                    .properties = bound_wrapper_properties});
}

}  // namespace loopscope::python
