#include "lessons/player/choices.h"

#include <cstdint>
#include <utility>

namespace loopscope::player {

Choices place_choice(std::vector<std::string> wrong, std::string right, Position asked_at,
                     Position answered_at) {
  Choices choices;
  const std::uint64_t mixed = (asked_at + 1) * std::uint64_t{0x9E3779B97F4A7C15};
  choices.right = static_cast<std::size_t>((mixed >> 32) % (wrong.size() + 1));
  choices.texts = std::move(wrong);
  choices.texts.insert(choices.texts.begin() + static_cast<std::ptrdiff_t>(choices.right),
                       std::move(right));
  choices.answered_at = answered_at;
  return choices;
}

}  // namespace loopscope::player
