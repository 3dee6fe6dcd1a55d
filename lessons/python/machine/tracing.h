#pragma once

#include <string_view>

#include "lessons/python/interpreter.h"

namespace loopscope::python {

struct CodeObject;

// What the machine tells the trace; called only while there is a recorder.

/// A new line of the program begins (EventKind::line_reached).
void trace_line(Interpreter& interpreter, CodeObject& code, int line);
void trace_output(Interpreter& interpreter, int stream, std::string_view text);
/// An exception was raised.
void trace_exception(Interpreter& interpreter, const Value& exception);
/// An except clause has caught an exception.
void trace_caught(Interpreter& interpreter, const Value& exception);

}  // namespace loopscope::python
