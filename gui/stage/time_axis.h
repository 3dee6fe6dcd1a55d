#pragma once

#include <utility>
#include <vector>

#include "gui/stage/instants.h"

namespace loopscope::gui::stage {

/// Maps positions of a trace to the timeline's pixels and back. By time, a position's place is that
/// of its loop time, with a share of the width given to the events themselves: so what happens
/// within one instant of a virtual clock has an extent and an order too, and can be dragged
/// through. By event, every event has the same width.
class TimeAxis {
 public:
  /// Shows the part [from, to] of the whole, each 0 … 1, between the pixels `left` and `right`.
  /// The instants must outlive the axis.
  TimeAxis(const Instants& instants, bool by_event, double from, double to, float left,
           float right);

  float left() const { return left_; }
  float right() const { return right_; }
  /// Where the state after that many events stands.
  float x_of(Position position) const { return x_at(share_of(position)); }
  /// Where that loop time begins, in seconds.
  float x_of_time(double time) const;
  /// The last position at or left of a pixel.
  Position position_at(float x) const;
  /// The share of the whole, 0 … 1, at a pixel.
  double share_at(float x) const;
  /// The share of the whole at which a position stands.
  double share_of(Position position) const;

  /// A mark on the axis.
  struct Tick {
    float x = 0.0F;
    double value = 0.0;  ///< loop seconds, or the number of an event
  };
  /// Round values at least `spacing` pixels apart.
  std::vector<Tick> ticks(float spacing) const;
  /// Stretches of the axis, in pixels, in which time stands still while events happen, if they are
  /// at least `least` wide. None where there are more instants than could be told apart.
  std::vector<std::pair<float, float>> instants(float least) const;
  bool by_event() const { return event_weight_ >= 1.0; }

 private:
  float x_at(double share) const;
  /// The share of the whole of a position at that time.
  double share_of(Position position, double time) const;
  double time_of(Position position) const;
  void add_tick(std::vector<Tick>& ticks, float x, double value, float spacing) const;

  const Instants* instants_;
  double first_time_ = 0.0;
  double seconds_ = 0.0;       ///< from the first to the last event
  double event_weight_ = 1.0;  ///< share of the width that belongs to the events
  double from_;
  double to_;
  float left_;
  float right_;
};

}  // namespace loopscope::gui::stage
