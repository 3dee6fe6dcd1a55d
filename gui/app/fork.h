#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/platform/simulated/world_description.h"
#include "lessons/player/session.h"
#include "lessons/player/texts.h"

namespace loopscope::gui {

struct Model;

/// A run that was forked: the program ran again with something done to it, and both runs are there
/// to be compared.
struct Fork {
  std::unique_ptr<player::Session> other;  ///< the run that is not shown now
  bool shows_original = false;             ///< `other` is the fork then
  std::vector<Intervention> interventions;
  std::string words;              ///< what was done, in the interface's language
  Position first_difference = 0;  ///< the first event that is not the same; 0: there is none
};

/// Something that can be done to the run at the cursor.
struct WhatIf {
  std::string words;
  Intervention::Action action;
};

/// What can be done there, the selected task's first: tasks can be cancelled, connections broken
/// and delayed, lookups made to fail, signals sent.
std::vector<WhatIf> what_ifs(const Model& model);

/// Forks the run at the cursor, and stands there in the forked run. What was done before stays.
void try_what_if(Model& model, const WhatIf& what);

/// Shows the other of the two runs, at the same position as far as it goes.
void swap_runs(Model& model);

/// Goes back to the run as it was before anything was done to it.
void end_fork(Model& model);

/// Number of the first event in which the traces differ, in what people see of it; 0: they are the
/// same.
Position first_difference(const Trace& one, const Trace& other);

}  // namespace loopscope::gui
