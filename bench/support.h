#pragma once

#include <benchmark/benchmark.h>

#include <cstdint>
#include <fstream>
#include <string>

// What all benchmark programs share. A benchmark is named "workload/peer"; it tells how many
// operations it made, and the report reads nanoseconds an operation from that.
namespace bench {

inline void done(benchmark::State& state, std::int64_t operations_an_iteration) {
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * operations_an_iteration);
}

/// Bytes of this process that are in memory, counted exactly (statm is an estimate).
inline double resident_bytes() {
  std::ifstream file("/proc/self/smaps_rollup");
  std::string word;
  while (file >> word && word != "Rss:") {
  }
  double kibibytes = 0;
  file >> kibibytes;
  return kibibytes * 1024;
}

}  // namespace bench
