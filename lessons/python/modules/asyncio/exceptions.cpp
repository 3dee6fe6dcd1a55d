#include "lessons/python/modules/asyncio/exceptions.h"

#include "engine/base/os_error.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/asyncio/state.h"
#include "lessons/python/modules/asyncio/text.h"
#include "lessons/python/modules/os_errors.h"
#include "lessons/python/objects/exception_object.h"

namespace loopscope::python {

PythonException::PythonException(Interpreter& interpreter, Value exception)
    : Exception(kind_of(interpreter, exception)),
      interpreter_(&interpreter),
      value_(std::move(exception)),
      traceback_(exception_of(value_)->traceback) {}

Exception::Kind PythonException::kind_of(Interpreter& interpreter, const Value& exception) {
  const ExceptionTypes& types = interpreter.exceptions;
  if (exception_matches(exception, *types.cancelled_error)) return Kind::cancelled;
  const bool leaves = exception_matches(exception, *types.system_exit) ||
                      exception_matches(exception, *types.keyboard_interrupt);
  return leaves ? Kind::leaves_loop : Kind::ordinary;
}

Value PythonException::fresh_value() const {
  exception_of(value_)->traceback = traceback_;
  return value_;
}

std::string PythonException::type_name() const {
  return value_.object()->type->name;
}

std::string PythonException::message() const {
  return exception_text(*interpreter_, value_);
}

std::string PythonException::repr() const {
  return safe_repr(*interpreter_, value_);
}

std::string PythonException::traceback() const {
  std::string text = format_exception(*interpreter_, value_);
  if (text.ends_with('\n')) text.pop_back();
  return text;
}

void PythonException::rethrow() const {
  throw RaisedException(ExceptionRef(this));
}

std::string PythonMessage::text() const {
  return safe_str(*interpreter_, value_);
}

ExceptionRef PythonExceptions::cancelled(const MessageRef& message) const {
  const auto* python = static_cast<const PythonMessage*>(message.get());
  Type& type = *interpreter_->exceptions.cancelled_error;
  const Value error = python == nullptr ? make_exception(*interpreter_, type, Arguments())
                                        : make_exception(*interpreter_, type, {python->value()});
  return error ? wrap_exception(*interpreter_, error) : take_exception(*interpreter_);
}

ExceptionRef PythonExceptions::runtime_error(const std::string& text) const {
  return make(*interpreter_->exceptions.runtime_error, text);
}

ExceptionRef PythonExceptions::recursion_error(const std::string& text) const {
  return make(*interpreter_->exceptions.recursion_error, text);
}

ExceptionRef PythonExceptions::make(Type& type, const std::string& text) const {
  const Value error = make_exception(*interpreter_, type, text);
  return error ? wrap_exception(*interpreter_, error) : take_exception(*interpreter_);
}

ExceptionRef wrap_exception(Interpreter& interpreter, Value exception) {
  return ExceptionRef(new PythonException(interpreter, std::move(exception)));
}

ExceptionRef take_exception(Interpreter& interpreter) {
  return wrap_exception(interpreter, interpreter.take_error());
}

Value unwrap_exception(Interpreter& interpreter, const Exception& error) {
  if (const auto* python = dynamic_cast<const PythonException*>(&error)) return python->value();
  // One that the engine made by itself.
  return make_exception(interpreter, *interpreter.exceptions.runtime_error, error.message());
}

Raised raise_exception(Interpreter& interpreter, const ExceptionRef& error, bool fresh) {
  const auto* python = dynamic_cast<const PythonException*>(error.get());
  if (python == nullptr) return interpreter.raise(unwrap_exception(interpreter, *error));
  return interpreter.raise(fresh ? python->fresh_value() : python->value());
}

Raised raise_engine_error(Interpreter& interpreter) {
  try {
    throw;
  } catch (const RaisedException& raised) {
    return raise_exception(interpreter, raised.exception(), true);
  } catch (const LoopExit& exit) {
    return interpreter.restore_error(unwrap_exception(interpreter, *exit.exception()));
  } catch (const DeadlockError& deadlock) {
    // Nothing of the program could go on: it ends here.
    throw ProgramStopped(deadlock.what());
  } catch (const InvalidStateError& error) {
    return interpreter.raise(*asyncio_of(interpreter).invalid_state_error, error.what());
  } catch (const OsError& error) {
    return raise_os_error(interpreter, error.code());
  } catch (const LoopError& error) {
    return interpreter.raise(*interpreter.exceptions.runtime_error, error.what());
  } catch (const ArgumentError& error) {
    return interpreter.raise(*interpreter.exceptions.value_error, error.what());
  } catch (const RecursionError& error) {
    return interpreter.raise(*interpreter.exceptions.recursion_error, error.what());
  }
}

MessageRef wrap_message(Interpreter& interpreter, const Value& message) {
  if (message.is_null() || message.is_none()) return nullptr;
  return MessageRef(new PythonMessage(interpreter, message));
}

}  // namespace loopscope::python
