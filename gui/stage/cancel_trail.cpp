#include "gui/stage/cancel_trail.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

namespace loopscope::gui::stage {

namespace {

constexpr std::array kinds = {EventKind::cancel_requested,  EventKind::cancel_passed_on,
                              EventKind::cancel_delivered,  EventKind::cancel_caught,
                              EventKind::cancel_suppressed, EventKind::cancel_withdrawn};
constexpr std::ptrdiff_t most_events = 256;  // of each kind

/// The latest events about cancellation up to `position`, ascending.
std::vector<EventId> latest_events(const Timeline& timeline, Position position) {
  std::vector<EventId> latest;
  for (const EventKind kind : kinds) {
    const std::vector<EventId>& all = timeline.events_of(kind);
    const auto end = std::upper_bound(all.begin(), all.end(), position);
    const auto begin = end - std::min(most_events, end - all.begin());
    latest.insert(latest.end(), begin, end);
  }
  std::sort(latest.begin(), latest.end());
  return latest;
}

/// Where the iteration before the present one began.
Position recently(const Timeline& timeline, Position position) {
  const std::vector<EventId>& all = timeline.events_of(EventKind::iteration_begin);
  const auto end = std::upper_bound(all.begin(), all.end(), position);
  const auto back = std::min<std::ptrdiff_t>(2, end - all.begin());
  return back == 0 ? 0 : *(end - back);
}

CancelStage stage_of(EventKind kind) {
  switch (kind) {
    case EventKind::cancel_passed_on:
      return CancelStage::passed_on;
    case EventKind::cancel_delivered:
      return CancelStage::delivered;
    case EventKind::cancel_caught:
      return CancelStage::caught;
    case EventKind::cancel_suppressed:
      return CancelStage::suppressed;
    case EventKind::cancel_withdrawn:
      return CancelStage::withdrawn;
    default:
      return CancelStage::asked;
  }
}

/// True while that cancellation has not come to its end.
bool under_way(const LoopState& state, ObjectId id, const CancelMark& mark) {
  if (const TaskState* const task = state.task(id)) {
    return !task->finished && mark.stage != CancelStage::withdrawn &&
           (task->cancel_pending || task->cancel_delivered || task->cancel_requests > 0);
  }
  const FutureState* const future = state.future(id);
  return future != nullptr && !future->done;
}

/// The position at which what happened to it last happened.
Position last_change(const LoopState& state, ObjectId id, const CancelMark& mark) {
  const TaskState* const task = state.task(id);
  return task != nullptr ? std::max(task->changed, mark.event) : mark.event;
}

}  // namespace

std::unordered_map<ObjectId, CancelMark> cancellations(const Timeline& timeline,
                                                       const LoopState& state) {
  std::unordered_map<ObjectId, CancelMark> marks;
  for (const EventId id : latest_events(timeline, state.position())) {
    const Event& event = timeline.trace().event(id);
    CancelMark& mark = marks[event.subject];
    if (event.kind == EventKind::cancel_requested) mark.by = event.object;
    mark.stage = stage_of(event.kind);
    mark.event = id;
    if (event.kind == EventKind::cancel_passed_on) {
      const ObjectId by = event.subject;
      marks[event.object] = {CancelStage::asked, by, id};
    }
  }
  const Position recent = recently(timeline, state.position());
  std::erase_if(marks, [&](const auto& entry) {
    return !under_way(state, entry.first, entry.second) &&
           last_change(state, entry.first, entry.second) < recent;
  });
  return marks;
}

}  // namespace loopscope::gui::stage
