#include "engine/sync/condition.h"

#include "tests/engine/support/scenario.h"

namespace loopscope {
namespace {

using test::text_of;
using test::yes_no;
using testing::ElementsAre;

class ConditionTest : public test::Scenario {
 protected:
  /// Waits once; says how its wait was cancelled, and whether it has the lock then.
  Coro<> wait(Condition condition, int number) {
    const auto held = co_await hold(condition);
    try {
      co_await condition.wait();
    } catch (const CancelledError& error) {
      say(std::to_string(number) + " " + text_of(error) + " " + yes_no(condition.locked()));
      throw;
    }
  }
};

TEST_F(ConditionTest, NotifiesSoManyInTurn) {
  auto program = [&]() -> Coro<> {
    const Condition condition;
    auto work = [&](int number) -> Coro<> {
      const auto held = co_await hold(condition);
      co_await condition.wait();
      say(std::to_string(number) + " woke");
      co_await sleep(1);
    };
    std::vector<TaskRef<void>> tasks;
    for (int i = 1; i <= 3; ++i) tasks.push_back(create_task(work(i)));
    co_await sleep(0);
    {
      const auto held = co_await hold(condition);
      condition.notify(2);
      say("notified 2");
    }
    co_await sleep(5);
    {
      const auto held = co_await hold(condition);
      condition.notify_all();
      say("all");
    }
    co_await gather_all(tasks);
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("2 0 notified 2", "3 0 1 woke", "6 1 2 woke", "10 5 all",
                                  "11 5 3 woke", "clean-up: 4"));
}

TEST_F(ConditionTest, ACancelledWaitTakesTheLockFirst) {
  auto program = [&]() -> Coro<> {
    const Condition condition;
    auto holder = [&]() -> Coro<> {
      {
        const auto held = co_await hold(condition);
        say("hold");
        co_await sleep(2);
      }
      say("release");
    };
    const auto first = create_task(wait(condition, 1));
    co_await sleep(0);
    const auto holding = create_task(holder());
    co_await sleep(1);
    first->cancel(make_message("why"));
    co_await sleep(0);
    say("asked");
    const auto second = create_task(wait(condition, 2));
    co_await holding;
    co_await sleep(0);
    {
      const auto held = co_await hold(condition);
      condition.notify();
    }
    const std::vector both{first, second};
    co_await gather_outcomes(both);
    say(yes_no(first->cancelled()) + yes_no(second->cancelled()));
  };
  play(program());
  EXPECT_THAT(notes_,
              ElementsAre("3 0 hold", "6 1 asked", "9 2 release",
                          "10 2 1 CancelledError('why') True", "14 2 TrueFalse", "clean-up: 4"));
}

TEST_F(ConditionTest, ACancellationWhileItTakesTheLockComesWithoutItsMessage) {
  auto program = [&]() -> Coro<> {
    const Condition condition;
    const auto task = create_task(wait(condition, 1));
    co_await sleep(0);
    co_await condition.acquire();
    task->cancel(make_message("one"));
    co_await sleep(0);
    task->cancel(make_message("two"));
    co_await sleep(0);
    say("both asked");
    condition.release();
    const std::vector all{task};
    co_await gather_outcomes(all);
    say(yes_no(task->cancelled()));
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("4 0 both asked", "5 0 1 CancelledError() True", "7 0 True",
                                  "clean-up: 4"));
}

TEST_F(ConditionTest, WaitsForAPredicateAndReturnsItsValue) {
  auto program = [&]() -> Coro<> {
    const Condition condition;
    int n = 0;
    auto work = [&]() -> Coro<> {
      const auto held = co_await hold(condition);
      const auto enough = [&] { return n >= 2 ? n : 0; };
      const int result = co_await condition.wait_for(enough);
      say("n=" + std::to_string(result));
    };
    const auto task = create_task(work());
    co_await sleep(0);
    for (int i = 0; i < 3; ++i) {
      {
        const auto held = co_await hold(condition);
        ++n;
        condition.notify_all();
      }
      co_await sleep(1);
    }
    co_await task;
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("6 1 n=2", "clean-up: 4"));
}

TEST_F(ConditionTest, NeedsItsLock) {
  auto program = [&]() -> Coro<> {
    const Condition condition;
    try {
      co_await condition.wait();
    } catch (const LoopError& error) {
      say(error.what());
    }
    try {
      condition.notify();
    } catch (const LoopError& error) {
      say(error.what());
    }
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("1 0 cannot wait on un-acquired lock",
                                  "1 0 cannot notify on un-acquired lock", "clean-up: 4"));
}

TEST_F(ConditionTest, TheFoldKnowsItsLock) {
  auto program = [&]() -> Coro<> {
    const Lock lock("shared");
    const Condition full(lock, "full");
    const Condition empty(lock, "empty");
    const SyncFold& fold = agreement_.state().sync();
    EXPECT_EQ(fold.find(full.trace_id())->part, lock.trace_id());
    EXPECT_EQ(fold.find(empty.trace_id())->part, lock.trace_id());
    co_return;
  };
  play(program());
}

}  // namespace
}  // namespace loopscope
