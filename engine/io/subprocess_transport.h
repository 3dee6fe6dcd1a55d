#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/coro/coro.h"
#include "engine/io/protocol.h"
#include "engine/io/transport.h"
#include "engine/loop/descriptors.h"
#include "engine/platform/processes.h"

namespace loopscope {

/// asyncio's BaseSubprocessTransport: a process that was started, and its pipes.
class SubprocessTransport final : public Transport, private DescriptorUser {
 public:
  /// Starts the process. Its pipes are connected by a task, which ends `waiter`.
  static Ref<SubprocessTransport> start(EventLoop& loop, Ref<SubprocessProtocol> protocol,
                                        const ProcessRequest& request,
                                        const FutureRef<void>& waiter);

  int get_pid() const { return id_; }
  /// Exit status, -N if signal N has killed it; none while it runs.
  std::optional<int> get_returncode() const { return status_; }
  /// The transport of pipe 0, 1 or 2; null if there is none.
  TransportRef get_pipe_transport(int number) const;
  /// These throw OsError (ProcessLookupError) once the process has ended and was told of.
  void send_signal(int signal);
  void terminate();
  void kill();
  /// Waits for the exit status.
  Coro<int> wait();

  /// Closes the pipes, and kills the process if it runs.
  void close() override;
  bool is_closing() const override { return closed_; }
  ExtraInfo get_extra_info(std::string_view name) const override;
  std::string repr() const override;

 private:
  class Pipe;
  class OutputPipe;
  class InputPipe;

  SubprocessTransport(EventLoop& loop, Ref<SubprocessProtocol> protocol, StartedProcess process);
  ~SubprocessTransport() override;
  Coro<void> connect_pipes(FutureRef<void> waiter);
  void watch_exit();
  void process_exited(int status);
  void pipe_lost(int number, ExceptionRef error);
  void pipe_data(int number, Bytes data);
  void try_finish();
  void call(const CallbackLabel& label, std::function<void()> callback);
  void call_connection_lost();
  void kill_for_good();
  void loop_closes() override;

  int id_;
  std::optional<int> status_;
  DescriptorRef exit_;  ///< null once the status was taken
  Ref<SubprocessProtocol> subprocess_protocol_;
  std::array<DescriptorRef, 3> unconnected_;  ///< pipes before they have a transport
  std::array<Pipe*, 3> pipes_{};              ///< kept by pipe_refs_
  std::array<ProtocolRef, 3> pipe_refs_;
  std::array<bool, 3> piped_{};
  /// What is to be called once the pipes are connected; none from then on.
  std::optional<std::vector<std::pair<const CallbackLabel*, std::function<void()>>>> pending_;
  std::vector<FutureRef<int>> exit_waiters_;
  bool closed_ = false;
  bool finished_ = false;
};

/// How a process is to be started, beside its arguments.
struct ProcessOptions {
  ProcessOptions() = default;
  /// All three streams through pipes, as loop.subprocess_exec() has them if nothing else is said.
  static ProcessOptions piped();

  Redirection input;
  Redirection output;
  Redirection error;
  std::optional<std::string> directory;
  std::optional<std::vector<std::pair<std::string, std::string>>> environment;
  bool new_session = false;
};

/// loop.subprocess_exec(): the program comes first. Throws OsError (FileNotFoundError …).
Coro<std::pair<Ref<SubprocessTransport>, Ref<SubprocessProtocol>>> subprocess_exec(
    EventLoop& loop, std::function<Ref<SubprocessProtocol>()> factory,
    std::vector<std::string> arguments, ProcessOptions options = ProcessOptions::piped());
/// loop.subprocess_shell(): a command of /bin/sh.
Coro<std::pair<Ref<SubprocessTransport>, Ref<SubprocessProtocol>>> subprocess_shell(
    EventLoop& loop, std::function<Ref<SubprocessProtocol>()> factory, std::string command,
    ProcessOptions options = ProcessOptions::piped());

}  // namespace loopscope
