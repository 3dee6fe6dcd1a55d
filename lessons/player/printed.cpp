#include "lessons/player/printed.h"

namespace loopscope::player {

std::vector<PrintedLine> printed_lines(const Timeline& timeline) {
  const Trace& trace = timeline.trace();
  TraceReader reader(trace);
  std::vector<PrintedLine> lines;
  bool open = false;
  for (const EventId id : timeline.events_of(EventKind::output)) {
    const Event& event = reader.event(id);
    if (event.flags != 1) continue;
    for (const char c : trace.text(event.detail)) {
      if (!open) lines.push_back({"", id});
      open = c != '\n';
      if (open) lines.back().text += c;
    }
  }
  return lines;
}

}  // namespace loopscope::player
