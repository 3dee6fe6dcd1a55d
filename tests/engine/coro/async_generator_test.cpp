#include "engine/coro/async_generator.h"

#include <gmock/gmock.h>

#include <memory>
#include <optional>

#include "tests/engine/support/scenario.h"

namespace loopscope::test {
namespace {

using testing::ElementsAre;

class AsyncGeneratorTest : public Scenario {
 public:
  using Scenario::loop;
  using Scenario::say;

  AsyncGenerator<int> count(int last, double delay) {
    struct Closed {
      AsyncGeneratorTest& test;
      ~Closed() { test.say("closed"); }
    };
    const Closed closed{*this};
    for (int i = 1; i <= last; ++i) {
      co_await sleep(delay);
      co_yield i;
    }
  }
};

TEST_F(AsyncGeneratorTest, ItYieldsBetweenItsWaits) {
  play([](AsyncGeneratorTest& test) -> Coro<> {
    AsyncGenerator<int> numbers = test.count(2, 1);
    while (true) {
      const std::optional<int> item = co_await numbers.next();
      if (!item) break;
      test.say(std::to_string(*item));
    }
    EXPECT_TRUE(numbers.finished());
    const std::optional<int> more = co_await numbers.next();
    EXPECT_FALSE(more);
    EXPECT_EQ(open_generators(test.loop()), 0U);
  }(*this));
  EXPECT_THAT(notes_, ElementsAre("3 1 1", "5 2 2", "5 2 closed", "clean-up: 4"));
}

TEST_F(AsyncGeneratorTest, ClosingItUnwindsItWhereItHasYielded) {
  play([](AsyncGeneratorTest& test) -> Coro<> {
    AsyncGenerator<int> numbers = test.count(9, 1);
    co_await numbers.next();
    co_await numbers.aclose();
    test.say("after");
    const std::optional<int> more = co_await numbers.next();
    EXPECT_FALSE(more);
    AsyncGenerator<int> unstarted = test.count(9, 1);
    co_await unstarted.aclose();
    EXPECT_TRUE(unstarted.finished());
  }(*this));
  EXPECT_THAT(notes_, ElementsAre("3 1 closed", "3 1 after", "clean-up: 4"));
}

TEST_F(AsyncGeneratorTest, WhatIsThrownInIsCaughtWhereItHasYielded) {
  const auto stubborn = [](AsyncGeneratorTest& test) -> AsyncGenerator<int> {
    bool again = false;
    try {
      co_yield 1;
    } catch (const Error& error) {
      test.say(error.what());
      again = true;
    }
    if (again) co_yield 2;
    try {
      co_yield 3;
    } catch (const GeneratorExit&) {
      again = false;
    }
    co_yield 4;
  };
  play([](AsyncGeneratorTest& test, auto make) -> Coro<> {
    AsyncGenerator<int> numbers = make(test);
    const auto first = co_await numbers.next();
    EXPECT_EQ(first, 1);
    const auto second =
        co_await numbers.athrow(make_exception(std::make_exception_ptr(Error("thrown"))));
    EXPECT_EQ(second, 2);
    const auto third = co_await numbers.next();
    EXPECT_EQ(third, 3);
    try {
      co_await numbers.aclose();
    } catch (const LoopError& error) {
      test.say(error.what());
    }
  }(*this, stubborn));
  EXPECT_THAT(notes_, testing::Contains(testing::HasSubstr("thrown")));
  EXPECT_THAT(notes_, testing::Contains("1 0 async generator ignored GeneratorExit"));
}

TEST_F(AsyncGeneratorTest, AnExceptionOfItsBodyReachesWhoAsks) {
  play([](AsyncGeneratorTest& test) -> Coro<> {
    AsyncGenerator<int> failing = []() -> AsyncGenerator<int> {
      co_yield 1;
      throw Error("no more");
    }();
    co_await failing.next();
    try {
      co_await failing.next();
    } catch (const Error& error) {
      test.say(error.what());
    }
    EXPECT_TRUE(failing.finished());
  }(*this));
  EXPECT_EQ(notes_.front(), "1 0 no more");
}

TEST_F(AsyncGeneratorTest, TwoTasksCannotAskAtOnce) {
  play([](AsyncGeneratorTest& test) -> Coro<> {
    AsyncGenerator<int> numbers = test.count(1, 1);
    const auto first = create_task(numbers.next());
    const auto second = create_task(numbers.next());
    co_await first;
    try {
      co_await second;
    } catch (const LoopError& error) {
      test.say(error.what());
    }
  }(*this));
  EXPECT_THAT(
      notes_,
      testing::Contains(testing::HasSubstr("anext(): asynchronous generator is already running")));
}

TEST_F(AsyncGeneratorTest, OneThatIsDroppedIsClosedByItsLoop) {
  play([](AsyncGeneratorTest& test) -> Coro<> {
    {
      AsyncGenerator<int> numbers = test.count(9, 1);
      co_await numbers.next();
      EXPECT_EQ(open_generators(test.loop()), 1U);
    }
    test.say("dropped");
    EXPECT_EQ(open_generators(test.loop()), 0U);
    co_await sleep(1);
  }(*this));
  EXPECT_THAT(notes_, ElementsAre("3 1 dropped", "5 1 closed", "clean-up: 4"));
}

TEST_F(AsyncGeneratorTest, OnesLeftOpenAreClosedByTheShutdown) {
  auto kept = std::make_shared<std::optional<AsyncGenerator<int>>>();
  play([](AsyncGeneratorTest& test, auto keep) -> Coro<> {
    keep->emplace(test.count(9, 1));
    co_await (*keep)->next();
    test.say("left open");
  }(*this, kept));
  EXPECT_THAT(notes_, ElementsAre("3 1 left open", "6 1 closed", "clean-up: 7"));
  EXPECT_TRUE((*kept)->finished());
}

TEST_F(AsyncGeneratorTest, ACancelledTaskUnwindsTheGeneratorItWaitsIn) {
  play([](AsyncGeneratorTest& test) -> Coro<> {
    AsyncGenerator<int> numbers = test.count(9, 100);
    const auto task = create_task(numbers.next());
    co_await sleep(1);
    task->cancel();
    try {
      co_await task;
    } catch (const CancelledError&) {
      test.say("cancelled");
    }
    EXPECT_TRUE(numbers.finished());
  }(*this));
  EXPECT_THAT(notes_, testing::Contains(testing::HasSubstr("cancelled")));
}

TEST_F(AsyncGeneratorTest, ALoopThatGoesAwayDestroysTheFrame) {
  int destroyed = 0;
  {
    SimulatedPlatform platform{{.on_log = [](std::string_view) {}}};
    EventLoop loop(platform);
    const auto endless = [](int& count) -> AsyncGenerator<int> {
      struct Destroyed {
        int& of;
        ~Destroyed() { ++of; }
      };
      const Destroyed end{count};
      co_await sleep(1000);
      co_yield 1;
    };
    AsyncGenerator<int> generator = endless(destroyed);
    const auto task = create_task(loop, generator.next());
    loop.call_later(1, [&] { loop.stop(); });
    loop.run_forever();
  }
  EXPECT_EQ(destroyed, 1);
}

}  // namespace
}  // namespace loopscope::test
