#pragma once

#include <optional>
#include <string>
#include <vector>

#include "gui/app/start.h"

namespace loopscope::gui {

/// What a command line asks for; `arguments` without the program's name. Gives nothing, and the
/// text to print in `help`, where the person asks for help. Throws UsageError.
std::optional<StartOptions> read_arguments(const std::vector<std::string>& arguments,
                                           std::string& help);

}  // namespace loopscope::gui
