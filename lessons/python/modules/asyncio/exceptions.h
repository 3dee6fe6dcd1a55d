#pragma once

#include <string>
#include <utility>

#include "engine/loop/errors.h"
#include "engine/loop/exception.h"
#include "lessons/python/interpreter.h"

namespace loopscope::python {

/// A Python exception on its way through the engine.
class PythonException final : public Exception {
 public:
  /// Takes note of the traceback that the exception has now.
  PythonException(Interpreter& interpreter, Value exception);

  const Value& value() const { return value_; }
  /// The exception, its traceback as it was when it was given to the engine.
  Value fresh_value() const;

  std::string type_name() const override;
  std::string message() const override;
  /// Does not call the program's code: for the trace.
  std::string repr() const override;
  std::string traceback() const override;
  [[noreturn]] void rethrow() const override;

 private:
  static Kind kind_of(Interpreter& interpreter, const Value& exception);

  Interpreter* interpreter_;
  Value value_;
  Value traceback_;
};

/// The message of Task.cancel(msg): any object.
class PythonMessage final : public CancelMessage {
 public:
  PythonMessage(Interpreter& interpreter, Value value)
      : interpreter_(&interpreter), value_(std::move(value)) {}
  const Value& value() const { return value_; }
  std::string text() const override;

 private:
  Interpreter* interpreter_;
  Value value_;
};

/// Makes Python exceptions for the engine.
class PythonExceptions final : public ExceptionFactory {
 public:
  explicit PythonExceptions(Interpreter& interpreter) : interpreter_(&interpreter) {}
  ExceptionRef cancelled(const MessageRef& message) const override;
  ExceptionRef runtime_error(const std::string& text) const override;
  ExceptionRef recursion_error(const std::string& text) const override;

 private:
  ExceptionRef make(Type& type, const std::string& text) const;

  Interpreter* interpreter_;
};

/// Wraps an exception object.
ExceptionRef wrap_exception(Interpreter& interpreter, Value exception);
/// Takes the exception that is on its way.
ExceptionRef take_exception(Interpreter& interpreter);
/// The exception object of what the engine hands out.
Value unwrap_exception(Interpreter& interpreter, const Exception& error);
/// Raises it in the program; `fresh`: with the traceback it had when it was set.
Raised raise_exception(Interpreter& interpreter, const ExceptionRef& error, bool fresh);
/// Turns the C++ exception that is being handled, of a call into the engine, into Python's. Those
/// that end the program pass through.
Raised raise_engine_error(Interpreter& interpreter);

/// Calls into the engine; null or false if that has raised.
template <class F>
auto guarded(Interpreter& interpreter, F function) -> decltype(function()) {
  try {
    return function();
  } catch (...) {
    return raise_engine_error(interpreter);
  }
}

/// A message object; null for None.
MessageRef wrap_message(Interpreter& interpreter, const Value& message);

}  // namespace loopscope::python
