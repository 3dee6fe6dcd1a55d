// int(x), float(x) and what reads numbers from text.

#include <charconv>
#include <cmath>

#include "engine/base/float_text.h"
#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/numbers.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/bytes_object.h"
#include "lessons/python/objects/float_object.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/objects/str_object.h"
#include "lessons/python/text/unicode.h"

namespace loopscope::python {
namespace {

Value truncate(Interpreter& interpreter, double number) {
  if (std::isnan(number))
    return interpreter.raise_value_error("cannot convert float NaN to integer");
  if (std::isinf(number))
    return interpreter.raise(*interpreter.exceptions.overflow_error,
                             "cannot convert float infinity to integer");
  if (std::fabs(number) < 4e18) return make_integer(interpreter, static_cast<std::int64_t>(number));
  return make_integer(interpreter, BigInteger(std::trunc(number)));
}

Value from_text(Interpreter& interpreter, const Value& value, int base, bool& is_text) {
  is_text = true;
  std::string_view bytes;
  if (is_string(value)) return parse_integer(interpreter, text_of(value), base);
  if (bytes_view(value, bytes)) {
    Value number = parse_integer(interpreter, bytes, base);
    if (!number && interpreter.raised(*interpreter.exceptions.value_error)) {
      interpreter.clear_error();
      return interpreter.raise_value_error("invalid literal for int() with base {}: {}", base,
                                           bytes_text(bytes));
    }
    return number;
  }
  is_text = false;
  return {};
}

Value with_method(Interpreter& interpreter, const Value& value) {
  const Slots& slots = type_of(interpreter, value).slots;
  Value result;
  const char* name = "__int__";
  if (slots.to_integer != nullptr) {
    result = slots.to_integer(interpreter, value);
  } else if (slots.index != nullptr) {
    name = "__index__";
    result = slots.index(interpreter, value);
  } else {
    return interpreter.raise_type_error(
        "int() argument must be a string, a bytes-like object or a real number, not '{}'",
        type_name(interpreter, value));
  }
  if (result && !is_integer(result))
    return interpreter.raise_type_error("{} returned non-int (type {})", name,
                                        type_name(interpreter, result));
  if (result && !result.is_small()) return make_integer(interpreter, big_value(result));
  return result;
}

}  // namespace

Value convert_to_integer(Interpreter& interpreter, Arguments arguments) {
  static constexpr ParameterList parameters{"int", "x / base", 0};
  Value values[2];
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  bool is_text = false;
  if (values[1]) {
    std::int64_t base = 0;
    if (!values[0]) return interpreter.raise_type_error("int() missing string argument");
    if (!index_number(interpreter, values[1], base)) return {};
    if (base != 0 && (base < 2 || base > 36))
      return interpreter.raise_value_error("int() base must be >= 2 and <= 36, or 0");
    Value number = from_text(interpreter, values[0], static_cast<int>(base), is_text);
    if (!is_text)
      return interpreter.raise_type_error("int() can't convert non-string with explicit base");
    return number;
  }
  if (!values[0]) return Value::small(0);
  if (values[0].is_small()) return values[0];
  if (values[0].is_boolean()) return Value::small(values[0].is_true() ? 1 : 0);
  if (is_float(values[0]) && values[0].object()->is_exact())
    return truncate(interpreter, float_value(values[0]));
  Value number = from_text(interpreter, values[0], 10, is_text);
  return is_text ? number : with_method(interpreter, values[0]);
}

bool parse_float(std::string_view text, double& number) {
  std::string plain;
  char previous = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_character(text, at);
    char next = '?';
    if (c < 128)
      next = static_cast<char>(c);
    else if (const int digit = decimal_value(c); digit >= 0)
      next = static_cast<char>('0' + digit);
    else if (is_space(c))
      next = ' ';
    if (next == '_') {
      if (previous < '0' || previous > '9' || at >= text.size() || text[at] < '0' || text[at] > '9')
        return false;
      continue;
    }
    plain += next;
    previous = next;
  }
  const char* blanks = " \t\n\r\f\v";
  const std::size_t begin = plain.find_first_not_of(blanks);
  if (begin == std::string::npos) return false;
  const std::size_t end = plain.find_last_not_of(blanks) + 1;
  const char* first = plain.data() + begin;
  const char* last = plain.data() + end;
  if (*first == '+') {
    ++first;
    if (first == last || *first == '-' || *first == '+') return false;
  }
  const char* body = *first == '-' ? first + 1 : first;
  if (body == last) return false;
  if ((*body < '0' || *body > '9') && *body != '.') {
    std::string word(body, last);
    for (char& c : word) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    if (word == "inf" || word == "infinity")
      number = HUGE_VAL;
    else if (word == "nan")
      number = std::nan("");
    else
      return false;
    if (*first == '-') number = -number;
    return true;
  }
  const auto [stop, error] = std::from_chars(first, last, number);
  if (stop != last) return false;
  if (error == std::errc::result_out_of_range)
    number = std::strtod(std::string(first, last).c_str(), nullptr);
  return error == std::errc() || error == std::errc::result_out_of_range;
}

bool to_real(Interpreter& interpreter, const Value& value, double& number) {
  if (is_float(value)) {
    number = float_value(value);
    return true;
  }
  if (is_integer(value)) {
    if (to_double(value, number)) return true;
    return interpreter.raise(*interpreter.exceptions.overflow_error,
                             "int too large to convert to float");
  }
  const Slots& slots = type_of(interpreter, value).slots;
  if (slots.to_float != nullptr) {
    const Value result = slots.to_float(interpreter, value);
    if (!result) return false;
    if (!is_float(result))
      return interpreter.raise_type_error("{}.__float__ returned non-float (type {})",
                                          type_name(interpreter, value),
                                          type_name(interpreter, result));
    number = float_value(result);
    return true;
  }
  if (slots.index != nullptr) {
    const Value index = to_index(interpreter, value);
    return index && to_real(interpreter, index, number);
  }
  return interpreter.raise_type_error("must be real number, not {}", type_name(interpreter, value));
}

std::string float_text(double number) {
  return float_repr(number);
}

}  // namespace loopscope::python
