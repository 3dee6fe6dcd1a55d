#pragma once

#include <cstdint>
#include <string_view>

#include "lessons/python/interpreter.h"

namespace loopscope::python {

/// Writes a warning to standard error: "x.py:3: RuntimeWarning: text" and the line, which is the
/// one that runs; the same one only once. A program that has imported module warnings decides what
/// becomes of it.
void warn(Interpreter& interpreter, std::string_view category, std::string_view text);
/// The RuntimeWarning for a coroutine that goes without having been started; and a hint about the
/// line where it was made. `origin`: its cr_origin, which is shown; may be null.
void warn_never_awaited(Interpreter& interpreter, std::string_view name, std::uint32_t made_at,
                        const Value& origin = Value());
/// The same for a line (1-based) of `file`; 0: no line to show.
void warn_at(Interpreter& interpreter, std::string_view file, int line, std::string_view category,
             std::string_view text);

}  // namespace loopscope::python
