#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <string>

#include "engine/base/error.h"
#include "engine/platform/network.h"
#include "engine/platform/simulated/simulated_platform.h"

namespace loopscope {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

class ServicesTest : public testing::Test {
 protected:
  static WorldDescription world() {
    return {.hosts = {{.name = "api", .addresses = {"10.0.0.2"}}},
            .links = {{.latency = 0.1}},
            .services = {{.host = "api",
                          .port = 80,
                          .pages = {{.path = "/users/1", .body = "Ada"},
                                    {.path = "/slow", .body = "late", .latency = 2.0}}},
                         {.host = "api", .port = 7, .kind = ServiceDescription::Kind::echo},
                         {.host = "api",
                          .port = 9,
                          .kind = ServiceDescription::Kind::lines,
                          .pages = {{.path = "hello", .body = "world"}}}}};
  }

  Network& net() { return platform_.network(); }
  void wait(Interest interest) {
    selector_->watch(socket_, interest);
    EXPECT_EQ(selector_->select(1000), Selector::Outcome::woken);
    selector_->watch(socket_, 0);
  }
  void connect(std::uint16_t port) {
    socket_ = net().open_socket(SocketFamily::inet, SocketType::stream);
    net().connect(socket_, InetAddress{"10.0.0.2", port, false});
    wait(interest_write);
    ASSERT_EQ(net().take_error(socket_), 0);
  }
  void send(std::string_view text) { net().send(socket_, std::as_bytes(std::span(text))); }
  /// What comes next; empty: the end.
  std::string read() {
    wait(interest_read);
    std::string text(65536, '\0');
    const IoResult result = net().receive(socket_, std::as_writable_bytes(std::span(text)));
    EXPECT_EQ(result.error, 0);
    text.resize(result.bytes);
    return text;
  }
  std::string read_all() {
    std::string all;
    for (std::string some = read(); !some.empty(); some = read()) all += some;
    return all;
  }

  SimulatedPlatform platform_{{.seed = 0, .on_log = {}, .world = world()}};
  std::unique_ptr<Selector> selector_ = platform_.new_selector();
  int socket_ = -1;
};

TEST_F(ServicesTest, AnHttpServerHasPages) {
  connect(80);
  send("GET /users/1 HTTP/1.1\r\nHost: api\r\nConnection: close\r\n\r\n");
  const std::string answer = read_all();
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(answer, HasSubstr("Content-Length: 3\r\n"));
  EXPECT_THAT(answer, EndsWith("\r\n\r\nAda"));
}

TEST_F(ServicesTest, APageMayTakeTime) {
  connect(80);
  const double before = platform_.now();
  send("GET /slow HTTP/1.1\r\n\r\n");
  EXPECT_THAT(read(), EndsWith("late"));
  EXPECT_NEAR(platform_.now() - before, 2.2, 1e-9);
}

TEST_F(ServicesTest, RequestsOfAConnectionAreAnsweredInTheirOrder) {
  connect(80);
  send("GET /slow HTTP/1.1\r\n\r\nGET /users/1 HTTP/1.1\r\n\r\n");
  const std::string answers = read();
  EXPECT_THAT(answers, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_LT(answers.find("late"), answers.find("Ada"));
  EXPECT_THAT(answers, EndsWith("Ada"));
}

TEST_F(ServicesTest, WhatIsNotThereIsNotFoundAndNonsenseIsRefused) {
  connect(80);
  send("POST /nowhere HTTP/1.1\r\nContent-Length: 4\r\n\r\nbody");
  EXPECT_THAT(read(), StartsWith("HTTP/1.1 404 Not Found\r\n"));
  send("nonsense\r\n\r\n");
  EXPECT_THAT(read_all(), StartsWith("HTTP/1.1 400 Bad Request\r\n"));
}

TEST_F(ServicesTest, AnEchoAndALineServer) {
  connect(7);
  send("hello");
  EXPECT_EQ(read(), "hello");
  connect(9);
  send("hello\nwhat\n");
  EXPECT_EQ(read(), "world\n?\n");
}

TEST_F(ServicesTest, OnesThatCanNotBeAreRefused) {
  WorldDescription nowhere = world();
  nowhere.services.push_back({.host = "nobody", .port = 1});
  EXPECT_THROW(SimulatedPlatform({.seed = 0, .on_log = {}, .world = nowhere}), Error);
  WorldDescription twice = world();
  twice.services.push_back({.host = "api", .port = 80});
  EXPECT_THROW(SimulatedPlatform({.seed = 0, .on_log = {}, .world = twice}), Error);
}

}  // namespace
}  // namespace loopscope
