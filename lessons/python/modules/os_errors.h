#pragma once

#include "lessons/python/interpreter.h"

namespace loopscope::python {

/// Raises OSError(code, text), or the class that Python has for the errno value.
Raised raise_os_error(Interpreter& interpreter, int code);

}  // namespace loopscope::python
