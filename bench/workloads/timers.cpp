// A million timers at random times: until all have fired, or until all are cancelled.
#include <random>

#include "bench/workloads/world.h"

namespace bench {
namespace {

constexpr int timers = 1'000'000;

std::vector<double> random_times(double span) {
  std::mt19937_64 random(7);
  std::uniform_real_distribution<double> uniform(0, span);
  std::vector<double> times(timers);
  for (double& time : times) time = uniform(random);
  return times;
}

struct Count {
  EventLoop* loop;
  int* left;
  void operator()() const {
    if (--*left == 0) loop->stop();
  }
};

/// All are due at once: what is measured is the heap, not the waiting.
void timers_fire(benchmark::State& state, Mode mode) {
  World world(mode);
  const std::vector<double> times = random_times(1e-3);
  for (auto _ : state) {
    int left = timers;
    const double base = world.loop().time() - 1;
    for (const double time : times) world.loop().call_at(base + time, Count{&world.loop(), &left});
    world.loop().run_forever();
    world.rewind();
  }
  done(state, timers);
}
LOOPSCOPE_WORKLOAD(timers_fire, "timers_fire");

void timers_cancel(benchmark::State& state, Mode mode) {
  World world(mode);
  const std::vector<double> times = random_times(1000);
  std::vector<TimerRef> handles(timers);
  for (auto _ : state) {
    int left = timers;
    const double base = world.loop().time() + 1000;
    for (std::size_t i = 0; i < timers; ++i) {
      handles[i] = world.loop().call_at(base + times[i], Count{&world.loop(), &left});
    }
    for (TimerRef& handle : handles) {
      handle->cancel();
      handle.reset();
    }
    world.loop().call_soon([&world] { world.loop().stop(); });
    world.loop().run_forever();
    world.rewind();
  }
  done(state, timers);
}
LOOPSCOPE_WORKLOAD(timers_cancel, "timers_cancel");

}  // namespace
}  // namespace bench
