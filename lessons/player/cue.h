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
/// `cue: output "Hello"`, `cue: iteration_begin nth=3`, `cue: start`, `cue: end`. The first word is
/// a kind of event (engine/trace/event.h) or one of: start, end, line N (it is reached), output
/// TEXT, task_done (a task ended), task_status (a task enters the state of the field `status`).
/// `start` leads back to before anything happened, wherever it stands.
/// Fields, all of which must hold: task (name: the event is about that task, or about its handle or
/// its sleep), label (of a handle, as "wakeup:Task-2" or the bare qualified name), line, text (part
/// of the event's text), time and when (seconds), status, nth (counted from the step before, 1 if
/// absent). Texts stand in "double" or 'single' quotes where they aren't one word.
class Cue {
 public:
  /// Understands the text after `cue:`. Throws Error that says what is wrong and what is possible.
  static Cue parse(std::string_view text);

  /// The first position after `after` at which the cue holds (the state right after the matching
  /// event); nothing if it never does.
  std::optional<Position> find(const Timeline& timeline, Position after) const;

  const std::string& text() const { return text_; }

 private:
  enum class Moment : std::uint8_t { event, start, end, task_done, task_status };

  bool matches(const Event& event, const LoopState& before, const LoopState& after,
               const Trace& trace) const;
  std::optional<Position> find_event(const Timeline& timeline, Position after) const;
  std::optional<Position> find_status(const Timeline& timeline, Position after) const;

  std::string text_;
  Moment moment_ = Moment::event;
  EventKind kind_ = EventKind::count_;
  std::map<std::string, std::string, std::less<>> fields_;
  std::uint32_t nth_ = 1;
};

/// A word and the fields after it, as cues and predictions are written: `line 12 nth=2` has the
/// word "line", the value "12" and the field nth. Throws Error that says what is wrong.
struct Directive {
  std::string word;
  std::optional<std::string> value;
  std::map<std::string, std::string, std::less<>> fields;

  static Directive parse(std::string_view text);
};

}  // namespace loopscope::player
