#pragma once

#include <array>

#include "engine/platform/signals.h"
#include "engine/platform/simulated/agenda.h"
#include "engine/platform/simulated/turns.h"
#include "engine/platform/simulated/world_trace.h"

namespace loopscope::simulated {

/// Signals that a run's description sends to the program, or the program itself.
class SimulatedSignals final : public Signals {
 public:
  /// All must outlive it.
  SimulatedSignals(Platform& platform, Turns& turns, WorldTrace& trace)
      : platform_(platform), turns_(turns), trace_(trace) {}

  void receive(int number, SignalReceiver& receiver) override;
  void release(int number, SignalReceiver& receiver) noexcept override;
  bool is_default(int number) const override;
  /// A signal that nobody receives and that isn't ignored by default ends the oldest loop's run, as
  /// it would end the process.
  void raise(int number) override;
  bool on_main_thread() const override { return turns_.is_main(); }

 private:
  Platform& platform_;
  Turns& turns_;
  WorldTrace& trace_;
  std::array<SignalReceiver*, 65> receivers_{};
};

}  // namespace loopscope::simulated
