#include "gui/stage/lane_layout.h"

#include <algorithm>
#include <cstddef>

namespace loopscope::gui::stage {

namespace {

using Span = Timeline::Span;

/// How many of the spans that are drawn as one are looked at.
constexpr std::ptrdiff_t most_looked_at = 8;

/// What a group of spans is drawn as: running, if one of the first runs.
TaskStatus status_of_group(std::vector<Span>::const_iterator begin,
                           std::vector<Span>::const_iterator end) {
  const auto stop = begin + std::min(most_looked_at, end - begin);
  const bool runs =
      std::any_of(begin, stop, [](const Span& span) { return span.status == TaskStatus::running; });
  return runs ? TaskStatus::running : begin->status;
}

}  // namespace

bool has_ended(TaskStatus status) {
  return status == TaskStatus::done || status == TaskStatus::failed ||
         status == TaskStatus::cancelled;
}

std::vector<LaneBar> lay_out_lane(const Timeline::Lane& lane, const TimeAxis& axis, float least) {
  std::vector<LaneBar> bars;
  const Position first = axis.position_at(axis.left());
  const Position last = axis.position_at(axis.right());
  const auto ends_by = [](const Span& span, Position position) { return span.end <= position; };
  auto span = std::lower_bound(lane.spans.begin(), lane.spans.end(), first, ends_by);
  float filled = axis.left();
  // An end is one mark, where it came: what it leaves behind is nothing to draw.
  while (span != lane.spans.end() && has_ended(span->status) &&
         axis.x_of(span->begin) < axis.left()) {
    ++span;
  }
  while (span != lane.spans.end() && span->begin <= last) {
    LaneBar bar{std::max(axis.x_of(span->begin), filled), axis.x_of(span->end), span->status,
                span->begin, false};
    auto next = span + 1;
    if (bar.right < bar.left + least) {
      bar.right = bar.left + least;
      const Position reached = axis.position_at(bar.right);
      next = std::max(next, std::lower_bound(next, lane.spans.end(), reached, ends_by));
      bar.folded = next - span > 1;
      bar.status = status_of_group(span, next);
    }
    bar.right = std::min(bar.right, axis.right());
    if (bar.left < axis.right()) bars.push_back(bar);
    filled = bar.right;
    span = next;
  }
  return bars;
}

std::vector<EventId> visible_events(const std::vector<EventId>& events, const TimeAxis& axis,
                                    float least) {
  std::vector<EventId> visible;
  const Position last = axis.position_at(axis.right());
  auto event = std::upper_bound(events.begin(), events.end(), axis.position_at(axis.left() - 1.0F));
  while (event != events.end() && *event <= last) {
    visible.push_back(*event);
    const Position reached = axis.position_at(axis.x_of(*event) + least);
    event = std::max(event + 1, std::upper_bound(event, events.end(), reached));
  }
  return visible;
}

}  // namespace loopscope::gui::stage
