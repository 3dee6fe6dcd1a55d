#pragma once

#include "engine/base/os_error.h"
#include "lessons/python/interpreter.h"

namespace loopscope::python {

/// Raises OSError(code, text), or the class that Python has for the errno value.
Raised raise_os_error(Interpreter& interpreter, int code);
/// The same, with the error's own text.
Raised raise_os_error(Interpreter& interpreter, const OsError& error);

}  // namespace loopscope::python
