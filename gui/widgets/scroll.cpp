#include "gui/widgets/scroll.h"

#include <algorithm>
#include <cmath>

namespace loopscope::gui {

namespace {

struct Bar {
  float track = 0.0F;  // length
  float thumb = 0.0F;  // length
  float range = 0.0F;  // how far the content can move
};

Bar bar_of(float track, float view, float content, float least) {
  Bar bar;
  bar.track = track;
  bar.range = std::max(0.0F, content - view);
  bar.thumb = std::clamp(track * view / std::max(content, 1.0F), std::min(least, track), track);
  return bar;
}

float clamp_offset(float offset, float view, float content) {
  return std::clamp(std::round(offset), 0.0F, std::max(0.0F, std::ceil(content - view)));
}

/// Draws one bar; returns how far the content is to move.
float draw_bar(Ui& ui, std::string_view id, const Rect& track, const Bar& bar, float offset,
               bool vertical) {
  const Metrics& m = ui.metrics();
  const float at = bar.range > 0.0F ? (bar.track - bar.thumb) * offset / bar.range : 0.0F;
  Rect thumb = track;
  if (vertical) {
    thumb.top += at;
    thumb.bottom = thumb.top + bar.thumb;
  } else {
    thumb.left += at;
    thumb.right = thumb.left + bar.thumb;
  }
  const Response response = ui.interact(id, thumb, ElementKind::handle, id);
  const Color color = response.hovered || response.held ? ui.theme().dim : ui.theme().border;
  ui.fill(thumb.inset(m.px(1)), color, m.px(3));
  if (!response.held || bar.track <= bar.thumb) return 0.0F;
  return (vertical ? response.drag.y : response.drag.x) * bar.range / (bar.track - bar.thumb);
}

}  // namespace

ScrollArea scroll_area(Ui& ui, std::string_view id, const Rect& rect, Vec content, Vec offset) {
  const Metrics& m = ui.metrics();
  const float bar_width = m.px(8);
  ScrollArea area;
  area.content = content;
  area.view = rect;
  const bool down = content.y > rect.height() + 0.5F;
  if (down) area.view.right -= bar_width + m.px(2);
  const bool across = content.x > area.view.width() + 0.5F;
  if (across) area.view.bottom -= bar_width + m.px(2);
  const Vec view = area.view.size();
  area.offset = {clamp_offset(offset.x, view.x, content.x),
                 clamp_offset(offset.y, view.y, content.y)};
  const Vec before = area.offset;

  const IdScope scope(ui, id);
  const float notch = m.px(48);
  Vec wheel = ui.wheel_over(rect);
  if (ui.input().shift) wheel = {wheel.x + wheel.y, 0.0F};
  Vec moved = area.offset - wheel * notch;
  if (down) {
    const Rect track{rect.right - bar_width, area.view.top, rect.right, area.view.bottom};
    const Bar bar = bar_of(track.height(), view.y, content.y, m.px(24));
    moved.y += draw_bar(ui, "bar_y", track, bar, area.offset.y, true);
  }
  if (across) {
    const Rect track{area.view.left, rect.bottom - bar_width, area.view.right, rect.bottom};
    const Bar bar = bar_of(track.width(), view.x, content.x, m.px(24));
    moved.x += draw_bar(ui, "bar_x", track, bar, area.offset.x, false);
  }
  area.offset = {clamp_offset(moved.x, view.x, content.x),
                 clamp_offset(moved.y, view.y, content.y)};
  area.changed = !(area.offset == before);
  return area;
}

float offset_showing(float offset, float height, float content, float top, float bottom,
                     float margin) {
  const float wanted_top = top - margin;
  const float wanted_bottom = bottom + margin;
  float result = offset;
  if (wanted_bottom > result + height) result = wanted_bottom - height;
  if (wanted_top < result) result = wanted_top;
  return clamp_offset(result, height, content);
}

}  // namespace loopscope::gui
