#include "engine/platform/real/real_platform.h"

#include <cerrno>
#include <cmath>
#include <cstdio>
#include <ctime>

#include "engine/platform/real/epoll_selector.h"

namespace loopscope {
namespace {

double seconds_of(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

}  // namespace

double RealPlatform::read_clock() const {
  return seconds_of(CLOCK_MONOTONIC);
}
double RealPlatform::wall_time() const {
  return seconds_of(CLOCK_REALTIME);
}

void RealPlatform::block(double seconds) {
  if (seconds <= 0) return;
  double whole = 0;
  const double fraction = std::modf(seconds, &whole);
  timespec left{static_cast<time_t>(whole), static_cast<long>(fraction * 1e9)};
  while (nanosleep(&left, &left) < 0 && errno == EINTR) {
  }
}

std::unique_ptr<Selector> RealPlatform::new_selector() {
  return std::make_unique<EpollSelector>();
}

std::uint64_t RealPlatform::random_bits() {
  return (static_cast<std::uint64_t>(random_()) << 32) | random_();
}

void RealPlatform::log(std::string_view message) {
  std::fprintf(stderr, "%.*s\n", static_cast<int>(message.size()), message.data());
}

}  // namespace loopscope
