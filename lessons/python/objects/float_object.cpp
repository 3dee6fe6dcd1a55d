#include "lessons/python/objects/float_object.h"

#include <cmath>
#include <limits>

#include "lessons/python/machine/comparison.h"
#include "lessons/python/machine/numbers.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/bytes_object.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/objects/list_object.h"

namespace loopscope::python {

Value make_float(Interpreter& interpreter, double number) {
  auto* object = static_cast<FloatObject*>(
      interpreter.allocate(*interpreter.types.floating, sizeof(FloatObject)));
  object->value = number;
  return Value::adopt(object);
}

std::int64_t hash_float(double number) {
  constexpr int bits = 61;
  constexpr std::uint64_t modulus = (std::uint64_t{1} << bits) - 1;
  if (std::isinf(number)) return number > 0 ? 314159 : -314159;
  if (std::isnan(number)) return 0;
  int exponent = 0;
  double mantissa = std::frexp(number, &exponent);
  const bool negative = mantissa < 0;
  if (negative) mantissa = -mantissa;
  std::uint64_t x = 0;
  while (mantissa != 0.0) {
    x = ((x << 28) & modulus) | x >> (bits - 28);
    mantissa *= 268435456.0;
    exponent -= 28;
    const auto y = static_cast<std::uint64_t>(mantissa);
    mantissa -= static_cast<double>(y);
    x += y;
    if (x >= modulus) x -= modulus;
  }
  exponent = exponent >= 0 ? exponent % bits : bits - 1 - ((-1 - exponent) % bits);
  x = ((x << exponent) & modulus) | x >> (bits - exponent);
  auto hash = static_cast<std::int64_t>(x);
  if (negative) hash = -hash;
  return hash == -1 ? -2 : hash;
}

double float_remainder(double a, double b) {
  double rest = std::fmod(a, b);
  if (rest != 0.0) {
    if ((b < 0) != (rest < 0)) rest += b;
  } else {
    rest = std::copysign(0.0, b);
  }
  return rest;
}

double float_floor_divide(double a, double b) {
  double rest = std::fmod(a, b);
  double quotient = (a - rest) / b;
  if (rest != 0.0 && (b < 0) != (rest < 0)) quotient -= 1.0;
  if (quotient == 0.0) return std::copysign(0.0, a / b);
  const double floor = std::floor(quotient);
  return quotient - floor > 0.5 ? floor + 1.0 : floor;
}

namespace {

Raised zero_division(Interpreter& interpreter, const char* message) {
  return interpreter.raise(*interpreter.exceptions.zero_division_error, message);
}

/// 1: a number; 0: not one; -1: raised.
int operand(Interpreter& interpreter, const Value& value, double& number) {
  if (is_float(value)) {
    number = float_value(value);
    return 1;
  }
  if (!is_integer(value)) return 0;
  if (to_double(value, number)) return 1;
  interpreter.raise(*interpreter.exceptions.overflow_error, "int too large to convert to float");
  return -1;
}

Value float_power(Interpreter& interpreter, double a, double b) {
  if (b == 0.0) return make_float(interpreter, 1.0);
  if (a == 0.0 && b < 0.0)
    return zero_division(interpreter, "0.0 cannot be raised to a negative power");
  if (a < 0.0 && std::isfinite(a) && std::isfinite(b) && b != std::floor(b)) {
    const double size = std::pow(-a, b);
    const double angle = std::acos(-1.0) * b;
    return make_complex(interpreter, size * std::cos(angle), size * std::sin(angle));
  }
  const double result = std::pow(a, b);
  if (std::isinf(result) && std::isfinite(a) && std::isfinite(b)) {
    const Value arguments[] = {Value::small(34),
                               interpreter.make_string("Numerical result out of range")};
    Value error = call(interpreter, Value::share(interpreter.exceptions.overflow_error),
                       Arguments(arguments, 2));
    return error ? Value(interpreter.raise(std::move(error))) : Value();
  }
  return make_float(interpreter, result);
}

Value compare_slot(Interpreter&, const Value& left, const Value& right, Comparison op) {
  const double a = float_value(left);
  double b = 0.0;
  int order = 0;
  bool unordered = false;
  if (is_float(right)) {
    b = float_value(right);
    unordered = std::isnan(a) || std::isnan(b);
    order = a < b ? -1 : a > b;
  } else if (is_integer(right)) {
    std::int64_t number = 0;
    unordered = std::isnan(a);
    if (std::isinf(a)) {
      order = a > 0 ? 1 : -1;
    } else if (to_int64(right, number) && number > -(std::int64_t{1} << 53) &&
               number < (std::int64_t{1} << 53)) {
      b = static_cast<double>(number);
      order = a < b ? -1 : a > b;
    } else if (!unordered) {
      const double whole = std::trunc(a);
      order = BigInteger(whole).compare(big_value(right));
      if (order == 0) order = a < whole ? -1 : a > whole;
    }
  } else {
    return Value::not_implemented();
  }
  if (unordered) return Value::boolean(op == Comparison::not_equal);
  return comparison_result(op, order);
}

template <BinaryOperator Op>
Value binary_slot(Interpreter& interpreter, const Value& left, const Value& right) {
  return float_binary(interpreter, Op, left, right);
}

Value repr_slot(Interpreter& interpreter, const Value& self) {
  return interpreter.make_string(float_text(float_value(self)));
}

bool hash_slot(Interpreter&, const Value& self, std::int64_t& hash) {
  hash = hash_float(float_value(self));
  return true;
}

Value negative_slot(Interpreter& interpreter, const Value& self) {
  return make_float(interpreter, -float_value(self));
}

Value positive_slot(Interpreter& interpreter, const Value& self) {
  return make_float(interpreter, float_value(self));
}

Value absolute_slot(Interpreter& interpreter, const Value& self) {
  return make_float(interpreter, std::fabs(float_value(self)));
}

bool truth_slot(Interpreter&, const Value& self, bool& truth) {
  truth = float_value(self) != 0.0;
  return true;
}

Value to_integer_slot(Interpreter& interpreter, const Value& self) {
  const Value exact = make_float(interpreter, float_value(self));
  return convert_to_integer(interpreter, Arguments(&exact, 1));
}

Value make_slot(Interpreter& interpreter, Type& type, Arguments arguments) {
  if (arguments.keyword_count() != 0)
    return interpreter.raise_type_error("float() takes no keyword arguments");
  if (arguments.count > 1)
    return interpreter.raise_type_error("float expected at most 1 argument, got {}",
                                        arguments.count);
  double number = 0.0;
  std::string_view bytes;
  if (arguments.count == 1) {
    const Value& value = arguments[0];
    if (is_string(value) || bytes_view(value, bytes)) {
      if (!parse_float(is_string(value) ? text_of(value) : bytes, number)) {
        std::string shown;
        if (!repr_text(interpreter, value, shown)) return {};
        return interpreter.raise_value_error("could not convert string to float: {}", shown);
      }
    } else {
      const Slots& slots = type_of(interpreter, value).slots;
      if (slots.to_float == nullptr && slots.index == nullptr)
        return interpreter.raise_type_error(
            "float() argument must be a string or a real number, not '{}'",
            type_name(interpreter, value));
      if (!to_real(interpreter, value, number)) return {};
    }
  }
  if (&type == interpreter.types.floating) return make_float(interpreter, number);
  auto* object = interpreter.make<FloatObject>(type);
  object->value = number;
  return Value::adopt(object);
}

}  // namespace

Value float_binary(Interpreter& interpreter, BinaryOperator op, const Value& left,
                   const Value& right) {
  double a = 0.0;
  double b = 0.0;
  const int first = operand(interpreter, left, a);
  if (first <= 0) return first == 0 ? Value::not_implemented() : Value();
  const int second = operand(interpreter, right, b);
  if (second <= 0) return second == 0 ? Value::not_implemented() : Value();
  switch (op) {
    case BinaryOperator::add:
      return make_float(interpreter, a + b);
    case BinaryOperator::subtract:
      return make_float(interpreter, a - b);
    case BinaryOperator::multiply:
      return make_float(interpreter, a * b);
    case BinaryOperator::true_divide:
      if (b == 0.0) return zero_division(interpreter, "float division by zero");
      return make_float(interpreter, a / b);
    case BinaryOperator::floor_divide:
      if (b == 0.0) return zero_division(interpreter, "float floor division by zero");
      return make_float(interpreter, float_floor_divide(a, b));
    case BinaryOperator::remainder:
      if (b == 0.0) return zero_division(interpreter, "float modulo");
      return make_float(interpreter, float_remainder(a, b));
    case BinaryOperator::divmod:
      if (b == 0.0) return zero_division(interpreter, "float divmod()");
      return make_tuple(interpreter, {make_float(interpreter, float_floor_divide(a, b)),
                                      make_float(interpreter, float_remainder(a, b))});
    case BinaryOperator::power:
      return float_power(interpreter, a, b);
    default:
      return Value::not_implemented();
  }
}

void define_floats(Interpreter& interpreter) {
  Slots slots;
  slots.destroy = &destroy_with<FloatObject>;
  slots.make = &make_slot;
  slots.repr = &repr_slot;
  slots.hash = &hash_slot;
  slots.compare = &compare_slot;
  const auto binary = [&slots](BinaryOperator op) -> auto& {
    return slots.binary[static_cast<std::size_t>(op)];
  };
  binary(BinaryOperator::add) = &binary_slot<BinaryOperator::add>;
  binary(BinaryOperator::subtract) = &binary_slot<BinaryOperator::subtract>;
  binary(BinaryOperator::multiply) = &binary_slot<BinaryOperator::multiply>;
  binary(BinaryOperator::true_divide) = &binary_slot<BinaryOperator::true_divide>;
  binary(BinaryOperator::floor_divide) = &binary_slot<BinaryOperator::floor_divide>;
  binary(BinaryOperator::remainder) = &binary_slot<BinaryOperator::remainder>;
  binary(BinaryOperator::divmod) = &binary_slot<BinaryOperator::divmod>;
  binary(BinaryOperator::power) = &binary_slot<BinaryOperator::power>;
  slots.negative = &negative_slot;
  slots.positive = &positive_slot;
  slots.absolute = &absolute_slot;
  slots.truth = &truth_slot;
  slots.to_integer = &to_integer_slot;
  slots.to_float = &positive_slot;
  interpreter.types.floating =
      &define_type(interpreter, {.name = "float",
                                 .kind = Kind::floating,
                                 .size = sizeof(FloatObject),
                                 .flags = Type::base_allowed | Type::self_match,
                                 .slots = slots});
}

}  // namespace loopscope::python
