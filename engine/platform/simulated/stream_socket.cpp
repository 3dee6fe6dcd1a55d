#include "engine/platform/simulated/stream_socket.h"

#include <algorithm>
#include <cerrno>
#include <utility>

#include "engine/base/os_error.h"
#include "engine/platform/simulated/local_end.h"
#include "engine/platform/simulated/tcp_end.h"

namespace loopscope::simulated {

StreamSocket::StreamSocket(SocketWorld world, SocketFamily family)
    : Endpoint(world.board, world.internet.trace()), world_(world), family_(family) {}

StreamSocket::StreamSocket(SocketWorld world, std::shared_ptr<Connection> connection)
    : StreamSocket(world, std::holds_alternative<UnixAddress>(connection->local())
                              ? SocketFamily::unix_domain
                              : SocketFamily::inet) {
  adopt(std::move(connection));
}

void StreamSocket::adopt(std::shared_ptr<Connection> connection) {
  connection_ = std::move(connection);
  connection_->observe(this);
  for (const auto& [option, bytes] : buffers_) connection_->set_buffer(option, bytes);
  touched(connection_->ready());
}

Interest StreamSocket::ready() const {
  if (connection_) return connection_->ready();
  if (listens_) return waiting_.empty() ? 0 : interest_read;
  return interest_read | interest_write;  // as epoll has it of a socket that never connected
}

Network::FileKind StreamSocket::kind() const {
  const auto* const local = dynamic_cast<const LocalEnd*>(connection_.get());
  return local != nullptr && local->is_pipe() ? Network::FileKind::pipe : Network::FileKind::socket;
}

std::string StreamSocket::describe() const {
  if (connection_) return connection_->describe();
  if (listens_) return "listening at " + address_repr(local());
  return "a socket that is not connected";
}

void StreamSocket::close() {
  for (const auto& connection : std::exchange(waiting_, {})) connection->abort();
  if (bound_) world_.internet.unbind(*bound_, SocketType::stream);
  bound_.reset();
  // The path stays, as a file would.
  if (!path_.path.empty()) world_.paths.entries[path_.path] = {};
  path_ = {};
  listens_ = false;
  if (connection_) std::exchange(connection_, nullptr)->close();
}

void StreamSocket::bind(const SocketAddress& address) {
  if (bound_ || !path_.path.empty()) throw OsError(EINVAL);
  if (family_ != SocketFamily::unix_domain) {
    const auto* const inet = std::get_if<InetAddress>(&address);
    if (inet == nullptr) throw OsError(EAFNOSUPPORT);
    bound_ = world_.internet.bind(*inet, SocketType::stream);
    return;
  }
  const auto* const path = std::get_if<UnixAddress>(&address);
  if (path == nullptr) throw OsError(EAFNOSUPPORT);
  if (!world_.paths.entries.emplace(path->path, UnixPaths::Entry{this}).second) {
    throw OsError(EADDRINUSE);
  }
  path_ = *path;
}

void StreamSocket::listen(int backlog) {
  if (connection_) throw OsError(EINVAL);
  if (family_ == SocketFamily::unix_domain && path_.path.empty()) throw OsError(EINVAL);
  if (family_ != SocketFamily::unix_domain && !bound_) {
    bind(InetAddress{{}, 0, family_ == SocketFamily::inet6});
  }
  listens_ = true;
  backlog_ = static_cast<std::size_t>(std::max(backlog, 0));
  if (bound_) world_.internet.set_acceptor(*bound_, this);
}

// Linux takes one more than the backlog says.
bool StreamSocket::reserve() {
  if (waiting_.size() + reserved_ > backlog_) return false;
  ++reserved_;
  return true;
}

void StreamSocket::arrived(std::shared_ptr<Connection> connection) {
  --reserved_;
  waiting_.push_back(std::move(connection));
  touched(interest_read);
}

std::optional<Endpoint::Accepted> StreamSocket::accept() {
  if (!listens_) throw OsError(EINVAL);
  if (waiting_.empty()) return std::nullopt;
  auto next = std::move(waiting_.front());
  waiting_.pop_front();
  SocketAddress peer = next->peer();
  return Accepted{std::make_unique<StreamSocket>(world_, std::move(next)), std::move(peer)};
}

int StreamSocket::connect(const SocketAddress& address) {
  if (listens_) return EISCONN;
  if (connection_) {
    if (const int error = connection_->take_error(); error != 0) return error;
    return connection_->connected() ? EISCONN : EALREADY;
  }
  if (const auto* const path = std::get_if<UnixAddress>(&address)) {
    return family_ == SocketFamily::unix_domain ? connect_unix(*path) : EAFNOSUPPORT;
  }
  return family_ != SocketFamily::unix_domain ? connect_internet(std::get<InetAddress>(address))
                                              : EAFNOSUPPORT;
}

int StreamSocket::connect_unix(const UnixAddress& address) {
  const auto found = world_.paths.entries.find(address.path);
  if (found == world_.paths.entries.end()) return ENOENT;
  StreamSocket* const listener = found->second.stream;
  if (listener == nullptr || !listener->listens_) return ECONNREFUSED;
  if (!listener->reserve()) return EAGAIN;
  auto ends = LocalEnd::pair(path_, listener->path_);
  adopt(ends.first);
  listener->arrived(ends.second);
  return 0;
}

int StreamSocket::connect_internet(const InetAddress& address) {
  Internet& internet = world_.internet;
  Place remote{internet.at(address.host), address};
  if (remote.host == nullptr) return ENETUNREACH;
  const bool v6 = address.v6;
  if (address.host.empty() || address.host == "0.0.0.0" || address.host == "::") {
    remote.address.host = v6 ? "::1" : "127.0.0.1";
  }
  Place local;
  if (bound_) {
    local = *bound_;
  } else {
    local.host = &internet.own();
    local.address.port = internet.free_port(*local.host, v6, SocketType::stream);
  }
  local.address = internet.source(*local.host, remote, local.address.port);
  const auto end = std::make_shared<TcpEnd>(internet, local, remote);
  adopt(end);
  end->begin_connect();
  return EINPROGRESS;
}

int StreamSocket::take_error() {
  return connection_ ? connection_->take_error() : 0;
}

IoResult StreamSocket::receive(std::span<std::byte> buffer) {
  return connection_ ? connection_->receive(buffer) : IoResult{0, ENOTCONN};
}

IoResult StreamSocket::send(std::span<const std::byte> data) {
  if (connection_) return connection_->send(data);
  return {0, family_ == SocketFamily::unix_domain ? ENOTCONN : EPIPE};
}

IoResult StreamSocket::receive_from(std::span<std::byte> buffer, SocketAddress& from) {
  if (connection_) from = connection_->peer();
  return receive(buffer);
}

IoResult StreamSocket::send_to(std::span<const std::byte> data, const SocketAddress&) {
  return family_ == SocketFamily::unix_domain && connection_ ? IoResult{0, EISCONN} : send(data);
}

void StreamSocket::shutdown_write() {
  if (kind() == Network::FileKind::pipe) throw OsError(ENOTSOCK);
  if (!connection_ || !connection_->connected()) throw OsError(ENOTCONN);
  connection_->shutdown_write();
}

SocketAddress StreamSocket::local() const {
  if (connection_) return connection_->local();
  if (bound_) return bound_->address;
  if (family_ == SocketFamily::unix_domain) return path_;
  const bool v6 = family_ == SocketFamily::inet6;
  return InetAddress{v6 ? "::" : "0.0.0.0", 0, v6};
}

std::optional<SocketAddress> StreamSocket::peer() const {
  if (!connection_ || !connection_->connected()) return std::nullopt;
  return connection_->peer();
}

void StreamSocket::set_option(Network::Option option, int value) {
  if (kind() == Network::FileKind::pipe) throw OsError(ENOTSOCK);
  if (option != Network::Option::send_buffer && option != Network::Option::receive_buffer) return;
  const auto bytes = static_cast<std::size_t>(std::max(value, 1));
  buffers_[option] = bytes;
  if (connection_) connection_->set_buffer(option, bytes);
}

}  // namespace loopscope::simulated
