#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/trace/event.h"

namespace loopscope::player {

/// What a learner chooses from, in a fixed, seeded order, and which of it is right.
struct Choices {
  std::vector<std::string> texts;
  std::size_t right = 0;
  Position answered_at = 0;  ///< the position at which the answer shows itself
};

/// Puts the right text among the wrong ones. Its place is fixed by the moment alone, so that it is
/// the same in every language.
Choices place_choice(std::vector<std::string> wrong, std::string right, Position asked_at,
                     Position answered_at);

}  // namespace loopscope::player
