#pragma once

#include <string_view>

#include "lessons/python/interpreter.h"

namespace loopscope::python {

/// Writes a warning to standard error: "x.py:3: RuntimeWarning: text" and the line, which is the
/// one that runs.
void warn(Interpreter& interpreter, std::string_view category, std::string_view text);
/// The same for a line (1-based) of `file`; 0: no line to show.
void warn_at(Interpreter& interpreter, std::string_view file, int line, std::string_view category,
             std::string_view text);

}  // namespace loopscope::python
