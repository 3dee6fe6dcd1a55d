#pragma once

#include "engine/platform/simulated/turns.h"
#include "engine/platform/threads.h"

namespace loopscope::simulated {

/// Threads that take turns under the virtual clock; see Turns.
class SimulatedThreads final : public Threads {
 public:
  SimulatedThreads(Turns& turns, unsigned processors) : turns_(turns), processors_(processors) {}

  ThreadRef start(Options options, std::function<void()> body) override;
  std::unique_ptr<Monitor> new_monitor() override;
  ProcessId new_process() override { return ++last_process_; }
  unsigned processors() const override { return processors_; }

 private:
  Turns& turns_;
  unsigned processors_;
  ProcessId last_process_ = 0;
};

}  // namespace loopscope::simulated
