#include "gui/widgets/token.h"

#include <cmath>
#include <string>

#include "gui/theme/marks.h"

namespace loopscope::gui {

namespace {

struct TokenColors {
  Color fill;
  Color ink;
  Color outline;
  Color field;  ///< behind the number
  Color note;
};

TokenColors solid_colors_of(const Theme& theme, const TokenLook& look) {
  if (look.ghost) {
    return {Color{0, 0, 0, 0}, theme.dim,
            look.has_status ? theme.of(look.status).fill : theme.arrow, theme.dim.faded(0.16F),
            theme.dim.faded(0.85F)};
  }
  if (!look.has_status) {
    return {theme.raised, theme.text, theme.arrow, theme.text.faded(0.16F),
            theme.text.faded(0.85F)};
  }
  const StatusColors& status = theme.of(look.status);
  return {status.fill, status.ink, status.outline, number_field(status), note_ink(status)};
}

TokenColors colors_of(const Theme& theme, const TokenLook& look) {
  const TokenColors solid = solid_colors_of(theme, look);
  return {solid.fill.faded(look.opacity), solid.ink.faded(look.opacity),
          solid.outline.faded(look.opacity), solid.field.faded(look.opacity),
          solid.note.faded(look.opacity)};
}

float part_gap(const Metrics& m) {
  return m.px(6);
}

float text_width(const Ui& ui, FontRole role, std::string_view text) {
  return text.empty() ? 0.0F : std::ceil(ui.measure(role, text).x);
}

/// Draws the number in a small square of another shade, as on the chips.
void draw_number(Ui& ui, const Rect& rect, std::uint32_t number, const TokenColors& colors) {
  ui.fill(rect, colors.field, ui.metrics().px(3));
  ui.text("number", rect, std::to_string(number), {FontRole::label, colors.ink, Align::center});
}

float number_width(const Ui& ui, std::uint32_t number) {
  const float width = text_width(ui, FontRole::label, std::to_string(number));
  return std::max(ui.metrics().chip(), width + ui.metrics().gap());
}

}  // namespace

Vec token_size(const Ui& ui, const TokenLook& look) {
  const Metrics& m = ui.metrics();
  float width = 2.0F * m.gap();
  if (look.has_status) width += m.mark() + part_gap(m);
  if (look.number != 0) width += number_width(ui, look.number) + part_gap(m);
  width += text_width(ui, FontRole::label, look.name);
  if (!look.note.empty()) width += text_width(ui, FontRole::small, look.note);
  if (!look.note.empty() && !look.name.empty()) width += m.gap();
  return {std::ceil(width), m.token()};
}

Response token(Ui& ui, std::string_view id, const Rect& rect, const TokenLook& look,
               std::string_view says) {
  const Theme& theme = ui.theme();
  const Metrics& m = ui.metrics();
  const Response response = ui.interact(id, rect, ElementKind::token, says);
  const TokenColors colors = colors_of(theme, look);
  ui.fill(rect, colors.fill, m.small_radius());
  if (look.ghost) {
    ui.dashed(rect, colors.outline, m.px(1.5F));
  } else {
    ui.stroke(rect, colors.outline, m.small_radius(), m.hair());
  }
  if (look.lit || look.selected || response.hovered) {
    const float reach = m.px(3);
    const Color around = look.selected ? theme.accent : theme.text.faded(0.8F);
    ui.stroke(rect.inset(-reach), around, m.small_radius() + reach, m.px(1.5F));
  }

  const IdScope scope(ui, id);
  Rect row = rect.inset(m.gap(), 0);
  if (look.has_status) {
    const Rect cell = row.cut_left(m.mark(), part_gap(m));
    const float top = std::round(cell.center().y - m.mark() / 2.0F);
    draw_mark(ui, look.status, Rect::at({cell.left, top}, {m.mark(), m.mark()}), colors.ink);
  }
  if (look.number != 0) {
    const Rect cell = row.cut_left(number_width(ui, look.number), part_gap(m));
    const float side = m.chip();
    draw_number(
        ui, Rect::at({cell.left, std::round(cell.center().y - side / 2.0F)}, {cell.width(), side}),
        look.number, colors);
  }
  if (!look.note.empty()) {
    const float width = text_width(ui, FontRole::small, look.note) + 1.0F;
    const Rect place =
        look.note_first ? row.cut_left(width, m.px(5)) : row.cut_right(width, m.gap());
    ui.text("note", place, look.note,
            {FontRole::small, colors.note, look.note_first ? Align::left : Align::right,
             Overflow::ellipsis});
  }
  if (!look.name.empty()) {
    const Rect name = ui.text("name", {row.left, row.top, row.right + 1.0F, row.bottom}, look.name,
                              {FontRole::label, colors.ink, Align::left, Overflow::ellipsis});
    if (look.struck) {
      const float y = std::round(name.center().y);
      ui.line({name.left, y}, {name.right, y}, colors.ink, m.px(1.5F));
    }
  }
  return response;
}

Response chip(Ui& ui, std::string_view id, const Rect& rect, TaskStatus status,
              std::uint32_t number, bool selected, bool lit, std::string_view says) {
  const Theme& theme = ui.theme();
  const Metrics& m = ui.metrics();
  const Response response = ui.interact(id, rect, ElementKind::token, says);
  const StatusColors& colors = theme.of(status);
  ui.fill(rect, colors.fill, m.small_radius());
  ui.stroke(rect, colors.outline, m.small_radius(), m.hair());
  if (selected || lit || response.hovered) {
    const float reach = m.px(2);
    ui.stroke(rect.inset(-reach), selected ? theme.accent : theme.text.faded(0.8F),
              m.small_radius() + reach, m.px(1.5F));
  }
  const IdScope scope(ui, id);
  ui.text("number", rect, std::to_string(number),
          {FontRole::mono_small, colors.ink, Align::center, Overflow::ellipsis});
  return response;
}

void status_badge(Ui& ui, const Rect& rect, TaskStatus status) {
  const StatusColors& colors = ui.theme().of(status);
  ui.fill(rect, colors.fill, ui.metrics().small_radius());
  ui.stroke(rect, colors.outline, ui.metrics().small_radius(), ui.metrics().hair());
  draw_mark(ui, status, rect.inset(std::round(rect.width() * 0.18F)), colors.ink);
}

}  // namespace loopscope::gui
