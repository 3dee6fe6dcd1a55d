// The end of an interpreter.

#include <vector>

#include "lessons/python/machine/attributes.h"
#include "lessons/python/machine/interpreter_state.h"
#include "lessons/python/objects/core_types.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/module_object.h"
#include "lessons/python/objects/str_object.h"
#include "lessons/python/objects/type_internals.h"

namespace loopscope::python {

/// The interpreter's own parts, for its end.
struct Life {
  static void clear_modules(Interpreter& interpreter);
  static void clear_containers(Interpreter& interpreter);
  static void destroy_types(Interpreter& interpreter);
  static void tear_down(Interpreter& interpreter);
};

void Life::clear_modules(Interpreter& interpreter) {
  std::vector<Value> modules;
  std::size_t at = 0;
  while (const DictObject::Entry* entry = interpreter.modules_->next(at))
    modules.push_back(entry->value);
  interpreter.modules_->clear();
  for (const Value& module : modules)
    if (module.is(Kind::module) &&
        !as<ModuleObject>(module)->dict.same(Value::share(interpreter.builtins_)))
      as<ModuleObject>(module)->names().clear();
}

void Life::clear_containers(Interpreter& interpreter) {
  // Builtin types are last; whatever else is in the ring is only kept by cycles now.
  std::vector<Value> left;
  for (Container* at = interpreter.ring_.next; at != &interpreter.ring_; at = at->next)
    if (at->kind != Kind::type || static_cast<Type*>(at)->is_heap())
      left.push_back(Value::share(at));
  for (const Value& value : left) {
    Object* object = value.object();
    if (object->type->slots.clear != nullptr) object->type->slots.clear(object);
    Attributes* attributes = attributes_of(object);
    if (attributes != nullptr) own_dict(interpreter, object).clear();
    for (const Type* type = object->type; type != nullptr && type->slot_count != 0;
         type = type->base) {
      auto* slots = reinterpret_cast<Value*>(reinterpret_cast<char*>(object) + type->slots_offset);
      for (std::size_t i = 0; i < type->own_slot_count; ++i) slots[i].reset();
    }
  }
}

void Life::destroy_types(Interpreter& interpreter) {
  auto& types = interpreter.state().native_types;
  for (Type* type : types)
    if (type->dict != nullptr) type->dict->clear();
  for (Type* type : types) {
    if (DictObject* dict = std::exchange(type->dict, nullptr))
      Value::drop(reinterpret_cast<std::uintptr_t>(dict));
    delete std::exchange(type->root_shape, nullptr);
  }
}

void Life::tear_down(Interpreter& interpreter) {
  interpreter.ending = true;
  Interpreter::State& state = interpreter.state();
  interpreter.clear_error();
  interpreter.async_generator_first.reset();
  interpreter.async_generator_finalizer.reset();
  state.base_handled.exception.reset();
  // What is let go may ask for an extension that isn't there yet: the list may grow meanwhile.
  for (std::size_t i = 0; i < state.extensions.size(); ++i) {
    try {
      state.extensions[i].second->clear();
    } catch (const ProgramStopped&) {  // by code of the program that ran once more
      interpreter.clear_error();
    }
  }
  clear_modules(interpreter);
  clear_containers(interpreter);
  state.extensions.clear();
  clear_containers(interpreter);
  interpreter.builtins_->clear();
  Value::drop(reinterpret_cast<std::uintptr_t>(interpreter.builtins_));
  Value::drop(reinterpret_cast<std::uintptr_t>(interpreter.modules_));
  destroy_types(interpreter);
  for (Value& character : state.characters) character.reset();
  for (StrObject* string : std::exchange(state.interned, {}))
    Value::drop(reinterpret_cast<std::uintptr_t>(string));
  for (Type* type : state.native_types) {
    type->~Type();
    Pool::free(type, sizeof(Type));
  }
}

void tear_down(Interpreter& interpreter) {
  Life::tear_down(interpreter);
}

void finalize_all(Interpreter& interpreter) {
  std::vector<Value> objects;
  Container& ring = interpreter.ring();
  for (Container* at = ring.next; at != &ring; at = at->next) {
    if ((at->type->Type::flags & Type::has_finalizer) != 0) objects.push_back(Value::share(at));
  }
  for (const Value& value : objects) {
    Object* object = value.object();
    if ((object->flags & Object::finalized) != 0) continue;
    object->flags = static_cast<std::uint8_t>(object->flags | Object::finalized);
    object->type->slots.finalize(interpreter, value);
  }
}

}  // namespace loopscope::python
