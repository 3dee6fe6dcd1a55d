#include <cmath>

#include "gui/panels/panels.h"
#include "gui/widgets/controls.h"

namespace loopscope::gui {

void draw_notice(const View& view, Actions& actions) {
  if (view.notice.empty()) return;
  Ui& ui = view.ui;
  const Theme& theme = view.theme();
  const Metrics& m = view.metrics();
  const IdScope scope(ui, "notice");
  const Rect& window = ui.viewport();
  const float widest = std::min(m.px(640), window.width() - 4 * m.pad());
  const float beside = m.px(28) + m.gap();
  const float needed = std::ceil(ui.measure(FontRole::body, view.notice).x) + 1.0F;
  const float text_width = std::min(widest - 2 * m.pad() - beside, needed);
  const float text_height = ui.wrapped_height(FontRole::body, view.notice, text_width);
  const Vec size{text_width + beside + 2 * m.pad(), std::max(text_height, m.px(28)) + 2 * m.gap()};
  const Rect panel = Rect::at(
      {std::round(window.center().x - size.x / 2), window.bottom - size.y - 2 * m.pad()}, size);
  ui.begin_layer(3, panel);  // over a dialog, too: it may be about what was entered there
  ui.note_panel("panel", panel);
  ui.shadow(panel, m.radius());
  ui.fill(panel, theme.raised, m.radius());
  ui.stroke(panel, theme.border, m.radius(), m.hair());
  Rect inner = panel.inset(m.pad(), m.gap());
  Rect side = inner.cut_right(m.px(28), m.gap());
  const Rect close = side.cut_top(m.px(28));
  const float slack = std::max(0.0F, (inner.height() - text_height) / 2.0F);
  ui.wrapped("text", inner.inset(0, std::floor(slack)), view.notice,
             {FontRole::body, theme.text, Align::left, Overflow::never});
  if (button(ui, "close", close, {},
             {.sign = Sign::cross, .flat = true, .tooltip = view.texts["notice.close"]})
          .clicked) {
    actions.add(DismissNotice{});
  }
  ui.end_layer();
}

}  // namespace loopscope::gui
