#pragma once

#include "lessons/python/objects/value.h"

namespace loopscope::python {

/// True for functions of modules that CPython has in Python: asyncio's.
bool stands_for_function(const Value& value);

}  // namespace loopscope::python
