#include "engine/platform/simulated/interventions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "engine/coro/run.h"
#include "engine/coro/sleep.h"
#include "engine/platform/simulated/simulated_platform.h"
#include "tests/engine/support/agreement.h"
#include "tests/engine/support/packet_program.h"

namespace loopscope {
namespace {

using testing::HasSubstr;

Coro<> naps() {
  for (int i = 0; i < 4; ++i) {
    co_await sleep(1);
    co_await sleep(0);
  }
}

Coro<> two_sleepers(std::string& seen) {
  const TaskRef<void> first = create_task(naps(), {.name = "first"});
  const TaskRef<void> second = create_task(naps(), {.name = "second"});
  for (const TaskRef<void>& task : {first, second}) {
    try {
      co_await task;
      seen += task->name() + " done\n";
    } catch (const CancelledError&) {
      seen += task->name() + " cancelled\n";
    }
  }
}

/// A run that was recorded, its events as text.
struct Recorded {
  std::vector<std::string> events;
  std::vector<EventKind> kinds;
  std::string seen;
};

Recorded record(const WorldDescription& world) {
  SimulatedPlatform platform({.seed = 0, .on_log = [](std::string_view) {}, .world = world});
  test::Agreement agreement(platform);
  Recorded recorded;
  {
    Runner runner(platform);
    agreement.watch(runner.loop());
    runner.run(two_sleepers(recorded.seen));
    runner.close();
  }
  const Trace& trace = agreement.trace();
  for (EventId id = 1; id <= trace.size(); ++id) {
    const Event& event = trace.event(id);
    recorded.kinds.push_back(event.kind);
    recorded.events.push_back(std::string(name_of(event.kind)) + ' ' + std::to_string(event.time) +
                              ' ' + std::to_string(event.subject) + ' ' +
                              std::to_string(event.object) + ' ' + std::to_string(event.detail) +
                              ' ' + std::to_string(event.cause));
  }
  return recorded;
}

WorldDescription with(Intervention intervention) {
  WorldDescription world;
  world.interventions.push_back(std::move(intervention));
  return world;
}

TEST(Interventions, WhateverThePositionTheTraceBeforeStaysAndTheNextHandleComesAfter) {
  const Recorded plain = record({});
  int cancelled = 0;
  for (EventId position = 1; position <= plain.events.size(); ++position) {
    const Recorded run = record(with({.after = position, .action = CancelTask{"second"}}));
    ASSERT_GE(run.events.size(), position);
    EventId at = position;
    while (at < run.kinds.size() && run.kinds[at] != EventKind::intervention) {
      ASSERT_EQ(run.events[at], plain.events[at]) << "after event " << position;
      ASSERT_NE(run.kinds[at], EventKind::handle_run_begin) << "after event " << position;
      ++at;
    }
    for (EventId i = 0; i < position; ++i) ASSERT_EQ(run.events[i], plain.events[i]);
    cancelled += run.seen.find("second cancelled") != std::string::npos ? 1 : 0;
  }
  EXPECT_GT(cancelled, 50);
}

TEST(Interventions, ATaskIsCancelledAtATime) {
  const Recorded run = record(with({.time = 2.5, .action = CancelTask{"second"}}));
  EXPECT_EQ(run.seen, "first done\nsecond cancelled\n");
  const auto at = std::find(run.kinds.begin(), run.kinds.end(), EventKind::intervention);
  ASSERT_NE(at, run.kinds.end());
  EXPECT_THAT(run.events[static_cast<std::size_t>(at - run.kinds.begin())], HasSubstr(" 2.500000"));
  EXPECT_EQ(*(at + 1), EventKind::cancel_requested) << "which the intervention caused";
}

TEST(Interventions, OneWithoutATargetIsToldOf) {
  const Recorded run = record(with({.time = 1, .action = CancelTask{"nobody"}}));
  EXPECT_EQ(run.seen, "first done\nsecond done\n");
  EXPECT_NE(std::find(run.kinds.begin(), run.kinds.end(), EventKind::log), run.kinds.end());
}

WorldDescription calm_world() {
  WorldDescription world = test::shaky_world();
  world.links = {{.latency = 0.1}};
  return world;
}

TEST(Interventions, AConnectionBreaks) {
  WorldDescription world = calm_world();
  EXPECT_THAT(test::trace_of_packet_program(world, 0, 1), HasSubstr("1: 701 1101 1501 "));
  // Descriptor 3 is the listener, 4 the client's.
  world.interventions = {{.time = 0.5, .action = BreakConnection{4}}};
  EXPECT_THAT(test::trace_of_packet_program(world, 0, 1),
              HasSubstr("[Errno 104] Connection reset by peer"));
}

TEST(Interventions, ALinkIsCutForAWhile) {
  WorldDescription world = calm_world();
  world.interventions = {{.time = 0.25, .action = CutLink{"client", "server", 3.0}}};
  const std::string cut = test::trace_of_packet_program(world, 0, 1);
  EXPECT_THAT(cut, HasSubstr("\"why\": \"partition\""));
  EXPECT_THAT(cut, HasSubstr("1: 701 1101 1501 ")) << "it goes on afterwards";
}

TEST(Interventions, AConnectionIsDelayed) {
  WorldDescription world = calm_world();
  world.interventions = {{.time = 0.25, .action = DelayConnection{4, 0.5}}};
  const std::string slow = test::trace_of_packet_program(world, 0, 1);
  EXPECT_THAT(slow, HasSubstr("\"kind\": \"packet_delayed\""));
  EXPECT_THAT(slow, HasSubstr("1: 701 1101 1501 "));
}

TEST(Interventions, ALookupFails) {
  WorldDescription world = calm_world();
  world.interventions = {{.time = 1, .action = FailLookup{"server", 1}}};
  SimulatedPlatform platform({.seed = 0, .on_log = {}, .world = world});
  const auto look_up = [&platform] {
    return platform.network().lookup("server", 80, std::nullopt, SocketType::stream, false);
  };
  EXPECT_TRUE(std::holds_alternative<std::vector<ResolvedAddress>>(look_up()));
  platform.new_selector()->select(2);
  EXPECT_TRUE(std::holds_alternative<LookupFailure>(look_up()));
  EXPECT_TRUE(std::holds_alternative<std::vector<ResolvedAddress>>(look_up()));
}

TEST(Interventions, OnesInTheMiddleOfAWaitActThere) {
  // After the n-th packet event, wherever the loop is: the trace before must be the same.
  const WorldDescription world = calm_world();
  const std::string plain = test::trace_of_packet_program(world, 0, 1);
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < plain.size();) {
    const std::size_t end = plain.find('\n', begin);
    lines.push_back(plain.substr(begin, end - begin));
    begin = end + 1;
  }
  int acted = 0;
  for (EventId position = 1; position + 1 < lines.size(); ++position) {
    if (lines[position].find("\"packet_") == std::string::npos) continue;
    WorldDescription changed = world;
    changed.interventions = {{.after = position, .action = CancelTask{"client 1"}}};
    const std::string run = test::trace_of_packet_program(changed, 0, 1);
    const std::size_t header = plain.find('\n');
    const std::size_t here = plain.find("{\"e\": " + std::to_string(position + 1) + ",");
    EXPECT_EQ(run.substr(run.find('\n'), here - header), plain.substr(header, here - header));
    acted += run.find("\ncancelled\n") != std::string::npos ? 1 : 0;
  }
  EXPECT_GT(acted, 10);
}

}  // namespace
}  // namespace loopscope
