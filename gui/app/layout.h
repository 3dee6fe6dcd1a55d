#pragma once

#include <array>

#include "gui/panels/view.h"

namespace loopscope::gui {

/// Where the regions and the bars between them are.
struct WindowLayout {
  Areas areas;
  std::array<Rect, splitter_count> bars;
};

/// The scale to draw with: what was asked for, or less where the window would have less than
/// 1024 × 640 logical pixels (in steps, so that resizing does not bake fonts all the time).
float fitting_scale(Vec size, float scale);

/// Arranges the window's regions by their shares, keeping every region at a usable size as long as
/// the window allows it. A pure function.
WindowLayout lay_out_window(const Rect& window, const Metrics& metrics,
                            const std::array<float, splitter_count>& shares,
                            const Presenting& presenting = {});

/// True for the bars that move sideways.
bool moves_sideways(Splitter splitter);

/// The share that brings a bar's middle to `at` (x or y, in pixels).
float share_at(const Rect& window, const Metrics& metrics, const Areas& areas, Splitter splitter,
               float at);

}  // namespace loopscope::gui
