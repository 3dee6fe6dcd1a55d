#include "engine/platform/threads.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <mutex>
#include <string>
#include <vector>

#include "engine/coro/run.h"
#include "engine/coro/sleep.h"
#include "engine/platform/real/real_platform.h"
#include "engine/platform/simulated/simulated_platform.h"

namespace loopscope {
namespace {

class SimulatedThreadsTest : public testing::Test {
 protected:
  void say(const std::string& text) {
    char stamp[32];
    std::snprintf(stamp, sizeof stamp, "%g ", platform_.now());
    notes_.push_back(stamp + text);
  }
  ThreadRef start(const std::string& name, std::function<void()> body, ProcessId process = 0) {
    return platform_.threads().start({name, process}, std::move(body));
  }

  std::vector<std::string> notes_;
  std::string log_;
  SimulatedPlatform platform_{{.on_log = [this](std::string_view text) { log_ += text; }}};
};

using Notes = std::vector<std::string>;

TEST_F(SimulatedThreadsTest, AThreadRunsAtOnceAndTimeMovesWhenAllWait) {
  const ThreadRef thread = start("T", [this] {
    say("begins");
    platform_.block(2);
    say("ends");
  });
  say("started");
  platform_.block(1);
  say("main");
  EXPECT_TRUE(thread->is_alive());
  EXPECT_FALSE(thread->join(0.5));
  say("not yet");
  EXPECT_TRUE(thread->join());
  say("joined");
  EXPECT_EQ(notes_,
            (Notes{"0 begins", "0 started", "1 main", "1.5 not yet", "2 ends", "2 joined"}));
  EXPECT_FALSE(thread->is_alive());
  EXPECT_EQ(thread->name(), "T");
}

TEST_F(SimulatedThreadsTest, ThoseWhoseTimeIsOverTogetherGoOnInTheOrderOfWaiting) {
  std::vector<ThreadRef> threads;
  for (const double first : {3.0, 2.0, 1.0}) {
    threads.push_back(start("T", [this, first] {
      platform_.block(first);
      platform_.block(5 - first);
      say(std::to_string(static_cast<int>(first)));
    }));
  }
  for (const ThreadRef& thread : threads) thread->join();
  EXPECT_EQ(notes_, (Notes{"5 1", "5 2", "5 3"}));
}

TEST_F(SimulatedThreadsTest, EachThreadMayRunALoopOfItsOwnOnTheSharedClock) {
  const auto body = [this](std::string name, double delay) -> Coro<int> {
    for (int i = 0; i < 2; ++i) {
      co_await sleep(delay);
      say(name);
    }
    co_return 7;
  };
  const ThreadRef thread = start("T", [&] { EXPECT_EQ(run(platform_, body("thread", 1.5)), 7); });
  EXPECT_EQ(run(platform_, body("main", 1)), 7);
  thread->join();
  EXPECT_EQ(notes_, (Notes{"1 main", "1.5 thread", "2 main", "3 thread"}));
}

TEST_F(SimulatedThreadsTest, ALoopIsWokenByAnotherThread) {
  EventLoop loop(platform_);
  const ThreadRef thread = start("T", [&] {
    platform_.block(1.25);
    loop.call_soon_threadsafe([&] {
      say("called");
      loop.stop();
    });
    say("asked");
  });
  loop.run_forever();
  thread->join();
  EXPECT_EQ(notes_, (Notes{"1.25 asked", "1.25 called"}));
}

TEST_F(SimulatedThreadsTest, AMonitorIsALockAndACondition) {
  const auto monitor = platform_.threads().new_monitor();
  std::vector<int> queue;
  const ThreadRef consumer = start("C", [&] {
    std::unique_lock lock(*monitor);
    while (queue.empty()) monitor->wait();
    say("took " + std::to_string(queue.front()));
    EXPECT_FALSE(monitor->wait(2));
    say("no more");
  });
  {
    std::unique_lock lock(*monitor);
    platform_.block(1);  // with the lock held
    queue.push_back(4);
    monitor->notify_one();
    say("put");
    platform_.block(1);
  }
  consumer->join();
  EXPECT_EQ(notes_, (Notes{"1 put", "2 took 4", "4 no more"}));
}

TEST_F(SimulatedThreadsTest, ALockIsGivenInTheOrderOfAsking) {
  const auto monitor = platform_.threads().new_monitor();
  std::vector<ThreadRef> threads;
  for (const char name : {'a', 'b', 'c'}) {
    threads.push_back(start({name}, [this, &monitor, name] {
      const std::lock_guard lock(*monitor);
      platform_.block(1);
      say({name});
    }));
  }
  for (const ThreadRef& thread : threads) thread->join();
  EXPECT_EQ(notes_, (Notes{"1 a", "2 b", "3 c"}));
}

TEST_F(SimulatedThreadsTest, ThreadsOfOneProcessComputeInTurns) {
  std::vector<ThreadRef> threads;
  for (int i = 0; i < 2; ++i) {
    threads.push_back(start("T", [this] {
      platform_.compute(1);
      say("done");
    }));
  }
  for (const ThreadRef& thread : threads) thread->join();
  ASSERT_EQ(notes_.size(), 2U);
  EXPECT_EQ(notes_[0], "1.995 done");
  EXPECT_EQ(notes_[1], "2 done");
}

TEST_F(SimulatedThreadsTest, ThreadsOfSeveralProcessesComputeAtTheSameTime) {
  std::vector<ThreadRef> threads;
  for (int i = 0; i < 2; ++i) {
    threads.push_back(start(
        "T",
        [this] {
          platform_.compute(1);
          say("done");
        },
        platform_.threads().new_process()));
  }
  for (const ThreadRef& thread : threads) thread->join();
  EXPECT_EQ(notes_, (Notes{"1 done", "1 done"}));
}

TEST_F(SimulatedThreadsTest, BlockingLeavesTheInterpreterToOthers) {
  const ThreadRef thread = start("T", [this] {
    platform_.compute(1);
    say("computed");
  });
  platform_.block(1);
  say("blocked");
  thread->join();
  EXPECT_EQ(notes_, (Notes{"1 computed", "1.005 blocked"}));
}

TEST_F(SimulatedThreadsTest, ALoopGetsTheInterpreterAtTheSwitchInterval) {
  const ThreadRef thread = start("T", [this] {
    platform_.compute(1);
    say("computed");
  });
  run(platform_, [](SimulatedThreadsTest& test) -> Coro<> {
    co_await sleep(0.1);
    static_cast<void>(test);
  }(*this));
  say("slept");
  thread->join();
  EXPECT_EQ(notes_, (Notes{"0.11 slept", "1 computed"}));
}

TEST_F(SimulatedThreadsTest, WhatNobodyCanEndIsADeadlock) {
  const auto monitor = platform_.threads().new_monitor();
  const ThreadRef thread = start("T", [&] {
    std::unique_lock lock(*monitor);
    EXPECT_THROW(monitor->wait(), ThreadDeadlock);
    say("deadlock");
  });
  thread->join();
  EXPECT_EQ(notes_, (Notes{"0 deadlock"}));
}

TEST_F(SimulatedThreadsTest, ALoopThatWaitsForAnIdleThreadIsADeadlock) {
  const auto monitor = platform_.threads().new_monitor();
  bool unwound = false;
  start("worker", [&] {
    struct Unwound {
      bool& flag;
      ~Unwound() { flag = true; }
    };
    const Unwound end{unwound};
    std::unique_lock lock(*monitor);
    while (true) monitor->wait(-1, WaitReason::idle);
  });
  EventLoop loop(platform_);
  EXPECT_THROW(loop.run_forever(), DeadlockError);
  platform_.turns().abandon();
  EXPECT_TRUE(unwound);
}

TEST_F(SimulatedThreadsTest, ThreadsThatWaitAreUnwoundWithThePlatform) {
  int unwound = 0;
  {
    SimulatedPlatform platform;
    struct Unwound {
      int& count;
      ~Unwound() { ++count; }
    };
    const auto monitor = platform.threads().new_monitor();
    platform.threads().start({"blocked"}, [&] {
      const Unwound end{unwound};
      const std::lock_guard lock(*monitor);
      platform.block(100);
    });
    platform.threads().start({"locked"}, [&] {
      const Unwound end{unwound};
      const std::lock_guard lock(*monitor);
    });
    platform.threads().start({"loop"}, [&] {
      const Unwound end{unwound};
      run(platform, [](Unwound inner) -> Coro<> {
        static_cast<void>(inner);
        co_await sleep(50);
      }(Unwound{unwound}));
    });
    platform.block(1);
    platform.turns().abandon();
    EXPECT_TRUE(platform.turns().alone());
  }
  EXPECT_GE(unwound, 4);
}

TEST_F(SimulatedThreadsTest, AnExceptionThatLeavesAThreadIsLogged) {
  start("T", [] { throw Error("no"); });
  EXPECT_EQ(log_, "Exception in thread T:\nno");
}

TEST_F(SimulatedThreadsTest, ManyThreadsComeAndGo) {
  int count = 0;
  for (int i = 0; i < 300; ++i) start("T", [&] { ++count; })->join();
  std::vector<ThreadRef> threads;
  for (int i = 0; i < 100; ++i) {
    threads.push_back(start("T", [this, i, &count] {
      platform_.block(100 - i);
      ++count;
    }));
  }
  for (const ThreadRef& thread : threads) thread->join();
  EXPECT_EQ(count, 400);
  EXPECT_EQ(platform_.now(), 100);
}

TEST(RealThreads, ThreadsRunAndAreJoined) {
  RealPlatform platform;
  const auto monitor = platform.threads().new_monitor();
  int value = 0;
  const ThreadRef thread = platform.threads().start({"T"}, [&] {
    std::unique_lock lock(*monitor);
    while (value == 0) monitor->wait();
    value = 2;
  });
  EXPECT_FALSE(thread->join(0.01));
  {
    const std::lock_guard lock(*monitor);
    value = 1;
    monitor->notify_all();
  }
  EXPECT_TRUE(thread->join());
  EXPECT_EQ(value, 2);
  EXPECT_FALSE(thread->is_alive());
  EXPECT_GE(platform.threads().processors(), 1U);
}

}  // namespace
}  // namespace loopscope
