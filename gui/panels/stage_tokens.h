#pragma once

#include <string_view>

#include "gui/panels/view.h"
#include "gui/stage/token.h"
#include "gui/stage/tween.h"
#include "gui/widgets/token.h"

namespace loopscope::gui {

/// How a token of the stage looks in its form.
TokenLook look_of(const View& view, const stage::Token& token);

/// Extents of tokens, for layout.
stage::TokenMeasure token_measure(const View& view);

/// Draws a token of the stage where it is in this frame, and reports what the pointer does to it:
/// hovering and selecting mean its task if it has one, else itself.
void draw_stage_token(const View& view, Actions& actions, std::string_view id,
                      const stage::Token& token, const stage::Placed& placed);

/// Whether tokens jump to their places in this frame.
inline bool holds_still(const View& view) {
  return view.reduced_motion;
}

/// The task that panels keep in sight: the selected one, else the one that runs or whose handle
/// runs; null if there is none.
const TaskState* task_in_focus(const View& view);

/// What `token` is selected as.
Selection selection_of(const stage::Token& token);

}  // namespace loopscope::gui
