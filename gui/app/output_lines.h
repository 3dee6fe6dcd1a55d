#pragma once

#include <vector>

#include "gui/panels/view.h"

namespace loopscope::gui {

/// The lines that the run wrote, by the moment of their first character. The two streams make lines
/// of their own. A line of more than 4,000 bytes ends there with "…".
std::vector<OutputLine> output_lines(const Timeline& timeline);

}  // namespace loopscope::gui
