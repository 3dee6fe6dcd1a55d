#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/error.h"

namespace loopscope::python {

using BigInteger = boost::multiprecision::cpp_int;

/// A format specifier that is wrong or does not fit the value; `what()` is CPython's message.
class FormatError : public Error {
 public:
  enum class Kind : std::uint8_t { value_error, overflow_error };
  explicit FormatError(const std::string& message, Kind kind = Kind::value_error)
      : Error(message), kind_(kind) {}
  Kind kind() const { return kind_; }

 private:
  Kind kind_;
};

/// `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`, as format() takes it.
struct FormatSpec {
  char32_t fill = U' ';
  char align = 0;  ///< < > = ^, 0 if not given
  char sign = 0;   ///< + - or space, 0 if not given
  bool no_negative_zero = false;
  bool alternate = false;
  std::int64_t width = -1;
  char grouping = 0;  ///< , or _
  std::int64_t precision = -1;
  char32_t type = 0;         ///< 0 if not given
  bool zero_padded = false;  ///< a 0 in front of the width

  /// Reads `text`; `type_name` is the value's type for error messages.
  static FormatSpec parse(std::string_view text, std::string_view type_name);
};

/// format(value, spec). All throw FormatError for what the type doesn't support.
std::string format_text(std::string_view value, const FormatSpec& spec);
std::string format_float(double value, const FormatSpec& spec);
std::string format_complex(double real, double imaginary, const FormatSpec& spec);
std::string format_integer(std::int64_t value, const FormatSpec& spec);
std::string format_integer(const BigInteger& value, const FormatSpec& spec);

/// The digits of an integer in base 2, 8, 10 or 16, with '-' where it is negative.
std::string integer_text(std::int64_t value, int base);
std::string integer_text(const BigInteger& value, int base);

}  // namespace loopscope::python
