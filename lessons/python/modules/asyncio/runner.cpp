// asyncio.Runner and run().

#include <csignal>
#include <string>
#include <vector>

#include "engine/coro/task.h"
#include "lessons/python/machine/hint_list.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/asyncio/exceptions.h"
#include "lessons/python/modules/asyncio/functions.h"
#include "lessons/python/modules/asyncio/loop.h"
#include "lessons/python/modules/asyncio/methods.h"
#include "lessons/python/modules/asyncio/state.h"
#include "lessons/python/modules/asyncio/task.h"
#include "lessons/python/modules/contextvars.h"
#include "lessons/python/modules/program_signals.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/exception_object.h"
#include "lessons/python/objects/function_object.h"

namespace loopscope::python {

namespace {

enum class RunnerState { created, initialized, closed };

/// What asyncio.Runner keeps.
struct RunnerCore {
  RunnerState state = RunnerState::created;
  Value loop;
  Value debug;    ///< null or None: the loop's default
  Value factory;  ///< null or None: new_event_loop()
  Value context;  ///< in which its coroutines run
  bool set_loop = false;
};

bool initialize(Interpreter& interpreter, RunnerCore& runner) {
  if (runner.state == RunnerState::closed) {
    return interpreter.raise_runtime_error("Runner is closed");
  }
  if (runner.state == RunnerState::initialized) return true;
  if (!runner.factory || runner.factory.is_none()) {
    const Value loop = new_event_loop(interpreter);
    if (!loop || need_loop(interpreter, loop) == nullptr) return false;
    runner.loop = loop;
    if (!set_event_loop(interpreter, loop)) return false;
    runner.set_loop = true;
  } else {
    const Value loop = call(interpreter, runner.factory);
    if (!loop || need_loop(interpreter, loop) == nullptr) return false;
    runner.loop = loop;
  }
  if (runner.debug && !runner.debug.is_none()) {
    if (!call_method(interpreter, runner.loop, "set_debug", {runner.debug})) return false;
  }
  runner.context = copy_context(interpreter);
  runner.state = RunnerState::initialized;
  return true;
}

// SIGINT.

/// functools.partial(Runner._on_sigint, main_task=…)
struct InterruptObject : Object {
  static constexpr char tag = 0;
  Value loop;
  Value main_task;
  int count = 0;
};

bool raise_interrupt(Interpreter& interpreter, const Value& context) {
  const Value error =
      make_exception(interpreter, *interpreter.exceptions.keyboard_interrupt, Arguments());
  if (error && context) exception_of(error)->context = context;
  return interpreter.raise(error);
}

Value nothing(Interpreter&, const Value&, Arguments) {
  return Value::none();
}

/// Runner._on_sigint()
Value interrupt(Interpreter& interpreter, const Value& self, Arguments) {
  static constexpr NativeDefinition wakes{"Runner._on_sigint.<locals>.<lambda>", nothing};
  auto& about = *as<InterruptObject>(self);
  const Value task = about.main_task;
  const Value loop = about.loop;
  if (++about.count > 1 || python_future(task)->base().done()) {
    return raise_interrupt(interpreter, Value()) ? Value::none() : Value();
  }
  if (!call_method(interpreter, task, "cancel")) return {};
  const Value nudge = make_native_function(interpreter, wakes);
  return call_method(interpreter, loop, "call_soon_threadsafe", {nudge});
}

/// While it lives, the first SIGINT cancels a runner's main task.
class Interruptible {
 public:
  Interruptible(Interpreter& interpreter, const Value& loop, const Value& task)
      : signals_(interpreter.extension<ProgramSignals>()) {
    if (!signals_.on_main_thread() || !signals_.is_special(SIGINT, ProgramSignals::interrupts)) {
      return;
    }
    auto* object = interpreter.make<InterruptObject>(*asyncio_of(interpreter).interrupt);
    handler_ = Value::adopt(object);
    object->loop = loop;
    object->main_task = task;
    signals_.set_handler(SIGINT, handler_);
  }
  Interruptible(const Interruptible&) = delete;
  Interruptible& operator=(const Interruptible&) = delete;
  ~Interruptible() {
    if (handler_ && signals_.handler(SIGINT).same(handler_)) {
      signals_.set_handler(SIGINT, Value::small(ProgramSignals::interrupts));
    }
  }

  /// The run of the main task has raised: a cancellation that only SIGINT has asked for becomes
  /// KeyboardInterrupt.
  void translate(Interpreter& interpreter, const Value& task) const {
    if (!handler_ || as<InterruptObject>(handler_)->count == 0) return;
    const Value error = interpreter.take_error();
    if (!exception_matches(error, *interpreter.exceptions.cancelled_error)) {
      interpreter.restore_error(error);
      return;
    }
    const Value left = call_method(interpreter, task, "uncancel");
    if (!left) return;
    if (left.is_small() && left.small() == 0) {
      raise_interrupt(interpreter, error);
    } else {
      interpreter.restore_error(error);
    }
  }

 private:
  ProgramSignals& signals_;
  Value handler_;
};

Value run_in(Interpreter& interpreter, RunnerCore& runner, const Value& coroutine,
             const Value& context) {
  if (!is_coroutine_like(interpreter, coroutine)) {
    std::string shown;
    if (!repr_text(interpreter, coroutine, shown)) return {};
    return interpreter.raise_value_error("a coroutine was expected, got {}", shown);
  }
  if (running_loop(interpreter) != nullptr) {
    add_hint(interpreter, Hint::Kind::running_loop, "Runner.run");
    return interpreter.raise_runtime_error(
        "Runner.run() cannot be called from a running event loop");
  }
  if (!initialize(interpreter, runner)) return {};
  auto& loop = *as<LoopObject>(runner.loop);
  static constexpr LibraryPlace place{"asyncio/runners.py", 100, "run",
                                      "task = self._loop.create_task(coro, context=context)"};
  const bool given = context && !context.is_none();
  const Value task = [&] {
    const InLibrary here(interpreter, place);
    return create_task_by_loop(interpreter, loop, coroutine, given ? context : runner.context);
  }();
  if (!task) return {};
  const Interruptible interruptible(interpreter, runner.loop, task);
  Value result = run_until_complete(interpreter, loop, task);
  if (!result) interruptible.translate(interpreter, task);
  return result;
}

/// runners._cancel_all_tasks()
bool cancel_all(Interpreter& interpreter, LoopObject& loop) {
  std::vector<Value> tasks;
  for (const Ref<TaskBase>& task : all_tasks(loop.engine())) {
    if (PythonFuture* side = python_side(*task)) tasks.push_back(side->object());
  }
  if (tasks.empty()) return true;
  for (const Value& task : tasks) {
    if (!call_method(interpreter, task, "cancel")) return false;
  }
  const Value outer = gather(interpreter, tasks, true);
  if (!outer || !run_until_complete(interpreter, loop, outer)) return false;
  return guarded(interpreter, [&]() -> bool {
    for (const Value& task : tasks) {
      PythonFuture& future = *python_future(task);
      if (future.base().cancelled()) continue;
      const ExceptionRef error = future.base().result_error();
      if (!error) continue;
      const Value context = make_dict(interpreter);
      dict_of(context).set(
          "message", interpreter.make_string("unhandled exception during asyncio.run() shutdown"));
      dict_of(context).set("exception", unwrap_exception(interpreter, *error));
      dict_of(context).set("task", task);
      const Value self = Value::share(&loop);
      if (!call_method(interpreter, self, "call_exception_handler", {context})) return false;
    }
    return true;
  });
}

bool clean_up(Interpreter& interpreter, LoopObject& loop) {
  if (!cancel_all(interpreter, loop)) return false;
  const Value self = Value::share(&loop);
  for (const char* method : {"shutdown_asyncgens", "shutdown_default_executor"}) {
    const Value coroutine = call_method(interpreter, self, method);
    if (!coroutine || !run_until_complete(interpreter, loop, coroutine)) return false;
  }
  return true;
}

/// Runner.close(). An exception that was on its way stays so.
bool close(Interpreter& interpreter, RunnerCore& runner) {
  if (runner.state != RunnerState::initialized) return !interpreter.raised();
  const Value pending = interpreter.take_error();
  const Value kept = runner.loop;
  auto& loop = *as<LoopObject>(kept);
  clean_up(interpreter, loop);
  const Value failure = interpreter.take_error();
  if (runner.set_loop && !set_event_loop(interpreter, Value::none())) return false;
  runner.loop.reset();
  runner.state = RunnerState::closed;
  const bool closed = close_loop(interpreter, loop);
  if (!closed) return false;
  if (failure) return interpreter.restore_error(failure);
  if (pending) return interpreter.restore_error(pending);
  return true;
}

// The class.

struct RunnerObject : Object {
  static constexpr char tag = 0;
  RunnerCore core;
};

RunnerCore& core_of(const Value& self) {
  return as<RunnerObject>(self)->core;
}

Value make(Interpreter& interpreter, Type& type, Arguments) {
  return Value::adopt(interpreter.make<RunnerObject>(type));
}

bool init(Interpreter& interpreter, const Value& self, Arguments arguments) {
  static constexpr ParameterList parameters{"Runner.__init__", "* debug loop_factory", 0};
  Value values[2];
  if (!read_as_function(interpreter, parameters, arguments, values)) return false;
  core_of(self).debug = values[0];
  core_of(self).factory = values[1];
  return true;
}

Value enter(Interpreter& interpreter, const Value& self, Arguments) {
  return initialize(interpreter, core_of(self)) ? self : Value();
}

Value exit(Interpreter& interpreter, const Value& self, Arguments) {
  return close(interpreter, core_of(self)) ? Value::none() : Value();
}

Value run_method(Interpreter& interpreter, const Value& self, Arguments arguments) {
  static constexpr ParameterList parameters{"Runner.run", "coro * context", 1};
  Value values[2];
  if (!read_as_function(interpreter, parameters, arguments, values)) return {};
  return run_in(interpreter, core_of(self), values[0], values[1]);
}

Value get_loop(Interpreter& interpreter, const Value& self, Arguments) {
  return initialize(interpreter, core_of(self)) ? core_of(self).loop : Value();
}

constexpr NativeDefinition methods[] = {
    {"__enter__", enter, Signature::none},   {"__exit__", exit},
    {"run", keeping_coroutines<run_method>}, {"close", exit, Signature::none},
    {"get_loop", get_loop, Signature::none},
};

}  // namespace

Value run(Interpreter& interpreter, const Value& main, const Value& debug) {
  if (running_loop(interpreter) != nullptr) {
    add_hint(interpreter, Hint::Kind::running_loop, "asyncio.run");
    return interpreter.raise_runtime_error(
        "asyncio.run() cannot be called from a running event loop");
  }
  RunnerCore runner;
  runner.debug = debug;
  if (!initialize(interpreter, runner)) return {};
  Value result = run_in(interpreter, runner, main, Value());
  return close(interpreter, runner) ? result : Value();
}

void define_runner_type(AsyncioState& state) {
  TypeDefinition definition;
  definition.name = "Runner";
  definition.module = "asyncio.runners";
  definition.size = sizeof(RunnerObject);
  definition.tag = &RunnerObject::tag;
  definition.slots.destroy = destroy_with<RunnerObject>;
  definition.slots.make = make;
  definition.slots.init = init;
  definition.methods = methods;
  state.runner = &define_type(state.interpreter(), definition);

  TypeDefinition on_sigint;
  on_sigint.name = "Runner._on_sigint";
  on_sigint.module = "asyncio.runners";
  on_sigint.size = sizeof(InterruptObject);
  on_sigint.tag = &InterruptObject::tag;
  on_sigint.slots.destroy = destroy_with<InterruptObject>;
  on_sigint.slots.call = interrupt;
  state.interrupt = &define_type(state.interpreter(), on_sigint);
}

}  // namespace loopscope::python
