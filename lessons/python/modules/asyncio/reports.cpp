#include "lessons/python/modules/asyncio/reports.h"

#include <algorithm>
#include <vector>

#include "engine/coro/task.h"
#include "engine/loop/event_loop.h"
#include "lessons/python/builtins/functions.h"
#include "lessons/python/machine/frame.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/asyncio/exceptions.h"
#include "lessons/python/modules/asyncio/future.h"
#include "lessons/python/modules/asyncio/loop.h"
#include "lessons/python/modules/asyncio/state.h"
#include "lessons/python/modules/asyncio/text.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/exception_object.h"
#include "lessons/python/objects/list_object.h"

namespace loopscope::python {

namespace {

/// While it lives, `exception` is the one being handled, so that those raised meanwhile have it as
/// their context.
class Handling {
 public:
  Handling(Interpreter& interpreter, const Value& exception)
      : interpreter_(interpreter), item_{exception, interpreter.handled} {
    if (exception) interpreter_.handled = &item_;
  }
  ~Handling() {
    if (interpreter_.handled == &item_) interpreter_.handled = item_.previous;
  }
  Handling(const Handling&) = delete;
  Handling& operator=(const Handling&) = delete;

 private:
  Interpreter& interpreter_;
  HandledException item_;
};

Value item_of(const Value& context, std::string_view key) {
  const Value* value = dict_of(context).find(key);
  return value != nullptr && !value->is_none() ? *value : Value();
}

/// An exception that ends the program leaves the loop; any other one is taken.
Value take_or_leave(Interpreter& interpreter) {
  Value error = interpreter.take_error();
  const ExceptionTypes& types = interpreter.exceptions;
  if (exception_matches(error, *types.system_exit) ||
      exception_matches(error, *types.keyboard_interrupt)) {
    throw LoopExit(wrap_exception(interpreter, error));
  }
  return error;
}

/// asyncio's logger: the one of asyncio.base_events, or of module logging; null without an error if
/// nobody has imported them.
Value find_logger(Interpreter& interpreter) {
  if (const Value* module = interpreter.modules().find("asyncio.base_events")) {
    const Value kept = *module;
    return get_attribute(interpreter, kept, "logger");
  }
  const Value* module = interpreter.modules().find("logging");
  if (module == nullptr) return {};
  const Value kept = *module;
  return call_method(interpreter, kept, "getLogger", {interpreter.make_string("asyncio")});
}

/// Gives it to asyncio's logger; false if there is none.
bool log_with_module(Interpreter& interpreter, std::string_view level, std::string_view text,
                     const Value& exception) {
  const Value kept = find_logger(interpreter);
  if (!kept && !interpreter.raised()) return false;
  if (kept) {
    const Value error = get_attribute(interpreter, kept, level);
    Value details = Value::boolean(false);
    if (exception && exception.is(Kind::exception)) {
      const Value& trace = exception_of(exception)->traceback;
      details = make_tuple(interpreter, {Value::share(exception.object()->type), exception,
                                         trace ? trace : Value::none()});
    }
    const Value values[] = {interpreter.make_string(text), details};
    const Value names = make_tuple(interpreter, {Value::share(interpreter.intern("exc_info"))});
    if (error && call(interpreter, error, Arguments(values, 1, as<TupleObject>(names))))
      return true;
  }
  interpreter.report_unraisable("", kept);
  return true;
}

/// What traceback.format_list() makes of a stack, without its last newline.
std::string stack_text(const Value& stack) {
  std::string text;
  std::span<const Value> frames;
  sequence_items(stack, frames);
  for (const Value& frame : frames) {
    std::span<const Value> parts;
    if (!sequence_items(frame, parts) || parts.size() < 4) continue;
    text += fmt::format("  File \"{}\", line {}, in {}\n    {}\n", text_of(parts[0]),
                        parts[1].small(), text_of(parts[2]), text_of(parts[3]));
  }
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

void log_with_traceback(LoopObject& loop, std::string text, const Value& exception) {
  Interpreter& interpreter = *loop.type->interpreter;
  if (log_with_module(interpreter, "error", text, exception)) return;
  if (exception && exception.is(Kind::exception)) {
    text += "\n" + format_exception(interpreter, exception);
    while (text.ends_with('\n')) text.pop_back();
  }
  loop.engine().log(text);
}

void report_by_default(LoopObject& loop, const Value& context, const char* failure) {
  Interpreter& interpreter = *loop.type->interpreter;
  const Value self = Value::share(&loop);  // a derived loop may have a method of its own
  if (call_method(interpreter, self, "default_exception_handler", {context})) return;
  const Value error = take_or_leave(interpreter);
  log_with_traceback(loop, failure, error);
}

}  // namespace

bool log_with_module(Interpreter& interpreter, std::string_view level, std::string_view text) {
  return log_with_module(interpreter, level, text, Value());
}

bool default_report(LoopObject& loop, const Value& context) {
  Interpreter& interpreter = *loop.type->interpreter;
  const Value message = item_of(context, "message");
  std::string text = "Unhandled exception in event loop";
  if (message && !str_text(interpreter, message, text = "")) return false;
  std::vector<Value> keys;
  std::size_t at = 0;
  while (const DictObject::Entry* entry = dict_of(context).next(at)) keys.push_back(entry->key);
  if (!sort_values(interpreter, keys, Value(), false)) return false;
  for (const Value& key : keys) {
    if (is_string(key) && (text_of(key) == "message" || text_of(key) == "exception")) continue;
    const Value* found = nullptr;
    if (!dict_of(context).find(key, found)) return false;
    if (found == nullptr) continue;
    const Value value = *found;
    text += "\n";
    if (!str_text(interpreter, key, text)) return false;
    text += ": ";
    const std::string_view name = is_string(key) ? text_of(key) : std::string_view();
    if (name == "source_traceback") {
      text += "Object created at (most recent call last):\n" + stack_text(value);
    } else if (name == "handle_traceback") {
      text += "Handle created at (most recent call last):\n" + stack_text(value);
    } else if (!repr_text(interpreter, value, text)) {
      return false;
    }
  }
  log_with_traceback(loop, text, item_of(context, "exception"));
  return true;
}

void report(LoopObject& loop, const Value& context) {
  Interpreter& interpreter = *loop.type->interpreter;
  const Value pending = interpreter.take_error();
  const Value kept = Value::share(&loop);
  const Handling handling(interpreter, item_of(context, "exception"));
  if (!loop.exception_handler) {
    report_by_default(loop, context, "Exception in default exception handler");
  } else {
    const Value handler = loop.exception_handler;
    if (!call(interpreter, handler, {kept, context})) {
      const Value error = take_or_leave(interpreter);
      const Value again = make_dict(interpreter);
      dict_of(again).set("message",
                         interpreter.make_string("Unhandled error in exception handler"));
      dict_of(again).set("exception", error);
      dict_of(again).set("context", context);
      const Handling second(interpreter, error);
      report_by_default(loop, again,
                        "Exception in default exception handler while handling an unexpected "
                        "error in custom exception handler");
    }
  }
  if (pending) interpreter.restore_error(pending);
}

void report(LoopObject& loop, std::initializer_list<std::pair<std::string_view, Value>> context) {
  const Value dict = make_dict(*loop.type->interpreter);
  for (const auto& [key, value] : context) dict_of(dict).set(key, value);
  report(loop, dict);
}

void report_of_engine(LoopObject& loop, const ExceptionContext& context) {
  Interpreter& interpreter = *loop.type->interpreter;
  const Value dict = make_dict(interpreter);
  if (context.task != nullptr) {
    if (PythonFuture* side = python_side(*context.task)) {
      dict_of(dict).set("task", side->object());
      if (side->source_traceback()) {
        dict_of(dict).set("source_traceback", side->source_traceback());
      }
    }
  }
  dict_of(dict).set("message", interpreter.make_string(context.message));
  if (context.exception) {
    dict_of(dict).set("exception", unwrap_exception(interpreter, *context.exception));
  }
  if (context.future != nullptr) {
    if (PythonFuture* side = python_side(*context.future)) {
      dict_of(dict).set("future", side->object());
      if (side->source_traceback()) {
        dict_of(dict).set("source_traceback", side->source_traceback());
      }
    }
  }
  report(loop, dict);
}

Value present_stack(Interpreter& interpreter) {
  std::vector<Value> frames;
  for (const FrameObject* frame = interpreter.frame; frame != nullptr; frame = frame->back) {
    const int line = frame->current_line();
    const std::string_view file = text_of(frame->code->filename);
    std::string_view text = interpreter.source_line(file, line);
    text.remove_prefix(std::min(text.find_first_not_of(" \t\f"), text.size()));
    frames.push_back(make_tuple(interpreter, {frame->code->filename, Value::small(line),
                                              frame->code->name, interpreter.make_string(text)}));
  }
  Value list = make_list(interpreter);
  as<ListObject>(list)->items.assign(frames.rbegin(), frames.rend());
  for (const LibraryPlace* place : asyncio_of(interpreter).places()) {
    as<ListObject>(list)->items.push_back(make_tuple(
        interpreter,
        {interpreter.make_string(place->file), Value::small(place->line),
         interpreter.make_string(place->function), interpreter.make_string(place->text)}));
  }
  return list;
}

Value callback_failure(Interpreter& interpreter, const Value& callback, const Value& arguments,
                       const Value& error, const Value& handle, const Value& source_traceback) {
  std::string text = "Exception in callback ";
  if (!callback_text(interpreter, callback, arguments, text)) interpreter.clear_error();
  Value details = make_dict(interpreter);
  dict_of(details).set("message", interpreter.make_string(text));
  dict_of(details).set("exception", error);
  dict_of(details).set("handle", handle);
  if (source_traceback) dict_of(details).set("source_traceback", source_traceback);
  return details;
}

std::string present_place(Interpreter& interpreter) {
  const FrameObject* frame = interpreter.frame;
  if (frame == nullptr) return {};
  return " created at " + std::string(text_of(frame->code->filename)) + ":" +
         std::to_string(frame->current_line());
}

}  // namespace loopscope::python
