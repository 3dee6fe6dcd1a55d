#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "engine/trace/event.h"
#include "engine/trace/timeline.h"

namespace loopscope::player {

/// Ties a lesson's step to a moment: `cue: task_done task="Task-2"`, `cue: line 12 nth=2`,
/// `cue: output "Hello"`, `cue: iteration_begin nth=3`, `cue: start`, `cue: end`.
/// Fields: task (name), label (of a handle), line, text, time, nth (counted from the step before).
class Cue {
 public:
  /// Understands the text after `cue:`. Throws Error that says what is wrong and what is possible.
  static Cue parse(std::string_view text);

  /// The first position after `after` at which the cue holds (the state right after the matching
  /// event); nothing if it never does.
  std::optional<Position> find(const Timeline& timeline, Position after) const;

  const std::string& text() const { return text_; }

 private:
  std::string text_;
  EventKind kind_ = EventKind::count_;
  std::map<std::string, std::string, std::less<>> fields_;
  std::uint32_t nth_ = 1;
};

}  // namespace loopscope::player
