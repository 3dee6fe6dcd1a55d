#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gui/panels/panels.h"
#include "gui/widgets/controls.h"
#include "gui/widgets/scroll.h"

namespace loopscope::gui {

namespace {

constexpr const char* region = "output";

/// Lines that are there at the position, the rest is still to come.
std::size_t lines_so_far(const View& view) {
  const auto later = [&](const OutputLine& line) { return line.event > view.session.position(); };
  const auto first_later = std::find_if(view.output.begin(), view.output.end(), later);
  return static_cast<std::size_t>(std::distance(view.output.begin(), first_later));
}

struct Rows {
  float height = 0.0F;
  std::size_t so_far = 0;
  std::size_t count = 0;  ///< that are shown: without the later ones where they give an answer away
};

/// Of those lines; the first later one has a note behind it.
float widest_line(const View& view, const Rows& rows, std::size_t first, std::size_t last) {
  float width = 0.0F;
  for (std::size_t index = first; index < last; ++index) {
    float line = view.ui.measure(FontRole::mono, view.output[index].text).x;
    if (index == rows.so_far) {
      line += view.metrics().pad() + 2.0F +
              view.ui.measure(FontRole::small, view.texts["output.later"]).x;
    }
    width = std::max(width, line);
  }
  return std::ceil(width) + 1.0F;
}

void draw_line(const View& view, const Rect& row, float left, std::size_t index, const Rows& rows,
               Actions& actions) {
  Ui& ui = view.ui;
  const Theme& theme = view.theme();
  const Metrics& m = view.metrics();
  const OutputLine& line = view.output[index];
  const bool later = index >= rows.so_far;
  const std::string id = fmt::format("line-{}", index);
  const Response response = ui.interact(id, row, ElementKind::button, line.text);
  if (response.hovered) ui.fill(row, theme.hovered, m.px(3));
  if (response.hovered && ui.input().down[0] == false) {
    ui.tooltip(view.texts.format("output.go", view.trace().event(line.event).time));
  }
  if (response.clicked) actions.add(SeekTo{line.event});
  if (line.error) {
    const float inset = std::round(row.height() * 0.2F);
    ui.fill({row.left, row.top + inset, row.left + m.px(3), row.bottom - inset},
            later ? theme.error.faded(0.5F) : theme.error);
  }
  const IdScope scope(ui, id);
  Color color = line.error ? theme.error : theme.text;
  if (later) color = theme.faint;
  const float width = std::ceil(ui.measure(FontRole::mono, line.text).x) + 1.0F;
  const Rect place{left, row.top, left + width, row.bottom};
  ui.text("text", place, line.text, {FontRole::mono, color, Align::left, Overflow::scrolled});
  if (index == rows.so_far) {
    const Rect note{place.right + m.pad(), row.top, place.right + m.px(200), row.bottom};
    ui.text("later", note, view.texts["output.later"],
            {FontRole::small, theme.faint, Align::left, Overflow::scrolled});
  }
}

}  // namespace

void draw_output(const View& view, Actions& actions) {
  Ui& ui = view.ui;
  const Metrics& m = view.metrics();
  const Rect content = panel_frame(ui, "output", view.areas.output, view.texts["output.heading"],
                                   view.texts["output.note"]);
  const IdScope scope(ui, "output");
  if (view.output.empty()) {
    const bool started = view.session.result().started();
    const char* const text = !started    ? "output.not_started"
                             : view.live ? "output.not_yet"
                                         : "output.empty";
    ui.wrapped("empty", content, view.texts[text], {FontRole::small, view.theme().dim});
    return;
  }
  Rows rows;
  rows.height = ui.line_height(FontRole::mono) + m.px(4);
  rows.so_far = lines_so_far(view);
  rows.count = view.keeps_secret() ? rows.so_far : view.output.size();
  const auto count = static_cast<float>(rows.count);
  Vec offset = view.scroll(region);
  const auto first = static_cast<std::size_t>(std::max(0.0F, offset.y / rows.height));
  const auto shown = static_cast<std::size_t>(content.height() / rows.height) + 2;
  const std::size_t last = std::min(rows.count, first + shown);
  const float indent = m.gap();
  Vec extent{widest_line(view, rows, std::min(first, last), last) + indent, count * rows.height};
  // Space below the last line lets the first one in sight always be a whole one.
  const float below = extent.x > content.width() ? m.px(10) : 0.0F;
  const float seen = content.height() - below;
  if (extent.y > seen) extent.y += seen - std::floor(seen / rows.height) * rows.height;

  const auto follow = static_cast<std::uint32_t>(rows.so_far + 1);
  const bool moves = view.followed(region) != follow;
  if (moves) {
    const float edge = static_cast<float>(rows.so_far) * rows.height;
    offset.y =
        offset_showing(offset.y, seen, extent.y, edge - rows.height, edge + rows.height, 0.0F);
    offset.y = std::ceil(offset.y / rows.height) * rows.height;
  }
  const ScrollArea area = scroll_area(ui, "scroll", content, extent, offset);
  if (area.changed || moves) actions.add(ScrollTo{region, area.offset, follow});

  const ClipScope clip(ui, area.view);
  ui.push_scrolled();
  const auto begin = static_cast<std::size_t>(area.offset.y / rows.height);
  for (std::size_t index = begin; index < std::min(rows.count, begin + shown); ++index) {
    const float top = area.origin().y + static_cast<float>(index) * rows.height;
    const Rect row{area.view.left, top, area.view.right, top + rows.height};
    if (top + 0.75F * rows.height > area.view.bottom && index > begin) break;  // a slip of a line
    draw_line(view, row, area.origin().x + indent, index, rows, actions);
  }
  ui.pop_scrolled();
}

}  // namespace loopscope::gui
