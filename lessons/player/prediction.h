#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/trace/timeline.h"

namespace loopscope::player {

/// What a step asks. The right answer is computed from the trace, never written by the author.
enum class Question { runs_next, prints_next, at_what_time, task_status };

/// A prediction as the lesson's file gives it: `predict: runs_next`, `predict: task_status
/// task="Task-2"`, with wrong choices given (`wrong: …`) or generated, and an explanation shown
/// afterwards (`because: …`).
struct Prediction {
  Question question = Question::runs_next;
  std::string task;                ///< for task_status
  std::string prompt;              ///< own wording; empty: the interface's wording for the question
  std::vector<std::string> wrong;  ///< wrong choices given by the author; empty: generated
  std::string because;             ///< Markdown shown after the answer
  int line = 0;                    ///< in the lesson's file

  /// Choices in a fixed, seeded order, and which of them is right.
  struct Choices {
    std::vector<std::string> texts;
    std::size_t right = 0;
    Position answered_at = 0;  ///< the position at which the answer shows itself
  };
  /// Asked at `position`. Throws Error if the trace holds no answer (nothing runs any more).
  Choices choices(const Timeline& timeline, Position position) const;
};

}  // namespace loopscope::player
