#include "engine/io/socket.h"

#include <fmt/format.h>

#include <cerrno>

#include "engine/base/os_error.h"
#include "engine/trace/recorder.h"

namespace loopscope {

Descriptor::Descriptor(Platform& platform, int number, DescriptorKind kind)
    : platform_(&platform), number_(number) {
  if (Recorder* const recorder = platform.recorder()) recorder->descriptor_opened(number, kind, {});
}

Descriptor::~Descriptor() {
  close();
}

std::pair<DescriptorRef, DescriptorRef> Descriptor::pipe(Platform& platform) {
  const auto [reads, writes] = platform.network().open_pipe();
  return {DescriptorRef(new Descriptor(platform, reads, DescriptorKind::pipe_reads)),
          DescriptorRef(new Descriptor(platform, writes, DescriptorKind::pipe_writes))};
}

void Descriptor::close() {
  const int number = detach();
  if (number >= 0) network().close(number);
}

int Descriptor::detach() {
  const int number = std::exchange(number_, -1);
  if (number < 0) return number;
  if (Recorder* const recorder = platform_->recorder()) recorder->descriptor_closed(number);
  return number;
}

IoResult Descriptor::receive(std::span<std::byte> buffer) {
  const IoResult result = network().receive(number_, buffer);
  tell_received(result);
  return result;
}

IoResult Descriptor::send(Bytes data) {
  const IoResult result = network().send(number_, data);
  tell_sent(result);
  return result;
}

void Descriptor::describe(DescriptorKind kind, const SocketAddress& address) const {
  if (Recorder* const recorder = platform_->recorder()) {
    recorder->descriptor_described(number_, kind, address_repr(address));
  }
}

void Descriptor::tell_sent(const IoResult& result) const {
  if (Recorder* const recorder = platform_->recorder(); recorder != nullptr && result.ok()) {
    recorder->record(EventKind::data_sent, recorder->descriptor(number_),
                     static_cast<std::uint32_t>(result.bytes), 0, recorder->cause());
  }
}

void Descriptor::tell_received(const IoResult& result) const {
  if (Recorder* const recorder = platform_->recorder(); recorder != nullptr && result.ok()) {
    recorder->record(EventKind::data_received, recorder->descriptor(number_),
                     static_cast<std::uint32_t>(result.bytes), 0, recorder->cause());
  }
}

std::string Descriptor::repr() const {
  return fmt::format("<pipe fd={}>", number_);
}

Socket::Socket(Platform& platform, int number, SocketFamily family, SocketType type,
               DescriptorKind kind)
    : Descriptor(platform, number, type == SocketType::datagram ? DescriptorKind::datagram : kind),
      family_(family),
      type_(type) {}

SocketRef Socket::open(Platform& platform, SocketFamily family, SocketType type) {
  return SocketRef(
      new Socket(platform, platform.network().open_socket(family, type), family, type));
}

std::pair<SocketRef, SocketRef> Socket::pair(Platform& platform) {
  const auto [first, second] = platform.network().open_socket_pair();
  const auto own = [&](int number) {
    return SocketRef(new Socket(platform, number, SocketFamily::unix_domain, SocketType::stream,
                                DescriptorKind::connection));
  };
  return {own(first), own(second)};
}

void Socket::bind(const SocketAddress& address) {
  network().bind(number(), address);
  if (type_ == SocketType::datagram) describe(DescriptorKind::datagram, local_address());
}

void Socket::listen(int backlog) {
  network().listen(number(), backlog);
  describe(DescriptorKind::listener, local_address());
}

std::optional<std::pair<SocketRef, SocketAddress>> Socket::accept() {
  const auto accepted = network().accept(number());
  if (!accepted) return std::nullopt;
  const SocketRef connection(
      new Socket(platform(), accepted->first, family_, type_, DescriptorKind::accepted));
  connection->describe(DescriptorKind::accepted, accepted->second);
  return std::pair(connection, accepted->second);
}

int Socket::connect(const SocketAddress& address) {
  const int error = network().connect(number(), address);
  if (error == 0 || error == EINPROGRESS) {
    describe(type_ == SocketType::stream ? DescriptorKind::connection : DescriptorKind::datagram,
             address);
  }
  return error;
}

int Socket::take_error() {
  return network().take_error(number());
}

IoResult Socket::receive_from(std::span<std::byte> buffer, SocketAddress& from) {
  const IoResult result = network().receive_from(number(), buffer, from);
  tell_received(result);
  return result;
}

IoResult Socket::send_to(Bytes data, const SocketAddress& to) {
  const IoResult result = network().send_to(number(), data, to);
  tell_sent(result);
  return result;
}

std::string Socket::repr() const {
  // The numbers that AF_INET, AF_INET6, AF_UNIX, SOCK_STREAM and SOCK_DGRAM have on Linux.
  const int family = family_ == SocketFamily::inet ? 2 : family_ == SocketFamily::inet6 ? 10 : 1;
  const int type = type_ == SocketType::stream ? 1 : 2;
  std::string text = fmt::format("<socket.socket {}fd={}, family={}, type={}, proto=0",
                                 closed() ? "[closed] " : "", number(), family, type);
  if (closed()) return text + ">";
  const auto add = [&](const char* name, const SocketAddress& address) {
    if (const auto* path = std::get_if<UnixAddress>(&address); path && path->path.empty()) return;
    text += fmt::format(", {}={}", name, address_repr(address));
  };
  add("laddr", local_address());
  if (const auto peer = peer_address()) add("raddr", *peer);
  return text + ">";
}

}  // namespace loopscope
