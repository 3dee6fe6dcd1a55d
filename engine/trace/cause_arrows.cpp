#include "engine/trace/cause_arrows.h"

#include <algorithm>

namespace loopscope {
namespace {

/// The event's cause; 0 where there is none that comes before it.
EventId cause_of(const Trace& trace, EventId id) {
  if (id == 0) return 0;
  const EventId cause = trace.event(id).cause;
  return cause < id ? cause : 0;
}

bool is(const Trace& trace, EventId id, EventKind kind) {
  return id != 0 && trace.event(id).kind == kind;
}

/// Where a handle was put into the ready queue or the heap.
EventId scheduled_at(const Trace& trace, EventId run) {
  const EventId cause = cause_of(trace, run);
  return is(trace, cause, EventKind::timer_due) ? cause_of(trace, cause) : cause;
}

bool steps_a_task(const Trace& trace, EventId scheduled) {
  return is(trace, scheduled, EventKind::handle_enqueued) &&
         trace.event(scheduled).flags != static_cast<std::uint16_t>(HandleRole::call);
}

EventId request_behind(const Trace& trace, EventId delivery) {
  for (EventId id = cause_of(trace, delivery); id != 0; id = cause_of(trace, id)) {
    if (is(trace, id, EventKind::cancel_requested)) return id;
  }
  return 0;
}

EventId source_of(const Trace& trace, EventId id) {
  switch (trace.event(id).kind) {
    case EventKind::handle_run_begin: {
      const EventId scheduled = scheduled_at(trace, id);
      return steps_a_task(trace, scheduled) ? 0 : scheduled;  // the task's own track has the arrow
    }
    case EventKind::task_step_begin: {
      const EventId run = cause_of(trace, id);
      return is(trace, run, EventKind::handle_run_begin) ? scheduled_at(trace, run) : 0;
    }
    case EventKind::cancel_delivered:
      return request_behind(trace, id);
    default:
      return 0;
  }
}

}  // namespace

std::vector<CauseArrow> cause_arrows(const Trace& trace) {
  std::vector<CauseArrow> arrows;
  for (EventId id = 1; id <= trace.size(); ++id) {
    if (const EventId source = source_of(trace, id); source != 0) arrows.push_back({source, id});
  }
  std::sort(arrows.begin(), arrows.end(), [](const CauseArrow& a, const CauseArrow& b) {
    return a.source != b.source ? a.source < b.source : a.effect < b.effect;
  });
  return arrows;
}

}  // namespace loopscope
