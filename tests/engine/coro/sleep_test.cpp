#include "engine/coro/sleep.h"

#include <string>

#include "tests/engine/support/scenario.h"

namespace loopscope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class SleepTest : public test::Scenario {};

TEST_F(SleepTest, ZeroOrLessIsABareYield) {
  auto program = [&]() -> Coro<> {
    co_await sleep(0);
    say("zero");
    co_await sleep(-1);
    say("less");
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("2 0 zero", "3 0 less", "clean-up: 4"));
  EXPECT_THAT(agreement_.kinds(), HasSubstr("task_yielded"));
  EXPECT_THAT(agreement_.kinds(), testing::Not(HasSubstr("timer_created")));
}

TEST_F(SleepTest, TakesTwoIterationsFromTheTimerToTheTask) {
  auto program = [&]() -> Coro<> {
    co_await sleep(0.5);
    say("awake");
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("3 0.5 awake", "clean-up: 4"));
}

TEST_F(SleepTest, SleepersWithOneDeadlineWakeInHeapqsOrder) {
  std::string order;
  auto sleeper = [&](int number) -> Coro<> {
    co_await sleep(1);
    order += std::to_string(number) + " ";
  };
  auto program = [&]() -> Coro<> {
    std::vector<Coro<>> all;
    for (int i = 0; i < 12; ++i) all.push_back(sleeper(i));
    auto later = []() -> Coro<> { co_await sleep(2); };
    all.push_back(later());
    co_await gather_all(std::move(all));
  };
  play(program());
  EXPECT_EQ(order, "0 2 6 5 11 10 9 8 7 1 3 4 ");
}

TEST_F(SleepTest, ACancelledSleepLeavesItsTimerInTheHeap) {
  auto body = [](int seconds) -> Coro<> { co_await sleep(seconds); };
  auto program = [&]() -> Coro<> {
    const TaskRef<void> first = create_task(body(10));
    const TaskRef<void> second = create_task(body(11));
    co_await sleep(1);
    second->cancel();
    co_await sleep(1);
    say(std::to_string(loop().timers().size()));
    const TimerEntry& last = loop().timers().entries().back();
    say(last.handle->cancelled() ? "cancelled" : "not cancelled");
    first->cancel();
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("7 2 2", "7 2 cancelled", testing::_));
}

TEST_F(SleepTest, ItsEventsFormAChainOfCauses) {
  auto program = [&]() -> Coro<> { co_await sleep(1); };
  play(program());
  const Trace& trace = agreement_.trace();
  EventId wakeup = 0;
  for (EventId id = 1; id <= trace.size() && wakeup == 0; ++id) {
    const Event& event = trace.event(id);
    if (event.kind == EventKind::handle_enqueued &&
        static_cast<HandleRole>(event.flags) == HandleRole::wakeup) {
      wakeup = id;
    }
  }
  std::string chain;
  for (EventId id = wakeup; id != 0; id = trace.event(id).cause) {
    chain += std::string(name_of(trace.event(id).kind)) + " ";
  }
  EXPECT_EQ(chain,
            "handle_enqueued future_done handle_run_begin timer_due timer_scheduled timer_created "
            "task_step_begin handle_run_begin handle_enqueued task_created ");
}

}  // namespace
}  // namespace loopscope
