#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include "engine/trace/timeline.h"

namespace loopscope::gui {

/// Where a run that goes on by itself stops, and the moments that the person has marked.
struct Stops {
  std::set<std::uint32_t> lines;  ///< breakpoints, 1-based
  std::string condition;          ///< in the words of Condition; empty: none
  std::set<Position> bookmarks;

  bool any() const { return !lines.empty() || !condition.empty(); }
  friend bool operator==(const Stops&, const Stops&) = default;
};

/// The nearest moment after / before `position` at which a breakpoint's line is reached or the
/// condition comes true; nothing if there is none. Throws Error for a condition that can't be read.
std::optional<Position> next_stop(const Stops& stops, const Timeline& timeline, Position position);
std::optional<Position> previous_stop(const Stops& stops, const Timeline& timeline,
                                      Position position);

/// The nearest bookmark.
std::optional<Position> next_bookmark(const Stops& stops, Position position);
std::optional<Position> previous_bookmark(const Stops& stops, Position position);

}  // namespace loopscope::gui
