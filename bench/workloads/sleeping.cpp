// 100,000 tasks that sleep: creating and cancelling them, and the memory they take.
#include "bench/workloads/world.h"

namespace bench {
namespace {

constexpr int tasks = 100'000;

Coro<> long_sleep(int i) {
  co_await sleep(1000 + i % 977);
}

Coro<> create_then_cancel(EventLoop& loop) {
  std::vector<TaskRef<void>> all;
  all.reserve(tasks);
  for (int i = 0; i < tasks; ++i) all.push_back(create_task(loop, long_sleep(i)));
  co_await sleep(0);
  for (const auto& task : all) task->cancel();
  while (!all.back()->done()) co_await sleep(0);
}

void sleeping(benchmark::State& state, Mode mode) {
  World world(mode);
  for (auto _ : state) {
    run_until_complete(world.loop(), create_then_cancel(world.loop()));
    world.rewind();
  }
  done(state, tasks);
}
LOOPSCOPE_WORKLOAD(sleeping, "sleeping");

Coro<> create_and_look(EventLoop& loop, double& bytes) {
  // A first few bring the code into memory.
  for (int i = 0; i < 100; ++i) create_task(loop, long_sleep(i));
  co_await sleep(0);
  const double before = resident_bytes();
  for (int i = 0; i < tasks; ++i) create_task(loop, long_sleep(i));
  co_await sleep(0);
  co_await sleep(0);
  bytes = (resident_bytes() - before) / tasks;
}

/// Bytes a task, all included: task, frame, future, timer, and its places in heap and queue. Only
/// the first time in a process tells the truth.
void memory(benchmark::State& state) {
  double bytes = 0;
  for (auto _ : state) {
    RealPlatform platform;
    run(platform, [](double& result) -> Coro<> {
      co_await create_and_look(EventLoop::running(), result);
    }(bytes));
  }
  state.counters["bytes"] = bytes;
}
BENCHMARK(memory)->Name("memory/loopscope")->Iterations(1)->UseRealTime();

}  // namespace
}  // namespace bench
