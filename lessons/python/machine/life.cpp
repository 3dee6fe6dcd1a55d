// How objects come into being and how they go.

#include <cstring>

#include "lessons/python/interpreter.h"
#include "lessons/python/machine/attributes.h"
#include "lessons/python/machine/interpreter_state.h"
#include "lessons/python/objects/weak_reference.h"

namespace loopscope::python {
namespace {

constexpr int deepest_destruction = 100;

void link(Container* object, Container& ring) {
  object->previous = ring.previous;
  object->next = &ring;
  ring.previous->next = object;
  ring.previous = object;
}

void unlink(Object* object) {
  auto* container = static_cast<Container*>(object);
  container->previous->next = container->next;
  container->next->previous = container->previous;
  object->flags = static_cast<std::uint8_t>(object->flags & ~Object::tracked);
}

void release_attributes(Interpreter& interpreter, Object* object) {
  Attributes* attributes = attributes_of(object);
  if (attributes == nullptr) return;
  if (attributes->shape != nullptr) {
    for (std::uint32_t i = 0; i < attributes->shape->count; ++i) attributes->values[i].~Value();
    if (attributes->room > attributes->in_place)
      free_bytes(interpreter, attributes->values, attributes->room * sizeof(Value));
  }
  attributes->shape = nullptr;
  if (DictObject* dict = std::exchange(attributes->dict, nullptr))
    Value::adopt(reinterpret_cast<Object*>(dict));
}

void release_slots(Object* object) {
  for (const Type* type = object->type; type->slot_count != 0; type = type->base) {
    auto* values = reinterpret_cast<Value*>(reinterpret_cast<char*>(object) + type->slots_offset);
    for (std::size_t i = 0; i < type->own_slot_count; ++i) values[i].~Value();
  }
}

void forget(Interpreter& interpreter, Object* object) {
  interpreter.state().identities.erase(object);
}

/// Calls what wants to be called before the object goes; true if somebody has kept it.
bool finalize(Interpreter& interpreter, Object* object) {
  Type& type = *object->type;
  if ((object->flags & Object::finalized) != 0 || interpreter.ending) return false;
  object->flags |= Object::finalized;
  object->references = 1;
  {
    const Value self = Value::share(object);
    Value pending = interpreter.take_error();
    try {
      type.slots.finalize(interpreter, self);
    } catch (const ProgramStopped& stopped) {  // nothing may be thrown here: later, then
      interpreter.stop_soon(stopped.what());
    }
    if (pending) interpreter.restore_error(std::move(pending));
  }
  return --object->references > 0;
}

void destroy_now(Interpreter& interpreter, Object* object) {
  Type& type = *object->type;
  if ((type.flags & Type::has_finalizer) != 0 && finalize(interpreter, object)) return;
  if ((object->flags & (Object::referenced | Object::identified)) != 0) {
    if ((object->flags & Object::referenced) != 0) {
      object->references = 1;
      clear_weak_references(interpreter, object);
      object->references = 0;
    }
    forget(interpreter, object);
  }
  if ((object->flags & Object::tracked) != 0) unlink(object);
  if (type.attributes_offset != 0) release_attributes(interpreter, object);
  if (type.slot_count != 0) release_slots(object);
  type.slots.destroy(object);
}

}  // namespace

void destroy_object(Object* object) noexcept {
  Interpreter& interpreter = *object->type->interpreter;
  Interpreter::State& state = interpreter.state();
  if (state.destroy_depth >= deepest_destruction) {
    state.deferred.push_back(object);
    return;
  }
  ++state.destroy_depth;
  destroy_now(interpreter, object);
  if (state.destroy_depth == 1) {
    while (!state.deferred.empty()) {
      Object* next = state.deferred.back();
      state.deferred.pop_back();
      destroy_now(interpreter, next);
    }
  }
  --state.destroy_depth;
}

Object* Interpreter::allocate(Type& type, std::size_t size) {
  if (type.attributes_offset != 0) size += type.expected_attributes * sizeof(Value);
  account(size);
  auto* object = static_cast<Container*>(Pool::allocate(size));
  object->references = 1;
  object->kind = type.instance_kind;
  object->flags = 0;
  object->extra = 0;
  object->type = &type;
  if (type.is_heap()) {
    ++type.references;
  } else {
    object->flags = Object::exact;
  }
  if ((type.flags & Type::container) != 0) {
    object->flags |= Object::tracked;
    link(object, ring_);
  }
  return object;
}

void Interpreter::place_attributes(Object* object, std::size_t size) {
  Type& type = *object->type;
  for (const Type* at = &type; at->slot_count != 0; at = at->base) {
    auto* values = reinterpret_cast<Value*>(reinterpret_cast<char*>(object) + at->slots_offset);
    for (std::size_t i = 0; i < at->own_slot_count; ++i) new (values + i) Value();
  }
  Attributes* attributes = attributes_of(object);
  if (attributes == nullptr) return;
  new (attributes) Attributes();
  attributes->shape = type.root_shape;
  attributes->room = attributes->in_place = type.expected_attributes;
  attributes->values = reinterpret_cast<Value*>(reinterpret_cast<char*>(object) + size);
}

std::size_t Interpreter::allocated_size(Object* object, std::size_t size) {
  const Attributes* attributes = attributes_of(object);
  return attributes == nullptr ? size : size + attributes->in_place * sizeof(Value);
}

void Interpreter::free_object(void* memory, Type& type, std::size_t size) noexcept {
  unaccount(size);
  Pool::free(memory, size);
  if (type.is_heap() && --type.references == 0) destroy_object(&type);
}

void track(Interpreter& interpreter, Container* object) {
  if ((object->flags & Object::tracked) != 0) return;
  object->flags |= Object::tracked;
  link(object, interpreter.ring());
}

void account_bytes(Interpreter& interpreter, std::size_t bytes) {
  interpreter.account(bytes);
}

void return_bytes(Interpreter& interpreter, std::size_t bytes) noexcept {
  interpreter.unaccount(bytes);
}

void* allocate_bytes(Interpreter& interpreter, std::size_t bytes) {
  interpreter.account(bytes);
  return Pool::allocate(bytes);
}

void free_bytes(Interpreter& interpreter, void* memory, std::size_t bytes) noexcept {
  interpreter.unaccount(bytes);
  Pool::free(memory, bytes);
}

}  // namespace loopscope::python
