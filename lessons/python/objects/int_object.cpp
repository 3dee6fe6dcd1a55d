#include "lessons/python/objects/int_object.h"

#include <cmath>
#include <limits>

#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/float_object.h"
#include "lessons/python/objects/int_memory.h"
#include "lessons/python/objects/str_object.h"
#include "lessons/python/text/unicode.h"

namespace loopscope::python {

Value make_integer(Interpreter& interpreter, std::int64_t number) {
  if (Value::fits(number)) return Value::small(number);
  return Value::adopt(interpreter.make<IntObject>(*interpreter.types.integer, BigInteger(number)));
}

Value make_integer(Interpreter& interpreter, std::uint64_t number) {
  if (number <= static_cast<std::uint64_t>(Value::largest))
    return Value::small(static_cast<std::int64_t>(number));
  return Value::adopt(interpreter.make<IntObject>(*interpreter.types.integer, BigInteger(number)));
}

namespace {

Value make_object(Interpreter& interpreter, Type& type, const BigInteger& number) {
  Value made = Value::adopt(interpreter.make<IntObject>(type, number));
  interpreter.account(bytes_beside(number));
  return made;
}

bool small_part(const BigInteger& number, std::int64_t& small) {
  static const BigInteger low = std::numeric_limits<std::int64_t>::min();
  static const BigInteger high = std::numeric_limits<std::int64_t>::max();
  if (number.backend().size() > 1 || number < low || number > high) return false;
  small = static_cast<std::int64_t>(number);
  return true;
}

}  // namespace

Value make_integer(Interpreter& interpreter, const BigInteger& number) {
  std::int64_t small = 0;
  if (small_part(number, small) && Value::fits(small)) return Value::small(small);
  return make_object(interpreter, *interpreter.types.integer, number);
}

Value make_integer(Interpreter& interpreter, Type& type, const BigInteger& number) {
  if (&type == interpreter.types.integer) return make_integer(interpreter, number);
  return make_object(interpreter, type, number);
}

BigInteger big_value(const Value& integer) {
  if (integer.is_small()) return BigInteger(integer.small());
  if (integer.is_boolean()) return BigInteger(integer.is_true() ? 1 : 0);
  return as<IntObject>(integer)->value;
}

bool to_int64(const Value& integer, std::int64_t& number) {
  if (integer.is_small()) {
    number = integer.small();
    return true;
  }
  if (integer.is_boolean()) {
    number = integer.is_true() ? 1 : 0;
    return true;
  }
  return small_part(as<IntObject>(integer)->value, number);
}

bool to_double(const Value& integer, double& number) {
  std::int64_t small = 0;
  if (to_int64(integer, small)) {
    number = static_cast<double>(small);
    return true;
  }
  // Rounded to even by hand: the 64 highest bits, the last one sticky.
  const BigInteger& value = as<IntObject>(integer)->value;
  const BigInteger magnitude = abs(value);
  const auto bits = static_cast<std::int64_t>(msb(magnitude)) + 1;
  if (bits > 1024) return false;
  const std::int64_t shift = bits - 64;
  auto top = static_cast<std::uint64_t>(magnitude >>
                                        static_cast<unsigned>(std::max<std::int64_t>(shift, 0)));
  if (shift > 0 && static_cast<std::int64_t>(lsb(magnitude)) < shift) top |= 1;
  number = std::ldexp(static_cast<double>(top), static_cast<int>(std::max<std::int64_t>(shift, 0)));
  if (value < 0) number = -number;
  return std::isfinite(number);
}

Value to_index(Interpreter& interpreter, const Value& value) {
  if (is_integer(value)) return value;
  const auto slot = type_of(interpreter, value).slots.index;
  if (slot == nullptr)
    return interpreter.raise_type_error("'{}' object cannot be interpreted as an integer",
                                        type_name(interpreter, value));
  Value result = slot(interpreter, value);
  if (result && !is_integer(result))
    return interpreter.raise_type_error("__index__ returned non-int (type {})",
                                        type_name(interpreter, result));
  return result;
}

bool index_number(Interpreter& interpreter, const Value& value, std::int64_t& number,
                  const char* overflow) {
  if (value.is_small()) {
    number = value.small();
    return true;
  }
  const Value index = to_index(interpreter, value);
  if (!index) return false;
  if (to_int64(index, number)) return true;
  return interpreter.raise(*interpreter.exceptions.overflow_error, overflow);
}

bool clamped_index(Interpreter& interpreter, const Value& value, std::int64_t& number) {
  const Value index = to_index(interpreter, value);
  if (!index) return false;
  if (!to_int64(index, number))
    number = as<IntObject>(index)->value < 0 ? std::numeric_limits<std::int64_t>::min()
                                             : std::numeric_limits<std::int64_t>::max();
  return true;
}

std::string integer_text(const Value& integer, int base) {
  std::int64_t small = 0;
  std::string text;
  if (to_int64(integer, small)) {
    if (base == 10) return std::to_string(small);
    auto rest =
        small < 0 ? 0 - static_cast<std::uint64_t>(small) : static_cast<std::uint64_t>(small);
    do {
      text += "0123456789abcdefghijklmnopqrstuvwxyz"[rest % static_cast<std::uint64_t>(base)];
      rest /= static_cast<std::uint64_t>(base);
    } while (rest != 0);
    if (small < 0) text += '-';
    return {text.rbegin(), text.rend()};
  }
  const BigInteger& value = as<IntObject>(integer)->value;
  if (base == 10) return value.str();
  BigInteger rest = abs(value);
  while (rest != 0) {
    text += "0123456789abcdefghijklmnopqrstuvwxyz"[static_cast<unsigned>(rest % base)];
    rest /= base;
  }
  if (value < 0) text += '-';
  return {text.rbegin(), text.rend()};
}

namespace {

constexpr std::size_t most_digits = 4300;

int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'z') return c - 'a' + 10;
  if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
  return 99;
}

/// ASCII digits for the decimal digits of any script, blanks around taken off.
std::string plain_digits(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_character(text, at);
    if (c < 128) {
      plain += static_cast<char>(c);
    } else if (const int value = decimal_value(c); value >= 0) {
      plain += static_cast<char>('0' + value);
    } else if (is_space(c)) {
      plain += ' ';
    } else {
      plain += '?';
    }
  }
  const auto blank = [](char c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f);
  };
  while (!plain.empty() && blank(plain.back())) plain.pop_back();
  std::size_t begin = 0;
  while (begin < plain.size() && blank(plain[begin])) ++begin;
  return plain.substr(begin);
}

BigInteger digits_value(const std::string& digits, int base) {
  if (base == 10)
    return BigInteger(digits.substr(std::min(digits.find_first_not_of('0'), digits.size() - 1)));
  BigInteger value = 0;
  for (const char c : digits) value = value * base + digit_value(c);
  return value;
}

bool read_digits(const std::string& text, std::size_t at, int base, std::string& digits) {
  bool underscore = true;  // none may begin
  for (; at < text.size(); ++at) {
    if (text[at] == '_') {
      if (underscore) return false;
      underscore = true;
      continue;
    }
    if (digit_value(text[at]) >= base) return false;
    digits += text[at];
    underscore = false;
  }
  return !underscore;
}

}  // namespace

Value parse_integer(Interpreter& interpreter, std::string_view text, int base) {
  const auto invalid = [&]() -> Value {
    return interpreter.raise_value_error("invalid literal for int() with base {}: {}", base,
                                         quoted(text));
  };
  const std::string plain = plain_digits(text);
  std::size_t at = 0;
  bool negative = false;
  if (at < plain.size() && (plain[at] == '-' || plain[at] == '+')) negative = plain[at++] == '-';
  int real_base = base;
  if (plain.size() > at + 1 && plain[at] == '0') {
    const char prefix = static_cast<char>(plain[at + 1] | 0x20);
    const int prefixed = prefix == 'x' ? 16 : prefix == 'o' ? 8 : prefix == 'b' ? 2 : 0;
    if (prefixed != 0 && (base == 0 || base == prefixed)) {
      real_base = prefixed;
      at += 2;
      if (at < plain.size() && plain[at] == '_') ++at;
    }
  }
  const bool zero_base = real_base == 0;
  if (zero_base) real_base = 10;
  std::string digits;
  if (at >= plain.size() || !read_digits(plain, at, real_base, digits)) return invalid();
  if (zero_base && digits.size() > 1 && digits[0] == '0' &&
      digits.find_first_not_of('0') != std::string::npos)
    return invalid();
  if (real_base == 10 && digits.size() > most_digits)
    return interpreter.raise_value_error(
        "Exceeds the limit ({} digits) for integer string conversion: value has {} digits; use "
        "sys.set_int_max_str_digits() to increase the limit",
        most_digits, digits.size());
  if (digits.size() <= 18 && real_base == 10) {
    const std::int64_t number = std::stoll(digits);
    return Value::small(negative ? -number : number);
  }
  const BigInteger value = digits_value(digits, real_base);
  return make_integer(interpreter, negative ? BigInteger(-value) : value);
}

Value divide_integers(Interpreter& interpreter, const BigInteger& a, const BigInteger& b) {
  if (b == 0)
    return interpreter.raise(*interpreter.exceptions.zero_division_error, "division by zero");
  if (a == 0) return make_float(interpreter, 0.0);
  const bool negative = (a < 0) != (b < 0);
  BigInteger dividend = abs(a);
  BigInteger divisor = abs(b);
  // A quotient of at least 64 bits with a sticky last bit rounds correctly in ldexp's double.
  const std::int64_t shift =
      static_cast<std::int64_t>(msb(dividend)) - static_cast<std::int64_t>(msb(divisor)) - 65;
  if (shift > 2000)
    return interpreter.raise(*interpreter.exceptions.overflow_error,
                             "integer division result too large for a float");
  if (shift < -4000) return make_float(interpreter, negative ? -0.0 : 0.0);
  if (shift < 0)
    dividend <<= static_cast<unsigned>(-shift);
  else
    divisor <<= static_cast<unsigned>(shift);
  BigInteger quotient;
  BigInteger rest;
  divide_qr(dividend, divisor, quotient, rest);
  // 53 bits (fewer for subnormal results), rounded half to even.
  const auto bits = static_cast<std::int64_t>(msb(quotient)) + 1;
  const std::int64_t exponent = bits + shift;
  const std::int64_t keep = exponent >= -1021 ? 53 : 53 - (-1021 - exponent);
  if (keep < 0) return make_float(interpreter, negative ? -0.0 : 0.0);
  const auto drop = static_cast<unsigned>(bits - keep);
  BigInteger mantissa = quotient >> drop;
  const BigInteger tail = quotient - (mantissa << drop);
  const BigInteger half = BigInteger(1) << (drop - 1);
  if (tail > half || (tail == half && (rest != 0 || (mantissa & 1) != 0))) mantissa += 1;
  double result = std::ldexp(static_cast<double>(static_cast<std::uint64_t>(mantissa)),
                             static_cast<int>(shift + static_cast<std::int64_t>(drop)));
  if (std::isinf(result))
    return interpreter.raise(*interpreter.exceptions.overflow_error,
                             "integer division result too large for a float");
  return make_float(interpreter, negative ? -result : result);
}

}  // namespace loopscope::python
