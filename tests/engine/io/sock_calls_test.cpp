#include "engine/io/sock_calls.h"

#include <algorithm>
#include <array>
#include <string>

#include "engine/io/resolve.h"
#include "tests/engine/io/io_test.h"

namespace loopscope::test {
namespace {

class SockCalls : public IoTest {
 public:
  SocketRef listener() {
    SocketRef socket = Socket::open(platform_, SocketFamily::inet);
    socket->bind(loopback());
    socket->listen(5);
    return socket;
  }
  SocketRef stream() { return Socket::open(platform_, SocketFamily::inet); }
};

TEST_F(SockCalls, AClientAndAServerTalkOnOneLoop) {
  const auto serve = [](EventLoop& loop, SocketRef socket) -> Coro<> {
    auto [connection, from] = co_await sock_accept(loop, socket);
    EXPECT_EQ(std::get<InetAddress>(from).host, "127.0.0.1");
    const std::string asked = co_await sock_recv(loop, connection, 100);
    co_await sock_sendall(loop, connection, asked + " to you");
  };
  const auto main = [&](SockCalls& test) -> Coro<std::string> {
    const SocketRef server = test.listener();
    const auto serving = create_task(serve(test.loop(), server));
    const SocketRef client = test.stream();
    co_await sock_connect(test.loop(), client, server->local_address());
    co_await sock_sendall(test.loop(), client, "hello");
    std::string answer = co_await sock_recv(test.loop(), client, 100);
    co_await serving;
    std::string end = co_await sock_recv(test.loop(), client, 100);
    EXPECT_EQ(end, "") << "the peer has closed";
    co_return answer;
  };
  EXPECT_EQ(play(main(*this)), "hello to you");
}

TEST_F(SockCalls, WhatDoesNotFitIsSentAsThePeerReads) {
  const std::string data(4'000'000, 'x');
  const auto main = [&](SockCalls& test) -> Coro<std::size_t> {
    auto [here, there] = Socket::pair(test.platform_);
    const auto sending = create_task(sock_sendall(test.loop(), here, data));
    std::size_t received = 0;
    std::vector<std::byte> buffer(100'000);
    while (received < data.size()) {
      const std::size_t count = co_await sock_recv_into(test.loop(), there, buffer);
      received += count;
    }
    co_await sending;
    co_return received;
  };
  EXPECT_EQ(play(main(*this)), data.size());
}

TEST_F(SockCalls, DatagramsKnowWhereTheyCameFrom) {
  const auto main = [](SockCalls& test) -> Coro<> {
    const SocketRef a = Socket::open(test.platform_, SocketFamily::inet, SocketType::datagram);
    const SocketRef b = Socket::open(test.platform_, SocketFamily::inet, SocketType::datagram);
    a->bind(loopback());
    b->bind(loopback());
    const auto receiving = create_task(sock_recvfrom(test.loop(), b, 100));
    co_await sleep(0);
    const std::size_t sent = co_await sock_sendto(test.loop(), a, "ping", b->local_address());
    EXPECT_EQ(sent, 4U);
    const auto [data, from] = co_await receiving;
    EXPECT_EQ(data, "ping");
    EXPECT_EQ(from, a->local_address());
  };
  play(main(*this));
}

TEST_F(SockCalls, ADatagramThatIsLongerThanTheBufferIsCutOff) {
  const auto main = [](SockCalls& test) -> Coro<> {
    const SocketRef a = Socket::open(test.platform_, SocketFamily::inet, SocketType::datagram);
    const SocketRef b = Socket::open(test.platform_, SocketFamily::inet, SocketType::datagram);
    a->bind(loopback());
    b->bind(loopback());
    std::string buffer(3, '-');
    const auto into = std::as_writable_bytes(std::span(buffer));
    const auto receiving = create_task(sock_recvfrom_into(test.loop(), b, into));
    co_await sleep(0);
    co_await sock_sendto(test.loop(), a, "datagram", b->local_address());
    const auto [bytes, from] = co_await receiving;
    EXPECT_EQ(bytes, 3U);
    EXPECT_EQ(buffer, "dat");
    EXPECT_EQ(from, a->local_address());
    co_await sock_sendto(test.loop(), b, "x", a->local_address());
    const auto [more, other] = co_await sock_recvfrom_into(test.loop(), a, into);
    EXPECT_EQ(more, 1U);
    EXPECT_EQ(buffer, "xat");
    EXPECT_EQ(other, b->local_address());
  };
  play(main(*this));
}

TEST_F(SockCalls, ARefusedConnectionNamesTheAddress) {
  std::uint16_t port = 0;
  const auto main = [&](SockCalls& test) -> Coro<> {
    SocketRef server = test.listener();
    port = port_of(server->local_address());
    server->close();
    co_await sock_connect(test.loop(), test.stream(), loopback(port));
  };
  const std::string error = raised(main(*this));
  EXPECT_EQ(error, "ConnectionRefusedError: [Errno 111] Connect call failed ('127.0.0.1', " +
                       std::to_string(port) + ")");
}

TEST_F(SockCalls, CancellingAReadFreesTheSocket) {
  const auto main = [](SockCalls& test) -> Coro<> {
    auto [here, there] = Socket::pair(test.platform_);
    const auto reading = create_task(sock_recv(test.loop(), here, 10));
    co_await sleep(0);
    EXPECT_NE(test.loop().descriptors().watcher(here->number(), interest_read), nullptr);
    reading->cancel();
    co_await sleep(0);
    co_await sleep(0);
    EXPECT_TRUE(reading->cancelled());
    EXPECT_EQ(test.loop().descriptors().watcher(here->number(), interest_read), nullptr);
    co_await sock_sendall(test.loop(), there, "still there");
    const std::string data = co_await sock_recv(test.loop(), here, 100);
    EXPECT_EQ(data, "still there");
  };
  play(main(*this));
}

TEST_F(SockCalls, AResetIsTheErrorOfTheNextRead) {
  const auto main = [](SockCalls& test) -> Coro<> {
    const SocketRef server = test.listener();
    const SocketRef client = test.stream();
    co_await sock_connect(test.loop(), client, server->local_address());
    auto [connection, from] = co_await sock_accept(test.loop(), server);
    co_await sock_sendall(test.loop(), client, "never read");
    co_await sleep(0.01);
    connection->close();  // with something unread: the peer is reset
    co_await sock_recv(test.loop(), client, 10);
  };
  EXPECT_EQ(raised(main(*this)), "ConnectionResetError: [Errno 104] Connection reset by peer");
}

TEST_F(SockCalls, ALoopThatClosesWhileOneWaitsLeavesNothing) {
  const auto main = [](SockCalls& test, SocketRef socket) -> Coro<> {
    co_await sock_recv(test.loop(), socket, 10);
  };
  auto [here, there] = Socket::pair(platform_);
  create_task(loop(), main(*this, here));
  loop().stop();
  loop().run_forever();
  close();
}

TEST_F(SockCalls, NumbersNeedNoLookup) {
  EXPECT_EQ(numeric_address({"127.0.0.1", 80})->address, (InetAddress{"127.0.0.1", 80, false}));
  EXPECT_EQ(numeric_address({"::1", 80})->address, (InetAddress{"::1", 80, true}));
  EXPECT_FALSE(numeric_address({"::1", 80, SocketFamily::inet}));
  EXPECT_FALSE(numeric_address({"localhost", 80}));
  EXPECT_FALSE(numeric_address({"", 80}));
}

TEST_F(SockCalls, NamesAreLookedUpWithoutBlockingTheLoop) {
  const auto main = [](SockCalls& test) -> Coro<> {
    NameQuery query{"localhost", 80, SocketFamily::inet};
    const auto found = co_await getaddrinfo(test.loop(), query);
    EXPECT_FALSE(found.empty());
    if (found.empty()) co_return;
    EXPECT_EQ(found.front().address, (InetAddress{"127.0.0.1", 80, false}));
    InetAddress address{"127.0.0.1", 80, false};
    const auto names = co_await getnameinfo(test.loop(), address, true);
    EXPECT_EQ(names, std::make_pair(std::string("127.0.0.1"), std::string("80")));
    NameQuery unknown{"no such name", 80};
    co_await getaddrinfo(test.loop(), unknown);
  };
  const std::string error = raised(main(*this));
  EXPECT_NE(error.find("[Errno -"), std::string::npos) << error;
}

}  // namespace
}  // namespace loopscope::test
