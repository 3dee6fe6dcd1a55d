#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gui/panels/panels.h"
#include "gui/panels/toolbar.h"
#include "gui/widgets/scroll.h"

namespace loopscope::gui {

namespace {

constexpr const char* region = "menu";

struct Row {
  std::string text;
  std::string note;
  bool chosen = false;
  Action action;
};

std::vector<Row> rows_of(const View& view) {
  std::vector<Row> rows;
  if (view.menu == Menu::lessons) {
    for (std::size_t index = 0; index < view.lessons.size(); ++index) {
      const LessonEntry& lesson = view.lessons[index];
      rows.push_back({fmt::format("{}  {}", index + 1, lesson.title),
                      view.texts.format("toolbar.level", lesson.level), view.lesson_index == index,
                      OpenLesson{index}});
    }
  } else if (view.menu == Menu::speed) {
    for (const double speed : speeds) {
      rows.push_back({speed_text(speed), {}, view.playing.speed == speed, SetSpeed{speed}});
    }
  } else if (view.menu == Menu::unit) {
    constexpr std::array units = {Command::unit_event, Command::unit_line, Command::unit_callback,
                                  Command::unit_iteration};
    for (std::size_t index = 0; index < units.size(); ++index) {
      const auto unit = static_cast<StepUnit>(index);
      rows.push_back({view.texts[unit_text_id(unit)], text_of(info_of(units[index]).key),
                      view.playing.unit == unit, SetUnit{unit}});
    }
  }
  return rows;
}

/// The number of the chosen row, from 1; 0: none.
std::uint32_t chosen_row(const std::vector<Row>& rows) {
  const auto chosen =
      std::find_if(rows.begin(), rows.end(), [](const Row& row) { return row.chosen; });
  return chosen == rows.end() ? 0 : static_cast<std::uint32_t>(chosen - rows.begin()) + 1;
}

/// The control that the menu hangs from.
Rect anchor_of(const View& view) {
  const ToolbarPlan plan = plan_toolbar(view);
  if (view.menu == Menu::lessons) return plan.title;
  for (const ToolbarItem& item : plan.items) {
    if (item.id == (view.menu == Menu::speed ? "speed" : "unit")) return item.rect;
  }
  return plan.title;
}

Rect place_menu(const View& view, const std::vector<Row>& rows) {
  const Metrics& m = view.metrics();
  const Rect anchor = anchor_of(view);
  float width = view.menu == Menu::lessons ? m.px(320) : anchor.width();
  for (const Row& row : rows) {
    const float text = view.ui.measure(FontRole::body, row.text).x;
    const float note =
        row.note.empty() ? 0.0F : view.ui.measure(FontRole::small, row.note).x + m.px(24);
    width = std::max(width, std::ceil(text + note) + m.px(20) + 4 * m.gap());
  }
  const Rect& window = view.ui.viewport();
  width = std::min(width, window.width() - 2 * m.pad());
  const float height = static_cast<float>(rows.size()) * m.row() + 2 * m.tight();
  const float room = window.bottom - anchor.bottom - m.tight() - m.pad();
  Rect menu = Rect::at({anchor.left, anchor.bottom + m.tight()}, {width, std::min(height, room)});
  if (menu.right > window.right - m.pad()) {
    menu = menu.moved(window.right - m.pad() - menu.right, 0);
  }
  return menu;
}

void draw_row(const View& view, const Rect& rect, std::size_t index, const Row& row,
              Actions& actions) {
  Ui& ui = view.ui;
  const Theme& theme = view.theme();
  const Metrics& m = view.metrics();
  const std::string id = fmt::format("row-{}", index);
  const Response response = ui.interact(id, rect, ElementKind::button, row.text);
  if (response.hovered) ui.fill(rect, theme.hovered, m.small_radius());
  if (response.clicked) actions.add(row.action);
  const IdScope scope(ui, id);
  Rect inner = rect.inset(m.gap(), 0);
  const Rect mark = inner.cut_left(m.mark(), m.px(6));
  if (row.chosen) {
    draw_sign(
        ui, Sign::check,
        Rect::at({mark.left, std::round(mark.center().y - m.mark() / 2)}, {m.mark(), m.mark()}),
        theme.accent);
  }
  if (!row.note.empty()) {
    const float width = std::ceil(ui.measure(FontRole::small, row.note).x) + 1.0F;
    ui.text("note", inner.cut_right(width, m.gap()), row.note,
            {FontRole::small, theme.dim, Align::right});
  }
  ui.text("text", inner, row.text,
          {row.chosen ? FontRole::strong : FontRole::body, theme.text, Align::left,
           Overflow::ellipsis});
}

}  // namespace

void draw_menu(const View& view, Actions& actions) {
  if (view.menu == Menu::none || view.menu == Menu::glossary) return;
  Ui& ui = view.ui;
  const Metrics& m = view.metrics();
  const IdScope scope(ui, "menu");
  const std::vector<Row> rows = rows_of(view);
  const Rect menu = place_menu(view, rows);
  ui.begin_layer(1, ui.viewport());
  if (ui.interact("outside", ui.viewport(), ElementKind::handle, {}).clicked) {
    actions.add(OpenMenu{Menu::none});
  }
  ui.note_panel("panel", menu);
  ui.shadow(menu, m.radius());
  ui.fill(menu, view.theme().raised, m.radius());
  ui.stroke(menu, view.theme().border, m.radius(), m.hair());
  const Rect inner = menu.inset(m.tight());
  const float content = static_cast<float>(rows.size()) * m.row();
  Vec offset = view.scroll(region);
  const std::uint32_t follow = chosen_row(rows);  // a long menu opens where the chosen row is
  const bool moves = view.followed(region) != follow;
  if (moves) {
    const float bottom = static_cast<float>(follow) * m.row();
    offset.y = offset_showing(offset.y, inner.height(), content, bottom - m.row(), bottom,
                              inner.height() / 3.0F);
  }
  const ScrollArea area = scroll_area(ui, "scroll", inner, {0.0F, content}, offset);
  if (area.changed || moves) actions.add(ScrollTo{region, area.offset, follow});
  const bool scrolls = content > inner.height() + 0.5F;
  if (scrolls) ui.push_scrolled();
  {
    const ClipScope clip(ui, area.view);
    for (std::size_t index = 0; index < rows.size(); ++index) {
      const float top = area.origin().y + static_cast<float>(index) * m.row();
      draw_row(view, {area.view.left, top, area.view.right, top + m.row()}, index, rows[index],
               actions);
    }
  }
  if (scrolls) ui.pop_scrolled();
  ui.end_layer();
}

}  // namespace loopscope::gui
