#pragma once

#include <bitset>

#include "engine/platform/signals.h"

namespace loopscope {

/// The signals that the system sends to the process. What a process does on a signal is one thing
/// for all platforms in it: the last receiver counts.
class RealSignals final : public Signals {
 public:
  RealSignals() = default;
  /// Gives all signals back that were received through it.
  ~RealSignals() override;

  void receive(int number, SignalReceiver& receiver) override;
  void release(int number, SignalReceiver& receiver) noexcept override;
  bool is_default(int number) const override;
  void raise(int number) override;
  bool on_main_thread() const override;

 private:
  std::bitset<65> taken_;
};

}  // namespace loopscope
