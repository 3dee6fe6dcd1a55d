#include "gui/stage/worker_lanes.h"

#include <unordered_map>

namespace loopscope::gui::stage {

std::vector<WorkerLane> worker_lanes(const Timeline& timeline) {
  const Trace& trace = timeline.trace();
  std::vector<WorkerLane> lanes;
  std::unordered_map<ObjectId, std::size_t> lane_of;
  for (const EventId id : timeline.events_of(EventKind::worker_started)) {
    const Event event = trace.event(id);
    lane_of[event.subject] = lanes.size();
    lanes.push_back({event.subject, event.detail, id, timeline.end(), {}});
  }
  if (lanes.empty()) return lanes;
  for (const EventId id : timeline.events_of(EventKind::worker_ended)) {
    const auto found = lane_of.find(trace.event(id).subject);
    if (found != lane_of.end()) lanes[found->second].end = id;
  }
  std::unordered_map<ObjectId, EventId> ends;
  for (const EventId id : timeline.events_of(EventKind::job_end))
    ends[trace.event(id).subject] = id;
  for (const EventId id : timeline.events_of(EventKind::job_begin)) {
    const Event event = trace.event(id);
    const auto found = lane_of.find(event.object);
    if (found == lane_of.end()) continue;
    const auto end = ends.find(event.subject);
    lanes[found->second].jobs.push_back(
        {id, end != ends.end() ? end->second : timeline.end(), event.subject});
  }
  return lanes;
}

}  // namespace loopscope::gui::stage
