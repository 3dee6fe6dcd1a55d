#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/coro/coro.h"
#include "engine/io/protocol.h"
#include "engine/io/server.h"
#include "engine/io/transport.h"

// loop.create_connection() and its like. With g++ 12, give a factory that captures and options a
// name before they are passed in an expression that is awaited.

namespace loopscope {

/// What the functions below give: the transport, and the protocol that the factory made.
using Connection = std::pair<TransportRef, ProtocolRef>;

/// What create_connection() may be told beside host and port.
struct ConnectOptions {
  ConnectOptions() = default;
  std::optional<SocketFamily> family;
  /// What to bind to before connecting; the host may be a name.
  std::optional<InetAddress> local_address;
};

/// loop.create_connection(): tries the addresses of `host` one after the other. Throws OsError (of
/// several that differ one with all their texts) or NameLookupError. (Happy eyeballs and TLS are
/// left out.)
Coro<Connection> create_connection(EventLoop& loop, ProtocolFactory factory, std::string host,
                                   std::uint16_t port, ConnectOptions options = {});
/// The same with a socket that is connected. Throws ArgumentError unless it is a stream.
Coro<Connection> create_connection(EventLoop& loop, ProtocolFactory factory, SocketRef socket);
/// loop.connect_accepted_socket()
Coro<Connection> connect_accepted_socket(EventLoop& loop, ProtocolFactory factory,
                                         SocketRef socket);
/// loop.create_unix_connection()
Coro<Connection> create_unix_connection(EventLoop& loop, ProtocolFactory factory, std::string path);
Coro<Connection> create_unix_connection(EventLoop& loop, ProtocolFactory factory, SocketRef socket);

/// What create_server() may be told.
struct ServeOptions {
  ServeOptions() = default;
  std::optional<SocketFamily> family;
  int backlog = 100;
  bool reuse_address = true;
  bool reuse_port = false;
  bool start_serving = true;
};

/// loop.create_server(): listens on every address that the hosts have. An empty host stands for all
/// addresses of the machine, port 0 for one that is free. Throws OsError or NameLookupError.
Coro<ServerRef> create_server(EventLoop& loop, ProtocolFactory factory,
                              std::vector<std::string> hosts, std::uint16_t port,
                              ServeOptions options = {});
Coro<ServerRef> create_server(EventLoop& loop, ProtocolFactory factory, std::string host,
                              std::uint16_t port, ServeOptions options = {});
/// The same on a stream socket that is bound.
Coro<ServerRef> create_server(EventLoop& loop, ProtocolFactory factory, SocketRef socket,
                              ServeOptions options = {});
/// loop.create_unix_server(): a socket that is left over at `path` is replaced.
Coro<ServerRef> create_unix_server(EventLoop& loop, ProtocolFactory factory, std::string path,
                                   ServeOptions options = {});

/// What create_datagram_endpoint() may be told.
struct DatagramOptions {
  DatagramOptions() = default;
  std::optional<SocketAddress> local_address;   ///< bound to; a host may be a name
  std::optional<SocketAddress> remote_address;  ///< connected to
  std::optional<SocketFamily> family;
  bool reuse_port = false;
  bool allow_broadcast = false;
};

/// loop.create_datagram_endpoint(). Throws OsError, NameLookupError, ArgumentError.
Coro<Connection> create_datagram_endpoint(EventLoop& loop, ProtocolFactory factory,
                                          DatagramOptions options);
Coro<Connection> create_datagram_endpoint(EventLoop& loop, ProtocolFactory factory,
                                          SocketRef socket);

}  // namespace loopscope
