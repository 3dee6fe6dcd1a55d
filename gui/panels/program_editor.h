#pragma once

#include "gui/panels/view.h"
#include "gui/widgets/scroll.h"

namespace loopscope::gui {

/// Where the program's text stands in a frame.
struct CodeGeometry {
  ScrollArea area;
  float row = 0.0F;  ///< height of a line
};

/// The button beside the heading that starts editing, or shows that it goes on.
Rect edit_button(const View& view, std::string_view heading);
void draw_edit_button(const View& view, std::string_view heading, Actions& actions);

/// What the heading's note says of the editing; empty: nothing.
std::string editing_note(const View& view);

/// The selection, below the text; the cursor, over it; clicks and drags that move it.
void draw_text_selection(const View& view, const CodeGeometry& code);
void draw_text_cursor(const View& view, const CodeGeometry& code);
void answer_clicks(const View& view, const CodeGeometry& code, Actions& actions);

/// The cursor's line, 1-based, while the program has the focus; 0 otherwise.
std::uint32_t cursor_line(const View& view);
/// Its distance from the code's left edge, in pixels.
float cursor_x(const View& view);

/// A bar that tells why the edited program can't run; takes its place from the bottom of `content`.
void draw_problem(const View& view, Rect& content);

}  // namespace loopscope::gui
