#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

#include "engine/trace/timeline.h"
#include "lessons/player/cue.h"

namespace loopscope::gui {

/// What a run can be taken to: `Task-3 is cancelled`, `ready > 3`, `timers = 0`, `prints done`,
/// `line 12`, or any cue of a lesson (docs/lessons.md).
class Condition {
 public:
  /// Throws Error that says what is possible.
  static Condition parse(std::string_view text);

  /// The first position after `after` at which it comes true; nothing if it never does.
  std::optional<Position> next(const Timeline& timeline, Position after) const;
  /// The last one before `before`.
  std::optional<Position> previous(const Timeline& timeline, Position before) const;

 private:
  /// A count of the current loop, compared with a number.
  struct Comparison {
    bool timers = false;  ///< counts timers, not ready handles
    char sign = '>';      ///< one of < = >
    std::size_t number = 0;

    bool holds(const LoopState& state) const;
    std::optional<Position> next(const Timeline& timeline, Position after) const;
  };

  explicit Condition(std::variant<player::Cue, Comparison> what) : what_(std::move(what)) {}

  std::variant<player::Cue, Comparison> what_;
};

}  // namespace loopscope::gui
