#include "gui/widgets/controls.h"

#include <cmath>

namespace loopscope::gui {

namespace {

float sign_side(const Metrics& metrics) {
  return metrics.px(14);
}

/// Extent of a button's content.
float content_width(const Ui& ui, std::string_view text, const ButtonLook& look) {
  const float sign = sign_side(ui.metrics());
  float width = text.empty() ? 0.0F : std::ceil(ui.measure(look.role, text).x);
  for (const auto& each : {look.sign, look.sign_after}) {
    if (each) width += sign + (width > 0.0F ? ui.metrics().px(6) : 0.0F);
  }
  return width;
}

}  // namespace

std::string capitals(std::string_view text) {
  std::string result(text);
  for (char& character : result) {
    if (character >= 'a' && character <= 'z') character = static_cast<char>(character - 'a' + 'A');
  }
  return result;
}

float button_width(const Ui& ui, std::string_view text, const ButtonLook& look) {
  return content_width(ui, text, look) + 2.0F * ui.metrics().px(text.empty() ? 9 : 12);
}

Response button(Ui& ui, std::string_view id, const Rect& rect, std::string_view text,
                const ButtonLook& look) {
  const Theme& theme = ui.theme();
  const Metrics& m = ui.metrics();
  const std::string_view says = text.empty() ? look.tooltip : text;
  const Response response = ui.interact(id, rect, ElementKind::button, says, look.enabled);
  const bool over = response.hovered && look.enabled;
  Color fill = look.flat ? Color{0, 0, 0, 0} : theme.raised;
  if (look.chosen) fill = theme.accent_fill;
  if (over) fill = look.chosen ? mix(theme.accent_fill, theme.accent, 0.15F) : theme.hovered;
  if (over && response.held) fill = theme.accent_fill;
  ui.fill(rect, fill, m.radius());
  if (!look.flat) {
    ui.stroke(rect, look.chosen ? theme.accent : theme.border, m.radius(), m.hair());
  }
  const Color ink = look.enabled ? theme.text : theme.faint;
  const float side = sign_side(m);
  const float width = std::min(content_width(ui, text, look), rect.width() - 2 * m.tight());
  float x = std::round(rect.left + (rect.width() - width) / 2.0F);
  const float right = x + width;
  const float sign_top = std::round(rect.center().y - side / 2.0F);
  if (look.sign) {
    draw_sign(ui, *look.sign, Rect::at({x, sign_top}, {side, side}), ink);
    x += side + m.px(6);
  }
  float text_right = right;
  if (look.sign_after) {
    draw_sign(ui, *look.sign_after, Rect::at({right - side, sign_top}, {side, side}), ink);
    text_right -= side + m.px(6);
  }
  if (!text.empty()) {
    const IdScope scope(ui, id);
    ui.text("text", {x, rect.top, text_right + 1.0F, rect.bottom}, text,
            {look.role, ink, Align::left, Overflow::ellipsis});
  }
  if (response.hovered && !look.tooltip.empty()) ui.tooltip(look.tooltip);
  return response;
}

Rect panel_frame(Ui& ui, std::string_view id, const Rect& rect, std::string_view heading,
                 std::string_view note) {
  const Theme& theme = ui.theme();
  const Metrics& m = ui.metrics();
  const IdScope scope(ui, id);
  ui.note_panel("panel", rect, heading);
  ui.fill(rect, theme.panel, m.radius());
  ui.stroke(rect, theme.border, m.radius(), m.hair());
  Rect inner = rect.inset(m.pad(), 0);
  Rect bar = inner.cut_top(m.header());
  const std::string title = capitals(heading);
  const float title_width = std::ceil(ui.measure(FontRole::caption, title).x);
  ui.text("heading", bar.cut_left(title_width + 1.0F, m.pad()), title,
          {FontRole::caption, theme.dim, Align::left, Overflow::ellipsis});
  if (!note.empty() && bar.width() > m.px(24)) {
    ui.text("note", bar, note, {FontRole::small, theme.dim, Align::right, Overflow::ellipsis});
  }
  inner.bottom -= m.pad();
  return inner;
}

void box(Ui& ui, std::string_view id, const Rect& rect, bool lit) {
  const Theme& theme = ui.theme();
  const Metrics& m = ui.metrics();
  ui.note_panel(id, rect);
  if (lit) ui.glow(rect, theme.accent, m.radius());
  ui.fill(rect, theme.panel, m.radius());
  ui.stroke(rect, lit ? theme.accent : theme.border, m.radius(), lit ? m.px(2) : m.hair());
}

}  // namespace loopscope::gui
