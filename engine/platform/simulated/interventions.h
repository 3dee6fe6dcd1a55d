#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/platform/simulated/simulated_network.h"
#include "engine/platform/simulated/world_description.h"

namespace loopscope::simulated {

/// Does to a run what its description asks for.
class Interventions {
 public:
  /// All must outlive it.
  Interventions(Platform& platform, SimulatedNetwork& network, Agenda& agenda, WorldTrace& trace,
                const std::vector<Intervention>& list);

  /// Sets the recorder's alarm for those that go by the number of events; called when a loop is
  /// made, as recorders are set before.
  void arm();
  /// Does one now; `waiting`: while a loop waits, which it then must be told of.
  void apply(const Intervention& intervention, bool waiting);

 private:
  void act_when_due(bool waiting);

  bool act(const CancelTask& action, bool waiting);
  bool act(const DelayLink& action, bool waiting);
  bool act(const CutLink& action, bool waiting);
  bool act(const DelayConnection& action, bool waiting);
  bool act(const BreakConnection& action, bool waiting);
  bool act(const FailLookup& action, bool waiting);
  bool act(const SendSignal& action, bool waiting);

  Platform& platform_;
  SimulatedNetwork& network_;
  Agenda& agenda_;
  WorldTrace& trace_;
  std::vector<Intervention> by_event_;  ///< by their number, those of one in the list's order
  std::size_t next_ = 0;                ///< in by_event_
  const Recorder* armed_ = nullptr;     ///< whose alarm is set
};

/// "cancel task 'Task-2'", as the trace tells of it.
std::string describe(const Intervention::Action& action);

}  // namespace loopscope::simulated
