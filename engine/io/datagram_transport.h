#pragma once

#include <deque>
#include <optional>
#include <string>
#include <utility>

#include "engine/io/selector_transport.h"

namespace loopscope {

/// asyncio's _SelectorDatagramTransport.
class DatagramTransport final : public SelectorTransport {
 public:
  /// `address`: the only one that can be sent to; none: any.
  static Ref<DatagramTransport> make(EventLoop& loop, SocketRef socket, ProtocolRef protocol,
                                     std::optional<SocketAddress> address,
                                     const FutureRef<void>& waiter);

  void set_protocol(ProtocolRef protocol) override;
  void sendto(Bytes data, const std::optional<SocketAddress>& address = std::nullopt) override;
  std::size_t get_write_buffer_size() const override { return buffered_; }

 private:
  using Datagram = std::pair<std::string, std::optional<SocketAddress>>;

  using SelectorTransport::SelectorTransport;
  const char* class_name() const override { return "_SelectorDatagramTransport"; }
  const CallbackLabel& read_label() const override;
  const CallbackLabel& write_label() const override;
  const CallbackLabel& connection_lost_label() const override;
  bool buffer_empty() const override { return buffer_.empty(); }
  void clear_buffer() override;
  void read_ready() override;
  void write_ready() override;
  IoResult send_now(Bytes data, const std::optional<SocketAddress>& address);

  std::optional<SocketAddress> address_;
  DatagramProtocol* datagrams_ = nullptr;  ///< the protocol
  std::deque<Datagram> buffer_;
  std::size_t buffered_ = 0;  ///< bytes in it
};

}  // namespace loopscope
