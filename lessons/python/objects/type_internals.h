#pragma once

#include <cstddef>

#include "lessons/python/interpreter.h"
#include "lessons/python/objects/type.h"

namespace loopscope::python {

// What the files about types share.

/// A slot as an untyped function; Slots is an array of them.
using SlotFunction = void (*)();
constexpr std::size_t slot_count = sizeof(Slots) / sizeof(SlotFunction);
SlotFunction slot_at(const Slots& slots, std::size_t index);
void set_slot(Slots& slots, std::size_t index, SlotFunction function);
/// Fills the slots that `to` lacks.
void inherit_slots(Slots& to, const Slots& from);

/// A special method's name, the slot it fills, and how each stands for the other.
struct SlotRow {
  StrObject* CommonNames::*name;
  std::size_t slot;
  SlotFunction trampoline;  ///< calls the class's method of that name
  /// Calls the slot of `owner`, as the method.
  Value (*wrapper)(Interpreter&, Type& owner, const Value& self, Arguments);
};

/// int.__add__: a slot of a native type as a method.
struct SlotWrapperObject : Object {
  static constexpr Kind object_kind = Kind::slot_wrapper;
  SlotWrapperObject(const SlotRow& r, Type& o) : row(&r), owner(&o) {}
  const SlotRow* row;
  Type* owner;
};

/// A type's memory, header and interpreter; the rest is up to the caller.
Type* allocate_type(Interpreter& interpreter, Type* metatype);
/// Gives a native type its dict and slot wrappers (`own`: the slots it has filled itself).
void finish_native_type(Type& type, const Slots& own);
void add_slot_wrappers(Type& type, const Slots& own);
/// Fills the slots that `name` stands for anew, in the type and below; null: all.
void update_slots(Type& type, const StrObject* name);
Value make_native_property(Type& type, const NativeProperty& property);
/// object.__hash__
bool identity_hash(Interpreter& interpreter, const Value& self, std::int64_t& hash);
/// The slot of types without a hash.
bool unhashable(Interpreter& interpreter, const Value& self, std::int64_t& hash);

void destroy_type(Object* object) noexcept;
void traverse_type(Object* object, Visitor& visit);
void clear_type(Object* object);

/// type(name, bases, dict, **keywords).
Value make_class(Interpreter& interpreter, Type& metatype, const Value& name, const Value& bases,
                 const Value& dict, Arguments keywords);
/// The metatype of a class of these bases; null if it has raised.
Type* best_metatype(Interpreter& interpreter, Type* metatype, const Value& bases);

/// self.name(…) of a special method that the class is known to have.
Value call_special(Interpreter& interpreter, const Value& self, StrObject* name,
                   Arguments arguments);
/// The same; null without an error if the class has none.
Value call_special_if(Interpreter& interpreter, const Value& self, StrObject* name,
                      Arguments arguments, bool& found);

}  // namespace loopscope::python
