#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "gui/stage/token.h"
#include "gui/theme/metrics.h"

namespace loopscope::gui::stage {

/// Tokens set in rows, as words are in a text.
struct FlowLayout {
  std::vector<Token> tokens;
  std::size_t hidden = 0;       ///< how many there was no room for
  Rect more;                    ///< the place for "+n more"; empty if all are shown
  std::optional<Rect> divider;  ///< the place between two batches
};

/// What is to be set in rows.
struct FlowRequest {
  std::size_t count = 0;
  std::function<Token(std::size_t)> token;  ///< the content of one of them
  TokenMeasure measure;
  TextMeasure text_width;
  std::function<std::string(std::size_t)> more_text;  ///< "+3 more"
  std::size_t divider_at = 0;                         ///< a divider stands before that one; 0: none
  float divider_width = 0.0F;
};

/// Sets tokens in rows inside `area`, first one at the top left, in the fullest form that shows all
/// of them, with names cut short if need be; if none does, as chips, and says how many are left.
/// Looks at no more of them than fit.
FlowLayout lay_out_flow(const Rect& area, const Metrics& metrics, const FlowRequest& request);

}  // namespace loopscope::gui::stage
