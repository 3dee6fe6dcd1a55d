#pragma once

#include <algorithm>

namespace loopscope::gui {

/// A point or an extent, in pixels of the window's frame buffer; y grows downwards.
struct Vec {
  float x = 0.0F;
  float y = 0.0F;

  friend bool operator==(const Vec&, const Vec&) = default;
  friend Vec operator+(Vec a, Vec b) { return {a.x + b.x, a.y + b.y}; }
  friend Vec operator-(Vec a, Vec b) { return {a.x - b.x, a.y - b.y}; }
  friend Vec operator*(Vec a, float factor) { return {a.x * factor, a.y * factor}; }
};

/// A rectangle in pixels, right and bottom exclusive.
struct Rect {
  float left = 0.0F;
  float top = 0.0F;
  float right = 0.0F;
  float bottom = 0.0F;

  static Rect at(Vec corner, Vec size) {
    return {corner.x, corner.y, corner.x + size.x, corner.y + size.y};
  }

  float width() const { return right - left; }
  float height() const { return bottom - top; }
  Vec size() const { return {width(), height()}; }
  Vec corner() const { return {left, top}; }
  Vec center() const { return {(left + right) / 2.0F, (top + bottom) / 2.0F}; }
  bool empty() const { return right <= left || bottom <= top; }

  bool contains(Vec point) const {
    return point.x >= left && point.x < right && point.y >= top && point.y < bottom;
  }
  /// Whether all of `inner` lies inside, with `slack` pixels of grace.
  bool contains(const Rect& inner, float slack = 0.0F) const {
    return inner.left >= left - slack && inner.right <= right + slack && inner.top >= top - slack &&
           inner.bottom <= bottom + slack;
  }
  bool overlaps(const Rect& other) const {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
  }
  Rect intersect(const Rect& other) const {
    return {std::max(left, other.left), std::max(top, other.top), std::min(right, other.right),
            std::min(bottom, other.bottom)};
  }
  Rect inset(float all) const { return inset(all, all); }
  Rect inset(float x, float y) const { return {left + x, top + y, right - x, bottom - y}; }
  Rect moved(float x, float y) const { return {left + x, top + y, right + x, bottom + y}; }

  /// Cuts a strip off one side: returns the strip, and this becomes what is left after `gap`.
  Rect cut_top(float height, float gap = 0.0F) {
    const Rect strip{left, top, right, std::min(bottom, top + height)};
    top = std::min(bottom, strip.bottom + gap);
    return strip;
  }
  Rect cut_bottom(float height, float gap = 0.0F) {
    const Rect strip{left, std::max(top, bottom - height), right, bottom};
    bottom = std::max(top, strip.top - gap);
    return strip;
  }
  Rect cut_left(float width, float gap = 0.0F) {
    const Rect strip{left, top, std::min(right, left + width), bottom};
    left = std::min(right, strip.right + gap);
    return strip;
  }
  Rect cut_right(float width, float gap = 0.0F) {
    const Rect strip{std::max(left, right - width), top, right, bottom};
    right = std::max(left, strip.left - gap);
    return strip;
  }

  friend bool operator==(const Rect&, const Rect&) = default;
};

}  // namespace loopscope::gui
