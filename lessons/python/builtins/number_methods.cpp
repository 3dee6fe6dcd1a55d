#include <fmt/format.h>

#include <boost/multiprecision/cpp_int.hpp>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "lessons/python/builtins/builtins.h"
#include "lessons/python/builtins/methods.h"
#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/bytes_object.h"
#include "lessons/python/objects/float_object.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/text/float_text.h"

namespace loopscope::python {

namespace {

Value format_self(Interpreter& interpreter, const Value& self, Arguments arguments) {
  if (!is_string(arguments[0])) {
    return interpreter.raise_type_error("__format__() argument must be str, not {}",
                                        type_name(interpreter, arguments[0]));
  }
  return format_number_or_text(interpreter, self, text_of(arguments[0]));
}

/// The int of any instance of int, bool and subclasses included.
Value plain(Interpreter& interpreter, const Value& self) {
  if (self.is_small()) return self;
  return make_integer(interpreter, big_value(self));
}

Value int_itself(Interpreter& interpreter, const Value& self, Arguments) {
  return plain(interpreter, self);
}
Value int_real(Interpreter& interpreter, const Value& self) {
  return plain(interpreter, self);
}
Value zero(Interpreter&, const Value&) {
  return Value::small(0);
}
Value one(Interpreter&, const Value&) {
  return Value::small(1);
}

Value bit_length(Interpreter&, const Value& self, Arguments) {
  const BigInteger number = abs(big_value(self));
  return Value::small(number == 0 ? 0 : static_cast<std::int64_t>(msb(number)) + 1);
}

Value bit_count(Interpreter&, const Value& self, Arguments) {
  std::int64_t count = 0;
  for (BigInteger number = abs(big_value(self)); number != 0; number &= number - 1) ++count;
  return Value::small(count);
}

Value int_ratio(Interpreter& interpreter, const Value& self, Arguments) {
  return make_tuple(interpreter, {plain(interpreter, self), Value::small(1)});
}

/// round(int, digits): only negative digits change anything; ties go to the even multiple.
Value int_round(Interpreter& interpreter, const Value& self, Arguments arguments) {
  std::int64_t digits = 0;
  if (arguments.count > 0 && !arguments[0].is_none() &&
      !clamped_index(interpreter, arguments[0], digits)) {
    return {};
  }
  if (digits >= 0) return plain(interpreter, self);
  const BigInteger number = big_value(self);
  const auto shown = static_cast<std::int64_t>(BigInteger(abs(number)).str().size());
  if (-digits > shown) return Value::small(0);
  const BigInteger unit = pow(BigInteger(10), static_cast<unsigned>(-digits));
  BigInteger quotient;
  BigInteger rest;
  divide_qr(BigInteger(abs(number)), unit, quotient, rest);
  rest *= 2;
  if (rest > unit || (rest == unit && bit_test(quotient, 0))) ++quotient;
  quotient *= unit;
  return make_integer(interpreter, number < 0 ? BigInteger(-quotient) : quotient);
}

bool read_order(Interpreter& interpreter, const Value& value, bool& little) {
  const std::string_view order = value && is_string(value) ? text_of(value) : "big";
  little = order == "little";
  if (little || order == "big") return true;
  return interpreter.raise_value_error("byteorder must be either 'little' or 'big'");
}

Value to_bytes(Interpreter& interpreter, const Value& self, Arguments arguments) {
  static constexpr ParameterList parameters{"to_bytes", "length byteorder * signed", 0};
  Value values[3];
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  std::int64_t size = 1;
  bool little = false;
  bool with_sign = false;
  if (values[0] && !index_number(interpreter, values[0], size)) return {};
  if (!read_order(interpreter, values[1], little)) return {};
  if (values[2] && !truth(interpreter, values[2], with_sign)) return {};
  if (size < 0) return interpreter.raise_value_error("length argument must be non-negative");
  if (!interpreter.check_memory(static_cast<std::size_t>(size))) return {};
  BigInteger number = big_value(self);
  if (number < 0 && !with_sign) {
    return interpreter.raise(*interpreter.exceptions.overflow_error,
                             "can't convert negative int to unsigned");
  }
  const BigInteger limit = BigInteger(1) << static_cast<unsigned>(size * 8);
  const bool fits = with_sign ? number * 2 < limit && number * 2 >= -limit : number < limit;
  if (!fits)
    return interpreter.raise(*interpreter.exceptions.overflow_error, "int too big to convert");
  if (number < 0) number += limit;
  std::string bytes(static_cast<std::size_t>(size), '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<char>(static_cast<unsigned>(number & 0xFF));
    bytes[little ? i : bytes.size() - 1 - i] = byte;
    number >>= 8;
  }
  return make_bytes(interpreter, bytes);
}

Value from_bytes(Interpreter& interpreter, const Value&, Arguments arguments) {
  static constexpr ParameterList parameters{"from_bytes", "bytes byteorder * signed", 1};
  Value values[3];
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  bool little = false;
  bool with_sign = false;
  std::string_view bytes;
  Value converted;
  if (!read_order(interpreter, values[1], little)) return {};
  if (values[2] && !truth(interpreter, values[2], with_sign)) return {};
  if (!bytes_view(values[0], bytes)) {
    if (is_integer(values[0]) || is_string(values[0])) {
      return interpreter.raise_type_error("cannot convert '{}' object to bytes",
                                          type_name(interpreter, values[0]));
    }
    converted = call(interpreter, Value::share(interpreter.types.bytes), {values[0]});
    if (!converted) return {};
    bytes_view(converted, bytes);
  }
  BigInteger number = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    number = (number << 8) | static_cast<unsigned char>(bytes[little ? bytes.size() - 1 - i : i]);
  }
  const auto bits = static_cast<unsigned>(bytes.size() * 8);
  if (with_sign && bits > 0 && bit_test(number, bits - 1)) number -= BigInteger(1) << bits;
  return make_integer(interpreter, number);
}

/// A whole double as an int; raises for infinity and NaN.
Value whole(Interpreter& interpreter, double number) {
  if (std::isnan(number)) {
    return interpreter.raise_value_error("cannot convert float NaN to integer");
  }
  if (std::isinf(number)) {
    return interpreter.raise(*interpreter.exceptions.overflow_error,
                             "cannot convert float infinity to integer");
  }
  if (std::fabs(number) < 4e18) return make_integer(interpreter, static_cast<std::int64_t>(number));
  return make_integer(interpreter, BigInteger(number));
}

Value float_trunc(Interpreter& interpreter, const Value& self, Arguments) {
  return whole(interpreter, std::trunc(float_value(self)));
}
Value float_floor(Interpreter& interpreter, const Value& self, Arguments) {
  return whole(interpreter, std::floor(float_value(self)));
}
Value float_ceil(Interpreter& interpreter, const Value& self, Arguments) {
  return whole(interpreter, std::ceil(float_value(self)));
}

/// Correctly rounded to `digits` decimals, which may be negative; ties to even.
double rounded(double number, std::int64_t digits) {
  if (!std::isfinite(number) || number == 0) return number;
  const std::string exact = fmt::format("{:.17e}", number);
  const int exponent = std::atoi(exact.c_str() + exact.find('e') + 1);
  const std::int64_t significant = exponent + 1 + digits;
  if (significant > 17 + 5) return number;
  if (digits >= 0) return std::strtod(fmt::format("{:.{}f}", number, digits).c_str(), nullptr);
  if (significant >= 1) {
    return std::strtod(fmt::format("{:.{}e}", number, significant - 1).c_str(), nullptr);
  }
  const double half = significant == 0 ? 5 * std::pow(10.0, static_cast<double>(-digits - 1)) : 0;
  const bool up = significant == 0 && std::fabs(number) > half;
  return std::copysign(up ? std::pow(10.0, static_cast<double>(-digits)) : 0.0, number);
}

Value float_round(Interpreter& interpreter, const Value& self, Arguments arguments) {
  const double number = float_value(self);
  if (arguments.count == 0 || arguments[0].is_none()) {
    return whole(interpreter, std::nearbyint(number));
  }
  std::int64_t digits = 0;
  if (!clamped_index(interpreter, arguments[0], digits)) return {};
  if (digits > 323) return make_float(interpreter, number);
  if (digits < -308) return make_float(interpreter, std::copysign(0.0, number));
  const double result = rounded(number, digits);
  if (std::isinf(result) && !std::isinf(number)) {
    return interpreter.raise(*interpreter.exceptions.overflow_error,
                             "rounded value too large to represent");
  }
  return make_float(interpreter, result);
}

Value is_whole(Interpreter&, const Value& self, Arguments) {
  const double number = float_value(self);
  return Value::boolean(std::isfinite(number) && std::floor(number) == number);
}

Value float_ratio(Interpreter& interpreter, const Value& self, Arguments) {
  const double number = float_value(self);
  if (!std::isfinite(number)) {
    return interpreter.raise(std::isnan(number) ? *interpreter.exceptions.value_error
                                                : *interpreter.exceptions.overflow_error,
                             std::isnan(number) ? "cannot convert NaN to integer ratio"
                                                : "cannot convert Infinity to integer ratio");
  }
  int exponent = 0;
  double fraction = std::frexp(number, &exponent);
  while (fraction != std::floor(fraction)) {
    fraction *= 2;
    --exponent;
  }
  BigInteger numerator(fraction);
  BigInteger denominator = 1;
  if (exponent > 0) numerator <<= exponent;
  if (exponent < 0) denominator <<= -exponent;
  return make_tuple(interpreter,
                    {make_integer(interpreter, numerator), make_integer(interpreter, denominator)});
}

Value to_hex(Interpreter& interpreter, const Value& self, Arguments) {
  return interpreter.make_string(float_hex(float_value(self)));
}

Value from_hex(Interpreter& interpreter, const Value&, Arguments arguments) {
  if (!is_string(arguments[0])) return interpreter.raise_type_error("fromhex() needs a str");
  std::string text(text_of(arguments[0]));
  if (text.find_first_of("xXnN") == std::string::npos) {
    text.insert(text.starts_with('-') || text.starts_with('+') ? 1 : 0, "0x");
  }
  char* end = nullptr;
  const double number = std::strtod(text.c_str(), &end);
  if (text.empty() || *end != '\0') {
    return interpreter.raise_value_error("invalid hexadecimal floating-point string");
  }
  return make_float(interpreter, number);
}

Value float_itself(Interpreter& interpreter, const Value& self, Arguments) {
  return make_float(interpreter, float_value(self));
}
Value float_real(Interpreter& interpreter, const Value& self) {
  return make_float(interpreter, float_value(self));
}
Value float_imaginary(Interpreter& interpreter, const Value&) {
  return make_float(interpreter, 0.0);
}

constexpr NativeDefinition int_methods[] = {
    {"bit_length", bit_length, Signature::none},
    {"bit_count", bit_count, Signature::none},
    {"conjugate", int_itself, Signature::none},
    {"as_integer_ratio", int_ratio, Signature::none},
    {"to_bytes", to_bytes},
    {"from_bytes", from_bytes, Signature::any, 0, unlimited, NativeDefinition::class_method},
    {"__round__", int_round, Signature::positional, 0, 1},
    {"__trunc__", int_itself, Signature::none},
    {"__floor__", int_itself, Signature::none},
    {"__ceil__", int_itself, Signature::none},
    {"__format__", format_self, Signature::one},
};
constexpr NativeProperty int_properties[] = {
    {"real", int_real}, {"imag", zero}, {"numerator", int_real}, {"denominator", one}};

constexpr NativeDefinition float_methods[] = {
    {"is_integer", is_whole, Signature::none},
    {"as_integer_ratio", float_ratio, Signature::none},
    {"hex", to_hex, Signature::none},
    {"fromhex", from_hex, Signature::one, 0, unlimited, NativeDefinition::class_method},
    {"conjugate", float_itself, Signature::none},
    {"__round__", float_round, Signature::positional, 0, 1},
    {"__trunc__", float_trunc, Signature::none},
    {"__floor__", float_floor, Signature::none},
    {"__ceil__", float_ceil, Signature::none},
    {"__format__", format_self, Signature::one},
};
constexpr NativeProperty float_properties[] = {{"real", float_real}, {"imag", float_imaginary}};

}  // namespace

void add_number_methods(Interpreter& interpreter) {
  add_methods(*interpreter.types.integer, int_methods);
  add_properties(*interpreter.types.integer, int_properties);
  add_methods(*interpreter.types.floating, float_methods);
  add_properties(*interpreter.types.floating, float_properties);
}

}  // namespace loopscope::python
