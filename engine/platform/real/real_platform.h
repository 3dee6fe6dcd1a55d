#pragma once

#include <random>

#include "engine/platform/platform.h"
#include "engine/platform/real/real_files.h"
#include "engine/platform/real/real_network.h"
#include "engine/platform/real/real_processes.h"
#include "engine/platform/real/real_signals.h"
#include "engine/platform/real/real_threads.h"

namespace loopscope {

/// The machine itself (Linux): CLOCK_MONOTONIC, epoll, the system's randomness, standard error.
class RealPlatform final : public Platform {
 public:
  RealPlatform() = default;

  double wall_time() const override;
  void block(double seconds) override;
  std::unique_ptr<Selector> new_selector() override;
  Network& network() override { return network_; }
  Processes& processes() override { return processes_; }
  Files& files() override { return files_; }
  Threads& threads() override { return threads_; }
  Signals* signals_if_any() override { return &signals_; }
  std::uint64_t random_bits() override;
  void log(std::string_view message) override;

 private:
  double read_clock() const override;

  RealNetwork network_;
  RealProcesses processes_;
  RealFiles files_;
  RealSignals signals_;
  std::random_device random_;
  RealThreads threads_{*this};
};

}  // namespace loopscope
