#pragma once

#include <benchmark/benchmark.h>
#include <unistd.h>

#include <cstdint>
#include <fstream>

// What all benchmark programs share. A benchmark is named "workload/peer"; it tells how many
// operations it made, and the report reads nanoseconds an operation from that.
namespace bench {

inline void done(benchmark::State& state, std::int64_t operations_an_iteration) {
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * operations_an_iteration);
}

/// Bytes of this process that are in memory.
inline double resident_bytes() {
  std::ifstream file("/proc/self/statm");
  double total = 0;
  double resident = 0;
  file >> total >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

}  // namespace bench
