#pragma once

#include <map>
#include <string>

#include "lessons/python/interpreter.h"

namespace loopscope::python {

/// The simulated files of a run, as they are when it begins.
struct WorldFiles final : Extension {
  explicit WorldFiles(Interpreter&) {}

  std::map<std::string, std::string> files;  ///< path and content
};

}  // namespace loopscope::python
