#pragma once

#include <cstddef>
#include <vector>

#include "engine/trace/timeline.h"
#include "lessons/player/choices.h"
#include "lessons/player/language.h"

namespace loopscope::player {

/// What the loop itself decides, and a learner in its place: how long select may wait, which timer
/// leaves the heap next, which handle runs next.
enum class Decision : unsigned char { select_timeout, next_timer, next_handle };

/// One decision to be made in the loop's place. The right answer is what the loop did.
struct Turn {
  Decision decision = Decision::next_handle;
  Position asked_at = 0;  ///< the state in which the loop decides
  Choices choices;
};

/// The next decisions of the loop after `from`, at most `count`, those apart that leave no choice
/// (a single handle, a single timer), and of selects that do not wait, one after the other, all but
/// the first.
std::vector<Turn> turns_after(const Timeline& timeline, Position from, std::size_t count,
                              Language language);

/// Id of the text that asks for a decision ("turn.next_handle"), and of the one that says by which
/// rule CPython decides it ("turn.next_handle_rule").
const char* question_id(Decision decision);
const char* rule_id(Decision decision);

}  // namespace loopscope::player
