// Tasks that take turns by sleep(0).
#include "bench/workloads/world.h"

namespace bench {
namespace {

constexpr int tasks = 2;
constexpr int turns = 1'000;

Coro<> take_turns() {
  for (int i = 0; i < turns; ++i) co_await sleep(0);
}

Coro<> all() {
  std::vector<Coro<>> each;
  for (int i = 0; i < tasks; ++i) each.push_back(take_turns());
  co_await gather_all(std::move(each));
}

void yield(benchmark::State& state, Mode mode) {
  World world(mode);
  for (auto _ : state) {
    run_until_complete(world.loop(), all());
    world.rewind();
  }
  done(state, std::int64_t{tasks} * turns);
}
LOOPSCOPE_WORKLOAD(yield, "yield");

}  // namespace
}  // namespace bench
