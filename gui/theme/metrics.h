#pragma once

#include <algorithm>
#include <cmath>

namespace loopscope::gui {

/// Distances on one grid of 4 logical pixels, in frame-buffer pixels at a scale of 1 … 2.5.
struct Metrics {
  explicit Metrics(float of_scale = 1.0F) : scale(of_scale) {}

  float scale;

  /// `logical` pixels at scale 1, rounded to whole pixels.
  float px(float logical) const { return std::round(logical * scale); }

  float hair() const { return std::max(1.0F, std::floor(scale)); }  ///< the thinnest line
  float tight() const { return px(4); }                             ///< between a mark and its text
  float gap() const { return px(8); }     ///< between things that belong together
  float pad() const { return px(12); }    ///< inside a panel, and between panels
  float radius() const { return px(6); }  ///< of panels and buttons
  float small_radius() const { return px(4); }
  float control() const { return px(32); }  ///< height of a button
  float token() const { return px(28); }    ///< height of a token
  float row() const { return px(32); }      ///< height of a table's row
  float header() const { return px(36); }   ///< height of a panel's heading
  float mark() const { return px(14); }     ///< side of a state's mark
  float chip() const { return px(18); }     ///< side of a numbered chip in the margin
};

}  // namespace loopscope::gui
