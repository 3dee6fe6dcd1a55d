#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/platform/network.h"
#include "engine/platform/simulated/descriptor_table.h"
#include "engine/platform/simulated/internet.h"
#include "engine/platform/simulated/names.h"
#include "engine/platform/simulated/outside.h"
#include "engine/platform/simulated/ready_board.h"
#include "engine/platform/simulated/services.h"
#include "engine/platform/simulated/stream_socket.h"

namespace loopscope::simulated {

/// The network of a simulated world, as one process of it sees it.
class SimulatedNetwork final : public Network, private ReadyBoard::Source {
 public:
  /// All must outlive it. `outside`: internet sockets are the machine's own, of its loopback
  /// interface; null: simulated.
  SimulatedNetwork(Platform& platform, const WorldDescription& world, std::uint64_t seed,
                   Agenda& agenda, ReadyBoard& board, WorldTrace& trace,
                   Outside* outside = nullptr);
  ~SimulatedNetwork() override;
  SimulatedNetwork(const SimulatedNetwork&) = delete;
  SimulatedNetwork& operator=(const SimulatedNetwork&) = delete;

  int open_socket(SocketFamily family, SocketType type) override;
  std::pair<int, int> open_socket_pair() override;
  std::pair<int, int> open_pipe() override;
  /// A descriptor for an end that was made elsewhere. Throws OsError(EMFILE).
  int adopt(std::shared_ptr<Connection> connection);
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

  /// Descriptors that are open.
  int open_count() const { return table_.open_count(); }
  std::string describe(int descriptor) const override;
  Internet& internet() { return internet_; }
  Names& names() { return names_; }
  /// Null if it is not open.
  Endpoint* endpoint(int descriptor) const { return table_.find(descriptor); }

 private:
  Readiness readiness(int descriptor) const override;
  bool is_open(int descriptor) const override { return table_.find(descriptor) != nullptr; }
  SocketWorld world() { return {internet_, paths_, board_}; }
  std::unique_ptr<Endpoint> simulated_socket(SocketFamily family, SocketType type);
  Endpoint& facing(int socket, const SocketAddress& address);

  Platform& platform_;
  ReadyBoard& board_;
  WorldTrace& trace_;
  Outside* outside_;
  Internet internet_;
  Names names_;
  Services services_;
  UnixPaths paths_;
  DescriptorTable table_;
};

}  // namespace loopscope::simulated
