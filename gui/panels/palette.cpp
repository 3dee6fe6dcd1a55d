#include "gui/app/palette.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gui/panels/panels.h"
#include "gui/widgets/scroll.h"
#include "gui/widgets/text_field.h"

namespace loopscope::gui {

namespace {

constexpr const char* region = "palette";
constexpr std::size_t most_rows = 12;

const char* hint_of(Palette::Kind kind) {
  switch (kind) {
    case Palette::Kind::commands:
      return "palette.commands";
    case Palette::Kind::open_file:
      return "palette.open_file";
    case Palette::Kind::save_as:
      return "palette.save_as";
    case Palette::Kind::condition:
      return "palette.condition";
    case Palette::Kind::what_if:
      return "palette.what_if";
    case Palette::Kind::open_share:
      return "palette.open_share";
    case Palette::Kind::export_to:
      return "palette.export_to";
  }
  return "palette.commands";
}

/// True where only a row can be chosen and what was typed left none.
bool has_nothing(const Palette& palette) {
  const bool rows_only =
      palette.kind == Palette::Kind::commands || palette.kind == Palette::Kind::what_if;
  return rows_only && palette.rows.empty();
}

/// The command that a text alone is asked for, nothing being listed; count_: there is a list.
Command asked_by(const Palette& palette) {
  switch (palette.kind) {
    case Palette::Kind::export_to:
      return palette.purpose;
    case Palette::Kind::save_as:
      return Command::save_as;
    case Palette::Kind::open_share:
      return Command::open_share;
    default:
      return Command::count_;
  }
}

bool is_enabled(const View& view, const Palette::Row& row) {
  return row.command == Command::count_ || info_of(row.command).enabled(view);
}

void draw_row(const View& view, const Rect& rect, std::size_t index, Actions& actions) {
  Ui& ui = view.ui;
  const Theme& theme = view.theme();
  const Metrics& m = view.metrics();
  const Palette::Row& row = view.palette->rows[index];
  const bool enabled = is_enabled(view, row);
  const std::string id = fmt::format("row-{}", index);
  const Response response = ui.interact(id, rect, ElementKind::button, row.text, enabled);
  if (index == view.palette->chosen) {
    ui.fill(rect, theme.accent_fill, m.small_radius());
  } else if (response.hovered) {
    ui.fill(rect, theme.hovered, m.small_radius());
  }
  if (response.clicked) choose_row(view, index, actions);
  const IdScope scope(ui, id);
  Rect inner = rect.inset(m.gap(), 0);
  if (!row.note.empty()) {
    const float width = std::ceil(ui.measure(FontRole::small, row.note).x) + 1.0F;
    ui.text("note", inner.cut_right(width, m.gap()), row.note,
            {FontRole::small, theme.dim, Align::right});
  }
  ui.text("text", inner, row.text,
          {FontRole::body, enabled ? theme.text : theme.faint, Align::left, Overflow::ellipsis});
}

/// What the text is for, which the field doesn't say once it is filled.
void draw_purpose(const View& view, Rect area) {
  Ui& ui = view.ui;
  const Theme& theme = view.theme();
  const Metrics& m = view.metrics();
  Rect line = area.inset(m.gap(), 0);
  const std::string& keys = view.texts["palette.keys"];
  const float width = std::ceil(ui.measure(FontRole::small, keys).x) + 1.0F;
  ui.text("keys", line.cut_right(width, m.gap()), keys, {FontRole::small, theme.dim, Align::right});
  ui.text("purpose", line, view.texts[info_of(asked_by(*view.palette)).text],
          {FontRole::body, theme.text, Align::left, Overflow::ellipsis});
}

void draw_rows(const View& view, const Rect& area, Actions& actions) {
  Ui& ui = view.ui;
  const Metrics& m = view.metrics();
  const std::size_t count = view.palette->rows.size();
  const float content = static_cast<float>(count) * m.row();
  Vec offset = view.scroll(region);
  const auto follow = static_cast<std::uint32_t>(view.palette->chosen + 1);
  const bool moves = view.followed(region) != follow;
  if (moves) {
    const float top = static_cast<float>(view.palette->chosen) * m.row();
    offset.y = offset_showing(offset.y, area.height(), content, top, top + m.row(), 0.0F);
  }
  const ScrollArea scroll = scroll_area(ui, "scroll", area, {0.0F, content}, offset);
  if (scroll.changed || moves) actions.add(ScrollTo{region, scroll.offset, follow});
  const bool scrolls = content > area.height() + 0.5F;
  if (scrolls) ui.push_scrolled();
  {
    const ClipScope clip(ui, scroll.view);
    const auto first = static_cast<std::size_t>(scroll.offset.y / m.row());
    for (std::size_t i = first; i < std::min(count, first + most_rows + 2); ++i) {
      const float top = scroll.origin().y + static_cast<float>(i) * m.row();
      draw_row(view, {scroll.view.left, top, scroll.view.right, top + m.row()}, i, actions);
    }
  }
  if (scrolls) ui.pop_scrolled();
}

}  // namespace

void choose_row(const View& view, std::size_t row, Actions& actions) {
  const auto& rows = view.palette->rows;
  if (row < rows.size() && !is_enabled(view, rows[row])) return;
  actions.add(ChooseRow{row});
}

void draw_palette(const View& view, Actions& actions) {
  if (view.palette == nullptr) return;
  Ui& ui = view.ui;
  const Theme& theme = view.theme();
  const Metrics& m = view.metrics();
  const IdScope scope(ui, "palette");
  const Rect& window = ui.viewport();
  const bool nothing = has_nothing(*view.palette);
  const bool asks_text = asked_by(*view.palette) != Command::count_;
  const auto rows = nothing || asks_text
                        ? 1.0F
                        : static_cast<float>(std::min(view.palette->rows.size(), most_rows));
  const float width = std::min(m.px(620), window.width() - 4 * m.pad());
  const float gap = rows > 0.0F ? m.gap() : 0.0F;
  const float height =
      std::min(2 * m.pad() + m.control() + gap + rows * m.row(), window.height() - 4 * m.pad());
  const float top = std::min(m.px(72), (window.height() - height) / 2.0F);
  const Rect panel =
      Rect::at({std::round(window.center().x - width / 2.0F), std::round(top)}, {width, height});
  ui.begin_layer(2, window);
  ui.fill(window, theme.shadow);
  if (ui.interact("outside", window, ElementKind::handle, {}).clicked) {
    actions.add(ClosePalette{});
  }
  ui.interact("panel", panel, ElementKind::panel, view.texts[hint_of(view.palette->kind)]);
  ui.shadow(panel, m.radius());
  ui.fill(panel, theme.panel, m.radius());
  ui.stroke(panel, theme.border, m.radius(), m.hair());
  Rect inner = panel.inset(m.pad());
  text_field(ui, "query", inner.cut_top(m.control(), m.gap()), view.palette->query,
             view.focus == Focus::palette, view.texts[hint_of(view.palette->kind)]);
  if (nothing) {
    ui.text("nothing", inner.inset(m.gap(), 0), view.texts["palette.nothing"],
            {FontRole::body, theme.dim, Align::left, Overflow::ellipsis});
  } else if (asks_text) {
    draw_purpose(view, inner);
  } else if (rows > 0.0F) {
    draw_rows(view, inner, actions);
  }
  ui.end_layer();
}

}  // namespace loopscope::gui
