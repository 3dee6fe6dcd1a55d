#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

#include "lessons/python/machine/comparison.h"
#include "lessons/python/machine/numbers.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/float_object.h"
#include "lessons/python/objects/int_memory.h"
#include "lessons/python/objects/list_object.h"

namespace loopscope::python {
namespace {

constexpr std::int64_t hash_modulus = (std::int64_t{1} << 61) - 1;

Raised zero_division(Interpreter& interpreter, const char* message) {
  return interpreter.raise(*interpreter.exceptions.zero_division_error, message);
}

constexpr const char* by_zero = "integer division or modulo by zero";
constexpr const char* modulo_by_zero = "integer modulo by zero";

void floor_divide(const BigInteger& a, const BigInteger& b, BigInteger& quotient,
                  BigInteger& rest) {
  divide_qr(a, b, quotient, rest);
  if (rest != 0 && (rest < 0) != (b < 0)) {
    quotient -= 1;
    rest += b;
  }
}

void destroy_integer(Object* object) noexcept {
  object->type->interpreter->unaccount(bytes_beside(static_cast<IntObject*>(object)->value));
  destroy_with<IntObject>(object);
}

bool too_large(Interpreter& interpreter, std::size_t bits) {
  return !interpreter.check_memory(bits / 8 * 4);
}

/// Work with numbers of thousands of digits counts as more than one step: nothing can stop it once
/// it has begun.
void count_work(Interpreter& interpreter, double steps) {
  constexpr double most = std::numeric_limits<std::uint32_t>::max();
  interpreter.count_steps(static_cast<std::uint32_t>(std::min(steps, most)));
}

void count_product(Interpreter& interpreter, std::size_t bits, std::size_t other_bits) {
  constexpr std::size_t few = 2048;
  if (bits <= few || other_bits <= few) return;
  constexpr double bits_a_step = 128;
  const double longer = static_cast<double>(std::max(bits, other_bits)) / bits_a_step;
  const double shorter = static_cast<double>(std::min(bits, other_bits)) / bits_a_step;
  count_work(interpreter, longer * std::pow(shorter, 0.6));
}

void count_division(Interpreter& interpreter, std::size_t limbs, std::size_t divisor_limbs) {
  constexpr double limbs_a_step = 16;
  if (limbs > divisor_limbs)
    count_work(interpreter, static_cast<double>(limbs - divisor_limbs) *
                                static_cast<double>(divisor_limbs) / limbs_a_step);
}

Value shift(Interpreter& interpreter, const Value& left, const Value& right, bool to_left) {
  const BigInteger value = big_value(left);
  std::int64_t count = 0;
  if (!to_int64(right, count)) {
    if (big_value(right) > 0 && (value == 0 || !to_left)) return Value::small(value < 0 ? -1 : 0);
    if (big_value(right) > 0)
      return interpreter.raise(*interpreter.exceptions.overflow_error,
                               "too many digits in integer");
    count = -1;
  }
  if (count < 0) return interpreter.raise_value_error("negative shift count");
  if (value == 0) return Value::small(0);
  if (to_left) {
    if (too_large(interpreter, static_cast<std::size_t>(count) + msb(abs(value)))) return {};
    return make_integer(interpreter, BigInteger(value << static_cast<std::size_t>(count)));
  }
  if (static_cast<std::uint64_t>(count) > msb(abs(value)) + 1)
    return Value::small(value < 0 ? -1 : 0);
  BigInteger quotient;
  BigInteger rest;
  floor_divide(value, BigInteger(1) << static_cast<std::size_t>(count), quotient, rest);
  return make_integer(interpreter, quotient);
}

Value integer_power(Interpreter& interpreter, const Value& left, const Value& right) {
  const BigInteger exponent = big_value(right);
  if (exponent < 0) {
    double base = 0.0;
    double power = 0.0;
    if (!to_double(left, base) || !to_double(right, power))
      return interpreter.raise(*interpreter.exceptions.overflow_error,
                               "int too large to convert to float");
    if (base == 0.0) return zero_division(interpreter, "0.0 cannot be raised to a negative power");
    return make_float(interpreter, std::pow(base, power));
  }
  const BigInteger base = big_value(left);
  if (base == 0 || base == 1) return Value::small(exponent == 0 || base == 1 ? 1 : 0);
  if (base == -1) return Value::small((exponent & 1) != 0 ? -1 : 1);
  std::int64_t count = 0;
  if (!to_int64(right, count) || count > (std::int64_t{1} << 40)) {
    interpreter.check_memory(~std::size_t{0} / 2);
    return {};
  }
  const std::size_t bits = msb(abs(base)) * static_cast<std::size_t>(count);
  if (too_large(interpreter, bits)) return {};
  count_product(interpreter, bits, bits);
  return make_integer(interpreter, BigInteger(pow(base, static_cast<unsigned>(count))));
}

Value small_binary(Interpreter& interpreter, BinaryOperator op, std::int64_t a, std::int64_t b,
                   bool& done) {
  std::int64_t result = 0;
  done = true;
  switch (op) {
    case BinaryOperator::add:
      return make_integer(interpreter, a + b);
    case BinaryOperator::subtract:
      return make_integer(interpreter, a - b);
    case BinaryOperator::multiply:
      if (!__builtin_mul_overflow(a, b, &result)) return make_integer(interpreter, result);
      break;
    case BinaryOperator::true_divide: {
      constexpr std::int64_t exact = std::int64_t{1} << 53;
      if (b == 0) return zero_division(interpreter, "division by zero");
      if (a <= exact && a >= -exact && b <= exact && b >= -exact)
        return make_float(interpreter, static_cast<double>(a) / static_cast<double>(b));
      break;
    }
    case BinaryOperator::floor_divide:
      if (b == 0) return zero_division(interpreter, by_zero);
      result = a / b;
      if (a % b != 0 && (a < 0) != (b < 0)) --result;
      return make_integer(interpreter, result);
    case BinaryOperator::remainder:
      if (b == 0) return zero_division(interpreter, modulo_by_zero);
      result = a % b;
      if (result != 0 && (result < 0) != (b < 0)) result += b;
      return make_integer(interpreter, result);
    case BinaryOperator::bit_and:
      return Value::small(a & b);
    case BinaryOperator::bit_or:
      return Value::small(a | b);
    case BinaryOperator::bit_xor:
      return Value::small(a ^ b);
    case BinaryOperator::right_shift:
      if (b < 0) break;
      return Value::small(a >> (b > 63 ? 63 : b));
    case BinaryOperator::left_shift:
      if (b < 0 || b > 61 || (a << b) >> b != a) break;
      if (Value::fits(a << b)) return Value::small(a << b);
      break;
    default:
      break;
  }
  done = false;
  return {};
}

Value big_binary(Interpreter& interpreter, BinaryOperator op, const Value& left,
                 const Value& right) {
  if (op == BinaryOperator::power) return integer_power(interpreter, left, right);
  if (op == BinaryOperator::left_shift) return shift(interpreter, left, right, true);
  if (op == BinaryOperator::right_shift) return shift(interpreter, left, right, false);
  const BigInteger a = big_value(left);
  const BigInteger b = big_value(right);
  BigInteger quotient;
  BigInteger rest;
  switch (op) {
    case BinaryOperator::add:
      return make_integer(interpreter, BigInteger(a + b));
    case BinaryOperator::subtract:
      return make_integer(interpreter, BigInteger(a - b));
    case BinaryOperator::multiply:
      if (a.backend().size() + b.backend().size() > 1000 &&
          too_large(interpreter, (a.backend().size() + b.backend().size()) * 64))
        return {};
      count_product(interpreter, a.backend().size() * 64, b.backend().size() * 64);
      return make_integer(interpreter, BigInteger(a * b));
    case BinaryOperator::true_divide:
      return divide_integers(interpreter, a, b);
    case BinaryOperator::floor_divide:
    case BinaryOperator::remainder:
    case BinaryOperator::divmod:
      if (b == 0) {
        return zero_division(interpreter,
                             op == BinaryOperator::remainder ? modulo_by_zero : by_zero);
      }
      count_division(interpreter, a.backend().size(), b.backend().size());
      floor_divide(a, b, quotient, rest);
      if (op == BinaryOperator::floor_divide) return make_integer(interpreter, quotient);
      if (op == BinaryOperator::remainder) return make_integer(interpreter, rest);
      return make_tuple(interpreter,
                        {make_integer(interpreter, quotient), make_integer(interpreter, rest)});
    case BinaryOperator::bit_and:
      return make_integer(interpreter, BigInteger(a & b));
    case BinaryOperator::bit_or:
      return make_integer(interpreter, BigInteger(a | b));
    case BinaryOperator::bit_xor:
      return make_integer(interpreter, BigInteger(a ^ b));
    default:
      return Value::not_implemented();
  }
}

template <BinaryOperator Op>
Value binary_slot(Interpreter& interpreter, const Value& left, const Value& right) {
  return integer_binary(interpreter, Op, left, right);
}

template <BinaryOperator Op>
Value bool_slot(Interpreter& interpreter, const Value& left, const Value& right) {
  if (left.is_boolean() && right.is_boolean()) {
    const bool a = left.is_true();
    const bool b = right.is_true();
    return Value::boolean(Op == BinaryOperator::bit_and  ? a && b
                          : Op == BinaryOperator::bit_or ? a || b
                                                         : a != b);
  }
  return integer_binary(interpreter, Op, left, right);
}

Value power_modulo(Interpreter& interpreter, const Value& base, const Value& exponent,
                   const Value& modulus) {
  if (!is_integer(base) || !is_integer(exponent)) return Value::not_implemented();
  if (!is_integer(modulus))
    return interpreter.raise_type_error(
        "pow() 3rd argument not allowed unless all arguments are "
        "integers");
  const BigInteger m = big_value(modulus);
  if (m == 0) return interpreter.raise_value_error("pow() 3rd argument cannot be 0");
  const BigInteger positive = abs(m);
  BigInteger quotient;
  BigInteger a;
  floor_divide(big_value(base), positive, quotient, a);
  BigInteger e = big_value(exponent);
  if (e < 0) {  // the inverse, by Euclid
    BigInteger r0 = positive;
    BigInteger r1 = a;
    BigInteger t0 = 0;
    BigInteger t1 = 1;
    while (r1 != 0) {
      const BigInteger q = r0 / r1;
      const BigInteger r2 = r0 - q * r1;
      const BigInteger t2 = t0 - q * t1;
      r0 = r1;
      r1 = r2;
      t0 = t1;
      t1 = t2;
    }
    if (r0 != 1)
      return interpreter.raise_value_error("base is not invertible for the given modulus");
    a = t0 < 0 ? BigInteger(t0 + positive) : t0;
    e = -e;
  }
  const auto limbs = static_cast<double>(positive.backend().size());
  count_work(interpreter, static_cast<double>(e.backend().size()) * limbs * limbs);
  BigInteger result = powm(a, e, positive);
  if (m < 0 && result != 0) result += m;
  return make_integer(interpreter, result);
}

Value negative_slot(Interpreter& interpreter, const Value& self) {
  if (self.is_small()) return make_integer(interpreter, -self.small());
  return make_integer(interpreter, BigInteger(-big_value(self)));
}

Value positive_slot(Interpreter& interpreter, const Value& self) {
  if (self.is_small()) return self;
  return make_integer(interpreter, big_value(self));
}

Value absolute_slot(Interpreter& interpreter, const Value& self) {
  if (self.is_small()) return make_integer(interpreter, std::abs(self.small()));
  return make_integer(interpreter, BigInteger(abs(big_value(self))));
}

Value invert_slot(Interpreter& interpreter, const Value& self) {
  return make_integer(interpreter, BigInteger(-big_value(self) - 1));
}

bool truth_slot(Interpreter&, const Value& self, bool& truth) {
  truth = self.is_small() ? self.small() != 0 : big_value(self) != 0;
  return true;
}

bool hash_slot(Interpreter&, const Value& self, std::int64_t& hash) {
  hash = hash_integer(self);
  return true;
}

Value compare_slot(Interpreter&, const Value& left, const Value& right, Comparison op) {
  if (!is_integer(left) || !is_integer(right)) return Value::not_implemented();
  std::int64_t a = 0;
  std::int64_t b = 0;
  int order = 0;
  if (to_int64(left, a) && to_int64(right, b))
    order = a < b ? -1 : a > b;
  else
    order = big_value(left).compare(big_value(right));
  return comparison_result(op, order);
}

Value repr_slot(Interpreter& interpreter, const Value& self) {
  constexpr std::size_t most_digits = 4300;
  if (self.is_small()) return interpreter.make_string(std::to_string(self.small()));
  if (self.is_object() && as<IntObject>(self)->value.backend().size() > 220) {
    const std::string text = integer_text(self);
    if (text.size() - (text[0] == '-' ? 1 : 0) > most_digits)
      return interpreter.raise_value_error(
          "Exceeds the limit ({} digits) for integer string conversion; use "
          "sys.set_int_max_str_digits() to increase the limit",
          most_digits);
    return interpreter.make_string(text);
  }
  return interpreter.make_string(integer_text(self));
}

Value bool_repr(Interpreter& interpreter, const Value& self) {
  return interpreter.make_string(self.is_true() ? "True" : "False");
}

Value to_float_slot(Interpreter& interpreter, const Value& self) {
  double number = 0.0;
  if (to_double(self, number)) return make_float(interpreter, number);
  return interpreter.raise(*interpreter.exceptions.overflow_error,
                           "int too large to convert to float");
}

Value make_slot(Interpreter& interpreter, Type& type, Arguments arguments) {
  Value number = convert_to_integer(interpreter, arguments);
  if (!number || &type == interpreter.types.integer) return number;
  return make_integer(interpreter, type, big_value(number));
}

Value make_bool(Interpreter& interpreter, Type&, Arguments arguments) {
  if (arguments.keyword_count() != 0)
    return interpreter.raise_type_error("bool() takes no keyword arguments");
  if (arguments.count > 1)
    return interpreter.raise_type_error("bool expected at most 1 argument, got {}",
                                        arguments.count);
  bool result = false;
  if (arguments.count == 1 && !truth(interpreter, arguments[0], result)) return {};
  return Value::boolean(result);
}

template <std::size_t... Index>
void fill_binary(Slots& slots, std::index_sequence<Index...>) {
  ((slots.binary[Index] = &binary_slot<static_cast<BinaryOperator>(Index)>), ...);
}

}  // namespace

std::int64_t hash_integer(const Value& integer) {
  std::int64_t number = 0;
  if (to_int64(integer, number) && number > -hash_modulus && number < hash_modulus)
    return number == -1 ? -2 : number;
  const BigInteger value = big_value(integer);
  auto hash = static_cast<std::int64_t>(abs(value) % hash_modulus);
  if (value < 0) hash = -hash;
  return hash == -1 ? -2 : hash;
}

Value integer_binary(Interpreter& interpreter, BinaryOperator op, const Value& left,
                     const Value& right) {
  if (left.is_small() && right.is_small()) {
    bool done = false;
    Value result = small_binary(interpreter, op, left.small(), right.small(), done);
    if (done) return result;
  } else if (!is_integer(left) || !is_integer(right)) {
    return Value::not_implemented();
  }
  return big_binary(interpreter, op, left, right);
}

void define_numbers(Interpreter& interpreter) {
  Slots slots;
  slots.destroy = &destroy_integer;
  slots.make = &make_slot;
  slots.repr = &repr_slot;
  slots.hash = &hash_slot;
  slots.compare = &compare_slot;
  fill_binary(slots, std::make_index_sequence<binary_operator_count>());
  slots.binary[static_cast<std::size_t>(BinaryOperator::matrix_multiply)] = nullptr;
  slots.power_modulo = &power_modulo;
  slots.negative = &negative_slot;
  slots.positive = &positive_slot;
  slots.absolute = &absolute_slot;
  slots.invert = &invert_slot;
  slots.truth = &truth_slot;
  slots.to_integer = &positive_slot;
  slots.to_float = &to_float_slot;
  slots.index = &positive_slot;
  interpreter.types.integer =
      &define_type(interpreter, {.name = "int",
                                 .kind = Kind::integer,
                                 .size = sizeof(IntObject),
                                 .flags = Type::base_allowed | Type::self_match,
                                 .slots = slots});
  Slots truths;
  truths.make = &make_bool;
  truths.repr = &bool_repr;
  truths.binary[static_cast<std::size_t>(BinaryOperator::bit_and)] =
      &bool_slot<BinaryOperator::bit_and>;
  truths.binary[static_cast<std::size_t>(BinaryOperator::bit_or)] =
      &bool_slot<BinaryOperator::bit_or>;
  truths.binary[static_cast<std::size_t>(BinaryOperator::bit_xor)] =
      &bool_slot<BinaryOperator::bit_xor>;
  interpreter.types.boolean = &define_type(interpreter, {.name = "bool",
                                                         .base = interpreter.types.integer,
                                                         .kind = Kind::boolean,
                                                         .size = sizeof(IntObject),
                                                         .flags = Type::self_match,
                                                         .slots = truths});
  define_floats(interpreter);
  define_complex(interpreter);
}

}  // namespace loopscope::python
