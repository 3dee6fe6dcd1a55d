#pragma once

#include <string>

namespace loopscope::python {

/// How a float becomes text: C's conversions with Python's rules.
struct FloatStyle {
  char type = 'r';         ///< 'r' (shortest, as repr) or one of e E f F g G
  int precision = 6;       ///< digits behind the point, for g digits in all; unused for 'r'
  bool alternate = false;  ///< '#': keep the point and, for g, the zeros at the end
  bool add_dot_0 = false;  ///< whole numbers get ".0"
};

/// `value` as text; a minus sign in front where it is negative (also for -0.0), "inf" and "nan".
std::string float_text(double value, const FloatStyle& style);

/// float.hex()
std::string float_hex(double value);

}  // namespace loopscope::python
