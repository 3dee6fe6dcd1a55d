#pragma once

#include <chrono>
#include <functional>

#include "engine/platform/simulated/outside.h"

namespace loopscope::simulated {

/// Lets a simulated world live at the pace of the real clock: its time is the time that has really
/// passed, and waiting takes as long as it says.
class Pace {
 public:
  /// `give_up` is asked now and then while the world waits: once it says true, nothing waits any
  /// more. Empty: never. `outside` (borrowed) may have something to wait for; null: there is
  /// nothing outside of the world.
  explicit Pace(std::function<bool()> give_up, Outside* outside = nullptr);

  /// Seconds since the beginning.
  double elapsed() const;
  /// Blocks the calling thread until `when` seconds since the beginning are over.
  void wait_until(double when);
  /// The same, or until something comes from outside: true if it did. False at once if nothing can.
  bool wait_for_outside(double until);
  /// Tells of what has come from outside; true if something had.
  bool look_outside() { return expects() && outside_->wait(0.0); }

 private:
  using Clock = std::chrono::steady_clock;

  bool expects() const { return outside_ != nullptr && !outside_->empty() && !given_up_; }
  void look_up() { given_up_ = give_up_ && give_up_(); }

  Clock::time_point start_ = Clock::now();
  std::function<bool()> give_up_;
  Outside* outside_;
  bool given_up_ = false;
};

}  // namespace loopscope::simulated
