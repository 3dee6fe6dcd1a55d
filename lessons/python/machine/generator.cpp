// Running generators, coroutines and asynchronous generators.

#include "lessons/python/machine/generator_object.h"
#include "lessons/python/machine/interpreter_state.h"
#include "lessons/python/machine/machine.h"
#include "lessons/python/machine/machine_calls.h"
#include "lessons/python/machine/machine_internal.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/machine/trampolines.h"
#include "lessons/python/objects/exception_object.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/stand_in.h"
#include "lessons/python/objects/str_object.h"

namespace loopscope::python {
namespace {

GeneratorObject& generator_of(const Value& value) {
  return *as<GeneratorObject>(value);
}

const char* kind_of(const GeneratorObject& generator) {
  const BuiltinTypes& types = generator.type->interpreter->types;
  if (generator.type == types.coroutine) return "coroutine";
  return generator.type == types.async_generator ? "async generator" : "generator";
}

void link(Interpreter& interpreter, GeneratorObject& generator) {
  generator.running = true;
  generator.started = true;
  generator.handled.previous = interpreter.handled;
  interpreter.handled = &generator.handled;
}

void unlink(Interpreter& interpreter, GeneratorObject& generator) {
  if (!generator.running) return;
  generator.running = false;
  interpreter.handled = generator.handled.previous;
  generator.handled.previous = nullptr;
}

/// After run_frame: what it gave means.
SendResult outcome(const GeneratorObject& generator, Value value, Value& result) {
  if (!value) return SendResult::raised;
  result = std::move(value);
  return generator.frame == nullptr ? SendResult::returned : SendResult::yielded;
}

SendResult resume(Interpreter& interpreter, GeneratorObject& generator, Value& result) {
  link(interpreter, generator);
  FrameObject* const frame = generator.frame;
  Value value = run_frame(interpreter, frame);
  if (!value && generator.frame == frame && generator.running) {  // never entered: too deep
    finish_generator(interpreter, generator);
  }
  return outcome(generator, std::move(value), result);
}

SendResult already_running(Interpreter& interpreter, const GeneratorObject& generator) {
  interpreter.raise_value_error("{} already executing", kind_of(generator));
  return SendResult::raised;
}

SendResult reused(Interpreter& interpreter) {
  interpreter.raise_runtime_error("cannot reuse already awaited coroutine");
  return SendResult::raised;
}

/// Raises `exception` where the generator is parked.
SendResult raise_in(Interpreter& interpreter, GeneratorObject& generator, const Value& exception,
                    Value& result) {
  if (generator.handled.exception.is_object()) {
    // What it is handling becomes the context.
    generator.handled.previous = interpreter.handled;
    HandledException* const outside = interpreter.handled;
    interpreter.handled = &generator.handled;
    interpreter.raise(exception);
    interpreter.handled = outside;
    generator.handled.previous = nullptr;
  } else {
    interpreter.restore_error(exception);
  }
  return resume(interpreter, generator, result);
}

/// cr_origin: ((file, line, function), …), innermost first.
Value present_origin(Interpreter& interpreter, int depth) {
  std::vector<Value> frames;
  for (FrameObject* at = interpreter.frame; at != nullptr && depth-- > 0; at = at->back) {
    frames.push_back(make_tuple(
        interpreter, {Value::share(at->code->filename.object()), Value::small(at->current_line()),
                      Value::share(at->code->name.object())}));
  }
  return make_tuple(interpreter, frames);
}

/// The iterator that a parked generator delegates to; null: none.
Value delegate(const GeneratorObject& generator) {
  const FrameObject* frame = generator.frame;
  if (frame == nullptr || generator.running || !generator.started) return {};
  const Instruction& yield = frame->next[-1];
  if (yield.operation != static_cast<std::uint16_t>(Operation::yield_value_) || yield.extra == 0)
    return {};
  return frame->top[-1];
}

}  // namespace

Value generator_delegate(const GeneratorObject& generator) {
  return delegate(generator);
}

Value make_generator(Interpreter& interpreter, FrameObject* frame) {
  const std::uint32_t flags = frame->code->flags;
  Type* const type = (flags & CodeObject::coroutine) != 0 ? interpreter.types.coroutine
                     : (flags & CodeObject::async_generator) != 0
                         ? interpreter.types.async_generator
                         : interpreter.types.generator;
  auto* generator = interpreter.make<GeneratorObject>(*type);
  const auto& function = *as<FunctionObject>(frame->function);
  generator->frame = frame;
  generator->code = function.code;
  generator->name = function.name;
  generator->qualname = function.qualname;
  if (interpreter.frame != nullptr) {
    generator->made_at = static_cast<std::uint32_t>(interpreter.frame->current_line()) & 0xFFFFFF;
  }
  const int depth = interpreter.state().origin_depth;
  if (depth > 0 && type == interpreter.types.coroutine) {
    generator->origin = present_origin(interpreter, depth);
  }
  frame->generator = generator;
  ++frame->next;  // return_generator is done
  return Value::adopt(generator);
}

bool enter_generator(Interpreter& interpreter, GeneratorObject& generator, Value sent,
                     FrameObject::Return on_return) {
  if (!interpreter.enter()) {
    interpreter.leave();
    // It has failed, as if by its own first line.
    FrameObject* const failed = std::exchange(generator.frame, nullptr);
    failed->generator = nullptr;
    failed->finished = true;
    release_frame(failed);
    return false;
  }
  FrameObject* const frame = generator.frame;
  put(frame->top++, std::move(sent));
  frame->back = interpreter.frame;
  frame->on_return = on_return;
  interpreter.frame = frame;
  link(interpreter, generator);
  return true;
}

void park_generator(Interpreter& interpreter, FrameObject& frame) {
  interpreter.frame = frame.back;
  --interpreter.depth;
  frame.back = nullptr;
  unlink(interpreter, *frame.generator);
}

void finish_generator(Interpreter& interpreter, GeneratorObject& generator) {
  unlink(interpreter, generator);
  generator.handled.exception.reset();
  FrameObject* const frame = std::exchange(generator.frame, nullptr);
  if (frame == nullptr) return;
  frame->generator = nullptr;
  frame->finished = true;
  release_frame(frame);
}

void convert_stop_iteration(Interpreter& interpreter, const GeneratorObject& generator) {
  const ExceptionTypes& types = interpreter.exceptions;
  const bool is_async = generator.type == interpreter.types.async_generator;
  const char* name = nullptr;
  if (interpreter.raised(*types.stop_iteration))
    name = "StopIteration";
  else if (is_async && interpreter.raised(*types.stop_async_iteration))
    name = "StopAsyncIteration";
  if (name == nullptr) return;
  const Value old = interpreter.take_error();
  interpreter.raise_runtime_error("{} raised {}", kind_of(generator), name);
  const Value& fresh = interpreter.error();
  if (!fresh.is(Kind::exception)) return;
  set_cause(interpreter, fresh, old);
  exception_of(fresh)->context = old;
}

SendResult send_to_generator(Interpreter& interpreter, const Value& value, const Value& sent,
                             Value& result) {
  const Value kept = value;
  GeneratorObject& generator = generator_of(kept);
  if (generator.running) return already_running(interpreter, generator);
  if (generator.frame == nullptr) {
    if (generator.type == interpreter.types.coroutine) return reused(interpreter);
    result = Value::none();
    return SendResult::returned;
  }
  if (!generator.started && !sent.is_none()) {
    interpreter.raise_type_error("can't send non-None value to a just-started {}",
                                 kind_of(generator));
    return SendResult::raised;
  }
  put(generator.frame->top++, sent);
  return resume(interpreter, generator, result);
}

SendResult throw_into_generator(Interpreter& interpreter, const Value& value,
                                const Value& exception, Value& result) {
  const Value kept = value;
  GeneratorObject& generator = generator_of(kept);
  if (generator.running) return already_running(interpreter, generator);
  if (generator.frame == nullptr) {
    if (generator.type == interpreter.types.coroutine) return reused(interpreter);
    interpreter.restore_error(exception);
    return SendResult::raised;
  }
  const Value inner = delegate(generator);
  if (!inner) return raise_in(interpreter, generator, exception, result);
  FrameObject* const frame = generator.frame;
  if (exception_matches(exception, *interpreter.exceptions.generator_exit)) {
    generator.running = true;
    const bool closed = close_iterator(interpreter, inner);
    generator.running = false;
    if (!closed) {
      const Value error = interpreter.take_error();
      return raise_in(interpreter, generator, error, result);
    }
    return raise_in(interpreter, generator, exception, result);
  }
  // What it delegates to gets the exception; the chain of callers goes through its frame.
  generator.running = true;
  frame->back = interpreter.frame;
  interpreter.frame = frame;
  SendResult how = SendResult::raised;
  try {
    how = throw_into(interpreter, inner, exception, result);
  } catch (...) {
    interpreter.frame = frame->back;
    frame->back = nullptr;
    generator.running = false;
    throw;
  }
  interpreter.frame = frame->back;
  frame->back = nullptr;
  generator.running = false;
  if (how == SendResult::yielded) return how;
  if (how == SendResult::raised) {
    const Value error = interpreter.take_error();
    return raise_in(interpreter, generator, error, result);
  }
  const std::uint32_t exit = frame->next[-1].argument;
  Value::drop((--frame->top)->bits());
  put(frame->top++, std::move(result));
  frame->next = frame->code->instructions.data() + exit;
  return resume(interpreter, generator, result);
}

bool close_generator(Interpreter& interpreter, const Value& value) {
  const Value kept = value;
  GeneratorObject& generator = generator_of(kept);
  if (generator.running) {
    already_running(interpreter, generator);
    return false;
  }
  if (generator.frame == nullptr) return true;
  if (!generator.started) {
    finish_generator(interpreter, generator);
    return true;
  }
  return exit_by(interpreter, kept, &throw_into_generator, kind_of(generator));
}

bool exit_by(Interpreter& interpreter, const Value& self, ThrowInto throw_into,
             std::string_view kind) {
  const Value exit =
      make_exception(interpreter, *interpreter.exceptions.generator_exit, Arguments());
  if (!exit) return false;
  Value result;
  const SendResult how = throw_into(interpreter, self, exit, result);
  if (how == SendResult::yielded)
    return interpreter.raise_runtime_error("{} ignored GeneratorExit", kind);
  if (how == SendResult::returned) return true;
  if (!interpreter.raised(*interpreter.exceptions.generator_exit) &&
      !interpreter.raised(*interpreter.exceptions.stop_iteration))
    return false;
  interpreter.clear_error();
  return true;
}

SendResult send_to(Interpreter& interpreter, const Value& iterator, const Value& value,
                   Value& result) {
  const Slots& slots = type_of(interpreter, iterator).slots;
  if (slots.send != nullptr) return slots.send(interpreter, iterator, value, result);
  if (value.is_none() && slots.next == call_next) {
    result = call_next_raising(interpreter, iterator);  // its StopIteration has a value
    if (result) return SendResult::yielded;
    return take_stop_iteration(interpreter, result) ? SendResult::returned : SendResult::raised;
  }
  if (value.is_none() && slots.next != nullptr) {
    result = next_or_stop(interpreter, iterator);
    if (result) return SendResult::yielded;
    return take_stop_iteration(interpreter, result) ? SendResult::returned : SendResult::raised;
  }
  result = call_method(interpreter, iterator, interpreter.names.send, Arguments(&value, 1));
  if (result) return SendResult::yielded;
  return take_stop_iteration(interpreter, result) ? SendResult::returned : SendResult::raised;
}

SendResult throw_into(Interpreter& interpreter, const Value& iterator, const Value& exception,
                      Value& result) {
  const Slots& slots = type_of(interpreter, iterator).slots;
  if (slots.throw_in != nullptr) return slots.throw_in(interpreter, iterator, exception, result);
  Value method;
  if (!find_attribute(interpreter, iterator, interpreter.names.throw_, method))
    return SendResult::raised;
  if (!method) {
    interpreter.restore_error(exception);
    return SendResult::raised;
  }
  result = call(interpreter, method, Arguments(&exception, 1));
  if (result) return SendResult::yielded;
  return take_stop_iteration(interpreter, result) ? SendResult::returned : SendResult::raised;
}

bool close_iterator(Interpreter& interpreter, const Value& iterator) {
  if (iterator.is(Kind::generator) && iterator.object()->type != interpreter.types.async_generator)
    return close_generator(interpreter, iterator);
  Value method;
  if (!find_attribute(interpreter, iterator, interpreter.names.close, method)) return false;
  return !method || static_cast<bool>(call(interpreter, method));
}

bool is_coroutine(const Interpreter& interpreter, const Value& value) {
  return value.is_object() &&
         (value.object()->type == interpreter.types.coroutine || value.is(Kind::native_coroutine));
}

Value awaitable_iterator(Interpreter& interpreter, const Value& value) {
  if (is_coroutine(interpreter, value)) {
    if (value.is(Kind::generator) && delegate(generator_of(value)))
      return interpreter.raise_runtime_error("coroutine is being awaited already");
    return value;
  }
  const auto slot = type_of(interpreter, value).slots.await;
  if (slot == nullptr) {
    if (value.is(Kind::generator) && generator_of(value).frame != nullptr &&
        (generator_of(value).frame->code->flags & CodeObject::iterable_coroutine) != 0)
      return value;
    return interpreter.raise_type_error(
        "object {} can't be used in 'await' expression",
        stands_for_function(value) ? "function" : type_name(interpreter, value));
  }
  Value iterator = slot(interpreter, value);
  if (!iterator) return {};
  if (is_coroutine(interpreter, iterator))
    return interpreter.raise_type_error("__await__() returned a coroutine");
  if (type_of(interpreter, iterator).slots.next == nullptr)
    return interpreter.raise_type_error("__await__() returned non-iterator of type '{}'",
                                        type_name(interpreter, iterator));
  return iterator;
}

}  // namespace loopscope::python
