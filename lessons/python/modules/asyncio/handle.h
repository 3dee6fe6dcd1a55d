#pragma once

#include <memory>
#include <string>

#include "engine/coro/future.h"
#include "engine/loop/handle.h"
#include "engine/loop/timer_heap.h"
#include "lessons/python/interpreter.h"

namespace loopscope::python {

class AsyncioState;
struct HandleObject;
struct LoopObject;

/// A callback of the program: what the handles of the three kinds (call_soon, call_at,
/// add_done_callback) have in common.
struct HandleData {
  HandleData(LoopObject& loop_object, Value function, Value given, Value own_context);
  /// Of a handle that the program makes itself, for any loop of its own.
  HandleData(Interpreter& interpreter, Value own_loop, bool debug, Value function, Value given,
             Value own_context);
  ~HandleData();
  HandleData(const HandleData&) = delete;
  HandleData& operator=(const HandleData&) = delete;

  /// Where it is made, for debug mode.
  void note_place(Interpreter& interpreter);

  LoopObject& loop_object() const;

  Value loop;
  Value callback;          ///< null once it was cancelled
  Value arguments;         ///< tuple; null: none
  Value context;           ///< contextvars.Context; null: an empty one, made at need
  Value when;              ///< of timers, as it was given
  Value source_traceback;  ///< debug mode: as present_stack() has it
  std::string created;     ///< debug mode: " created at x.py:3"
  std::string last_repr;   ///< debug mode: of a handle that was cancelled
  HandleObject* object = nullptr;
};

/// The data of a handle made here; null for the engine's own.
HandleData* handle_data(const Handle& handle);

/// asyncio.Handle or TimerHandle, as the program sees it.
struct HandleObject : Object {
  static constexpr char tag = 0;
  HandleRef handle;  ///< null: the program made it for a loop that is none of asyncio's
  std::unique_ptr<HandleData> own;  ///< what is shown of a handle that was not made here; else null
  bool cancelled_alone = false;     ///< of one without a handle

  HandleData& data() const { return own != nullptr ? *own : *handle_data(*handle); }
};

/// The object of a handle made here.
Value handle_object(Handle& handle);
/// An object for a timer that was not made here: what call_at(when, callback, *arguments) returns.
Value timer_object(LoopObject& loop, const TimerEntry& timer, Value callback, Value arguments);

/// loop.call_soon(callback, *arguments, context=context); `arguments` is a tuple or null; a null
/// context: a copy of the current one. Throws what the engine throws.
HandleRef call_soon(LoopObject& loop, Value callback, Value arguments, Value context = Value());
/// A handle of call_soon's kind that is in no queue yet.
HandleRef make_handle(LoopObject& loop, Value callback, Value arguments, Value context = Value());
/// loop.call_at(when, callback, *arguments, context=context).
HandleRef call_at(LoopObject& loop, double when, Value shown_when, Value callback, Value arguments,
                  Value context = Value());
/// future.add_done_callback(callback, context=context).
void add_done_callback(LoopObject& loop, FutureBase& future, Value callback,
                       Value context = Value());

/// Makes the types Handle and TimerHandle.
void define_handle_types(AsyncioState& state);

}  // namespace loopscope::python
