#pragma once

#include <memory>
#include <vector>

#include "engine/loop/event_loop.h"
#include "lessons/python/interpreter.h"
#include "lessons/python/machine/attributes.h"

namespace loopscope::python {

class AsyncioState;

/// Frames that debug mode keeps of the places where coroutines are made.
constexpr int debug_stack_depth = 10;

/// asyncio's event loop, as the program sees it. Lives as long as anything made on it, since those
/// keep it.
struct LoopObject : Container {
  static constexpr char tag = 0;
  Attributes attributes;
  AsyncioState* state = nullptr;  ///< null once the interpreter ends
  std::unique_ptr<EventLoop> event_loop;
  Value exception_handler;  ///< null: the default one
  Value task_factory;       ///< null: none
  /// Asynchronous generators that were iterated and have not ended: weak references, in order of
  /// creation.
  std::vector<Value> async_generators;
  bool async_generators_closed = false;
  Value default_executor;  ///< null: none
  bool executor_closed = false;

  EventLoop& engine() const { return *event_loop; }
};

/// A loop of the default policy.
Value make_event_loop(Interpreter& interpreter, Type& type);
/// asyncio.new_event_loop(): the policy's.
Value new_event_loop(Interpreter& interpreter);
/// The object of a loop; null if it is no loop of this interpreter's.
LoopObject* loop_object_of(Interpreter& interpreter, const EventLoop& loop);
/// The loop that runs on this thread; null if none does.
LoopObject* running_loop(Interpreter& interpreter);
/// The loop given, or (null, None) the running one, else the policy's; null if it has raised.
LoopObject* loop_or_default(Interpreter& interpreter, const Value& given);
/// A LoopObject; raises TypeError otherwise.
LoopObject* need_loop(Interpreter& interpreter, const Value& value);
/// events._get_event_loop(): the running loop or the policy's.
Value get_event_loop(Interpreter& interpreter);
/// asyncio.set_event_loop(loop); false if it has raised.
bool set_event_loop(Interpreter& interpreter, const Value& loop);

/// loop.run_forever() and run_until_complete(future); null or false if they have raised.
bool run_forever(Interpreter& interpreter, LoopObject& loop);
Value run_until_complete(Interpreter& interpreter, LoopObject& loop, const Value& future);
/// loop.close()
bool close_loop(Interpreter& interpreter, LoopObject& loop);
/// The coroutines of loop.shutdown_asyncgens() and loop.shutdown_default_executor().
Value shutdown_async_generators(Interpreter& interpreter, LoopObject& loop);
Value shutdown_default_executor(Interpreter& interpreter, LoopObject& loop);

/// Makes the types of loops.
void define_loop_types(AsyncioState& state);

}  // namespace loopscope::python
