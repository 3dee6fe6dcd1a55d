// The machine's operations on exceptions and with statements.

#include "lessons/python/machine/attribute_access.h"
#include "lessons/python/machine/generator_object.h"
#include "lessons/python/machine/machine_internal.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/machine/tracing.h"
#include "lessons/python/objects/exceptions.h"
#include "lessons/python/objects/list_object.h"

namespace loopscope::python {
namespace {

bool push_exception(Interpreter& interpreter, FrameObject&, Value*& top, Instruction) {
  Value exception = take(--top);
  Value previous = std::exchange(interpreter.handled->exception, exception);
  put(top++, previous ? std::move(previous) : Value::none());
  put(top++, std::move(exception));
  return true;
}

bool pop_exception(Interpreter& interpreter, FrameObject&, Value*& top, Instruction) {
  Value previous = take(--top);
  const Value old = std::exchange(interpreter.handled->exception, std::move(previous));
  return true;
}

bool is_exception_class(const Interpreter& interpreter, const Value& value) {
  return value.is(Kind::type) &&
         as<Type>(value)->is_subtype(*interpreter.exceptions.base_exception);
}

bool check_exception_type(Interpreter& interpreter, const Value& type) {
  bool fine = is_exception_class(interpreter, type);
  if (type.is(Kind::tuple)) {
    fine = true;
    for (const Value& one : *as<TupleObject>(type))
      fine = fine && is_exception_class(interpreter, one);
  }
  return fine || interpreter.raise_type_error(
                     "catching classes that do not inherit from BaseException is not allowed");
}

bool matches(const Value& exception, const Value& type) {
  if (type.is(Kind::tuple)) {
    for (const Value& one : *as<TupleObject>(type))
      if (exception_matches(exception, *as<Type>(one))) return true;
    return false;
  }
  return exception_matches(exception, *as<Type>(type));
}

bool match_exception(Interpreter& interpreter, FrameObject&, Value*& top, Instruction) {
  const Value type = take(--top);
  if (!check_exception_type(interpreter, type)) return false;
  const bool matched = matches(top[-1], type);
  if (matched && interpreter.recorder() != nullptr) trace_caught(interpreter, top[-1]);
  put(top++, Value::boolean(matched));
  return true;
}

bool check_group_type(Interpreter& interpreter, FrameObject&, Value*& top, Instruction) {
  const Value& type = top[-1];
  if (!check_exception_type(interpreter, type)) return false;
  const auto is_group = [&](const Value& one) {
    return as<Type>(one)->is_subtype(*interpreter.exceptions.base_exception_group);
  };
  bool group = type.is(Kind::type) && is_group(type);
  if (type.is(Kind::tuple))
    for (const Value& one : *as<TupleObject>(type)) group = group || is_group(one);
  return !group || interpreter.raise_type_error(
                       "catching ExceptionGroup with except* is not allowed. Use except instead.");
}

bool match_group(Interpreter& interpreter, FrameObject&, Value*& top, Instruction) {
  const Value type = take(--top);
  const Value exception = take(--top);
  Value match;
  Value rest;
  if (!exception.is_none()) {
    if (!split_exception(interpreter, exception, type, match, rest)) return false;
    if (match && !exception_matches(match, *interpreter.exceptions.base_exception_group)) {
      const Value arguments[] = {interpreter.make_string({}), make_tuple(interpreter, {match})};
      match = call(interpreter, Value::share(interpreter.exceptions.base_exception_group),
                   Arguments(arguments, 2));
      if (!match) return false;
    }
  }
  if (match) {
    interpreter.handled->exception = match;
    if (interpreter.recorder() != nullptr) trace_caught(interpreter, match);
  }
  put(top++, rest ? std::move(rest) : Value::none());
  put(top++, match ? std::move(match) : Value::none());
  return true;
}

bool combine_group(Interpreter& interpreter, FrameObject&, Value*& top, Instruction) {
  const Value raised = take(--top);
  const Value original = take(--top);
  Value result = combine_exceptions(interpreter, original, raised);
  if (!result) return false;
  put(top++, std::move(result));
  return true;
}

/// An exception, or a class of them, which is called; null if it has raised.
Value to_exception(Interpreter& interpreter, const Value& value, const char* refusal) {
  if (value.is(Kind::exception)) return value;
  if (is_exception_class(interpreter, value)) {
    Value made = call(interpreter, value);
    if (made && !made.is(Kind::exception))
      return interpreter.raise_type_error(
          "calling {} should have returned an instance of BaseException, not {}",
          "<class '" + as<Type>(value)->qualname + "'>",
          "<class '" + std::string(type_name(interpreter, made)) + "'>");
    return made;
  }
  return interpreter.raise_type_error("{}", refusal);
}

bool raise_operation(Interpreter& interpreter, FrameObject&, Value*& top, Instruction instruction) {
  if (instruction.argument == 0) {
    for (const HandledException* item = interpreter.handled; item != nullptr; item = item->previous)
      if (item->exception.is_object()) return interpreter.restore_error(item->exception);
    return interpreter.raise_runtime_error("No active exception to reraise");
  }
  const Value cause = instruction.argument == 2 ? take(--top) : Value();
  const Value raised = take(--top);
  Value exception = to_exception(interpreter, raised, "exceptions must derive from BaseException");
  if (!exception) return false;
  if (cause) {
    const Value because =
        cause.is_none()
            ? cause
            : to_exception(interpreter, cause, "exception causes must derive from BaseException");
    if (!because) return false;
    set_cause(interpreter, exception, because);
  }
  return interpreter.raise(std::move(exception));
}

bool before_with_of(Interpreter& interpreter, Value*& top, StrObject* enter_name,
                    StrObject* exit_name, const char* what, Value& entered) {
  const Value manager = take(--top);
  const Value enter = special_method(interpreter, manager, enter_name);
  if (!enter) {
    if (interpreter.raised()) return false;
    return interpreter.raise_type_error("'{}' object does not support the {} protocol",
                                        type_name(interpreter, manager), what);
  }
  Value exit = special_method(interpreter, manager, exit_name);
  if (!exit) {
    if (interpreter.raised()) return false;
    return interpreter.raise_type_error(
        "'{}' object does not support the {} protocol (missed {} method)",
        type_name(interpreter, manager), what, exit_name->view());
  }
  put(top++, std::move(exit));
  entered = call(interpreter, enter);
  return static_cast<bool>(entered);
}

bool before_with(Interpreter& interpreter, FrameObject&, Value*& top, Instruction) {
  Value entered;
  if (!before_with_of(interpreter, top, interpreter.names.enter, interpreter.names.exit,
                      "context manager", entered))
    return false;
  put(top++, std::move(entered));
  return true;
}

bool before_async_with(Interpreter& interpreter, FrameObject&, Value*& top, Instruction) {
  Value awaitable;
  if (!before_with_of(interpreter, top, interpreter.names.aenter, interpreter.names.aexit,
                      "asynchronous context manager", awaitable))
    return false;
  put(top++, std::move(awaitable));
  return true;
}

bool with_exit(Interpreter& interpreter, FrameObject&, Value*& top, Instruction) {
  const Value exit = top[-4];
  const Value exception = top[-1];
  const Value traceback = exception_of(exception)->traceback;
  const Value arguments[] = {Value::share(exception.object()->type), exception,
                             traceback ? traceback : Value::none()};
  Value result = call(interpreter, exit, Arguments(arguments, 3));
  if (!result) return false;
  put(top++, std::move(result));
  return true;
}

bool end_async_for(Interpreter& interpreter, FrameObject&, Value*& top, Instruction) {
  const Value exception = take(--top);
  const Value iterator = take(--top);
  if (exception_matches(exception, *interpreter.exceptions.stop_async_iteration)) return true;
  return interpreter.restore_error(exception);
}

}  // namespace

ColdOperation cold_exception_operation(Operation operation) {
  switch (operation) {
    case Operation::push_exception_:
      return &push_exception;
    case Operation::pop_exception_:
      return &pop_exception;
    case Operation::match_exception_:
      return &match_exception;
    case Operation::check_group_type_:
      return &check_group_type;
    case Operation::match_group_:
      return &match_group;
    case Operation::combine_group_:
      return &combine_group;
    case Operation::raise_:
      return &raise_operation;
    case Operation::before_with_:
      return &before_with;
    case Operation::before_async_with_:
      return &before_async_with;
    case Operation::with_exit_:
      return &with_exit;
    case Operation::end_async_for_:
      return &end_async_for;
    default:
      return nullptr;
  }
}

}  // namespace loopscope::python
