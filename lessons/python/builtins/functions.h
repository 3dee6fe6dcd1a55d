#pragma once

#include <span>
#include <vector>

#include "lessons/python/interpreter.h"

namespace loopscope::python {

// The builtin functions by subject; add_builtin_functions() puts them all into module builtins.

std::span<const NativeDefinition> object_functions();
std::span<const NativeDefinition> iterable_functions();
std::span<const NativeDefinition> number_functions();
std::span<const NativeDefinition> output_functions();
std::span<const NativeDefinition> code_functions();

/// Sorts as list.sort() does: stable, by `key(item)` unless `key` is null or None. False if a
/// comparison or the key has raised; `items` is a permutation of what it was then.
bool sort_values(Interpreter& interpreter, std::vector<Value>& items, const Value& key,
                 bool reverse);

}  // namespace loopscope::python
