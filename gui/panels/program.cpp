#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <vector>

#include "gui/panels/highlight.h"
#include "gui/panels/panels.h"
#include "gui/panels/program_editor.h"
#include "gui/widgets/controls.h"
#include "gui/widgets/scroll.h"
#include "gui/widgets/token.h"

namespace loopscope::gui {

namespace {

constexpr const char* region = "program";

/// Unfinished tasks by the line where they stand.
struct Parked {
  std::vector<std::vector<const TaskState*>> lines;  ///< line 0 has none
  std::vector<EventId> latest;                       ///< when a task last came to that line

  Parked(const LoopState& state, std::size_t count) : lines(count + 1), latest(count + 1) {
    for (std::size_t index = 0; index < state.task_count(); ++index) {
      const TaskState& task = state.task_at(index);
      if (task.finished || task.line == 0 || task.line > count) continue;
      lines[task.line].push_back(&task);
      latest[task.line] = std::max(latest[task.line], task.changed);
    }
  }
};

/// The columns of a row.
struct Columns {
  float row = 0.0F;
  float number = 0.0F;  // width of the line numbers
  std::size_t most_chips = 3;
  float chips = 0.0F;  // width of the chips' part
  float code = 0.0F;   // where the code begins

  Columns(const Ui& ui, std::size_t lines, float width) {
    const Metrics& m = ui.metrics();
    row = ui.line_height(FontRole::mono) + m.px(4);
    const std::string widest(std::max<std::size_t>(2, std::to_string(lines).size()), '0');
    number = m.px(7) + std::ceil(ui.measure(FontRole::mono_small, widest).x);
    if (width < m.px(360)) most_chips = 2;
    chips = static_cast<float>(most_chips) * (m.chip() + chip_gap(m)) - chip_gap(m);
    code = chips_left(m) + chips + m.px(6);
  }

  float chips_left(const Metrics& m) const { return number + m.px(6); }
  static float chip_gap(const Metrics& m) { return m.px(2); }
};

void draw_chips(const View& view, const Rect& cell, std::uint32_t line, std::size_t most_chips,
                const std::vector<const TaskState*>& tasks, Actions& actions) {
  Ui& ui = view.ui;
  const Metrics& m = view.metrics();
  const bool all = tasks.size() <= most_chips;
  const std::size_t shown = all ? tasks.size() : most_chips - 1;
  Rect row = cell;
  for (std::size_t index = 0; index < shown; ++index) {
    const TaskState& task = *tasks[index];
    const Rect slot = row.cut_left(m.chip(), Columns::chip_gap(m));
    const Rect box =
        Rect::at({slot.left, std::round(slot.center().y - m.chip() / 2)}, {m.chip(), m.chip()});
    const std::string name(view.trace().text(task.name));
    const Response response = chip(ui, fmt::format("task-{}", task.number), box, task.status,
                                   task.number, view.selected(task.id), view.lit(task.id), name);
    const Selection selection{Selection::Kind::task, task.id};
    if (response.hovered) {
      actions.add(Hover{selection});
      ui.tooltip(
          fmt::format("{} · {}", name, view.texts[fmt::format("status.{}", name_of(task.status))]));
    }
    if (response.clicked) actions.add(Select{selection});
  }
  if (!all) {
    const std::size_t more = tasks.size() - shown;
    const std::string text = more > 99 ? "99+" : fmt::format("+{}", more);
    row.right += m.px(5);  // up to the code
    ui.text(fmt::format("more-{}", line), row, text,
            {FontRole::mono_small, view.theme().dim, Align::left, Overflow::ellipsis});
  }
}

/// A line's number is a switch: a run stops there or not.
void draw_breakpoint(const View& view, const Rect& place, std::uint32_t number, Actions& actions) {
  Ui& ui = view.ui;
  const Metrics& m = view.metrics();
  const Response response = ui.interact(fmt::format("break-{}", number), place, ElementKind::handle,
                                        view.texts["command.toggle_breakpoint"]);
  const Rect mark{place.left, place.top + m.px(2), place.right + m.px(3), place.bottom - m.px(2)};
  if (view.stops.lines.contains(number)) {
    ui.fill(mark, view.theme().text, m.px(5));
  } else if (response.hovered) {
    ui.stroke(mark, view.theme().dim, m.px(5), m.hair());
  }
  if (response.hovered) ui.tooltip(view.texts["program.breakpoint_tip"]);
  if (response.clicked) actions.add(ToggleBreakpoint{number});
}

void draw_gutter(const View& view, const Rect& row, std::uint32_t number, const Columns& columns,
                 const Parked& parked, Actions& actions) {
  Ui& ui = view.ui;
  const Metrics& m = view.metrics();
  const Rect place{row.left, row.top, row.left + columns.number, row.bottom};
  draw_breakpoint(view, place, number, actions);
  const bool running = view.state().current_line() == number;
  const bool stops = view.stops.lines.contains(number);
  const Color color = stops ? view.theme().panel : running ? view.theme().text : view.theme().dim;
  ui.text(fmt::format("number-{}", number), place, std::to_string(number),
          {FontRole::mono_small, color, Align::right});
  const auto& tasks = parked.lines[number];
  if (tasks.empty()) return;
  const float left = row.left + columns.chips_left(m);
  draw_chips(view, {left, row.top, left + columns.chips, row.bottom}, number, columns.most_chips,
             tasks, actions);
}

void draw_code(const View& view, const Rect& row, float left, std::uint32_t number,
               const std::vector<SyntaxSpan>& spans) {
  Ui& ui = view.ui;
  float x = left;
  std::size_t index = 0;
  for (const SyntaxSpan& span : spans) {
    const float width = ui.measure(FontRole::mono, span.text).x;
    if (span.text.find_first_not_of(' ') != std::string_view::npos) {
      ui.text(fmt::format("code-{}-{}", number, index), {x, row.top, x + width + 1.0F, row.bottom},
              span.text,
              {FontRole::mono, color_of(view.theme(), span.kind), Align::left, Overflow::scrolled});
    }
    ++index;
    x += width;
  }
}

/// Where the program can't be started, its problem stands under the line.
std::uint32_t problem_line(const View& view) {
  const bool edited = view.editor != nullptr;
  const auto& problem = edited ? view.editor->problem : view.session.result().problem;
  return problem.line > 0 ? static_cast<std::uint32_t>(problem.line) : 0;
}

float code_width(const Ui& ui, const SyntaxLines& lines) {
  std::size_t longest = 0;
  std::size_t bytes = 0;
  for (std::size_t index = 0; index < lines.size(); ++index) {
    std::size_t size = 0;
    for (const SyntaxSpan& span : lines[index]) size += span.text.size();
    if (size >= bytes) {
      bytes = size;
      longest = index;
    }
  }
  float width = 0.0F;
  if (!lines.empty()) {
    for (const SyntaxSpan& span : lines[longest]) width += ui.measure(FontRole::mono, span.text).x;
  }
  return std::ceil(width) + ui.metrics().px(2);
}

/// The lines that matter now, the weightiest first: the one that runs, that of the selected task,
/// and those where tasks are parked, the latest first.
std::vector<std::uint32_t> lines_that_matter(const View& view, const Parked& parked) {
  const LoopState& state = view.state();
  const std::vector<EventId>& latest = parked.latest;
  std::vector<std::uint32_t> lines;
  for (std::uint32_t line = 1; line < latest.size(); ++line) {
    if (latest[line] != 0) lines.push_back(line);
  }
  std::stable_sort(lines.begin(), lines.end(), [&latest](std::uint32_t one, std::uint32_t other) {
    return latest[one] > latest[other];
  });
  if (const TaskState* const task =
          view.selection.kind == Selection::Kind::task ? state.task(view.selection.id) : nullptr;
      task != nullptr && !task->finished && task->line != 0) {
    lines.insert(lines.begin(), task->line);
  }
  if (state.current_line() != 0) lines.insert(lines.begin(), state.current_line());
  return lines;
}

/// The part of the program to bring into sight: its lines, 1-based; `first` 0: none.
struct Sight {
  std::uint32_t line = 0;  ///< the weightiest
  std::uint32_t first = 0;
  std::uint32_t last = 0;

  /// Tells this sight from others; never 0.
  std::uint32_t key() const { return (line << 20 ^ first << 10 ^ last) | 1U << 31; }
};

/// As many of the lines that matter as `rows` have room for.
Sight sight_of(const View& view, const Parked& parked, std::uint32_t rows) {
  Sight sight;
  if (const std::uint32_t line = cursor_line(view); line != 0) return {line, line, line};
  if (const std::uint32_t problem = problem_line(view); problem != 0) {
    return {problem, problem, problem};
  }
  if (view.session.position() == 0) return {1, 1, 1};
  for (const std::uint32_t line : lines_that_matter(view, parked)) {
    if (sight.first == 0) sight = {line, line, line};
    const std::uint32_t first = std::min(sight.first, line);
    const std::uint32_t last = std::max(sight.last, line);
    if (last - first >= rows) continue;
    sight.first = first;
    sight.last = last;
  }
  return sight;
}

void light_row(const View& view, const Rect& row, std::uint32_t number) {
  const Metrics& m = view.metrics();
  if (number == problem_line(view)) {
    view.ui.fill(row, view.theme().error.faded(0.18F));
    view.ui.fill({row.left, row.top, row.left + m.px(3), row.bottom}, view.theme().error);
  } else if (number == view.state().current_line()) {
    view.ui.fill(row, view.theme().accent_fill, m.px(3));
    view.ui.fill({row.left, row.top, row.left + m.px(3), row.bottom}, view.theme().accent);
  }
}

/// The heading's note, where there is room for it beside the button.
std::string fitting_note(const View& view, const std::string& heading) {
  const std::string editing = editing_note(view);
  const std::string& note = editing.empty() ? view.texts["program.note"] : editing;
  const float room =
      view.areas.program.right - edit_button(view, heading).right - 2 * view.metrics().pad();
  return view.ui.measure(FontRole::small, note).x <= room ? note : std::string();
}

/// Tells what the panel follows: the cursor while one types, else the lines that matter.
std::uint32_t follow_key(const View& view, const Sight& sight) {
  if (cursor_line(view) == 0) return sight.key();
  const TextBuffer& buffer = view.editor->buffer;
  const auto mixed = buffer.cursor() * 31 + buffer.version();
  return static_cast<std::uint32_t>(mixed) | 1U << 31;
}

}  // namespace

void draw_program(const View& view, Actions& actions) {
  Ui& ui = view.ui;
  // A trace may name a path, which capitals would make another one; the toolbar has all of it.
  const std::string name = std::filesystem::path(view.session.program_name()).filename().string();
  const std::string& heading = name.empty() ? view.texts["program.heading"] : name;
  Rect content =
      panel_frame(ui, "program", view.areas.program, heading,
                  view.has_program ? fitting_note(view, heading) : view.texts["program.note"]);
  const IdScope scope(ui, "program");
  if (!view.has_program) {
    ui.wrapped("empty", content, view.texts["program.empty"], {FontRole::small, view.theme().dim});
    return;
  }
  draw_edit_button(view, heading, actions);
  draw_problem(view, content);
  const SyntaxLines& lines = view.program_lines;
  const Columns columns(ui, lines.size(), content.width());
  const auto count = static_cast<float>(lines.size());

  // The gutter stays; the code moves sideways.
  const Rect whole = content;
  Rect code = content;
  code.left += columns.code;
  code.right += view.metrics().gap();  // the scroll bar has room beside the text
  const Vec extent{code_width(ui, lines), count * columns.row};
  Vec offset = view.scroll(region);
  const float bar = view.metrics().px(10);  // the lower scroll bar may be there
  if (extent.y > code.height()) {           // no line is cut in two at the lower edge
    const float below = extent.x > code.width() - bar ? bar : 0.0F;
    const float rows = std::floor((code.height() - below) / columns.row);
    code.bottom = code.top + std::max(1.0F, rows) * columns.row + below;
  }
  const float seen = code.height() - bar;
  const Parked parked(view.state(), lines.size());
  const auto rows = static_cast<std::uint32_t>(std::max(1.0F, seen / columns.row));
  const Sight sight = sight_of(view, parked, rows);
  const std::uint32_t follow =
      follow_key(view, sight) ^ rows;  // anew when the panel's size changes
  const bool moves = view.followed(region) != follow;
  if (moves && sight.first != 0) {
    const float top = static_cast<float>(sight.first - 1) * columns.row;
    const float bottom = static_cast<float>(sight.last) * columns.row;
    const float margin = std::clamp((seen - (bottom - top)) / 2.0F, 0.0F, 2 * columns.row);
    offset.y = offset_showing(offset.y, seen, extent.y, top, bottom, margin);
    offset.y = std::ceil(offset.y / columns.row) * columns.row;  // a whole line at the top
    if (cursor_line(view) != 0) {
      const float x = cursor_x(view);
      offset.x = offset_showing(offset.x, code.width(), std::max(extent.x, x), x, x,
                                view.metrics().px(24));
    }
  }
  const ScrollArea area = scroll_area(ui, "scroll", code, extent, offset);
  if (area.changed || moves) actions.add(ScrollTo{region, area.offset, follow});

  const auto first = static_cast<std::size_t>(area.offset.y / columns.row);
  const auto shown = static_cast<std::size_t>(area.view.height() / columns.row) + 2;
  const CodeGeometry geometry{area, columns.row};
  answer_clicks(view, geometry, actions);
  draw_text_selection(view, geometry);
  ui.push_scrolled();
  for (std::size_t index = first; index < std::min(lines.size(), first + shown); ++index) {
    const auto number = static_cast<std::uint32_t>(index + 1);
    const float top = area.origin().y + static_cast<float>(index) * columns.row;
    const float right = std::min(area.view.right, whole.right);
    const Rect row{whole.left, top, right, top + columns.row};
    const Rect visible{whole.left, area.view.top, area.view.right, area.view.bottom};
    {
      const ClipScope clip(ui, visible);
      light_row(view, row, number);
      draw_gutter(view, row, number, columns, parked, actions);
    }
    const ClipScope clip(ui, area.view);
    draw_code(view, row, area.origin().x, number, lines[index]);
  }
  ui.pop_scrolled();
  draw_text_cursor(view, geometry);
}

}  // namespace loopscope::gui
