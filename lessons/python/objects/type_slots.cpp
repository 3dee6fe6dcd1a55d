// Special methods and slots: a native type's slots appear as methods in its dict, a class's methods
// are called through slots.

#include <array>
#include <cstddef>

#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/machine/trampolines.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/function_object.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/type_internals.h"

namespace loopscope::python {
namespace {

bool check(Interpreter& interpreter, Arguments arguments, std::size_t expected) {
  if (arguments.keyword_count() != 0)
    return interpreter.raise_type_error("wrapper takes no keyword arguments");
  if (arguments.count == expected) return true;
  return interpreter.raise_type_error("expected {} argument{}, got {}", expected,
                                      expected == 1 ? "" : "s", arguments.count);
}

// Wrappers: one for each form of slot.

template <auto Slot>
Value wrap_unary(Interpreter& interpreter, Type& owner, const Value& self, Arguments arguments) {
  if (!check(interpreter, arguments, 0)) return {};
  return (owner.slots.*Slot)(interpreter, self);
}

template <auto Slot>
Value wrap_argument(Interpreter& interpreter, Type& owner, const Value& self, Arguments arguments) {
  if (!check(interpreter, arguments, 1)) return {};
  return (owner.slots.*Slot)(interpreter, self, arguments[0]);
}

template <BinaryOperator Op, bool Reflected>
Value wrap_binary(Interpreter& interpreter, Type& owner, const Value& self, Arguments arguments) {
  if (!check(interpreter, arguments, 1)) return {};
  auto* slot = owner.slots.binary[static_cast<std::size_t>(Op)];
  return Reflected ? slot(interpreter, arguments[0], self) : slot(interpreter, self, arguments[0]);
}

template <bool Reflected>
Value wrap_power(Interpreter& interpreter, Type& owner, const Value& self, Arguments arguments) {
  if (arguments.count == 2 && !Reflected && owner.slots.power_modulo != nullptr)
    return owner.slots.power_modulo(interpreter, self, arguments[0], arguments[1]);
  return wrap_binary<BinaryOperator::power, Reflected>(interpreter, owner, self, arguments);
}

template <BinaryOperator Op>
Value wrap_in_place(Interpreter& interpreter, Type& owner, const Value& self, Arguments arguments) {
  if (!check(interpreter, arguments, 1)) return {};
  return owner.slots.in_place[static_cast<std::size_t>(Op)](interpreter, self, arguments[0]);
}

template <Comparison Op>
Value wrap_compare(Interpreter& interpreter, Type& owner, const Value& self, Arguments arguments) {
  if (!check(interpreter, arguments, 1)) return {};
  return owner.slots.compare(interpreter, self, arguments[0], Op);
}

template <auto Slot>
Value wrap_repeat(Interpreter& interpreter, Type& owner, const Value& self, Arguments arguments) {
  std::int64_t count = 0;
  if (!check(interpreter, arguments, 1) || !index_number(interpreter, arguments[0], count))
    return {};
  return (owner.slots.*Slot)(interpreter, self, count);
}

Value wrap_init(Interpreter& interpreter, Type& owner, const Value& self, Arguments arguments) {
  if (!owner.slots.init(interpreter, self, arguments)) return {};
  return Value::none();
}

Value wrap_call(Interpreter& interpreter, Type& owner, const Value& self, Arguments arguments) {
  return owner.slots.call(interpreter, self, arguments);
}

Value wrap_hash(Interpreter& interpreter, Type& owner, const Value& self, Arguments arguments) {
  std::int64_t hash = 0;
  if (!check(interpreter, arguments, 0) || !owner.slots.hash(interpreter, self, hash)) return {};
  return make_integer(interpreter, hash);
}

StrObject* attribute_name(Interpreter& interpreter, const Value& name) {
  if (is_string(name)) return intern(interpreter, name);
  interpreter.raise_type_error("attribute name must be string, not '{}'",
                               type_name(interpreter, name));
  return nullptr;
}

Value wrap_get_attribute(Interpreter& interpreter, Type& owner, const Value& self,
                         Arguments arguments) {
  if (!check(interpreter, arguments, 1)) return {};
  StrObject* name = attribute_name(interpreter, arguments[0]);
  return name == nullptr ? Value() : owner.slots.get_attribute(interpreter, self, name);
}

template <bool Delete>
Value wrap_set_attribute(Interpreter& interpreter, Type& owner, const Value& self,
                         Arguments arguments) {
  if (!check(interpreter, arguments, Delete ? 1 : 2)) return {};
  StrObject* name = attribute_name(interpreter, arguments[0]);
  if (name == nullptr ||
      !owner.slots.set_attribute(interpreter, self, name, Delete ? Value() : arguments[1]))
    return {};
  return Value::none();
}

Value wrap_descriptor_get(Interpreter& interpreter, Type& owner, const Value& self,
                          Arguments arguments) {
  if (arguments.count < 1 || arguments.count > 2) return check(interpreter, arguments, 1), Value();
  const Value instance = arguments[0].is_none() ? Value() : arguments[0];
  const Value type = arguments.count == 2 ? arguments[1] : Value();
  if (!instance && (!type || type.is_none()))
    return interpreter.raise_type_error("__get__(None, None) is invalid");
  return owner.slots.descriptor_get(interpreter, self, instance, type);
}

template <bool Delete>
Value wrap_descriptor_set(Interpreter& interpreter, Type& owner, const Value& self,
                          Arguments arguments) {
  if (!check(interpreter, arguments, Delete ? 1 : 2) ||
      !owner.slots.descriptor_set(interpreter, self, arguments[0], Delete ? Value() : arguments[1]))
    return {};
  return Value::none();
}

Value wrap_next(Interpreter& interpreter, Type& owner, const Value& self, Arguments arguments) {
  if (!check(interpreter, arguments, 0)) return {};
  Value item = owner.slots.next(interpreter, self);
  if (!item && !interpreter.raised())
    return interpreter.raise(
        make_exception_of(interpreter, *interpreter.exceptions.stop_iteration));
  return item;
}

Value wrap_length(Interpreter& interpreter, Type& owner, const Value& self, Arguments arguments) {
  std::int64_t length = 0;
  if (!check(interpreter, arguments, 0) || !owner.slots.length(interpreter, self, length))
    return {};
  return make_integer(interpreter, length);
}

template <bool Delete>
Value wrap_set_item(Interpreter& interpreter, Type& owner, const Value& self, Arguments arguments) {
  if (!check(interpreter, arguments, Delete ? 1 : 2) ||
      !owner.slots.set_item(interpreter, self, arguments[0], Delete ? Value() : arguments[1]))
    return {};
  return Value::none();
}

Value wrap_contains(Interpreter& interpreter, Type& owner, const Value& self, Arguments arguments) {
  bool found = false;
  if (!check(interpreter, arguments, 1) ||
      !owner.slots.contains(interpreter, self, arguments[0], found))
    return {};
  return Value::boolean(found);
}

Value wrap_truth(Interpreter& interpreter, Type& owner, const Value& self, Arguments arguments) {
  bool truth = false;
  if (!check(interpreter, arguments, 0) || !owner.slots.truth(interpreter, self, truth)) return {};
  return Value::boolean(truth);
}

Value wrap_finalize(Interpreter& interpreter, Type& owner, const Value& self, Arguments arguments) {
  if (!check(interpreter, arguments, 0)) return {};
  owner.slots.finalize(interpreter, self);
  return Value::none();
}

template <class F>
SlotFunction untyped(F* function) {
  return reinterpret_cast<SlotFunction>(function);
}

#define SLOT(member) (offsetof(Slots, member) / sizeof(SlotFunction))
#define NAME(member) &CommonNames::member
#define UNARY(name, slot) \
  { NAME(name), SLOT(slot), untyped(&call_unary<NAME(name)>), &wrap_unary<&Slots::slot> }
#define BINARY(name, reflected, op)                                               \
  {NAME(name), SLOT(binary) + static_cast<std::size_t>(BinaryOperator::op),       \
   untyped(&call_binary<BinaryOperator::op, NAME(name), NAME(reflected)>),        \
   &wrap_binary<BinaryOperator::op, false>},                                      \
  {                                                                               \
    NAME(reflected), SLOT(binary) + static_cast<std::size_t>(BinaryOperator::op), \
        untyped(&call_binary<BinaryOperator::op, NAME(name), NAME(reflected)>),   \
        &wrap_binary<BinaryOperator::op, true>                                    \
  }
#define IN_PLACE(name, op)                                                      \
  {                                                                             \
    NAME(name), SLOT(in_place) + static_cast<std::size_t>(BinaryOperator::op),  \
        untyped(&call_in_place<NAME(name)>), &wrap_in_place<BinaryOperator::op> \
  }
#define COMPARE(name, op) \
  { NAME(name), SLOT(compare), untyped(&call_compare), &wrap_compare<Comparison::op> }

const auto& slot_rows() {
  // A name may stand twice (the numbers' slot first): __add__ is a slot of numbers and of
  // sequences. Classes fill the first one.
  static const std::array rows = std::to_array<SlotRow>({
      {NAME(init), SLOT(init), untyped(&call_init), &wrap_init},
      {NAME(call), SLOT(call), untyped(&call_call), &wrap_call},
      {NAME(del), SLOT(finalize), untyped(&call_finalize), &wrap_finalize},
      UNARY(repr, repr),
      UNARY(str, str),
      {NAME(hash), SLOT(hash), untyped(&call_hash), &wrap_hash},
      COMPARE(eq, equal),
      COMPARE(ne, not_equal),
      COMPARE(lt, less),
      COMPARE(le, less_equal),
      COMPARE(gt, greater),
      COMPARE(ge, greater_equal),
      {NAME(getattribute), SLOT(get_attribute), untyped(&call_get_attribute), &wrap_get_attribute},
      {NAME(getattr), SLOT(get_attribute), untyped(&call_get_attribute), nullptr},
      {NAME(setattr), SLOT(set_attribute), untyped(&call_set_attribute),
       &wrap_set_attribute<false>},
      {NAME(delattr), SLOT(set_attribute), untyped(&call_set_attribute), &wrap_set_attribute<true>},
      {NAME(get), SLOT(descriptor_get), untyped(&call_descriptor_get), &wrap_descriptor_get},
      {NAME(set), SLOT(descriptor_set), untyped(&call_descriptor_set), &wrap_descriptor_set<false>},
      {NAME(delete_), SLOT(descriptor_set), untyped(&call_descriptor_set),
       &wrap_descriptor_set<true>},
      UNARY(iter, iter),
      {NAME(next), SLOT(next), untyped(&call_next), &wrap_next},
      {NAME(len), SLOT(length), untyped(&call_length), &wrap_length},
      {NAME(getitem), SLOT(get_item), untyped(&call_get_item), &wrap_argument<&Slots::get_item>},
      {NAME(setitem), SLOT(set_item), untyped(&call_set_item), &wrap_set_item<false>},
      {NAME(delitem), SLOT(set_item), untyped(&call_set_item), &wrap_set_item<true>},
      {NAME(contains), SLOT(contains), untyped(&call_contains), &wrap_contains},
      BINARY(add, radd, add),
      BINARY(sub, rsub, subtract),
      BINARY(mul, rmul, multiply),
      BINARY(matmul, rmatmul, matrix_multiply),
      BINARY(truediv, rtruediv, true_divide),
      BINARY(floordiv, rfloordiv, floor_divide),
      BINARY(mod, rmod, remainder),
      {NAME(pow), SLOT(binary) + static_cast<std::size_t>(BinaryOperator::power),
       untyped(&call_binary<BinaryOperator::power, NAME(pow), NAME(rpow)>), &wrap_power<false>},
      {NAME(rpow), SLOT(binary) + static_cast<std::size_t>(BinaryOperator::power),
       untyped(&call_binary<BinaryOperator::power, NAME(pow), NAME(rpow)>), &wrap_power<true>},
      BINARY(lshift, rlshift, left_shift),
      BINARY(rshift, rrshift, right_shift),
      BINARY(and_, rand, bit_and),
      BINARY(or_, ror, bit_or),
      BINARY(xor_, rxor, bit_xor),
      BINARY(divmod, rdivmod, divmod),
      IN_PLACE(iadd, add),
      IN_PLACE(isub, subtract),
      IN_PLACE(imul, multiply),
      IN_PLACE(imatmul, matrix_multiply),
      IN_PLACE(itruediv, true_divide),
      IN_PLACE(ifloordiv, floor_divide),
      IN_PLACE(imod, remainder),
      IN_PLACE(ipow, power),
      IN_PLACE(ilshift, left_shift),
      IN_PLACE(irshift, right_shift),
      IN_PLACE(iand, bit_and),
      IN_PLACE(ior, bit_or),
      IN_PLACE(ixor, bit_xor),
      {NAME(add), SLOT(concat), nullptr, &wrap_argument<&Slots::concat>},
      {NAME(mul), SLOT(repeat), nullptr, &wrap_repeat<&Slots::repeat>},
      {NAME(rmul), SLOT(repeat), nullptr, &wrap_repeat<&Slots::repeat>},
      {NAME(iadd), SLOT(in_place_concat), nullptr, &wrap_argument<&Slots::in_place_concat>},
      {NAME(imul), SLOT(in_place_repeat), nullptr, &wrap_repeat<&Slots::in_place_repeat>},
      UNARY(neg, negative),
      UNARY(pos, positive),
      UNARY(abs, absolute),
      UNARY(invert, invert),
      {NAME(bool_), SLOT(truth), untyped(&call_truth), &wrap_truth},
      UNARY(int_, to_integer),
      UNARY(float_, to_float),
      UNARY(index, index),
      UNARY(await, await),
      UNARY(aiter, async_iter),
      UNARY(anext, async_next),
  });
  return rows;
}

/// The slot that the class should have for a row: of a native base, or the row's trampoline.
SlotFunction choose(Type& type, const SlotRow& row, bool& special) {
  Interpreter& interpreter = *type.interpreter;
  const Value* found = lookup(type, interpreter.names.*row.name);
  if (found == nullptr) return nullptr;
  if (const auto* wrapper = try_as<SlotWrapperObject>(*found)) {
    const bool inherited = type.is_subtype(*wrapper->owner);
    if (inherited && wrapper->row->slot == row.slot)
      return slot_at(wrapper->owner->slots, row.slot);
    // Numbers and sequences share names; another name is `__str__ = int.__repr__` in a class.
    if (inherited && wrapper->row->name == row.name) return nullptr;
  }
  if (found->is_none() && row.slot == SLOT(hash)) return untyped(&unhashable);
  special = true;
  return row.trampoline;
}

void update_slot(Type& type, std::size_t slot) {
  SlotFunction chosen = nullptr;
  SlotFunction trampoline = nullptr;
  bool special = false;
  for (const SlotRow& row : slot_rows()) {
    if (row.slot != slot) continue;
    const SlotFunction one = choose(type, row, special);
    if (row.trampoline == nullptr && special) {
      special = false;  // a sequence's slot: the numbers' one has the trampoline
      chosen = nullptr;
      break;
    }
    if (one == nullptr) continue;
    if (row.trampoline != nullptr) trampoline = row.trampoline;
    if (chosen != nullptr && chosen != one) special = true;
    chosen = one;
  }
  set_slot(type.slots, slot, special ? trampoline : chosen);
  if (slot == SLOT(finalize)) {
    if (type.slots.finalize != nullptr)
      type.Type::flags |= Type::has_finalizer;
    else
      type.Type::flags &= ~Type::has_finalizer;
  }
}

void update_make(Type& type) {
  const Value* found = lookup(type, type.interpreter->names.new_);
  if (found == nullptr) return;
  if (const auto* native = try_as<NativeFunctionObject>(*found); native && native->owner) {
    type.slots.make = native->owner->slots.make;
  } else {
    type.slots.make = &call_new;
  }
}

void update_all(Type& type) {
  for (std::size_t slot = 0; slot < slot_count; ++slot) {
    for (const SlotRow& row : slot_rows()) {
      if (row.slot == slot) {
        update_slot(type, slot);
        break;
      }
    }
  }
  update_make(type);
}

Value make_from_type(Interpreter& interpreter, const Value& self, Arguments arguments) {
  auto& owner = *as<Type>(self);
  if (arguments.count == 0 || !arguments[0].is(Kind::type))
    return interpreter.raise_type_error(
        "{}.__new__(X): X is not a type object ({})", owner.name,
        arguments.count == 0 ? std::string_view("nothing") : type_name(interpreter, arguments[0]));
  auto& type = *as<Type>(arguments[0]);
  if (!type.is_subtype(owner))
    return interpreter.raise_type_error("{}.__new__({}): {} is not a subtype of {}", owner.name,
                                        type.name, type.name, owner.name);
  const Type* native = &type;
  while (native->is_heap()) native = native->base;
  if (native->slots.make != owner.slots.make) {
    return interpreter.raise_type_error("{}.__new__({}) is not safe, use {}.__new__()", owner.name,
                                        type.name, native->name);
  }
  return owner.slots.make(interpreter, type, arguments.skip(1));
}

constexpr NativeDefinition new_definition{"__new__", &make_from_type};

}  // namespace

void add_slot_wrappers(Type& type, const Slots& own) {
  Interpreter& interpreter = *type.interpreter;
  for (const SlotRow& row : slot_rows()) {
    if (row.wrapper == nullptr || slot_at(own, row.slot) == nullptr) continue;
    StrObject* name = interpreter.names.*row.name;
    if (type.dict->find(name) != nullptr) continue;
    if (row.slot == SLOT(hash) && own.hash == &unhashable) {
      type.dict->set(name, Value::none());
      continue;
    }
    type.dict->set(name, Value::adopt(interpreter.make<SlotWrapperObject>(
                             *interpreter.types.slot_wrapper, row, type)));
  }
  if (own.make != nullptr) {
    auto* function = interpreter.make<NativeFunctionObject>(
        *interpreter.types.native_function, new_definition, Value::share(&type), &type);
    type.dict->set(interpreter.names.new_, Value::adopt(function));
  }
}

void update_slots(Type& type, const StrObject* name) {
  Interpreter& interpreter = *type.interpreter;
  if (name == nullptr) {
    update_all(type);
    return;
  }
  if (name->size < 5 || name->data()[0] != '_') return;
  if (type.is_heap()) {
    if (name == interpreter.names.new_) update_make(type);
    for (const SlotRow& row : slot_rows())
      if (interpreter.names.*row.name == name) update_slot(type, row.slot);
  }
  for (Type* subclass : type.subclasses) update_slots(*subclass, name);
}

bool unhashable(Interpreter& interpreter, const Value& self, std::int64_t&) {
  return interpreter.raise_type_error("unhashable type: '{}'", type_name(interpreter, self));
}

}  // namespace loopscope::python
