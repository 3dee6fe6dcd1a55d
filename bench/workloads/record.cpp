// Keeping every record of a trace: memory that is touched for the first time included.
#include "bench/workloads/world.h"

namespace bench {
namespace {

constexpr int records = 4'000'000;

void trace_record(benchmark::State& state) {
  for (auto _ : state) {
    Trace trace;
    Recorder recorder(trace);
    for (int i = 0; i < records; ++i) {
      recorder.record(EventKind::handle_run_begin, static_cast<ObjectId>(i), 0, 0, 0);
    }
    benchmark::DoNotOptimize(trace.size());
  }
  done(state, records);
}
BENCHMARK(trace_record)->Name("trace_record/loopscope")->UseRealTime();

}  // namespace
}  // namespace bench
