#pragma once

#include <memory>
#include <optional>

#include "bench/support.h"
#include "engine/coro/coro.h"
#include "engine/coro/gather.h"
#include "engine/coro/run.h"
#include "engine/coro/sleep.h"
#include "engine/loop/event_loop.h"
#include "engine/platform/real/real_platform.h"
#include "engine/platform/simulated/simulated_platform.h"
#include "engine/trace/recorder.h"
#include "engine/trace/trace.h"

namespace bench {

using namespace loopscope;

/// How a workload runs: on the real platform, or traced under the virtual clock (as lessons are).
enum class Mode { real, virtual_clock, traced };

/// A platform and a loop. A traced one records into the same warm memory again and again
/// (`rewind`), as the cost of memory that is touched for the first time has a row of its own.
class World {
 public:
  explicit World(Mode mode) {
    if (mode == Mode::real) {
      platform_ = std::make_unique<RealPlatform>();
    } else {
      platform_ = std::make_unique<SimulatedPlatform>();
    }
    if (mode == Mode::traced) {
      recorder_.emplace(trace_);
      platform_->set_recorder(&*recorder_);
    }
    loop_.emplace(*platform_);
  }
  EventLoop& loop() { return *loop_; }
  void rewind() { trace_.clear(); }

 private:
  std::unique_ptr<Platform> platform_;
  Trace trace_;
  std::optional<Recorder> recorder_;
  std::optional<EventLoop> loop_;
};

/// Registers `function(state, mode)` under the three modes.
#define LOOPSCOPE_WORKLOAD(function, workload)                                                    \
  BENCHMARK_CAPTURE(function, loopscope, Mode::real)->Name(workload "/loopscope")->UseRealTime(); \
  BENCHMARK_CAPTURE(function, virtual_clock, Mode::virtual_clock)                                 \
      ->Name(workload "/virtual")                                                                 \
      ->UseRealTime();                                                                            \
  BENCHMARK_CAPTURE(function, traced, Mode::traced)->Name(workload "/traced")->UseRealTime()

}  // namespace bench
