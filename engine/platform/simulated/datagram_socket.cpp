#include "engine/platform/simulated/datagram_socket.h"

#include <algorithm>
#include <cerrno>
#include <utility>

#include "engine/base/os_error.h"

namespace loopscope::simulated {
namespace {

// The most that fits into a UDP packet over IPv4.
constexpr std::size_t largest_datagram = 65507;

}  // namespace

Interest DatagramSocket::ready() const {
  const bool reads = !inbox_.empty() || error_ != 0;
  return static_cast<Interest>((reads ? interest_read : 0) | interest_write);
}

std::string DatagramSocket::describe() const {
  return "a datagram socket at " + address_repr(local());
}

void DatagramSocket::close() {
  if (bound_) world_.internet.unbind(*bound_, SocketType::datagram);
  bound_.reset();
  if (!path_.path.empty()) world_.paths.entries[path_.path] = {};
  path_ = {};
}

void DatagramSocket::bind(const SocketAddress& address) {
  if (bound_ || !path_.path.empty()) throw OsError(EINVAL);
  if (const auto* const path = std::get_if<UnixAddress>(&address)) {
    if (family_ != SocketFamily::unix_domain) throw OsError(EAFNOSUPPORT);
    if (!world_.paths.entries.emplace(path->path, UnixPaths::Entry{nullptr, this}).second) {
      throw OsError(EADDRINUSE);
    }
    path_ = *path;
    return;
  }
  if (family_ == SocketFamily::unix_domain) throw OsError(EAFNOSUPPORT);
  bound_ = world_.internet.bind(std::get<InetAddress>(address), SocketType::datagram);
  world_.internet.set_datagram_socket(*bound_, this);
}

int DatagramSocket::connect(const SocketAddress& address) {
  if (std::holds_alternative<UnixAddress>(address) != (family_ == SocketFamily::unix_domain)) {
    return EAFNOSUPPORT;
  }
  if (const auto* const path = std::get_if<UnixAddress>(&address)) {
    const auto found = world_.paths.entries.find(path->path);
    if (found == world_.paths.entries.end()) return ENOENT;
    if (found->second.datagrams == nullptr) return ECONNREFUSED;
  } else if (world_.internet.at(std::get<InetAddress>(address).host) == nullptr) {
    return ENETUNREACH;
  }
  peer_ = address;
  return 0;
}

IoResult DatagramSocket::receive(std::span<std::byte> buffer) {
  SocketAddress from;
  return receive_from(buffer, from);
}

IoResult DatagramSocket::receive_from(std::span<std::byte> buffer, SocketAddress& from) {
  if (error_ != 0) return {0, std::exchange(error_, 0)};
  if (inbox_.empty()) return {0, EAGAIN};
  const Datagram datagram = std::move(inbox_.front());
  inbox_.pop_front();
  waiting_ -= datagram.data.size();
  from = datagram.from;
  // What doesn't fit into the buffer is lost.
  const std::size_t count = std::min(buffer.size(), datagram.data.size());
  std::copy_n(datagram.data.begin(), count, buffer.begin());
  return {count, 0};
}

IoResult DatagramSocket::send(std::span<const std::byte> data) {
  return peer_ ? send_to(data, *peer_) : IoResult{0, EDESTADDRREQ};
}

IoResult DatagramSocket::send_to(std::span<const std::byte> data, const SocketAddress& to) {
  if (error_ != 0) return {0, std::exchange(error_, 0)};
  if (data.size() > largest_datagram) return {0, EMSGSIZE};
  if (std::holds_alternative<UnixAddress>(to) != (family_ == SocketFamily::unix_domain)) {
    return {0, EAFNOSUPPORT};
  }
  if (const auto* const path = std::get_if<UnixAddress>(&to)) return send_unix(data, path->path);
  return send_internet(data, std::get<InetAddress>(to));
}

IoResult DatagramSocket::send_unix(std::span<const std::byte> data, const std::string& path) {
  const auto found = world_.paths.entries.find(path);
  if (found == world_.paths.entries.end()) return {0, ENOENT};
  DatagramSocket* const peer = found->second.datagrams;
  if (peer == nullptr) return {0, ECONNREFUSED};
  peer->arrived({data.begin(), data.end()}, path_);
  return {data.size(), 0};
}

IoResult DatagramSocket::send_internet(std::span<const std::byte> data, const InetAddress& to) {
  Internet& internet = world_.internet;
  const Place remote{internet.at(to.host), to};
  if (remote.host == nullptr) return {0, ENETUNREACH};
  if (!bound_) bind(InetAddress{{}, 0, to.v6});
  const InetAddress from = internet.source(*bound_->host, remote, bound_->address.port);
  // By its port, as this socket may be closed by then.
  const auto refused = [&internet, sender = *bound_, was = this] {
    DatagramSocket* const socket = internet.datagram_socket(sender);
    if (socket == was) socket->unreachable();
  };
  internet.wire().send(
      bound_->host->description, remote.host->description,
      {.kind = PacketKind::datagram,
       .bytes = data.size(),
       .arrive = [&internet, remote, here = bound_->host, from, refused,
                  bytes = std::vector<std::byte>(data.begin(), data.end())]() mutable {
         if (DatagramSocket* const socket = internet.datagram_socket(remote)) {
           socket->arrived(std::move(bytes), from);
           return;
         }
         internet.wire().send(remote.host->description, here->description,
                              {.kind = PacketKind::refuse, .arrive = refused});
       }});
  return {data.size(), 0};
}

// As Linux, which tells only a socket that is connected.
void DatagramSocket::unreachable() {
  if (!peer_) return;
  error_ = ECONNREFUSED;
  touched(interest_read | interest_write);
}

void DatagramSocket::arrived(std::vector<std::byte> data, SocketAddress from) {
  if (peer_ && from != *peer_) return;
  if (waiting_ + data.size() > capacity_) return;
  waiting_ += data.size();
  inbox_.push_back({std::move(data), std::move(from)});
  touched(interest_read);
}

SocketAddress DatagramSocket::local() const {
  if (bound_) return bound_->address;
  if (family_ == SocketFamily::unix_domain) return path_;
  const bool v6 = family_ == SocketFamily::inet6;
  return InetAddress{v6 ? "::" : "0.0.0.0", 0, v6};
}

void DatagramSocket::set_option(Network::Option option, int value) {
  if (option == Network::Option::receive_buffer) {
    capacity_ = static_cast<std::size_t>(std::max(value, 1));
  }
}

}  // namespace loopscope::simulated
