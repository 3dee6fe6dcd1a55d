#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace loopscope {

/// Where one of a new process's three streams goes.
struct Redirection {
  enum class Kind {
    inherit,     ///< the parent's own
    pipe,        ///< a pipe of its own (standard input: one side of a pair of sockets)
    nowhere,     ///< /dev/null
    to_output,   ///< standard error goes where standard output goes
    descriptor,  ///< to `number`
  };
  Kind kind = Kind::inherit;
  int number = -1;
};

/// What is to be run.
struct ProcessRequest {
  std::vector<std::string> arguments;  ///< the program, looked for in PATH, first
  std::optional<std::string> directory;
  /// The whole environment; none: the parent's.
  std::optional<std::vector<std::pair<std::string, std::string>>> environment;
  bool new_session = false;
  Redirection input;
  Redirection output;
  Redirection error;
};

/// A process that runs, and the parent's ends of its pipes (-1: none), which are non-blocking and
/// the caller's.
struct StartedProcess {
  int id = 0;
  int input = -1;
  int output = -1;
  int error = -1;
  int exit = -1;  ///< can be read once the process has ended
};

/// The processes of a platform. Used on a loop's thread.
class Processes {
 public:
  virtual ~Processes() = default;

  /// Throws OsError (ENOENT for a program that is not there …).
  virtual StartedProcess start(const ProcessRequest& request) = 0;
  /// The exit status of a process that has ended, -N if signal N has killed it; none: it runs on.
  /// To be asked for once it has ended, and once.
  virtual std::optional<int> take_status(int id) = 0;
  /// The same, but waits (a process that was killed is on its way).
  virtual int wait(int id) = 0;
  /// Throws OsError (ESRCH …).
  virtual void send_signal(int id, int signal) = 0;
};

}  // namespace loopscope
