#pragma once

#include <optional>

#include "gui/app/model.h"

namespace loopscope::gui {

/// Applies what the person did in one frame, in order. `now`: seconds of the frames' clock; `held`:
/// the pointer's button is down. Errors (a lesson that can't be read) become the model's notice.
void reduce(Model& model, const Actions& actions, double now, bool held = false);

/// Runs one command. Throws Error.
void run_command(Model& model, Command command, double now);

/// While playing: takes the steps that are due. True if it moved.
bool play_on(Model& model, double now);

/// When the next step is due while playing; nothing otherwise.
std::optional<double> next_step_time(const Model& model);

/// When something happens by itself next: a step while playing, or an edited program's run.
std::optional<double> next_due_time(const Model& model);

}  // namespace loopscope::gui
