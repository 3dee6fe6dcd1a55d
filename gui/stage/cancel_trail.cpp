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
constexpr std::ptrdiff_t most_steps = 1024;

bool is_before(const CancelStep& one, const CancelStep& other) {
  return one.event < other.event;
}

/// Where the iteration before the present one began.
Position recently(const Timeline& timeline, Position position) {
  const std::vector<EventId>& all = timeline.events_of(EventKind::iteration_begin);
  const auto end = std::upper_bound(all.begin(), all.end(), position);
  const auto back = std::min<std::ptrdiff_t>(2, end - all.begin());
  return back == 0 ? 0 : *(end - back);
}

/// Where the callback that runs, or ran last, began.
Position latest_callback(const Timeline& timeline, Position position) {
  const std::vector<EventId>& all = timeline.events_of(EventKind::handle_run_begin);
  const auto end = std::upper_bound(all.begin(), all.end(), position);
  return end == all.begin() ? 0 : *(end - 1);
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

/// True for the cancellation of something else that went through a task and was caught there.
bool only_went_through(const LoopState& state, ObjectId id, const CancelMark& mark) {
  const TaskState* const task = state.task(id);
  return task != nullptr && task->cancel_requests == 0 && mark.stage == CancelStage::caught;
}

}  // namespace

void CancelLog::extend(const Timeline& timeline) {
  const auto known = static_cast<std::ptrdiff_t>(steps_.size());
  for (const EventKind kind : kinds) {
    const std::vector<EventId>& all = timeline.events_of(kind);
    for (auto id = std::upper_bound(all.begin(), all.end(), end_); id != all.end(); ++id) {
      steps_.push_back({*id, kind, 0, 0});
    }
  }
  std::sort(steps_.begin() + known, steps_.end(), is_before);
  TraceReader reader(timeline.trace());
  for (auto step = steps_.begin() + known; step != steps_.end(); ++step) {
    const Event& event = reader.event(step->event);
    step->subject = event.subject;
    step->object = event.object;
  }
  end_ = timeline.end();
}

std::unordered_map<ObjectId, CancelMark> cancellations(const CancelLog& log,
                                                       const Timeline& timeline,
                                                       const LoopState& state) {
  std::unordered_map<ObjectId, CancelMark> marks;
  const std::vector<CancelStep>& steps = log.steps();
  const auto end = std::upper_bound(steps.begin(), steps.end(),
                                    CancelStep{.event = state.position()}, is_before);
  for (auto step = end - std::min(most_steps, end - steps.begin()); step != end; ++step) {
    CancelMark& mark = marks[step->subject];
    if (step->kind == EventKind::cancel_requested) mark.by = step->object;
    mark.stage = stage_of(step->kind);
    mark.event = step->event;
    if (step->kind == EventKind::cancel_passed_on) {
      marks[step->object] = {CancelStage::asked, step->subject, step->event};
    }
  }
  const Position recent = recently(timeline, state.position());
  const Position callback = latest_callback(timeline, state.position());
  std::erase_if(marks, [&](const auto& entry) {
    const auto& [id, mark] = entry;
    if (only_went_through(state, id, mark)) return mark.event < callback;
    return !under_way(state, id, mark) && last_change(state, id, mark) < recent;
  });
  return marks;
}

}  // namespace loopscope::gui::stage
