#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "lessons/python/world.h"

namespace loopscope {
class Platform;
}

namespace loopscope::python {

/// Runs a program as a process of another program's world: on a platform that is there already,
/// with standard input. `read` waits for some bytes of it and gives nothing at the end.
RunResult run_nested(std::string_view source, const std::string& name, const RunOptions& options,
                     const World& world, Platform& platform, std::function<std::string()> read);

}  // namespace loopscope::python
