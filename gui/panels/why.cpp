#include "gui/panels/why.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "engine/trace/causes.h"
#include "gui/stage/words.h"
#include "gui/widgets/controls.h"

namespace loopscope::gui {

namespace {

constexpr std::size_t most_causes = 12;

/// Draws the line's heading; what is left of the row is for its content.
Rect draw_heading(const View& view, const Rect& area, std::string_view text) {
  const std::string heading = capitals(text);
  Rect row = area;
  const float width = std::ceil(view.ui.measure(FontRole::caption, heading).x) + 1.0F;
  view.ui.text("heading", row.cut_left(width, view.metrics().pad()), heading,
               {FontRole::caption, view.theme().dim});
  return row;
}

/// An arrow from the right to the left: what follows is the cause.
void draw_arrow(const View& view, const Rect& place) {
  const Metrics& m = view.metrics();
  const float y = std::round(place.center().y);
  view.ui.line({place.left + m.px(2), y}, {place.right, y}, view.theme().arrow, m.px(1.5F));
  view.ui.arrow_head({place.left, y}, {-1.0F, 0.0F}, m.px(7), view.theme().arrow);
}

void draw_chain(const View& view, Rect row, const std::vector<EventId>& chain, Actions& actions) {
  Ui& ui = view.ui;
  const Metrics& m = view.metrics();
  const float arrow = m.px(16);
  const float least = m.px(72);
  for (std::size_t i = 0; i < std::min(chain.size(), most_causes); ++i) {
    if (i > 0) {
      if (row.width() < arrow + m.gap() + least) return;
      draw_arrow(view, row.cut_left(arrow, m.tight()));
    }
    const EventId event = chain[i];
    const std::string text = stage::describe(event, view.state(), view.trace(), view.texts);
    ButtonLook look;
    look.flat = true;
    look.role = FontRole::small;
    look.chosen = event == view.session.position();
    const float wanted = button_width(ui, text, look);
    const float width = std::min({wanted, row.width(), std::max(m.px(260), least)});
    const Rect place = row.cut_left(std::round(width), m.tight());
    const Response response = button(ui, fmt::format("cause-{}", i), place, text, look);
    if (response.clicked) actions.add(SeekTo{event});
  }
}

}  // namespace

void draw_why(const View& view, const Rect& area, Actions& actions) {
  const IdScope scope(view.ui, "why");
  if (view.selection) {
    const std::vector<EventId> chain = why(view.state(), view.trace(), view.selection.id);
    if (!chain.empty()) {
      draw_chain(view, draw_heading(view, area, view.texts["loop.why"]), chain, actions);
      return;
    }
  }
  const Rect row = draw_heading(view, area, view.texts["loop.now"]);
  const std::string text =
      stage::describe(view.session.position(), view.state(), view.trace(), view.texts);
  view.ui.text("moment", row, text,
               {FontRole::small, view.theme().text, Align::left, Overflow::ellipsis});
}

}  // namespace loopscope::gui
