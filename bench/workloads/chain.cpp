// A callback that schedules the next one.
#include "bench/workloads/world.h"

namespace bench {
namespace {

constexpr int length = 1'000;

struct Link {
  EventLoop* loop;
  int* left;
  void operator()() const {
    if (--*left > 0) {
      loop->call_soon(Link{loop, left});
    } else {
      loop->stop();
    }
  }
};

void chain(benchmark::State& state, Mode mode) {
  World world(mode);
  for (auto _ : state) {
    int left = length;
    world.loop().call_soon(Link{&world.loop(), &left});
    world.loop().run_forever();
    world.rewind();
  }
  done(state, length);
}
LOOPSCOPE_WORKLOAD(chain, "chain");

}  // namespace
}  // namespace bench
