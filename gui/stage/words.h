#pragma once

#include <string>

#include "engine/trace/loop_state.h"
#include "gui/stage/token.h"
#include "lessons/player/texts.h"

namespace loopscope::gui::stage {

/// What happened at an event, in the interface's words: "wakeup Task-2 enters the ready queue".
/// Names come from `state` where objects are still there, else from the trace.
std::string describe(EventId event, const LoopState& state, const Trace& trace,
                     const player::Texts& texts);

/// A task or future, as a person calls it: "Task-2", "sleep", "a future".
std::string name_of_object(ObjectId object, const LoopState& state, const Trace& trace,
                           const player::Texts& texts);

/// A selector's timeout: "1.0", "0.0" or "None".
std::string timeout_text(double timeout, int decimals = 6);

/// The words on handles in that language.
HandleWords handle_words(const player::Texts& texts);

/// What an unfinished task waits for ("sleeps to 2.0", "waits for Task-2"), or what came of one
/// that ended; empty if there is nothing to say.
std::string waiting_text(const TaskState& task, const LoopState& state, const Trace& trace,
                         const player::Texts& texts);

}  // namespace loopscope::gui::stage
