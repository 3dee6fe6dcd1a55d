#include "engine/platform/simulated/endpoint.h"

#include <cerrno>

#include "engine/base/os_error.h"

namespace loopscope::simulated {

void Endpoint::touched(Interest events) {
  if ((events & interest_read) != 0) read_cause_ = trace_.cause();
  if ((events & interest_write) != 0) write_cause_ = trace_.cause();
  if (descriptor_ >= 0) board_.touch(descriptor_);
}

void Endpoint::bind(const SocketAddress&) {
  throw OsError(ENOTSOCK);
}
void Endpoint::listen(int) {
  throw OsError(ENOTSOCK);
}
std::optional<Endpoint::Accepted> Endpoint::accept() {
  throw OsError(ENOTSOCK);
}
int Endpoint::connect(const SocketAddress&) {
  return ENOTSOCK;
}
int Endpoint::take_error() {
  throw OsError(ENOTSOCK);
}
IoResult Endpoint::receive(std::span<std::byte>) {
  return {0, EBADF};
}
IoResult Endpoint::send(std::span<const std::byte>) {
  return {0, EBADF};
}
IoResult Endpoint::receive_from(std::span<std::byte>, SocketAddress&) {
  return {0, ENOTSOCK};
}
IoResult Endpoint::send_to(std::span<const std::byte>, const SocketAddress&) {
  return {0, ENOTSOCK};
}
void Endpoint::shutdown_write() {
  throw OsError(ENOTSOCK);
}
SocketAddress Endpoint::local() const {
  throw OsError(ENOTSOCK);
}
std::optional<SocketAddress> Endpoint::peer() const {
  throw OsError(ENOTSOCK);
}
void Endpoint::set_option(Network::Option, int) {
  throw OsError(ENOTSOCK);
}

}  // namespace loopscope::simulated
