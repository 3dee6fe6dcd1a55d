#pragma once

#include "lessons/python/interpreter.h"

namespace loopscope::python {

// The parts of an interpreter's beginning and end, in the order in which they are called.

/// object, type, the common names and every type of BuiltinTypes and ExceptionTypes.
void define_core_types(Interpreter& interpreter);
/// Puts types, exceptions and constants into module builtins.
void fill_builtins(Interpreter& interpreter);
/// The program has ended: __del__ and its like of all objects there are, in the order in which they
/// were made, while everything still is as the program has left it.
void finalize_all(Interpreter& interpreter);
/// Everything goes: modules, what is left in cycles, types.
void tear_down(Interpreter& interpreter);

// Called by define_core_types, one for each file of types.
void define_object_type(Interpreter& interpreter);
void define_numbers(Interpreter& interpreter);
void define_strings(Interpreter& interpreter);
void define_bytes(Interpreter& interpreter);
void define_lists(Interpreter& interpreter);
void define_dicts(Interpreter& interpreter);
void define_sets(Interpreter& interpreter);
void define_ranges(Interpreter& interpreter);
void define_iterators(Interpreter& interpreter);
void define_functions(Interpreter& interpreter);
void define_descriptors(Interpreter& interpreter);
void define_super(Interpreter& interpreter);
void define_exceptions(Interpreter& interpreter);
void define_frames(Interpreter& interpreter);
void define_generators(Interpreter& interpreter);
void define_native_coroutines(Interpreter& interpreter);
void define_modules(Interpreter& interpreter);
void define_generic_aliases(Interpreter& interpreter);

}  // namespace loopscope::python
