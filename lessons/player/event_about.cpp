#include "lessons/player/event_about.h"

namespace loopscope::player {

const HandleState* handle_of(const Event& event, const LoopState& before, const LoopState& after) {
  const HandleState* const handle = after.handle(event.subject);
  return handle != nullptr ? handle : before.handle(event.subject);
}

const TaskState* task_of(const Event& event, const LoopState& before, const LoopState& after) {
  if (const TaskState* const task = after.task(event.subject)) return task;
  ObjectId future_id = event.subject;
  if (const HandleState* const handle = handle_of(event, before, after)) {
    if (const TaskState* const task = after.task(handle->owner)) return task;
    future_id = handle->owner;
  }
  const FutureState* future = after.future(future_id);
  if (future == nullptr) future = before.future(future_id);
  if (future != nullptr && future->waiter != 0) return after.task(future->waiter);
  return after.task(after.current_task());
}

std::string_view text_of(const Event& event, const Trace& trace) {
  return carries_value(event.kind) ? std::string_view{} : trace.text(event.detail);
}

}  // namespace loopscope::player
