#include "engine/io/subprocess.h"

#include <cerrno>

#include "engine/coro/gather.h"
#include "engine/io/errors.h"

namespace loopscope {

SubprocessStreamProtocol::SubprocessStreamProtocol(EventLoop& loop, std::size_t limit)
    : flow_(new FlowControl(loop)), limit_(limit), input_closed_(create_future<void>(loop)) {}

SubprocessStreamProtocol::~SubprocessStreamProtocol() {
  abandoned();
}

void SubprocessStreamProtocol::connection_made(Transport& transport) {
  transport_ = Ref<SubprocessTransport>(static_cast<SubprocessTransport*>(&transport));
  const auto open = [this](int number) -> StreamReaderRef {
    const TransportRef pipe = transport_->get_pipe_transport(number);
    if (!pipe) return nullptr;
    StreamReaderRef reader(new StreamReader(flow_->loop(), limit_));
    reader->set_transport(*pipe);
    ++open_outputs_;
    return reader;
  };
  output_ = open(1);
  error_ = open(2);
  if (const TransportRef pipe = transport_->get_pipe_transport(0)) {
    input_ = StreamWriterRef(new StreamWriter(pipe, flow_, nullptr, input_closed_));
  }
}

void SubprocessStreamProtocol::connection_lost(ExceptionRef error) {
  flow_->connection_lost(error);
  abandoned();
}

void SubprocessStreamProtocol::abandoned() {
  if (output_) output_->drop_transport();
  if (error_) error_->drop_transport();
  transport_ = nullptr;
}

StreamReaderRef SubprocessStreamProtocol::reader_of(int number) const {
  return number == 1 ? output_ : number == 2 ? error_ : nullptr;
}

void SubprocessStreamProtocol::pipe_data_received(int number, Bytes data) {
  if (const StreamReaderRef reader = reader_of(number)) reader->feed_data(data);
}

void SubprocessStreamProtocol::pipe_connection_lost(int number, ExceptionRef error) {
  if (number == 0) {
    if (input_) input_->close();
    flow_->connection_lost(error);
    if (error) {
      input_closed_->set_exception(std::move(error));
      input_closed_->forget_traceback();  // nobody has to wait for it
    } else {
      input_closed_->set_result();
    }
    return;
  }
  if (const StreamReaderRef reader = reader_of(number)) {
    if (error) {
      reader->set_exception(std::move(error));
    } else {
      reader->feed_eof();
    }
    --open_outputs_;
  }
  maybe_close();
}

void SubprocessStreamProtocol::process_exited() {
  exited_ = true;
  maybe_close();
}

void SubprocessStreamProtocol::maybe_close() {
  if (open_outputs_ > 0 || !exited_) return;
  if (const auto transport = std::exchange(transport_, nullptr)) transport->close();
}

Process::Process(Ref<SubprocessTransport> transport, const SubprocessStreamProtocol& protocol)
    : transport_(std::move(transport)),
      input_(protocol.input()),
      output_(protocol.output()),
      error_(protocol.error()) {}

namespace {

using Output = std::optional<std::string>;

bool is_broken_pipe(const OsError& error) {
  return error.code() == EPIPE || error.code() == ECONNRESET;
}

Coro<Output> feed_input(StreamWriterRef stream, std::string input) {
  try {
    stream->write(input);
    co_await stream->drain();
  } catch (const OsError& error) {
    // The process may end without having read all.
    if (!is_broken_pipe(error)) throw;
  }
  stream->close();
  co_return std::nullopt;
}

Coro<Output> nothing() {
  co_return std::nullopt;
}

Coro<Output> read_stream(StreamReaderRef stream, TransportRef transport) {
  std::string text = co_await stream->read();
  if (transport) transport->close();
  co_return text;
}

Coro<Process> process_of(
    Coro<std::pair<Ref<SubprocessTransport>, Ref<SubprocessProtocol>>> starting) {
  const auto [transport, protocol] = co_await std::move(starting);
  co_return Process(transport, static_cast<const SubprocessStreamProtocol&>(*protocol));
}

std::function<Ref<SubprocessProtocol>()> stream_factory(EventLoop& loop, std::size_t limit) {
  return
      [&loop, limit] { return Ref<SubprocessProtocol>(new SubprocessStreamProtocol(loop, limit)); };
}

}  // namespace

Coro<std::pair<Output, Output>> Process::communicate(std::optional<std::string> input) {
  const Process self = *this;
  std::vector<Coro<Output>> streams;
  streams.push_back(input && input_ ? feed_input(input_, std::move(*input)) : nothing());
  streams.push_back(output_ ? read_stream(output_, transport_->get_pipe_transport(1)) : nothing());
  streams.push_back(error_ ? read_stream(error_, transport_->get_pipe_transport(2)) : nothing());
  const auto texts = co_await gather_all(std::move(streams));
  co_await self.transport_->wait();
  co_return std::pair(texts[1], texts[2]);
}

Coro<Process> create_subprocess_exec(std::vector<std::string> arguments, ProcessOptions options,
                                     std::size_t limit) {
  EventLoop& loop = EventLoop::running();
  return process_of(
      subprocess_exec(loop, stream_factory(loop, limit), std::move(arguments), std::move(options)));
}

Coro<Process> create_subprocess_shell(std::string command, ProcessOptions options,
                                      std::size_t limit) {
  EventLoop& loop = EventLoop::running();
  return process_of(
      subprocess_shell(loop, stream_factory(loop, limit), std::move(command), std::move(options)));
}

}  // namespace loopscope
