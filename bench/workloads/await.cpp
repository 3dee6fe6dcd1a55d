// Awaiting a child coroutine, and awaiting a task made of it.
#include "bench/workloads/world.h"

namespace bench {
namespace {

constexpr int children = 1'000;

Coro<int> child(int value) {
  co_return value;
}

Coro<std::int64_t> await_children() {
  std::int64_t sum = 0;
  for (int i = 0; i < children; ++i) {
    const int value = co_await child(i);
    sum += value;
  }
  co_return sum;
}

Coro<> empty() {
  co_return;
}

Coro<> spawn_and_await(EventLoop& loop) {
  for (int i = 0; i < children; ++i) co_await create_task(loop, empty());
}

void child_await(benchmark::State& state, Mode mode) {
  World world(mode);
  for (auto _ : state) {
    benchmark::DoNotOptimize(run_until_complete(world.loop(), await_children()));
    world.rewind();
  }
  done(state, children);
}
LOOPSCOPE_WORKLOAD(child_await, "child_await");

void spawn_await(benchmark::State& state, Mode mode) {
  World world(mode);
  for (auto _ : state) {
    run_until_complete(world.loop(), spawn_and_await(world.loop()));
    world.rewind();
  }
  done(state, children);
}
LOOPSCOPE_WORKLOAD(spawn_await, "spawn_await");

}  // namespace
}  // namespace bench
