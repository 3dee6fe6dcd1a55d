#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "engine/platform/simulated/endpoint.h"
#include "engine/platform/simulated/wire.h"
#include "engine/platform/simulated/world_description.h"

namespace loopscope::simulated {

class DatagramSocket;

/// A machine, and the next of its ports that a socket gets which asks for none.
struct Host {
  HostDescription description;
  std::uint16_t next_port = 49152;
};

/// An address and the machine that has it.
struct Place {
  Host* host = nullptr;
  InetAddress address;
};

/// The hosts of a world, who has which of their ports, and the wire between them.
class Internet {
 public:
  /// All must outlive it. Throws Error for a world that contradicts itself.
  Internet(const WorldDescription& world, std::uint64_t seed, Agenda& agenda, WorldTrace& trace);

  const WorldDescription& world() const { return world_; }
  const StreamSettings& stream() const { return world_.stream; }
  Wire& wire() { return wire_; }
  Agenda& agenda() { return wire_.agenda(); }
  WorldTrace& trace() { return wire_.trace(); }

  /// The host of the program itself.
  Host& own() { return *hosts_.front(); }
  /// The host that has a numeric address ("", "0.0.0.0" and "::" are the own one's), or that name;
  /// null if none does.
  Host* at(std::string_view address);
  Host* named(std::string_view name);
  const std::vector<std::unique_ptr<Host>>& hosts() const { return hosts_; }
  /// The same as `named`; where the world has a web, a host of it is made if need be.
  Host* named_or_found(std::string_view name);
  /// What is known of a web site; null: nothing.
  const SiteDescription* site(std::string_view host) const;
  /// Called with every host that is made. May be empty.
  std::function<void(Host&)> on_found;
  /// The address that `from` is known by to a host that it sends something to at `to`.
  InetAddress source(const Host& from, const Place& to, std::uint16_t port) const;

  // Ports.

  /// Where a socket of the program is bound that asks for `address`: gives it a port if it asks for
  /// none. Throws OsError (EADDRNOTAVAIL, EADDRINUSE).
  Place bind(const InetAddress& address, SocketType type);
  void unbind(const Place& place, SocketType type);
  /// A port of that host that is free.
  std::uint16_t free_port(Host& host, bool v6, SocketType type);
  void set_acceptor(const Place& place, Acceptor* acceptor);
  Acceptor* acceptor(const Place& place) const;
  void set_datagram_socket(const Place& place, DatagramSocket* socket);
  DatagramSocket* datagram_socket(const Place& place) const;

  /// Connections live until both ends have let go of them.
  void keep(std::shared_ptr<Connection> connection);
  void forget(const Connection& connection) { connections_.erase(&connection); }

 private:
  struct Port {
    Acceptor* acceptor = nullptr;
    DatagramSocket* datagrams = nullptr;
  };
  using PortKey = std::tuple<const Host*, bool, std::uint16_t, SocketType>;
  static PortKey key(const Place& place, SocketType type) {
    return {place.host, place.address.v6, place.address.port, type};
  }

  const WorldDescription& world_;
  Wire wire_;
  std::vector<std::unique_ptr<Host>> hosts_;  ///< the own one first
  std::map<PortKey, Port> ports_;
  std::unordered_map<const Connection*, std::shared_ptr<Connection>> connections_;
};

/// True for a numeric IPv4 or IPv6 address.
bool is_numeric(std::string_view address);
bool is_v6(std::string_view address);

}  // namespace loopscope::simulated
