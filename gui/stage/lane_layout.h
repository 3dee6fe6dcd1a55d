#pragma once

#include <vector>

#include "engine/trace/timeline.h"
#include "gui/stage/time_axis.h"

namespace loopscope::gui::stage {

/// A stretch of one lane as it is drawn.
struct LaneBar {
  float left = 0.0F;
  float right = 0.0F;
  TaskStatus status = TaskStatus::ready;
  Position begin = 0;   ///< of its (first) span
  bool folded = false;  ///< stands for several spans that are too narrow to be told apart
};

/// The part of a lane between the axis's ends. Spans narrower than `least` pixels are drawn as wide
/// as that, together with the neighbours that fall into the same pixels; one that runs stands for
/// all. Takes time in proportion to the pixels, not to the spans.
std::vector<LaneBar> lay_out_lane(const Timeline::Lane& lane, const TimeAxis& axis, float least);

/// Events of a list that are at least `least` pixels apart, between the axis's ends; the first of
/// those that fall together.
std::vector<EventId> visible_events(const std::vector<EventId>& events, const TimeAxis& axis,
                                    float least);

/// True if a span of that status is the rest after a task's end.
bool has_ended(TaskStatus status);

}  // namespace loopscope::gui::stage
