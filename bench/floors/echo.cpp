// The echo without a loop's semantics: two sockets, epoll and nothing else.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

#include "bench/support.h"

namespace bench {
namespace {

constexpr int rounds = 1'000;
constexpr std::size_t message_bytes = 64;

void require(bool holds) {
  if (!holds) std::abort();
}

std::pair<int, int> connected_pair() {
  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  auto* const raw = reinterpret_cast<sockaddr*>(&address);
  require(bind(listener, raw, length) == 0 && listen(listener, 1) == 0 &&
          getsockname(listener, raw, &length) == 0);
  const int client = socket(AF_INET, SOCK_STREAM, 0);
  require(connect(client, raw, length) == 0);
  const int server = accept4(listener, nullptr, nullptr, SOCK_NONBLOCK);
  require(server >= 0);
  close(listener);
  const int on = 1;
  for (const int end : {client, server}) {
    require(setsockopt(end, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) == 0);
  }
  return {client, server};
}

void echo(benchmark::State& state) {
  const auto [client, server] = connected_pair();
  const int poll = epoll_create1(0);
  for (const int end : {client, server}) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = end;
    require(epoll_ctl(poll, EPOLL_CTL_ADD, end, &event) == 0);
  }
  std::array<char, message_bytes> message{};
  for (auto _ : state) {
    int left = rounds;
    require(send(client, message.data(), message.size(), 0) == message_bytes);
    while (left > 0) {
      std::array<epoll_event, 16> events;
      const int count = epoll_wait(poll, events.data(), static_cast<int>(events.size()), -1);
      for (int i = 0; i < count; ++i) {
        const int end = events[static_cast<std::size_t>(i)].data.fd;
        require(recv(end, message.data(), message.size(), 0) == message_bytes);
        if (end == client && --left == 0) break;
        require(send(end, message.data(), message.size(), 0) == message_bytes);
      }
    }
  }
  close(poll);
  close(client);
  close(server);
  done(state, rounds);
}
BENCHMARK(echo)->Name("echo/floor")->UseRealTime();

}  // namespace
}  // namespace bench
