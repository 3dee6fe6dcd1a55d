#include "gui/app/stops.h"

#include <algorithm>

#include "gui/app/condition.h"

namespace loopscope::gui {

namespace {

bool at_breakpoint(const Stops& stops, const Timeline& timeline, EventId event) {
  return stops.lines.contains(timeline.trace().event(event).line);
}

}  // namespace

std::optional<Position> next_stop(const Stops& stops, const Timeline& timeline, Position position) {
  std::optional<Position> nearest;
  if (!stops.condition.empty()) {
    nearest = Condition::parse(stops.condition).next(timeline, position);
  }
  if (stops.lines.empty()) return nearest;
  const auto& lines = timeline.events_of(EventKind::line_reached);
  const auto found =
      std::find_if(std::upper_bound(lines.begin(), lines.end(), position), lines.end(),
                   [&](EventId event) { return at_breakpoint(stops, timeline, event); });
  if (found == lines.end()) return nearest;
  return nearest ? std::min(*nearest, Position{*found}) : Position{*found};
}

std::optional<Position> previous_stop(const Stops& stops, const Timeline& timeline,
                                      Position position) {
  std::optional<Position> nearest;
  if (!stops.condition.empty()) {
    nearest = Condition::parse(stops.condition).previous(timeline, position);
  }
  const auto& lines = timeline.events_of(EventKind::line_reached);
  auto at = std::lower_bound(lines.begin(), lines.end(), position);
  while (at != lines.begin()) {
    --at;
    if (!at_breakpoint(stops, timeline, *at)) continue;
    return nearest ? std::max(*nearest, Position{*at}) : Position{*at};
  }
  return nearest;
}

std::optional<Position> next_bookmark(const Stops& stops, Position position) {
  const auto found = stops.bookmarks.upper_bound(position);
  if (found == stops.bookmarks.end()) return std::nullopt;
  return *found;
}

std::optional<Position> previous_bookmark(const Stops& stops, Position position) {
  auto found = stops.bookmarks.lower_bound(position);
  if (found == stops.bookmarks.begin()) return std::nullopt;
  return *--found;
}

}  // namespace loopscope::gui
