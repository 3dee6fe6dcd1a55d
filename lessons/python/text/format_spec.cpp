#include "lessons/python/text/format_spec.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "lessons/python/text/float_text.h"
#include "lessons/python/text/unicode.h"

namespace loopscope::python {

namespace {

bool is_align(char32_t c) {
  return c == U'<' || c == U'>' || c == U'=' || c == U'^';
}

class Parser {
 public:
  Parser(std::string_view text, std::string_view type_name)
      : original_(text), text_(to_characters(text)), type_name_(type_name) {}

  FormatSpec parse() {
    read_alignment();
    if (peek() == U'+' || peek() == U'-' || peek() == U' ') spec_.sign = static_cast<char>(take());
    spec_.no_negative_zero = take_if(U'z');
    spec_.alternate = take_if(U'#');
    read_zero();
    spec_.width = read_number();
    read_grouping();
    if (take_if(U'.')) {
      spec_.precision = read_number();
      if (spec_.precision < 0) throw FormatError("Format specifier missing precision");
    }
    if (text_.size() - at_ > 1) {
      throw FormatError(fmt::format("Invalid format specifier '{}' for object of type '{}'",
                                    original_, type_name_));
    }
    if (at_ < text_.size()) spec_.type = take();
    check_grouping();
    return spec_;
  }

 private:
  char32_t peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : 0;
  }
  char32_t take() { return text_[at_++]; }
  bool take_if(char32_t c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  void read_alignment() {
    if (text_.size() - at_ >= 2 && is_align(peek(1))) {
      spec_.fill = take();
      fill_given_ = true;
      spec_.align = static_cast<char>(take());
    } else if (is_align(peek())) {
      spec_.align = static_cast<char>(take());
    }
  }

  void read_zero() {
    if (fill_given_ || peek() != U'0') return;
    take();
    spec_.fill = U'0';
    spec_.zero_padded = true;
  }

  /// -1 if there is no digit.
  std::int64_t read_number() {
    std::int64_t number = -1;
    for (int digit = decimal_value(peek()); at_ < text_.size() && digit >= 0;
         digit = decimal_value(peek())) {
      take();
      if (number < 0) number = 0;
      if (number > (std::numeric_limits<std::int64_t>::max() - digit) / 10) {
        throw FormatError("Too many decimal digits in format string");
      }
      number = number * 10 + digit;
    }
    return number;
  }

  void read_grouping() {
    if (take_if(U',')) spec_.grouping = ',';
    if (peek() == U'_') {
      if (spec_.grouping != 0) throw FormatError("Cannot specify both ',' and '_'.");
      take();
      spec_.grouping = '_';
    }
    if (peek() == U',' && spec_.grouping == '_') {
      throw FormatError("Cannot specify both ',' and '_'.");
    }
  }

  void check_grouping() const {
    if (spec_.grouping == 0 || spec_.type == 0) return;
    const std::u32string_view decimal = U"defgEG%F";
    if (decimal.find(spec_.type) != std::u32string_view::npos) return;
    const std::u32string_view binary = U"boxX";
    if (spec_.grouping == '_' && binary.find(spec_.type) != std::u32string_view::npos) return;
    const bool shown = spec_.type > 32 && spec_.type < 128;
    throw FormatError(shown ? fmt::format("Cannot specify '{}' with '{}'.", spec_.grouping,
                                          static_cast<char>(spec_.type))
                            : fmt::format("Cannot specify '{}' with '\\x{:x}'.", spec_.grouping,
                                          static_cast<unsigned>(spec_.type)));
  }

  std::string_view original_;
  std::u32string text_;
  std::string_view type_name_;
  std::size_t at_ = 0;
  FormatSpec spec_;
  bool fill_given_ = false;
};

constexpr std::u32string_view integer_codes = U"dnboxXc";

[[noreturn]] void unknown_code(char32_t code, std::string_view type_name) {
  if (code > 32 && code < 128) {
    throw FormatError(fmt::format("Unknown format code '{}' for object of type '{}'",
                                  static_cast<char>(code), type_name));
  }
  throw FormatError(fmt::format("Unknown format code '\\x{:x}' for object of type '{}'",
                                static_cast<unsigned>(code), type_name));
}

std::string repeat(char32_t fill, std::size_t count) {
  std::string result;
  for (; count > 0; --count) append_utf8(result, fill);
  return result;
}

/// Fills up to the width. `sign` (sign and prefix) stays in front of the filling for '='.
std::string pad(const std::string& sign, const std::string& body, const FormatSpec& spec,
                char default_align) {
  const std::size_t size = character_count(sign) + character_count(body);
  if (spec.width < 0 || static_cast<std::size_t>(spec.width) <= size) return sign + body;
  const std::size_t space = static_cast<std::size_t>(spec.width) - size;
  switch (spec.align != 0 ? spec.align : default_align) {
    case '<':
      return sign + body + repeat(spec.fill, space);
    case '^':
      return repeat(spec.fill, space / 2) + sign + body + repeat(spec.fill, space - space / 2);
    case '=':
      return sign + repeat(spec.fill, space) + body;
    default:
      return repeat(spec.fill, space) + sign + body;
  }
}

/// Separates `digits` into groups; zeros in front make it at least `width` long.
std::string group(const std::string& digits, char separator, std::size_t size, std::int64_t width) {
  std::string reversed;
  auto remaining = static_cast<std::int64_t>(digits.size());
  for (bool first = true;; first = false) {
    const std::int64_t wanted = std::max<std::int64_t>(std::max(remaining, width), 1);
    const std::int64_t length = std::min(static_cast<std::int64_t>(size), wanted);
    if (!first) reversed += separator;
    for (std::int64_t i = 0; i < length; ++i) {
      reversed += remaining > 0 ? digits[static_cast<std::size_t>(--remaining)] : '0';
    }
    width -= length;
    if (remaining <= 0 && width <= 0) break;
    --width;
  }
  return std::string(reversed.rbegin(), reversed.rend());
}

std::string sign_text(bool negative, char sign) {
  if (negative) return "-";
  return sign == '+' || sign == ' ' ? std::string(1, sign) : std::string();
}

/// A number of `digits` with what follows them (".5", "e+10", "%").
std::string format_number(const std::string& sign, const std::string& digits,
                          const std::string& rest, std::size_t group_size, const FormatSpec& spec) {
  const char align = spec.align != 0 ? spec.align : (spec.zero_padded ? '=' : '>');
  std::string grouped = digits;
  if (spec.grouping != 0 && !digits.empty()) {
    const bool zeros = spec.fill == U'0' && align == '=';
    const auto others = static_cast<std::int64_t>(sign.size() + rest.size());
    grouped = group(digits, spec.grouping, group_size, zeros ? spec.width - others : 0);
  }
  return pad(sign, grouped + rest, spec, align);
}

void check_code_point(bool in_range) {
  if (!in_range) {
    throw FormatError("%c arg not in range(0x110000)", FormatError::Kind::overflow_error);
  }
}

template <class Integer>
std::string format_character(const Integer& value, const FormatSpec& spec) {
  if (spec.sign != 0) throw FormatError("Sign not allowed with integer format specifier 'c'");
  if (spec.alternate) {
    throw FormatError("Alternate form (#) not allowed with integer format specifier 'c'");
  }
  check_code_point(value >= 0 && value <= static_cast<std::int64_t>(max_character));
  const std::string text = to_utf8(static_cast<char32_t>(static_cast<std::uint32_t>(value)));
  return pad("", text, spec, spec.zero_padded ? '=' : '>');
}

template <class Integer>
std::string format_any_integer(const Integer& value, const FormatSpec& spec) {
  switch (spec.type) {
    case U'e':
    case U'E':
    case U'f':
    case U'F':
    case U'g':
    case U'G':
    case U'%':
      return format_float(static_cast<double>(value), spec);
    default:
      break;
  }
  if (spec.type != 0 && integer_codes.find(spec.type) == std::u32string_view::npos) {
    unknown_code(spec.type, "int");
  }
  if (spec.precision >= 0) {
    throw FormatError("Precision not allowed in integer format specifier");
  }
  if (spec.no_negative_zero) {
    throw FormatError("Negative zero coercion (z) not allowed in integer format specifier");
  }
  int base = 10;
  std::string prefix;
  switch (spec.type) {
    case 0:
    case U'd':
    case U'n':
      break;
    case U'b':
      base = 2;
      prefix = "0b";
      break;
    case U'o':
      base = 8;
      prefix = "0o";
      break;
    case U'x':
      base = 16;
      prefix = "0x";
      break;
    case U'X':
      base = 16;
      prefix = "0X";
      break;
    case U'c':
      return format_character(value, spec);
    default:
      unknown_code(spec.type, "int");
  }
  std::string digits = integer_text(value, base);
  const bool negative = digits.front() == '-';
  if (negative) digits.erase(0, 1);
  if (spec.type == U'X') digits = to_upper(digits);
  const std::string sign = sign_text(negative, spec.sign) + (spec.alternate ? prefix : "");
  return format_number(sign, digits, "", base == 10 ? 3 : 4, spec);
}

/// "-0.00" as "0.00".
void coerce_zero(std::string& text) {
  if (text.front() != '-' || text.find_first_of("123456789in") < text.find_first_of("eE")) return;
  text.erase(0, 1);
}

}  // namespace

FormatSpec FormatSpec::parse(std::string_view text, std::string_view type_name) {
  return Parser(text, type_name).parse();
}

std::string format_text(std::string_view value, const FormatSpec& spec) {
  if (spec.type != 0 && spec.type != U's') unknown_code(spec.type, "str");
  if (spec.sign == ' ') {
    throw FormatError("Space not allowed in string format specifier");
  }
  if (spec.sign != 0) throw FormatError("Sign not allowed in string format specifier");
  if (spec.no_negative_zero) {
    throw FormatError("Negative zero coercion (z) not allowed in string format specifier");
  }
  if (spec.alternate) {
    throw FormatError("Alternate form (#) not allowed in string format specifier");
  }
  if (spec.grouping != 0) {
    throw FormatError(fmt::format("Cannot specify '{}' with 's'.", spec.grouping));
  }
  if (spec.align == '=') {
    throw FormatError("'=' alignment not allowed in string format specifier");
  }
  if (spec.precision >= 0) {
    value = characters_between(value, 0, static_cast<std::size_t>(spec.precision));
  }
  return pad("", std::string(value), spec, '<');
}

std::string format_float(double value, const FormatSpec& spec) {
  if (spec.precision > std::numeric_limits<int>::max()) throw FormatError("precision too big");
  FloatStyle style;
  style.alternate = spec.alternate;
  std::string suffix;
  switch (spec.type) {
    case 0:
      style.add_dot_0 = true;
      if (spec.precision >= 0) style.type = 'g';
      break;
    case U'e':
    case U'E':
    case U'f':
    case U'F':
    case U'g':
    case U'G':
      style.type = static_cast<char>(spec.type);
      break;
    case U'n':
      style.type = 'g';
      break;
    case U'%':
      style.type = 'f';
      value *= 100;
      suffix = "%";
      break;
    default:
      unknown_code(spec.type, "float");
  }
  if (spec.precision >= 0) style.precision = static_cast<int>(spec.precision);
  std::string text = float_text(value, style);
  if (spec.no_negative_zero) coerce_zero(text);
  const bool negative = text.front() == '-';
  if (negative) text.erase(0, 1);
  const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
  return format_number(sign_text(negative, spec.sign), text.substr(0, end),
                       text.substr(end) + suffix, 3, spec);
}

std::string format_integer(std::int64_t value, const FormatSpec& spec) {
  return format_any_integer(value, spec);
}
std::string format_integer(const BigInteger& value, const FormatSpec& spec) {
  return format_any_integer(value, spec);
}

std::string integer_text(std::int64_t value, int base) {
  switch (base) {
    case 2:
      return fmt::format("{:b}", value);
    case 8:
      return fmt::format("{:o}", value);
    case 16:
      return fmt::format("{:x}", value);
    default:
      return std::to_string(value);
  }
}

std::string integer_text(const BigInteger& value, int base) {
  const BigInteger magnitude = abs(value);
  std::string digits;
  if (base == 2) {
    for (BigInteger rest = magnitude; rest != 0; rest >>= 1)
      digits += bit_test(rest, 0) ? '1' : '0';
    digits = digits.empty() ? "0" : std::string(digits.rbegin(), digits.rend());
  } else {
    const auto format = base == 16  ? std::ios_base::hex
                        : base == 8 ? std::ios_base::oct
                                    : std::ios_base::dec;
    digits = magnitude.str(0, format);
  }
  return value < 0 ? "-" + digits : digits;
}

std::string format_complex(double real, double imaginary, const FormatSpec& spec) {
  if (spec.zero_padded)
    throw FormatError("Zero padding is not allowed in complex format specifier");
  if (spec.align == '=')
    throw FormatError("'=' alignment flag is not allowed in complex format specifier");
  if (spec.type != 0 &&
      std::u32string_view(U"eEfFgGn").find(spec.type) == std::u32string_view::npos)
    throw FormatError("Unknown format code '" + to_utf8(spec.type) +
                      "' for object of type 'complex'");
  FormatSpec part = spec;
  part.width = -1;
  part.align = 0;
  const auto shown = [&](double value) {
    std::string text = format_float(value, part);
    const bool shortest = spec.type == 0 && spec.precision < 0;
    if (shortest && text.ends_with(".0")) text.resize(text.size() - 2);
    return text;
  };
  const bool bare = spec.type == 0;
  std::string text;
  const bool only_imaginary = bare && real == 0.0 && !std::signbit(real);
  if (!only_imaginary) {
    text = shown(real);
    part.sign = '+';
  }
  text += shown(imaginary) + "j";
  if (bare && !only_imaginary) text = "(" + text + ")";
  return pad("", text, spec, '>');
}

}  // namespace loopscope::python
