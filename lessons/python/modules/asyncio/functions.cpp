// The functions of module asyncio.

#include "lessons/python/modules/asyncio/functions.h"

#include <unordered_map>
#include <vector>

#include "engine/platform/thread_context.h"
#include "lessons/python/compiler/code.h"
#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/asyncio/exceptions.h"
#include "lessons/python/modules/asyncio/loop.h"
#include "lessons/python/modules/asyncio/methods.h"
#include "lessons/python/modules/asyncio/state.h"
#include "lessons/python/modules/asyncio/task.h"
#include "lessons/python/modules/functools.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/function_object.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/module_object.h"
#include "lessons/python/objects/set_object.h"
#include "lessons/python/objects/weak_reference.h"

namespace loopscope::python {

Value gather(Interpreter& interpreter, std::span<const Value> arguments, bool return_exceptions) {
  if (arguments.empty()) {
    const Value loop = get_event_loop(interpreter);
    if (!loop) return {};
    Value outer = make_future(*as<LoopObject>(loop));
    return guarded(interpreter, [&] {
      python_future(outer)->set_result(make_list(interpreter));
      return outer;
    });
  }
  Ref<GatheringFuture> outer;
  LoopObject* loop = nullptr;
  std::unordered_map<const Object*, Value> futures;
  for (const Value& argument : arguments) {
    std::int64_t hashed = 0;  // a list, for want of a star, can't be a key of gather()'s dict
    if (!hash(interpreter, argument, hashed)) return {};
    Value known = argument.is_object() ? futures[argument.object()] : Value();
    const bool seen = static_cast<bool>(known);
    if (!seen) known = ensure_future(interpreter, argument, loop);
    PythonFuture* child = known ? initialized_future(interpreter, known) : nullptr;
    if (child == nullptr) return {};
    const bool created = !seen && !known.same(argument);
    if (auto* task = dynamic_cast<PythonTask*>(child); created && task != nullptr) {
      task->set_log_destroy(false);
    }
    loop = &child->loop_object();
    if (!outer) outer = Ref<GatheringFuture>(new GatheringFuture(*loop, return_exceptions));
    futures[argument.object()] = known;
    const bool fine = guarded(interpreter, [&]() -> bool {
      Ref<FutureBase> base(&child->base());
      if (seen) {
        outer->repeat_child(std::move(base));
      } else {
        outer->add_child(std::move(base), created);
      }
      return true;
    });
    if (!fine) return {};
  }
  return guarded(interpreter, [&] {
    outer->seal();
    return outer->object();
  });
}

namespace {

LoopObject* need_running(Interpreter& interpreter) {
  LoopObject* loop = running_loop(interpreter);
  if (loop == nullptr) interpreter.raise_runtime_error("no running event loop");
  return loop;
}

/// The loop given, or the running one.
LoopObject* given_or_running(Interpreter& interpreter, const Value& given) {
  if (given && !given.is_none()) return need_loop(interpreter, given);
  return need_running(interpreter);
}

// Loops.

Value get_event_loop_function(Interpreter& interpreter, const Value&, Arguments) {
  return get_event_loop(interpreter);
}

Value new_event_loop_function(Interpreter& interpreter, const Value&, Arguments) {
  return new_event_loop(interpreter);
}

Value set_event_loop_function(Interpreter& interpreter, const Value&, Arguments arguments) {
  return set_event_loop(interpreter, arguments[0]) ? Value::none() : Value();
}

Value get_running_loop_function(Interpreter& interpreter, const Value&, Arguments) {
  return Value::share(need_running(interpreter));
}

Value get_running_loop_or_none(Interpreter& interpreter, const Value&, Arguments) {
  LoopObject* loop = running_loop(interpreter);
  return loop != nullptr ? Value::share(loop) : Value::none();
}

/// For those who run loops of their own making.
Value set_running_loop(Interpreter& interpreter, const Value&, Arguments arguments) {
  LoopObject* const loop = arguments[0].is_none() ? nullptr : need_loop(interpreter, arguments[0]);
  if (interpreter.raised()) return {};
  ThreadContext::current().running_loop = loop != nullptr ? &loop->engine() : nullptr;
  return Value::none();
}

Value run_function(Interpreter& interpreter, const Value&, Arguments arguments) {
  static constexpr ParameterList parameters{"run", "main * debug", 1};
  Value values[2];
  if (!read_as_function(interpreter, parameters, arguments, values)) return {};
  return run(interpreter, values[0], values[1]);
}

// Tasks.

Value sleep_function(Interpreter& interpreter, const Value&, Arguments arguments) {
  static constexpr ParameterList parameters{"sleep", "delay result", 1};
  Value values[2];
  if (!read_as_function(interpreter, parameters, arguments, values)) return {};
  return sleep(interpreter, values[0], values[1] ? values[1] : Value::none());
}

Value gather_function(Interpreter& interpreter, const Value&, Arguments arguments) {
  bool return_exceptions = false;
  for (std::size_t i = 0; i < arguments.keyword_count(); ++i) {
    if (arguments.keyword(i) != "return_exceptions") {
      return interpreter.raise_type_error("gather() got an unexpected keyword argument '{}'",
                                          arguments.keyword(i));
    }
    if (!truth(interpreter, arguments.keyword_value(i), return_exceptions)) return {};
  }
  return gather(interpreter, {arguments.values, arguments.count}, return_exceptions);
}

Value create_task_function(Interpreter& interpreter, const Value&, Arguments arguments) {
  static constexpr ParameterList parameters{"create_task", "coro * name context", 1};
  Value values[3];
  if (!read_as_function(interpreter, parameters, arguments, values)) return {};
  LoopObject* loop = need_running(interpreter);
  if (loop == nullptr) return {};
  static constexpr LibraryPlace place{"asyncio/tasks.py", 384, "create_task",
                                      "task = loop.create_task(coro)"};
  const InLibrary here(interpreter, place);
  // asyncio names the task only afterwards, so that a number is used up.
  Value task = create_task_by_loop(interpreter, *loop, values[0], values[2]);
  if (!task || !values[1] || values[1].is_none()) return task;
  return call_method(interpreter, task, "set_name", {values[1]}) ? task : Value();
}

Value ensure_future_function(Interpreter& interpreter, const Value&, Arguments arguments) {
  static constexpr ParameterList parameters{"ensure_future", "coro_or_future * loop", 1};
  Value values[2];
  if (!read_as_function(interpreter, parameters, arguments, values)) return {};
  LoopObject* loop = nullptr;
  if (values[1] && !values[1].is_none()) {
    loop = need_loop(interpreter, values[1]);
    if (loop == nullptr) return {};
  }
  return ensure_future(interpreter, values[0], loop);
}

/// A task that was entered with _enter_task(); null if there is none, or if it has raised.
Value entered_task(Interpreter& interpreter, const Value& loop) {
  const Value& tasks = asyncio_of(interpreter).entered_tasks;
  const Value* found = nullptr;
  if (!tasks || !dict_of(tasks).find(loop, found)) return {};
  return found != nullptr ? *found : Value();
}

Value current_task_function(Interpreter& interpreter, const Value&, Arguments arguments) {
  static constexpr ParameterList parameters{"current_task", "loop", 0};
  Value values[1];
  if (!read_as_function(interpreter, parameters, arguments, values)) return {};
  const bool given = values[0] && !values[0].is_none();
  if (asyncio_of(interpreter).entered_tasks) {
    LoopObject* running = given ? nullptr : need_running(interpreter);
    if (!given && running == nullptr) return {};
    Value task = entered_task(interpreter, given ? values[0] : Value::share(running));
    if (task || interpreter.raised()) return task;
  }
  if (given && native_cast<LoopObject>(values[0]) == nullptr) return Value::none();
  const LoopObject* loop = given_or_running(interpreter, values[0]);
  if (loop == nullptr) return {};
  TaskBase* task = loop->engine().current_task();
  PythonFuture* side = task != nullptr ? python_side(*task) : nullptr;
  return side != nullptr ? side->object() : Value::none();
}

/// futures._get_loop()
Value loop_of_task(Interpreter& interpreter, const Value& task) {
  Value method;
  if (!find_attribute(interpreter, task, interpreter.intern("get_loop"), method)) return {};
  return method ? call(interpreter, method) : get_attribute(interpreter, task, "_loop");
}

/// Adds those of the registered tasks that are the loop's and not done.
bool add_registered(Interpreter& interpreter, const Value& loop, const Value& set) {
  const Value tasks = asyncio_of(interpreter).registered_tasks;
  std::span<const Value> references;
  if (!tasks || !sequence_items(tasks, references)) return true;
  const std::vector<Value> all(references.begin(), references.end());
  for (const Value& reference : all) {
    const Value task = weak_target(reference);
    if (task.is_none()) continue;
    const Value own_loop = loop_of_task(interpreter, task);
    if (!own_loop) return false;
    if (!own_loop.same(loop)) continue;
    const Value done = call_method(interpreter, task, "done");
    bool is_done = false;
    if (!done || !truth(interpreter, done, is_done)) return false;
    if (!is_done && !set_of(set).add(task)) return false;
  }
  return true;
}

Value all_tasks_function(Interpreter& interpreter, const Value&, Arguments arguments) {
  static constexpr ParameterList parameters{"all_tasks", "loop", 0};
  Value values[1];
  if (!read_as_function(interpreter, parameters, arguments, values)) return {};
  Value set = make_set(interpreter);
  const bool given = values[0] && !values[0].is_none();
  if (given && !add_registered(interpreter, values[0], set)) return {};
  if (given && native_cast<LoopObject>(values[0]) == nullptr) return set;
  const LoopObject* loop = given_or_running(interpreter, values[0]);
  if (loop == nullptr) return {};
  if (!given && !add_registered(interpreter, Value::share(loop), set)) return {};
  for (const Ref<TaskBase>& task : all_tasks(loop->engine())) {
    PythonFuture* side = python_side(*task);
    if (side != nullptr && !set_of(set).add(side->object())) return {};
  }
  return set;
}

Value iscoroutine(Interpreter& interpreter, const Value&, Arguments arguments) {
  return Value::boolean(is_coroutine_like(interpreter, arguments[0]));
}

Value isfuture(Interpreter& interpreter, const Value&, Arguments arguments) {
  return Value::boolean(is_future(interpreter, arguments[0]));
}

/// True of what carries the mark of asyncio.coroutines: mocks of coroutine functions do.
bool marked_as_coroutine(Interpreter& interpreter, const Value& value, bool& marked) {
  Value mark;
  if (!find_attribute(interpreter, value, interpreter.intern("_is_coroutine"), mark)) return false;
  if (!mark) return true;
  const Value coroutines = interpreter.import_module("asyncio.coroutines");
  if (!coroutines) return false;
  const Value* wanted = as<ModuleObject>(coroutines)->names().find("_is_coroutine");
  marked = wanted != nullptr && wanted->same(mark);
  return true;
}

Value iscoroutinefunction(Interpreter& interpreter, const Value&, Arguments arguments) {
  bool is_one = is_coroutine_function(interpreter, arguments[0]);
  if (!is_one && !marked_as_coroutine(interpreter, arguments[0], is_one)) return {};
  return Value::boolean(is_one);
}

constexpr NativeDefinition of_loops[] = {
    {"get_event_loop", get_event_loop_function, Signature::none},
    {"new_event_loop", new_event_loop_function, Signature::none},
    {"set_event_loop", set_event_loop_function, Signature::one},
    {"get_running_loop", get_running_loop_function, Signature::none},
    {"_get_running_loop", get_running_loop_or_none, Signature::none},
    {"_set_running_loop", set_running_loop, Signature::one},
    {"run", keeping_coroutines<run_function>},
};
constexpr NativeDefinition of_tasks[] = {
    {"sleep", sleep_function},
    {"gather", keeping_coroutines<gather_function>},
    {"create_task", keeping_coroutines<create_task_function>},
    {"ensure_future", keeping_coroutines<ensure_future_function>},
    {"current_task", current_task_function},
    {"all_tasks", all_tasks_function},
    {"iscoroutine", iscoroutine, Signature::one},
    {"iscoroutinefunction", iscoroutinefunction, Signature::one},
    {"isfuture", isfuture, Signature::one},
};

}  // namespace

bool is_coroutine_function(Interpreter& interpreter, const Value& value) {
  Value function = value;
  for (;;) {
    Value inner;
    Value bound;
    Value keywords;
    if (function.is(Kind::bound_method)) {
      inner = as<BoundMethodObject>(function)->function;
    } else if (!partial_parts(interpreter, function, inner, bound, keywords)) {
      break;
    }
    function = inner;
  }
  if (auto* native = try_as<NativeFunctionObject>(function)) {
    return native->definition->code == sleep_function;
  }
  auto* plain = try_as<FunctionObject>(function);
  return plain != nullptr && (plain->code_object().flags & CodeObject::coroutine) != 0;
}

std::span<const NativeDefinition> loop_functions() {
  return of_loops;
}
std::span<const NativeDefinition> task_functions() {
  return of_tasks;
}

}  // namespace loopscope::python
