#pragma once

#include "lessons/python/interpreter.h"

namespace loopscope::python {

// Arithmetic of the builtin numbers, for the machine's fast paths and the types' slots.

/// Binary operators of int (bool included); NotImplemented for other operands.
Value integer_binary(Interpreter& interpreter, BinaryOperator op, const Value& left,
                     const Value& right);
/// Binary operators of float with float or int; NotImplemented for other operands.
Value float_binary(Interpreter& interpreter, BinaryOperator op, const Value& left,
                   const Value& right);
/// a // b and a % b of floats, b not 0.
double float_floor_divide(double a, double b);
double float_remainder(double a, double b);
/// Adds the types of numbers: the slots of float and complex.
void define_floats(Interpreter& interpreter);
void define_complex(Interpreter& interpreter);
/// float(text); false if it is no number.
bool parse_float(std::string_view text, double& number);
std::int64_t hash_integer(const Value& integer);
/// int(…) of the arguments, as an int.
Value convert_to_integer(Interpreter& interpreter, Arguments arguments);

}  // namespace loopscope::python
