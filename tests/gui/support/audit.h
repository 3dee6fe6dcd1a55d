#pragma once

#include <string>
#include <vector>

#include "gui/widgets/recording.h"

namespace loopscope::gui::testing {

/// What is wrong with a frame, one sentence each: texts that don't fit, are cut or lie over each
/// other, tokens and buttons that overlap, missing glyphs, things outside the window, ids that
/// occur twice. Empty for a good frame.
std::vector<std::string> audit(const Recording& recording, const Rect& window);

}  // namespace loopscope::gui::testing
