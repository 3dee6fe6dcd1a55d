#pragma once

#include <string>
#include <vector>

#include "engine/trace/timeline.h"

namespace loopscope::player {

/// A line of standard output.
struct PrintedLine {
  std::string text;
  Position at = 0;  ///< the event that began the line
};

/// The lines of standard output; a line may come in several events.
std::vector<PrintedLine> printed_lines(const Timeline& timeline);

}  // namespace loopscope::player
