#pragma once

#include "gui/panels/view.h"

namespace loopscope::gui {

/// Draws one line: why the selected object is where it is, as a chain of causes each a click away;
/// with nothing selected, what happened last.
void draw_why(const View& view, const Rect& area, Actions& actions);

}  // namespace loopscope::gui
