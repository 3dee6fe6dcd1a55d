#include "engine/coro/wait.h"

#include "tests/engine/support/workers.h"

namespace loopscope {
namespace {

using test::text_of;
using test::yes_no;
using testing::ElementsAre;

class WaitTest : public test::Workers {
 protected:
  template <class F>
  void say_result(const WaitResult<F>& result) {
    say(std::to_string(result.done.size()) + " " + std::to_string(result.pending.size()));
  }
};

TEST_F(WaitTest, ReturnsWhenItIsToldTo) {
  auto program = [&]() -> Coro<> {
    const std::vector tasks{create_task(work(1, 1)), create_task(fail(2)), create_task(work(3, 3))};
    const auto first = co_await wait(tasks, {}, ReturnWhen::first_completed);
    say_result(first);
    const auto failed = co_await wait(tasks, {}, ReturnWhen::first_exception);
    say_result(failed);
    const auto all = co_await wait(tasks);
    say_result(all);
    EXPECT_EQ(first.done[0], tasks[0]);
    EXPECT_EQ(first.pending[0], tasks[1]);
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("6 1 1 2", "11 2 2 1", "16 3 3 0", "clean-up: 4"));
  EXPECT_EQ(callbacks()[0], "_wait.<locals>._on_completion");
}

TEST_F(WaitTest, ATimeoutCancelsNothing) {
  auto program = [&]() -> Coro<> {
    std::vector tasks{create_task(work(1, 1)), create_task(work(5, 2))};
    const auto both = co_await wait(tasks, 2);
    say_result(both);
    const TaskRef<int> late = tasks[1];
    tasks.pop_back();
    const auto one = co_await wait(tasks, 2);
    say_result(one);
    tasks.clear();
    try {
      co_await wait(tasks);
    } catch (const ArgumentError& error) {
      say(error.what());
    }
    late->cancel();
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("7 2 1 1", "9 2 1 0", "9 2 Set of Tasks/Futures is empty.",
                                  "clean-up: 4"));
}

TEST_F(WaitTest, CancellingItLeavesTheTasksAlone) {
  auto program = [&]() -> Coro<> {
    const std::vector tasks{create_task(work(5, 1))};
    auto waits = [&]() -> Coro<> { co_await wait(tasks); };
    const auto task = create_task(waits());
    co_await sleep(1);
    task->cancel(make_message("w"));
    co_await outcome(task);
    say(yes_no(tasks[0]->done()) + " " + std::to_string(tasks[0]->callback_count()));
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("6 1 CancelledError('w')", "6 1 False 0", "clean-up: 7"));
}

TEST_F(WaitTest, CountsAFutureOnceThatIsGivenTwice) {
  auto program = [&]() -> Coro<> {
    const TaskRef<int> task = create_task(work(1, 1));
    const std::vector twice{task, task};
    const auto result = co_await wait(twice);
    say_result(result);
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("6 1 1 0", "clean-up: 4"));
}

class WaitForTest : public test::Workers {};

TEST_F(WaitForTest, GivesTheResultOrTimesOut) {
  auto program = [&]() -> Coro<> {
    const int in_time = co_await wait_for(work(1, 7), 2);
    say(std::to_string(in_time));
    co_await outcome(wait_for(stubborn(1), 2));
    co_await outcome(wait_for(fail(1), 2));
    const int without = co_await wait_for(work(1, 8), std::nullopt);
    say(std::to_string(without));
    co_await outcome(wait_for(work(1, 7), 0));
    const FutureRef<int> future = create_future<int>(loop());
    future->set_result(5);
    const int at_once = co_await wait_for(future, 0);
    say(std::to_string(at_once));
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("6 1 7", "10 3 1 cancelled", "12 3 TimeoutError", "17 4 bad",
                                  "19 5 8", "22 5 TimeoutError", "22 5 5", "clean-up: 4"));
  EXPECT_EQ(callbacks()[0], "_release_waiter");
}

TEST_F(WaitForTest, GivesTheResultOfATaskThatSuppressesItsCancellation) {
  auto suppress = []() -> Coro<int> {
    bool cancelled = false;
    try {
      co_await sleep(9);
    } catch (const CancelledError&) {
      cancelled = true;
    }
    if (cancelled) co_await sleep(1);
    co_return 3;
  };
  auto program = [&]() -> Coro<> {
    const int result = co_await wait_for(suppress(), 1);
    say(std::to_string(result));
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("9 2 3", "clean-up: 4"));
}

TEST_F(WaitForTest, PassesACancellationOnAndWaitsForItsEnd) {
  auto program = [&]() -> Coro<> {
    const auto task = create_task(wait_for(stubborn(1), 5));
    co_await sleep(1);
    task->cancel(make_message("x"));
    co_await outcome(task);
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("7 1 1 cancelled", "10 1 CancelledError('x')", "clean-up: 4"));
}

TEST_F(WaitForTest, AResultThatCameWithTheCancellationWins) {
  auto program = [&]() -> Coro<> {
    const FutureRef<int> future = create_future<int>(loop());
    auto waits = [&]() -> Coro<int> {
      const int result = co_await wait_for(future, 5);
      say("r=" + std::to_string(result));
      co_return result;
    };
    const auto task = create_task(waits());
    co_await sleep(1);
    future->set_result(1);
    task->cancel();
    const int result = co_await task;
    say(std::to_string(result));
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("5 1 r=1", "6 1 1", "clean-up: 4"));
}

TEST_F(WaitForTest, CancelsAFutureThatNobodySets) {
  auto program = [&]() -> Coro<> { co_await outcome(wait_for(create_future<void>(loop()), 1)); };
  play(program());
  EXPECT_THAT(notes_.front(), testing::EndsWith("1 TimeoutError"));
}

TEST_F(WaitForTest, TheTraceShowsWhatItWaitsFor) {
  auto program = [&]() -> Coro<> {
    const TaskRef<int> inner = create_task(work(3, 1));
    const auto outer = create_task(wait_for(inner, 5));
    co_await sleep(1);
    const LoopState& state = agreement_.state();
    const FutureState* const waiter = state.future(state.task(outer->trace_id())->waits_for);
    EXPECT_EQ(agreement_.trace().text(waiter->label), "wait_for");
    EXPECT_THAT(waiter->children, ElementsAre(inner->trace_id()));
    co_await outer;
  };
  play(program());
}

}  // namespace
}  // namespace loopscope
