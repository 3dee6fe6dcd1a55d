#pragma once

#include <cstdint>
#include <unordered_map>

#include "engine/trace/timeline.h"

namespace loopscope::gui::stage {

/// How far a cancellation has come at one task or future.
enum class CancelStage : std::uint8_t {
  asked,       ///< cancel() was called
  passed_on,   ///< the task asked what it waits for, in its stead
  delivered,   ///< CancelledError was thrown into its coroutine
  caught,      ///< an except clause caught it
  suppressed,  ///< it ended without CancelledError all the same
  withdrawn    ///< uncancel()
};

struct CancelMark {
  CancelStage stage = CancelStage::asked;
  ObjectId by = 0;    ///< the task that asked; 0: none, or not known
  EventId event = 0;  ///< that brought it to this stage
};

/// The cancellations that are under way at the state's position, or ended in this iteration or the
/// one before, by task or future. Looks at the latest few hundred of each kind of event only.
std::unordered_map<ObjectId, CancelMark> cancellations(const Timeline& timeline,
                                                       const LoopState& state);

}  // namespace loopscope::gui::stage
