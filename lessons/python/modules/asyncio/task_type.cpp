// asyncio.Task as a class of the program.

#include <string>

#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/generator_object.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/asyncio/exceptions.h"
#include "lessons/python/modules/asyncio/loop.h"
#include "lessons/python/modules/asyncio/methods.h"
#include "lessons/python/modules/asyncio/state.h"
#include "lessons/python/modules/asyncio/task.h"
#include "lessons/python/objects/list_object.h"

namespace loopscope::python {

namespace {

bool init(Interpreter& interpreter, const Value& self, Arguments arguments) {
  static constexpr ParameterList parameters{"Task", "coro * loop name context", 1};
  Value values[4];
  if (!read_arguments(interpreter, parameters, arguments, values)) return false;
  auto& object = *as<FutureObject>(self);
  if (object.future != nullptr) {
    return interpreter.raise_runtime_error("Task is initialized already");
  }
  LoopObject* loop = loop_or_default(interpreter, values[1]);
  if (loop == nullptr) return false;
  std::string name;
  const bool named = values[2] && !values[2].is_none();
  if (named && !str_text(interpreter, values[2], name)) return false;
  if (!is_coroutine_like(interpreter, values[0])) {
    std::string shown;
    if (!repr_text(interpreter, values[0], shown)) return false;
    return interpreter.raise_type_error("a coroutine was expected, got {}", shown);
  }
  return guarded(interpreter, [&]() -> bool {
    TaskOptions options;
    if (named) options.name = name;
    const Ref<PythonTask> task(new PythonTask(*loop, values[0], options));
    task->adopt_object(object);
    return true;
  });
}

PythonTask* task_of(Interpreter& interpreter, const Value& self) {
  return static_cast<PythonTask*>(initialized_future(interpreter, self));
}

Value get_name(Interpreter& interpreter, const Value& self, Arguments) {
  const PythonTask* task = task_of(interpreter, self);
  return task != nullptr ? interpreter.make_string(task->name()) : Value();
}

Value set_name(Interpreter& interpreter, const Value& self, Arguments arguments) {
  PythonTask* task = task_of(interpreter, self);
  std::string name;
  if (task == nullptr || !str_text(interpreter, arguments[0], name)) return {};
  task->set_name(name);
  return Value::none();
}

Value get_coro(Interpreter& interpreter, const Value& self, Arguments) {
  const PythonTask* task = task_of(interpreter, self);
  return task != nullptr ? task->python_coroutine() : Value();
}

Value cancelling(Interpreter& interpreter, const Value& self, Arguments) {
  const PythonTask* task = task_of(interpreter, self);
  return task != nullptr ? Value::small(task->cancelling()) : Value();
}

Value uncancel(Interpreter& interpreter, const Value& self, Arguments) {
  PythonTask* task = task_of(interpreter, self);
  return task != nullptr ? Value::small(task->uncancel()) : Value();
}

Value refuse_result(Interpreter& interpreter, const Value&, Arguments) {
  return interpreter.raise_runtime_error("Task does not support set_result operation");
}
Value refuse_exception(Interpreter& interpreter, const Value&, Arguments) {
  return interpreter.raise_runtime_error("Task does not support set_exception operation");
}

Value get_stack(Interpreter& interpreter, const Value& self, Arguments) {
  const PythonTask* task = task_of(interpreter, self);
  if (task == nullptr) return {};
  Value frame;
  if (!find_attribute(interpreter, task->python_coroutine(), interpreter.intern("cr_frame"),
                      frame)) {
    return {};
  }
  Value list = make_list(interpreter);
  if (frame && !frame.is_none()) as<ListObject>(list)->items.push_back(frame);
  return list;
}

Value get_coroutine(Interpreter& interpreter, const Value& self) {
  return get_coro(interpreter, self, {});
}

Value get_waiter(Interpreter& interpreter, const Value& self) {
  const PythonTask* task = task_of(interpreter, self);
  if (task == nullptr) return {};
  PythonFuture* future = task->waits_for() != nullptr ? python_side(*task->waits_for()) : nullptr;
  return future != nullptr ? future->object() : Value::none();
}

Value get_must_cancel(Interpreter& interpreter, const Value& self) {
  const PythonTask* task = task_of(interpreter, self);
  return task != nullptr ? Value::boolean(task->must_cancel()) : Value();
}

Value get_log_destroy(Interpreter& interpreter, const Value& self) {
  const PythonTask* task = task_of(interpreter, self);
  return task != nullptr ? Value::boolean(task->logs_destroy()) : Value();
}
bool set_log_destroy(Interpreter& interpreter, const Value& self, const Value& value) {
  PythonTask* task = task_of(interpreter, self);
  bool log = false;
  if (task == nullptr || !value || !truth(interpreter, value, log)) return false;
  task->set_log_destroy(log);
  return true;
}

constexpr NativeDefinition methods[] = {
    {"get_name", get_name, Signature::none},
    {"set_name", set_name, Signature::one},
    {"get_coro", get_coro, Signature::none},
    {"cancelling", cancelling, Signature::none},
    {"uncancel", uncancel, Signature::none},
    {"set_result", refuse_result, Signature::one},
    {"set_exception", refuse_exception, Signature::one},
    {"get_stack", get_stack},
};
constexpr NativeProperty properties[] = {
    {"_coro", get_coroutine},
    {"_fut_waiter", get_waiter},
    {"_must_cancel", get_must_cancel},
    {"_log_destroy_pending", get_log_destroy, set_log_destroy}};

}  // namespace

void define_task_type(AsyncioState& state) {
  TypeDefinition definition = future_definition("Task", "asyncio.tasks", state.future);
  definition.slots.init = init;
  definition.methods = methods;
  definition.properties = properties;
  state.task = &define_type(state.interpreter(), definition);
  add_methods(*state.task, task_cancel_method());
}

}  // namespace loopscope::python
