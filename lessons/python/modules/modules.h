#pragma once

#include <span>
#include <string_view>

#include "lessons/python/interpreter.h"
#include "lessons/python/objects/module_object.h"

namespace loopscope::python {

// One maker a module; register_modules() knows them all.

bool make_time_module(Interpreter& interpreter, ModuleObject& module);
bool make_sys_module(Interpreter& interpreter, ModuleObject& module);
bool make_functools_module(Interpreter& interpreter, ModuleObject& module);
bool make_datetime_module(Interpreter& interpreter, ModuleObject& module);
bool make_random_module(Interpreter& interpreter, ModuleObject& module);
bool make_math_module(Interpreter& interpreter, ModuleObject& module);
bool make_posix_module(Interpreter& interpreter, ModuleObject& module);
bool make_future_module(Interpreter& interpreter, ModuleObject& module);
bool make_network_module(Interpreter& interpreter, ModuleObject& module);
bool make_process_module(Interpreter& interpreter, ModuleObject& module);
bool make_thread_module(Interpreter& interpreter, ModuleObject& module);
bool make_contextvars_module(Interpreter& interpreter, ModuleObject& module);
bool make_asyncio_module(Interpreter& interpreter, ModuleObject& module);
bool make_gc_module(Interpreter& interpreter, ModuleObject& module);
bool make_hash_module(Interpreter& interpreter, ModuleObject& module);
bool make_re_module(Interpreter& interpreter, ModuleObject& module);
bool make_weakref_module(Interpreter& interpreter, ModuleObject& module);
bool make_traceback_module(Interpreter& interpreter, ModuleObject& module);
/// What the parts of asyncio that are written in Python need of the machine.
bool make_asyncio_support_module(Interpreter& interpreter, ModuleObject& module);
/// What signal needs of it.
bool make_signal_module(Interpreter& interpreter, ModuleObject& module);
/// What they tell the run's trace.
bool make_trace_module(Interpreter& interpreter, ModuleObject& module);

/// Adds functions of static storage to a module that is being made.
void set_functions(Interpreter& interpreter, ModuleObject& module,
                   std::span<const NativeDefinition> functions);

}  // namespace loopscope::python
