// The methods of asyncio's loops.

#include <cstdint>
#include <string>
#include <vector>

#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/interpreter_state.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/asyncio/exceptions.h"
#include "lessons/python/modules/asyncio/functions.h"
#include "lessons/python/modules/asyncio/future.h"
#include "lessons/python/modules/asyncio/handle.h"
#include "lessons/python/modules/asyncio/loop.h"
#include "lessons/python/modules/asyncio/methods.h"
#include "lessons/python/modules/asyncio/reports.h"
#include "lessons/python/modules/asyncio/state.h"
#include "lessons/python/modules/asyncio/task.h"
#include "lessons/python/modules/busy_wait.h"
#include "lessons/python/modules/contextvars.h"
#include "lessons/python/modules/threads.h"
#include "lessons/python/objects/float_object.h"
#include "lessons/python/objects/list_object.h"

namespace loopscope::python {

Value rest_of(Interpreter& interpreter, Arguments arguments, std::size_t first) {
  if (arguments.count <= first) return {};
  return make_tuple(interpreter, std::span(arguments.values + first, arguments.count - first));
}

namespace {

LoopObject& loop_of(const Value& self) {
  return *as<LoopObject>(self);
}

// Running.

Value run_forever_method(Interpreter& interpreter, const Value& self, Arguments) {
  return run_forever(interpreter, loop_of(self)) ? Value::none() : Value();
}

Value run_until_complete_method(Interpreter& interpreter, const Value& self, Arguments arguments) {
  static constexpr ParameterList parameters{"BaseEventLoop.run_until_complete", "future", 1};
  Value values[1];
  if (!read_as_function(interpreter, parameters, arguments, values)) return {};
  return run_until_complete(interpreter, loop_of(self), values[0]);
}

Value stop(Interpreter&, const Value& self, Arguments) {
  loop_of(self).engine().stop();
  return Value::none();
}

Value close(Interpreter& interpreter, const Value& self, Arguments) {
  return close_loop(interpreter, loop_of(self)) ? Value::none() : Value();
}

Value is_running(Interpreter&, const Value& self, Arguments) {
  return Value::boolean(loop_of(self).engine().is_running());
}

Value is_closed(Interpreter&, const Value& self, Arguments) {
  return Value::boolean(loop_of(self).engine().is_closed());
}

Value time(Interpreter& interpreter, const Value& self, Arguments) {
  interpreter.extension<BusyWait>().clock_read();
  return make_float(interpreter, loop_of(self).engine().time());
}

Value get_debug(Interpreter&, const Value& self, Arguments) {
  return Value::boolean(loop_of(self).engine().get_debug());
}

Value set_debug(Interpreter& interpreter, const Value& self, Arguments arguments) {
  bool wanted = false;
  if (!truth(interpreter, arguments[0], wanted)) return {};
  loop_of(self).engine().set_debug(wanted);
  if (!loop_of(self).engine().is_running()) return Value::none();
  const Value tracking = get_attribute(interpreter, self, "_set_coroutine_origin_tracking");
  if (!tracking ||
      !call_method(interpreter, self, "call_soon_threadsafe", {tracking, arguments[0]})) {
    return {};
  }
  return Value::none();
}

Value set_origin_tracking(Interpreter& interpreter, const Value&, Arguments arguments) {
  bool wanted = false;
  if (!truth(interpreter, arguments[0], wanted)) return {};
  interpreter.state().origin_depth = wanted ? debug_stack_depth : 0;
  return Value::none();
}

Value shutdown_asyncgens(Interpreter& interpreter, const Value& self, Arguments) {
  return shutdown_async_generators(interpreter, loop_of(self));
}

Value shutdown_executor(Interpreter& interpreter, const Value& self, Arguments) {
  return shutdown_default_executor(interpreter, loop_of(self));
}

// Scheduling.

/// The keyword `context` is all that is allowed.
bool only_context(Interpreter& interpreter, const char* function, Arguments arguments,
                  std::size_t required, const char* missing) {
  for (std::size_t i = 0; i < arguments.keyword_count(); ++i) {
    if (arguments.keyword(i) == "context") continue;
    return interpreter.raise_type_error(
        "BaseEventLoop.{}() got an unexpected keyword argument '{}'", function,
        arguments.keyword(i));
  }
  if (arguments.count >= required) return true;
  if (arguments.count == 1 && required == 2) missing = "1 required positional argument: 'callback'";
  return interpreter.raise_type_error("BaseEventLoop.{}() missing {}", function, missing);
}

/// The keyword `context`; null if there is none, or if it has raised.
Value given_context(Interpreter& interpreter, Arguments arguments) {
  const Value* given = arguments.find_keyword("context");
  return given != nullptr ? checked_context(interpreter, *given) : Value();
}

/// In debug mode, what can't be a callback is refused at once.
bool check_callback(Interpreter& interpreter, const EventLoop& loop, const Value& callback,
                    const char* method) {
  if (!loop.get_debug()) return true;
  if (is_coroutine_like(interpreter, callback) || is_coroutine_function(interpreter, callback)) {
    return interpreter.raise_type_error("coroutines cannot be used with {}()", method);
  }
  if (is_callable(interpreter, callback)) return true;
  std::string shown;
  if (!repr_text(interpreter, callback, shown)) return false;
  return interpreter.raise_type_error("a callable object was expected by {}(), got {}", method,
                                      shown);
}

bool check_open(Interpreter& interpreter, const LoopObject& loop) {
  return guarded(interpreter, [&]() -> bool {
    loop.engine().check_open();
    return true;
  });
}

Value call_soon_method(Interpreter& interpreter, const Value& self, Arguments arguments) {
  LoopObject& loop = loop_of(self);
  if (!only_context(interpreter, "call_soon", arguments, 1,
                    "1 required positional argument: 'callback'") ||
      !check_open(interpreter, loop) ||
      !check_callback(interpreter, loop.engine(), arguments[0], "call_soon")) {
    return {};
  }
  const Value context = given_context(interpreter, arguments);
  if (interpreter.raised()) return {};
  return guarded(interpreter, [&] {
    return handle_object(
        *call_soon(loop, arguments[0], rest_of(interpreter, arguments, 1), context));
  });
}

Value call_soon_threadsafe(Interpreter& interpreter, const Value& self, Arguments arguments) {
  EventLoop& loop = loop_of(self).engine();
  const bool debug = loop.get_debug();
  if (debug && !on_main_thread()) loop.set_debug(false);  // it is no call from a wrong thread
  Value handle = call_soon_method(interpreter, self, arguments);
  loop.set_debug(debug);
  if (handle) loop.wake();
  return handle;
}

Value schedule(Interpreter& interpreter, const Value& self, Arguments arguments, double when,
               const Value& shown_when) {
  LoopObject& loop = loop_of(self);
  if (!check_callback(interpreter, loop.engine(), arguments[1], "call_at")) return {};
  const Value context = given_context(interpreter, arguments);
  if (interpreter.raised()) return {};
  return guarded(interpreter, [&] {
    return handle_object(*call_at(loop, when, shown_when, arguments[1],
                                  rest_of(interpreter, arguments, 2), context));
  });
}

Value call_later(Interpreter& interpreter, const Value& self, Arguments arguments) {
  LoopObject& loop = loop_of(self);
  if (!only_context(interpreter, "call_later", arguments, 2,
                    "2 required positional arguments: 'delay' and 'callback'")) {
    return {};
  }
  if (arguments[0].is_none()) {
    return interpreter.raise_type_error("delay must not be None");
  }
  const Value now = make_float(interpreter, loop.engine().time());
  const Value when = binary(interpreter, BinaryOperator::add, now, arguments[0]);
  double due = 0;
  if (!when || !check_open(interpreter, loop) || !to_real(interpreter, when, due)) return {};
  return schedule(interpreter, self, arguments, due, when);
}

Value call_at_method(Interpreter& interpreter, const Value& self, Arguments arguments) {
  if (!only_context(interpreter, "call_at", arguments, 2,
                    "2 required positional arguments: 'when' and 'callback'")) {
    return {};
  }
  if (arguments[0].is_none()) return interpreter.raise_type_error("when cannot be None");
  double due = 0;
  if (!check_open(interpreter, loop_of(self)) || !to_real(interpreter, arguments[0], due)) {
    return {};
  }
  return schedule(interpreter, self, arguments, due, arguments[0]);
}

Value create_future(Interpreter& interpreter, const Value& self, Arguments) {
  static constexpr LibraryPlace place{"asyncio/base_events.py", 427, "create_future",
                                      "return futures.Future(loop=self)"};
  const InLibrary here(interpreter, place);
  return guarded(interpreter, [&] { return make_future(loop_of(self)); });
}

Value create_task_method(Interpreter& interpreter, const Value& self, Arguments arguments) {
  static constexpr ParameterList parameters{"BaseEventLoop.create_task", "coro * name context", 1};
  Value values[3];
  if (!read_as_function(interpreter, parameters, arguments, values)) return {};
  if (!check_open(interpreter, loop_of(self))) return {};
  return create_task(interpreter, loop_of(self), values[0], values[1], values[2]);
}

Value set_task_factory(Interpreter& interpreter, const Value& self, Arguments arguments) {
  if (!arguments[0].is_none() && !is_callable(interpreter, arguments[0])) {
    return interpreter.raise_type_error("task factory must be a callable or None");
  }
  loop_of(self).task_factory = arguments[0].is_none() ? Value() : arguments[0];
  return Value::none();
}

Value get_task_factory(Interpreter&, const Value& self, Arguments) {
  const Value& factory = loop_of(self).task_factory;
  return factory ? factory : Value::none();
}

// Reports.

Value set_exception_handler(Interpreter& interpreter, const Value& self, Arguments arguments) {
  if (!arguments[0].is_none() && !is_callable(interpreter, arguments[0])) {
    std::string shown;
    if (!repr_text(interpreter, arguments[0], shown)) return {};
    return interpreter.raise_type_error("A callable object or None is expected, got {}", shown);
  }
  loop_of(self).exception_handler = arguments[0].is_none() ? Value() : arguments[0];
  return Value::none();
}

Value get_exception_handler(Interpreter&, const Value& self, Arguments) {
  const Value& handler = loop_of(self).exception_handler;
  return handler ? handler : Value::none();
}

bool need_context(Interpreter& interpreter, const Value& context) {
  if (context.is(Kind::dict)) return true;
  return interpreter.raise_type_error("the context of an exception handler must be a dict, not {}",
                                      type_name(interpreter, context));
}

Value call_exception_handler(Interpreter& interpreter, const Value& self, Arguments arguments) {
  if (!need_context(interpreter, arguments[0])) return {};
  return guarded(interpreter, [&] {
    report(loop_of(self), arguments[0]);
    return Value::none();
  });
}

Value default_exception_handler(Interpreter& interpreter, const Value& self, Arguments arguments) {
  if (!need_context(interpreter, arguments[0])) return {};
  return default_report(loop_of(self), arguments[0]) ? Value::none() : Value();
}

// Executors.

Value run_in_executor(Interpreter& interpreter, const Value& self, Arguments arguments) {
  if (!check_open(interpreter, loop_of(self)) ||
      !check_callback(interpreter, loop_of(self).engine(), arguments[1], "run_in_executor")) {
    return {};
  }
  const Value functions = interpreter.import_module("asyncio._executors");
  Value rest = rest_of(interpreter, arguments, 2);
  if (!rest) rest = make_tuple(interpreter, {});
  return functions ? call_method(interpreter, functions, "_run_in_executor",
                                 {self, arguments[0], arguments[1], rest})
                   : Value();
}

Value set_default_executor(Interpreter& interpreter, const Value& self, Arguments arguments) {
  const Value functions = interpreter.import_module("asyncio._executors");
  return functions
             ? call_method(interpreter, functions, "_set_default_executor", {self, arguments[0]})
             : Value();
}

constexpr NativeDefinition running_methods[] = {
    {"run_forever", run_forever_method, Signature::none},
    {"run_until_complete", keeping_coroutines<run_until_complete_method>},
    {"stop", stop, Signature::none},
    {"close", close, Signature::none},
    {"is_running", is_running, Signature::none},
    {"is_closed", is_closed, Signature::none},
    {"time", time, Signature::none},
    {"get_debug", get_debug, Signature::none},
    {"set_debug", set_debug, Signature::one},
    {"_set_coroutine_origin_tracking", set_origin_tracking, Signature::one},
    {"shutdown_asyncgens", shutdown_asyncgens, Signature::none},
    {"shutdown_default_executor", shutdown_executor, Signature::none},
};
constexpr NativeDefinition scheduling_methods[] = {
    {"call_soon", call_soon_method},
    {"call_soon_threadsafe", call_soon_threadsafe},
    {"call_later", call_later},
    {"call_at", call_at_method},
    {"create_future", create_future, Signature::none},
    {"create_task", keeping_coroutines<create_task_method>},
    {"set_task_factory", set_task_factory, Signature::one},
    {"get_task_factory", get_task_factory, Signature::none},
    {"run_in_executor", run_in_executor, Signature::positional, 2},
    {"set_default_executor", set_default_executor, Signature::one},
};
constexpr NativeDefinition report_methods[] = {
    {"set_exception_handler", set_exception_handler, Signature::one},
    {"get_exception_handler", get_exception_handler, Signature::none},
    {"call_exception_handler", call_exception_handler, Signature::one},
    {"default_exception_handler", default_exception_handler, Signature::one},
};

}  // namespace

std::span<const NativeDefinition> loop_running_methods() {
  return running_methods;
}
std::span<const NativeDefinition> loop_scheduling_methods() {
  return scheduling_methods;
}
std::span<const NativeDefinition> loop_report_methods() {
  return report_methods;
}

}  // namespace loopscope::python
