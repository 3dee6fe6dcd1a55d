#pragma once

#include <string>

#include "lessons/python/interpreter.h"

namespace loopscope::python {

/// A float (or instance of a subclass). Only the machine changes `value`, in temporaries.
struct FloatObject : Object {
  static constexpr Kind object_kind = Kind::floating;
  double value;
};

Value make_float(Interpreter& interpreter, double number);
inline bool is_float(const Value& value) {
  return value.is(Kind::floating);
}
inline double float_value(const Value& value) {
  return as<FloatObject>(value)->value;
}
/// float, int or what has __float__ or __index__, as a double; raises TypeError ("must be real
/// number, not str").
bool to_real(Interpreter& interpreter, const Value& value, double& number);
/// repr(float)
std::string float_text(double number);
/// hash(float), equal to that of an int of the same value.
std::int64_t hash_float(double number);

struct ComplexObject : Object {
  static constexpr Kind object_kind = Kind::complex;
  ComplexObject(double real_part, double imaginary_part)
      : real(real_part), imaginary(imaginary_part) {}
  double real;
  double imaginary;
};

Value make_complex(Interpreter& interpreter, double real, double imaginary);

}  // namespace loopscope::python
