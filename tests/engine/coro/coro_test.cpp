#include "engine/coro/coro.h"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>

#include "engine/coro/run.h"
#include "engine/coro/sleep.h"
#include "engine/platform/simulated/simulated_platform.h"

namespace loopscope {
namespace {

/// Counts the objects that are alive.
struct Counted {
  explicit Counted(int& alive) : alive_(&alive) { ++*alive_; }
  Counted(const Counted& other) : alive_(other.alive_) { ++*alive_; }
  Counted& operator=(const Counted&) = delete;
  ~Counted() { --*alive_; }
  int* alive_;
};

Coro<int> twice(int depth) {
  if (depth == 0) co_return 1;
  const int inner = co_await twice(depth - 1);
  co_return inner + 1;
}
Coro<> fail() {
  co_await sleep(0);
  throw std::out_of_range("too far");
}

TEST(Coro, ReturnsTheValueOfWhatItAwaits) {
  SimulatedPlatform platform;
  EXPECT_EQ(run(platform, twice(3)), 4);
}

TEST(Coro, AMillionNestedAwaitsDoNotGrowTheStack) {
  SimulatedPlatform platform;
  EXPECT_EQ(run(platform, twice(1'000'000)), 1'000'001);
}

Coro<> down(int depth) {
  if (depth == 0) {
    co_await sleep(1);
  } else {
    co_await down(depth - 1);
  }
}

TEST(Coro, ADeepChainIsDestroyedWithoutGrowingTheStack) {
  SimulatedPlatform platform;
  EventLoop loop(platform);
  loop.set_exception_handler([](EventLoop&, const ExceptionContext&) {});
  {
    const TaskRef<void> task = create_task(loop, down(1'000'000));
    loop.call_soon([&loop] { loop.stop(); });
    loop.run_forever();
    EXPECT_FALSE(task->done());
  }
  SUCCEED();
}

TEST(Coro, AnExceptionOfAChildIsCaughtByItsParent) {
  SimulatedPlatform platform;
  auto parent = []() -> Coro<std::string> {
    std::string text;
    try {
      co_await fail();
    } catch (const std::out_of_range& error) {
      text = error.what();
    }
    co_return text;
  };
  EXPECT_EQ(run(platform, parent()), "too far");
}

TEST(Coro, AnExceptionLeavesRun) {
  SimulatedPlatform platform;
  EXPECT_THROW(run(platform, fail()), std::out_of_range);
}

TEST(Coro, DoesNothingUntilItIsAwaited) {
  bool ran = false;
  auto body = [](bool& flag) -> Coro<> {
    flag = true;
    co_return;
  };
  { const Coro<> coroutine = body(ran); }
  EXPECT_FALSE(ran);
}

TEST(Coro, LocalsLiveExactlyAsLongAsTheirFrames) {
  int alive = 0;
  auto child = [](Counted counted) -> Coro<int> {
    co_await sleep(1);
    co_return *counted.alive_;
  };
  auto parent = [&child](Counted counted) -> Coro<int> {
    const int inner = co_await child(counted);
    co_return inner + 0 * *counted.alive_;
  };
  SimulatedPlatform platform;
  EXPECT_GE(run(platform, parent(Counted(alive))), 2);
  EXPECT_EQ(alive, 0);
}

TEST(Coro, LocalsOfASuspendedChainAreDestroyedWithTheTask) {
  int alive = 0;
  auto child = [](Counted) -> Coro<> { co_await sleep(1); };
  auto parent = [&child](Counted counted) -> Coro<> { co_await child(counted); };
  SimulatedPlatform platform;
  {
    EventLoop loop(platform);
    loop.set_exception_handler([](EventLoop&, const ExceptionContext&) {});
    const TaskRef<void> task = create_task(loop, parent(Counted(alive)));
    loop.call_soon([&loop] { loop.stop(); });
    loop.run_forever();
    EXPECT_GE(alive, 2);
  }
  EXPECT_EQ(alive, 0);
}

TEST(Coro, MoveOnlyValuesPass) {
  auto make = []() -> Coro<std::unique_ptr<int>> { co_return std::make_unique<int>(7); };
  auto use = [&make]() -> Coro<int> {
    const std::unique_ptr<int> first = co_await make();
    const std::unique_ptr<int> second = co_await create_task(make());
    co_return *first + *second;
  };
  SimulatedPlatform platform;
  EXPECT_EQ(run(platform, use()), 14);
}

TEST(Coro, AFutureOfAnotherLoopIsRefused) {
  SimulatedPlatform platform;
  EventLoop other(platform);
  const FutureRef<int> foreign = create_future<int>(other);
  auto waits = [&foreign]() -> Coro<std::string> {
    std::string text;
    try {
      co_await foreign;
    } catch (const LoopError& error) {
      text = error.what();
    }
    co_return text;
  };
  const std::string text = run(platform, waits());
  EXPECT_NE(text.find("attached to a different loop"), std::string::npos) << text;
}

}  // namespace
}  // namespace loopscope
