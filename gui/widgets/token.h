#pragma once

#include <cstdint>
#include <string_view>

#include "engine/trace/loop_state.h"
#include "gui/widgets/ui.h"

namespace loopscope::gui {

/// What a token shows. It is filled with its task's state and carries the state's mark, the task's
/// number and the name.
struct TokenLook {
  bool has_status = true;  ///< false: a plain callback's handle, in the colour of a box
  TaskStatus status = TaskStatus::ready;
  std::uint32_t number = 0;  ///< of the task; 0: none
  std::string_view name = {};
  std::string_view note = {};  ///< small, after the name, e.g. "2.0 s"
  bool note_first = false;     ///< before the name: "wakeup" of "wakeup Task-4"
  bool selected = false;       ///< outlined with the accent
  bool lit = false;            ///< the pointer is over this task somewhere
  bool ghost = false;          ///< not there yet: dashed, unfilled
  bool struck = false;         ///< cancelled, and still in its place
  float opacity = 1.0F;        ///< below 1 while it fades in
};

/// Extent that shows all of it.
Vec token_size(const Ui& ui, const TokenLook& look);

/// Draws a token; a name that does not fit is shortened, with the whole as a tooltip.
/// `says` is what a person would call it, for the recording.
Response token(Ui& ui, std::string_view id, const Rect& rect, const TokenLook& look,
               std::string_view says);

/// A square chip with the task's number, for margins and narrow places.
Response chip(Ui& ui, std::string_view id, const Rect& rect, TaskStatus status,
              std::uint32_t number, bool selected, bool lit, std::string_view says);

/// The state's mark in a small filled square, as in the tables and the legend.
void status_badge(Ui& ui, const Rect& box, TaskStatus status);

}  // namespace loopscope::gui
