#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "lessons/python/run.h"
#include "lessons/python/world.h"

namespace loopscope::python {

/// run_program() for somebody who looks on: `on_trace` receives the trace before the program
/// begins, and it grows while the program runs. The options must want a trace.
RunResult run_observed(std::string_view source, const std::string& name, const RunOptions& options,
                       const World& world,
                       const std::function<void(const std::shared_ptr<const Trace>&)>& on_trace);

}  // namespace loopscope::python
