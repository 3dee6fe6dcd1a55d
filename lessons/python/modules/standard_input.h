#pragma once

#include <functional>
#include <string>

#include "lessons/python/interpreter.h"

namespace loopscope::python {

/// What a program can read from standard input: nothing, unless it is a process of another one.
struct StandardInput final : Extension {
  explicit StandardInput(Interpreter&) {}

  /// The next line with its newline; empty: the end.
  std::string line() const { return read_line ? read_line() : std::string(); }

  std::function<std::string()> read_line;
};

}  // namespace loopscope::python
