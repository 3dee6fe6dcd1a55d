// What programs that show how a loop works look at: its attributes with an underscore.

#include <algorithm>
#include <string>

#include "engine/coro/task.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/asyncio/functions.h"
#include "lessons/python/modules/asyncio/handle.h"
#include "lessons/python/modules/asyncio/loop.h"
#include "lessons/python/modules/asyncio/methods.h"
#include "lessons/python/objects/float_object.h"
#include "lessons/python/objects/list_object.h"

namespace loopscope::python {

namespace {

LoopObject& loop_of(const Value& self) {
  return *as<LoopObject>(self);
}

Value or_none(const Value& value) {
  return value ? value : Value::none();
}

Value get_default_executor(Interpreter&, const Value& self) {
  return or_none(loop_of(self).default_executor);
}
bool put_default_executor(Interpreter&, const Value& self, const Value& value) {
  loop_of(self).default_executor = value && !value.is_none() ? value : Value();
  return true;
}

Value get_executor_closed(Interpreter&, const Value& self) {
  return Value::boolean(loop_of(self).executor_closed);
}

Value get_slow_duration(Interpreter& interpreter, const Value& self) {
  return make_float(interpreter, loop_of(self).engine().slow_callback_duration);
}
bool set_slow_duration(Interpreter& interpreter, const Value& self, const Value& value) {
  return value && to_real(interpreter, value, loop_of(self).engine().slow_callback_duration);
}

// The queues, as lists of their own: whoever changes one does not change the loop.

/// Handles of the program's callbacks; of the engine's own and of tasks, the name.
Value get_ready(Interpreter& interpreter, const Value& self) {
  const ReadyQueue& queue = loop_of(self).engine().ready();
  Value list = make_list(interpreter);
  for (std::size_t i = 0; i < queue.size(); ++i) {
    const ReadyEntry entry = queue.at(i);
    Value shown;
    if (entry.kind() != ReadyEntry::Kind::handle) {
      shown = interpreter.make_string(entry.task().name());
    } else if (handle_data(entry.handle()) != nullptr) {
      shown = handle_object(entry.handle());
    } else {
      shown = interpreter.make_string(std::string(entry.handle().label().qualname));
    }
    as<ListObject>(list)->items.push_back(std::move(shown));
  }
  return list;
}

/// The timer heap, in its order.
Value get_scheduled(Interpreter& interpreter, const Value& self) {
  const LoopObject& loop = loop_of(self);
  Value list = make_list(interpreter);
  for (const TimerEntry& timer : loop.engine().timers().entries()) {
    Value shown = handle_data(*timer.handle) != nullptr ? handle_object(*timer.handle)
                                                        : sleep_timer_object(interpreter, timer);
    if (!shown) return {};
    as<ListObject>(list)->items.push_back(std::move(shown));
  }
  return list;
}

Value get_cancelled_count(Interpreter&, const Value& self) {
  const TimerArray& timers = loop_of(self).engine().timers().entries();
  return Value::small(std::count_if(timers.begin(), timers.end(), [](const TimerEntry& timer) {
    return timer.handle->cancelled();
  }));
}

// The state.

Value get_closed(Interpreter&, const Value& self) {
  return Value::boolean(loop_of(self).engine().is_closed());
}

Value get_stopping(Interpreter&, const Value& self) {
  return Value::boolean(loop_of(self).engine().stopping());
}

Value get_debug(Interpreter&, const Value& self) {
  return Value::boolean(loop_of(self).engine().get_debug());
}
bool put_debug(Interpreter& interpreter, const Value& self, const Value& value) {
  bool wanted = false;
  if (!value || !truth(interpreter, value, wanted)) return false;
  loop_of(self).engine().set_debug(wanted);
  return true;
}

/// None while it does not run.
Value get_thread(Interpreter& interpreter, const Value& self) {
  if (!loop_of(self).engine().is_running()) return Value::none();
  const Value threads = interpreter.import_module("_thread");
  return threads ? call_method(interpreter, threads, "get_ident") : Value();
}

Value get_resolution(Interpreter& interpreter, const Value& self) {
  return make_float(interpreter, loop_of(self).engine().platform().clock_resolution());
}

Value get_factory(Interpreter&, const Value& self) {
  return or_none(loop_of(self).task_factory);
}

Value get_handler(Interpreter&, const Value& self) {
  return or_none(loop_of(self).exception_handler);
}

constexpr NativeProperty properties[] = {
    {"_ready", get_ready},
    {"_scheduled", get_scheduled},
    {"_timer_cancelled_count", get_cancelled_count},
    {"_closed", get_closed},
    {"_stopping", get_stopping},
    {"_debug", get_debug, put_debug},
    {"_thread_id", get_thread},
    {"_clock_resolution", get_resolution},
    {"_task_factory", get_factory},
    {"_exception_handler", get_handler},
    {"_default_executor", get_default_executor, put_default_executor},
    {"_executor_shutdown_called", get_executor_closed},
    {"slow_callback_duration", get_slow_duration, set_slow_duration},
};

}  // namespace

std::span<const NativeProperty> loop_properties() {
  return properties;
}

}  // namespace loopscope::python
