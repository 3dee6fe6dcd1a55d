#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/platform/simulated/outside.h"
#include "engine/platform/simulated/stream_socket.h"

namespace loopscope::simulated {

/// A socket of the machine's own, TCP or UDP, that reaches its loopback interface and nothing else:
/// what is bound to any address is bound to 127.0.0.1 or ::1.
class LoopbackSocket final : public Endpoint, private Outside::Listener {
 public:
  /// All must outlive it. Throws OsError (EMFILE; EAFNOSUPPORT without IPv6).
  LoopbackSocket(SocketWorld world, Outside& outside, SocketFamily family, SocketType type);
  ~LoopbackSocket() override;

  SocketFamily family() const { return family_; }
  SocketType type() const { return type_; }
  /// It was neither bound nor connected, nor did it send anything.
  bool fresh() const { return fresh_; }

  Interest ready() const override { return readiness_of(socket_); }
  std::string describe() const override;
  void close() override;
  /// Throws OsError; described and EACCES for an address that isn't of the loopback interface. The
  /// same for all functions that take an address.
  void bind(const SocketAddress& address) override;
  void listen(int backlog) override;
  std::optional<Accepted> accept() override;
  int connect(const SocketAddress& address) override;
  int take_error() override;
  IoResult receive(std::span<std::byte> buffer) override;
  IoResult send(std::span<const std::byte> data) override;
  IoResult receive_from(std::span<std::byte> buffer, SocketAddress& from) override;
  IoResult send_to(std::span<const std::byte> data, const SocketAddress& to) override;
  void shutdown_write() override;
  SocketAddress local() const override;
  std::optional<SocketAddress> peer() const override;
  void set_option(Network::Option option, int value) override;

 private:
  /// Takes over a connection that was accepted.
  LoopbackSocket(const LoopbackSocket& listener, int socket);
  void changed(Interest events) override;
  void begin();
  void bind_if_fresh();

  SocketWorld world_;
  Outside& outside_;
  SocketFamily family_;
  SocketType type_;
  int socket_ = -1;  ///< of the system
  bool fresh_ = true;
  bool listens_ = false;
};

/// The address is of the loopback interface, or any ("", "0.0.0.0", "::"), which stands for it.
bool is_loopback(std::string_view host);

/// What a program is told that asks for another address.
[[noreturn]] void refuse_address(const InetAddress& address);

}  // namespace loopscope::simulated
