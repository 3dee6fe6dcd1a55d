#include <cmath>
#include <string_view>

#include "gui/panels/markdown.h"
#include "gui/panels/panels.h"
#include "gui/widgets/controls.h"
#include "gui/widgets/scroll.h"

namespace loopscope::gui {

void draw_glossary(const View& view, Actions& actions) {
  if (view.menu != Menu::glossary) return;
  Ui& ui = view.ui;
  const Theme& theme = view.theme();
  const Metrics& m = view.metrics();
  const IdScope scope(ui, "glossary");
  const Rect& window = ui.viewport();
  const Vec size{std::min(m.px(720), window.width() - 4 * m.pad()), window.height() - 4 * m.pad()};
  const Vec corner = window.center() - size * 0.5F;
  const Rect panel = Rect::at({std::round(corner.x), std::round(corner.y)}, size);
  ui.begin_layer(2, window);
  ui.fill(window, theme.shadow);
  if (ui.interact("outside", window, ElementKind::handle, {}).clicked) {
    actions.add(OpenMenu{Menu::none});
  }
  ui.interact("panel", panel, ElementKind::panel, view.texts["glossary.heading"]);
  ui.shadow(panel, m.radius());
  ui.fill(panel, theme.panel, m.radius());
  ui.stroke(panel, theme.border, m.radius(), m.hair());
  Rect inner = panel.inset(m.px(24));
  Rect top = inner.cut_top(m.px(32), m.px(12));
  ButtonLook look;
  look.sign = Sign::cross;
  look.flat = true;
  look.tooltip = view.texts["notice.close"];
  if (button(ui, "close", top.cut_right(m.px(32)), {}, look).clicked) {
    actions.add(OpenMenu{Menu::none});
  }
  ui.text("heading", top, view.texts["glossary.heading"], {FontRole::heading, theme.text});

  // The file's own heading stands above already.
  std::string_view text = view.glossary;
  if (text.starts_with("# ")) text.remove_prefix(std::min(text.size(), text.find('\n')));
  const float width = inner.width() - m.px(14);
  const Prose prose(ui, text, width);
  const Vec extent{width, prose.height()};
  const ScrollArea area = scroll_area(ui, "scroll", inner, extent, view.scroll("glossary"));
  if (area.changed) actions.add(ScrollTo{"glossary", area.offset});
  const ClipScope clip(ui, {inner.left - m.px(3), inner.top, inner.right, inner.bottom});
  ui.push_scrolled();
  prose.draw(ui, "prose", area.origin(), {},
             [&](std::string_view target) { actions.add(FollowLink{std::string(target)}); });
  ui.pop_scrolled();
  ui.end_layer();
}

}  // namespace loopscope::gui
