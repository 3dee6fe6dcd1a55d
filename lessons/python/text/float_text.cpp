#include "lessons/python/text/float_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>

namespace loopscope::python {

namespace {

/// Decimal digits d₁d₂… of 0.d₁d₂… × 10^point.
struct Digits {
  std::string text;
  int point = 0;
};

Digits digits_of_scientific(const std::string& text) {
  const std::size_t e = text.find('e');
  Digits digits{text.substr(0, 1), std::atoi(text.c_str() + e + 1) + 1};
  if (e > 2) digits.text += text.substr(2, e - 2);
  return digits;
}

Digits shortest_digits(double value) {
  char buffer[64];
  const auto end = std::to_chars(buffer, std::end(buffer), value, std::chars_format::scientific);
  return digits_of_scientific(std::string(buffer, end.ptr));
}

void strip_zeros(std::string& digits) {
  while (digits.size() > 1 && digits.back() == '0') digits.pop_back();
}

std::string with_exponent(const Digits& digits, bool keep_point, char letter) {
  std::string result = digits.text.substr(0, 1);
  if (digits.text.size() > 1 || keep_point) result += '.';
  result += digits.text.substr(1);
  const int exponent = digits.point - 1;
  return result + fmt::format("{}{}{:02}", letter, exponent < 0 ? '-' : '+', std::abs(exponent));
}

std::string with_point(const Digits& digits, bool keep_point, bool add_dot_0) {
  const std::string& text = digits.text;
  const auto size = static_cast<int>(text.size());
  if (digits.point <= 0)
    return "0." + std::string(static_cast<std::size_t>(-digits.point), '0') + text;
  const auto point = static_cast<std::size_t>(digits.point);
  if (digits.point < size) return text.substr(0, point) + "." + text.substr(point);
  std::string result = text + std::string(point - text.size(), '0');
  if (add_dot_0) return result + ".0";
  return keep_point ? result + "." : result;
}

std::string general(double value, const FloatStyle& style, bool upper) {
  const char letter = upper ? 'E' : 'e';
  const bool shortest = style.type == 'r';
  const int precision = std::max(style.precision, 1);
  Digits digits = shortest ? shortest_digits(value)
                           : digits_of_scientific(fmt::format("{:.{}e}", value, precision - 1));
  if (!style.alternate || shortest) strip_zeros(digits.text);
  const int largest = shortest ? 16 : precision - (style.add_dot_0 ? 1 : 0);
  if (value == 0) digits.point = 1;
  if (digits.point <= -4 || digits.point > largest) {
    return with_exponent(digits, style.alternate, letter);
  }
  return with_point(digits, style.alternate, style.add_dot_0);
}

std::string magnitude(double value, const FloatStyle& style) {
  const bool upper = style.type == 'E' || style.type == 'F' || style.type == 'G';
  if (std::isnan(value)) return upper ? "NAN" : "nan";
  if (std::isinf(value)) return upper ? "INF" : "inf";
  if (style.type == 'f' || style.type == 'F') {
    std::string text = fmt::format("{:.{}f}", value, style.precision);
    return style.alternate && style.precision == 0 ? text + "." : text;
  }
  if (style.type == 'e' || style.type == 'E') {
    const Digits digits = digits_of_scientific(fmt::format("{:.{}e}", value, style.precision));
    return with_exponent(digits, style.alternate, style.type);
  }
  return general(value, style, upper);
}

}  // namespace

std::string float_text(double value, const FloatStyle& style) {
  const bool negative = std::signbit(value) && !std::isnan(value);
  const std::string text = magnitude(std::fabs(value), style);
  return negative ? "-" + text : text;
}

std::string float_hex(double value) {
  if (!std::isfinite(value)) return float_text(value, {});
  const auto bits = std::bit_cast<std::uint64_t>(value);
  const auto fraction = bits & ((std::uint64_t{1} << 52) - 1);
  const int exponent = static_cast<int>((bits >> 52) & 0x7FF);
  const char* sign = std::signbit(value) ? "-" : "";
  if (exponent == 0 && fraction == 0) return fmt::format("{}0x0.0p+0", sign);
  return fmt::format("{}0x{}.{:013x}p{:+}", sign, exponent == 0 ? 0 : 1, fraction,
                     exponent == 0 ? -1022 : exponent - 1023);
}

}  // namespace loopscope::python
