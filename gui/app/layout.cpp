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

namespace {

using Shown = std::array<bool, region_count>;

/// A part that is left out gives its room to the others of its row or column.
struct Column {
  std::array<Rect*, 2> parts;  ///< from top to bottom; the second may be null
  std::array<bool, 2> shown;
  Rect* bar = nullptr;

  bool any() const { return shown[0] || shown[1]; }
};

/// Puts the column between `left` and `right`, and what is shown of it over its whole height.
void set_column(const Column& column, float left, float right, const Rect& upper) {
  const bool both = column.shown[0] && column.shown[1];
  for (std::size_t i = 0; i < 2; ++i) {
    Rect* const part = column.parts[i];
    if (part == nullptr) continue;
    if (!column.shown[i]) {
      *part = {};
    } else if (both) {
      *part = {left, part->top, right, part->bottom};
    } else {
      *part = {left, upper.top, right, upper.bottom};
    }
  }
  if (column.bar == nullptr) return;
  *column.bar = both ? Rect{left, column.bar->top, right, column.bar->bottom} : Rect{};
}

/// Leaves regions out of a whole layout.
class Reduced {
 public:
  Reduced(WindowLayout& layout, const Rect& content, const Metrics& m, const Shown& shown)
      : layout_(layout), areas_(layout.areas), content_(content), pad_(m.pad()), shown_(shown) {}

  void reduce() {
    const bool upper = is(Region::lesson) || is(Region::program) || is(Region::loop) ||
                       is(Region::tasks) || is(Region::graph);
    const bool lower = is(Region::timeline) || is(Region::output);
    stretch(upper, lower);
    set_upper();
    set_lower();
    if (!upper || !lower) bar(Splitter::bottom) = {};
  }

 private:
  bool is(Region region) const { return shown_[static_cast<std::size_t>(region)]; }
  Rect& bar(Splitter splitter) { return layout_.bars[static_cast<std::size_t>(splitter)]; }

  void stretch(bool upper, bool lower) {
    upper_ = {content_.left, areas_.loop.top, content_.right, areas_.loop.bottom};
    lower_ = {content_.left, areas_.timeline.top, content_.right, areas_.timeline.bottom};
    if (!lower) {
      // The dividing bars of the columns keep their shares of the height.
      const float by = content_.bottom - upper_.bottom;
      const float share = by / upper_.height();
      for (Rect* const part : {&areas_.lesson, &areas_.program, &areas_.tasks, &areas_.graph,
                               &bar(Splitter::left_rows), &bar(Splitter::right_rows)}) {
        part->top = std::round(part->top + (part->top - upper_.top) * share);
        part->bottom = std::round(part->bottom + (part->bottom - upper_.top) * share);
      }
      upper_.bottom = content_.bottom;
    }
    if (!upper) lower_.top = content_.top;
  }

  void set_upper() {
    std::array<Column, 3> columns = {
        Column{{&areas_.lesson, &areas_.program},
               {is(Region::lesson), is(Region::program)},
               &bar(Splitter::left_rows)},
        Column{{&areas_.loop, nullptr}, {is(Region::loop), false}, nullptr},
        Column{{&areas_.tasks, &areas_.graph},
               {is(Region::tasks), is(Region::graph)},
               &bar(Splitter::right_rows)}};
    float wanted = 0.0F;
    float gaps = -pad_;
    for (const Column& column : columns) {
      if (!column.any()) continue;
      wanted += width_of(column);
      gaps += pad_;
    }
    float left = upper_.left;
    std::size_t last = columns.size();
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (columns[i].any()) last = i;
    }
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const float share = width_of(columns[i]) / std::max(1.0F, wanted);
      const float width = std::round((upper_.width() - std::max(0.0F, gaps)) * share);
      const float right = i == last ? upper_.right : left + width;
      set_column(columns[i], left, right, upper_);
      if (columns[i].any()) left = right + pad_;
    }
    // Columns that moved can't be dragged: their shares are those of the whole layout.
    const bool whole = columns[0].any() && columns[1].any() && columns[2].any();
    if (!whole) bar(Splitter::left_column) = bar(Splitter::right_column) = {};
  }

  static float width_of(const Column& column) { return column.parts[0]->width(); }

  void set_lower() {
    const bool both = is(Region::timeline) && is(Region::output);
    const Rect timeline = both ? areas_.timeline : lower_;
    const Rect output = both ? areas_.output : lower_;
    const auto down = [&](const Rect& rect) {
      return Rect{rect.left, lower_.top, rect.right, lower_.bottom};
    };
    areas_.timeline = is(Region::timeline) ? down(timeline) : Rect{};
    areas_.output = is(Region::output) ? down(output) : Rect{};
    if (!both) bar(Splitter::bottom_columns) = {};
  }

  WindowLayout& layout_;
  Areas& areas_;
  Rect content_;
  Rect upper_;
  Rect lower_;
  float pad_;
  Shown shown_;
};

}  // namespace

WindowLayout lay_out_window(const Rect& window, const Metrics& m,
                            const std::array<float, splitter_count>& shares,
                            const Presenting& presenting) {
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
  Shown shown{};
  for (std::size_t i = 0; i < region_count; ++i) {
    shown[i] = !presenting.hides(static_cast<Region>(i));
  }
  const bool all = std::all_of(shown.begin(), shown.end(), [](bool each) { return each; });
  const bool none = std::none_of(shown.begin(), shown.end(), [](bool each) { return each; });
  if (!all && !none) Reduced(layout, content, m, shown).reduce();
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
