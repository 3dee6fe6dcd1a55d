#pragma once

#include <string>

namespace loopscope {

/// A double as Python's `repr` writes it: the shortest text that reads back as the same number,
/// e.g. "1.0", "0.1", "1e-06", "1e+16", "inf".
std::string float_repr(double value);

/// Python's `round(value, decimals)`: correctly rounded, ties to even.
double round_decimal(double value, int decimals);

}  // namespace loopscope
