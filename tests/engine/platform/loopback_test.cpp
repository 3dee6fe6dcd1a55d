#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <string>
#include <thread>

#include "engine/base/os_error.h"
#include "engine/platform/real/real_network.h"
#include "engine/platform/real/real_platform.h"
#include "engine/platform/simulated/simulated_platform.h"

namespace loopscope {
namespace {

using testing::HasSubstr;

WorldDescription world() {
  return {.hosts = {{.name = "server", .addresses = {"10.0.0.2"}}},
          .services = {{.host = "server", .port = 7, .kind = ServiceDescription::Kind::echo}}};
}

/// A simulated world with real loopback sockets, and somebody outside of it.
class LoopbackTest : public testing::Test {
 protected:
  Network& net() { return platform_.network(); }

  static void wait(Selector& selector, int descriptor, Interest interest) {
    selector.watch(descriptor, interest);
    while (selector.select(60) != Selector::Outcome::woken) {
    }
    selector.watch(descriptor, 0);
  }
  void wait(int descriptor, Interest interest) { wait(*selector_, descriptor, interest); }

  int socket(SocketType type = SocketType::stream) {
    return net().open_socket(SocketFamily::inet, type);
  }
  int listener(const std::string& host) {
    const int descriptor = socket();
    net().bind(descriptor, InetAddress{host, 0});
    net().listen(descriptor, 5);
    return descriptor;
  }
  std::uint16_t port_of(int descriptor) {
    return std::get<InetAddress>(net().local_address(descriptor)).port;
  }

  static IoResult send(Network& network, int descriptor, std::string_view text) {
    return network.send(descriptor, std::as_bytes(std::span(text)));
  }
  static std::string read(Network& network, int descriptor) {
    std::string text(100, '\0');
    const IoResult got = network.receive(descriptor, std::as_writable_bytes(std::span(text)));
    if (!got.ok()) return "error " + std::to_string(got.error);
    text.resize(got.bytes);
    return text;
  }
  /// What is thrown.
  template <class F>
  static std::string refusal(F function) {
    try {
      function();
    } catch (const OsError& error) {
      return error.what();
    }
    return "nothing";
  }

  SimulatedPlatform platform_{
      {.real_pace = true, .loopback = true, .on_log = {}, .world = world()}};
  std::unique_ptr<Selector> selector_ = platform_.new_selector();
  RealPlatform machine_;
  Network& outside_ = machine_.network();
  std::unique_ptr<Selector> outside_selector_ = machine_.new_selector();
};

TEST_F(LoopbackTest, SomebodyOnTheMachineReachesAServer) {
  const int server = listener("0.0.0.0");
  EXPECT_EQ(net().local_address(server), SocketAddress(InetAddress{"127.0.0.1", port_of(server)}));
  const int client = outside_.open_socket(SocketFamily::inet, SocketType::stream);
  outside_.connect(client, InetAddress{"127.0.0.1", port_of(server)});
  wait(server, interest_read);
  const auto accepted = net().accept(server);
  ASSERT_TRUE(accepted);
  EXPECT_EQ(accepted->second, outside_.local_address(client));
  EXPECT_EQ(net().accept(server), std::nullopt);
  wait(*outside_selector_, client, interest_write);
  ASSERT_TRUE(send(outside_, client, "hello").ok());
  wait(accepted->first, interest_read);
  EXPECT_EQ(read(net(), accepted->first), "hello");
  outside_.close(client);
  wait(accepted->first, interest_read);
  EXPECT_EQ(read(net(), accepted->first), "") << "its end";
}

TEST_F(LoopbackTest, AClientReachesAServerOfTheMachine) {
  const int server = outside_.open_socket(SocketFamily::inet, SocketType::stream);
  outside_.bind(server, InetAddress{"127.0.0.1", 0});
  outside_.listen(server, 1);
  const int client = socket();
  const int begins = net().connect(client, outside_.local_address(server));
  ASSERT_TRUE(begins == 0 || begins == EINPROGRESS);
  wait(client, interest_write);
  EXPECT_EQ(net().take_error(client), 0);
  wait(*outside_selector_, server, interest_read);
  const int accepted = outside_.accept(server).value().first;
  ASSERT_TRUE(send(net(), client, "from inside").ok());
  wait(*outside_selector_, accepted, interest_read);
  EXPECT_EQ(read(outside_, accepted), "from inside");
  net().shutdown_write(client);
  wait(*outside_selector_, accepted, interest_read);
  EXPECT_EQ(read(outside_, accepted), "");
  outside_.close(accepted);
  outside_.close(server);
}

TEST_F(LoopbackTest, NothingElseIsReachable) {
  constexpr const char* text = "only this machine's loopback (127.0.0.1, ::1) is reachable";
  const InetAddress elsewhere{"192.0.2.1", 80};
  EXPECT_THAT(refusal([&] { net().connect(socket(), elsewhere); }), HasSubstr(text));
  EXPECT_THAT(refusal([&] { net().bind(socket(), elsewhere); }), HasSubstr(text));
  const int datagrams = socket(SocketType::datagram);
  EXPECT_THAT(refusal([&] { net().send_to(datagrams, {}, elsewhere); }),
              HasSubstr("[Errno 13] only this"));
  EXPECT_THAT(refusal([&] {
                net().connect(datagrams, InetAddress{"255.255.255.255", 9});
              }),
              HasSubstr(text));
}

TEST_F(LoopbackTest, HostsOfTheWorldStaySimulated) {
  const int client = socket();
  ASSERT_EQ(net().connect(client, InetAddress{"10.0.0.2", 7}), EINPROGRESS);
  wait(client, interest_write);
  ASSERT_TRUE(send(net(), client, "hello").ok());
  wait(client, interest_read);
  EXPECT_EQ(read(net(), client), "hello");
  const int bound = socket();
  net().bind(bound, InetAddress{"127.0.0.1", 0});
  EXPECT_THAT(refusal([&] {
                net().connect(bound, InetAddress{"10.0.0.2", 7});
              }),
              HasSubstr("[Errno 13]"))
      << "a socket that is the machine's already";
}

TEST_F(LoopbackTest, DatagramsGoBothWays) {
  const int here = socket(SocketType::datagram);
  const int there = outside_.open_socket(SocketFamily::inet, SocketType::datagram);
  outside_.bind(there, InetAddress{"127.0.0.1", 0});
  const std::string_view text = "one";
  ASSERT_TRUE(
      net().send_to(here, std::as_bytes(std::span(text)), outside_.local_address(there)).ok());
  EXPECT_EQ(std::get<InetAddress>(net().local_address(here)).host, "127.0.0.1")
      << "not of every interface";
  wait(*outside_selector_, there, interest_read);
  std::string buffer(10, '\0');
  SocketAddress from;
  EXPECT_EQ(outside_.receive_from(there, std::as_writable_bytes(std::span(buffer)), from).bytes,
            3U);
  EXPECT_EQ(from, net().local_address(here));
  ASSERT_TRUE(outside_.send_to(there, std::as_bytes(std::span(text)), from).ok());
  wait(here, interest_read);
  EXPECT_EQ(net().receive_from(here, std::as_writable_bytes(std::span(buffer)), from).bytes, 3U);
  EXPECT_EQ(from, outside_.local_address(there));
  outside_.close(there);
}

TEST_F(LoopbackTest, AServerThatWaitsIsNoDeadlockAndCanBeGivenUp) {
  int looks = 0;
  SimulatedPlatform platform({.real_pace = true,
                              .loopback = true,
                              .give_up = [&looks] { return ++looks == 2; },
                              .on_log = {}});
  const int server = platform.network().open_socket(SocketFamily::inet, SocketType::stream);
  platform.network().listen(server, 1);
  const auto selector = platform.new_selector();
  selector->watch(server, interest_read);
  EXPECT_EQ(selector->select(-1), Selector::Outcome::never);
  EXPECT_EQ(looks, 2) << "until then it waited";
}

TEST_F(LoopbackTest, AWorldThatEndsGivesItsPortsBack) {
  std::optional<SimulatedPlatform> platform;
  platform.emplace(SimulatedPlatform::Options{.real_pace = true, .loopback = true, .on_log = {}});
  const int server = platform->network().open_socket(SocketFamily::inet, SocketType::stream);
  platform->network().listen(server, 1);
  const SocketAddress address = platform->network().local_address(server);
  const int other = outside_.open_socket(SocketFamily::inet, SocketType::stream);
  EXPECT_THROW(outside_.bind(other, address), OsError);
  platform.reset();
  outside_.bind(other, address);
  outside_.close(other);
}

TEST_F(LoopbackTest, AThreadMayWaitForTheMachineWhileAnotherRuns) {
  const int server = listener("127.0.0.1");
  const int client = outside_.open_socket(SocketFamily::inet, SocketType::stream);
  bool reached = false;
  const ThreadRef thread = platform_.threads().start({.name = "accepts"}, [&] {
    const auto selector = platform_.new_selector();
    selector->watch(server, interest_read);
    reached = selector->select(-1) == Selector::Outcome::woken;
    selector->watch(server, 0);
  });
  platform_.block(0.005);
  outside_.connect(client, net().local_address(server));
  EXPECT_TRUE(thread->join());
  EXPECT_TRUE(reached);
  outside_.close(client);
}

TEST(Loopback, NeedsTheRealClock) {
  EXPECT_THROW(SimulatedPlatform({.loopback = true, .on_log = {}}), Error);
}

TEST(Loopback, WithoutItNothingOfTheMachineIsOpened) {
  RealNetwork machine;
  const int here = machine.open_socket(SocketFamily::inet, SocketType::stream);
  machine.bind(here, InetAddress{"127.0.0.1", 0});
  machine.listen(here, 1);
  SimulatedPlatform platform({.real_pace = true, .on_log = {}});
  const int server = platform.network().open_socket(SocketFamily::inet, SocketType::stream);
  platform.network().bind(server, machine.local_address(here));  // the same port: it is another one
  platform.network().listen(server, 1);
  machine.close(here);
}

}  // namespace
}  // namespace loopscope
