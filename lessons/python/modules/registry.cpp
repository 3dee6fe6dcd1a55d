#include <algorithm>
#include <iterator>

#include "lessons/python/builtins/builtins.h"
#include "lessons/python/modules/library/library.h"
#include "lessons/python/modules/modules.h"
#include "lessons/python/modules/program_support.h"
#include "lessons/python/objects/function_object.h"

namespace loopscope::python {

namespace {

struct KnownModule {
  const char* name;
  ModuleMaker make;
};

constexpr KnownModule known_modules[] = {
    {"__future__", make_future_module},
    {"_asyncio_support", make_asyncio_support_module},
    {"_gc", make_gc_module},
    {"_hash", make_hash_module},
    {"_re", make_re_module},
    {"_weakref", make_weakref_module},
    {"_network", make_network_module},
    {"_process", make_process_module},
    {"_thread", make_thread_module},
    {"_signal", make_signal_module},
    {"_trace", make_trace_module},
    {"_traceback", make_traceback_module},
    {"asyncio", make_asyncio_module},
    {"contextvars", make_contextvars_module},
    {"datetime", make_datetime_module},
    {"functools", make_functools_module},
    {"math", make_math_module},
    {"posix", make_posix_module},
    {"_random", make_random_module},
    {"sys", make_sys_module},
    {"time", make_time_module},
};

}  // namespace

void register_modules(Interpreter& interpreter) {
  for (const KnownModule& module : known_modules) {
    interpreter.register_module(module.name, module.make);
  }
  for (const LibrarySource& source : library_sources()) {
    interpreter.register_module(source.name, make_library_module);
  }
}

bool is_known_module(std::string_view name) {
  const auto same = [&](const KnownModule& module) { return module.name == name; };
  const auto same_source = [&](const LibrarySource& source) { return source.name == name; };
  return name == "builtins" ||
         std::any_of(std::begin(known_modules), std::end(known_modules), same) ||
         std::any_of(library_sources().begin(), library_sources().end(), same_source);
}

void set_functions(Interpreter& interpreter, ModuleObject& module,
                   std::span<const NativeDefinition> functions) {
  add_functions(interpreter, Value::share(&module), functions);
}

}  // namespace loopscope::python
