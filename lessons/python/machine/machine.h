#pragma once

#include <memory>

#include "lessons/python/interpreter.h"
#include "lessons/python/machine/frame.h"

namespace loopscope::python {

// The machine itself: frames, calls of functions, running.

/// Runs a frame until it returns, yields or raises (null). Takes the frame's place in the chain of
/// callers; the frame itself stays its owner's.
Value run_frame(Interpreter& interpreter, FrameObject* frame);

/// A frame of a function with its arguments bound to slots; null if they don't fit (raised).
FrameObject* make_frame(Interpreter& interpreter, FunctionObject& function, Arguments arguments);
/// Gives up one reference; the last one clears its slots.
void release_frame(FrameObject* frame) noexcept;
struct FrameRelease {
  void operator()(FrameObject* frame) const noexcept { release_frame(frame); }
};
/// A reference to a frame that is given up even if the run is stopped by a C++ exception.
using OwnedFrame = std::unique_ptr<FrameObject, FrameRelease>;
/// Drops what the slots and the stack hold.
void clear_frame(FrameObject* frame) noexcept;

/// function(arguments), through make_frame and run_frame.
Value call_function(Interpreter& interpreter, const Value& function, Arguments arguments);

/// Runs the code of a module in its dict.
Value run_module(Interpreter& interpreter, const Value& code, DictObject& globals);
/// Runs a class statement's body in `space`; its __class__ cell, or None.
Value run_class_body(Interpreter& interpreter, const Value& function, const Value& space);
/// exec() and eval() of a code object.
Value run_code(Interpreter& interpreter, const Value& code, const Value& globals,
               const Value& locals);

/// Adds an entry for the frame in front of the traceback of the exception on its way.
void add_traceback(Interpreter& interpreter, FrameObject* frame);
/// The next entry of the traceback of the exception on its way keeps `kept` alive, as the frame
/// does there that a native function doesn't have.
void keep_with_error(Interpreter& interpreter, Value kept);

}  // namespace loopscope::python
