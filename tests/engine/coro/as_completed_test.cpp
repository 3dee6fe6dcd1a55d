#include "engine/coro/as_completed.h"

#include "tests/engine/support/workers.h"

namespace loopscope {
namespace {

using testing::Contains;
using testing::ElementsAre;

class AsCompletedTest : public test::Workers {};

TEST_F(AsCompletedTest, GivesResultsAsTheyCome) {
  auto program = [&]() -> Coro<> {
    std::vector<Coro<int>> all;
    for (const int n : {3, 1, 2}) all.push_back(work(n, n));
    for (auto& next : as_completed(std::move(all))) {
      const int result = co_await std::move(next);
      say(std::to_string(result));
    }
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("6 1 1", "10 2 2", "14 3 3", "clean-up: 4"));
  EXPECT_THAT(callbacks(), Contains("as_completed.<locals>._on_completion"));
}

TEST_F(AsCompletedTest, ThrowsTimeoutErrorForWhatIsLeft) {
  auto program = [&]() -> Coro<> {
    std::vector<TaskRef<int>> all;
    for (const int n : {1, 5, 6}) all.push_back(create_task(work(n, n)));
    for (auto& next : as_completed(all, 2)) {
      try {
        const int result = co_await std::move(next);
        say(std::to_string(result));
      } catch (const TimeoutError&) {
        say("TimeoutError");
      }
    }
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("6 1 1", "8 2 TimeoutError", "8 2 TimeoutError", "clean-up: 7"));
  EXPECT_THAT(callbacks(), Contains("as_completed.<locals>._on_timeout"));
}

TEST_F(AsCompletedTest, ThrowsWhatAFutureHolds) {
  auto program = [&]() -> Coro<> {
    std::vector<Coro<int>> all;
    all.push_back(fail(1));
    for (auto& next : as_completed(std::move(all))) co_await outcome(std::move(next));
  };
  play(program());
  EXPECT_THAT(notes_.front(), "6 1 bad");
}

TEST_F(AsCompletedTest, TheTraceShowsWhatIsWaitedFor) {
  auto program = [&]() -> Coro<> {
    std::vector<TaskRef<int>> all{create_task(work(2, 1)), create_task(work(3, 2))};
    auto coroutines = as_completed(all);
    const auto task = create_task(std::move(coroutines[0]));
    co_await sleep(1);
    const LoopState& state = agreement_.state();
    const FutureState* const getter = state.future(state.task(task->trace_id())->waits_for);
    const FutureState* const whole = state.future(getter->children.at(0));
    EXPECT_EQ(agreement_.trace().text(whole->label), "as_completed");
    EXPECT_THAT(whole->children, ElementsAre(all[0]->trace_id(), all[1]->trace_id()));
    co_await task;
    co_await all[1];
  };
  play(program());
}

}  // namespace
}  // namespace loopscope
