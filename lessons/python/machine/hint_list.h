#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lessons/python/hint.h"
#include "lessons/python/interpreter.h"

namespace loopscope::python {

/// The hints that a run has given rise to, each once, in order.
struct HintList final : Extension {
  explicit HintList(Interpreter&) {}

  std::string file;  ///< of the program, as its code objects name it
  std::vector<Hint> hints;
};

/// The line of the program that runs or has called what runs; 0: none.
int line_of_program(Interpreter& interpreter);

/// Adds a hint about the line that runs.
void add_hint(Interpreter& interpreter, Hint::Kind kind, std::string_view subject = {});
/// A coroutine was never started. `line`: where it was made.
void add_never_awaited(Interpreter& interpreter, std::string_view qualname, std::uint32_t line);

}  // namespace loopscope::python
