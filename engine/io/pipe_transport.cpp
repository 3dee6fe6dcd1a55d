#include "engine/io/pipe_transport.h"

#include <fmt/format.h>

#include <cerrno>
#include <utility>

#include "engine/io/errors.h"
#include "engine/loop/method_handle.h"

namespace loopscope {
namespace {

constexpr CallbackLabel add_read_pipe{"_UnixReadPipeTransport._add_reader"};
constexpr CallbackLabel add_write_pipe{"BaseSelectorEventLoop._add_reader"};
constexpr CallbackLabel set_waiter_label{"_set_result_unless_cancelled"};
constexpr CallbackLabel read_label{"_UnixReadPipeTransport._read_ready"};
constexpr CallbackLabel reader_gone_label{"_UnixWritePipeTransport._read_ready"};
constexpr CallbackLabel write_label{"_UnixWritePipeTransport._write_ready"};
constexpr CallbackLabel read_lost_label{"_UnixReadPipeTransport._call_connection_lost"};
constexpr CallbackLabel write_lost_label{"_UnixWritePipeTransport._call_connection_lost"};
constexpr CallbackLabel eof_label{"Protocol.eof_received"};
constexpr int most_silent_writes = 5;  // asyncio's LOG_THRESHOLD_FOR_CONNLOST_WRITES

bool reads(const PipeTransport& transport) {
  return dynamic_cast<const ReadPipeTransport*>(&transport) != nullptr;
}

Network::FileKind checked_kind(const DescriptorRef& pipe, const char* refusal) {
  const Network::FileKind kind = pipe->network().kind_of(pipe->number());
  if (kind == Network::FileKind::regular || kind == Network::FileKind::other) {
    throw ArgumentError(refusal);
  }
  pipe->network().set_non_blocking(pipe->number());
  return kind;
}

}  // namespace

PipeTransport::PipeTransport(EventLoop& loop, DescriptorRef pipe)
    : Transport(loop), pipe_(std::move(pipe)), number_(pipe_->number()) {
  loop.descriptors().set_user(number_, this);
}

PipeTransport::~PipeTransport() {
  if (pipe_) let_go();
}

void PipeTransport::start(ProtocolRef protocol, const FutureRef<void>& waiter) {
  set_protocol(std::move(protocol));
  const Ref<PipeTransport> self(this);
  call_soon_as(loop(), this->protocol()->connection_made_label(),
               [self, told = this->protocol()] { told->connection_made(*self); });
  // It only starts reading when connection_made() has been called.
  if (reads(*this)) {
    loop().call_soon(labelled<add_read_pipe>([self] { self->add_reader(); }));
  } else if (watches_reading()) {
    loop().call_soon(labelled<add_write_pipe>([self] { self->add_reader(); }));
  }
  if (!waiter) return;
  loop().call_soon(labelled<set_waiter_label>([waiter] {
    if (!waiter->cancelled()) waiter->set_result();
  }));
}

void PipeTransport::add_reader() {
  if (closing_ || !watches_reading()) return;
  const Ref<PipeTransport> self(this);
  const HandleRef handle = make_handle(loop(), reads(*this) ? read_label : reader_gone_label,
                                       [self] { self->read_ready(); });
  loop().descriptors().add(number_, interest_read, *handle);
}

void PipeTransport::schedule_connection_lost(ExceptionRef error) {
  const Ref<PipeTransport> self(this);
  call_soon_as(loop(), reads(*this) ? read_lost_label : write_lost_label,
               [self, error = std::move(error)] { self->call_connection_lost(error); });
}

void PipeTransport::call_connection_lost(ExceptionRef error) {
  const Ref<PipeTransport> self(this);
  struct Last {
    PipeTransport& transport;
    ~Last() { transport.let_go(); }
  };
  const Last last{*this};
  if (protocol()) protocol()->connection_lost(std::move(error));
}

void PipeTransport::let_go() {
  loop().descriptors().set_user(number_, nullptr);
  if (const DescriptorRef pipe = std::exchange(pipe_, nullptr)) pipe->close();
  drop_protocol();
}

void PipeTransport::loop_closes() {
  const Ref<PipeTransport> self(this);
  closing_ = true;
  clear_buffer();
  if (const ProtocolRef kept = protocol()) kept->abandoned();
  let_go();
}

ExtraInfo PipeTransport::get_extra_info(std::string_view name) const {
  if (name == "pipe" && pipe_) return pipe_;
  return {};
}

std::string PipeTransport::repr() const {
  const char* const state = !pipe_ ? " closed" : closing_ ? " closing" : "";
  std::string text = fmt::format("<{}{} fd={}", class_name(), state, number_);
  if (!pipe_) return text + " closed>";
  const Interest side = reads(*this) ? interest_read : interest_write;
  text += loop().descriptors().watcher(number_, side) != nullptr ? " polling" : " idle";
  return text + more_repr() + ">";
}

// Reading.

Ref<ReadPipeTransport> ReadPipeTransport::make(EventLoop& loop, DescriptorRef pipe,
                                               ProtocolRef protocol,
                                               const FutureRef<void>& waiter) {
  checked_kind(pipe, "Pipe transport is for pipes/sockets only.");
  Ref<ReadPipeTransport> transport(new ReadPipeTransport(loop, std::move(pipe)));
  transport->stream_ = dynamic_cast<Protocol*>(protocol.get());
  transport->start(std::move(protocol), waiter);
  return transport;
}

void ReadPipeTransport::read_ready() {
  const std::span<std::byte> block = loop().descriptors().scratch();
  const IoResult result = pipe().receive(block);
  if (result.would_block()) return;
  if (!result.ok()) {
    const ExceptionRef error = os_exception(loop(), result.error);
    // A terminal that hangs up is an ordinary end.
    if (result.error != EIO) report("Fatal read error on pipe transport", error);
    end(error);
    return;
  }
  if (result.bytes > 0) {
    const ProtocolRef kept = protocol();
    stream_->data_received(block.first(result.bytes));
    return;
  }
  closing_ = true;
  const Ref<ReadPipeTransport> self(this);
  remove_reader();
  loop().call_soon(labelled<eof_label>([told = Ref<Protocol>(stream_)] { told->eof_received(); }));
  schedule_connection_lost(nullptr);
}

void ReadPipeTransport::pause_reading() {
  if (!is_reading()) return;
  paused_ = true;
  remove_reader();
}

void ReadPipeTransport::resume_reading() {
  if (closing_ || !paused_) return;
  paused_ = false;
  add_reader();
}

void ReadPipeTransport::close() {
  if (!closing_) end(nullptr);
}

void ReadPipeTransport::end(ExceptionRef error) {
  const Ref<ReadPipeTransport> self(this);
  closing_ = true;
  remove_reader();
  schedule_connection_lost(std::move(error));
}

// Writing.

Ref<WritePipeTransport> WritePipeTransport::make(EventLoop& loop, DescriptorRef pipe,
                                                 ProtocolRef protocol,
                                                 const FutureRef<void>& waiter) {
  const Network::FileKind kind =
      checked_kind(pipe, "Pipe transport is only for pipes, sockets and character devices");
  Ref<WritePipeTransport> transport(new WritePipeTransport(loop, std::move(pipe)));
  transport->hears_end_ = kind != Network::FileKind::character_device;
  transport->start(std::move(protocol), waiter);
  return transport;
}

// The reader has gone.
void WritePipeTransport::read_ready() {
  end(buffer_.empty() ? nullptr : os_exception(loop(), OsError::plain(EPIPE, "")));
}

void WritePipeTransport::write(Bytes data) {
  if (data.empty()) return;
  if (lost_ != 0 || closing_) {
    if (lost_ >= most_silent_writes) {
      loop().log("pipe closed by peer or os.write(pipe, data) raised exception.");
    }
    ++lost_;
    return;
  }
  if (buffer_.empty()) {
    const IoResult result = pipe().send(data);
    if (!result.ok() && !result.would_block()) {
      failed(result.error);
      return;
    }
    data = data.subspan(result.bytes);
    if (data.empty()) return;
    add_writer();
  }
  buffer_ += as_text(data);
  maybe_pause_protocol();
}

void WritePipeTransport::add_writer() {
  const Ref<WritePipeTransport> self(this);
  const HandleRef handle = make_handle(loop(), write_label, [self] { self->write_ready(); });
  loop().descriptors().add(number(), interest_write, *handle);
}

void WritePipeTransport::write_ready() {
  const IoResult result = pipe().send(as_bytes(buffer_));
  if (result.would_block()) return;
  if (!result.ok()) {
    buffer_.clear();
    remove_writer();
    failed(result.error);
    return;
  }
  buffer_.erase(0, result.bytes);
  if (!buffer_.empty()) return;
  remove_writer();
  maybe_resume_protocol();  // it may write more
  if (!closing_) return;
  remove_reader();
  call_connection_lost(nullptr);
}

void WritePipeTransport::failed(int error) {
  ++lost_;
  end(os_exception(loop(), error));
}

void WritePipeTransport::write_eof() {
  if (closing_) return;
  closing_ = true;
  if (!buffer_.empty()) return;
  const Ref<WritePipeTransport> self(this);
  remove_reader();
  schedule_connection_lost(nullptr);
}

void WritePipeTransport::end(ExceptionRef error) {
  if (gone()) return;
  const Ref<WritePipeTransport> self(this);
  closing_ = true;
  if (!buffer_.empty()) {
    remove_writer();
    buffer_.clear();
  }
  remove_reader();
  schedule_connection_lost(std::move(error));
}

std::string WritePipeTransport::more_repr() const {
  return fmt::format(" bufsize={}", buffer_.size());
}

// Connecting.

namespace {

Coro<Connection> connected_pipe(Ref<PipeTransport> transport, FutureRef<void> waiter) {
  ProtocolRef protocol = transport->protocol();
  bool made = false;
  struct CloseUnless {
    Transport& transport;
    const bool& made;
    ~CloseUnless() {
      if (!made && !transport.loop().is_closed()) transport.close();
    }
  };
  const CloseUnless guard{*transport, made};
  co_await waiter;
  made = true;
  co_return Connection(TransportRef(transport.get()), std::move(protocol));
}

}  // namespace

Coro<Connection> connect_read_pipe(EventLoop& loop, ProtocolFactory factory, DescriptorRef pipe) {
  ProtocolRef protocol = factory();
  const FutureRef<void> waiter = create_future<void>(loop);
  const Ref<PipeTransport> transport =
      ReadPipeTransport::make(loop, std::move(pipe), std::move(protocol), waiter);
  Connection connection = co_await connected_pipe(transport, waiter);
  co_return connection;
}

Coro<Connection> connect_write_pipe(EventLoop& loop, ProtocolFactory factory, DescriptorRef pipe) {
  ProtocolRef protocol = factory();
  const FutureRef<void> waiter = create_future<void>(loop);
  const Ref<PipeTransport> transport =
      WritePipeTransport::make(loop, std::move(pipe), std::move(protocol), waiter);
  Connection connection = co_await connected_pipe(transport, waiter);
  co_return connection;
}

}  // namespace loopscope
