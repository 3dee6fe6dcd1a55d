// The io room on a simulated network: the same functions, under the virtual clock.
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "engine/coro/run.h"
#include "engine/coro/sleep.h"
#include "engine/io/errors.h"
#include "engine/io/resolve.h"
#include "engine/io/streams.h"
#include "engine/platform/simulated/simulated_platform.h"
#include "tests/engine/support/agreement.h"

namespace loopscope::test {
namespace {

SimulatedPlatform::Options world(std::uint64_t seed) {
  return {.seed = seed,
          .on_log = [](std::string_view) {},
          .world = {.hosts = {{.name = "server", .addresses = {"10.0.0.2"}, .own = true}},
                    .links = {{.latency = 0.1, .jitter = 0.01}}}};
}

Coro<> echo_lines(StreamReaderRef reader, StreamWriterRef writer) {
  while (true) {
    const std::string line = co_await reader->readline();
    if (line.empty()) break;
    writer->write(line);
    co_await writer->drain();
  }
  writer->close();
}

Coro<std::string> ask_over_the_network() {
  ClientConnected handler = echo_lines;
  const ServerRef server = co_await start_server(std::move(handler), "10.0.0.2", 8080);
  auto [reader, writer] = co_await open_connection("server", 8080);
  std::string answers;
  for (const char* const question : {"one\n", "two\n"}) {
    writer->write(question);
    const std::string answer = co_await reader->readline();
    answers += answer;
  }
  writer->close();
  co_await writer->wait_closed();
  co_await sleep(1);
  server->close();
  co_return answers;
}

/// One run: what it answers, when it ended, and its whole trace as numbers.
struct Played {
  std::string answers;
  double end = 0;
  std::vector<std::pair<int, double>> events;

  explicit Played(std::uint64_t seed) {
    SimulatedPlatform platform(world(seed));
    Agreement agreement(platform);
    Runner runner(platform);
    agreement.watch(runner.loop());
    answers = runner.run(ask_over_the_network());
    end = platform.now();
    runner.close();
    EXPECT_TRUE(agreement.state().io().open().empty()) << "a descriptor is open";
    for (EventId id = 1; id <= agreement.trace().size(); ++id) {
      const Event& event = agreement.trace().event(id);
      events.emplace_back(static_cast<int>(event.kind), event.time);
    }
  }
};

TEST(SimulatedIo, StreamsTalkOverASimulatedLinkInVirtualTime) {
  const Played run(1);
  EXPECT_EQ(run.answers, "one\ntwo\n");
  EXPECT_GT(run.end, 0.5) << "two questions and a handshake over 0.1 s";
  EXPECT_LT(run.end, 5.0);
}

TEST(SimulatedIo, TheSameSeedGivesTheSameTrace) {
  EXPECT_EQ(Played(7).events, Played(7).events);
  EXPECT_NE(Played(7).end, Played(8).end);
}

TEST(SimulatedIo, AnUnknownNameFailsAsOnTheMachine) {
  SimulatedPlatform platform(world(0));
  const auto main = [](EventLoop& loop) -> Coro<> {
    NameQuery query{"nobody", 80};
    co_await getaddrinfo(loop, query);
  };
  Runner runner(platform);
  EXPECT_THROW(runner.run(main(runner.loop())), NameLookupError);
}

TEST(SimulatedIo, AConnectionThatNobodyAcceptsIsRefused) {
  SimulatedPlatform platform(world(0));
  const auto main = []() -> Coro<> { co_await open_connection("10.0.0.2", 1); };
  try {
    run(platform, main());
    ADD_FAILURE();
  } catch (const OsError& error) {
    EXPECT_STREQ(error.what(), "[Errno 111] Connect call failed ('10.0.0.2', 1)");
  }
}

}  // namespace
}  // namespace loopscope::test
