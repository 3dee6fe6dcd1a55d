#include "gui/stage/instants.h"

#include <algorithm>

namespace loopscope::gui::stage {

void Instants::extend(const Trace& trace) {
  TraceReader reader(trace);
  while (end_ < trace.size()) {
    const double time = reader.event(++end_).time;
    if (!times_.empty() && !(time > times_.back())) continue;
    firsts_.push_back(times_.empty() ? 0 : end_);
    times_.push_back(time);
  }
}

std::size_t Instants::at(Position position) const {
  const auto behind = std::upper_bound(firsts_.begin(), firsts_.end(), position);
  return static_cast<std::size_t>(behind - firsts_.begin()) - 1;
}

std::size_t Instants::from(double time) const {
  return static_cast<std::size_t>(std::lower_bound(times_.begin(), times_.end(), time) -
                                  times_.begin());
}

}  // namespace loopscope::gui::stage
