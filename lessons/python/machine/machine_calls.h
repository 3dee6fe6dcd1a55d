#pragma once

#include "lessons/python/machine/generator_object.h"
#include "lessons/python/machine/machine.h"
#include "lessons/python/machine/machine_internal.h"
#include "lessons/python/machine/tracing.h"
#include "lessons/python/objects/function_object.h"

namespace loopscope::python {

// What the machine's loop does at calls and returns.

/// A frame for the function in `*base`, whose arguments lie at `arguments`; everything is taken.
/// Null if it has raised, or if `*base` is a new generator.
FrameObject* push_function(Interpreter& interpreter, Value* base, Value* arguments,
                           std::size_t count);
/// Where `*base` is a class with an __init__ written in Python and nothing else special: the frame
/// of that __init__; the new object is in `*base`. Null: it must be called as anything else
/// (nothing was taken).
FrameObject* push_constructor(Interpreter& interpreter, Value* base, Value* arguments,
                              std::size_t count);
/// call_keywords: takes all from the stack. Null: `result` is the result, or null after raising.
FrameObject* push_keyword_call(Interpreter& interpreter, Value*& top, std::size_t count,
                               Value& result);
/// Calls a native function or an unbound native method.
Value call_native_value(Interpreter& interpreter, const Value& callable, const Value* arguments,
                        std::size_t count);

/// Makes a generator's frame the one that runs, with what is sent on its stack. False: too deep.
bool enter_generator(Interpreter& interpreter, GeneratorObject& generator, Value sent,
                     FrameObject::Return on_return);
/// Its frame has yielded.
void park_generator(Interpreter& interpreter, FrameObject& frame);

Raised raise_unbound_local(Interpreter& interpreter, const FrameObject& frame, std::size_t slot);

inline const Handler* find_handler(const CodeObject& code, std::uint32_t instruction) {
  for (const Handler& handler : code.handlers)
    if (instruction >= handler.begin && instruction < handler.end) return &handler;
  return nullptr;
}

/// Goes to a handler with the exception on its way.
inline void unwind(Interpreter& interpreter, FrameObject& frame, Value*& top,
                   const Handler& handler, std::uint32_t instruction) {
  Value* const wanted = frame.stack() + handler.depth;
  while (top > wanted) Value::drop((--top)->bits());
  if (handler.push_instruction) put(top++, Value::small(instruction));
  put(top++, interpreter.take_error());
  frame.next = frame.code->instructions.data() + handler.target;
}

/// Frees a frame that has returned, unless somebody keeps it.
inline void leave_frame(Interpreter& interpreter, FrameObject* frame) {
  if (frame->references != 1 || frame->flags != Object::exact) {
    release_frame(frame);
    return;
  }
  Value* const slots = frame->slots();
  const std::size_t count = frame->code->slot_count();
  for (std::size_t i = 0; i < count; ++i) Value::drop(slots[i].bits());
  frame->locals.reset();
  const std::size_t size = frame->size;
  frame->function.reset();
  interpreter.unaccount(size);
  Pool::free(frame, size);
}

inline Value cached_value(const Cache& cache) {
  const auto bits = reinterpret_cast<std::uintptr_t>(cache.target);
  if ((bits & 3) == 0) ++cache.target->references;
  return Value::from_bits(bits);
}

inline void trace_instruction(Interpreter& interpreter, FrameObject& frame,
                              const Instruction* instruction) {
  const auto index = static_cast<std::size_t>(instruction - frame.code->instructions.data());
  const auto line = static_cast<int>(frame.code->locations[index].line);
  if (line == 0 || line == frame.line ||
      instruction->operation == static_cast<std::uint16_t>(Operation::resume_))
    return;
  frame.line = line;
  trace_line(interpreter, *frame.code, line);
}

}  // namespace loopscope::python
