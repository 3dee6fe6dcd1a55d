// Inline caches: what an instruction remembers about the objects that it meets.

#include "lessons/python/machine/attribute_access.h"
#include "lessons/python/machine/attributes.h"
#include "lessons/python/machine/machine_internal.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/function_object.h"
#include "lessons/python/objects/module_object.h"
#include "lessons/python/objects/object_type.h"
#include "lessons/python/objects/super_object.h"
#include "lessons/python/objects/type_internals.h"

namespace loopscope::python {
namespace {

/// An instruction that meets many kinds of objects stays as it is.
constexpr std::uint32_t most_misses = 50;

void become(Instruction& instruction, FastOperation operation) {
  instruction.operation = static_cast<std::uint16_t>(operation);
}

void become(Instruction& instruction, Operation operation) {
  instruction.operation = static_cast<std::uint16_t>(operation);
}

/// The shape of an instance that is used by shape; null otherwise.
Shape* shape_of(Object* object) {
  const std::size_t offset = object->type->attributes_offset;
  if (offset == 0 || offset == attributes_at_end) return nullptr;
  return attributes_of(object)->shape;
}

Object* remembered(const Value& value) {
  return reinterpret_cast<Object*>(value.bits());
}

/// Module attributes and names of classes; false if the object is neither.
bool specialize_name_space(Interpreter& interpreter, const Value& object, Cache& cache,
                           Instruction& instruction, FastOperation module, FastOperation type) {
  if (object.is(Kind::module) && object.object()->type == interpreter.types.module) {
    DictObject& names = as<ModuleObject>(object)->names();
    const std::int64_t index = names.index_of(cache.name);
    if (index < 0) return true;
    cache.version = names.layout_version();
    cache.index = static_cast<std::uint32_t>(index);
    become(instruction, module);
    return true;
  }
  if (!object.is(Kind::type)) return false;
  if (object.object()->type != interpreter.types.type) return true;
  const Value* in_metatype = lookup(*interpreter.types.type, cache.name);
  const Value* found = lookup(*as<Type>(object), cache.name);
  if (in_metatype != nullptr || found == nullptr) return true;
  if (!found->is(Kind::function) && type_of(interpreter, *found).slots.descriptor_get != nullptr)
    return true;
  if (type == FastOperation::load_method_type_ && !found->is_object()) return true;
  cache.version = as<Type>(object)->version;
  cache.target = remembered(*found);
  become(instruction, type);
  return true;
}

}  // namespace

void specialize_load_attribute(Interpreter& interpreter, const Value& object, Cache& cache,
                               Instruction& instruction) {
  become(instruction, Operation::load_attribute_);
  if (++cache.misses > most_misses || !object.is_object()) return;
  if (specialize_name_space(interpreter, object, cache, instruction,
                            FastOperation::load_attribute_module_,
                            FastOperation::load_attribute_type_))
    return;
  Type& type = *object.object()->type;
  if (type.slots.get_attribute != &get_attribute_generic) return;
  const Value* found = lookup(type, cache.name);
  Shape* const shape = shape_of(object.object());
  const Slots* const slots = found == nullptr ? nullptr : &type_of(interpreter, *found).slots;
  cache.version = type.version;
  cache.shape = shape;
  if (found != nullptr && slots->descriptor_set != nullptr) {
    if (!found->is(Kind::member) || !type.is_subtype(*as<MemberObject>(*found)->owner)) return;
    cache.index = static_cast<std::uint32_t>(as<MemberObject>(*found)->offset);
    become(instruction, FastOperation::load_attribute_member_);
    return;
  }
  if (shape == nullptr && type.attributes_offset != 0) return;
  const std::int64_t index = shape == nullptr ? -1 : shape->index_of(cache.name);
  if (index >= 0) {
    cache.index = static_cast<std::uint32_t>(index);
    become(instruction, FastOperation::load_attribute_slot_);
  } else if (found != nullptr && slots->descriptor_get == nullptr) {
    cache.target = remembered(*found);
    become(instruction, FastOperation::load_attribute_class_);
  }
}

void specialize_load_method(Interpreter& interpreter, const Value& object, Cache& cache,
                            Instruction& instruction) {
  become(instruction, Operation::load_method_);
  if (++cache.misses > most_misses || !object.is_object()) return;
  if (specialize_name_space(interpreter, object, cache, instruction,
                            FastOperation::load_method_module_, FastOperation::load_method_type_))
    return;
  Type& type = *object.object()->type;
  if (type.slots.get_attribute != &get_attribute_generic) return;
  const Value* found = lookup(type, cache.name);
  if (found == nullptr) return;
  const bool method =
      found->is(Kind::function) ||
      (found->is(Kind::native_method) &&
       as<NativeMethodObject>(*found)->definition->binding == NativeDefinition::method);
  if (!method) return;
  cache.version = type.version;
  cache.target = remembered(*found);
  if (type.attributes_offset == 0) {
    become(instruction, FastOperation::load_method_native_);
    return;
  }
  Shape* const shape = shape_of(object.object());
  if (shape == nullptr || shape->index_of(cache.name) >= 0) return;
  cache.shape = shape;
  become(instruction, FastOperation::load_method_cached_);
}

void specialize_store_attribute(Interpreter& interpreter, const Value& object, Cache& cache,
                                Instruction& instruction) {
  become(instruction, Operation::store_attribute_);
  if (++cache.misses > most_misses || !object.is_object()) return;
  Type& type = *object.object()->type;
  if (type.slots.set_attribute != &set_attribute_generic) return;
  const Value* found = lookup(type, cache.name);
  if (found != nullptr && type_of(interpreter, *found).slots.descriptor_set != nullptr) return;
  Shape* const shape = shape_of(object.object());
  if (shape == nullptr) return;
  cache.version = type.version;
  cache.shape = shape;
  const std::int64_t index = shape->index_of(cache.name);
  if (index >= 0) {
    cache.index = static_cast<std::uint32_t>(index);
    become(instruction, FastOperation::store_attribute_slot_);
    return;
  }
  cache.next_shape = shape->with(cache.name);
  if (cache.next_shape == nullptr) return;
  cache.index = shape->count;
  become(instruction, FastOperation::store_attribute_new_);
}

void specialize_load_global(FrameObject& frame, Cache& cache, Instruction& instruction) {
  become(instruction, Operation::load_global_);
  if (++cache.misses > most_misses) return;
  const std::int64_t own = frame.globals->index_of(cache.name);
  if (own >= 0) {
    cache.index = static_cast<std::uint32_t>(own);
    become(instruction, FastOperation::load_global_module_);
  } else {
    const std::int64_t builtin = frame.builtins->index_of(cache.name);
    if (builtin < 0) return;
    cache.index = static_cast<std::uint32_t>(builtin);
    cache.other_version = frame.builtins->layout_version();
    become(instruction, FastOperation::load_global_builtin_);
  }
  cache.version = frame.globals->layout_version();
}

bool load_method(Interpreter& interpreter, const Value& object, StrObject* name, Value& function,
                 Value& self) {
  if (object.is(Kind::super) && object.object()->is_exact()) {
    // A method found this way needs no bound method either.
    const auto* super = as<SuperObject>(object);
    if (super->self_type && super->object.object() != super->self_type.object()) {
      const auto& mro = as<Type>(super->self_type)->mro;
      bool behind = false;
      for (Type* at : mro) {
        if (behind) {
          if (const Value* found = at->dict->find(name)) {
            if (!found->is(Kind::function)) break;
            function = *found;
            self = super->object;
            return true;
          }
        }
        behind = behind || at == as<Type>(super->type);
      }
    }
  } else if (object.kind() != Kind::type && object.kind() != Kind::module) {
    Type& type = type_of(interpreter, object);
    if (type.slots.get_attribute == &get_attribute_generic) {
      const Value* found = lookup(type, name);
      if (found != nullptr &&
          (found->is(Kind::function) ||
           (found->is(Kind::native_method) &&
            as<NativeMethodObject>(*found)->definition->binding == NativeDefinition::method)) &&
          (!object.is_object() || find_own_attribute(object.object(), name) == nullptr)) {
        function = *found;
        self = object;
        return true;
      }
    }
  }
  self = get_attribute(interpreter, object, name);
  return static_cast<bool>(self);
}

Value load_global(Interpreter& interpreter, FrameObject& frame, StrObject* name) {
  if (const Value* found = frame.globals->find(name)) return *found;
  if (const Value* found = frame.builtins->find(name)) return *found;
  return raise_name_error(interpreter, *interpreter.exceptions.name_error, name->view(),
                          fmt::format("name '{}' is not defined", name->view()));
}

void prepare_code(CodeObject& code) {
  code.prepared = true;
  std::vector<Instruction>& all = code.instructions;
  // A jump into the middle of a pair still finds the second instruction where it was; a handler
  // whose range ends between them would not see the right place.
  std::vector<bool> boundary(all.size() + 1, false);
  for (const Handler& handler : code.handlers)
    boundary[handler.begin] = boundary[handler.end] = true;
  for (std::size_t i = 0; i < all.size(); ++i) {
    Instruction& instruction = all[i];
    const auto operation = static_cast<Operation>(instruction.operation);
    const bool pair = i + 1 < all.size() && !boundary[i + 1];
    const auto next = pair ? static_cast<Operation>(all[i + 1].operation) : Operation::count_;
    const auto kind = static_cast<BinaryKind>(instruction.argument);
    if (operation == Operation::load_local_ && next == Operation::load_local_) {
      become(instruction, FastOperation::load_local_load_local_);
      ++i;
    } else if (operation == Operation::load_local_ && next == Operation::load_constant_) {
      become(instruction, FastOperation::load_local_load_constant_);
      ++i;
    } else if (operation == Operation::store_local_ && next == Operation::load_local_) {
      become(instruction, FastOperation::store_local_load_local_);
      ++i;
    } else if (operation == Operation::compare_ &&
               (next == Operation::jump_if_false_ || next == Operation::jump_if_true_)) {
      become(instruction, FastOperation::compare_jump_);
      ++i;
    } else if (operation == Operation::binary_) {
      if (kind == BinaryKind::add)
        become(instruction, FastOperation::add_);
      else if (kind == BinaryKind::subtract)
        become(instruction, FastOperation::subtract_);
      else if (kind == BinaryKind::multiply)
        become(instruction, FastOperation::multiply_);
    } else if (operation == Operation::inplace_) {
      if (kind == BinaryKind::add)
        become(instruction, FastOperation::inplace_add_);
      else if (kind == BinaryKind::subtract)
        become(instruction, FastOperation::inplace_subtract_);
    }
  }
}

}  // namespace loopscope::python
