#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>
#include <utility>
#include <vector>

#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/modules.h"
#include "lessons/python/objects/float_object.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/objects/list_object.h"

namespace loopscope::python {

namespace {

/// The result of a function of doubles, as math.* treats it: NaN out of numbers is a domain error,
/// infinity out of finite ones a pole or an overflow.
Value checked(Interpreter& interpreter, double result, bool numbers, bool finite_arguments,
              bool can_overflow) {
  if (std::isnan(result) && numbers) {
    return interpreter.raise_value_error("math domain error");
  }
  if (std::isinf(result) && finite_arguments) {
    if (can_overflow) {
      return interpreter.raise(*interpreter.exceptions.overflow_error, "math range error");
    }
    return interpreter.raise_value_error("math domain error");
  }
  return make_float(interpreter, result);
}

template <double (*function)(double), bool can_overflow = false>
Value unary(Interpreter& interpreter, const Value&, Arguments arguments) {
  double x = 0;
  if (!to_real(interpreter, arguments[0], x)) return {};
  return checked(interpreter, function(x), !std::isnan(x), std::isfinite(x), can_overflow);
}

template <double (*function)(double, double)>
Value two(Interpreter& interpreter, const Value&, Arguments arguments) {
  double x = 0;
  double y = 0;
  if (!to_real(interpreter, arguments[0], x) || !to_real(interpreter, arguments[1], y)) return {};
  return checked(interpreter, function(x, y), !std::isnan(x) && !std::isnan(y),
                 std::isfinite(x) && std::isfinite(y), true);
}

/// log of an int of any size.
bool logarithm(Interpreter& interpreter, const Value& value, double (*function)(double),
               double of_two, double& result) {
  double x = 0;
  if (is_integer(value) && !to_double(value, x)) {
    BigInteger number = big_value(value);
    if (number <= 0) return interpreter.raise_value_error("math domain error");
    const unsigned shift = msb(number) - 60;
    number >>= shift;
    result = function(static_cast<double>(number)) + shift * of_two;
    return true;
  }
  if (!to_real(interpreter, value, x)) return false;
  if (x <= 0) return interpreter.raise_value_error("math domain error");
  result = function(x);
  return true;
}

Value log(Interpreter& interpreter, const Value&, Arguments arguments) {
  double number = 0;
  double base = 1;
  if (!logarithm(interpreter, arguments[0], std::log, std::numbers::ln2, number)) return {};
  if (arguments.count > 1) {
    if (!logarithm(interpreter, arguments[1], std::log, std::numbers::ln2, base)) return {};
    if (base == 0) {
      return interpreter.raise(*interpreter.exceptions.zero_division_error,
                               "float division by zero");
    }
  }
  return make_float(interpreter, number / base);
}

template <double (*function)(double), int base>
Value log_of_base(Interpreter& interpreter, const Value&, Arguments arguments) {
  double number = 0;
  if (!logarithm(interpreter, arguments[0], function, std::numbers::ln2 / std::log(base), number)) {
    return {};
  }
  return make_float(interpreter, number);
}

/// floor, ceil and trunc: the value's own method, or that of its double.
template <double (*function)(double)>
Value whole(Interpreter& interpreter, const Value& value, StrObject* name) {
  if (is_integer(value)) return make_integer(interpreter, big_value(value));
  if (!is_float(value)) {
    const Value method = special_method(interpreter, value, name);
    if (interpreter.raised()) return {};
    if (method) return call(interpreter, method);
  }
  double x = 0;
  if (!to_real(interpreter, value, x)) return {};
  return call(interpreter, Value::share(interpreter.types.integer),
              {make_float(interpreter, function(x))});
}

Value floor(Interpreter& interpreter, const Value&, Arguments arguments) {
  return whole<std::floor>(interpreter, arguments[0], interpreter.names.floor);
}
Value ceil(Interpreter& interpreter, const Value&, Arguments arguments) {
  return whole<std::ceil>(interpreter, arguments[0], interpreter.names.ceil);
}
Value trunc(Interpreter& interpreter, const Value&, Arguments arguments) {
  return whole<std::trunc>(interpreter, arguments[0], interpreter.names.trunc);
}

template <bool (*test)(double)>
Value is(Interpreter& interpreter, const Value&, Arguments arguments) {
  double x = 0;
  if (!to_real(interpreter, arguments[0], x)) return {};
  return Value::boolean(test(x));
}
bool is_nan(double x) {
  return std::isnan(x);
}
bool is_infinite(double x) {
  return std::isinf(x);
}
bool is_finite(double x) {
  return std::isfinite(x);
}
double degrees_of(double x) {
  return x * (180.0 / std::numbers::pi);
}
double radians_of(double x) {
  return x * (std::numbers::pi / 180.0);
}

Value isclose(Interpreter& interpreter, const Value&, Arguments arguments) {
  static constexpr ParameterList parameters{"isclose", "a b * rel_tol abs_tol", 2};
  Value values[4];
  double numbers[4] = {0, 0, 1e-9, 0};
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  for (std::size_t i = 0; i < 4; ++i) {
    if (values[i] && !to_real(interpreter, values[i], numbers[i])) return {};
  }
  const auto [a, b, relative, absolute_limit] = numbers;
  if (relative < 0 || absolute_limit < 0) {
    return interpreter.raise_value_error("tolerances must be non-negative");
  }
  if (a == b) return Value::boolean(true);
  if (std::isinf(a) || std::isinf(b)) return Value::boolean(false);
  const double difference = std::fabs(b - a);
  return Value::boolean(difference <= std::fabs(relative * b) ||
                        difference <= std::fabs(relative * a) || difference <= absolute_limit);
}

/// gcd() and lcm() of any number of ints.
template <bool multiple>
Value divisor(Interpreter& interpreter, const Value&, Arguments arguments) {
  BigInteger result = multiple ? 1 : 0;
  for (std::size_t i = 0; i < arguments.count; ++i) {
    const Value number = to_index(interpreter, arguments[i]);
    if (!number) return {};
    const BigInteger value = abs(big_value(number));
    result = multiple ? BigInteger(boost::multiprecision::lcm(result, value))
                      : BigInteger(boost::multiprecision::gcd(result, value));
  }
  return make_integer(interpreter, result);
}

/// A count for factorial(), comb() and perm().
bool read_count(Interpreter& interpreter, const Value& value, const char* name,
                std::int64_t& number) {
  if (!index_number(interpreter, value, number)) return false;
  if (number < 0) return interpreter.raise_value_error("{} must be a non-negative integer", name);
  return true;
}

Value factorial(Interpreter& interpreter, const Value&, Arguments arguments) {
  std::int64_t n = 0;
  if (!index_number(interpreter, arguments[0], n)) return {};
  if (n < 0) {
    return interpreter.raise_value_error("factorial() not defined for negative values");
  }
  if (!interpreter.check_memory(static_cast<std::size_t>(n) * 8)) return {};
  BigInteger result = 1;
  for (std::int64_t i = 2; i <= n; ++i) {
    result *= i;
    interpreter.count_steps(1);
  }
  return make_integer(interpreter, result);
}

template <bool ordered>
Value choose(Interpreter& interpreter, const Value&, Arguments arguments) {
  std::int64_t n = 0;
  std::int64_t k = 0;
  if (!read_count(interpreter, arguments[0], "n", n)) return {};
  k = n;
  if (arguments.count > 1 && !arguments[1].is_none() &&
      !read_count(interpreter, arguments[1], "k", k)) {
    return {};
  }
  if (k > n) return Value::small(0);
  if (!ordered) k = std::min(k, n - k);
  BigInteger result = 1;
  for (std::int64_t i = 0; i < k; ++i) {
    result *= n - i;
    if (!ordered) result /= i + 1;
    interpreter.count_steps(1);
  }
  return make_integer(interpreter, result);
}

Value isqrt(Interpreter& interpreter, const Value&, Arguments arguments) {
  const Value number = to_index(interpreter, arguments[0]);
  if (!number) return {};
  const BigInteger value = big_value(number);
  if (value < 0) return interpreter.raise_value_error("isqrt() argument must be nonnegative");
  return make_integer(interpreter, BigInteger(sqrt(value)));
}

/// A sum without rounding errors on the way.
Value fsum(Interpreter& interpreter, const Value&, Arguments arguments) {
  std::vector<double> partials;
  const bool fine = for_each(interpreter, arguments[0], [&](const Value& item) {
    double x = 0;
    if (!to_real(interpreter, item, x)) return false;
    std::size_t kept = 0;
    for (double y : partials) {
      if (std::fabs(x) < std::fabs(y)) std::swap(x, y);
      const double high = x + y;
      const double low = y - (high - x);
      if (low != 0) partials[kept++] = low;
      x = high;
    }
    partials.resize(kept);
    partials.push_back(x);
    return true;
  });
  if (!fine) return {};
  double total = 0;
  for (auto partial = partials.rbegin(); partial != partials.rend(); ++partial) total += *partial;
  return make_float(interpreter, total);
}

Value prod(Interpreter& interpreter, const Value&, Arguments arguments) {
  static constexpr ParameterList parameters{"prod", "iterable / * start", 1};
  Value values[2];
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  Value result = values[1] ? values[1] : Value::small(1);
  const bool fine = for_each(interpreter, values[0], [&](const Value& item) {
    result = binary(interpreter, BinaryOperator::multiply, result, item);
    return static_cast<bool>(result);
  });
  return fine ? result : Value();
}

Value hypot(Interpreter& interpreter, const Value&, Arguments arguments) {
  double total = 0;
  for (std::size_t i = 0; i < arguments.count; ++i) {
    double x = 0;
    if (!to_real(interpreter, arguments[i], x)) return {};
    total = std::hypot(total, x);
  }
  return make_float(interpreter, total);
}

Value modf(Interpreter& interpreter, const Value&, Arguments arguments) {
  double x = 0;
  if (!to_real(interpreter, arguments[0], x)) return {};
  double integral = 0;
  const double fraction = std::modf(x, &integral);
  return make_tuple(interpreter,
                    {make_float(interpreter, fraction), make_float(interpreter, integral)});
}

Value frexp(Interpreter& interpreter, const Value&, Arguments arguments) {
  double x = 0;
  if (!to_real(interpreter, arguments[0], x)) return {};
  int exponent = 0;
  const double fraction = std::frexp(x, &exponent);
  return make_tuple(interpreter, {make_float(interpreter, fraction), Value::small(exponent)});
}

// Where they have poles the arguments are wrong, not the result too large.

Value gamma(Interpreter& interpreter, const Value&, Arguments arguments) {
  double x = 0;
  if (!to_real(interpreter, arguments[0], x)) return {};
  return checked(interpreter, std::tgamma(x), !std::isnan(x), std::isfinite(x), x != 0);
}

Value power(Interpreter& interpreter, const Value&, Arguments arguments) {
  double x = 0;
  double y = 0;
  if (!to_real(interpreter, arguments[0], x) || !to_real(interpreter, arguments[1], y)) return {};
  return checked(interpreter, std::pow(x, y), !std::isnan(x) && !std::isnan(y),
                 std::isfinite(x) && std::isfinite(y), x != 0);
}

Value ldexp(Interpreter& interpreter, const Value&, Arguments arguments) {
  double x = 0;
  if (!to_real(interpreter, arguments[0], x)) return {};
  if (!is_integer(arguments[1])) {
    return interpreter.raise_type_error("Expected an int as second argument to ldexp.");
  }
  constexpr std::int64_t far = 5000;  // beyond every exponent of a double
  const BigInteger power = big_value(arguments[1]);
  const int exponent = power > far ? far : power < -far ? -far : static_cast<int>(power);
  return checked(interpreter, std::ldexp(x, exponent), !std::isnan(x), std::isfinite(x), true);
}

/// ldexp's counterpart of a single number: the distance to the next double.
double unit_in_last_place(double x) {
  const double size = std::fabs(x);
  if (!std::isfinite(size)) return size;
  const double above = std::nextafter(size, HUGE_VAL);
  return std::isinf(above) ? size - std::nextafter(size, 0.0) : above - size;
}

double two_to(double x) {
  return std::exp2(x);
}

/// lgamma's result only: its sign would go to a variable of the whole process.
double log_of_gamma(double x) {
  int sign = 0;
  return std::isinf(x) ? HUGE_VAL : lgamma_r(x, &sign);
}

Value next_after(Interpreter& interpreter, const Value&, Arguments arguments) {
  double x = 0;
  double y = 0;
  if (!to_real(interpreter, arguments[0], x) || !to_real(interpreter, arguments[1], y)) return {};
  return make_float(interpreter, std::nextafter(x, y));
}

Value ulp(Interpreter& interpreter, const Value&, Arguments arguments) {
  double x = 0;
  if (!to_real(interpreter, arguments[0], x)) return {};
  return make_float(interpreter, unit_in_last_place(x));
}

bool read_point(Interpreter& interpreter, const Value& values, std::vector<double>& point) {
  return for_each(interpreter, values, [&](const Value& value) {
    double number = 0;
    if (!to_real(interpreter, value, number)) return false;
    point.push_back(number);
    return true;
  });
}

Value dist(Interpreter& interpreter, const Value&, Arguments arguments) {
  std::vector<double> p;
  std::vector<double> q;
  if (!read_point(interpreter, arguments[0], p) || !read_point(interpreter, arguments[1], q)) {
    return {};
  }
  if (p.size() != q.size()) {
    return interpreter.raise_value_error("both points must have the same number of dimensions");
  }
  double total = 0;
  for (std::size_t i = 0; i < p.size(); ++i) total = std::hypot(total, p[i] - q[i]);
  return make_float(interpreter, total);
}

constexpr NativeDefinition functions[] = {
    {"ldexp", ldexp, Signature::positional, 2, 2},
    {"nextafter", next_after, Signature::positional, 2, 2},
    {"ulp", ulp, Signature::one},
    {"dist", dist, Signature::positional, 2, 2},
    {"asinh", unary<std::asinh>, Signature::one},
    {"acosh", unary<std::acosh>, Signature::one},
    {"atanh", unary<std::atanh>, Signature::one},
    {"erf", unary<std::erf>, Signature::one},
    {"erfc", unary<std::erfc>, Signature::one},
    {"exp2", unary<two_to, true>, Signature::one},
    {"lgamma", unary<log_of_gamma>, Signature::one},
    {"sqrt", unary<std::sqrt>, Signature::one},
    {"cbrt", unary<std::cbrt>, Signature::one},
    {"exp", unary<std::exp, true>, Signature::one},
    {"expm1", unary<std::expm1, true>, Signature::one},
    {"sin", unary<std::sin>, Signature::one},
    {"cos", unary<std::cos>, Signature::one},
    {"tan", unary<std::tan>, Signature::one},
    {"asin", unary<std::asin>, Signature::one},
    {"acos", unary<std::acos>, Signature::one},
    {"atan", unary<std::atan>, Signature::one},
    {"sinh", unary<std::sinh, true>, Signature::one},
    {"cosh", unary<std::cosh, true>, Signature::one},
    {"tanh", unary<std::tanh>, Signature::one},
    {"gamma", gamma, Signature::one},
    {"fabs", unary<std::fabs, true>, Signature::one},
    {"degrees", unary<degrees_of, true>, Signature::one},
    {"radians", unary<radians_of, true>, Signature::one},
    {"log1p", unary<std::log1p>, Signature::one},
    {"atan2", two<std::atan2>, Signature::positional, 2, 2},
    {"pow", power, Signature::positional, 2, 2},
    {"fmod", two<std::fmod>, Signature::positional, 2, 2},
    {"copysign", two<std::copysign>, Signature::positional, 2, 2},
    {"remainder", two<std::remainder>, Signature::positional, 2, 2},
    {"log", log, Signature::positional, 1, 2},
    {"log2", log_of_base<std::log2, 2>, Signature::one},
    {"log10", log_of_base<std::log10, 10>, Signature::one},
    {"floor", floor, Signature::one},
    {"ceil", ceil, Signature::one},
    {"trunc", trunc, Signature::one},
    {"isnan", is<is_nan>, Signature::one},
    {"isinf", is<is_infinite>, Signature::one},
    {"isfinite", is<is_finite>, Signature::one},
    {"isclose", isclose},
    {"gcd", divisor<false>, Signature::positional},
    {"lcm", divisor<true>, Signature::positional},
    {"factorial", factorial, Signature::one},
    {"comb", choose<false>, Signature::positional, 2, 2},
    {"perm", choose<true>, Signature::positional, 1, 2},
    {"isqrt", isqrt, Signature::one},
    {"fsum", fsum, Signature::one},
    {"prod", prod},
    {"hypot", hypot, Signature::positional},
    {"modf", modf, Signature::one},
    {"frexp", frexp, Signature::one},
};

}  // namespace

bool make_math_module(Interpreter& interpreter, ModuleObject& module) {
  set_functions(interpreter, module, functions);
  module.set("pi", make_float(interpreter, std::numbers::pi));
  module.set("e", make_float(interpreter, std::numbers::e));
  module.set("tau", make_float(interpreter, 2 * std::numbers::pi));
  module.set("inf", make_float(interpreter, std::numeric_limits<double>::infinity()));
  module.set("nan", make_float(interpreter, std::numeric_limits<double>::quiet_NaN()));
  return true;
}

}  // namespace loopscope::python
