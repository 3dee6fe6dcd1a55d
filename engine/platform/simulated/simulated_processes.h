#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/platform/processes.h"
#include "engine/platform/simulated/endpoint.h"
#include "engine/platform/simulated/turns.h"

namespace loopscope {
class SimulatedPlatform;
}

namespace loopscope::simulated {

class SimulatedNetwork;
class SimulatedProcess;
class SimulatedProcesses;

/// What a simulated program does; gives its exit status.
using ProcessProgram = std::function<int(SimulatedProcess&)>;

/// Thrown out of whatever a simulated process does when a signal ends it. No std::exception: let it
/// pass.
struct ProcessKilled final {
  int signal = 0;
};

/// Where a simulated process reads or writes; closed when nobody has it any more.
struct ProcessStream {
  std::shared_ptr<Connection> connection;  ///< null: none
  std::function<void(std::string_view)> inherited =
      {};  ///< the parent's own output; empty: nowhere

  ProcessStream() = default;
  explicit ProcessStream(std::shared_ptr<Connection> end) : connection(std::move(end)) {}
  ProcessStream(const ProcessStream&) = delete;
  ProcessStream& operator=(const ProcessStream&) = delete;
  ~ProcessStream() {
    if (connection) connection->close();
  }
};
using ProcessStreamRef = std::shared_ptr<ProcessStream>;

/// With what a simulated process begins.
struct ProcessStart {
  std::vector<std::string> arguments;  ///< the program's name first
  std::vector<std::pair<std::string, std::string>> environment;
  std::string directory = "/";
  std::map<std::string, std::string> files;  ///< that it can read: path and content
  ProcessStreamRef input;
  ProcessStreamRef output;
  ProcessStreamRef error;
};

/// A program that runs beside the simulated one, in virtual time, on a simulated thread of its own.
class SimulatedProcess final : public std::enable_shared_from_this<SimulatedProcess>,
                               private Connection::Observer {
 public:
  SimulatedProcess(SimulatedProcesses& processes, int id, ProcessStart start);

  int id() const { return id_; }
  const ProcessStart& start() const { return start_; }
  const std::vector<std::string>& arguments() const { return start_.arguments; }
  SimulatedProcesses& processes() { return processes_; }
  /// The content of a file, or none.
  std::optional<std::string> file(std::string_view path) const;

  // For its program; all of these may throw ProcessKilled.

  /// Waits for some bytes of its standard input; none: the end.
  std::string read();
  /// The next line, with its newline; empty: the end.
  std::string read_line();
  /// All that comes.
  std::string read_all();
  /// To standard output (1) or error (2). Waits while a pipe is full; who writes more than 64 MiB
  /// is ended by SIGXFSZ.
  void write(int stream, std::string_view text);
  /// Waits up to `seconds`.
  void sleep(double seconds);
  /// Waits until virtual time `until` or something changes.
  void wait(double until);
  /// Another process has ended, or is waited for until it has; its status.
  int join(SimulatedProcess& other);
  bool killed() const { return signal_ != 0; }

  // From outside.

  void kill(int signal);
  bool ended() const { return status_.has_value(); }
  std::optional<int> status() const { return status_; }

 private:
  friend class SimulatedProcesses;

  void run(const ProcessProgram& program);
  void changed(Interest) override { wake(); }
  void wake();

  SimulatedProcesses& processes_;
  int id_;
  ProcessStart start_;
  std::string unread_;
  std::shared_ptr<Connection> exit_;  ///< closed at its end: whoever watches the other end hears
  Turns::MemberRef thread_;
  Turns::Member* waiting_ = nullptr;
  std::vector<std::weak_ptr<SimulatedProcess>> joining_;
  int signal_ = 0;
  std::size_t written_ = 0;  ///< bytes
  std::optional<int> status_;
};

/// The processes that a simulated program may start: a few commands as Linux has them (see
/// commands.h), a small shell, and what else is added. Nothing of the real machine is run.
class SimulatedProcesses final : public Processes {
 public:
  SimulatedProcesses(SimulatedPlatform& platform, SimulatedNetwork& network);
  ~SimulatedProcesses() override;

  StartedProcess start(const ProcessRequest& request) override;
  std::optional<int> take_status(int id) override;
  int wait(int id) override;
  void send_signal(int id, int signal) override;

  SimulatedPlatform& platform() { return platform_; }
  /// Makes a program known by a name; the latest counts.
  void add_program(const std::string& name, ProcessProgram program);
  /// By its name or path; null: there is none.
  const ProcessProgram* program(std::string_view name) const;
  /// Starts a process with streams of its own. Throws OsError (ENOENT; EAGAIN: 500 of them run).
  std::shared_ptr<SimulatedProcess> start(ProcessStart start);

  /// Gets what processes write that share the program's own output: stream (1, 2) and text. Empty:
  /// nobody does.
  std::function<void(int stream, std::string_view text)> on_output;
  /// The files that processes which are started from now on can read.
  std::map<std::string, std::string> files;

 private:
  ProcessStreamRef stream(const Redirection& redirection, int number, int& parents_end);

  SimulatedPlatform& platform_;
  SimulatedNetwork& network_;
  std::map<std::string, ProcessProgram, std::less<>> programs_;
  std::map<int, std::shared_ptr<SimulatedProcess>> processes_;
  int last_id_ = 1000;
};

}  // namespace loopscope::simulated
