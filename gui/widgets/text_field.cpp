#include "gui/widgets/text_field.h"

#include <algorithm>
#include <cmath>

namespace loopscope::gui {

std::size_t offset_at(const Ui& ui, FontRole role, std::string_view line, float x) {
  std::size_t offset = 0;
  float left = 0.0F;
  while (offset < line.size()) {
    std::size_t next = offset + 1;
    while (next < line.size() && (static_cast<unsigned char>(line[next]) & 0xC0U) == 0x80U) ++next;
    const float right = ui.measure(role, line.substr(0, next)).x;
    if (x < (left + right) / 2.0F) break;
    offset = next;
    left = right;
  }
  return offset;
}

Response text_field(Ui& ui, std::string_view id, const Rect& rect, const TextBuffer& buffer,
                    bool focused, std::string_view hint) {
  const Theme& theme = ui.theme();
  const Metrics& m = ui.metrics();
  const FontRole role = FontRole::body;
  const std::string& text = buffer.text();
  const Response response =
      ui.interact(id, rect, ElementKind::button, text.empty() ? hint : std::string_view(text));
  ui.fill(rect, response.hovered && !focused ? theme.hovered : theme.raised, m.small_radius());
  ui.stroke(rect, focused ? theme.accent : theme.border, m.small_radius(),
            focused ? m.px(1.5F) : m.hair());
  const IdScope scope(ui, id);
  const Rect inner = rect.inset(m.gap(), 0.0F);
  if (text.empty()) {
    ui.text("hint", inner, hint, {role, theme.dim, Align::left, Overflow::ellipsis});
  }
  const ClipScope clip(ui, inner.inset(-m.px(2), 0.0F));
  const auto x_of = [&](std::size_t offset) {
    return ui.measure(role, std::string_view(text).substr(0, offset)).x;
  };
  // The cursor stays in sight.
  const float shift = focused ? std::max(0.0F, x_of(buffer.cursor()) - inner.width()) : 0.0F;
  const float left = inner.left - shift;
  const float high = std::round(ui.line_height(role) / 2.0F);
  const float middle = std::round(rect.center().y);
  const auto [from, to] = buffer.selection();
  if (focused && from != to) {
    ui.fill({left + x_of(from), middle - high, left + x_of(to), middle + high}, theme.accent_fill);
  }
  if (!text.empty()) {
    ui.push_scrolled();
    const float width = std::ceil(x_of(text.size())) + 1.0F;
    ui.text("text", {left, rect.top, left + width, rect.bottom}, text,
            {role, theme.text, Align::left, Overflow::scrolled});
    ui.pop_scrolled();
  }
  if (focused) {
    const float x = std::round(left + x_of(buffer.cursor()));
    ui.fill({x, middle - high, x + m.px(1.5F), middle + high}, theme.accent);
  }
  return response;
}

}  // namespace loopscope::gui
