#pragma once

#include <string>

#include "engine/io/selector_transport.h"

namespace loopscope {

/// asyncio's _SelectorSocketTransport: one side of a connection.
class SocketTransport final : public SelectorTransport {
 public:
  /// The protocol is told soon; then reading starts, then `waiter` (null: nobody) is woken.
  static Ref<SocketTransport> make(EventLoop& loop, SocketRef socket, ProtocolRef protocol,
                                   const FutureRef<void>& waiter,
                                   std::optional<SocketAddress> peer = std::nullopt,
                                   Ref<Server> server = nullptr);

  void set_protocol(ProtocolRef protocol) override;
  using Transport::write;
  void write(Bytes data) override;
  void write_eof() override;
  bool can_write_eof() const override { return true; }
  std::size_t get_write_buffer_size() const override { return buffer_.size() - sent_; }

 private:
  using SelectorTransport::SelectorTransport;
  const char* class_name() const override { return "_SelectorSocketTransport"; }
  const CallbackLabel& read_label() const override;
  const CallbackLabel& write_label() const override;
  const CallbackLabel& connection_lost_label() const override;
  bool buffer_empty() const override { return sent_ == buffer_.size(); }
  void clear_buffer() override;
  void read_ready() override;
  void write_ready() override;
  void read_data();
  void read_into_buffer();
  bool eof_received();
  void on_eof();
  void take_from_buffer(std::size_t bytes);

  Protocol* stream_ = nullptr;            ///< the protocol, if it is one
  BufferedProtocol* buffered_ = nullptr;  ///< the same
  std::string buffer_;                    ///< what waits to be sent, from sent_ on
  std::size_t sent_ = 0;
  bool eof_ = false;  ///< write_eof() was called
};

}  // namespace loopscope
