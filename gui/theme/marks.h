#pragma once

#include "engine/trace/loop_state.h"
#include "gui/theme/color.h"
#include "gui/widgets/geometry.h"

namespace loopscope::gui {

class Ui;

/// Draws the mark of a state inside `box` (a square), as lines and shapes: ready an open triangle,
/// running a solid one, sleeping a clock, waiting two arrows, cancelling a struck circle, failed an
/// exclamation mark, done a tick, cancelled a cross.
void draw_mark(Ui& ui, TaskStatus status, const Rect& box, Color ink);

/// The signs on buttons, drawn the same way.
enum class Sign {
  to_start,
  step_back,
  step_forward,
  back,
  forward,
  play,
  pause,
  to_end,
  down,
  theme,
  menu,
  check,
  cross
};
void draw_sign(Ui& ui, Sign sign, const Rect& box, Color ink);

}  // namespace loopscope::gui
