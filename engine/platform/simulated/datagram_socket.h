#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/platform/simulated/stream_socket.h"

namespace loopscope::simulated {

/// A datagram socket of the program, UDP or Unix-domain.
class DatagramSocket final : public Endpoint {
 public:
  DatagramSocket(SocketWorld world, SocketFamily family)
      : Endpoint(world.board, world.internet.trace()), world_(world), family_(family) {}

  Interest ready() const override;
  std::string describe() const override;
  void close() override;
  void bind(const SocketAddress& address) override;
  int connect(const SocketAddress& address) override;
  int take_error() override { return std::exchange(error_, 0); }
  IoResult receive(std::span<std::byte> buffer) override;
  IoResult send(std::span<const std::byte> data) override;
  IoResult receive_from(std::span<std::byte> buffer, SocketAddress& from) override;
  IoResult send_to(std::span<const std::byte> data, const SocketAddress& to) override;
  SocketAddress local() const override;
  std::optional<SocketAddress> peer() const override { return peer_; }
  void set_option(Network::Option option, int value) override;

  /// A datagram for it is there; it is dropped if there is no room.
  void arrived(std::vector<std::byte> data, SocketAddress from);

 private:
  struct Datagram {
    std::vector<std::byte> data;
    SocketAddress from;
  };
  IoResult send_unix(std::span<const std::byte> data, const std::string& path);
  IoResult send_internet(std::span<const std::byte> data, const InetAddress& to);
  void unreachable();

  SocketWorld world_;
  SocketFamily family_;
  std::optional<Place> bound_;
  UnixAddress path_;
  std::optional<SocketAddress> peer_;
  std::deque<Datagram> inbox_;
  std::size_t waiting_ = 0;        ///< bytes in the inbox
  std::size_t capacity_ = 212992;  // Linux's default
  int error_ = 0;
};

}  // namespace loopscope::simulated
