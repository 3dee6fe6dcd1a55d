#pragma once

#include <span>

#include "engine/loop/timer_heap.h"
#include "lessons/python/interpreter.h"

namespace loopscope::python {

/// asyncio.gather(*arguments, return_exceptions=return_exceptions)
Value gather(Interpreter& interpreter, std::span<const Value> arguments, bool return_exceptions);
/// asyncio.sleep(delay, result): a coroutine.
Value sleep(Interpreter& interpreter, const Value& delay, const Value& result);
/// The TimerHandle of a timer that was not made by call_at(): sleep() has scheduled it, or a part
/// of the world. Null if it has raised.
Value sleep_timer_object(Interpreter& interpreter, const TimerEntry& timer);
/// asyncio.run(main, debug=debug); `debug` null: the loop's default.
Value run(Interpreter& interpreter, const Value& main, const Value& debug);

/// asyncio.iscoroutinefunction(value)
bool is_coroutine_function(Interpreter& interpreter, const Value& value);

class AsyncioState;
/// Makes the type Runner.
void define_runner_type(AsyncioState& state);

}  // namespace loopscope::python
