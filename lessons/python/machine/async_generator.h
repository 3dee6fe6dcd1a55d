#pragma once

#include "lessons/python/interpreter.h"
#include "lessons/python/machine/generator_object.h"

namespace loopscope::python {

/// What coroutine.__await__() returns.
struct CoroutineWrapper : Object {
  static constexpr Kind object_kind = Kind::native;
  static constexpr char tag = 0;
  Value coroutine;
};

/// What an asynchronous generator yields, as distinct from what it awaits.
struct AsyncYield : Object {
  static constexpr Kind object_kind = Kind::native;
  static constexpr char tag = 0;
  explicit AsyncYield(Value v) : value(std::move(v)) {}
  Value value;
};
Value make_async_yield(Interpreter& interpreter, Value value);

/// asyncgen.__anext__(), asend(), athrow() and aclose(): one step of it, to be awaited.
struct AsyncGeneratorStep : Container {
  static constexpr Kind object_kind = Kind::native;
  static constexpr char tag = 0;
  enum class What : std::uint8_t { send, throw_in, close };
  enum class State : std::uint8_t { fresh, iterating, closed };
  Value generator;
  Value value;      ///< sent
  Value exception;  ///< thrown
  What what = What::send;
  State state = State::fresh;
};

/// anext(generator) of the machine: the awaitable of __anext__().
Value async_generator_next(Interpreter& interpreter, const Value& generator);
void define_async_generators(Interpreter& interpreter);

// Shared by the types of generators.
/// The result of send() as a method gives it: StopIteration for `returned`.
Value finish_send(Interpreter& interpreter, SendResult how, Value result);
/// coroutine.__await__()
Value wrap_coroutine(Interpreter& interpreter, const Value& self);
/// The exception that throw(type, value, traceback) means.
bool thrown_exception(Interpreter& interpreter, Arguments arguments, Value& exception);
void destroy_generator(Object* object) noexcept;
void traverse_generator(Object* object, Visitor& visit);
void clear_generator(Object* object);
Value generator_repr(Interpreter& interpreter, const Value& self);

}  // namespace loopscope::python
