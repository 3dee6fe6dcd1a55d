#include "engine/io/datagram_transport.h"

#include <fmt/format.h>

#include <cerrno>

#include "engine/io/errors.h"
#include "engine/io/server.h"

namespace loopscope {

Ref<DatagramTransport> DatagramTransport::make(EventLoop& loop, SocketRef socket,
                                               ProtocolRef protocol,
                                               std::optional<SocketAddress> address,
                                               const FutureRef<void>& waiter) {
  Ref<DatagramTransport> transport(
      new DatagramTransport(loop, std::move(socket), std::nullopt, nullptr));
  transport->address_ = std::move(address);
  transport->set_protocol(std::move(protocol));
  transport->start(waiter);
  return transport;
}

const CallbackLabel& DatagramTransport::read_label() const {
  static constexpr CallbackLabel label{"_SelectorDatagramTransport._read_ready"};
  return label;
}
const CallbackLabel& DatagramTransport::write_label() const {
  static constexpr CallbackLabel label{"_SelectorDatagramTransport._sendto_ready"};
  return label;
}
const CallbackLabel& DatagramTransport::connection_lost_label() const {
  static constexpr CallbackLabel label{"_SelectorTransport._call_connection_lost"};
  return label;
}

void DatagramTransport::set_protocol(ProtocolRef protocol) {
  datagrams_ = dynamic_cast<DatagramProtocol*>(protocol.get());
  SelectorTransport::set_protocol(std::move(protocol));
}

void DatagramTransport::clear_buffer() {
  buffer_.clear();
  buffered_ = 0;
}

void DatagramTransport::read_ready() {
  if (connection_lost()) return;
  const std::span<std::byte> block = loop().descriptors().scratch();
  SocketAddress from;
  const IoResult result = socket().receive_from(block, from);
  if (result.would_block()) return;
  const ProtocolRef kept = protocol();
  if (result.ok()) {
    datagrams_->datagram_received(block.first(result.bytes), from);
  } else {
    datagrams_->error_received(os_exception(loop(), result.error));
  }
}

IoResult DatagramTransport::send_now(Bytes data, const std::optional<SocketAddress>& address) {
  if (peer()) return socket().send(data);
  if (!address) return {0, EDESTADDRREQ};
  return socket().send_to(data, *address);
}

void DatagramTransport::sendto(Bytes data, const std::optional<SocketAddress>& address) {
  if (data.empty()) return;
  if (address_ && address && *address != *address_) {
    throw ArgumentError(
        fmt::format("Invalid address: must be None or {}", address_repr(*address_)));
  }
  if (connection_lost()) {
    note_lost_write();
    return;
  }
  const std::optional<SocketAddress>& to = address_ ? address_ : address;
  if (buffer_.empty()) {
    const IoResult result = send_now(data, to);
    if (result.ok()) return;
    if (!result.would_block()) {
      datagrams_->error_received(os_exception(loop(), result.error));
      return;
    }
    add_writer();
  }
  buffer_.emplace_back(as_text(data), to);
  buffered_ += data.size();
  maybe_pause_protocol();
}

void DatagramTransport::write_ready() {
  while (!buffer_.empty()) {
    const IoResult result = send_now(as_bytes(buffer_.front().first), buffer_.front().second);
    if (result.would_block()) break;
    buffered_ -= buffer_.front().first.size();
    buffer_.pop_front();
    if (!result.ok()) {
      datagrams_->error_received(os_exception(loop(), result.error));
      return;
    }
  }
  maybe_resume_protocol();  // it may send more
  if (!buffer_.empty()) return;
  remove_writer();
  if (is_closing()) call_connection_lost(nullptr);
}

}  // namespace loopscope
