// asyncio.Task as a class of the program.

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/generator_object.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/asyncio/exceptions.h"
#include "lessons/python/modules/asyncio/loop.h"
#include "lessons/python/modules/asyncio/methods.h"
#include "lessons/python/modules/asyncio/state.h"
#include "lessons/python/modules/asyncio/task.h"
#include "lessons/python/modules/contextvars.h"
#include "lessons/python/objects/exception_object.h"
#include "lessons/python/objects/int_object.h"
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
  const Value context = checked_context(interpreter, values[3]);
  if (interpreter.raised()) return false;
  return guarded(interpreter, [&]() -> bool {
    TaskOptions options;
    if (named) options.name = name;
    const Ref<PythonTask> task(new PythonTask(*loop, values[0], options, context));
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

/// `object.name`; null if it isn't there or is None.
Value part_of(Interpreter& interpreter, const Value& object, std::string_view name) {
  Value value;
  if (!find_attribute(interpreter, object, interpreter.intern(name), value)) return {};
  return value && !value.is_none() ? value : Value();
}

/// Where a task is parked, outermost frame first; of one that has failed, where that was. Null if
/// something has raised.
Value stack_of(Interpreter& interpreter, PythonTask& task, const Value& limit) {
  std::int64_t left = std::numeric_limits<std::int64_t>::max();
  if (limit && !limit.is_none() && !clamped_index(interpreter, limit, left)) return {};
  Value list = make_list(interpreter);
  ValueVector& frames = as<ListObject>(list)->items;
  Value frame;
  for (const char* name : {"cr_frame", "gi_frame", "ag_frame"}) {
    if (!frame) frame = part_of(interpreter, task.python_coroutine(), name);
  }
  const Exception* error = task.peek_exception();
  if (frame) {
    for (; frame && left > 0; --left, frame = part_of(interpreter, frame, "f_back")) {
      frames.push_back(frame);
    }
    std::reverse(frames.begin(), frames.end());
  } else if (error != nullptr) {
    Value trace = part_of(interpreter, unwrap_exception(interpreter, *error), "__traceback__");
    for (; trace && left > 0; --left, trace = part_of(interpreter, trace, "tb_next")) {
      frames.push_back(part_of(interpreter, trace, "tb_frame"));
    }
  }
  return interpreter.raised() ? Value() : list;
}

Value get_stack(Interpreter& interpreter, const Value& self, Arguments arguments) {
  static constexpr ParameterList parameters{"get_stack", "* limit", 0};
  Value values[1];
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  PythonTask* task = task_of(interpreter, self);
  return task != nullptr ? stack_of(interpreter, *task, values[0]) : Value();
}

/// "  File "x.py", line 3, in f" and the line itself.
bool write_frame(Interpreter& interpreter, const Value& frame, std::string& text) {
  const Value code = get_attribute(interpreter, frame, "f_code");
  const Value line = code ? get_attribute(interpreter, frame, "f_lineno") : Value();
  const Value file = line ? get_attribute(interpreter, code, "co_filename") : Value();
  const Value name = file ? get_attribute(interpreter, code, "co_name") : Value();
  std::int64_t number = 0;
  if (!name || !clamped_index(interpreter, line, number)) return false;
  text += fmt::format("  File \"{}\", line {}, in {}\n", text_of(file), number, text_of(name));
  std::string_view source = interpreter.source_line(text_of(file), static_cast<int>(number));
  const std::size_t begin = source.find_first_not_of(" \t\f");
  if (begin == std::string_view::npos) return true;
  source = source.substr(begin, source.find_last_not_of(" \t\f") + 1 - begin);
  text += fmt::format("    {}\n", source);
  return true;
}

bool print_to(Interpreter& interpreter, const std::string& text, const Value& file,
              const char* default_file) {
  Value stream = file;
  if (!stream || stream.is_none()) {
    const Value sys = interpreter.import_module("sys");
    stream = sys ? get_attribute(interpreter, sys, default_file) : Value();
  }
  return stream && static_cast<bool>(
                       call_method(interpreter, stream, "write", {interpreter.make_string(text)}));
}

Value print_stack(Interpreter& interpreter, const Value& self, Arguments arguments) {
  static constexpr ParameterList parameters{"print_stack", "* limit file", 0};
  Value values[2];
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  PythonTask* task = task_of(interpreter, self);
  const Value frames = task != nullptr ? stack_of(interpreter, *task, values[0]) : Value();
  if (!frames) return {};
  const Exception* error = task->peek_exception();
  std::string title = "No stack for ";
  std::string lines;
  std::span<const Value> items;
  sequence_items(frames, items);
  if (!items.empty()) title = error != nullptr ? "Traceback for " : "Stack for ";
  for (const Value& frame : items) {
    if (!write_frame(interpreter, frame, lines)) return {};
  }
  if (!task->write_repr(title)) return {};
  title += items.empty() ? "\n" : " (most recent call last):\n";
  std::string end;
  if (error != nullptr) {
    end = format_exception_only(interpreter, unwrap_exception(interpreter, *error));
  }
  // As CPython's print() and traceback.print_list() have it.
  const bool printed = print_to(interpreter, title, values[1], "stdout") &&
                       (lines.empty() || print_to(interpreter, lines, values[1], "stderr")) &&
                       (end.empty() || print_to(interpreter, end, values[1], "stdout"));
  return printed ? Value::none() : Value();
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
  if (task == nullptr) return false;
  if (!value)
    return interpreter.raise(*interpreter.exceptions.attribute_error, "cannot delete attribute");
  if (!truth(interpreter, value, log)) return false;
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
    {"print_stack", print_stack},
};
constexpr NativeProperty properties[] = {
    {"_coro", get_coroutine},
    {"_fut_waiter", get_waiter},
    {"_must_cancel", get_must_cancel},
    {"_log_destroy_pending", get_log_destroy, set_log_destroy}};

}  // namespace

void define_task_type(AsyncioState& state) {
  TypeDefinition definition = future_definition("Task", "_asyncio", state.future);
  definition.slots.init = init;
  definition.methods = methods;
  definition.properties = properties;
  state.task = &define_type(state.interpreter(), definition);
  add_methods(*state.task, task_cancel_method());
}

}  // namespace loopscope::python
