#pragma once

#include <span>

#include "lessons/python/interpreter.h"

namespace loopscope::python {

/// functools.lru_cache() and cache().
std::span<const NativeDefinition> cache_functions();
/// functools.update_wrapper(wrapper, wrapped); false if it has raised.
bool update_wrapper(Interpreter& interpreter, const Value& wrapper, const Value& wrapped);

}  // namespace loopscope::python
