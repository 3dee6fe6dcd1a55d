#pragma once

#include "lessons/python/interpreter.h"

namespace loopscope::python {

// Who makes what: core_types.cpp (of the machine) defines every type of BuiltinTypes with its slots
// (arithmetic, comparison, hash, repr, iteration, subscripts, construction); the functions here,
// called at the end of the Interpreter's constructor, add what has a name.

/// Adds the methods of the builtin types: str.split, list.append, dict.items … (add_methods).
void add_builtin_methods(Interpreter& interpreter);
/// Fills module builtins with functions: print, len, sorted … Types and exceptions are there.
void add_builtin_functions(Interpreter& interpreter);
/// Registers every native module (Interpreter::register_module): time, asyncio …
void register_modules(Interpreter& interpreter);

/// format(value, spec) of the builtin types int, float, str, bool and complex, as their __format__
/// does; used by f-strings directly.
Value format_number_or_text(Interpreter& interpreter, const Value& value, std::string_view spec);
/// format % args of str.
Value format_percent(Interpreter& interpreter, const Value& format, const Value& arguments);
/// bytes % arguments (bytearray % arguments); NotImplemented if `format` is neither.
Value format_percent_bytes(Interpreter& interpreter, const Value& format, const Value& arguments);

}  // namespace loopscope::python
