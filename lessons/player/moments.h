#pragma once

#include <string>
#include <vector>

#include "engine/trace/timeline.h"

namespace loopscope::player {

/// A moment of a run that a lesson can show.
struct Moment {
  Position at = 0;
  double time = 0.0;  ///< loop seconds
  std::string cue;    ///< finds it from the position before: `Cue::parse(cue).find(…, at - 1)`
};

/// All moments of a run, in order: each event, and each change of a task's status behind the event
/// that brings it about. Their cues say all that is known, so that an author may leave out what the
/// moment is not meant to depend on.
std::vector<Moment> moments_of(const Timeline& timeline);

}  // namespace loopscope::player
