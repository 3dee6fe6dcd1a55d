#include "engine/platform/real/real_network.h"

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

#include "engine/base/os_error.h"
#include "engine/platform/real/native_address.h"

namespace loopscope {
namespace {

void check(int result, const std::string& about = {}) {
  if (result < 0) throw OsError(errno, about);
}

int native(SocketFamily family) {
  switch (family) {
    case SocketFamily::inet:
      return AF_INET;
    case SocketFamily::inet6:
      return AF_INET6;
    case SocketFamily::unix_domain:
      return AF_UNIX;
  }
  return AF_UNSPEC;
}

int native(SocketType type) {
  return type == SocketType::stream ? SOCK_STREAM : SOCK_DGRAM;
}

IoResult result_of(ssize_t bytes) {
  if (bytes < 0) return {0, errno};
  return {static_cast<std::size_t>(bytes), 0};
}

/// Repeats a call that a signal has interrupted, as Python does (PEP 475).
template <class F>
auto uninterrupted(F call) {
  while (true) {
    const auto result = call();
    if (result >= 0 || errno != EINTR) return result;
  }
}

/// write() to a pipe whose reader has gone, without the signal that would end the process.
ssize_t write_silently(int descriptor, std::span<const std::byte> data) {
  sigset_t pipe_signal;
  sigset_t before;
  sigemptyset(&pipe_signal);
  sigaddset(&pipe_signal, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &pipe_signal, &before);
  const ssize_t written =
      uninterrupted([&] { return ::write(descriptor, data.data(), data.size()); });
  const int error = errno;
  if (written < 0 && error == EPIPE && sigismember(&before, SIGPIPE) == 0) {
    const timespec at_once{};
    sigtimedwait(&pipe_signal, nullptr, &at_once);
  }
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  errno = error;
  return written;
}

std::optional<SocketAddress> address_by(int (*call)(int, sockaddr*, socklen_t*), int socket) {
  NativeAddress address;
  if (call(socket, address.get(), &address.length) < 0) {
    if (errno == ENOTCONN || errno == EINVAL) return std::nullopt;
    throw OsError(errno);
  }
  return address.portable();
}

LookupFailure failure(int code) {
  return {code, gai_strerror(code)};
}

}  // namespace

int RealNetwork::open_socket(SocketFamily family, SocketType type) {
  const int socket = ::socket(native(family), native(type) | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  check(socket);
  return socket;
}

std::pair<int, int> RealNetwork::open_socket_pair() {
  std::array<int, 2> ends{};
  check(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends.data()));
  return {ends[0], ends[1]};
}

std::pair<int, int> RealNetwork::open_pipe() {
  std::array<int, 2> ends{};
  check(pipe2(ends.data(), O_NONBLOCK | O_CLOEXEC));
  return {ends[0], ends[1]};
}

Network::FileKind RealNetwork::kind_of(int descriptor) {
  struct stat about {};
  check(fstat(descriptor, &about));
  if (S_ISSOCK(about.st_mode)) return FileKind::socket;
  if (S_ISFIFO(about.st_mode)) return FileKind::pipe;
  if (S_ISCHR(about.st_mode)) return FileKind::character_device;
  return S_ISREG(about.st_mode) ? FileKind::regular : FileKind::other;
}

void RealNetwork::set_non_blocking(int descriptor) {
  const int flags = fcntl(descriptor, F_GETFL);
  check(flags);
  check(fcntl(descriptor, F_SETFL, flags | O_NONBLOCK));
}

void RealNetwork::close(int descriptor) {
  // What close() reports came of earlier writes; the descriptor is gone all the same.
  if (::close(descriptor) < 0 && errno == EBADF) throw OsError(EBADF);
}

void RealNetwork::bind(int socket, const SocketAddress& address) {
  const NativeAddress native_address = NativeAddress::of(address);
  check(::bind(socket, native_address.get(), native_address.length));
}

void RealNetwork::listen(int socket, int backlog) {
  check(::listen(socket, backlog));
}

std::optional<std::pair<int, SocketAddress>> RealNetwork::accept(int socket) {
  NativeAddress from;
  const int connection = uninterrupted(
      [&] { return accept4(socket, from.get(), &from.length, SOCK_NONBLOCK | SOCK_CLOEXEC); });
  if (connection >= 0) return std::pair(connection, from.portable());
  if (errno == EAGAIN || errno == EWOULDBLOCK) return std::nullopt;
  throw OsError(errno);
}

int RealNetwork::connect(int socket, const SocketAddress& address) {
  const NativeAddress to = NativeAddress::of(address);
  return ::connect(socket, to.get(), to.length) < 0 ? errno : 0;
}

int RealNetwork::take_error(int socket) {
  int error = 0;
  socklen_t length = sizeof error;
  check(getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &length));
  return error;
}

IoResult RealNetwork::receive(int descriptor, std::span<std::byte> buffer) {
  return result_of(uninterrupted([&] { return ::read(descriptor, buffer.data(), buffer.size()); }));
}

IoResult RealNetwork::send(int descriptor, std::span<const std::byte> data) {
  ssize_t sent =
      uninterrupted([&] { return ::send(descriptor, data.data(), data.size(), MSG_NOSIGNAL); });
  if (sent < 0 && errno == ENOTSOCK) {
    sent = write_silently(descriptor, data);
  }
  return result_of(sent);
}

IoResult RealNetwork::receive_from(int socket, std::span<std::byte> buffer, SocketAddress& from) {
  NativeAddress sender;
  const ssize_t received = uninterrupted([&] {
    return recvfrom(socket, buffer.data(), buffer.size(), 0, sender.get(), &sender.length);
  });
  if (received >= 0) from = sender.portable();
  return result_of(received);
}

IoResult RealNetwork::send_to(int socket, std::span<const std::byte> data,
                              const SocketAddress& to) {
  const NativeAddress address = NativeAddress::of(to);
  return result_of(uninterrupted([&] {
    return sendto(socket, data.data(), data.size(), MSG_NOSIGNAL, address.get(), address.length);
  }));
}

void RealNetwork::shutdown_write(int socket) {
  check(::shutdown(socket, SHUT_WR));
}

SocketAddress RealNetwork::local_address(int socket) {
  return address_by(getsockname, socket).value_or(SocketAddress{});
}

std::optional<SocketAddress> RealNetwork::peer_address(int socket) {
  return address_by(getpeername, socket);
}

void RealNetwork::set_option(int socket, Option option, int value) {
  const auto set = [&](int level, int name) {
    check(setsockopt(socket, level, name, &value, sizeof value));
  };
  switch (option) {
    case Option::reuse_address:
      return set(SOL_SOCKET, SO_REUSEADDR);
    case Option::reuse_port:
      return set(SOL_SOCKET, SO_REUSEPORT);
    case Option::keep_alive:
      return set(SOL_SOCKET, SO_KEEPALIVE);
    case Option::no_delay:
      return set(IPPROTO_TCP, TCP_NODELAY);
    case Option::broadcast:
      return set(SOL_SOCKET, SO_BROADCAST);
    case Option::v6_only:
      return set(IPPROTO_IPV6, IPV6_V6ONLY);
    case Option::receive_buffer:
      return set(SOL_SOCKET, SO_RCVBUF);
    case Option::send_buffer:
      return set(SOL_SOCKET, SO_SNDBUF);
  }
}

void RealNetwork::remove_socket_file(const std::string& path) {
  struct stat about {};
  if (stat(path.c_str(), &about) < 0) {
    if (errno == ENOENT) return;
    throw OsError(errno, path);
  }
  if (S_ISSOCK(about.st_mode)) check(unlink(path.c_str()), path);
}

std::variant<std::vector<ResolvedAddress>, LookupFailure> RealNetwork::lookup(
    std::string_view host, std::uint16_t port, std::optional<SocketFamily> family, SocketType type,
    bool passive) {
  addrinfo hints{};
  hints.ai_family = family ? native(*family) : AF_UNSPEC;
  hints.ai_socktype = native(type);
  hints.ai_flags = passive ? AI_PASSIVE : 0;
  addrinfo* found = nullptr;
  const std::string name(host);
  const std::string service = std::to_string(port);
  const int code =
      getaddrinfo(host.empty() ? nullptr : name.c_str(), service.c_str(), &hints, &found);
  if (code != 0) return failure(code);
  const std::unique_ptr<addrinfo, void (*)(addrinfo*)> owned(found, freeaddrinfo);
  std::vector<ResolvedAddress> results;
  for (const addrinfo* each = found; each != nullptr; each = each->ai_next) {
    if (each->ai_family != AF_INET && each->ai_family != AF_INET6) continue;
    NativeAddress address;
    address.length = each->ai_addrlen;
    std::memcpy(&address.storage, each->ai_addr, each->ai_addrlen);
    results.push_back({each->ai_family == AF_INET ? SocketFamily::inet : SocketFamily::inet6, type,
                       std::get<InetAddress>(address.portable())});
  }
  return results;
}

std::variant<std::pair<std::string, std::string>, LookupFailure> RealNetwork::name_of(
    const InetAddress& address, bool numeric) {
  const NativeAddress native_address = NativeAddress::of(address);
  std::array<char, NI_MAXHOST> host{};
  std::array<char, NI_MAXSERV> service{};
  const int code =
      getnameinfo(native_address.get(), native_address.length, host.data(), host.size(),
                  service.data(), service.size(), numeric ? NI_NUMERICHOST | NI_NUMERICSERV : 0);
  if (code != 0) return failure(code);
  return std::pair<std::string, std::string>(host.data(), service.data());
}

}  // namespace loopscope
