// Keeping every record of a trace: memory that is touched for the first time included.
#include "bench/workloads/world.h"

namespace bench {
namespace {

constexpr int records = 4'000'000;

void keep_records() {
  Trace trace;
  Recorder recorder(trace);
  for (int i = 0; i < records; ++i) {
    recorder.record(EventKind::handle_run_begin, static_cast<ObjectId>(i), 0, 0, 0);
  }
  benchmark::DoNotOptimize(trace.size());
}

void trace_record(benchmark::State& state) {
  // A virtual machine may first have to ask its host for the memory, which tells nothing of us.
  keep_records();
  for (auto _ : state) keep_records();
  done(state, records);
}
BENCHMARK(trace_record)->Name("trace_record/loopscope")->UseRealTime();

}  // namespace
}  // namespace bench
