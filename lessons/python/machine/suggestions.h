#pragma once

#include <string>

#include "lessons/python/interpreter.h"

namespace loopscope::python {

/// What a NameError or AttributeError may have meant ("Did you mean: 'x'?"), as CPython finds it;
/// empty: nothing comes near.
std::string suggestion_for(Interpreter& interpreter, const Value& exception);

}  // namespace loopscope::python
