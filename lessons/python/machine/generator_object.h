#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "lessons/python/interpreter.h"
#include "lessons/python/machine/frame.h"

namespace loopscope::python {

/// A generator, coroutine or asynchronous generator (its type tells which): a frame that is parked.
struct GeneratorObject : Container {
  static constexpr Kind object_kind = Kind::generator;
  FrameObject* frame = nullptr;  ///< owned; null when it has ended
  Value code;                    ///< CodeObject; stays when it has ended
  Value name;
  Value qualname;
  HandledException handled;  ///< what it was handling when it was parked
  bool running = false;
  bool started = false;
  bool closed = false;             ///< asynchronous generators: ended
  bool hooks_called = false;       ///< asynchronous generators
  bool running_async = false;      ///< asynchronous generators: an asend() is under way
  std::uint32_t made_at : 24 = 0;  ///< the line that called its function
  Value finalizer;                 ///< asynchronous generators
  Value origin;                    ///< cr_origin, or null
};

/// generator.send(value) without StopIteration; `value` is None at the start.
SendResult send_to_generator(Interpreter& interpreter, const Value& generator, const Value& value,
                             Value& result);
/// generator.throw(exception).
SendResult throw_into_generator(Interpreter& interpreter, const Value& generator,
                                const Value& exception, Value& result);
/// generator.close(); false if it has raised.
bool close_generator(Interpreter& interpreter, const Value& generator);
/// How something throws an exception into what it runs.
using ThrowInto = SendResult (*)(Interpreter& interpreter, const Value& self,
                                 const Value& exception, Value& result);
/// The end of close(): GeneratorExit is thrown, and has to come back or end it. `kind` is for the
/// message where it yields instead. False if something is raised.
bool exit_by(Interpreter& interpreter, const Value& self, ThrowInto throw_into,
             std::string_view kind);

/// What a parked generator delegates to (yield from, await); null: nothing.
Value generator_delegate(const GeneratorObject& generator);

/// send() and throw() for anything that can be iterated: native slots where there are any, else
/// __next__/send/throw methods.
SendResult send_to(Interpreter& interpreter, const Value& iterator, const Value& value,
                   Value& result);
SendResult throw_into(Interpreter& interpreter, const Value& iterator, const Value& exception,
                      Value& result);
/// `close()` where it has one.
bool close_iterator(Interpreter& interpreter, const Value& iterator);
/// The iterator of `await value`: a coroutine itself, or its __await__(). Raises TypeError ("object
/// int can't be used in 'await' expression").
Value awaitable_iterator(Interpreter& interpreter, const Value& value);
/// inspect.isawaitable's machine part: a coroutine (native ones included).
bool is_coroutine(const Interpreter& interpreter, const Value& value);

/// The body of a coroutine written in C++: a small state machine. The machine calls step() with
/// what the awaited thing returned (None at first); it answers what to do next.
class NativeSteps {
 public:
  enum class Next : std::uint8_t {
    await,  ///< `result`: await this (anything awaitable); step() is called with its value
    yield,  ///< `result`: yielded as it is (None: a bare yield); step() is called with what is sent
    finish,  ///< `result`: the coroutine's value
    raised   ///< an exception is set
  };
  virtual ~NativeSteps() = default;
  virtual Next step(Interpreter& interpreter, Value sent, Value& result) = 0;
  /// An exception came out of what was awaited, or was thrown in, or (GeneratorExit) it is being
  /// closed. The default passes it on: restores it and answers `raised`.
  virtual Next caught(Interpreter& interpreter, Value exception, Value& result);
  /// Shows the Values it holds.
  virtual void traverse(Visitor& visit) = 0;
};

/// A coroutine object of NativeSteps; its type is `coroutine`'s look-alike: repr, cr_ attributes,
/// send, throw, close, "was never awaited".
Value make_native_coroutine(Interpreter& interpreter, std::string_view name,
                            std::string_view qualname, std::unique_ptr<NativeSteps> steps);

}  // namespace loopscope::python
