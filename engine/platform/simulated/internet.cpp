#include "engine/platform/simulated/internet.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <set>

#include "engine/base/os_error.h"
#include "engine/platform/simulated/web_site.h"

namespace loopscope::simulated {
namespace {

bool is_any(std::string_view address) {
  return address.empty() || address == "0.0.0.0" || address == "::";
}

bool is_numeric_of(int family, std::string_view address) {
  std::array<unsigned char, 16> bytes{};
  return inet_pton(family, std::string(address).c_str(), bytes.data()) == 1;
}

HostDescription own_host(const WorldDescription& world) {
  HostDescription own{.name = "localhost", .addresses = {"127.0.0.1", "::1"}};
  own.addresses.push_back(world.own_address);
  own.own = true;
  for (const HostDescription& host : world.hosts) {
    if (host.name != own.name) continue;
    own.addresses.insert(own.addresses.end(), host.addresses.begin(), host.addresses.end());
  }
  return own;
}

void check(const WorldDescription& world) {
  std::set<std::string_view> names{"localhost"};
  std::set<std::string_view> addresses{"127.0.0.1", "::1", world.own_address};
  for (const HostDescription& host : world.hosts) {
    if (host.name == "localhost") continue;
    if (host.addresses.empty()) {
      throw Error("Simulated host '" + host.name + "' has no address: give it one");
    }
    if (!names.insert(host.name).second) {
      throw Error("Two simulated hosts are called '" + host.name + "': rename one");
    }
    for (const std::string& address : host.addresses) {
      if (!is_numeric(address)) {
        throw Error("'" + address + "' of simulated host '" + host.name + "' is no IP address");
      }
      if (!addresses.insert(address).second) {
        throw Error("Two simulated hosts have the address " + address + ": change one");
      }
    }
  }
}

}  // namespace

bool is_v6(std::string_view address) {
  return is_numeric_of(AF_INET6, address);
}
bool is_numeric(std::string_view address) {
  return is_numeric_of(AF_INET, address) || is_v6(address);
}

Internet::Internet(const WorldDescription& world, std::uint64_t seed, Agenda& agenda,
                   WorldTrace& trace)
    : world_(world), wire_(world, seed, agenda, trace) {
  check(world);
  hosts_.push_back(std::make_unique<Host>(Host{own_host(world)}));
  for (const HostDescription& host : world.hosts) {
    if (host.name != "localhost") hosts_.push_back(std::make_unique<Host>(Host{host}));
  }
  for (const LinkDescription& link : world.links) {
    for (const std::string& end : {link.from, link.to}) {
      if (end != "*" && named(end) == nullptr) {
        throw Error("A simulated link ends at '" + end + "', which is no host of the world");
      }
    }
  }
}

Host* Internet::at(std::string_view address) {
  if (is_any(address) || address.starts_with("127.")) return &own();
  for (const auto& host : hosts_) {
    const auto& all = host->description.addresses;
    if (std::find(all.begin(), all.end(), address) != all.end()) return host.get();
  }
  return nullptr;
}

Host* Internet::named(std::string_view name) {
  for (const auto& host : hosts_) {
    if (host->description.name == name) return host.get();
  }
  return nullptr;
}

const SiteDescription* Internet::site(std::string_view host) const {
  const auto found =
      std::find_if(world_.sites.begin(), world_.sites.end(),
                   [host](const SiteDescription& site) { return site.host == host; });
  return found != world_.sites.end() ? &*found : nullptr;
}

Host* Internet::named_or_found(std::string_view name) {
  if (Host* const host = named(name); host != nullptr || !world_.web) return host;
  const SiteDescription* const site = this->site(name);
  if (site != nullptr ? !site->known : !is_web_name(name)) return nullptr;
  HostDescription description{.name = std::string(name), .addresses = {}};
  if (site != nullptr) description.reach = site->reach;
  for (unsigned attempt = 0; description.addresses.empty(); ++attempt) {
    const std::string address = web_address(name, attempt);
    if (at(address) == nullptr) description.addresses.push_back(address);
  }
  wire_.add({.from = "*", .to = description.name, .latency = web_distance(name)});
  hosts_.push_back(std::make_unique<Host>(Host{std::move(description)}));
  if (on_found) on_found(*hosts_.back());
  return hosts_.back().get();
}

InetAddress Internet::source(const Host& from, const Place& to, std::uint16_t port) const {
  const bool v6 = to.address.v6;
  if (&from == to.host) return {to.address.host, port, v6};
  const bool is_own = &from == hosts_.front().get();
  for (const std::string& address : from.description.addresses) {
    // What other hosts see of the own one is not its loopback address.
    if (is_own && (address == "127.0.0.1" || address == "::1")) continue;
    if (is_v6(address) == v6) return {address, port, v6};
  }
  return {v6 ? "::1" : from.description.addresses.front(), port, v6};
}

std::uint16_t Internet::free_port(Host& host, bool v6, SocketType type) {
  while (true) {
    const std::uint16_t port = host.next_port;
    host.next_port = port == 65535 ? std::uint16_t{49152} : static_cast<std::uint16_t>(port + 1);
    if (!ports_.contains({&host, v6, port, type})) return port;
  }
}

Place Internet::bind(const InetAddress& address, SocketType type) {
  Host* const host = at(address.host);
  if (host == nullptr || !host->description.own) throw OsError(EADDRNOTAVAIL);
  Place place{host, address};
  if (place.address.host.empty()) place.address.host = address.v6 ? "::" : "0.0.0.0";
  if (place.address.port == 0) place.address.port = free_port(*host, address.v6, type);
  if (!ports_.emplace(key(place, type), Port{}).second) throw OsError(EADDRINUSE);
  return place;
}

void Internet::unbind(const Place& place, SocketType type) {
  ports_.erase(key(place, type));
}

void Internet::set_acceptor(const Place& place, Acceptor* acceptor) {
  ports_[key(place, SocketType::stream)].acceptor = acceptor;
}
Acceptor* Internet::acceptor(const Place& place) const {
  const auto found = ports_.find(key(place, SocketType::stream));
  return found != ports_.end() ? found->second.acceptor : nullptr;
}
void Internet::set_datagram_socket(const Place& place, DatagramSocket* socket) {
  ports_[key(place, SocketType::datagram)].datagrams = socket;
}
DatagramSocket* Internet::datagram_socket(const Place& place) const {
  const auto found = ports_.find(key(place, SocketType::datagram));
  return found != ports_.end() ? found->second.datagrams : nullptr;
}

void Internet::keep(std::shared_ptr<Connection> connection) {
  const Connection* const address = connection.get();
  connections_.emplace(address, std::move(connection));
}

}  // namespace loopscope::simulated
