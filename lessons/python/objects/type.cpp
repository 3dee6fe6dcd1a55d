#include "lessons/python/objects/type.h"

#include <algorithm>
#include <cstring>

#include "lessons/python/machine/attributes.h"
#include "lessons/python/machine/interpreter_state.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/function_object.h"
#include "lessons/python/objects/str_object.h"
#include "lessons/python/objects/type_internals.h"

namespace loopscope::python {

bool Type::is_subtype(const Type& other) const {
  if (this == &other) return true;
  return std::find(mro.begin(), mro.end(), &other) != mro.end();
}

SlotFunction slot_at(const Slots& slots, std::size_t index) {
  SlotFunction function;
  std::memcpy(&function, reinterpret_cast<const char*>(&slots) + index * sizeof function,
              sizeof function);
  return function;
}

void set_slot(Slots& slots, std::size_t index, SlotFunction function) {
  std::memcpy(reinterpret_cast<char*>(&slots) + index * sizeof function, &function,
              sizeof function);
}

void inherit_slots(Slots& to, const Slots& from) {
  for (std::size_t i = 0; i < slot_count; ++i)
    if (slot_at(to, i) == nullptr) set_slot(to, i, slot_at(from, i));
}

Type* allocate_type(Interpreter& interpreter, Type* metatype) {
  Type* type = nullptr;
  if (metatype != nullptr) {
    type = interpreter.make<Type>(*metatype);
  } else {  // object and type themselves
    interpreter.account(sizeof(Type));
    type = new (Pool::allocate(sizeof(Type))) Type();
    type->kind = Kind::type;
    type->references = 1;
    type->flags = 0;
    static_cast<Object*>(type)->flags = Object::exact;
    type->extra = 0;
    type->type = nullptr;
    type->previous = type->next = type;
    track(interpreter, type);
  }
  type->interpreter = &interpreter;
  return type;
}

/// CPython has the module in Python, whose classes go by their bare names in messages.
static bool is_written_in_python(std::string_view module) {
  return module == "builtins" || module == "random" || module.starts_with("asyncio.");
}

Type& define_type(Interpreter& interpreter, const TypeDefinition& definition) {
  Type* type = allocate_type(interpreter, interpreter.types.type);
  interpreter.state().native_types.push_back(type);
  type->name = definition.name;
  type->qualname = definition.name;
  type->module = definition.module;
  if (!is_written_in_python(type->module)) type->dotted = type->module + "." + type->name;
  Type* base = definition.base != nullptr ? definition.base : interpreter.types.object;
  type->instance_kind = definition.kind;
  type->Type::flags = definition.flags | Type::immutable;
  type->size = definition.size;
  type->tag = definition.tag;
  type->attributes_offset = definition.attributes_offset;
  type->slots = definition.slots;
  if (base != nullptr) {
    if (type->size == 0) type->size = base->size;
    if (definition.kind == Kind::native && type->tag == nullptr) {
      type->tag = base->tag;
      type->instance_kind = base->instance_kind;
    }
    if (type->attributes_offset == 0) type->attributes_offset = base->attributes_offset;
    if (base != interpreter.types.object)
      type->Type::flags |= base->Type::flags & (Type::container | Type::has_finalizer);
    type->base = base;
    type->bases.push_back(base);
    ++base->references;
    base->subclasses.push_back(type);
    type->mro.push_back(type);
    type->mro.insert(type->mro.end(), base->mro.begin(), base->mro.end());
    const Slots own = type->slots;
    inherit_slots(type->slots, base->slots);
    if (base == interpreter.types.object) type->slots.make = own.make;
  } else {
    type->mro.push_back(type);
  }
  if (type->slots.finalize != nullptr) type->Type::flags |= Type::has_finalizer;
  if (type->attributes_offset != 0) type->root_shape = new Shape(type, nullptr, nullptr);
  if (interpreter.types.dict != nullptr) finish_native_type(*type, definition.slots);
  add_methods(*type, definition.methods);
  add_properties(*type, definition.properties);
  return *type;
}

void finish_native_type(Type& type, const Slots& own) {
  Interpreter& interpreter = *type.interpreter;
  if (type.dict == nullptr) type.dict = as<DictObject>(make_dict(interpreter).detach());
  add_slot_wrappers(type, own);
  type.version = 0;
}

void add_methods(Type& type, std::span<const NativeDefinition> methods) {
  Interpreter& interpreter = *type.interpreter;
  for (const NativeDefinition& definition : methods) {
    Value method = Value::adopt(
        interpreter.make<NativeMethodObject>(*interpreter.types.native_method, definition, type));
    add_attribute(type, definition.name, std::move(method));
  }
}

void add_properties(Type& type, std::span<const NativeProperty> properties) {
  for (const NativeProperty& property : properties)
    add_attribute(type, property.name, make_native_property(type, property));
}

void add_attribute(Type& type, std::string_view name, Value value) {
  StrObject* interned = type.interpreter->intern(name);
  type.dict->set(interned, std::move(value));
  type_changed(type, interned);
}

const Value* lookup(Type& type, StrObject* name) {
  Interpreter& interpreter = *type.interpreter;
  if (type.version == 0) type.version = interpreter.next_version();
  const std::size_t place = (type.version * 31 + (reinterpret_cast<std::uintptr_t>(name) >> 5)) %
                            Interpreter::State::found_size;
  Interpreter::State::Found& entry = interpreter.state().found[place];
  if (entry.version == type.version && entry.name == name) return entry.value;
  const Value* found = nullptr;
  for (const Type* at : type.mro) {
    if (at->dict == nullptr) continue;
    found = at->dict->find(name);
    if (found != nullptr) break;
  }
  if (name->is_interned()) entry = {type.version, name, found};
  return found;
}

namespace {

void forget_versions(Type& type) {
  type.version = 0;
  for (Type* subclass : type.subclasses) forget_versions(*subclass);
}

}  // namespace

void type_changed(Type& type, StrObject* name) {
  forget_versions(type);
  if (type.is_heap() || !type.subclasses.empty()) update_slots(type, name);
}

void destroy_type(Object* object) noexcept {
  auto* type = static_cast<Type*>(object);
  Interpreter& interpreter = *type->interpreter;
  Type& metatype = *type->type;
  const std::size_t size = Interpreter::allocated_size(object, metatype.size);
  for (Type* base : type->bases) std::erase(base->subclasses, type);
  std::vector<Type*> bases = std::move(type->bases);
  DictObject* dict = std::exchange(type->dict, nullptr);
  delete std::exchange(type->root_shape, nullptr);
  type->~Type();
  if (dict != nullptr) Value::drop(reinterpret_cast<std::uintptr_t>(dict));
  interpreter.free_object(type, metatype, size);
  for (Type* base : bases) Value::drop(reinterpret_cast<std::uintptr_t>(base));
}

void traverse_type(Object* object, Visitor& visit) {
  auto* type = static_cast<Type*>(object);
  visit(type->dict);
  for (Type* base : type->bases) visit(base);
}

void clear_type(Object* object) {
  auto* type = static_cast<Type*>(object);
  if (type->dict != nullptr) type->dict->clear();
  forget_versions(*type);
}

}  // namespace loopscope::python
