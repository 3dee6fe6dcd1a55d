#include "lessons/python/machine/tracing.h"

#include "engine/coro/task.h"
#include "engine/loop/event_loop.h"
#include "engine/platform/thread_context.h"
#include "engine/trace/recorder.h"
#include "lessons/python/compiler/code.h"
#include "lessons/python/objects/exception_object.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/str_object.h"

namespace loopscope::python {

namespace {

/// The task whose coroutine runs; 0: none.
ObjectId current_task() {
  const EventLoop* loop = ThreadContext::current().running_loop;
  const TaskBase* task = loop != nullptr ? loop->current_task() : nullptr;
  return task != nullptr ? task->trace_id() : 0;
}

/// "Type: text", without calling the program's code.
std::string describe(const Value& exception) {
  std::string result = exception.object()->type->name;
  const Value& args = exception_of(exception)->args;
  if (args.is(Kind::tuple)) {
    const auto* tuple = static_cast<const TupleObject*>(args.object());
    if (tuple->size == 1 && is_string(tuple->items()[0])) {
      const std::string_view text = text_of(tuple->items()[0]);
      if (!text.empty()) result += ": " + std::string(text);
    }
  }
  return result;
}

}  // namespace

void trace_line(Interpreter& interpreter, CodeObject& code, int line) {
  if (code.is_library) return;
  Recorder& recorder = *interpreter.recorder();
  if (code.trace_name == 0) code.trace_name = recorder.intern(text_of(code.qualname));
  recorder.set_line(static_cast<std::uint32_t>(line));
  recorder.record(EventKind::line_reached, current_task(), code.trace_name, 0, recorder.cause());
}

void trace_output(Interpreter& interpreter, int stream, std::string_view text) {
  Recorder& recorder = *interpreter.recorder();
  recorder.record(EventKind::output, current_task(), 0, recorder.intern(text), recorder.cause(),
                  static_cast<std::uint16_t>(stream));
}

void trace_exception(Interpreter& interpreter, const Value& exception) {
  // How iterators end is no error that anybody wants to see.
  if (exception_matches(exception, *interpreter.exceptions.stop_iteration) ||
      exception_matches(exception, *interpreter.exceptions.stop_async_iteration) ||
      exception_matches(exception, *interpreter.exceptions.generator_exit)) {
    return;
  }
  Recorder& recorder = *interpreter.recorder();
  recorder.record(EventKind::exception, current_task(), 0, recorder.intern(describe(exception)),
                  recorder.cause());
}

void trace_caught(Interpreter& interpreter, const Value& exception) {
  const Type* cancelled = interpreter.exceptions.cancelled_error;
  if (cancelled == nullptr || !exception_matches(exception, *cancelled)) return;
  Recorder& recorder = *interpreter.recorder();
  const ObjectId task = current_task();
  if (task != 0) recorder.record(EventKind::cancel_caught, task, 0, 0, recorder.cause());
}

}  // namespace loopscope::python
