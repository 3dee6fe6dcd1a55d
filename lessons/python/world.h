#pragma once

#include <map>
#include <string>
#include <string_view>

#include "engine/platform/simulated/world_description.h"
#include "lessons/python/run.h"

namespace loopscope::python {

/// What a program finds outside itself.
struct World {
  /// Hosts, links, sites … Names of the internet that it doesn't describe have web sites too.
  WorldDescription network = {};
  /// Simulated files that are there when the program begins, by path; those without a leading slash
  /// are in the working folder.
  std::map<std::string, std::string> files = {};
};

/// The same as run_program() in run.h, which gives a program an empty world.
RunResult run_program(std::string_view source, const std::string& name, const RunOptions& options,
                      const World& world);

}  // namespace loopscope::python
