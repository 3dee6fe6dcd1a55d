#pragma once

#include <cstdint>

#include "lessons/python/compiler/code.h"
#include "lessons/python/interpreter.h"
#include "lessons/python/objects/function_object.h"

namespace loopscope::python {

struct GeneratorObject;

/// One call under way: lives on the heap, so that it can be parked (generators, coroutines) and
/// kept (tracebacks). Its slots (locals, cells, free variables, then the stack) follow in place.
struct FrameObject : Container {
  static constexpr Kind object_kind = Kind::frame;

  /// What happens when it returns to `back`.
  enum class Return : std::uint8_t {
    push,       ///< its value is pushed on the caller's stack
    leave,      ///< the machine's C++ function returns
    construct,  ///< __init__: the object below is pushed in its place
    iterate,    ///< a generator under a for loop
    send        ///< a generator or coroutine under await or yield from
  };

  CodeObject* code;         ///< kept by the function
  FrameObject* back;        ///< the caller; borrowed, null when parked or done
  const Instruction* next;  ///< the instruction to go on with
  Value* top;               ///< first free place of the stack (valid while it does not run)
  Value function;
  Value locals;         ///< dict (or mapping) of a module or class body; null in functions
  DictObject* globals;  ///< kept by the function
  DictObject* builtins;
  GeneratorObject* generator;  ///< that it belongs to; borrowed
  std::uint32_t size;          ///< bytes allocated
  int line;                    ///< line reached last (only while lines are traced)
  Return on_return;
  bool finished;

  Value* slots() { return reinterpret_cast<Value*>(this + 1); }
  Value* stack() { return slots() + code->slot_count(); }
  /// Index of the instruction that runs (or ran last).
  std::uint32_t instruction() const {
    const auto index = next - code->instructions.data();
    return index > 0 ? static_cast<std::uint32_t>(index - 1) : 0;
  }
  int current_line() const;
};

/// Its local variables by name: the dict of a module or class body, a new one for a function.
Value frame_locals(Interpreter& interpreter, FrameObject& frame);

/// The frame as an object of the program (tracebacks, sys._getframe): another reference.
Value frame_value(FrameObject* frame);

}  // namespace loopscope::python
