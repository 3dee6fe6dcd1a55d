// The machine's operations on coroutines and asynchronous iteration.

#include "lessons/python/machine/async_generator.h"
#include "lessons/python/machine/generator_object.h"
#include "lessons/python/machine/machine_internal.h"
#include "lessons/python/machine/operations.h"

namespace loopscope::python {
namespace {

bool return_generator(Interpreter& interpreter, FrameObject&, Value*&, Instruction) {
  // Calls make the generator before its code runs.
  return interpreter.raise(*interpreter.exceptions.system_error, "a generator was not made");
}

bool get_yield_from_iterator(Interpreter& interpreter, FrameObject& frame, Value*& top,
                             Instruction) {
  const Value value = take(--top);
  if (is_coroutine(interpreter, value)) {
    constexpr std::uint32_t allowed = CodeObject::coroutine | CodeObject::iterable_coroutine;
    if ((frame.code->flags & allowed) == 0)
      return interpreter.raise_type_error(
          "cannot 'yield from' a coroutine object in a non-coroutine generator");
    put(top++, value);
    return true;
  }
  Value iterator = value.is(Kind::generator) ? value : iterate(interpreter, value);
  if (!iterator) return false;
  put(top++, std::move(iterator));
  return true;
}

bool get_awaitable(Interpreter& interpreter, FrameObject&, Value*& top, Instruction instruction) {
  const Value value = take(--top);
  if (instruction.argument != 0 && !is_coroutine(interpreter, value) &&
      type_of(interpreter, value).slots.await == nullptr)
    return interpreter.raise_type_error(
        "'async with' received an object from {} that does not implement __await__: {}",
        instruction.argument == 1 ? "__aenter__" : "__aexit__", type_name(interpreter, value));
  Value iterator = awaitable_iterator(interpreter, value);
  if (!iterator) return false;
  put(top++, std::move(iterator));
  return true;
}

bool async_generator_wrap(Interpreter& interpreter, FrameObject&, Value*& top, Instruction) {
  Value value = take(--top);
  put(top++, make_async_yield(interpreter, std::move(value)));
  return true;
}

bool get_async_iterator(Interpreter& interpreter, FrameObject&, Value*& top, Instruction) {
  const Value value = take(--top);
  const auto slot = type_of(interpreter, value).slots.async_iter;
  if (slot == nullptr)
    return interpreter.raise_type_error(
        "'async for' requires an object with __aiter__ method, got {}",
        type_name(interpreter, value));
  Value iterator = slot(interpreter, value);
  if (!iterator) return false;
  if (type_of(interpreter, iterator).slots.async_next == nullptr)
    return interpreter.raise_type_error(
        "'async for' received an object from __aiter__ that does not implement __anext__: {}",
        type_name(interpreter, iterator));
  put(top++, std::move(iterator));
  return true;
}

bool get_async_next(Interpreter& interpreter, FrameObject&, Value*& top, Instruction) {
  const Value iterator = top[-1];
  const auto slot = type_of(interpreter, iterator).slots.async_next;
  if (slot == nullptr)
    return interpreter.raise_type_error(
        "'async for' requires an iterator with __anext__ method, got {}",
        type_name(interpreter, iterator));
  const Value step = slot(interpreter, iterator);
  if (!step) return false;
  if (native_cast<AsyncGeneratorStep>(step) != nullptr) {
    put(top++, step);
    return true;
  }
  Value awaitable = awaitable_iterator(interpreter, step);
  if (!awaitable) {
    const Value cause = interpreter.take_error();
    interpreter.raise_type_error("'async for' received an invalid object from __anext__: {}",
                                 type_name(interpreter, step));
    return false;
  }
  put(top++, std::move(awaitable));
  return true;
}

}  // namespace

ColdOperation cold_coroutine_operation(Operation operation) {
  switch (operation) {
    case Operation::return_generator_:
      return &return_generator;
    case Operation::get_yield_from_iterator_:
      return &get_yield_from_iterator;
    case Operation::get_awaitable_:
      return &get_awaitable;
    case Operation::async_generator_wrap_:
      return &async_generator_wrap;
    case Operation::get_async_iterator_:
      return &get_async_iterator;
    case Operation::get_async_next_:
      return &get_async_next;
    default:
      return nullptr;
  }
}

}  // namespace loopscope::python
