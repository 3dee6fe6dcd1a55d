#pragma once

#include <functional>
#include <optional>
#include <random>
#include <string>

#include "engine/platform/platform.h"
#include "engine/platform/simulated/agenda.h"
#include "engine/platform/simulated/outside.h"
#include "engine/platform/simulated/pace.h"
#include "engine/platform/simulated/ready_board.h"
#include "engine/platform/simulated/simulated_signals.h"
#include "engine/platform/simulated/simulated_threads.h"
#include "engine/platform/simulated/turns.h"
#include "engine/platform/simulated/world_description.h"
#include "engine/platform/simulated/world_trace.h"

namespace loopscope {

namespace simulated {
class Interventions;
class SimulatedFiles;
class SimulatedNetwork;
class SimulatedProcesses;
}  // namespace simulated

/// A world whose time is virtual and whose every draw is seeded: the same program and seed give the
/// same run. The clock starts at 0.0 and moves by exactly the timeout that a selector is given.
class SimulatedPlatform final : public Platform {
 public:
  struct Options {
    std::uint64_t seed = 0;
    double wall_start = 1704067200.0;  ///< wall_time() at the start: 2024-01-01T00:00:00 UTC
    unsigned processors = 4;           ///< os.cpu_count()
    /// The clock goes at the pace of the real one, as asyncio's does; else it jumps over waits.
    bool real_pace = false;
    /// Internet sockets are the machine's own, but reach its loopback interface only: what goes to
    /// no other host of the world is refused. Needs `real_pace`.
    bool loopback = false;
    /// Asked now and then while a world of real pace waits: true lets it wait no longer.
    std::function<bool()> give_up = {};
    /// Receives log messages; empty: standard error.
    std::function<void(std::string_view)> on_log;
    /// The hosts, links, names … beside the program.
    WorldDescription world = {};
  };

  SimulatedPlatform();
  /// Throws Error for a world that contradicts itself, and for `loopback` under a virtual clock.
  explicit SimulatedPlatform(Options options);
  ~SimulatedPlatform() override;

  double wall_time() const override { return options_.wall_start + agenda_.now(); }
  void block(double seconds) override;
  void compute(double seconds) override;
  std::unique_ptr<Selector> new_selector() override;
  Threads& threads() override { return threads_; }
  Signals* signals_if_any() override { return &signals_; }
  std::uint64_t random_bits() override { return random_(); }
  void log(std::string_view message) override;
  Network& network() override;
  Processes& processes() override;
  Files& files() override;
  simulated::SimulatedProcesses& simulated_processes();

  /// The clock, and what will happen in this world.
  Agenda& agenda() { return agenda_; }
  /// Who runs when, among the simulated threads.
  simulated::Turns& turns() { return turns_; }

 private:
  double read_clock() const override { return agenda_.now(); }
  void skip(double seconds);

  Options options_;
  std::optional<simulated::Outside> outside_;
  std::optional<simulated::Pace> pace_;
  Agenda agenda_;
  simulated::ReadyBoard board_;
  simulated::WorldTrace trace_;
  std::unique_ptr<simulated::SimulatedNetwork> network_;
  std::unique_ptr<simulated::SimulatedProcesses> processes_;  ///< made when first asked for
  std::unique_ptr<simulated::SimulatedFiles> files_;          ///< made when first asked for
  std::unique_ptr<simulated::Interventions> interventions_;
  std::mt19937_64 random_;
  simulated::Turns turns_{*this, agenda_, [this] { board_.skip_time(); }};
  simulated::SimulatedThreads threads_{turns_, options_.processors};
  simulated::SimulatedSignals signals_{*this, turns_, trace_};
};

}  // namespace loopscope
