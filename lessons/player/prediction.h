#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/trace/timeline.h"
#include "lessons/player/choices.h"
#include "lessons/player/cue.h"
#include "lessons/player/language.h"
#include "lessons/player/texts.h"

namespace loopscope::player {

/// What a step asks. The right answer is computed from the trace, never written by the author.
/// runs_next: the label of the handle that runs next. prints_next: the next line of output.
/// at_what_time: the loop time of the moment `of`, without one of the next handle's run.
/// task_status: the status of `task` at the moment `of`, without one when the callback that runs
/// (or runs next) has ended.
enum class Question { runs_next, prints_next, at_what_time, task_status };

/// A prediction as the lesson's file gives it: `predict: runs_next`, `predict: task_status
/// task="Task-2"`, `predict: at_what_time of='task_done task="Task-2"'`, with wrong choices given
/// (`wrong: …`) or generated, in the author's words (`ask: …`) or the interface's, and an
/// explanation shown afterwards (`because: …`).
struct Prediction {
  Question question = Question::runs_next;
  std::string task;                ///< for task_status
  std::optional<Cue> of;           ///< for at_what_time and task_status
  std::string prompt;              ///< own wording; empty: the interface's wording for the question
  std::vector<std::string> wrong;  ///< wrong choices given by the author; empty: generated
  std::string because;             ///< Markdown shown after the answer
  int line = 0;                    ///< in the lesson's file

  using Choices = player::Choices;
  /// Asked at `position`. Throws Error if the trace holds no answer (nothing runs any more).
  Choices choices(const Timeline& timeline, Position position,
                  Language language = Language::english) const;

  /// Understands the text after `predict:`. Throws Error.
  static Prediction parse(std::string_view text);

  /// The question in words: the author's, without marks of code, or the interface's.
  std::string question_text(const Texts& texts) const;
};

}  // namespace loopscope::player
