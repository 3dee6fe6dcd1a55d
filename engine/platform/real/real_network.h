#pragma once

#include "engine/platform/network.h"

namespace loopscope {

/// The machine's own network (Linux).
class RealNetwork final : public Network {
 public:
  int open_socket(SocketFamily family, SocketType type) override;
  std::pair<int, int> open_socket_pair() override;
  std::pair<int, int> open_pipe() override;
  FileKind kind_of(int descriptor) override;
  void set_non_blocking(int descriptor) override;
  void close(int descriptor) override;

  void bind(int socket, const SocketAddress& address) override;
  void listen(int socket, int backlog) override;
  std::optional<std::pair<int, SocketAddress>> accept(int socket) override;
  int connect(int socket, const SocketAddress& address) override;
  int take_error(int socket) override;

  IoResult receive(int descriptor, std::span<std::byte> buffer) override;
  IoResult send(int descriptor, std::span<const std::byte> data) override;
  IoResult receive_from(int socket, std::span<std::byte> buffer, SocketAddress& from) override;
  IoResult send_to(int socket, std::span<const std::byte> data, const SocketAddress& to) override;
  void shutdown_write(int socket) override;

  SocketAddress local_address(int socket) override;
  std::optional<SocketAddress> peer_address(int socket) override;
  void set_option(int socket, Option option, int value) override;
  void remove_socket_file(const std::string& path) override;

  std::variant<std::vector<ResolvedAddress>, LookupFailure> lookup(
      std::string_view host, std::uint16_t port, std::optional<SocketFamily> family,
      SocketType type, bool passive) override;
  std::variant<std::pair<std::string, std::string>, LookupFailure> name_of(
      const InetAddress& address, bool numeric) override;
};

}  // namespace loopscope
