#include "engine/platform/simulated/simulated_network.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netdb.h>

#include <cerrno>
#include <string>
#include <vector>

#include "engine/platform/simulated/simulated_platform.h"

namespace loopscope {
namespace {

using testing::ElementsAre;

constexpr Interest both = interest_read | interest_write;

InetAddress at(std::string host, std::uint16_t port) {
  return {std::move(host), port, false};
}

/// A simulated network without a loop: time passes where a test waits.
class SimulatedNetworkTest : public testing::Test {
 protected:
  static WorldDescription world() {
    return {.hosts = {{.name = "server", .addresses = {"10.0.0.2"}, .own = true},
                      {.name = "hole",
                       .addresses = {"10.0.0.3"},
                       .reach = HostDescription::Reach::silent},
                      {.name = "away",
                       .addresses = {"10.0.0.4"},
                       .reach = HostDescription::Reach::unreachable}},
            .links = {{.latency = 0.1}}};
  }

  void begin(const WorldDescription& world, std::uint64_t seed = 0) {
    selector_.reset();
    platform_.emplace(SimulatedPlatform::Options{.seed = seed, .on_log = {}, .world = world});
    selector_ = platform_->new_selector();
  }
  void SetUp() override { begin(world()); }

  Network& net() { return platform_->network(); }
  double now() const { return platform_->now(); }

  /// Waits until the descriptor is ready; "never" or "later" (than a day) fail.
  void wait(int descriptor, Interest interest) {
    selector_->watch(descriptor, interest);
    const auto outcome = selector_->select(86400);
    EXPECT_EQ(outcome, Selector::Outcome::woken) << "descriptor " << descriptor;
    selector_->watch(descriptor, 0);
  }
  bool is_ready(int descriptor, Interest interest) {
    selector_->watch(descriptor, interest);
    const bool ready = selector_->select(0) == Selector::Outcome::woken;
    selector_->watch(descriptor, 0);
    return ready;
  }
  void pass(double seconds) { selector_->select(seconds); }

  int stream() { return net().open_socket(SocketFamily::inet, SocketType::stream); }
  int listener(const InetAddress& address, int backlog = 100) {
    const int socket = stream();
    net().bind(socket, address);
    net().listen(socket, backlog);
    return socket;
  }
  /// A client's and a server's end.
  std::pair<int, int> connected(const InetAddress& address) {
    const int server = listener(address);
    const int client = stream();
    EXPECT_EQ(net().connect(client, address), EINPROGRESS);
    wait(client, interest_write);
    EXPECT_EQ(net().take_error(client), 0);
    wait(server, interest_read);
    const int accepted = net().accept(server).value().first;
    net().close(server);
    return {client, accepted};
  }
  int connect_and_wait(const InetAddress& address) {
    const int client = stream();
    const int result = net().connect(client, address);
    if (result != EINPROGRESS) return result;
    wait(client, interest_write);
    return net().take_error(client);
  }

  IoResult send(int descriptor, std::string_view text) {
    return net().send(descriptor, std::as_bytes(std::span(text)));
  }
  /// What can be read now; "error 11" where nothing can.
  std::string read(int descriptor, std::size_t most = 1 << 20) {
    std::string text(most, '\0');
    const IoResult result = net().receive(descriptor, std::as_writable_bytes(std::span(text)));
    if (!result.ok()) return "error " + std::to_string(result.error);
    text.resize(result.bytes);
    return text;
  }

  std::optional<SimulatedPlatform> platform_;
  std::unique_ptr<Selector> selector_;
};

TEST_F(SimulatedNetworkTest, DescriptorsAreTheLowestFreeNumbersFromThree) {
  EXPECT_EQ(stream(), 3);
  EXPECT_EQ(net().open_pipe(), (std::pair{4, 5}));
  net().close(4);
  EXPECT_EQ(stream(), 4);
  EXPECT_EQ(stream(), 6);
}

TEST_F(SimulatedNetworkTest, ClosedDescriptorsAreRefused) {
  EXPECT_THROW(net().close(3), OsError);
  EXPECT_THROW(net().bind(7, at("127.0.0.1", 1)), OsError);
  EXPECT_EQ(read(3), "error " + std::to_string(EBADF));
  EXPECT_THROW(selector_->watch(3, interest_read), OsError);
}

TEST_F(SimulatedNetworkTest, DescriptorsRunOut) {
  WorldDescription small = world();
  small.descriptors = 6;
  begin(small);
  const int server = listener(at("127.0.0.1", 80));
  const int client = stream();
  net().connect(client, at("127.0.0.1", 80));
  const int last = stream();
  EXPECT_THROW(stream(), OsError);
  EXPECT_THROW(net().accept(server), OsError);
  net().close(last);
  EXPECT_TRUE(net().accept(server).has_value()) << "the connection has waited";
}

TEST_F(SimulatedNetworkTest, OnOneHostEverythingArrivesAtOnce) {
  const auto [client, server] = connected(at("127.0.0.1", 8000));
  EXPECT_EQ(send(client, "hello").bytes, 5U);
  EXPECT_EQ(read(server), "hello");
  EXPECT_EQ(read(server), "error " + std::to_string(EAGAIN));
  EXPECT_EQ(now(), 0.0);
}

TEST_F(SimulatedNetworkTest, AHandshakeTakesTheLinksLatency) {
  const int server = listener(at("10.0.0.2", 80));
  const int client = stream();
  EXPECT_EQ(net().connect(client, at("10.0.0.2", 80)), EINPROGRESS);
  wait(client, interest_write);
  EXPECT_DOUBLE_EQ(now(), 0.2);
  EXPECT_FALSE(net().accept(server).has_value());
  wait(server, interest_read);
  EXPECT_DOUBLE_EQ(now(), 0.3);
  const auto [accepted, peer] = net().accept(server).value();
  EXPECT_EQ(address_repr(peer), "('10.0.0.1', 49152)");
  EXPECT_EQ(net().peer_address(accepted), peer);
  EXPECT_EQ(net().local_address(client), peer);
  EXPECT_EQ(address_repr(net().local_address(accepted)), "('10.0.0.2', 80)");
}

TEST_F(SimulatedNetworkTest, BytesTakeTheLinksLatency) {
  const auto [client, server] = connected(at("10.0.0.2", 80));
  const double before = now();
  send(client, "ping");
  EXPECT_FALSE(is_ready(server, interest_read));
  wait(server, interest_read);
  EXPECT_DOUBLE_EQ(now() - before, 0.1);
  EXPECT_EQ(read(server), "ping");
}

TEST_F(SimulatedNetworkTest, ConnectionsAreRefusedWhereNobodyListens) {
  EXPECT_EQ(connect_and_wait(at("127.0.0.1", 80)), ECONNREFUSED);
  EXPECT_EQ(connect_and_wait(at("10.0.0.2", 80)), ECONNREFUSED);
  EXPECT_DOUBLE_EQ(now(), 0.2);
}

TEST_F(SimulatedNetworkTest, HostsThatCanNotBeReachedSayHow) {
  EXPECT_EQ(connect_and_wait(at("9.9.9.9", 80)), ENETUNREACH);
  EXPECT_EQ(connect_and_wait(at("10.0.0.4", 80)), EHOSTUNREACH);
  const double before = now();
  EXPECT_EQ(connect_and_wait(at("10.0.0.3", 80)), ETIMEDOUT);
  EXPECT_DOUBLE_EQ(now() - before, 127.0) << "1 + 2 + 4 … + 64 seconds";
}

TEST_F(SimulatedNetworkTest, AFullBacklogMakesOthersTryAgain) {
  const int server = listener(at("127.0.0.1", 80), 0);
  const int first = stream();
  const int second = stream();
  net().connect(first, at("127.0.0.1", 80));
  net().connect(second, at("127.0.0.1", 80));
  EXPECT_TRUE(is_ready(first, interest_write));
  EXPECT_FALSE(is_ready(second, interest_write));
  EXPECT_TRUE(net().accept(server).has_value());
  wait(second, interest_write);
  EXPECT_DOUBLE_EQ(now(), 1.0);
  EXPECT_EQ(net().take_error(second), 0);
}

TEST_F(SimulatedNetworkTest, AReaderThatDoesNotReadStopsTheWriter) {
  const auto [client, server] = connected(at("10.0.0.2", 80));
  const std::string block(1 << 20, 'x');
  std::size_t sent = 0;
  for (int i = 0; i < 50; ++i) {
    const IoResult result = send(client, block);
    if (result.ok()) sent += result.bytes;
    pass(1);
  }
  const StreamSettings settings;
  EXPECT_EQ(sent, settings.send_buffer + settings.receive_buffer);
  EXPECT_FALSE(is_ready(client, interest_write));
  std::size_t received = 0;
  while (received < sent) {
    wait(server, interest_read);
    received += read(server).size();
  }
  EXPECT_EQ(received, sent);
  wait(client, interest_write);
}

TEST_F(SimulatedNetworkTest, AfterHalfClosingTheOtherWayStaysOpen) {
  const auto [client, server] = connected(at("10.0.0.2", 80));
  send(client, "last words");
  net().shutdown_write(client);
  EXPECT_EQ(send(client, "more").error, EPIPE);
  pass(1);
  EXPECT_EQ(read(server), "last words");
  EXPECT_EQ(read(server), "") << "the end";
  EXPECT_EQ(send(server, "answer").bytes, 6U);
  pass(1);
  EXPECT_EQ(read(client), "answer");
}

TEST_F(SimulatedNetworkTest, WhatWasWrittenBeforeClosingArrives) {
  const auto [client, server] = connected(at("10.0.0.2", 80));
  send(client, std::string(50000, 'x'));
  net().close(client);
  pass(5);
  EXPECT_EQ(read(server).size(), 50000U);
  EXPECT_EQ(read(server), "");
}

TEST_F(SimulatedNetworkTest, ClosingWithSomethingUnreadResetsTheConnection) {
  const auto [client, server] = connected(at("10.0.0.2", 80));
  send(client, "unread");
  pass(1);
  net().close(server);
  wait(client, interest_read);
  EXPECT_EQ(read(client), "error " + std::to_string(ECONNRESET));
  EXPECT_EQ(read(client), "");
  EXPECT_EQ(send(client, "x").error, EPIPE);
}

TEST_F(SimulatedNetworkTest, WritingToAPeerThatIsGoneResets) {
  const auto [client, server] = connected(at("10.0.0.2", 80));
  net().close(server);
  pass(1);
  EXPECT_EQ(read(client), "");
  EXPECT_TRUE(send(client, "anybody?").ok());
  pass(1);
  EXPECT_EQ(send(client, "no").error, EPIPE);
}

TEST_F(SimulatedNetworkTest, AListenerThatClosesResetsWhoWaits) {
  const int server = listener(at("10.0.0.2", 80));
  const int client = stream();
  net().connect(client, at("10.0.0.2", 80));
  pass(1);
  net().close(server);
  wait(client, interest_read);
  EXPECT_EQ(net().take_error(client), ECONNRESET);
}

TEST_F(SimulatedNetworkTest, AddressesAreTakenOnce) {
  const int first = listener(at("127.0.0.1", 80));
  const int second = stream();
  try {
    net().bind(second, at("0.0.0.0", 80));
    ADD_FAILURE() << "bound twice";
  } catch (const OsError& error) {
    EXPECT_EQ(error.code(), EADDRINUSE);
  }
  net().close(first);
  net().bind(second, at("0.0.0.0", 80));
  EXPECT_EQ(address_repr(net().local_address(second)), "('0.0.0.0', 80)");
  const int elsewhere = stream();
  try {
    net().bind(elsewhere, at("10.0.0.3", 80));
    ADD_FAILURE() << "bound on somebody else's host";
  } catch (const OsError& error) {
    EXPECT_EQ(error.code(), EADDRNOTAVAIL);
  }
}

TEST_F(SimulatedNetworkTest, PacketsThatAreLostAreSentAgain) {
  WorldDescription lossy = world();
  lossy.links = {{.latency = 0.01, .jitter = 0.005, .loss = 0.2, .reorder = 0.1}};
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    begin(lossy, seed);
    const auto [client, server] = connected(at("10.0.0.2", 80));
    std::string sent;
    for (int i = 0; i < 20000; ++i) sent += std::to_string(i) + ' ';
    std::size_t written = 0;
    std::string received;
    while (received.size() < sent.size()) {
      const IoResult result = send(client, std::string_view(sent).substr(written));
      if (result.ok()) written += result.bytes;
      selector_->watch(server, interest_read);
      if (written < sent.size()) selector_->watch(client, interest_write);
      ASSERT_EQ(selector_->select(86400), Selector::Outcome::woken) << "seed " << seed;
      selector_->watch(client, 0);
      if (is_ready(server, interest_read)) received += read(server);
    }
    EXPECT_TRUE(received == sent) << "seed " << seed;
  }
}

TEST_F(SimulatedNetworkTest, ALinkWithoutEndOfLossGivesTheConnectionUp) {
  WorldDescription cut = world();
  cut.links.push_back({.latency = 0.1, .partitions = {{5, 1e9}}});
  begin(cut);
  const auto [client, server] = connected(at("10.0.0.2", 80));
  pass(5 - now());
  send(client, "anybody?");
  wait(client, interest_read);
  EXPECT_EQ(read(client), "error " + std::to_string(ETIMEDOUT));
  EXPECT_FALSE(is_ready(server, interest_read));
}

TEST_F(SimulatedNetworkTest, APartitionHoldsBytesUpUntilItEnds) {
  WorldDescription cut = world();
  cut.links = {{.latency = 0.1, .partitions = {{1, 4}}}};
  begin(cut);
  const auto [client, server] = connected(at("10.0.0.2", 80));
  pass(2 - now());
  send(client, "through");
  wait(server, interest_read);
  EXPECT_GT(now(), 4.0);
  EXPECT_EQ(read(server), "through");
}

TEST_F(SimulatedNetworkTest, BandwidthMakesMuchTakeLonger) {
  WorldDescription slow = world();
  slow.links = {{.latency = 0.1, .bandwidth = 1460}};
  begin(slow);
  const auto [client, server] = connected(at("10.0.0.2", 80));
  const double before = now();
  send(client, std::string(14600, 'x'));
  std::size_t received = 0;
  while (received < 14600) {
    wait(server, interest_read);
    received += read(server).size();
  }
  EXPECT_NEAR(now() - before, 10.1, 1e-9);
}

TEST_F(SimulatedNetworkTest, ALinkMayBreakConnections) {
  WorldDescription fragile = world();
  fragile.links.push_back({.from = "localhost", .to = "server", .one_way = true, .reset = 1});
  begin(fragile);
  listener(at("10.0.0.2", 80));
  EXPECT_EQ(connect_and_wait(at("10.0.0.2", 80)), ECONNRESET);
}

TEST_F(SimulatedNetworkTest, DatagramsKeepTheirBoundaries) {
  const int server = net().open_socket(SocketFamily::inet, SocketType::datagram);
  net().bind(server, at("10.0.0.2", 53));
  const int client = net().open_socket(SocketFamily::inet, SocketType::datagram);
  const std::string one = "one";
  const std::string two = "two";
  net().send_to(client, std::as_bytes(std::span(one)), at("10.0.0.2", 53));
  net().send_to(client, std::as_bytes(std::span(two)), at("10.0.0.2", 53));
  pass(1);
  SocketAddress from;
  std::string buffer(2, '\0');
  EXPECT_EQ(net().receive_from(server, std::as_writable_bytes(std::span(buffer)), from).bytes, 2U);
  EXPECT_EQ(buffer, "on") << "the rest is lost";
  EXPECT_EQ(address_repr(from), "('10.0.0.1', 49152)");
  EXPECT_EQ(read(server), "two");
}

TEST_F(SimulatedNetworkTest, AConnectedDatagramSocketHearsThatNobodyIsThere) {
  const int client = net().open_socket(SocketFamily::inet, SocketType::datagram);
  EXPECT_EQ(net().connect(client, at("10.0.0.2", 53)), 0);
  EXPECT_TRUE(send(client, "hello").ok());
  wait(client, interest_read);
  EXPECT_EQ(read(client), "error " + std::to_string(ECONNREFUSED));
}

TEST_F(SimulatedNetworkTest, UnixSocketsMeetAtAPath) {
  const UnixAddress path{"/tmp/chat"};
  const int server = net().open_socket(SocketFamily::unix_domain, SocketType::stream);
  const int client = net().open_socket(SocketFamily::unix_domain, SocketType::stream);
  EXPECT_EQ(net().connect(client, path), ENOENT);
  net().bind(server, path);
  EXPECT_EQ(net().connect(client, path), ECONNREFUSED);
  net().listen(server, 5);
  EXPECT_EQ(net().connect(client, path), 0);
  const int accepted = net().accept(server).value().first;
  send(accepted, "welcome");
  EXPECT_EQ(read(client), "welcome");
  net().close(server);
  const int again = net().open_socket(SocketFamily::unix_domain, SocketType::stream);
  EXPECT_THROW(net().bind(again, path), OsError) << "the path is still there";
  net().remove_socket_file("/tmp/chat");
  net().bind(again, path);
}

TEST_F(SimulatedNetworkTest, APairsEndsReadWhatTheOtherWrites) {
  const auto [a, b] = net().open_socket_pair();
  send(a, "to b");
  send(b, "to a");
  EXPECT_EQ(read(b), "to b");
  EXPECT_EQ(read(a), "to a");
  net().close(a);
  EXPECT_TRUE(is_ready(b, interest_read));
  EXPECT_EQ(read(b), "");
  EXPECT_EQ(send(b, "x").error, EPIPE);
}

TEST_F(SimulatedNetworkTest, APipeHasAReadingAndAWritingEnd) {
  const auto [reads, writes] = net().open_pipe();
  EXPECT_EQ(net().kind_of(reads), Network::FileKind::pipe);
  EXPECT_EQ(send(writes, std::string(100000, 'x')).bytes, 65536U) << "its room";
  EXPECT_FALSE(is_ready(writes, interest_write));
  EXPECT_EQ(send(reads, "x").error, EBADF);
  EXPECT_EQ(read(reads).size(), 65536U);
  EXPECT_TRUE(is_ready(writes, interest_write));
  net().close(writes);
  EXPECT_EQ(read(reads), "");
}

TEST_F(SimulatedNetworkTest, ReadyDescriptorsComeInTheOrderOfBecomingReady) {
  std::vector<std::pair<int, int>> pairs;
  for (int i = 0; i < 3; ++i) pairs.push_back(net().open_socket_pair());
  for (const auto& pair : pairs) selector_->watch(pair.second, interest_read);
  for (const int i : {2, 0, 1}) send(pairs[static_cast<std::size_t>(i)].first, "x");
  EXPECT_EQ(selector_->select(0), Selector::Outcome::woken);
  std::vector<int> found;
  for (const ReadyDescriptor& each : selector_->ready()) found.push_back(each.descriptor);
  EXPECT_THAT(found, ElementsAre(pairs[2].second, pairs[0].second, pairs[1].second));
  EXPECT_EQ(selector_->select(0), Selector::Outcome::woken) << "level-triggered";
  EXPECT_EQ(selector_->ready().size(), 3U);
}

TEST_F(SimulatedNetworkTest, BothSidesCanBeReadyAtOnce) {
  const auto [a, b] = net().open_socket_pair();
  send(a, "x");
  selector_->watch(b, both);
  selector_->select(0);
  ASSERT_EQ(selector_->ready().size(), 1U);
  EXPECT_EQ(selector_->ready().front().events, both);
}

TEST_F(SimulatedNetworkTest, NamesOfHostsAreFound) {
  const auto result = net().lookup("server", 80, std::nullopt, SocketType::stream, false);
  const auto& found = std::get<std::vector<ResolvedAddress>>(result);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().address, at("10.0.0.2", 80));
  const auto name = net().name_of(at("10.0.0.2", 80), false);
  EXPECT_EQ((std::get<std::pair<std::string, std::string>>(name).first), "server");
}

TEST_F(SimulatedNetworkTest, LookupsTakeTimeAndMayFail) {
  WorldDescription slow = world();
  slow.names = {{.name = "api", .addresses = {"10.0.0.2"}, .delay = 0.5, .failures = 1}};
  begin(slow);
  const auto first = net().lookup("api", 80, std::nullopt, SocketType::stream, false);
  EXPECT_EQ(std::get<LookupFailure>(first).code, EAI_AGAIN);
  EXPECT_DOUBLE_EQ(now(), 0.5);
  const auto second = net().lookup("api", 80, std::nullopt, SocketType::stream, false);
  EXPECT_EQ(std::get<std::vector<ResolvedAddress>>(second).front().address.host, "10.0.0.2");
  const auto unknown = net().lookup("nowhere", 80, std::nullopt, SocketType::stream, false);
  EXPECT_EQ(std::get<LookupFailure>(unknown).message, "Name or service not known");
}

TEST_F(SimulatedNetworkTest, AWorldThatContradictsItselfIsRefused) {
  WorldDescription twice = world();
  twice.hosts.push_back({.name = "other", .addresses = {"10.0.0.2"}});
  EXPECT_THROW(begin(twice), Error);
  WorldDescription nowhere = world();
  nowhere.links.push_back({.from = "servr"});
  EXPECT_THROW(begin(nowhere), Error);
}

TEST_F(SimulatedNetworkTest, OneLinksTrafficDoesNotChangeAnothersFate) {
  WorldDescription shaky = world();
  shaky.links = {{.latency = 0.01, .jitter = 0.1}};
  const auto arrival = [&](bool busy) {
    begin(shaky, 7);
    const int receiver = net().open_socket(SocketFamily::inet, SocketType::datagram);
    net().bind(receiver, at("10.0.0.2", 53));
    const int sender = net().open_socket(SocketFamily::inet, SocketType::datagram);
    const std::string text = "x";
    if (busy) {
      net().send_to(sender, std::as_bytes(std::span(text)), at("10.0.0.3", 53));
      pass(0);
    }
    net().send_to(sender, std::as_bytes(std::span(text)), at("10.0.0.2", 53));
    wait(receiver, interest_read);
    return now();
  };
  EXPECT_EQ(arrival(false), arrival(true));
}

}  // namespace
}  // namespace loopscope
