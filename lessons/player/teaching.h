#pragma once

#include <vector>

#include "lessons/player/check.h"
#include "lessons/player/lesson.h"

namespace loopscope::player {

/// What a lesson lacks that a learner needs, correct as it may be: 5 to 12 steps, at least two
/// questions, a paragraph that gives something to try and one that names the function of CPython's
/// source, and steps that are not too long to be read beside the window's pictures. A challenge is
/// free of all of that but the last. Empty: nothing.
std::vector<LessonProblem> check_teaching(const Lesson& lesson);

}  // namespace loopscope::player
