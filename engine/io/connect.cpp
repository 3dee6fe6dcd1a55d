#include "engine/io/connect.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cerrno>

#include "engine/coro/gather.h"
#include "engine/io/errors.h"
#include "engine/io/resolve.h"
#include "engine/io/sock_calls.h"
#include "engine/io/socket_transport.h"

namespace loopscope {
namespace {

using Addresses = std::vector<ResolvedAddress>;

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

/// Waits until the transport's connection_made has run; closes it if that fails.
Coro<Connection> connected(TransportRef transport, FutureRef<void> waiter) {
  ProtocolRef protocol = transport->protocol();
  struct CloseUnless {
    Transport* transport;
    ~CloseUnless() {
      if (transport != nullptr && !transport->loop().is_closed()) transport->close();
    }
  };
  CloseUnless guard{transport.get()};
  co_await waiter;
  guard.transport = nullptr;
  co_return Connection(std::move(transport), std::move(protocol));
}

/// asyncio's _create_connection_transport.
Coro<Connection> make_stream(EventLoop& loop, ProtocolFactory factory, SocketRef socket) {
  ProtocolRef protocol = factory();
  const FutureRef<void> waiter = create_future<void>(loop);
  const TransportRef transport =
      SocketTransport::make(loop, std::move(socket), std::move(protocol), waiter);
  Connection connection = co_await connected(transport, waiter);
  co_return connection;
}

OsError bind_error(const SocketAddress& address, int code) {
  return OsError::described(
      code, fmt::format("error while attempting to bind on address {}: {}", address_repr(address),
                        lower(OsError::text_of(code))));
}

/// Binds to the first local address of the socket's family that can be had.
void bind_to_one(Socket& socket, const Addresses& addresses, std::vector<OsError>& errors) {
  for (const ResolvedAddress& local : addresses) {
    if (local.family != socket.family()) continue;
    try {
      socket.bind(local.address);
      return;
    } catch (const OsError& error) {
      errors.push_back(bind_error(local.address, error.code()));
    }
  }
  if (errors.empty()) {
    throw OsError::plain(0, fmt::format("no matching local address with family={} found",
                                        socket.family() == SocketFamily::inet ? 2 : 10));
  }
  const OsError last = errors.back();
  errors.pop_back();
  throw last;
}

/// asyncio's _connect_sock; null if it failed, which is noted.
Coro<SocketRef> connect_one(EventLoop& loop, ResolvedAddress to, std::optional<Addresses> local,
                            std::vector<OsError>& errors) {
  std::vector<OsError> own;
  SocketRef socket;
  try {
    socket = Socket::open(loop.platform(), to.family, to.type);
    if (local) bind_to_one(*socket, *local, own);
    co_await sock_connect(loop, socket, to.address);
  } catch (const OsError& error) {
    own.push_back(error);
    if (socket) socket->close();
    socket = nullptr;
  }
  errors.insert(errors.end(), own.begin(), own.end());
  co_return socket;
}

[[noreturn]] void throw_combined(const std::vector<OsError>& errors) {
  const std::string first = errors.front().what();
  const bool alike = std::all_of(errors.begin(), errors.end(),
                                 [&](const OsError& error) { return error.what() == first; });
  if (alike) throw errors.front();
  std::string all;
  for (const OsError& error : errors) all += (all.empty() ? "" : ", ") + std::string(error.what());
  throw OsError::plain(0, "Multiple exceptions: " + all);
}

void check_resolved(const Addresses& addresses) {
  if (addresses.empty()) throw OsError::plain(0, "getaddrinfo() returned empty list");
}

void check_stream(const SocketRef& socket) {
  if (socket->type() != SocketType::stream) {
    throw ArgumentError("A Stream Socket was expected, got " + socket->repr());
  }
}

void check_unix_stream(const SocketRef& socket) {
  if (socket->family() != SocketFamily::unix_domain || socket->type() != SocketType::stream) {
    throw ArgumentError("A UNIX Domain Stream Socket was expected, got " + socket->repr());
  }
}

}  // namespace

Coro<Connection> create_connection(EventLoop& loop, ProtocolFactory factory, std::string host,
                                   std::uint16_t port, ConnectOptions options) {
  NameQuery query{std::move(host), port, options.family};
  const Addresses addresses = co_await ensure_resolved(loop, std::move(query));
  check_resolved(addresses);
  std::optional<Addresses> local;
  if (options.local_address) {
    NameQuery own{options.local_address->host, options.local_address->port, options.family};
    local = co_await ensure_resolved(loop, std::move(own));
    check_resolved(*local);
  }
  std::vector<OsError> errors;
  SocketRef socket;
  for (std::size_t i = 0; i < addresses.size() && !socket; ++i) {
    socket = co_await connect_one(loop, addresses[i], local, errors);
  }
  if (!socket) throw_combined(errors);
  Connection connection = co_await make_stream(loop, std::move(factory), std::move(socket));
  co_return connection;
}

Coro<Connection> create_connection(EventLoop& loop, ProtocolFactory factory, SocketRef socket) {
  check_stream(socket);
  Connection connection = co_await make_stream(loop, std::move(factory), std::move(socket));
  co_return connection;
}

Coro<Connection> connect_accepted_socket(EventLoop& loop, ProtocolFactory factory,
                                         SocketRef socket) {
  check_stream(socket);
  Connection connection = co_await make_stream(loop, std::move(factory), std::move(socket));
  co_return connection;
}

Coro<Connection> create_unix_connection(EventLoop& loop, ProtocolFactory factory,
                                        std::string path) {
  SocketRef socket = Socket::open(loop.platform(), SocketFamily::unix_domain);
  UnixAddress address{std::move(path)};
  co_await sock_connect(loop, socket, std::move(address));
  Connection connection = co_await make_stream(loop, std::move(factory), std::move(socket));
  co_return connection;
}

Coro<Connection> create_unix_connection(EventLoop& loop, ProtocolFactory factory,
                                        SocketRef socket) {
  check_unix_stream(socket);
  Connection connection = co_await make_stream(loop, std::move(factory), std::move(socket));
  co_return connection;
}

namespace {

Coro<Addresses> addresses_of(EventLoop& loop, NameQuery query) {
  const std::string host = query.host;
  Addresses addresses = co_await ensure_resolved(loop, std::move(query));
  if (addresses.empty()) {
    throw OsError::plain(0, fmt::format("getaddrinfo('{}') returned empty list", host));
  }
  co_return addresses;
}

/// Each address once, in the order in which they were found.
Addresses without_repetitions(const std::vector<Addresses>& lists) {
  Addresses unique;
  for (const Addresses& list : lists) {
    for (const ResolvedAddress& each : list) {
      const bool known =
          std::any_of(unique.begin(), unique.end(),
                      [&](const ResolvedAddress& other) { return other.address == each.address; });
      if (!known) unique.push_back(each);
    }
  }
  return unique;
}

SocketRef bound_socket(Platform& platform, const ResolvedAddress& at, const ServeOptions& options) {
  SocketRef socket = Socket::open(platform, at.family, at.type);
  if (options.reuse_address) socket->set_option(Network::Option::reuse_address, 1);
  if (options.reuse_port) socket->set_option(Network::Option::reuse_port, 1);
  if (at.family == SocketFamily::inet6) socket->set_option(Network::Option::v6_only, 1);
  try {
    socket->bind(at.address);
  } catch (const OsError& error) {
    throw bind_error(at.address, error.code());
  }
  return socket;
}

Coro<ServerRef> serve(EventLoop& loop, ProtocolFactory factory, std::vector<SocketRef> sockets,
                      ServeOptions options) {
  ServerRef server(new Server(loop, std::move(sockets), std::move(factory), options.backlog));
  if (options.start_serving) co_await server->start_serving();
  co_return server;
}

}  // namespace

Coro<ServerRef> create_server(EventLoop& loop, ProtocolFactory factory,
                              std::vector<std::string> hosts, std::uint16_t port,
                              ServeOptions options) {
  std::vector<Coro<Addresses>> lookups;
  for (const std::string& host : hosts) {
    NameQuery query{host, port, options.family, SocketType::stream, true};
    lookups.push_back(addresses_of(loop, std::move(query)));
  }
  const auto found = co_await gather_all(std::move(lookups));
  std::vector<SocketRef> sockets;
  for (const ResolvedAddress& at : without_repetitions(found)) {
    sockets.push_back(bound_socket(loop.platform(), at, options));
  }
  ServerRef server = co_await serve(loop, std::move(factory), std::move(sockets), options);
  co_return server;
}

Coro<ServerRef> create_server(EventLoop& loop, ProtocolFactory factory, std::string host,
                              std::uint16_t port, ServeOptions options) {
  std::vector<std::string> hosts;
  hosts.push_back(std::move(host));
  return create_server(loop, std::move(factory), std::move(hosts), port, options);
}

Coro<ServerRef> create_server(EventLoop& loop, ProtocolFactory factory, SocketRef socket,
                              ServeOptions options) {
  check_stream(socket);
  std::vector<SocketRef> sockets;
  sockets.push_back(std::move(socket));
  return serve(loop, std::move(factory), std::move(sockets), options);
}

Coro<ServerRef> create_unix_server(EventLoop& loop, ProtocolFactory factory, std::string path,
                                   ServeOptions options) {
  SocketRef socket = Socket::open(loop.platform(), SocketFamily::unix_domain);
  if (!path.empty() && path.front() != '\0') {
    try {
      socket->network().remove_socket_file(path);
    } catch (const OsError& error) {
      // The directory may only allow to create sockets.
      loop.log(
          fmt::format("Unable to check or remove stale UNIX socket '{}': {}", path, error.what()));
    }
  }
  try {
    socket->bind(UnixAddress{path});
  } catch (const OsError& error) {
    if (error.code() != EADDRINUSE) throw;
    throw OsError::described(EADDRINUSE, fmt::format("Address '{}' is already in use", path));
  }
  std::vector<SocketRef> sockets;
  sockets.push_back(std::move(socket));
  return serve(loop, std::move(factory), std::move(sockets), options);
}

}  // namespace loopscope
