#include "engine/platform/simulated/pace.h"

#include <algorithm>
#include <thread>
#include <utility>

namespace loopscope::simulated {

namespace {

/// Seconds between two looks at whether to give up.
constexpr double patience = 0.02;

}  // namespace

Pace::Pace(std::function<bool()> give_up, Outside* outside)
    : give_up_(std::move(give_up)), outside_(outside) {}

double Pace::elapsed() const {
  return std::chrono::duration<double>(Clock::now() - start_).count();
}

void Pace::wait_until(double when) {
  while (!given_up_) {
    const double left = when - elapsed();
    if (left <= 0.0) return;
    std::this_thread::sleep_for(std::chrono::duration<double>(std::min(left, patience)));
    look_up();
  }
}

bool Pace::wait_for_outside(double until) {
  while (expects()) {
    const double left = until - elapsed();
    if (outside_->wait(std::clamp(left, 0.0, patience))) return true;
    if (left <= 0.0) return false;
    look_up();
  }
  return false;
}

}  // namespace loopscope::simulated
