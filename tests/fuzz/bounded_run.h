#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "lessons/python/run.h"

namespace loopscope::fuzz {

/// Runs a program within bounds that let thousands run in a second; it may end in any way but with
/// the process.
inline void bounded_run(std::string_view source) {
  python::RunOptions options;
  options.limits.steps = 100'000;
  options.limits.memory = std::size_t{64} << 20;
  options.limits.events = 100'000;
  python::run_program(source, "program.py", options);
}

}  // namespace loopscope::fuzz
