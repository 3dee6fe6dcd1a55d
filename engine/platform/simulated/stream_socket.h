#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "engine/platform/simulated/endpoint.h"
#include "engine/platform/simulated/internet.h"

namespace loopscope::simulated {

class StreamSocket;
class DatagramSocket;

/// The simulated paths that Unix-domain sockets are bound to.
struct UnixPaths {
  struct Entry {
    StreamSocket* stream = nullptr;
    DatagramSocket* datagrams = nullptr;  ///< both null: left over from a socket that was closed
  };
  std::map<std::string, Entry> entries;
};

/// What sockets stand on.
struct SocketWorld {
  Internet& internet;
  UnixPaths& paths;
  ReadyBoard& board;
};

/// A stream socket of the program, TCP or Unix-domain, or an end of a pipe: unconnected, listening,
/// or holding a connection.
class StreamSocket final : public Endpoint, private Connection::Observer, private Acceptor {
 public:
  StreamSocket(SocketWorld world, SocketFamily family);
  /// One that is connected already.
  StreamSocket(SocketWorld world, std::shared_ptr<Connection> connection);

  Interest ready() const override;
  Network::FileKind kind() const override;
  std::string describe() const override;
  void close() override;
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

  /// The connection that it holds; null if none.
  Connection* connection() const { return connection_.get(); }

 private:
  void changed(Interest events) override { touched(events); }
  int descriptor_number() const override { return descriptor(); }
  bool reserve() override;
  void arrived(std::shared_ptr<Connection> connection) override;
  void release() override { --reserved_; }

  int connect_unix(const UnixAddress& address);
  int connect_internet(const InetAddress& address);
  void adopt(std::shared_ptr<Connection> connection);

  SocketWorld world_;
  SocketFamily family_;
  std::optional<Place> bound_;
  UnixAddress path_;
  bool listens_ = false;
  std::size_t backlog_ = 0;
  std::size_t reserved_ = 0;  ///< connections under way
  std::deque<std::shared_ptr<Connection>> waiting_;
  std::shared_ptr<Connection> connection_;
  std::map<Network::Option, std::size_t> buffers_;
};

}  // namespace loopscope::simulated
