#pragma once

#include "lessons/python/interpreter.h"

namespace loopscope::python {

/// globals(): the dict of the module whose code runs.
Value current_globals(Interpreter& interpreter);
/// locals(): the dict of a module's or class's body; for a function a new dict of what is bound.
Value current_locals(Interpreter& interpreter);

}  // namespace loopscope::python
