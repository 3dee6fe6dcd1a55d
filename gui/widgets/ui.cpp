#include "gui/widgets/ui.h"

#include <imgui.h>

#include <cmath>

#include "gui/app/imgui_compat.h"
#include "gui/theme/fonts.h"
#include "gui/widgets/flow.h"
#include "gui/widgets/utf8.h"

namespace loopscope::gui {

namespace {

constexpr double double_click_seconds = 0.4;

ImVec2 point(Vec vec) {
  return {vec.x, vec.y};
}
ImU32 packed(Color color) {
  return IM_COL32(color.red, color.green, color.blue, color.alpha);
}

}  // namespace

Ui::Ui(Fonts& fonts) : fonts_(&fonts) {}

void Ui::begin_frame(const Input& input, const Rect& viewport, const Theme& theme,
                     const Metrics& metrics) {
  last_input_ = input_;
  input_ = input;
  viewport_ = viewport;
  theme_ = &theme;
  metrics_ = metrics;
  list_ = ImGui::GetBackgroundDrawList();
  clips_.assign(1, viewport);
  id_path_.clear();
  id_lengths_.clear();
  layers_.assign(1, 0);
  scrolled_ = 0;
  tooltip_.clear();
  moving_ = false;
  recording_.clear();
  last_targets_.swap(targets_);
  targets_.clear();
  settle_hover();
}

void Ui::settle_hover() {
  hovered_.clear();
  pointer_layer_ = 0;
  for (const Target& target : last_targets_) {
    if (target.layer >= pointer_layer_ && target.rect.contains(input_.pointer)) {
      hovered_ = target.id;
      pointer_layer_ = target.layer;
    }
  }
  const bool pressed = input_.down[0] && !last_input_.down[0];
  if (pressed) {
    held_ = hovered_;
    pressed_at_ = input_.pointer;
    dragged_ = false;
  }
  if (!input_.down[0] && !last_input_.down[0]) held_.clear();
  const Vec moved = input_.pointer - pressed_at_;
  if (std::abs(moved.x) + std::abs(moved.y) > metrics_.px(3)) dragged_ = true;
}

void Ui::end_frame() {
  if (!tooltip_.empty()) draw_tooltip();
}

Vec Ui::wheel_over(const Rect& area) const {
  if (pointer_layer_ > layer_ || !area.intersect(clip()).contains(input_.pointer)) return {};
  return input_.wheel;
}

void Ui::fill(const Rect& rect, Color color, float radius) {
  if (color.alpha == 0 || rect.empty()) return;
  list_->AddRectFilled({rect.left, rect.top}, {rect.right, rect.bottom}, packed(color), radius);
}

void Ui::stroke(const Rect& rect, Color color, float radius, float thickness) {
  if (color.alpha == 0 || rect.empty()) return;
  compat::draw_rect(*list_, rect, color, radius, thickness);
}

void Ui::dashed(const Rect& rect, Color color, float thickness) {
  const Rect middle = rect.inset(thickness / 2.0F);
  const Vec corners[] = {{middle.left, middle.top},
                         {middle.right, middle.top},
                         {middle.right, middle.bottom},
                         {middle.left, middle.bottom}};
  for (std::size_t side = 0; side < 4; ++side) {
    dashed_line(corners[side], corners[(side + 1) % 4], color, thickness);
  }
}

void Ui::glow(const Rect& rect, Color color, float radius) {
  constexpr int rings = 6;
  for (int ring = rings; ring >= 1; --ring) {
    const float reach = metrics_.px(static_cast<float>(ring) * 1.5F);
    const float opacity = 0.05F * static_cast<float>(rings + 1 - ring) / rings;
    stroke(rect.inset(-reach), color.faded(opacity * 2.0F), radius + reach, metrics_.px(3));
  }
}

void Ui::shadow(const Rect& rect, float radius) {
  constexpr int rings = 8;
  for (int ring = rings; ring >= 1; --ring) {
    const float reach = metrics_.px(static_cast<float>(ring) * 2.0F);
    fill(rect.moved(0.0F, metrics_.px(4)).inset(-reach), theme_->shadow.faded(0.10F),
         radius + reach);
  }
}

void Ui::line(Vec from, Vec to, Color color, float thickness) {
  if (color.alpha == 0) return;
  list_->AddLine(point(from), point(to), packed(color), thickness);
}

void Ui::dashed_line(Vec from, Vec to, Color color, float thickness) {
  const Vec way = to - from;
  const float length = std::hypot(way.x, way.y);
  const float dash = metrics_.px(4);
  if (length <= 0.0F) return;
  const auto dashes = static_cast<int>(std::ceil(length / (2.0F * dash)));
  for (int number = 0; number < dashes; ++number) {
    const float at = static_cast<float>(number) * 2.0F * dash;
    line(from + way * (at / length), from + way * (std::min(at + dash, length) / length), color,
         thickness);
  }
}

void Ui::polyline(const std::vector<Vec>& points, Color color, float thickness, bool closed) {
  if (color.alpha == 0 || points.size() < 2) return;
  compat::draw_polyline(*list_, points, color, thickness, closed);
}

void Ui::polygon(const std::vector<Vec>& points, Color color) {
  if (color.alpha == 0 || points.size() < 3) return;
  for (const Vec& each : points) list_->PathLineTo(point(each));
  list_->PathFillConvex(packed(color));
}

void Ui::circle(Vec center, float radius, Color color, float thickness) {
  if (color.alpha == 0) return;
  list_->AddCircle(point(center), radius, packed(color), 0, thickness);
}

void Ui::disc(Vec center, float radius, Color color) {
  if (color.alpha == 0) return;
  list_->AddCircleFilled(point(center), radius, packed(color));
}

void Ui::arrow_head(Vec tip, Vec direction, float size, Color color) {
  const float length = std::hypot(direction.x, direction.y);
  if (length <= 0.0F) return;
  const Vec along = direction * (size / length);
  const Vec across{-along.y * 0.5F, along.x * 0.5F};
  polygon({tip, tip - along + across, tip - along - across}, color);
}

void Ui::note_line(std::string_view id, const Rect& bounds, std::string_view text) {
  if (!keep_recording_) return;
  Element element;
  element.id = path(id);
  element.text = text;
  element.rect = bounds;
  element.clip = clip();
  element.kind = ElementKind::line;
  element.layer = layer_;
  recording_.add(std::move(element));
}

Vec Ui::measure(FontRole role, std::string_view text) const {
  fonts_->need(role, text);
  return fonts_->measure(role, text);
}

float Ui::line_height(FontRole role) const {
  return std::round(fonts_->size(role));
}

std::string Ui::shorten(FontRole role, std::string_view text, float width) const {
  constexpr std::string_view ellipsis = "…";
  std::vector<std::size_t> ends = {0};
  for (std::size_t at = 0; at < text.size();) {
    next_code_point(text, at);
    ends.push_back(at);
  }
  const float room = width - measure(role, ellipsis).x;
  std::size_t low = 0;
  std::size_t high = ends.size() - 1;
  while (low < high) {
    const std::size_t middle = (low + high + 1) / 2;
    if (measure(role, text.substr(0, ends[middle])).x <= room) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  std::string_view kept = text.substr(0, ends[low]);
  while (!kept.empty() && kept.back() == ' ') kept.remove_suffix(1);
  return std::string(kept).append(ellipsis);
}

void Ui::draw_text(FontRole role, Vec corner, Color color, std::string_view text) {
  if (color.alpha == 0 || text.empty()) return;
  compat::draw_text(*list_, fonts_->font(role), fonts_->size(role), corner, color, text);
}

Rect Ui::text(std::string_view id, const Rect& place, std::string_view text,
              const TextStyle& style) {
  const float width = measure(style.role, text).x;
  const float height = line_height(style.role);
  const bool too_wide = std::ceil(width) > place.width() + 0.5F;
  const bool shortened = too_wide && style.overflow == Overflow::ellipsis;
  std::string shorter;
  float shown_width = width;
  if (shortened) {
    shorter = shorten(style.role, text, place.width());
    shown_width = measure(style.role, shorter).x;
  }
  float x = place.left;
  if (style.align == Align::center) x = place.left + (place.width() - shown_width) / 2.0F;
  if (style.align == Align::right) x = place.right - shown_width;
  const Vec corner{std::floor(x), std::floor(place.top + (place.height() - height) / 2.0F)};
  draw_text(style.role, corner, style.color, shortened ? std::string_view(shorter) : text);
  const Rect rect = Rect::at(corner, {std::ceil(shown_width), height});
  if (shortened && layer_ >= pointer_layer_ && rect.intersect(clip()).contains(input_.pointer)) {
    tooltip(text);
  }
  if (keep_recording_) {
    Element element;
    element.id = path(id);
    element.text = text;
    element.rect = rect;
    element.place = place;
    element.clip = clip();
    element.overflow = scrolled_ > 0 ? Overflow::scrolled : style.overflow;
    element.role = style.role;
    element.shortened = shortened;
    element.missing_glyphs = fonts_->missing(style.role, text);
    element.layer = layer_;
    recording_.add(std::move(element));
  }
  return rect;
}

float Ui::wrapped(std::string_view id, const Rect& place, std::string_view text,
                  const TextStyle& style) {
  const auto width_of = [this](FontRole role, std::string_view part) {
    return measure(role, part).x;
  };
  const Flow flow = lay_out({{std::string(text), style.role}}, place.width(), width_of);
  const float height = line_height(style.role);
  for (const FlowPiece& piece : flow.pieces) {
    const float top = place.top + static_cast<float>(piece.line) * height;
    this->text(id, {place.left + piece.x, top, place.right, top + height}, piece.text, style);
  }
  return static_cast<float>(flow.lines) * height;
}

float Ui::wrapped_height(FontRole role, std::string_view text, float width) const {
  const auto width_of = [this](FontRole of, std::string_view part) { return measure(of, part).x; };
  const Flow flow = lay_out({{std::string(text), role}}, width, width_of);
  return static_cast<float>(flow.lines) * line_height(role);
}

Response Ui::interact(std::string_view id, const Rect& rect, ElementKind kind,
                      std::string_view text, bool enabled) {
  const std::string full = path(id);
  Response response;
  response.pointer = input_.pointer;
  response.hovered = hovered_ == full && (held_.empty() || held_ == full);
  if (enabled && held_ == full) {
    const bool released = !input_.down[0];
    response.held = !released;
    response.started = input_.down[0] && !last_input_.down[0];
    response.dragging = response.held && dragged_;
    response.drag = response.started ? Vec{} : input_.pointer - last_input_.pointer;
    if (released && hovered_ == full) {
      response.clicked = true;
      response.double_clicked =
          last_clicked_ == full && input_.time - last_click_time_ < double_click_seconds;
      last_clicked_ = full;
      last_click_time_ = input_.time;
    }
  }
  const Rect seen = rect.intersect(clip());
  if (!seen.empty()) targets_.push_back({full, seen, layer_});
  if (keep_recording_) {
    Element element;
    element.id = full;
    element.text = text;
    element.rect = rect;
    element.clip = clip();
    element.kind = kind;
    element.overflow = scrolled_ > 0 ? Overflow::scrolled : Overflow::never;
    element.enabled = enabled;
    element.interactive = true;
    element.layer = layer_;
    recording_.add(std::move(element));
  }
  return response;
}

void Ui::note_panel(std::string_view id, const Rect& rect, std::string_view text) {
  if (!keep_recording_) return;
  Element element;
  element.id = path(id);
  element.text = text;
  element.rect = rect;
  element.clip = clip();
  element.kind = ElementKind::panel;
  element.layer = layer_;
  recording_.add(std::move(element));
}

void Ui::tooltip(std::string_view text) {
  if (held_.empty()) tooltip_ = text;
}

void Ui::draw_tooltip() {
  const Metrics& m = metrics_;
  const float widest = std::min(m.px(420), viewport_.width() - 4 * m.pad());
  const float width = std::min(widest, std::ceil(measure(FontRole::small, tooltip_).x) + 1.0F);
  const float height = wrapped_height(FontRole::small, tooltip_, width);
  Rect box = Rect::at(input_.pointer + Vec{m.px(12), m.px(18)},
                      {width + 2 * m.gap(), height + 2 * m.tight()});
  if (box.right > viewport_.right - m.gap()) {
    box = box.moved(viewport_.right - m.gap() - box.right, 0);
  }
  if (box.bottom > viewport_.bottom - m.gap()) {
    box = box.moved(0, input_.pointer.y - m.gap() - box.bottom);
  }
  begin_layer(4, {});
  shadow(box, m.small_radius());
  fill(box, theme_->raised, m.small_radius());
  stroke(box, theme_->border, m.small_radius(), m.hair());
  const std::string text = tooltip_;
  wrapped("tooltip", box.inset(m.gap(), m.tight()), text, {FontRole::small, theme_->text});
  end_layer();
}

void Ui::push_clip(const Rect& rect) {
  clips_.push_back(clips_.back().intersect(rect));
  const Rect& now = clips_.back();
  list_->PushClipRect({now.left, now.top},
                      {std::max(now.left, now.right), std::max(now.top, now.bottom)});
}

void Ui::pop_clip() {
  clips_.pop_back();
  list_->PopClipRect();
}

void Ui::push_id(std::string_view id) {
  id_lengths_.push_back(id_path_.size());
  id_path_.append(id).append("/");
}

void Ui::pop_id() {
  id_path_.resize(id_lengths_.back());
  id_lengths_.pop_back();
}

std::string Ui::path(std::string_view id) const {
  return id_path_ + std::string(id);
}

void Ui::begin_layer(int layer, const Rect& blocked) {
  layers_.push_back(layer);
  layer_ = layer;
  list_ = ImGui::GetForegroundDrawList();
  clips_.push_back(viewport_);
  if (!blocked.empty()) targets_.push_back({{}, blocked, layer});
}

void Ui::end_layer() {
  layers_.pop_back();
  layer_ = layers_.back();
  if (layer_ == 0) list_ = ImGui::GetBackgroundDrawList();
  clips_.pop_back();
}

}  // namespace loopscope::gui
