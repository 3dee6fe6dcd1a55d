// Seeking anywhere in a long trace: 10,000 tasks that sleep at random, 1e6 and 1e7 events.
#include <algorithm>
#include <map>
#include <memory>
#include <random>
#include <vector>

#include "bench/workloads/world.h"
#include "engine/coro/run.h"
#include "engine/coro/sleep.h"
#include "engine/trace/timeline.h"

namespace bench {
namespace {

constexpr int tasks = 10'000;

Coro<> sleeper(std::mt19937& random, const Trace& trace, Position events) {
  while (trace.size() < events) {
    const double delay = 0.001 * static_cast<double>(random() % 1000);
    co_await sleep(delay);
  }
}

Coro<> many_sleepers(std::mt19937& random, const Trace& trace, Position events) {
  std::vector<TaskRef<void>> all;
  for (int i = 0; i < tasks; ++i) all.push_back(create_task(sleeper(random, trace, events)));
  for (const TaskRef<void>& task : all) co_await task;
}

/// Made once for each size, since the benchmark calls its function several times.
const Timeline& timeline_of(Position events) {
  static std::map<Position, std::unique_ptr<Timeline>> made;
  std::unique_ptr<Timeline>& timeline = made[events];
  if (timeline == nullptr) {
    const auto trace = std::make_shared<Trace>();
    Recorder recorder(*trace);
    SimulatedPlatform platform;
    platform.set_recorder(&recorder);
    std::mt19937 random(1);
    run(platform, many_sleepers(random, *trace, events));
    timeline = std::make_unique<Timeline>(trace);
  }
  return *timeline;
}

void seek(benchmark::State& state) {
  const Timeline& timeline = timeline_of(static_cast<Position>(state.range(0)));
  std::mt19937 random(2);
  for (auto _ : state) {
    const LoopState reached = timeline.seek(static_cast<Position>(random()) % (timeline.end() + 1));
    benchmark::DoNotOptimize(reached.time());
  }
  done(state, 1);
}
BENCHMARK(seek)->Name("seek/loopscope")->Arg(1'000'000)->Arg(10'000'000)->UseRealTime();

/// What a Timeline costs when a run has ended, an event.
void fold(benchmark::State& state) {
  const Timeline& timeline = timeline_of(1'000'000);
  for (auto _ : state) {
    LoopState folded;
    TraceReader reader(timeline.trace());
    for (EventId id = 1; id <= timeline.end(); ++id) {
      folded.apply(reader.event(id), timeline.trace());
    }
    benchmark::DoNotOptimize(folded.time());
  }
  done(state, timeline.end());
}
BENCHMARK(fold)->Name("trace_fold/loopscope")->UseRealTime();

}  // namespace
}  // namespace bench
