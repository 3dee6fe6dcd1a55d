#pragma once

#include <cstddef>

#include "gui/panels/view.h"

namespace loopscope::gui {

// One file a panel, one function each: draws the panel into its area of view.areas and reports what
// the person did.
void draw_toolbar(const View& view, Actions& actions);
void draw_lesson(const View& view, Actions& actions);
void draw_program(const View& view, Actions& actions);
void draw_loop(const View& view, Actions& actions);
void draw_tasks(const View& view, Actions& actions);
void draw_graph(const View& view, Actions& actions);
void draw_timeline(const View& view, Actions& actions);
void draw_output(const View& view, Actions& actions);

// Over the panels, when open.
void draw_menu(const View& view, Actions& actions);
void draw_help(const View& view, Actions& actions);
void draw_notice(const View& view, Actions& actions);
void draw_palette(const View& view, Actions& actions);
void draw_glossary(const View& view, Actions& actions);
void draw_tour(const View& view, Actions& actions);
void draw_question(const View& view, Actions& actions);

/// How many stops the tour of the panels has.
inline constexpr std::size_t tour_length = 8;

/// Answers the question that is asked, if there is one and the key does.
bool answer_question(const View& view, const Key& key, Actions& actions);

/// Chooses that row of the palette, unless its command is not to be had now.
void choose_row(const View& view, std::size_t row, Actions& actions);

}  // namespace loopscope::gui
