#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "gui/theme/font_role.h"
#include "gui/widgets/geometry.h"

namespace loopscope::gui {

/// A stretch of text in one face.
struct Run {
  std::string text;
  FontRole role = FontRole::body;
  float margin = 0.0F;  ///< kept free before and after it
};

/// A part of a run on one line.
struct FlowPiece {
  std::size_t run = 0;
  std::string text;
  float x = 0.0F;  ///< from the left of the paragraph
  float width = 0.0F;
  std::size_t line = 0;
};

struct Flow {
  std::vector<FlowPiece> pieces;
  std::size_t lines = 0;
};

/// Width of a text in a face, in pixels.
using MeasureWidth = std::function<float(FontRole, std::string_view)>;

/// True if a line may end between these two characters: at spaces, and in Japanese between
/// characters, but never before 。or after 「.
bool may_break(char32_t before, char32_t after);

/// Breaks runs that follow each other into lines of at most `width`. A word that is longer than a
/// line is broken anywhere. Line feeds break always.
Flow lay_out(const std::vector<Run>& runs, float width, const MeasureWidth& measure);

}  // namespace loopscope::gui
