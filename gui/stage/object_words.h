#pragma once

#include <string>

#include "engine/trace/loop_state.h"
#include "lessons/player/texts.h"

namespace loopscope::gui::stage {

/// What a lock, queue and the like is called: "lock", or "lock 2" where there are several.
std::string name_of_sync(const SyncState& object, const LoopState& state,
                         const player::Texts& texts);

/// What happened to a lock, queue, timeout, task group, worker or job, with its name: "Task-2
/// joins the line of the lock". Empty for events about anything else, and where the object is not
/// known at all. Names come from `state`, else from the trace before the event.
std::string describe_object_event(EventId event, const LoopState& state, const Trace& trace,
                                  const player::Texts& texts);

}  // namespace loopscope::gui::stage
