#pragma once

#include <span>

#include "lessons/python/interpreter.h"
#include "lessons/python/modules/asyncio/future.h"

namespace loopscope::python {

// Between the files of this folder.

/// What types derived from Future have in common.
TypeDefinition future_definition(const char* name, const char* module, Type* base);
/// The engine's future behind `self`; raises RuntimeError if __init__ was not called.
PythonFuture* initialized_future(Interpreter& interpreter, const Value& self);
/// Raises InvalidStateError("FINISHED: <Future …>").
Raised raise_not_pending(Interpreter& interpreter, PythonFuture& future);

/// cancel(), listed anew for Task so that its qualified name is Task.cancel.
std::span<const NativeDefinition> task_cancel_method();

/// The methods of loops by subject.
std::span<const NativeDefinition> loop_running_methods();
std::span<const NativeDefinition> loop_scheduling_methods();
std::span<const NativeDefinition> loop_report_methods();
std::span<const NativeDefinition> loop_io_methods();
std::span<const NativeProperty> loop_properties();
/// The functions of the module by subject.
std::span<const NativeDefinition> loop_functions();
std::span<const NativeDefinition> task_functions();

/// Arguments [first, …) of a call as a tuple; null if there are none.
Value rest_of(Interpreter& interpreter, Arguments arguments, std::size_t first);

}  // namespace loopscope::python
