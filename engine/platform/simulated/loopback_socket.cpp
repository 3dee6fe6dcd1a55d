#include "engine/platform/simulated/loopback_socket.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <cerrno>
#include <memory>
#include <utility>

#include "engine/base/os_error.h"

namespace loopscope::simulated {
namespace {

bool is_any(std::string_view host) {
  return host.empty() || host == "0.0.0.0" || host == "::";
}

/// The address as the system is given it.
InetAddress checked(const SocketAddress& address) {
  const auto* const inet = std::get_if<InetAddress>(&address);
  if (inet == nullptr) throw OsError(EAFNOSUPPORT);
  if (!is_loopback(inet->host)) refuse_address(*inet);
  InetAddress result = *inet;
  if (is_any(result.host)) result.host = result.v6 ? "::1" : "127.0.0.1";
  return result;
}

}  // namespace

bool is_loopback(std::string_view host) {
  if (is_any(host)) return true;
  const std::string text(host);
  in_addr v4{};
  if (inet_pton(AF_INET, text.c_str(), &v4) == 1) return (ntohl(v4.s_addr) >> 24U) == 127;
  in6_addr v6{};
  return inet_pton(AF_INET6, text.c_str(), &v6) == 1 && IN6_IS_ADDR_LOOPBACK(&v6);
}

void refuse_address(const InetAddress& address) {
  throw OsError::described(
      EACCES,
      "only this machine's loopback (127.0.0.1, ::1) is reachable, not " + address_repr(address));
}

LoopbackSocket::LoopbackSocket(SocketWorld world, Outside& outside, SocketFamily family,
                               SocketType type)
    : Endpoint(world.board, world.internet.trace()),
      world_(world),
      outside_(outside),
      family_(family),
      type_(type) {
  if (family == SocketFamily::inet6 && !outside.has_v6()) throw OsError(EAFNOSUPPORT);
  socket_ = outside.network().open_socket(family, type);
  begin();
}

LoopbackSocket::LoopbackSocket(const LoopbackSocket& listener, int socket)
    : Endpoint(listener.world_.board, listener.world_.internet.trace()),
      world_(listener.world_),
      outside_(listener.outside_),
      family_(listener.family_),
      type_(listener.type_),
      socket_(socket),
      fresh_(false) {
  begin();
}

void LoopbackSocket::begin() {
  try {
    if (type_ == SocketType::stream) {
      // As asyncio has it: a server that is started again finds its port, small writes go at once.
      set_option(Network::Option::reuse_address, 1);
      set_option(Network::Option::no_delay, 1);
    }
    outside_.add(socket_, *this);
  } catch (...) {
    outside_.network().close(std::exchange(socket_, -1));
    throw;
  }
}

LoopbackSocket::~LoopbackSocket() {
  if (socket_ >= 0) close();
}

void LoopbackSocket::close() {
  outside_.remove(socket_);
  outside_.network().close(std::exchange(socket_, -1));
}

// What comes from outside has no cause in the trace.
void LoopbackSocket::changed(Interest events) {
  const WorldTrace::Cause cause(world_.internet.trace(), 0);
  touched(events);
}

std::string LoopbackSocket::describe() const {
  if (listens_) return "listening at " + address_repr(local());
  if (const auto other = peer()) return "connected to " + address_repr(*other);
  return "a socket that is not connected";
}

void LoopbackSocket::bind(const SocketAddress& address) {
  outside_.network().bind(socket_, checked(address));
  fresh_ = false;
}

/// What the system would bind to any address.
void LoopbackSocket::bind_if_fresh() {
  if (fresh_) bind(InetAddress{{}, 0, family_ == SocketFamily::inet6});
}

void LoopbackSocket::listen(int backlog) {
  bind_if_fresh();
  outside_.network().listen(socket_, backlog);
  listens_ = true;
}

std::optional<Endpoint::Accepted> LoopbackSocket::accept() {
  auto accepted = outside_.network().accept(socket_);
  if (!accepted) return std::nullopt;
  return Accepted{std::unique_ptr<Endpoint>(new LoopbackSocket(*this, accepted->first)),
                  std::move(accepted->second)};
}

int LoopbackSocket::connect(const SocketAddress& address) {
  const InetAddress to = checked(address);
  if (type_ == SocketType::datagram) bind_if_fresh();
  const int begins = outside_.network().connect(socket_, to);
  fresh_ = false;
  return begins;
}

int LoopbackSocket::take_error() {
  return outside_.network().take_error(socket_);
}

IoResult LoopbackSocket::receive(std::span<std::byte> buffer) {
  return outside_.network().receive(socket_, buffer);
}

IoResult LoopbackSocket::send(std::span<const std::byte> data) {
  return outside_.network().send(socket_, data);
}

IoResult LoopbackSocket::receive_from(std::span<std::byte> buffer, SocketAddress& from) {
  return outside_.network().receive_from(socket_, buffer, from);
}

IoResult LoopbackSocket::send_to(std::span<const std::byte> data, const SocketAddress& to) {
  const InetAddress address = checked(to);
  if (type_ == SocketType::datagram) bind_if_fresh();
  return outside_.network().send_to(socket_, data, address);
}

void LoopbackSocket::shutdown_write() {
  outside_.network().shutdown_write(socket_);
}

SocketAddress LoopbackSocket::local() const {
  return outside_.network().local_address(socket_);
}

std::optional<SocketAddress> LoopbackSocket::peer() const {
  return outside_.network().peer_address(socket_);
}

void LoopbackSocket::set_option(Network::Option option, int value) {
  outside_.network().set_option(socket_, option, value);
}

}  // namespace loopscope::simulated
