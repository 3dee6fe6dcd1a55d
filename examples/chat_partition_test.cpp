// The chat server under a network that fails: the same program as chat_server, on a simulated
// world. No real second passes, and what a seed does it does every time.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "engine/coro/run.h"
#include "engine/coro/sleep.h"
#include "engine/io/server.h"
#include "engine/platform/simulated/simulated_platform.h"
#include "examples/chat.h"

namespace {

using namespace loopscope;
using ::testing::ElementsAre;
using ::testing::Gt;

/// "3.2 Ada: hello"
using Heard = std::vector<std::pair<double, std::string>>;

WorldDescription world() {
  return {.hosts = {{.name = "server", .addresses = {"10.0.0.10"}, .own = true},
                    {.name = "near", .addresses = {"10.0.0.11"}, .own = true},
                    {.name = "far", .addresses = {"10.0.0.12"}, .own = true}},
          .links = {{.from = "near", .to = "server", .latency = 0.01},
                    {.from = "far",
                     .to = "server",
                     .latency = 0.1,
                     .jitter = 0.05,
                     .loss = 0.05,
                     .partitions = {{5.0, 12.0}}}}};
}

Coro<Streams> join(std::string name, std::string from) {
  ConnectOptions options;
  options.local_address = InetAddress{std::move(from), 0, false};
  Streams streams =
      co_await open_connection("10.0.0.10", 8888, default_stream_limit, std::move(options));
  streams.second->write(name + "\n");
  co_return streams;
}

Coro<> listen(StreamReaderRef reader, Heard& heard) {
  while (true) {
    const std::string line = co_await reader->readline();
    if (line.empty()) break;
    heard.emplace_back(EventLoop::running().time(), chat::stripped(line));
  }
}

/// Ada, who is near, says something at 4 and at 6 seconds; Charles is far, Grace is near.
Coro<> conversation(chat::Room& room, Heard& charles, Heard& grace) {
  const ServerRef server = co_await chat::start_server(room, "10.0.0.10", 8888);
  const Streams far = co_await join("Charles", "10.0.0.12");
  const Streams near = co_await join("Grace", "10.0.0.11");
  const Streams ada = co_await join("Ada", "10.0.0.11");
  const TaskRef<void> far_listens = create_task(listen(far.first, charles));
  const TaskRef<void> near_listens = create_task(listen(near.first, grace));
  co_await sleep(4 - EventLoop::running().time());
  ada.second->write("before\n");
  co_await sleep(6 - EventLoop::running().time());
  ada.second->write("during\n");
  co_await sleep(60);
  server->close();
  for (const Streams& each : {far, near, ada}) each.second->close();
  co_await far_listens;
  co_await near_listens;
  while (room.size() > 0) co_await sleep(0.1);
}

double time_of(const Heard& heard, const std::string& line) {
  for (const auto& [time, text] : heard) {
    if (text == line) return time;
  }
  return -1;
}

class ChatUnderPartition : public ::testing::TestWithParam<std::uint64_t> {
 protected:
  void converse() {
    charles_.clear();
    grace_.clear();
    SimulatedPlatform platform({.seed = GetParam(), .on_log = {}, .world = world()});
    chat::Room room;
    run(platform, conversation(room, charles_, grace_));
  }

  Heard charles_;
  Heard grace_;
};

TEST_P(ChatUnderPartition, WhoIsCutOffDoesNotHoldTheOthersUp) {
  converse();
  EXPECT_NEAR(time_of(grace_, "Ada: before"), 4.02, 1e-9);
  EXPECT_NEAR(time_of(grace_, "Ada: during"), 6.02, 1e-9);
}

TEST_P(ChatUnderPartition, WhatWasSaidMeanwhileArrivesAfterwards) {
  converse();
  EXPECT_THAT(time_of(charles_, "Ada: before"), Gt(4.1));
  EXPECT_THAT(time_of(charles_, "Ada: during"), Gt(12.0)) << "the partition has ended";
}

TEST_P(ChatUnderPartition, TheSameSeedIsTheSameRun) {
  converse();
  const Heard first = charles_;
  converse();
  EXPECT_EQ(charles_, first);
}

INSTANTIATE_TEST_SUITE_P(Seeds, ChatUnderPartition, ::testing::Range<std::uint64_t>(0, 50));

}  // namespace
