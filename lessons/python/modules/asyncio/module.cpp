// Module asyncio.

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/asyncio/methods.h"
#include "lessons/python/modules/asyncio/state.h"
#include "lessons/python/modules/asyncio/support.h"
#include "lessons/python/modules/modules.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/str_object.h"

namespace loopscope::python {

namespace {

constexpr std::string_view later_names[] = {"sslproto"};
static_assert(std::is_sorted(std::begin(later_names), std::end(later_names)));

/// Names of the module that come from its submodules, which are imported when they are needed.
struct Export {
  std::string_view name;
  std::string_view module;
};
constexpr Export exports[] = {
    {"ALL_COMPLETED", "asyncio.tasks"},
    {"AbstractChildWatcher", "asyncio.unix_events"},
    {"AbstractEventLoopPolicy", "asyncio.events"},
    {"AbstractServer", "asyncio.events"},
    {"Barrier", "asyncio.locks"},
    {"BaseProtocol", "asyncio.protocols"},
    {"BaseTransport", "asyncio.transports"},
    {"BoundedSemaphore", "asyncio.locks"},
    {"BrokenBarrierError", "asyncio.exceptions"},
    {"BufferedProtocol", "asyncio.protocols"},
    {"Condition", "asyncio.locks"},
    {"DatagramProtocol", "asyncio.protocols"},
    {"DatagramTransport", "asyncio.transports"},
    {"DefaultEventLoopPolicy", "asyncio.unix_events"},
    {"Event", "asyncio.locks"},
    {"FIRST_COMPLETED", "asyncio.tasks"},
    {"FIRST_EXCEPTION", "asyncio.tasks"},
    {"FastChildWatcher", "asyncio.unix_events"},
    {"IncompleteReadError", "asyncio.exceptions"},
    {"LifoQueue", "asyncio.queues"},
    {"LimitOverrunError", "asyncio.exceptions"},
    {"Lock", "asyncio.locks"},
    {"MultiLoopChildWatcher", "asyncio.unix_events"},
    {"PidfdChildWatcher", "asyncio.unix_events"},
    {"PriorityQueue", "asyncio.queues"},
    {"Protocol", "asyncio.protocols"},
    {"Queue", "asyncio.queues"},
    {"QueueEmpty", "asyncio.queues"},
    {"QueueFull", "asyncio.queues"},
    {"ReadTransport", "asyncio.transports"},
    {"SafeChildWatcher", "asyncio.unix_events"},
    {"Semaphore", "asyncio.locks"},
    {"SendfileNotAvailableError", "asyncio.exceptions"},
    {"Server", "asyncio.base_events"},
    {"StreamReader", "asyncio.streams"},
    {"StreamReaderProtocol", "asyncio.streams"},
    {"StreamWriter", "asyncio.streams"},
    {"SubprocessProtocol", "asyncio.protocols"},
    {"SubprocessTransport", "asyncio.transports"},
    {"TaskGroup", "asyncio.taskgroups"},
    {"ThreadedChildWatcher", "asyncio.unix_events"},
    {"Timeout", "asyncio.timeouts"},
    {"Transport", "asyncio.transports"},
    {"WriteTransport", "asyncio.transports"},
    {"as_completed", "asyncio.tasks"},
    {"create_subprocess_exec", "asyncio.subprocess"},
    {"create_subprocess_shell", "asyncio.subprocess"},
    {"get_child_watcher", "asyncio.events"},
    {"get_event_loop_policy", "asyncio.events"},
    {"open_connection", "asyncio.streams"},
    {"open_unix_connection", "asyncio.streams"},
    {"run_coroutine_threadsafe", "asyncio.tasks"},
    {"set_child_watcher", "asyncio.events"},
    {"set_event_loop_policy", "asyncio.events"},
    {"shield", "asyncio.tasks"},
    {"start_server", "asyncio.streams"},
    {"start_unix_server", "asyncio.streams"},
    {"timeout", "asyncio.timeouts"},
    {"timeout_at", "asyncio.timeouts"},
    {"to_thread", "asyncio.threads"},
    {"wait", "asyncio.tasks"},
    {"wait_for", "asyncio.tasks"},
    {"wrap_future", "asyncio.futures"},
};
static_assert(std::is_sorted(std::begin(exports), std::end(exports),
                             [](const Export& a, const Export& b) { return a.name < b.name; }));

/// Null without an error if there is no such name.
Value import_name(Interpreter& interpreter, const std::string& name) {
  const auto* found = std::lower_bound(
      std::begin(exports), std::end(exports), name,
      [](const Export& entry, std::string_view wanted) { return entry.name < wanted; });
  if (found != std::end(exports) && found->name == name) {
    const Value module = interpreter.import_module(found->module);
    return module ? get_attribute(interpreter, module, name) : Value();
  }
  const std::string submodule = "asyncio." + name;
  return interpreter.knows_module(submodule) ? interpreter.import_module(submodule) : Value();
}

/// asyncio.X of what isn't there yet, or not at all.
Value missing_name(Interpreter& interpreter, const Value& self, Arguments arguments) {
  const std::string name(is_string(arguments[0]) ? text_of(arguments[0]) : "");
  if (const Value imported = import_name(interpreter, name)) {
    as<ModuleObject>(self)->set(name, imported);
    return imported;
  }
  if (interpreter.raised()) return {};
  if (asyncio_comes_later(name)) {
    return interpreter.raise(*interpreter.exceptions.not_implemented_error,
                             "asyncio." + name + " is not supported yet");
  }
  return interpreter.raise(*interpreter.exceptions.attribute_error,
                           "module 'asyncio' has no attribute '" + name + "'");
}

/// For `from asyncio import *`: in 3.11 all but TaskGroup.
Value public_names(Interpreter& interpreter, ModuleObject& module) {
  Value names = make_list(interpreter);
  for (const Export& each : exports) {
    if (each.name == "TaskGroup") continue;
    as<ListObject>(names)->items.push_back(interpreter.make_string(each.name));
  }
  const DictObject& own = module.names();
  for (std::size_t at = 0; const DictObject::Entry* entry = own.next(at);) {
    if (!text_of(entry->key).starts_with("_")) {
      as<ListObject>(names)->items.push_back(entry->key);
    }
  }
  return names;
}

/// dir(asyncio): the names that aren't there yet as well.
Value all_names(Interpreter& interpreter, const Value& self, Arguments) {
  const Value names = to_list(interpreter, get_attribute(interpreter, self, "__dict__"));
  if (!names) return {};
  ValueVector& items = as<ListObject>(names)->items;
  for (const Export& each : exports) {
    if (as<ModuleObject>(self)->names().find(each.name) == nullptr)
      items.push_back(interpreter.make_string(each.name));
  }
  return names;
}

constexpr NativeDefinition module_functions[] = {{"__getattr__", missing_name, Signature::one},
                                                 {"__dir__", all_names, Signature::none}};

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
  module.set("__all__", public_names(interpreter, module));
  module.set("__path__", make_list(interpreter));
  return true;
}

}  // namespace loopscope::python
