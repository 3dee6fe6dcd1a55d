#pragma once

#include <string_view>

#include "engine/trace/loop_state.h"
#include "engine/trace/trace.h"

namespace loopscope::player {

/// The handle that an event is about, in whichever of the states before and after it has it; null
/// if it is about none.
const HandleState* handle_of(const Event& event, const LoopState& before, const LoopState& after);

/// The task that an event is about: its subject, the owner of its handle, who waits for the future
/// that the handle sets, or who runs; null if there is none.
const TaskState* task_of(const Event& event, const LoopState& before, const LoopState& after);

/// What an event says (output, names, messages); empty if it says nothing.
std::string_view text_of(const Event& event, const Trace& trace);

}  // namespace loopscope::player
