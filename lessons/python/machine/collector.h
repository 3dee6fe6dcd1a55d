#pragma once

#include <cstddef>

#include "lessons/python/interpreter.h"

namespace loopscope::python {

/// gc.collect(): destroys the objects that only cycles of references keep, as CPython's collector
/// does: weak references to them go first, then their finalizers run, then, unless one of them has
/// kept them, they are cleared. Returns how many were found. Nothing calls it but the program: what
/// the engine owns (tasks, futures, loops) and all that is reached from there stays.
std::size_t collect_cycles(Interpreter& interpreter);

/// Shows all references that an object owns and that can be part of a cycle.
void show_references(Object* object, Visitor& visit);

}  // namespace loopscope::python
