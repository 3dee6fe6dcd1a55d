#pragma once

#include "engine/platform/simulated/world_description.h"
#include "lessons/python/interpreter.h"

namespace loopscope::python {

/// The simulated files of a run, as they are when it begins.
struct WorldFiles final : Extension {
  explicit WorldFiles(Interpreter&) {}

  DiskDescription disk;
};

}  // namespace loopscope::python
