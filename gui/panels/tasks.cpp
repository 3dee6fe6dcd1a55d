#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "gui/panels/panels.h"
#include "gui/panels/stage_tokens.h"
#include "gui/stage/words.h"
#include "gui/widgets/controls.h"
#include "gui/widgets/scroll.h"
#include "gui/widgets/text_field.h"
#include "gui/widgets/token.h"

namespace loopscope::gui {

namespace {

constexpr const char* region = "tasks";

/// From here on the field to search in shows by itself.
constexpr std::size_t many_tasks = 12;

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

/// A column's heading; clicking it sorts by it, again: the other way round.
void draw_column_heading(const View& view, const Rect& place, const char* text, TaskColumn column,
                         Actions& actions) {
  Ui& ui = view.ui;
  const TaskTable& table = view.task_table;
  const bool sorts = table.sort == column;
  std::string words = view.texts[text];
  if (sorts && !table.is_plain()) words += table.descending ? " ↓" : " ↑";
  const std::string id = std::string("sort-") + text;
  const Response response = ui.interact(id, place, ElementKind::button, words);
  if (response.hovered) ui.tooltip(view.texts.format("tasks.sort_by", view.texts[text]));
  if (response.clicked) {
    TaskTable wanted = table;
    wanted.descending = sorts && !table.descending;
    wanted.sort = column;
    actions.add(ShowTasks{wanted});
  }
  const Color color =
      response.hovered || (sorts && !table.is_plain()) ? view.theme().text : view.theme().dim;
  ui.text(text, place, words, {FontRole::small, color, Align::left, Overflow::ellipsis});
}

void draw_table_heading(const View& view, Rect row, const Columns& columns, Actions& actions) {
  const auto cell = [&](const char* text, float width, TaskColumn column) {
    if (width <= 0.0F) return;
    const Rect place = row.cut_left(width - view.metrics().gap(), view.metrics().gap());
    draw_column_heading(view, place, text, column, actions);
  };
  view.ui.line({row.left, row.bottom - 0.5F}, {row.right, row.bottom - 0.5F}, view.theme().rule,
               view.metrics().hair());
  row.left += view.metrics().px(6);
  cell("tasks.number", columns.number - view.metrics().px(6), TaskColumn::number);
  cell("tasks.name", columns.name, TaskColumn::name);
  cell("tasks.coroutine", columns.coroutine, TaskColumn::coroutine);
  cell("tasks.state", columns.state, TaskColumn::state);
  if (columns.waits <= 0.0F) return;
  view.ui.text("tasks.waits", row, view.texts["tasks.waits"],
               {FontRole::small, view.theme().dim, Align::left, Overflow::ellipsis});
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

/// Makes a state of the legend a switch: its tasks are shown or not. True if they are not.
bool offer_filter(const View& view, const Rect& place, TaskStatus status, const std::string& word,
                  Actions& actions) {
  const TaskTable& table = view.task_table;
  const bool hidden = table.hides(status);
  const Response response = view.ui.interact(std::string("filter-").append(name_of(status)), place,
                                             ElementKind::button, word);
  if (response.hovered) {
    view.ui.fill(place.inset(-view.metrics().px(3), 0.0F), view.theme().hovered,
                 view.metrics().small_radius());
    view.ui.tooltip(view.texts.format(hidden ? "tasks.show" : "tasks.hide", word));
  }
  if (response.clicked) {
    TaskTable wanted = table;
    wanted.hidden ^= static_cast<std::uint8_t>(1U << static_cast<unsigned>(status));
    actions.add(ShowTasks{wanted});
  }
  return hidden;
}

/// Sets the legend in rows of `width`; draws it from `corner` if one is given. Returns its height.
float legend(const View& view, float width, const Vec* corner, Actions* actions) {
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
      const bool hidden = offer_filter(view, place, status, word, *actions);
      status_badge(ui,
                   Rect::at({place.left, std::round(place.center().y - side / 2.0F)}, {side, side}),
                   status);
      ui.text(fmt::format("legend-{}", name_of(status)),
              {place.left + side + m.px(6), place.top, place.right, place.bottom}, word,
              {FontRole::small, hidden ? view.theme().faint : view.theme().dim, Align::left,
               Overflow::ellipsis});
      if (hidden) {
        const float middle = std::round(place.center().y);
        ui.line({place.left, middle}, {place.right, middle}, view.theme().dim, m.px(1.5F));
      }
    }
    x += item + m.pad();
  }
  return y + height;
}

bool is_shown(const View& view, const TaskState& task) {
  const TaskTable& table = view.task_table;
  if (table.hides(task.status)) return false;
  return table.search.empty() ||
         view.trace().text(task.name).find(table.search) != std::string_view::npos ||
         view.trace().text(task.coroutine).find(table.search) != std::string_view::npos;
}

bool comes_before(const View& view, const TaskState& one, const TaskState& other) {
  const Trace& trace = view.trace();
  switch (view.task_table.sort) {
    case TaskColumn::number:
      break;
    case TaskColumn::name:
      return trace.text(one.name) < trace.text(other.name);
    case TaskColumn::coroutine:
      return trace.text(one.coroutine) < trace.text(other.coroutine);
    case TaskColumn::state:
      return one.status < other.status;
  }
  return one.number < other.number;
}

/// The rows of the table, from the top. Nothing is looked at where all tasks stand in their order.
class Order {
 public:
  explicit Order(const View& view) : state_(view.state()), plain_(view.task_table.is_plain()) {
    if (plain_) return;
    for (std::uint32_t i = 0; i < state_.task_count(); ++i) {
      if (is_shown(view, state_.task_at(i))) indexes_.push_back(i);
    }
    std::stable_sort(indexes_.begin(), indexes_.end(), [&](std::uint32_t one, std::uint32_t other) {
      return view.task_table.descending
                 ? comes_before(view, state_.task_at(other), state_.task_at(one))
                 : comes_before(view, state_.task_at(one), state_.task_at(other));
    });
  }

  std::size_t size() const { return plain_ ? state_.task_count() : indexes_.size(); }
  const TaskState& at(std::size_t row) const {
    return state_.task_at(plain_ ? row : indexes_[row]);
  }
  /// The row of a task, from 1; 0: it is not shown.
  std::size_t row_of(const TaskState& task) const {
    if (plain_) return task.number;
    const auto found = std::find(indexes_.begin(), indexes_.end(), task.number - 1);
    return found == indexes_.end() ? 0 : static_cast<std::size_t>(found - indexes_.begin()) + 1;
  }

 private:
  const LoopState& state_;
  bool plain_;
  std::vector<std::uint32_t> indexes_;
};

/// The row that the table keeps in sight, from 1; 0: none.
std::size_t followed_row(const View& view, const Order& order) {
  const TaskState* const task = task_in_focus(view);
  return task != nullptr ? order.row_of(*task) : 0;
}

/// The field at the heading's right.
void draw_search(const View& view, Actions& actions) {
  const Metrics& m = view.metrics();
  const Rect& area = view.areas.tasks;
  const float height = m.px(26);
  const float top = std::round(area.top + (m.header() - height) / 2.0F);
  const float width = std::min(m.px(220), area.width() * 0.55F);
  const Rect place{area.right - m.px(6) - width, top, area.right - m.px(6), top + height};
  const std::size_t count = view.state().task_count();
  const Response response =
      text_field(view.ui, "search", place, view.task_search, view.focus == Focus::tasks,
                 view.texts.format("tasks.search", count));
  if (response.clicked) actions.add(SetFocus{Focus::tasks});
}

void draw_table(const View& view, Rect content, Actions& actions) {
  Ui& ui = view.ui;
  const Metrics& m = view.metrics();
  const Order order(view);
  const std::size_t count = order.size();
  const Rect heading = content.cut_top(m.px(24));
  // Rows draw a little closer where that shows them all.
  const float fitting =
      std::floor(content.height() / static_cast<float>(std::max<std::size_t>(count, 1)));
  const float height = fitting < m.px(22) ? m.px(24) : std::min(fitting, m.px(28));
  Vec extent{0.0F, static_cast<float>(count) * height};
  // Space below the last row lets the first one in sight always be a whole one.
  if (extent.y > content.height()) {
    extent.y += content.height() - std::floor(content.height() / height) * height;
  }
  Vec offset = view.scroll(region);
  const std::size_t followed = followed_row(view, order);
  const bool moves = followed != 0 && view.followed(region) != followed;
  if (moves) {
    const float top = static_cast<float>(followed - 1) * height;
    offset.y = offset_showing(offset.y, content.height(), extent.y, top, top + height, 0.0F);
    offset.y = std::ceil(offset.y / height) * height;
  }
  const ScrollArea area = scroll_area(ui, "scroll", content, extent, offset);
  if (area.changed || moves) {
    actions.add(ScrollTo{region, area.offset, static_cast<std::uint32_t>(followed)});
  }
  const Columns columns = columns_of(view, area.view.width());
  draw_table_heading(view, {heading.left, heading.top, area.view.right, heading.bottom}, columns,
                     actions);

  const ClipScope clip(ui, area.view);
  ui.push_scrolled();
  const auto first = static_cast<std::size_t>(area.offset.y / height);
  const auto shown = static_cast<std::size_t>(area.view.height() / height) + 2;
  for (std::size_t i = first; i < std::min(count, first + shown); ++i) {
    const float top = area.origin().y + static_cast<float>(i) * height;
    if (top + 0.75F * height > area.view.bottom && i > first) break;  // a slip of a row
    draw_row(view, {area.view.left, top, area.view.right, top + height}, columns, order.at(i),
             actions);
  }
  ui.pop_scrolled();
}

}  // namespace

void draw_tasks(const View& view, Actions& actions) {
  Ui& ui = view.ui;
  const Metrics& m = view.metrics();
  const std::size_t count = view.state().task_count();
  const bool searches =
      view.focus == Focus::tasks || !view.task_search.text().empty() || count >= many_tasks;
  Rect content = panel_frame(ui, "tasks", view.areas.tasks, view.texts["tasks.heading"],
                             searches ? std::string() : view.texts.format("tasks.note", count));
  const IdScope scope(ui, "tasks");
  if (searches) draw_search(view, actions);
  const float legend_height = legend(view, content.width(), nullptr, nullptr);
  // The table comes first: the legend needs room beside all rows of the run, or five of them.
  const std::size_t rows = std::min<std::size_t>(5, view.timeline().lanes().size());
  const float table = m.px(24) * static_cast<float>(1 + rows);
  if (content.height() - legend_height - m.gap() >= table) {
    const Rect place = content.cut_bottom(legend_height, m.gap());
    const Vec corner = place.corner();
    legend(view, place.width(), &corner, &actions);
  }
  if (count == 0) {
    ui.wrapped("empty", content, view.texts["tasks.empty"], {FontRole::small, view.theme().dim});
    return;
  }
  draw_table(view, content, actions);
}

}  // namespace loopscope::gui
