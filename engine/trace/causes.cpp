#include "engine/trace/causes.h"

namespace loopscope {

std::vector<EventId> chain_of_causes(const Trace& trace, EventId event) {
  std::vector<EventId> chain;
  while (event != 0 && event <= trace.size()) {
    chain.push_back(event);
    const EventId cause = trace.event(event).cause;
    if (cause >= event) break;  // a damaged trace: causes come first
    event = cause;
  }
  return chain;
}

EventId event_behind(const LoopState& state, ObjectId object) {
  if (const HandleState* const handle = state.handle(object)) return handle->arrived;
  if (const TaskState* const task = state.task(object)) return task->changed;
  if (const FutureState* const future = state.future(object)) return future->created;
  return 0;
}

std::vector<EventId> why(const LoopState& state, const Trace& trace, ObjectId object) {
  return chain_of_causes(trace, event_behind(state, object));
}

}  // namespace loopscope
