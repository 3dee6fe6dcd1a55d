// Module asyncio.

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

#include "lessons/python/modules/asyncio/methods.h"
#include "lessons/python/modules/asyncio/state.h"
#include "lessons/python/modules/asyncio/support.h"
#include "lessons/python/modules/modules.h"
#include "lessons/python/objects/str_object.h"

namespace loopscope::python {

namespace {

constexpr std::string_view later_names[] = {"ALL_COMPLETED",
                                            "AbstractEventLoopPolicy",
                                            "Barrier",
                                            "BoundedSemaphore",
                                            "BufferedProtocol",
                                            "Condition",
                                            "DatagramProtocol",
                                            "DatagramTransport",
                                            "DefaultEventLoopPolicy",
                                            "Event",
                                            "FIRST_COMPLETED",
                                            "FIRST_EXCEPTION",
                                            "IncompleteReadError",
                                            "LifoQueue",
                                            "LimitOverrunError",
                                            "Lock",
                                            "PriorityQueue",
                                            "Protocol",
                                            "Queue",
                                            "QueueEmpty",
                                            "QueueFull",
                                            "Semaphore",
                                            "Server",
                                            "StreamReader",
                                            "StreamWriter",
                                            "SubprocessProtocol",
                                            "TaskGroup",
                                            "Timeout",
                                            "Transport",
                                            "as_completed",
                                            "create_subprocess_exec",
                                            "create_subprocess_shell",
                                            "get_event_loop_policy",
                                            "open_connection",
                                            "open_unix_connection",
                                            "run_coroutine_threadsafe",
                                            "set_event_loop_policy",
                                            "shield",
                                            "start_server",
                                            "start_unix_server",
                                            "subprocess",
                                            "timeout",
                                            "timeout_at",
                                            "to_thread",
                                            "wait",
                                            "wait_for",
                                            "wrap_future"};
static_assert(std::is_sorted(std::begin(later_names), std::end(later_names)));

/// asyncio.X of what isn't there.
Value missing_name(Interpreter& interpreter, const Value&, Arguments arguments) {
  const std::string name(is_string(arguments[0]) ? text_of(arguments[0]) : "");
  if (asyncio_comes_later(name)) {
    return interpreter.raise(*interpreter.exceptions.not_implemented_error,
                             "asyncio." + name + " is not supported yet");
  }
  return interpreter.raise(*interpreter.exceptions.attribute_error,
                           "module 'asyncio' has no attribute '" + name + "'");
}

constexpr NativeDefinition module_functions[] = {{"__getattr__", missing_name, Signature::one}};

}  // namespace

bool asyncio_comes_later(std::string_view name) {
  return std::binary_search(std::begin(later_names), std::end(later_names), name);
}

bool make_asyncio_module(Interpreter& interpreter, ModuleObject& module) {
  const AsyncioState& state = asyncio_of(interpreter);
  set_functions(interpreter, module, loop_functions());
  set_functions(interpreter, module, task_functions());
  set_functions(interpreter, module, module_functions);
  const auto set_type = [&](const char* name, Type* type) { module.set(name, Value::share(type)); };
  set_type("Future", state.future);
  set_type("Task", state.task);
  set_type("Handle", state.handle);
  set_type("TimerHandle", state.timer_handle);
  set_type("AbstractEventLoop", state.abstract_event_loop);
  set_type("BaseEventLoop", state.base_event_loop);
  set_type("SelectorEventLoop", state.selector_event_loop);
  set_type("Runner", state.runner);
  set_type("CancelledError", interpreter.exceptions.cancelled_error);
  set_type("InvalidStateError", state.invalid_state_error);
  set_type("TimeoutError", interpreter.exceptions.timeout_error);
  return true;
}

}  // namespace loopscope::python
