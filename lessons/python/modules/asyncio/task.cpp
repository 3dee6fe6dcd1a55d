#include "lessons/python/modules/asyncio/task.h"

#include "lessons/python/machine/generator_object.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/asyncio/exceptions.h"
#include "lessons/python/modules/asyncio/loop.h"
#include "lessons/python/modules/asyncio/state.h"
#include "lessons/python/modules/asyncio/text.h"
#include "lessons/python/modules/contextvars.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/exception_object.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/text/str_repr.h"

namespace loopscope::python {

// What drives a coroutine.

namespace {

Object* coroutine_object(const Coroutine& self) {
  return static_cast<Object*>(self.data());
}

StepResult bad_yield(Interpreter& interpreter, const std::string& text) {
  return StepResult::bad_yield(PythonExceptions(interpreter).runtime_error(text));
}

/// What a task makes of a value that its coroutine yields.
StepResult yielded(Interpreter& interpreter, const Value& value) {
  if (value.is_none()) return StepResult::yielded();
  if (auto* object = native_cast<FutureObject>(value); object != nullptr && object->future) {
    FutureBase& future = object->future->base();
    if (!std::exchange(object->blocking, false)) return StepResult::yielded_future(future);
    return StepResult::awaiting(future);
  }
  std::string text;
  if (!repr_text(interpreter, value, text)) {
    return StepResult::bad_yield(take_exception(interpreter));
  }
  if (type_of(interpreter, value).is_subtype(*interpreter.types.generator)) {
    return bad_yield(interpreter, "yield was used instead of yield from for generator in task " +
                                      current_task()->repr() + " with " + text);
  }
  return bad_yield(interpreter, "Task got bad yield: " + text);
}

/// An exception that leaves the loop has the frame of _run_once in its traceback, whose `handle` is
/// the task's step.
void keep_in_traceback(Interpreter& interpreter, const Exception& error) {
  const Value value = unwrap_exception(interpreter, error);
  PythonFuture* task = current_task() != nullptr ? python_side(*current_task()) : nullptr;
  const Value& traceback = exception_of(value)->traceback;
  if (task != nullptr && traceback) as<TracebackObject>(traceback)->kept = task->object();
}

constexpr std::uint32_t steps_of_a_turn = 16;

StepResult resume(Coroutine& self, ExceptionRef thrown) {
  const Value coroutine = Value::share(coroutine_object(self));
  Interpreter& interpreter = *coroutine.object()->type->interpreter;
  // A program of many tasks that only sleep takes steps, too: each turn tells the trace a lot.
  interpreter.count_steps(steps_of_a_turn);
  if (interpreter.raised()) return StepResult::raised(take_exception(interpreter));
  auto& task = static_cast<PythonTask&>(*current_task());
  const ContextScope scope(task.loop_object().state->contexts(), task.context());
  Value result;
  SendResult outcome = SendResult::raised;
  if (thrown) {
    const auto* python = dynamic_cast<const PythonException*>(thrown.get());
    const Value error =
        python != nullptr ? python->fresh_value() : unwrap_exception(interpreter, *thrown);
    outcome = throw_into(interpreter, coroutine, error, result);
  } else {
    outcome = send_to(interpreter, coroutine, Value::none(), result);
  }
  switch (outcome) {
    case SendResult::yielded:
      return yielded(interpreter, result);
    case SendResult::returned:
      return StepResult::returned(result.detach());
    case SendResult::raised:
      break;
  }
  ExceptionRef error = take_exception(interpreter);
  if (error->kind() == Exception::Kind::leaves_loop) keep_in_traceback(interpreter, *error);
  return StepResult::raised(std::move(error));
}

void destroy(Coroutine& self) {
  Value::adopt(coroutine_object(self));
}

std::string name(const Coroutine& self) {
  const Value coroutine = Value::share(coroutine_object(self));
  return coroutine_name(*coroutine.object()->type->interpreter, coroutine);
}

constexpr CoroutineType python_coroutine_type{resume, destroy, name};

}  // namespace

Coroutine drive(Interpreter&, const Value& coroutine) {
  Value kept = coroutine;
  return Coroutine(python_coroutine_type, kept.detach());
}

// The task.

PythonTask::PythonTask(LoopObject& loop, Value coroutine, const TaskOptions& options, Value context)
    : TaskBase(loop.engine(), drive(*loop.type->interpreter, coroutine), options),
      PythonFuture(loop, static_cast<FutureBase&>(*this)),
      python_coroutine_(std::move(coroutine)),
      context_(context ? std::move(context)
                       : inherited_context(interpreter(), loop.state->contexts())) {}

void PythonTask::abandon_coroutine() {
  Interpreter& interpreter = this->interpreter();
  abandoned_ = true;
  try {
    if (python_coroutine_ && !close_iterator(interpreter, python_coroutine_)) {
      interpreter.report_unraisable("", python_coroutine_);
    }
  } catch (const ProgramStopped&) {  // what it waited for at its end nobody can give: so it is over
    interpreter.clear_error();
  }
}

void PythonTask::set_log_destroy(bool log) {
  log_destroy_ = log;
  set_log_destroy_pending(log);
}

void PythonTask::set_result(Value) {
  throw LoopError("Task does not support set_result operation");
}

void PythonTask::take_result(void* value) {
  set_result_value(Value::from_bits(reinterpret_cast<std::uintptr_t>(value)));
}

std::string PythonTask::repr() const {
  return engine_repr(const_cast<PythonTask&>(*this));
}
std::string PythonTask::result_repr() const {
  return safe_repr(interpreter(), result());
}
TextId PythonTask::result_text(LoopTrace& trace) const {
  return trace.intern(result_repr());
}

void PythonTask::dispose() {
  if (give_back()) return;
  const Value loop = loop_value();  // which keeps things of the task, to its very end
  delete this;
}

void PythonTask::report_unfinished_business() {
  if (!is_kept() || abandoned_) report();
}

std::string_view PythonTask::class_name() const {
  return shown_type().name;
}

Type& PythonTask::default_type() const {
  return *asyncio_of(interpreter()).task;
}

bool PythonTask::write_details(std::string& text) {
  text += " name=" + str_repr(name()) + " coro=<";
  if (!coroutine_text(interpreter(), python_coroutine_, done(), text)) return false;
  text += ">";
  if (waits_for() == nullptr) return true;
  text += " wait_for=";
  PythonFuture* awaited = python_side(*waits_for());
  if (awaited != nullptr) return awaited->write_repr(text);
  text += waits_for()->repr();
  return true;
}

// Making tasks.

bool is_coroutine_like(Interpreter& interpreter, const Value& value) {
  if (is_coroutine(interpreter, value)) return true;
  Type& type = type_of(interpreter, value);
  if (type.is_subtype(*interpreter.types.generator)) return true;
  // collections.abc.Coroutine
  return type.slots.await != nullptr && lookup(type, interpreter.names.send) != nullptr &&
         lookup(type, interpreter.names.throw_) != nullptr &&
         lookup(type, interpreter.names.close) != nullptr;
}

namespace {

Value task_of_factory(Interpreter& interpreter, LoopObject& loop, const Value& coroutine,
                      const Value& context) {
  const Value arguments = make_tuple(interpreter, {Value::share(&loop), coroutine});
  Value keywords;
  if (context && !context.is_none()) {
    keywords = make_dict(interpreter);
    dict_of(keywords).set("context", context);
  }
  const Value factory = loop.task_factory;
  return call_with(interpreter, factory, arguments, keywords);
}

}  // namespace

Value create_task(Interpreter& interpreter, LoopObject& loop, const Value& coroutine,
                  const Value& name, const Value& context) {
  std::string text;
  const bool named = name && !name.is_none();
  if (named && !str_text(interpreter, name, text)) return {};
  if (loop.task_factory) {
    Value task = task_of_factory(interpreter, loop, coroutine, context);
    if (!task || !named) return task;
    return call_method(interpreter, task, "set_name", {name}) ? task : Value();
  }
  const Value own_context = checked_context(interpreter, context);
  if (interpreter.raised()) return {};
  if (!is_coroutine_like(interpreter, coroutine)) {
    if (!repr_text(interpreter, coroutine, text = "")) return {};
    return interpreter.raise_type_error("a coroutine was expected, got {}", text);
  }
  return guarded(interpreter, [&] {
    TaskOptions options;
    if (named) options.name = text;
    const Ref<PythonTask> task(new PythonTask(loop, coroutine, options, own_context));
    return task->object();
  });
}

Value create_task_by_loop(Interpreter& interpreter, LoopObject& loop, const Value& coroutine,
                          const Value& context) {
  if (!loop.type->is_heap()) return create_task(interpreter, loop, coroutine, Value(), context);
  const Value self = Value::share(&loop);
  const Value method = get_attribute(interpreter, self, "create_task");
  Value keywords;
  if (context && !context.is_none()) {
    keywords = make_dict(interpreter);
    dict_of(keywords).set("context", context);
  }
  return method ? call_with(interpreter, method, make_tuple(interpreter, {coroutine}), keywords)
                : Value();
}

namespace {

/// tasks._wrap_awaitable()
class WrapAwaitable final : public NativeSteps {
 public:
  explicit WrapAwaitable(Value awaitable) : awaitable_(std::move(awaitable)) {}
  Next step(Interpreter&, Value sent, Value& result) override {
    if (!awaitable_) {
      result = std::move(sent);
      return Next::finish;
    }
    result = std::exchange(awaitable_, Value());
    return Next::await;
  }
  void traverse(Visitor& visit) override { visit(awaitable_); }

 private:
  Value awaitable_;
};

}  // namespace

Value ensure_future(Interpreter& interpreter, const Value& awaitable, LoopObject* loop) {
  if (is_future(interpreter, awaitable)) {
    const PythonFuture* future = python_future(awaitable);
    if (future == nullptr) return awaitable;  // another kind of future
    if (loop != nullptr && &future->loop_object() != loop) {
      return interpreter.raise_value_error(
          "The future belongs to a different loop than the one specified as the loop argument");
    }
    return awaitable;
  }
  Value coroutine = awaitable;
  if (!is_coroutine_like(interpreter, awaitable)) {
    if (type_of(interpreter, awaitable).slots.await == nullptr) {
      return interpreter.raise_type_error(
          "An asyncio.Future, a coroutine or an awaitable is required");
    }
    coroutine = make_native_coroutine(interpreter, "_wrap_awaitable", "_wrap_awaitable",
                                      std::make_unique<WrapAwaitable>(awaitable));
    if (!coroutine) return {};
  }
  Value found;
  if (loop == nullptr) {
    found = get_event_loop(interpreter);
    if (!found) return {};
    loop = as<LoopObject>(found);
  }
  static constexpr LibraryPlace place{"asyncio/tasks.py", 680, "_ensure_future",
                                      "return loop.create_task(coro_or_future)"};
  const InLibrary here(interpreter, place);
  Value task = create_task_by_loop(interpreter, *loop, coroutine);
  if (!task && coroutine.same(awaitable) &&
      interpreter.raised(*interpreter.exceptions.runtime_error)) {
    const Value error = interpreter.take_error();
    if (!close_iterator(interpreter, coroutine)) return {};
    return interpreter.restore_error(error);
  }
  return task;
}

}  // namespace loopscope::python
