#pragma once

#include <string>
#include <string_view>

#include "engine/trace/loop_state.h"
#include "engine/trace/trace.h"
#include "lessons/player/texts.h"

namespace loopscope::player {

/// "wakeup Task-4", "step Task-1" or the callback's qualified name: how a lesson speaks of a
/// handle.
std::string spoken_label(const HandleState& handle, const LoopState& state, const Trace& trace);

/// For whom a timer is, as the pictures of the heap name it: the task that sleeps, or else the
/// callback's qualified name.
std::string timer_name(const HandleState& timer, const LoopState& state, const Trace& trace);

/// The last part of a qualified name: "_done_callback" of "gather.<locals>._done_callback".
std::string short_name(std::string_view qualified);

/// "1.5 s" in the words of the language.
std::string seconds_text(double seconds, const Texts& texts);

}  // namespace loopscope::player
