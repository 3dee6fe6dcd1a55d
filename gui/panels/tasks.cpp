#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "gui/panels/panels.h"
#include "gui/panels/stage_tokens.h"
#include "gui/stage/words.h"
#include "gui/widgets/controls.h"
#include "gui/widgets/scroll.h"
#include "gui/widgets/token.h"

namespace loopscope::gui {

namespace {

constexpr const char* region = "tasks";

constexpr TaskStatus legend_order[] = {
    TaskStatus::ready,      TaskStatus::running, TaskStatus::sleeping, TaskStatus::waiting,
    TaskStatus::cancelling, TaskStatus::done,    TaskStatus::failed,   TaskStatus::cancelled};

std::string status_word(const View& view, TaskStatus status) {
  return view.texts[std::string("status.").append(name_of(status))];
}

/// Columns of the table, as offsets from its left; those of width 0 are left out.
struct Columns {
  float number = 0.0F;
  float name = 0.0F;
  float coroutine = 0.0F;
  float state = 0.0F;
  float waits = 0.0F;
};

Columns columns_of(const View& view, float width) {
  const Metrics& m = view.metrics();
  Columns columns;
  const std::string last = std::to_string(view.state().task_count());
  columns.number = m.px(22) + std::ceil(view.ui.measure(FontRole::mono_small, last).x);
  const float rest = width - columns.number;
  const bool wide = width >= m.px(480);
  const bool narrow = width < m.px(300);
  if (wide) {
    columns.name = std::round(rest * 0.2F);
    columns.coroutine = std::round(rest * 0.24F);
    columns.state = std::round(rest * 0.24F);
    columns.waits = rest - columns.name - columns.coroutine - columns.state;
  } else {
    // The latest name is the longest of those that were made up.
    const std::size_t count = view.state().task_count();
    const std::string_view name =
        count == 0 ? std::string_view() : view.trace().text(view.state().task_at(count - 1).name);
    const float needed = std::ceil(view.ui.measure(FontRole::label, name).x) + 1.0F + m.gap();
    columns.name =
        std::clamp(needed, std::round(rest * (narrow ? 0.34F : 0.24F)), std::round(rest * 0.36F));
    columns.coroutine = narrow ? 0.0F : std::round(rest * 0.24F);
    columns.state = rest - columns.name - columns.coroutine;
  }
  return columns;
}

void draw_table_heading(const View& view, Rect row, const Columns& columns) {
  const auto cell = [&](const char* text, float width) {
    if (width <= 0.0F) return;
    view.ui.text(text, row.cut_left(width - view.metrics().gap(), view.metrics().gap()),
                 view.texts[text],
                 {FontRole::small, view.theme().dim, Align::left, Overflow::ellipsis});
  };
  view.ui.line({row.left, row.bottom - 0.5F}, {row.right, row.bottom - 0.5F}, view.theme().rule,
               view.metrics().hair());
  row.left += view.metrics().px(6);
  cell("tasks.number", columns.number - view.metrics().px(6));
  cell("tasks.name", columns.name);
  cell("tasks.coroutine", columns.coroutine);
  cell("tasks.state", columns.state);
  cell("tasks.waits", columns.waits);
}

/// What stands beside the state's badge: the word, or what says more where there is one column.
std::string state_text(const View& view, const TaskState& task, const std::string& waits,
                       bool own_column) {
  std::string text = status_word(view, task.status);
  const bool says_more = !waits.empty() && !task.finished && task.status != TaskStatus::cancelling;
  if (!own_column && says_more) text = waits;
  if (task.cancel_requests == 0 || task.finished) return text;
  if (task.status == TaskStatus::cancelling)
    return fmt::format("{} ×{}", text, task.cancel_requests);
  text.append(" · ").append(view.texts.format("tasks.cancels", task.cancel_requests));
  return text;
}

void draw_state(const View& view, Rect cell, TaskStatus status, const std::string& text) {
  const Metrics& m = view.metrics();
  const float side = m.chip();
  const Rect badge = cell.cut_left(side, m.gap());
  status_badge(view.ui,
               Rect::at({badge.left, std::round(badge.center().y - side / 2.0F)}, {side, side}),
               status);
  view.ui.text("state", cell, text,
               {FontRole::small, view.theme().text, Align::left, Overflow::ellipsis});
}

void draw_row(const View& view, const Rect& row, const Columns& columns, const TaskState& task,
              Actions& actions) {
  Ui& ui = view.ui;
  const Theme& theme = view.theme();
  const Metrics& m = view.metrics();
  const std::string id = fmt::format("row-{}", task.number);
  const std::string name(view.trace().text(task.name));
  const Response response = ui.interact(id, row, ElementKind::token, name);
  if (view.selected(task.id)) {
    ui.fill(row, theme.accent_fill);
    ui.fill({row.left, row.top, row.left + m.px(3), row.bottom}, theme.accent);
  } else if (view.lit(task.id)) {
    ui.fill(row, theme.hovered);
  }
  ui.line({row.left, row.bottom - 0.5F}, {row.right, row.bottom - 0.5F}, theme.rule, m.hair());
  if (response.hovered) actions.add(Hover{{Selection::Kind::task, task.id}});
  if (response.clicked) actions.add(Select{{Selection::Kind::task, task.id}});

  const IdScope scope(ui, id);
  Rect rest = row;
  const float gap = m.gap();
  const Rect number = rest.cut_left(columns.number - gap, gap).inset(m.px(6), 0);
  ui.text("number", number, std::to_string(task.number),
          {FontRole::mono_small, theme.dim, Align::left, Overflow::ellipsis});
  ui.text("name", rest.cut_left(columns.name - gap, gap), name,
          {FontRole::label, theme.text, Align::left, Overflow::ellipsis});
  if (columns.coroutine > 0.0F) {
    ui.text("coroutine", rest.cut_left(columns.coroutine - gap, gap),
            stage::short_name(view.trace().text(task.coroutine)),
            {FontRole::mono_small, theme.dim, Align::left, Overflow::ellipsis});
  }
  const std::string waits = stage::waiting_text(task, view.state(), view.trace(), view.texts);
  const bool own_column = columns.waits > 0.0F;
  draw_state(view, rest.cut_left(columns.state - gap, gap), task.status,
             state_text(view, task, waits, own_column));
  if (own_column) {
    ui.text("waits", rest, waits, {FontRole::small, theme.dim, Align::left, Overflow::ellipsis});
  }
}

/// Sets the legend in rows of `width`; draws it from `corner` if one is given. Returns its height.
float legend(const View& view, float width, const Vec* corner) {
  Ui& ui = view.ui;
  const Metrics& m = view.metrics();
  const float side = m.px(16);
  const float height = m.px(22);
  float x = 0.0F;
  float y = 0.0F;
  for (const TaskStatus status : legend_order) {
    const std::string word = status_word(view, status);
    const float text = std::ceil(ui.measure(FontRole::small, word).x) + 1.0F;
    const float item = side + m.px(6) + text;
    if (x > 0.0F && x + item > width) {
      x = 0.0F;
      y += height;
    }
    if (corner != nullptr) {
      const Rect place = Rect::at(*corner + Vec{x, y}, {item, height});
      status_badge(ui,
                   Rect::at({place.left, std::round(place.center().y - side / 2.0F)}, {side, side}),
                   status);
      ui.text(fmt::format("legend-{}", name_of(status)),
              {place.left + side + m.px(6), place.top, place.right, place.bottom}, word,
              {FontRole::small, view.theme().dim, Align::left, Overflow::ellipsis});
    }
    x += item + m.pad();
  }
  return y + height;
}

/// The task that the table keeps in sight.
std::size_t followed_index(const View& view) {
  const TaskState* const task = task_in_focus(view);
  return task != nullptr ? task->number : 0;
}

void draw_table(const View& view, Rect content, Actions& actions) {
  Ui& ui = view.ui;
  const Metrics& m = view.metrics();
  const std::size_t count = view.state().task_count();
  const Rect heading = content.cut_top(m.px(24));
  // Rows draw a little closer where that shows them all.
  const float fitting = std::floor(content.height() / static_cast<float>(count));
  const float height = fitting < m.px(22) ? m.px(24) : std::min(fitting, m.px(28));
  const Vec extent{0.0F, static_cast<float>(count) * height};
  Vec offset = view.scroll(region);
  const std::size_t followed = followed_index(view);
  const bool moves = followed != 0 && view.followed(region) != followed;
  if (moves) {
    const float top = static_cast<float>(followed - 1) * height;
    offset.y = offset_showing(offset.y, content.height(), extent.y, top, top + height, 0.0F);
  }
  const ScrollArea area = scroll_area(ui, "scroll", content, extent, offset);
  if (area.changed || moves) {
    actions.add(ScrollTo{region, area.offset, static_cast<std::uint32_t>(followed)});
  }
  const Columns columns = columns_of(view, area.view.width());
  draw_table_heading(view, {heading.left, heading.top, area.view.right, heading.bottom}, columns);

  const ClipScope clip(ui, area.view);
  ui.push_scrolled();
  const auto first = static_cast<std::size_t>(area.offset.y / height);
  const auto shown = static_cast<std::size_t>(area.view.height() / height) + 2;
  for (std::size_t i = first; i < std::min(count, first + shown); ++i) {
    const float top = area.origin().y + static_cast<float>(i) * height;
    draw_row(view, {area.view.left, top, area.view.right, top + height}, columns,
             view.state().task_at(i), actions);
  }
  ui.pop_scrolled();
}

}  // namespace

void draw_tasks(const View& view, Actions& actions) {
  Ui& ui = view.ui;
  const Metrics& m = view.metrics();
  const std::size_t count = view.state().task_count();
  Rect content = panel_frame(ui, "tasks", view.areas.tasks, view.texts["tasks.heading"],
                             view.texts.format("tasks.note", count));
  const IdScope scope(ui, "tasks");
  const float legend_height = legend(view, content.width(), nullptr);
  // The table comes first: the legend needs room beside all rows of the run, or five of them.
  const std::size_t rows = std::min<std::size_t>(5, view.timeline().lanes().size());
  const float table = m.px(24) * static_cast<float>(1 + rows);
  if (content.height() - legend_height - m.gap() >= table) {
    const Rect place = content.cut_bottom(legend_height, m.gap());
    const Vec corner = place.corner();
    legend(view, place.width(), &corner);
  }
  if (count == 0) {
    ui.wrapped("empty", content, view.texts["tasks.empty"], {FontRole::small, view.theme().dim});
    return;
  }
  draw_table(view, content, actions);
}

}  // namespace loopscope::gui
