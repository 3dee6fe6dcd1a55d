#pragma once

#include <cstdint>
#include <string>

namespace loopscope::python {

/// What a learner may want to be told beside what CPython says, or where CPython says nothing.
struct Hint {
  enum class Kind : std::uint8_t {
    blocking_sleep,   ///< time.sleep() on a thread whose loop runs
    running_loop,     ///< asyncio.run() and its like inside a running loop
    await_in_def,     ///< await in a function that is no coroutine
    await_in_module,  ///< await outside every function
    never_awaited     ///< a coroutine went without having been started
  };
  Kind kind{};
  int line = 0;  ///< of the program, 1-based
  /// never_awaited: the function's name; running_loop: what was called ("asyncio.run").
  std::string subject = {};

  bool operator==(const Hint&) const = default;
};

}  // namespace loopscope::python
