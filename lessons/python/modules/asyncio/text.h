#pragma once

#include <string>

#include "lessons/python/interpreter.h"

namespace loopscope::python {

// Texts as asyncio writes them. Those with `bool` are false if the program's own code has raised.

/// reprlib.repr(): long values are shortened in the middle.
bool short_repr(Interpreter& interpreter, const Value& value, std::string& text);
/// format_helpers._format_callback_source(): "f(1, 'two') at file.py:7". `arguments` may be null.
bool callback_text(Interpreter& interpreter, const Value& callback, const Value& arguments,
                   std::string& text);
/// coroutines._format_coroutine(): "main() running at file.py:3".
bool coroutine_text(Interpreter& interpreter, const Value& coroutine, bool done, std::string& text);

/// A repr for traces that never calls the program's code: "<Thing object>" for its own classes.
std::string safe_repr(Interpreter& interpreter, const Value& value);
/// The same of a str as it is.
std::string safe_str(Interpreter& interpreter, const Value& value);

/// The name by which a callback is known in traces: `__qualname__`, partials unwrapped; for others
/// that of the type.
std::string callback_name(Interpreter& interpreter, const Value& callback);
/// Qualified name of a coroutine or of whatever is like one.
std::string coroutine_name(Interpreter& interpreter, const Value& coroutine);

}  // namespace loopscope::python
