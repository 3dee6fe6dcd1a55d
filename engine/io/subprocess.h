#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/coro/coro.h"
#include "engine/io/flow_control.h"
#include "engine/io/stream_reader.h"
#include "engine/io/streams.h"
#include "engine/io/subprocess_transport.h"

namespace loopscope {

/// asyncio's SubprocessStreamProtocol: streams for the pipes of a process.
class SubprocessStreamProtocol final : public SubprocessProtocol {
 public:
  SubprocessStreamProtocol(EventLoop& loop, std::size_t limit);
  ~SubprocessStreamProtocol() override;

  void connection_made(Transport& transport) override;
  void connection_lost(ExceptionRef error) override;
  void pipe_data_received(int number, Bytes data) override;
  void pipe_connection_lost(int number, ExceptionRef error) override;
  void process_exited() override;
  void pause_writing() override { flow_->pause_writing(); }
  void resume_writing() override { flow_->resume_writing(); }
  void abandoned() override;

  /// Null without a pipe.
  const StreamWriterRef& input() const { return input_; }
  const StreamReaderRef& output() const { return output_; }
  const StreamReaderRef& error() const { return error_; }

 private:
  StreamReaderRef reader_of(int number) const;
  void maybe_close();

  FlowControlRef flow_;
  std::size_t limit_;
  Ref<SubprocessTransport> transport_;
  StreamWriterRef input_;
  StreamReaderRef output_;
  StreamReaderRef error_;
  FutureRef<void> input_closed_;
  std::size_t open_outputs_ = 0;
  bool exited_ = false;
};

/// asyncio.subprocess.Process: a process with streams for its pipes. Copies are the same process.
class Process {
 public:
  Process(Ref<SubprocessTransport> transport, const SubprocessStreamProtocol& protocol);

  /// Null without a pipe. (Python's stdin, stdout, stderr, which are macros in C.)
  const StreamWriterRef& input() const { return input_; }
  const StreamReaderRef& output() const { return output_; }
  const StreamReaderRef& error() const { return error_; }
  int pid() const { return transport_->get_pid(); }
  /// Exit status, -N if signal N has killed it; none while it runs.
  std::optional<int> returncode() const { return transport_->get_returncode(); }
  Coro<int> wait() { return transport_->wait(); }
  void send_signal(int signal) { transport_->send_signal(signal); }
  void terminate() { transport_->terminate(); }
  void kill() { transport_->kill(); }
  /// Sends `input`, reads what comes of both outputs up to their ends, and waits for the exit. An
  /// output without a pipe gives none.
  Coro<std::pair<std::optional<std::string>, std::optional<std::string>>> communicate(
      std::optional<std::string> input = std::nullopt);

 private:
  Ref<SubprocessTransport> transport_;
  StreamWriterRef input_;
  StreamReaderRef output_;
  StreamReaderRef error_;
};

/// asyncio.create_subprocess_exec(): the program comes first; streams that `options` does not
/// redirect are the parent's. Throws OsError (FileNotFoundError …).
Coro<Process> create_subprocess_exec(std::vector<std::string> arguments,
                                     ProcessOptions options = {},
                                     std::size_t limit = default_stream_limit);
/// asyncio.create_subprocess_shell()
Coro<Process> create_subprocess_shell(std::string command, ProcessOptions options = {},
                                      std::size_t limit = default_stream_limit);

}  // namespace loopscope
