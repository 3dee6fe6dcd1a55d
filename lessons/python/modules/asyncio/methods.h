#pragma once

#include <span>

#include "lessons/python/interpreter.h"
#include "lessons/python/machine/arguments.h"
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
/// AbstractEventLoop's: they raise NotImplementedError.
std::span<const NativeDefinition> abstract_loop_methods();
std::span<const NativeProperty> loop_properties();
/// The functions of the module by subject.
std::span<const NativeDefinition> loop_functions();
std::span<const NativeDefinition> task_functions();

/// read_arguments() for what is written in Python in CPython: its messages are those of calls of
/// Python functions. A method has its class in its name ("Runner.run") and counts `self`.
bool read_as_function(Interpreter& interpreter, const ParameterList& parameters,
                      Arguments arguments, std::span<Value> values);

/// After a call that has raised: the traceback keeps the coroutines among its arguments, as the
/// frame of a Python function would. They are "never awaited" when the exception goes.
void keep_coroutines(Interpreter& interpreter, Arguments arguments);

/// Native code that does so.
template <NativeCode code>
Value keeping_coroutines(Interpreter& interpreter, const Value& self, Arguments arguments) {
  Value result = code(interpreter, self, arguments);
  if (!result) keep_coroutines(interpreter, arguments);
  return result;
}

/// Arguments [first, …) of a call as a tuple; null if there are none.
Value rest_of(Interpreter& interpreter, Arguments arguments, std::size_t first);

}  // namespace loopscope::python
