#include "engine/platform/platform.h"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>
#include <vector>

#include "engine/coro/run.h"
#include "engine/coro/sleep.h"
#include "engine/platform/real/real_platform.h"
#include "engine/platform/simulated/simulated_platform.h"

namespace loopscope {
namespace {

TEST(SimulatedPlatform, StartsAtTheAgreedTimes) {
  const SimulatedPlatform platform;
  EXPECT_EQ(platform.now(), 0.0);
  EXPECT_EQ(platform.wall_time(), 1704067200.0);
  EXPECT_TRUE(platform.threads_take_turns());
}

TEST(SimulatedPlatform, TimeMovesByExactlyTheTimeout) {
  SimulatedPlatform platform;
  const auto selector = platform.new_selector();
  EXPECT_EQ(selector->select(0.1), Selector::Outcome::timed_out);
  EXPECT_EQ(selector->select(0.2), Selector::Outcome::timed_out);
  EXPECT_EQ(platform.now(), 0.1 + 0.2);
  EXPECT_EQ(platform.wall_time(), 1704067200.0 + (0.1 + 0.2));
}

TEST(SimulatedPlatform, AWakeUpEndsAWaitBeforeItBegins) {
  SimulatedPlatform platform;
  const auto selector = platform.new_selector();
  selector->wake();
  EXPECT_FALSE(selector->quiet());
  EXPECT_EQ(selector->select(5), Selector::Outcome::woken);
  selector->take_wakes();
  EXPECT_TRUE(selector->quiet());
  EXPECT_EQ(platform.now(), 0.0);
}

TEST(SimulatedPlatform, WaitingForNothingNeverEnds) {
  SimulatedPlatform platform;
  EXPECT_EQ(platform.new_selector()->select(-1), Selector::Outcome::never);
}

TEST(SimulatedPlatform, BlockingMovesTheClock) {
  SimulatedPlatform platform;
  platform.block(2.5);
  EXPECT_EQ(platform.now(), 2.5);
}

TEST(SimulatedPlatform, CanLiveAtThePaceOfTheRealClock) {
  const auto before = std::chrono::steady_clock::now();
  SimulatedPlatform platform({.real_pace = true, .on_log = {}});
  const auto selector = platform.new_selector();
  bool happened = false;
  platform.agenda().at(0.01, [&happened] { happened = true; });
  EXPECT_EQ(selector->select(0.02), Selector::Outcome::timed_out);
  EXPECT_TRUE(happened);
  platform.block(0.01);
  EXPECT_GE(platform.now(), 0.03);
  EXPECT_GE(std::chrono::steady_clock::now() - before, std::chrono::milliseconds(30));
}

TEST(SimulatedPlatform, AtTheRealPaceTimePassesWhileCodeRuns) {
  SimulatedPlatform platform({.real_pace = true, .on_log = {}});
  const double before = platform.now();
  std::this_thread::sleep_for(std::chrono::milliseconds(5));
  EXPECT_GE(platform.now(), before + 0.005);
  EXPECT_FALSE(platform.new_selector()->quiet());
}

TEST(SimulatedPlatform, AWorldThatGivesUpWaitsNoLonger) {
  SimulatedPlatform platform({.real_pace = true, .give_up = [] { return true; }, .on_log = {}});
  platform.block(1e6);
  EXPECT_GE(platform.now(), 1e6);
}

TEST(SimulatedPlatform, TheSameSeedDrawsTheSame) {
  SimulatedPlatform a({.seed = 5, .on_log = {}});
  SimulatedPlatform b({.seed = 5, .on_log = {}});
  SimulatedPlatform c({.seed = 6, .on_log = {}});
  const auto first = a.random_bits();
  EXPECT_EQ(first, b.random_bits());
  EXPECT_NE(first, c.random_bits());
}

TEST(SimulatedPlatform, TwoLoopsShareItsClockAndItsCounters) {
  SimulatedPlatform platform;
  auto name = []() -> Coro<std::string> {
    co_await sleep(1);
    co_return current_task()->name();
  };
  EXPECT_EQ(run(platform, name()), "Task-1");
  EXPECT_EQ(run(platform, name()), "Task-4") << "the clean-up of the first run made two";
  EXPECT_EQ(platform.now(), 2.0);
}

TEST(RealPlatform, SleepsAsLongAsItShould) {
  RealPlatform platform;
  const double begin = platform.now();
  auto nap = []() -> Coro<> { co_await sleep(0.02); };
  run(platform, nap());
  EXPECT_GE(platform.now() - begin, 0.02);
}

TEST(RealPlatform, TheWallClockIsTheSystems) {
  const RealPlatform platform;
  const double now =
      std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
  EXPECT_NEAR(platform.wall_time(), now, 60);
}

TEST(RealPlatform, AnotherThreadWakesALoopThatWaits) {
  RealPlatform platform;
  EventLoop loop(platform);
  std::thread::id called_on;
  std::thread other([&] {
    loop.call_soon_threadsafe([&] {
      called_on = std::this_thread::get_id();
      loop.stop();
    });
  });
  loop.run_forever();
  other.join();
  EXPECT_EQ(called_on, std::this_thread::get_id());
}

TEST(RealPlatform, ManyWakeUpsFromManyThreadsAreAllSeen) {
  constexpr int threads = 4;
  constexpr int calls = 500;
  RealPlatform platform;
  EventLoop loop(platform);
  int seen = 0;
  bool spinning = true;
  // The loop never waits: wake-ups must be seen in passing, too.
  struct Spin {
    EventLoop* loop;
    bool* spinning;
    void operator()() const {
      if (*spinning) loop->call_soon(Spin{loop, spinning});
    }
  };
  loop.call_soon(Spin{&loop, &spinning});
  std::vector<std::thread> others;
  for (int i = 0; i < threads; ++i) {
    others.emplace_back([&] {
      for (int n = 0; n < calls; ++n) {
        loop.call_soon_threadsafe([&] {
          if (++seen == threads * calls) {
            spinning = false;
            loop.stop();
          }
        });
      }
    });
  }
  loop.run_forever();
  for (std::thread& other : others) other.join();
  EXPECT_EQ(seen, threads * calls);
}

TEST(RealPlatform, LoopsRunOnSeveralThreadsAtOnce) {
  auto count = []() -> Coro<int> {
    int turns = 0;
    for (int i = 0; i < 200; ++i) {
      co_await sleep(0);
      ++turns;
    }
    co_return turns;
  };
  std::vector<int> results(3);
  std::vector<std::thread> threads;
  for (int& result : results) {
    threads.emplace_back([&result, &count] {
      RealPlatform platform;
      result = run(platform, count());
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(results, (std::vector<int>{200, 200, 200}));
}

}  // namespace
}  // namespace loopscope
