#include <algorithm>

#include "engine/io/connect.h"
#include "engine/io/datagram_transport.h"
#include "engine/io/errors.h"
#include "engine/io/resolve.h"
#include "engine/io/sock_calls.h"

namespace loopscope {
namespace {

/// Where a socket of one family would be bound and connected.
struct Endpoint {
  SocketFamily family;
  std::optional<SocketAddress> local;
  std::optional<SocketAddress> remote;
};

bool is_unix(const std::optional<SocketAddress>& address) {
  return address && std::holds_alternative<UnixAddress>(*address);
}

void add(std::vector<Endpoint>& endpoints, const ResolvedAddress& found,
         std::optional<SocketAddress> Endpoint::*side) {
  auto at = std::find_if(endpoints.begin(), endpoints.end(),
                         [&](const Endpoint& each) { return each.family == found.family; });
  if (at == endpoints.end()) at = endpoints.insert(at, Endpoint{found.family, {}, {}});
  (*at).*side = found.address;
}

Coro<std::vector<ResolvedAddress>> resolved(EventLoop& loop, InetAddress address,
                                            std::optional<SocketFamily> family) {
  NameQuery query{address.host, address.port, family, SocketType::datagram};
  std::vector<ResolvedAddress> found = co_await ensure_resolved(loop, std::move(query));
  if (found.empty()) throw OsError::plain(0, "getaddrinfo() returned empty list");
  co_return found;
}

Coro<std::vector<Endpoint>> endpoints_of(EventLoop& loop, DatagramOptions options) {
  std::vector<Endpoint> endpoints;
  const std::optional<SocketAddress>& local = options.local_address;
  const std::optional<SocketAddress>& remote = options.remote_address;
  if (!local && !remote) {
    if (!options.family) throw ArgumentError("unexpected address family");
    endpoints.push_back({*options.family, {}, {}});
    co_return endpoints;
  }
  if (is_unix(local) || is_unix(remote)) {
    endpoints.push_back({SocketFamily::unix_domain, local, remote});
    co_return endpoints;
  }
  if (local) {
    const auto found = co_await resolved(loop, std::get<InetAddress>(*local), options.family);
    for (const ResolvedAddress& each : found) add(endpoints, each, &Endpoint::local);
  }
  if (remote) {
    const auto found = co_await resolved(loop, std::get<InetAddress>(*remote), options.family);
    for (const ResolvedAddress& each : found) add(endpoints, each, &Endpoint::remote);
  }
  std::erase_if(endpoints, [&](const Endpoint& each) {
    return (local && !each.local) || (remote && !each.remote);
  });
  if (endpoints.empty()) throw ArgumentError("can not get address information");
  co_return endpoints;
}

Coro<SocketRef> open_endpoint(EventLoop& loop, Endpoint endpoint, DatagramOptions options) {
  SocketRef socket = Socket::open(loop.platform(), endpoint.family, SocketType::datagram);
  if (options.reuse_port) socket->set_option(Network::Option::reuse_port, 1);
  if (options.allow_broadcast) socket->set_option(Network::Option::broadcast, 1);
  if (endpoint.local) {
    if (is_unix(endpoint.local)) {
      socket->network().remove_socket_file(std::get<UnixAddress>(*endpoint.local).path);
    }
    socket->bind(*endpoint.local);
  }
  if (endpoint.remote && !options.allow_broadcast) {
    co_await sock_connect(loop, socket, *endpoint.remote);
  }
  co_return socket;
}

Coro<Connection> make_datagram(EventLoop& loop, ProtocolFactory factory, SocketRef socket,
                               std::optional<SocketAddress> remote) {
  ProtocolRef protocol = factory();
  const FutureRef<void> waiter = create_future<void>(loop);
  const TransportRef transport =
      DatagramTransport::make(loop, std::move(socket), protocol, std::move(remote), waiter);
  struct CloseUnless {
    Transport* transport;
    ~CloseUnless() {
      if (transport != nullptr && !transport->loop().is_closed()) transport->close();
    }
  };
  CloseUnless guard{transport.get()};
  co_await waiter;
  guard.transport = nullptr;
  co_return Connection(transport, std::move(protocol));
}

}  // namespace

Coro<Connection> create_datagram_endpoint(EventLoop& loop, ProtocolFactory factory,
                                          DatagramOptions options) {
  const std::vector<Endpoint> endpoints = co_await endpoints_of(loop, options);
  std::optional<OsError> first_error;
  SocketRef socket;
  std::optional<SocketAddress> remote;
  for (std::size_t i = 0; i < endpoints.size() && !socket; ++i) {
    try {
      socket = co_await open_endpoint(loop, endpoints[i], options);
      remote = endpoints[i].remote;
    } catch (const OsError& error) {
      if (!first_error) first_error = error;
    }
  }
  if (!socket) throw *first_error;
  Connection connection =
      co_await make_datagram(loop, std::move(factory), std::move(socket), std::move(remote));
  co_return connection;
}

Coro<Connection> create_datagram_endpoint(EventLoop& loop, ProtocolFactory factory,
                                          SocketRef socket) {
  if (socket->type() != SocketType::datagram) {
    throw ArgumentError("A UDP Socket was expected, got " + socket->repr());
  }
  std::optional<SocketAddress> any;
  Connection connection =
      co_await make_datagram(loop, std::move(factory), std::move(socket), std::move(any));
  co_return connection;
}

}  // namespace loopscope
