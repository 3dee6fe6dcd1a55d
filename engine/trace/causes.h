#pragma once

#include <vector>

#include "engine/trace/loop_state.h"
#include "engine/trace/trace.h"

namespace loopscope {

/// Why an event happened: the event itself, what brought it about, what brought that about, and so
/// on to the first cause that is known. Empty for event 0.
std::vector<EventId> chain_of_causes(const Trace& trace, EventId event);

/// The event that put a task, future or handle where it is in `state`: a handle's arrival in its
/// place, the last change of a task's status, a future's creation. 0 if the object is not there.
EventId event_behind(const LoopState& state, ObjectId object);

/// Why an object is where it is: the chain of causes of `event_behind`.
std::vector<EventId> why(const LoopState& state, const Trace& trace, ObjectId object);

}  // namespace loopscope
