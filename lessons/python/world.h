#pragma once

#include <string>
#include <string_view>

#include "engine/platform/simulated/world_description.h"
#include "lessons/python/run.h"

namespace loopscope::python {

/// What a program finds outside itself. Names of the internet that it doesn't describe have web
/// sites too; a call of aiofiles takes as long as the disk says.
using World = WorldDescription;

/// The same as run_program() in run.h, which gives a program an empty world.
RunResult run_program(std::string_view source, const std::string& name, const RunOptions& options,
                      const World& world);

}  // namespace loopscope::python
