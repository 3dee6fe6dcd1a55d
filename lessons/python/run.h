#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/trace/trace.h"
#include "lessons/python/hint.h"

namespace loopscope::python {

/// Bounds of an untrusted program. Exceeding one ends the program with a clear error.
struct Limits {
  std::uint64_t steps = 2'000'000'000;          ///< bytecode instructions
  std::size_t memory = std::size_t{512} << 20;  ///< bytes of objects
  std::size_t events = 20'000'000;              ///< trace records
  int recursion = 1000;                         ///< Python frames, as sys.getrecursionlimit()
};

/// Virtual time jumps over waits. Real time passes as the machine's clock does; the network (but
/// see RunOptions::loopback), the threads and the files that the program finds are the simulated
/// ones all the same.
enum class ClockKind : std::uint8_t { virtual_time, real_time };

/// Everything that decides a run, beside the program.
struct RunOptions {
  ClockKind clock = ClockKind::virtual_time;
  /// On the real clock: the program's internet sockets are the machine's own, but reach 127.0.0.1
  /// and ::1 only; "0.0.0.0" means those too. Hosts of the world and of the simulated web stay
  /// simulated; any other address is a PermissionError. Ask the person first.
  bool loopback = false;
  std::uint64_t seed = 0;
  bool debug = false;                  ///< asyncio's debug mode
  bool trace = true;                   ///< record a trace; without it only the output is made
  std::vector<std::string> arguments;  ///< sys.argv[1:]
  Limits limits;
  /// Receives text as the program writes it (`stream` 1: standard output, 2: standard error,
  /// tracebacks included). May be empty: the text is in the trace anyway.
  std::function<void(int stream, std::string_view text)> on_output;
  /// Asked now and then while the program runs; true stops it. May be empty.
  std::function<bool()> should_stop;
};

/// What a run left behind.
struct RunResult {
  std::shared_ptr<const Trace> trace;  ///< null without tracing
  int exit_status = 0;                 ///< as `python3 FILE` would exit
  std::string output;                  ///< all of standard output
  std::string errors;                  ///< all of standard error
  /// Where the program can't be started (a syntax error, an unknown module): line and column,
  /// 1-based, for the editor; line 0 otherwise.
  struct Problem {
    int line = 0;
    int column = 0;
    std::string message;  ///< one line, e.g. "SyntaxError: expected ':'"
  };
  Problem problem;
  std::vector<Hint> hints;  ///< about the problem, or what happened; each once
  bool started() const { return problem.message.empty(); }
};

/// Runs a program from its text to its end. Errors of the program are part of the result, not
/// exceptions: a traceback in `errors` and a status of 1 (sys.exit's status where it calls that).
/// `name` is the file name for tracebacks. The same arguments give the same result, to the byte,
/// under the virtual clock.
RunResult run_program(std::string_view source, const std::string& name, const RunOptions& options);

}  // namespace loopscope::python
