#pragma once

#include <array>

#include "engine/trace/loop_state.h"
#include "gui/theme/color.h"

namespace loopscope::gui {

/// How a task's state looks wherever the task is shown. Colour means state, and nothing else does.
struct StatusColors {
  Color fill;
  Color ink;      ///< of mark and text on the fill
  Color outline;  ///< alpha 0 where the fill stands out by itself
};

/// Behind the task's number on that fill: a shade of it on which the number is as readable.
Color number_field(const StatusColors& colors);
/// Of a small text on that fill: a little paler than the ink where that leaves it readable.
Color note_ink(const StatusColors& colors);

/// Colours of a program's text.
struct SyntaxColors {
  Color plain;
  Color keyword;
  Color function;  ///< names that are defined or called
  Color string;
  Color number;
  Color comment;
};

/// One palette. See dark_theme(), light_theme() and theme_of().
struct Theme {
  bool dark = true;
  Color background;   ///< of the window, between the panels
  Color panel;        ///< of a panel
  Color raised;       ///< of buttons and boxes on a panel
  Color hovered;      ///< of a button under the pointer
  Color border;       ///< of panels and boxes
  Color rule;         ///< thin lines inside a panel
  Color text;         ///< 7:1 on a panel at least
  Color dim;          ///< secondary text, 4.5:1 at least
  Color faint;        ///< what is still to come
  Color accent;       ///< selection and the current line, nothing else
  Color accent_fill;  ///< of a pressed or chosen button and of the running line
  Color arrow;        ///< between phases and in the await graph
  Color predict_fill;
  Color predict_border;
  Color predict_text;
  Color error;   ///< text on standard error
  Color shadow;  ///< under overlays
  SyntaxColors syntax;
  std::array<StatusColors, 8> statuses;

  const StatusColors& of(TaskStatus status) const {
    return statuses[static_cast<std::size_t>(status)];
  }
};

const Theme& dark_theme();
const Theme& light_theme();

/// One of those, or its form of high contrast: text, borders and the running line stand out as much
/// as they can.
const Theme& theme_of(bool dark, bool high_contrast);

}  // namespace loopscope::gui
