#include "engine/platform/simulated/outside.h"

#include <poll.h>
#include <sys/epoll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <ctime>
#include <string>

#include "engine/base/os_error.h"

namespace loopscope::simulated {
namespace {

/// Errors and hang-ups wake both sides, as in Python's EpollSelector.
Interest interest_of(std::uint32_t events) {
  const auto without = [events](std::uint32_t side) { return (events & ~side) != 0; };
  return static_cast<Interest>((without(EPOLLOUT) ? interest_read : 0) |
                               (without(EPOLLIN) ? interest_write : 0));
}

bool can_bind_v6(RealNetwork& network) {
  try {
    const int socket = network.open_socket(SocketFamily::inet6, SocketType::datagram);
    struct Close {
      RealNetwork& network;
      int socket;
      ~Close() { network.close(socket); }
    };
    const Close close{network, socket};
    network.bind(socket, InetAddress{"::1", 0, true});
    return true;
  } catch (const OsError&) {  // that is the answer
    return false;
  }
}

}  // namespace

Outside::Outside() : has_v6_(can_bind_v6(network_)), epoll_(epoll_create1(EPOLL_CLOEXEC)) {
  if (epoll_ < 0) {
    throw Error(std::string("The machine's sockets can't be waited for: ") + std::strerror(errno));
  }
}

Outside::~Outside() {
  close(epoll_);
}

// Edges are enough: how a descriptor is, is asked of the system whenever it matters.
void Outside::add(int descriptor, Listener& listener) {
  epoll_event event{};
  event.events =
      static_cast<std::uint32_t>(EPOLLIN) | EPOLLOUT | EPOLLRDHUP | static_cast<unsigned>(EPOLLET);
  event.data.fd = descriptor;
  if (epoll_ctl(epoll_, EPOLL_CTL_ADD, descriptor, &event) < 0) throw OsError(errno);
  listeners_[descriptor] = &listener;
}

void Outside::remove(int descriptor) {
  if (listeners_.erase(descriptor) > 0) {
    epoll_ctl(epoll_, EPOLL_CTL_DEL, descriptor, nullptr);
  }
}

bool Outside::wait(double seconds) {
  // By poll, as epoll_wait knows whole milliseconds only.
  double whole = 0;
  const double fraction = std::modf(seconds, &whole);
  const timespec limit{static_cast<time_t>(whole), static_cast<long>(fraction * 1e9)};
  pollfd waiting{epoll_, POLLIN, 0};
  if (ppoll(&waiting, 1, &limit, nullptr) <= 0) return false;
  std::array<epoll_event, 64> events;
  const int count = epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), 0);
  for (int i = 0; i < count; ++i) {
    const epoll_event& event = events[static_cast<std::size_t>(i)];
    // One that was told before may have removed it.
    const auto found = listeners_.find(event.data.fd);
    if (found != listeners_.end()) found->second->changed(interest_of(event.events));
  }
  return count > 0;
}

Interest readiness_of(int descriptor) {
  pollfd asked{descriptor, POLLIN | POLLOUT, 0};
  if (poll(&asked, 1, 0) <= 0) return 0;
  static_assert(POLLIN == EPOLLIN && POLLOUT == EPOLLOUT);
  return interest_of(static_cast<std::uint32_t>(asked.revents));
}

}  // namespace loopscope::simulated
