#pragma once

#include "lessons/python/interpreter.h"

namespace loopscope::python {

/// functools.partial(function, *arguments, **keywords).
struct PartialObject;

/// The parts of a partial; false if `value` is none. `keywords` is a dict.
bool partial_parts(Interpreter& interpreter, const Value& value, Value& function, Value& arguments,
                   Value& keywords);

}  // namespace loopscope::python
