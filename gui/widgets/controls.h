#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "gui/theme/marks.h"
#include "gui/widgets/ui.h"

namespace loopscope::gui {

/// How a button looks, beside its text.
struct ButtonLook {
  std::optional<Sign> sign = std::nullopt;        ///< drawn before the text
  std::optional<Sign> sign_after = std::nullopt;  ///< drawn after it
  bool chosen = false;                            ///< filled with the accent
  bool enabled = true;
  bool flat = false;  ///< no box until the pointer is over it
  FontRole role = FontRole::body;
  std::string_view tooltip = {};
};

/// Width that the button needs.
float button_width(const Ui& ui, std::string_view text, const ButtonLook& look);
Response button(Ui& ui, std::string_view id, const Rect& rect, std::string_view text,
                const ButtonLook& look);

/// The text in capitals, as headings are set; only letters of ASCII change.
std::string capitals(std::string_view text);

/// Draws a panel with its heading (in capitals where the language has them) and a note at the
/// heading's right, shortened if need be; returns the area for its content.
Rect panel_frame(Ui& ui, std::string_view id, const Rect& rect, std::string_view heading,
                 std::string_view note = {});

/// A box on a panel, e.g. one phase of the loop; `lit`: with the accent's border and glow.
void box(Ui& ui, std::string_view id, const Rect& rect, bool lit = false);

}  // namespace loopscope::gui
