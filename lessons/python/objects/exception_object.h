#pragma once

#include "lessons/python/interpreter.h"
#include "lessons/python/machine/attributes.h"

namespace loopscope::python {

/// Every exception. What some classes have beside `args` (StopIteration.value, SystemExit.code,
/// SyntaxError's place …) is in `extra`, in an order that their properties know (exceptions.cpp).
struct ExceptionObject : Container {
  static constexpr Kind object_kind = Kind::exception;
  Attributes attributes;
  Value args;       ///< tuple
  Value traceback;  ///< TracebackObject or null
  Value context;    ///< null: None
  Value cause;      ///< null: None
  Value notes;      ///< list or null
  bool suppress_context = false;
  /// StopIteration: value. SystemExit: code. ImportError: msg, name, path. NameError: name.
  /// AttributeError: name, obj. OSError: errno, strerror, filename. KeyError: none.
  /// SyntaxError: msg, filename, lineno, offset, text, end_lineno, end_offset.
  /// UnicodeError: encoding, object, start, end, reason. BaseExceptionGroup: message, exceptions.
  Value extra[7];
};

struct TracebackObject : Container {
  static constexpr Kind object_kind = Kind::traceback;
  Value next;   ///< null: the innermost
  Value frame;  ///< FrameObject
  Value kept;   ///< what frames of the standard library, which have no entry, would keep alive
  std::uint32_t instruction = 0;
  int line = 0;
};

inline ExceptionObject* exception_of(const Value& value) {
  return as<ExceptionObject>(value);
}

/// type(message), type(), type(args…), not raised. Calls the class as the program would.
Value make_exception(Interpreter& interpreter, Type& type, std::string_view message);
Value make_exception(Interpreter& interpreter, Type& type, Arguments arguments);
/// isinstance(exception, type)
inline bool exception_matches(const Value& exception, const Type& type) {
  return exception.is_object() && exception.object()->type->is_subtype(type);
}
/// str(exception), never raises ("<exception str() failed>").
std::string exception_text(Interpreter& interpreter, const Value& exception);
/// StopIteration(value) on its way, wrapped as the machine does for a tuple or exception.
Raised raise_stop_iteration(Interpreter& interpreter, Value value);
/// The value of the StopIteration that is on its way, which is cleared. False if something else (or
/// nothing) is on its way: nothing → `value` is None.
bool take_stop_iteration(Interpreter& interpreter, Value& value);

/// exception.__cause__ = cause (None: null), which suppresses the context.
void set_cause(Interpreter& interpreter, const Value& exception, const Value& cause);

struct Location;

/// The line of carets below a source line, for code at that place (columns are bytes); without the
/// line's indentation; empty: none.
std::string caret_line(std::string_view line, const Location& at);
/// traceback.print_exception(): everything CPython prints for it, chained exceptions included.
std::string format_exception(Interpreter& interpreter, const Value& exception);
/// Only its last lines: "ValueError: text\n", SyntaxError with its place, notes.
std::string format_exception_only(Interpreter& interpreter, const Value& exception);
/// "  File "x.py", line 3, in f\n    …\n" for every entry.
std::string format_traceback(Interpreter& interpreter, const Value& traceback);

}  // namespace loopscope::python
