#pragma once

#include <cstddef>
#include <iosfwd>

#include "lessons/player/session.h"

namespace loopscope::player {

struct PlayOptions {
  bool interactive = false;  ///< asks and waits; otherwise all steps are shown straight through
  std::size_t width = 80;    ///< columns of the terminal
};

/// Plays a lesson in a terminal, in the language of the session's lesson: each step with its prose,
/// a picture of the loop, and its question. Returns at the end, at `q` or when `in` ends.
void play_lesson(Session& session, std::istream& in, std::ostream& out, const PlayOptions& options);

}  // namespace loopscope::player
