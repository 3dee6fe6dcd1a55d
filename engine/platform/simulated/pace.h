#pragma once

#include <chrono>
#include <functional>

namespace loopscope::simulated {

/// Lets a simulated world live at the pace of the real clock: its time is the time that has really
/// passed, and waiting takes as long as it says.
class Pace {
 public:
  /// `give_up` is asked now and then while the world waits: once it says true, nothing waits any
  /// more. Empty: never.
  explicit Pace(std::function<bool()> give_up);

  /// Seconds since the beginning.
  double elapsed() const;
  /// Blocks the calling thread until `when` seconds since the beginning are over.
  void wait_until(double when);

 private:
  using Clock = std::chrono::steady_clock;

  Clock::time_point start_ = Clock::now();
  std::function<bool()> give_up_;
  bool given_up_ = false;
};

}  // namespace loopscope::simulated
