#include "gui/app/layout.h"

#include <algorithm>
#include <cmath>

namespace loopscope::gui {

namespace {

/// Height of the bar at the top, with its space below.
float toolbar_height(const Metrics& metrics) {
  return metrics.px(48);
}

/// The part below the toolbar, without the margin.
Rect content_of(const Rect& window, const Metrics& metrics) {
  Rect content = window;
  content.cut_top(toolbar_height(metrics) + metrics.pad());
  content.left += metrics.pad();
  content.right -= metrics.pad();
  content.bottom -= metrics.pad();
  return content;
}

/// `position` moved between the least sizes on both sides; the middle where there is no room.
float between(float position, float begin, float end, float least_before, float least_after) {
  const float low = begin + least_before;
  const float high = end - least_after;
  if (low > high) return std::round((low + high) / 2.0F);
  return std::round(std::clamp(position, low, high));
}

}  // namespace

float fitting_scale(Vec size, float scale) {
  const float room = std::min(size.x / 1024.0F, size.y / 640.0F);
  if (scale <= room) return scale;
  return std::clamp(std::floor(room * 16.0F) / 16.0F, 0.5F, scale);
}

WindowLayout lay_out_window(const Rect& window, const Metrics& m,
                            const std::array<float, splitter_count>& shares) {
  const auto share = [&](Splitter splitter) { return shares[static_cast<std::size_t>(splitter)]; };
  const Rect content = content_of(window, m);
  const auto x_of = [&](Splitter s) { return content.left + content.width() * share(s); };
  const auto y_of = [&](Splitter s, const Rect& of) { return of.top + of.height() * share(s); };
  const float half = m.pad() / 2.0F;

  WindowLayout layout;
  layout.areas.toolbar = {window.left, window.top, window.right, window.top + toolbar_height(m)};
  const float bottom =
      between(y_of(Splitter::bottom, content), content.top, content.bottom, m.px(380), m.px(112));
  const Rect upper{content.left, content.top, content.right, bottom - half};
  const Rect lower{content.left, bottom + half, content.right, content.bottom};
  const float right =
      between(x_of(Splitter::right_column), content.left, content.right, m.px(620), m.px(236));
  const float left =
      between(x_of(Splitter::left_column), content.left, right, m.px(280), m.px(340));
  const float left_row =
      between(y_of(Splitter::left_rows, upper), upper.top, upper.bottom, m.px(200), m.px(140));
  const float right_row =
      between(y_of(Splitter::right_rows, upper), upper.top, upper.bottom, m.px(140), m.px(140));
  const float lower_column =
      between(x_of(Splitter::bottom_columns), content.left, content.right, m.px(400), m.px(236));

  layout.areas.lesson = {upper.left, upper.top, left - half, left_row - half};
  layout.areas.program = {upper.left, left_row + half, left - half, upper.bottom};
  layout.areas.loop = {left + half, upper.top, right - half, upper.bottom};
  layout.areas.tasks = {right + half, upper.top, upper.right, right_row - half};
  layout.areas.graph = {right + half, right_row + half, upper.right, upper.bottom};
  layout.areas.timeline = {lower.left, lower.top, lower_column - half, lower.bottom};
  layout.areas.output = {lower_column + half, lower.top, lower.right, lower.bottom};

  const auto bar = [&](Splitter splitter) -> Rect& {
    return layout.bars[static_cast<std::size_t>(splitter)];
  };
  bar(Splitter::left_column) = {left - half, upper.top, left + half, upper.bottom};
  bar(Splitter::right_column) = {right - half, upper.top, right + half, upper.bottom};
  bar(Splitter::left_rows) = {upper.left, left_row - half, left - half, left_row + half};
  bar(Splitter::right_rows) = {right + half, right_row - half, upper.right, right_row + half};
  bar(Splitter::bottom) = {content.left, bottom - half, content.right, bottom + half};
  bar(Splitter::bottom_columns) = {lower_column - half, lower.top, lower_column + half,
                                   lower.bottom};
  return layout;
}

bool moves_sideways(Splitter splitter) {
  return splitter == Splitter::left_column || splitter == Splitter::right_column ||
         splitter == Splitter::bottom_columns;
}

float share_at(const Rect& window, const Metrics& metrics, const Areas& areas, Splitter splitter,
               float at) {
  const Rect content = content_of(window, metrics);
  if (moves_sideways(splitter)) return (at - content.left) / content.width();
  if (splitter == Splitter::bottom) return (at - content.top) / content.height();
  return (at - areas.loop.top) / areas.loop.height();
}

}  // namespace loopscope::gui
