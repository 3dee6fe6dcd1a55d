#pragma once

#include <array>

#include "gui/widgets/geometry.h"

namespace loopscope::gui {

/// The pointer and the clock, as one frame sees them.
struct Input {
  Vec pointer{-1.0F, -1.0F};   ///< outside the window: negative
  std::array<bool, 3> down{};  ///< left, right, middle
  Vec wheel;                   ///< notches since the last frame
  bool shift = false;
  double time = 0.0;  ///< seconds, for tweens and double clicks
};

/// What the pointer does to one element in this frame.
struct Response {
  bool hovered = false;
  bool held = false;     ///< the left button went down on it and is still down
  bool clicked = false;  ///< went down and up again on it
  bool double_clicked = false;
  bool started = false;   ///< went down on it in this frame
  bool dragging = false;  ///< held, and the pointer moved meanwhile
  Vec drag;               ///< pointer's movement since the last frame, while held
  Vec pointer;
};

}  // namespace loopscope::gui
