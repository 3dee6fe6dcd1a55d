#include "engine/io/socket_transport.h"

#include "engine/io/errors.h"
#include "engine/io/server.h"

namespace loopscope {
namespace {

/// Calls what belongs to the protocol or the program; false if it threw, which `failed` is told.
template <class F, class Failed>
bool guarded(F call, Failed failed) {
  try {
    call();
    return true;
  } catch (const LoopExit&) {
    throw;
  } catch (...) {
    failed(current_exception());
    return false;
  }
}

}  // namespace

Ref<SocketTransport> SocketTransport::make(EventLoop& loop, SocketRef socket, ProtocolRef protocol,
                                           const FutureRef<void>& waiter,
                                           std::optional<SocketAddress> peer, Ref<Server> server) {
  Ref<SocketTransport> transport(
      new SocketTransport(loop, std::move(socket), std::move(peer), std::move(server)));
  transport->set_protocol(std::move(protocol));
  // Small writes are sent without waiting for the peer's acknowledgement.
  if (transport->socket().family() != SocketFamily::unix_domain) {
    transport->socket().set_option(Network::Option::no_delay, 1);
  }
  transport->start(waiter);
  return transport;
}

const CallbackLabel& SocketTransport::read_label() const {
  static constexpr CallbackLabel label{"_SelectorSocketTransport._read_ready"};
  return label;
}
const CallbackLabel& SocketTransport::write_label() const {
  static constexpr CallbackLabel label{"_SelectorSocketTransport._write_ready"};
  return label;
}
const CallbackLabel& SocketTransport::connection_lost_label() const {
  static constexpr CallbackLabel label{"_SelectorSocketTransport._call_connection_lost"};
  return label;
}

void SocketTransport::set_protocol(ProtocolRef protocol) {
  stream_ = dynamic_cast<Protocol*>(protocol.get());
  buffered_ = dynamic_cast<BufferedProtocol*>(protocol.get());
  SelectorTransport::set_protocol(std::move(protocol));
}

void SocketTransport::clear_buffer() {
  buffer_.clear();
  sent_ = 0;
}

void SocketTransport::read_ready() {
  if (connection_lost()) return;
  if (buffered_ != nullptr) {
    read_into_buffer();
  } else {
    read_data();
  }
}

void SocketTransport::read_data() {
  const std::span<std::byte> block = loop().descriptors().scratch();
  const IoResult result = socket().receive(block);
  if (result.would_block()) return;
  if (!result.ok()) {
    fatal_error(os_exception(loop(), result.error), "Fatal read error on socket transport");
    return;
  }
  if (result.bytes == 0) {
    on_eof();
    return;
  }
  const ProtocolRef kept = protocol();
  guarded([&] { stream_->data_received(block.first(result.bytes)); },
          [this](ExceptionRef error) {
            fatal_error(std::move(error), "Fatal error: protocol.data_received() call failed.");
          });
}

void SocketTransport::read_into_buffer() {
  const ProtocolRef kept = protocol();
  std::span<std::byte> block;
  const bool got = guarded(
      [&] {
        block = buffered_->get_buffer(-1);
        if (block.empty()) throw LoopError("get_buffer() returned an empty buffer");
      },
      [this](ExceptionRef error) {
        fatal_error(std::move(error), "Fatal error: protocol.get_buffer() call failed.");
      });
  if (!got) return;
  const IoResult result = socket().receive(block);
  if (result.would_block()) return;
  if (!result.ok()) {
    fatal_error(os_exception(loop(), result.error), "Fatal read error on socket transport");
    return;
  }
  if (result.bytes == 0) {
    on_eof();
    return;
  }
  guarded([&] { buffered_->buffer_updated(result.bytes); },
          [this](ExceptionRef error) {
            fatal_error(std::move(error), "Fatal error: protocol.buffer_updated() call failed.");
          });
}

bool SocketTransport::eof_received() {
  return buffered_ != nullptr ? buffered_->eof_received() : stream_->eof_received();
}

void SocketTransport::on_eof() {
  const ProtocolRef kept = protocol();
  bool keep_open = false;
  const bool told =
      guarded([&] { keep_open = eof_received(); },
              [this](ExceptionRef error) {
                fatal_error(std::move(error), "Fatal error: protocol.eof_received() call failed.");
              });
  if (!told) return;
  if (keep_open) {
    remove_reader();  // the protocol can write on, but nothing more will come
  } else {
    close();
  }
}

void SocketTransport::write(Bytes data) {
  if (eof_) throw LoopError("Cannot call write() after write_eof()");
  if (data.empty()) return;
  if (connection_lost()) {
    note_lost_write();
    return;
  }
  if (buffer_empty()) {
    const IoResult result = socket().send(data);
    if (!result.ok() && !result.would_block()) {
      fatal_error(os_exception(loop(), result.error), "Fatal write error on socket transport");
      return;
    }
    data = data.subspan(result.bytes);
    if (data.empty()) return;
    add_writer();
  }
  buffer_ += as_text(data);
  maybe_pause_protocol();
}

void SocketTransport::take_from_buffer(std::size_t bytes) {
  sent_ += bytes;
  if (buffer_empty()) {
    clear_buffer();
  } else if (sent_ * 2 >= buffer_.size()) {
    buffer_.erase(0, sent_);
    sent_ = 0;
  }
}

void SocketTransport::write_ready() {
  if (connection_lost()) return;
  const IoResult result = socket().send(as_bytes(buffer_).subspan(sent_));
  if (result.would_block()) return;
  if (!result.ok()) {
    remove_writer();
    clear_buffer();
    fatal_error(os_exception(loop(), result.error), "Fatal write error on socket transport");
    return;
  }
  take_from_buffer(result.bytes);
  maybe_resume_protocol();  // it may write more
  if (!buffer_empty()) return;
  remove_writer();
  if (is_closing()) {
    call_connection_lost(nullptr);
  } else if (eof_) {
    socket().shutdown_write();
  }
}

void SocketTransport::write_eof() {
  if (is_closing() || eof_) return;
  eof_ = true;
  if (buffer_empty()) socket().shutdown_write();
}

}  // namespace loopscope
