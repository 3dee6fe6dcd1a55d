#pragma once

#include <cstddef>
#include <vector>

#include "engine/trace/trace.h"

namespace loopscope::gui::stage {

/// When everything in a trace happened: the instants at which loop time stood still, each with its
/// first position. A virtual clock has few, so that times are found without reading events. Times
/// that fall, as a damaged trace may have them, count as the latest before them.
class Instants {
 public:
  Instants() = default;
  explicit Instants(const Trace& trace) { extend(trace); }

  /// Takes in what was appended to the trace, in time proportional to that.
  void extend(const Trace& trace);

  /// Number of events taken in.
  Position end() const { return end_; }
  std::size_t count() const { return times_.size(); }
  /// Loop seconds of that instant.
  double time(std::size_t instant) const { return times_[instant]; }
  /// Its first position; the first instant has the beginning of the run, too.
  Position first(std::size_t instant) const { return firsts_[instant]; }
  /// Its last position.
  Position last(std::size_t instant) const {
    return instant + 1 < firsts_.size() ? firsts_[instant + 1] - 1 : end_;
  }
  /// The instant at which that position stands. There must be one.
  std::size_t at(Position position) const;
  /// The first instant that is not before `time`; count() if there is none.
  std::size_t from(double time) const;

 private:
  std::vector<Position> firsts_;
  std::vector<double> times_;
  Position end_ = 0;
};

}  // namespace loopscope::gui::stage
