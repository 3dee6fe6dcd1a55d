#pragma once

#include "lessons/python/interpreter.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/type_internals.h"

namespace loopscope::python {

// The slots of classes written in Python: each calls the special method of its name.

Value make_exception_of(Interpreter& interpreter, Type& type);

template <StrObject* CommonNames::*Name>
Value call_unary(Interpreter& interpreter, const Value& self) {
  return call_special(interpreter, self, interpreter.names.*Name, {});
}

/// As call_special_if, NotImplemented where there is none.
Value call_operator(Interpreter& interpreter, const Value& self, StrObject* name,
                    const Value& other);
/// The right operand's class has its own method of that name.
bool overrides(Interpreter& interpreter, const Value& left, const Value& right, StrObject* name);

template <BinaryOperator Op, StrObject* CommonNames::*Name, StrObject* CommonNames::*Reflected>
Value call_binary(Interpreter& interpreter, const Value& left, const Value& right) {
  constexpr auto self = &call_binary<Op, Name, Reflected>;
  constexpr auto index = static_cast<std::size_t>(Op);
  Type& left_type = type_of(interpreter, left);
  Type& right_type = type_of(interpreter, right);
  StrObject* const reflected = interpreter.names.*Reflected;
  bool try_right = &left_type != &right_type && right_type.slots.binary[index] == self;
  if (left_type.slots.binary[index] == self) {
    if (try_right && right_type.is_subtype(left_type) &&
        overrides(interpreter, left, right, reflected)) {
      Value result = call_operator(interpreter, right, reflected, left);
      if (!result.is_not_implemented()) return result;
      try_right = false;
    }
    Value result = call_operator(interpreter, left, interpreter.names.*Name, right);
    if (!result.is_not_implemented() || &left_type == &right_type) return result;
  }
  if (try_right) return call_operator(interpreter, right, reflected, left);
  return Value::not_implemented();
}

template <StrObject* CommonNames::*Name>
Value call_in_place(Interpreter& interpreter, const Value& left, const Value& right) {
  return call_operator(interpreter, left, interpreter.names.*Name, right);
}

bool call_init(Interpreter& interpreter, const Value& self, Arguments arguments);
Value call_call(Interpreter& interpreter, const Value& self, Arguments arguments);
Value call_new(Interpreter& interpreter, Type& type, Arguments arguments);
void call_finalize(Interpreter& interpreter, const Value& self);
bool call_hash(Interpreter& interpreter, const Value& self, std::int64_t& hash);
Value call_compare(Interpreter& interpreter, const Value& self, const Value& other, Comparison op);
Value call_get_attribute(Interpreter& interpreter, const Value& self, StrObject* name);
bool call_set_attribute(Interpreter& interpreter, const Value& self, StrObject* name,
                        const Value& value);
Value call_descriptor_get(Interpreter& interpreter, const Value& self, const Value& instance,
                          const Value& owner);
bool call_descriptor_set(Interpreter& interpreter, const Value& self, const Value& instance,
                         const Value& value);
Value call_next(Interpreter& interpreter, const Value& self);
/// The same, but the StopIteration that ends it stays raised, with its value.
Value call_next_raising(Interpreter& interpreter, const Value& self);
bool call_length(Interpreter& interpreter, const Value& self, std::int64_t& length);
Value call_get_item(Interpreter& interpreter, const Value& self, const Value& key);
bool call_set_item(Interpreter& interpreter, const Value& self, const Value& key,
                   const Value& value);
bool call_contains(Interpreter& interpreter, const Value& self, const Value& item, bool& found);
bool call_truth(Interpreter& interpreter, const Value& self, bool& truth);

}  // namespace loopscope::python
