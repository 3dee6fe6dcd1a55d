#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "gui/stage/token.h"
#include "gui/theme/metrics.h"

namespace loopscope::gui::stage {

/// The timer heap as a binary tree, the root at the top.
struct HeapTree {
  std::vector<Token> tokens;               ///< by index in the array
  std::vector<std::pair<Vec, Vec>> edges;  ///< from the bottom of a parent to the top of a child
  std::size_t hidden = 0;                  ///< timers below the last level shown
};

/// Lays the first levels out that there is room for; each level's tokens have the fullest form that
/// fits. `token` gives the content of the timer at an index of the array of `count`.
HeapTree lay_out_heap_tree(const Rect& area, const Metrics& metrics, std::size_t count,
                           const std::function<Token(std::size_t)>& token,
                           const TokenMeasure& measure);

/// One place of the heap's array.
struct HeapCell {
  std::size_t index = 0;
  std::string text;  ///< the time
  Rect cell;
  Rect number;  ///< the place of its index, below the cell
};

/// The heap as its array, in rows.
struct HeapArrayLayout {
  std::vector<HeapCell> cells;
  std::size_t hidden = 0;
  Rect more;  ///< the place of "+n more"; empty if all are shown
};

/// Lays out the cells of the times that there is room for. `text_width` is of a time, `more_width`
/// of "+n more" for that n.
HeapArrayLayout lay_out_heap_array(const Rect& area, const Metrics& metrics,
                                   std::span<const double> when, const TextMeasure& text_width,
                                   const std::function<float(std::size_t)>& more_width,
                                   int decimals = 6);

}  // namespace loopscope::gui::stage
