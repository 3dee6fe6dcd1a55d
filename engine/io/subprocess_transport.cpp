#include "engine/io/subprocess_transport.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <csignal>

#include "engine/io/errors.h"
#include "engine/io/pipe_transport.h"
#include "engine/loop/method_handle.h"

namespace loopscope {
namespace {

constexpr CallbackLabel exit_label{"BaseEventLoop.call_soon"};
constexpr CallbackLabel process_exited_label{"BaseSubprocessTransport._process_exited"};
constexpr CallbackLabel connection_made_label{"SubprocessProtocol.connection_made"};
constexpr CallbackLabel exited_label{"SubprocessProtocol.process_exited"};
constexpr CallbackLabel data_label{"SubprocessProtocol.pipe_data_received"};
constexpr CallbackLabel pipe_lost_label{"SubprocessProtocol.pipe_connection_lost"};
constexpr CallbackLabel lost_label{"BaseSubprocessTransport._call_connection_lost"};

}  // namespace

/// asyncio's WriteSubprocessPipeProto: passes on what happens to one pipe.
class SubprocessTransport::Pipe {
 public:
  Pipe(SubprocessTransport& process, int number) : process_(&process), number_(number) {}

  void made(Transport& transport) { transport_ = TransportRef(&transport); }
  void lost(ExceptionRef error) {
    disconnected_ = true;
    if (const Ref<SubprocessTransport> process = std::exchange(process_, nullptr)) {
      process->pipe_lost(number_, std::move(error));
    }
  }
  void forget() {
    process_ = nullptr;
    transport_ = nullptr;
  }
  const Ref<SubprocessTransport>& process() const { return process_; }
  const TransportRef& transport() const { return transport_; }
  bool disconnected() const { return disconnected_; }
  int number() const { return number_; }

 private:
  Ref<SubprocessTransport> process_;
  TransportRef transport_;
  int number_;
  bool disconnected_ = false;
};

class SubprocessTransport::InputPipe final : public BaseProtocol, public Pipe {
 public:
  using Pipe::Pipe;
  void connection_made(Transport& transport) override { made(transport); }
  void connection_lost(ExceptionRef error) override { lost(std::move(error)); }
  void abandoned() override { forget(); }
  void pause_writing() override { process()->subprocess_protocol_->pause_writing(); }
  void resume_writing() override { process()->subprocess_protocol_->resume_writing(); }
};

class SubprocessTransport::OutputPipe final : public Protocol, public Pipe {
 public:
  using Pipe::Pipe;
  void connection_made(Transport& transport) override { made(transport); }
  void connection_lost(ExceptionRef error) override { lost(std::move(error)); }
  void abandoned() override { forget(); }
  void data_received(Bytes data) override { process()->pipe_data(number(), data); }
};

SubprocessTransport::SubprocessTransport(EventLoop& loop, Ref<SubprocessProtocol> protocol,
                                         StartedProcess process)
    : Transport(loop),
      id_(process.id),
      exit_(new Descriptor(loop.platform(), process.exit, DescriptorKind::process)),
      subprocess_protocol_(std::move(protocol)),
      pending_(std::in_place) {
  set_protocol(subprocess_protocol_);
  const std::array<int, 3> numbers{process.input, process.output, process.error};
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    piped_[i] = numbers[i] >= 0;
    if (!piped_[i]) continue;
    unconnected_[i] = DescriptorRef(
        new Descriptor(loop.platform(), numbers[i],
                       i == 0 ? DescriptorKind::pipe_writes : DescriptorKind::pipe_reads));
  }
}

SubprocessTransport::~SubprocessTransport() {
  if (exit_) kill_for_good();
}

Ref<SubprocessTransport> SubprocessTransport::start(EventLoop& loop,
                                                    Ref<SubprocessProtocol> protocol,
                                                    const ProcessRequest& request,
                                                    const FutureRef<void>& waiter) {
  const StartedProcess process = loop.platform().processes().start(request);
  Ref<SubprocessTransport> transport(new SubprocessTransport(loop, std::move(protocol), process));
  create_task(loop, transport->connect_pipes(waiter),
              {.coroutine = "BaseSubprocessTransport._connect_pipes"});
  transport->watch_exit();
  return transport;
}

Coro<void> SubprocessTransport::connect_pipes(FutureRef<void> waiter) {
  const Ref<SubprocessTransport> self(this);
  ExceptionRef failure;
  try {
    for (std::size_t i = 0; i < pipes_.size(); ++i) {
      DescriptorRef descriptor = std::exchange(unconnected_[i], nullptr);
      if (!descriptor) continue;
      const int number = static_cast<int>(i);
      ProtocolFactory factory = [this, i, number]() -> ProtocolRef {
        if (i == 0) {
          auto* const pipe = new InputPipe(*this, number);
          pipes_[i] = pipe;
          pipe_refs_[i] = ProtocolRef(pipe);
        } else {
          auto* const pipe = new OutputPipe(*this, number);
          pipes_[i] = pipe;
          pipe_refs_[i] = ProtocolRef(pipe);
        }
        return pipe_refs_[i];
      };
      if (i == 0) {
        co_await connect_write_pipe(loop(), std::move(factory), std::move(descriptor));
      } else {
        co_await connect_read_pipe(loop(), std::move(factory), std::move(descriptor));
      }
    }
    call_soon_as(loop(), connection_made_label, [self] {
      if (self->subprocess_protocol_) self->subprocess_protocol_->connection_made(*self);
    });
    const auto calls = std::exchange(pending_, std::nullopt);
    for (const auto& [label, callback] : *calls) call_soon_as(loop(), *label, callback);
  } catch (const LoopExit&) {
    throw;
  } catch (...) {
    failure = current_exception();
  }
  if (waiter->cancelled()) co_return;
  if (failure) {
    waiter->set_exception(failure);
  } else {
    waiter->set_result();
  }
}

// CPython has a thread that waits for the process and then calls call_soon_threadsafe(call_soon,
// _process_exited, …): here a descriptor gets ready, and its reader is that first call.
void SubprocessTransport::watch_exit() {
  const Ref<SubprocessTransport> self(this);
  loop().descriptors().set_user(exit_->number(), this);
  const HandleRef handle = make_handle(loop(), exit_label, [self] {
    const std::optional<int> status = self->loop().platform().processes().take_status(self->id_);
    if (!status) return;
    const DescriptorRef exit = std::exchange(self->exit_, nullptr);
    self->loop().descriptors().remove(exit->number(), interest_read);
    self->loop().descriptors().set_user(exit->number(), nullptr);
    exit->close();
    call_soon_as(self->loop(), process_exited_label,
                 [self, code = *status] { self->process_exited(code); });
  });
  loop().descriptors().add(exit_->number(), interest_read, *handle);
}

void SubprocessTransport::call(const CallbackLabel& label, std::function<void()> callback) {
  if (pending_) {
    pending_->emplace_back(&label, std::move(callback));
  } else {
    call_soon_as(loop(), label, std::move(callback));
  }
}

void SubprocessTransport::pipe_data(int number, Bytes data) {
  call(data_label, [told = subprocess_protocol_, number, text = std::string(as_text(data))] {
    told->pipe_data_received(number, as_bytes(text));
  });
}

void SubprocessTransport::pipe_lost(int number, ExceptionRef error) {
  call(pipe_lost_label, [told = subprocess_protocol_, number, error = std::move(error)] {
    told->pipe_connection_lost(number, error);
  });
  try_finish();
}

void SubprocessTransport::process_exited(int status) {
  status_ = status;
  call(exited_label, [told = subprocess_protocol_] { told->process_exited(); });
  try_finish();
}

void SubprocessTransport::try_finish() {
  if (!status_) return;
  for (std::size_t i = 0; i < pipes_.size(); ++i) {
    if (piped_[i] && (pipes_[i] == nullptr || !pipes_[i]->disconnected())) return;
  }
  finished_ = true;
  const Ref<SubprocessTransport> self(this);
  call(lost_label, [self] { self->call_connection_lost(); });
}

void SubprocessTransport::call_connection_lost() {
  struct Last {
    SubprocessTransport& process;
    ~Last() {
      for (const FutureRef<int>& waiter : std::exchange(process.exit_waiters_, {})) {
        if (!waiter->cancelled()) waiter->set_result(*process.status_);
      }
      process.subprocess_protocol_ = nullptr;
      process.drop_protocol();
    }
  };
  const Last last{*this};
  if (subprocess_protocol_) subprocess_protocol_->connection_lost(nullptr);
}

Coro<int> SubprocessTransport::wait() {
  if (status_) co_return *status_;
  const Ref<SubprocessTransport> self(this);
  const FutureRef<int> waiter = create_future<int>(loop());
  exit_waiters_.push_back(waiter);
  const int status = co_await waiter;
  co_return status;
}

TransportRef SubprocessTransport::get_pipe_transport(int number) const {
  const Pipe* const pipe =
      number >= 0 && number < 3 ? pipes_[static_cast<std::size_t>(number)] : nullptr;
  return pipe != nullptr ? pipe->transport() : nullptr;
}

void SubprocessTransport::send_signal(int signal) {
  // asyncio raises this without a text once connection_lost() was called.
  if (!subprocess_protocol_) throw OsError::plain(ESRCH, "");
  if (exit_) loop().platform().processes().send_signal(id_, signal);
}
void SubprocessTransport::terminate() {
  send_signal(SIGTERM);
}
void SubprocessTransport::kill() {
  send_signal(SIGKILL);
}

void SubprocessTransport::close() {
  if (closed_) return;
  closed_ = true;
  const Ref<SubprocessTransport> self(this);
  for (Pipe* const pipe : pipes_) {
    if (pipe != nullptr && pipe->transport()) pipe->transport()->close();
  }
  if (exit_ && !status_) loop().platform().processes().send_signal(id_, SIGKILL);
}

// Nobody will hear of its end: it goes now, and leaves nothing.
void SubprocessTransport::kill_for_good() {
  const DescriptorRef exit = std::exchange(exit_, nullptr);
  loop().descriptors().set_user(exit->number(), nullptr);
  Processes& processes = loop().platform().processes();
  try {
    processes.send_signal(id_, SIGKILL);
    processes.wait(id_);
  } catch (const OsError&) {
    // It has gone already.
  }
}

void SubprocessTransport::loop_closes() {
  const Ref<SubprocessTransport> self(this);
  closed_ = true;
  if (exit_) kill_for_good();
  pending_.reset();
  for (Pipe*& pipe : pipes_) {
    if (pipe != nullptr) pipe->forget();
  }
  if (const auto protocol = std::exchange(subprocess_protocol_, nullptr)) protocol->abandoned();
  drop_protocol();
}

ExtraInfo SubprocessTransport::get_extra_info(std::string_view name) const {
  if (name == "subprocess") return id_;
  return {};
}

std::string SubprocessTransport::repr() const {
  std::string text = "<_UnixSubprocessTransport";
  if (closed_) text += " closed";
  text += fmt::format(" pid={}", id_);
  text += status_ ? fmt::format(" returncode={}", *status_) : " running";
  static constexpr std::array<const char*, 3> names{"stdin", "stdout", "stderr"};
  for (std::size_t i = 0; i < pipes_.size(); ++i) {
    if (pipes_[i] == nullptr || !pipes_[i]->transport()) continue;
    text += fmt::format(" {}={}", names[i], pipes_[i]->transport()->repr());
  }
  return text + ">";
}

ProcessOptions ProcessOptions::piped() {
  ProcessOptions options;
  options.input.kind = options.output.kind = options.error.kind = Redirection::Kind::pipe;
  return options;
}

Coro<std::pair<Ref<SubprocessTransport>, Ref<SubprocessProtocol>>> subprocess_exec(
    EventLoop& loop, std::function<Ref<SubprocessProtocol>()> factory,
    std::vector<std::string> arguments, ProcessOptions options) {
  if (arguments.empty()) throw ArgumentError("a program must be given");
  Ref<SubprocessProtocol> protocol = factory();
  ProcessRequest request;
  request.arguments = std::move(arguments);
  request.directory = options.directory;
  request.environment = options.environment;
  request.new_session = options.new_session;
  request.input = options.input;
  request.output = options.output;
  request.error = options.error;
  const FutureRef<void> waiter = create_future<void>(loop);
  const auto transport = SubprocessTransport::start(loop, protocol, request, waiter);
  ExceptionRef failure;
  try {
    co_await waiter;
  } catch (const LoopExit&) {
    throw;
  } catch (...) {
    failure = current_exception();
  }
  if (failure) {
    transport->close();
    co_await transport->wait();
    failure->rethrow();
  }
  co_return std::pair(transport, protocol);
}

Coro<std::pair<Ref<SubprocessTransport>, Ref<SubprocessProtocol>>> subprocess_shell(
    EventLoop& loop, std::function<Ref<SubprocessProtocol>()> factory, std::string command,
    ProcessOptions options) {
  std::vector<std::string> arguments{"/bin/sh", "-c", std::move(command)};
  return subprocess_exec(loop, std::move(factory), std::move(arguments), std::move(options));
}

}  // namespace loopscope
