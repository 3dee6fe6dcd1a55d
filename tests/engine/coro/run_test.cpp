#include "engine/coro/run.h"

#include <stdexcept>
#include <string>
#include <vector>

#include "tests/engine/support/scenario.h"

namespace loopscope {
namespace {

using testing::ElementsAre;

class RunTest : public test::Scenario {
 protected:
  /// What ran, iteration by iteration: "step:Task-1 | _run_until_complete_cb | …".
  std::string ran() const {
    std::string text;
    const Trace& trace = agreement_.trace();
    LoopState state;
    for (EventId id = 1; id <= trace.size(); ++id) {
      const Event& event = trace.event(id);
      if (event.kind == EventKind::handle_run_begin) {
        const HandleState& handle = *state.handle(event.subject);
        text += label_of(handle, state, trace) + " ";
      } else if (event.kind == EventKind::iteration_end) {
        text += "| ";
      }
      state.apply(event, trace);
    }
    return text;
  }
};

TEST_F(RunTest, ItsHandlesAreThoseOfAsyncioRun) {
  auto stray = []() -> Coro<> { co_await sleep(100); };
  auto program = [&]() -> Coro<> {
    create_task(stray());
    co_await sleep(0);
  };
  play(program());
  EXPECT_EQ(ran(),
            "step:Task-1 | step:Task-2 step:Task-1 | call:_run_until_complete_cb | "
            "wakeup:Task-2 | call:gather.<locals>._done_callback | call:_run_until_complete_cb | "
            "step:Task-3 | call:_run_until_complete_cb | "
            "step:Task-4 | call:_run_until_complete_cb | ");
}

TEST_F(RunTest, StrayTasksAreCancelledAndMayCleanUp) {
  auto stray = [this](int seconds) -> Coro<> {
    bool cancelled = false;
    try {
      co_await sleep(seconds);
    } catch (const CancelledError&) {
      say("stray " + std::to_string(seconds));
      cancelled = true;
    }
    co_await sleep(0.5);
    say("cleaned " + std::to_string(seconds));
    if (cancelled) throw CancelledError();
  };
  auto program = [&]() -> Coro<> {
    create_task(stray(10));
    create_task(stray(20));
    co_await sleep(1);
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("6 1 stray 10", "6 1 stray 20", "8 1.5 cleaned 10",
                                  "8 1.5 cleaned 20", "clean-up: 9"));
}

TEST_F(RunTest, AStrayTaskThatFailsIsReported) {
  auto stray = []() -> Coro<> {
    try {
      co_await sleep(10);
    } catch (const CancelledError&) {
      throw std::invalid_argument("x");
    }
  };
  auto program = [&]() -> Coro<> {
    create_task(stray());
    co_await sleep(1);
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("handler: unhandled exception during asyncio.run() shutdown",
                                  "clean-up: 7"));
}

TEST_F(RunTest, AnErrorOfMainComesOutAfterTheCleanUp) {
  bool cleaned = false;
  auto stray = [&]() -> Coro<> {
    try {
      co_await sleep(10);
    } catch (const CancelledError&) {
      cleaned = true;
      throw;
    }
  };
  auto program = [&]() -> Coro<> {
    create_task(stray());
    co_await sleep(1);
    throw std::runtime_error("main");
  };
  SimulatedPlatform platform;
  EXPECT_THROW(run(platform, program()), std::runtime_error);
  EXPECT_TRUE(cleaned);
}

TEST_F(RunTest, ReturnsWhatMainReturns) {
  auto program = []() -> Coro<std::string> {
    co_await sleep(1);
    co_return "done";
  };
  SimulatedPlatform platform;
  EXPECT_EQ(run(platform, program()), "done");
}

TEST_F(RunTest, ACancelledMainThrowsCancelledError) {
  auto program = []() -> Coro<> {
    current_task()->cancel();
    co_await sleep(0);
  };
  SimulatedPlatform platform;
  EXPECT_THROW(run(platform, program()), CancelledError);
}

TEST_F(RunTest, InsideARunningLoopIsRefused) {
  auto nothing = []() -> Coro<> { co_return; };
  auto program = [&]() -> Coro<> {
    try {
      run(platform_, nothing());
    } catch (const LoopError& error) {
      say(error.what());
    }
    co_return;
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("1 0 Runner.run() cannot be called from a running event loop",
                                  testing::_));
}

TEST_F(RunTest, AClosedRunnerIsRefused) {
  auto nothing = []() -> Coro<> { co_return; };
  SimulatedPlatform platform;
  Runner runner(platform);
  runner.run(nothing());
  runner.run(nothing());
  runner.close();
  EXPECT_THROW(runner.run(nothing()), LoopError);
}

TEST_F(RunTest, EveryIterationAgreesWithTheFold) {
  auto busy = [](int seed) -> Coro<int> {
    int sum = 0;
    for (int i = 0; i < 20; ++i) {
      co_await sleep((seed * 7 + i * 3) % 5 * 0.25);
      sum += i;
    }
    co_return sum;
  };
  auto program = [&]() -> Coro<> {
    std::vector<TaskRef<int>> tasks;
    for (int i = 0; i < 150; ++i) tasks.push_back(create_task(busy(i)));
    for (int round = 0; round < 8; ++round) {
      co_await sleep(0.3);
      for (std::size_t i = static_cast<std::size_t>(round); i < tasks.size(); i += 11) {
        tasks[i]->cancel();
      }
    }
    co_await gather_outcomes(tasks);
  };
  play(program());
  EXPECT_GT(agreement_.compared(), 40U);
}

}  // namespace
}  // namespace loopscope
