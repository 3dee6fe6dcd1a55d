#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "lessons/python/interpreter.h"

namespace loopscope {
class EventLoop;
struct ExceptionContext;
}  // namespace loopscope

namespace loopscope::python {

struct LoopObject;

/// loop.call_exception_handler(context) with a context of these items. Never raises; an exception
/// that ends the program is thrown as LoopExit.
void report(LoopObject& loop, std::initializer_list<std::pair<std::string_view, Value>> context);
/// The same for a context dict.
void report(LoopObject& loop, const Value& context);
/// loop.default_exception_handler(context); false if the program's own code has raised.
bool default_report(LoopObject& loop, const Value& context);
/// What the engine reports by itself.
void report_of_engine(LoopObject& loop, const ExceptionContext& context);

/// The context of the report on a callback that has raised `error`; `arguments` and
/// `source_traceback` may be null.
Value callback_failure(Interpreter& interpreter, const Value& callback, const Value& arguments,
                       const Value& error, const Value& handle, const Value& source_traceback);

/// Gives a message to asyncio's logger, by its method `level` ("debug", "warning"); false if the
/// program has not imported logging. Never raises.
bool log_with_module(Interpreter& interpreter, std::string_view level, std::string_view text);

/// " created at x.py:3": where the program is, for debug mode; empty outside of any frame.
std::string present_place(Interpreter& interpreter);
/// The frames that run, outermost first, as a list of (file, line, name, text): what debug mode
/// keeps as _source_traceback.
Value present_stack(Interpreter& interpreter);

}  // namespace loopscope::python
