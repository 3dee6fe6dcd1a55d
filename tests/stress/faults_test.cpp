// Peers and machines that misbehave.
#include <algorithm>
#include <string>
#include <vector>

#include "engine/io/sock_calls.h"
#include "engine/io/streams.h"
#include "tests/engine/io/io_test.h"
#include "tests/stress/descriptor_limit.h"

namespace loopscope::test {
namespace {

class Faults : public IoTest {
 public:
  std::vector<SocketRef> clients_;
  void TearDown() override {
    clients_.clear();
    IoTest::TearDown();
  }
};

Coro<> echo_bytes(StreamReaderRef reader, StreamWriterRef writer) {
  while (true) {
    const std::string data = co_await reader->read(1000);
    if (data.empty()) break;
    writer->write(data);
    co_await writer->drain();
  }
  writer->close();
}

TEST_F(Faults, DescriptorsThatRunOutNeitherKillNorSpinTheServer) {
#ifdef __SANITIZE_ADDRESS__
  GTEST_SKIP() << "UBSan looks at objects through a pipe, and without descriptors it sees errors";
#endif
  static constexpr int waiting = 30;
  static constexpr int accepted = 10;
  const auto main = [](Faults& test) -> Coro<> {
    ClientConnected handler = echo_bytes;
    const ServerRef server = co_await start_server(std::move(handler), "127.0.0.1", 0);
    const SocketAddress address = server->sockets().front()->local_address();
    DescriptorLimit limit(DescriptorLimit::now());
    for (int i = 0; i < waiting; ++i) {
      // The system completes these; nobody has accepted them yet.
      test.clients_.push_back(Socket::open(test.platform_, SocketFamily::inet));
      test.clients_.back()->connect(address);
    }
    limit.set(open_descriptors() - 1 + accepted);  // one was open for counting
    const std::uint64_t before = test.loop().iteration();
    co_await sleep(0.5);
    EXPECT_LT(test.loop().iteration() - before, 100U) << "it spins";
    EXPECT_EQ(test.reports_.size(), 1U);
    EXPECT_THAT(test.reports_.front(),
                testing::StartsWith("socket.accept() out of system resource"));
    EXPECT_TRUE(server->is_serving());
    limit.set(1'000);
    co_await sleep(1.0);
    for (const SocketRef& client : test.clients_) {
      co_await sock_sendall(test.loop(), client, "hello");
      const std::string answer = co_await sock_recv(test.loop(), client, 100);
      EXPECT_EQ(answer, "hello");
      client->close();
    }
    server->close();
    co_await sleep(0.05);
  };
  play(main(*this));
}

enum class Manner { honest, resets, stalls, drips };

/// Sends and reads in its manner; true if an honest or dripping one got all back.
Coro<bool> behave(Manner manner, std::uint16_t port) {
  static const std::string text(20'000, 'x');
  auto [reader, writer] = co_await open_connection("127.0.0.1", port);
  if (manner == Manner::stalls) {
    reader->set_transport(*writer->transport());
    writer->transport()->pause_reading();
    for (int i = 0; i < 50; ++i) writer->write(text);
    co_await sleep(0.3);
    writer->transport()->abort();
    co_return false;
  }
  if (manner == Manner::resets) {
    writer->write(text);
    co_await sleep(0.01);
    writer->transport()->abort();  // with answers unread: the server sees a reset
    co_return false;
  }
  const std::string sent = manner == Manner::drips ? text.substr(0, 50) : text;
  std::string received;
  if (manner == Manner::honest) {
    writer->write(sent);
    received = co_await reader->readexactly(static_cast<std::ptrdiff_t>(sent.size()));
  } else {
    for (const char c : sent) {
      writer->write(std::string_view(&c, 1));
      const std::string back = co_await reader->readexactly(1);
      received += back;
    }
  }
  writer->close();
  co_await writer->wait_closed();
  co_return received == sent;
}

TEST_F(Faults, PeersThatResetStallOrDripDoNotHinderTheOthers) {
  static constexpr int each = 50;
  const auto main = [](Faults&) -> Coro<> {
    ClientConnected handler = echo_bytes;
    const ServerRef server = co_await start_server(std::move(handler), "127.0.0.1", 0);
    const std::uint16_t port = port_of(server->sockets().front()->local_address());
    std::vector<Coro<bool>> peers;
    for (int i = 0; i < each; ++i) {
      for (const Manner manner : {Manner::honest, Manner::resets, Manner::stalls, Manner::drips}) {
        peers.push_back(behave(manner, port));
      }
    }
    const std::vector<bool> well = co_await gather_all(std::move(peers));
    EXPECT_EQ(std::count(well.begin(), well.end(), true), 2 * each);
    server->close();
    co_await sleep(0.05);
  };
  play(main(*this));
  // What the handlers of broken connections have thrown was reported, and nothing else.
  for (const std::string& report : reports_) {
    EXPECT_THAT(report, testing::StartsWith("Unhandled exception in client_connected_cb"));
  }
}

TEST_F(Faults, ClosingWithAThousandConnectionsOpenLeavesNothing) {
  static constexpr int count = 1'000;
  const DescriptorLimit limit(3 * count);
  if (DescriptorLimit::now() < 3 * count) GTEST_SKIP() << "too few descriptors";
  const auto main = [](Faults&) -> Coro<> {
    ClientConnected handler = echo_bytes;
    const ServerRef server = co_await start_server(std::move(handler), "127.0.0.1", 0);
    const std::uint16_t port = port_of(server->sockets().front()->local_address());
    std::vector<Streams> all;
    for (int i = 0; i < count; ++i) {
      Streams streams = co_await open_connection("127.0.0.1", port);
      streams.second->write("anybody there?");
      all.push_back(std::move(streams));
    }
  };
  play(main(*this));
}

}  // namespace
}  // namespace loopscope::test
