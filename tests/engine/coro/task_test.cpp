#include "engine/coro/task.h"

#include <algorithm>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/engine/support/scenario.h"

namespace loopscope {
namespace {

using test::text_of;
using test::yes_no;
using testing::ElementsAre;
using testing::HasSubstr;

class TaskTest : public test::Scenario {
 protected:
  /// Awaits a task and says how it was cancelled, if it was.
  Coro<> await_cancelled(TaskRef<void> task, std::string where) {
    try {
      co_await task;
    } catch (const CancelledError& error) {
      say(where + " " + text_of(error));
    }
  }
  Coro<> sleep_and_tell() {
    try {
      co_await sleep(5);
      say("slept");
    } catch (const CancelledError& error) {
      say("caught " + text_of(error));
    }
  }
};

TEST_F(TaskTest, CancelledBeforeItsFirstStepItNeverRuns) {
  auto body = [this]() -> Coro<> {
    say("ran");
    co_return;
  };
  auto program = [&]() -> Coro<> {
    const TaskRef<void> task = create_task(body());
    task->cancel(make_message("msg"));
    co_await await_cancelled(task, "cancelled");
    say(yes_no(task->cancelled()) + " " + std::to_string(task->cancelling()));
  };
  play(program());
  EXPECT_THAT(notes_,
              ElementsAre("3 0 cancelled CancelledError('msg')", "3 0 True 1", "clean-up: 4"));
}

TEST_F(TaskTest, TheUnfinishedAreListedInOrderOfCreationHoweverOthersEnd) {
  constexpr int count = 300;
  auto nap = [](int i) -> Coro<> { co_await sleep(1 + i * 7 % 13); };
  auto program = [&]() -> Coro<> {
    for (int i = 0; i < count; ++i) create_task(nap(i));
    for (int second = 0; second < 14; ++second) {
      co_await sleep(1);
      // Those that come later take the places of those that have gone.
      for (int i = 0; i < 20; ++i) create_task(nap(i));
      std::vector<std::uint32_t> numbers;
      for (const auto& task : all_tasks(loop())) {
        EXPECT_FALSE(task->done());
        numbers.push_back(static_cast<std::uint32_t>(std::stoul(task->name().substr(5))));
      }
      EXPECT_EQ(numbers.size(), loop().task_list().size());
      EXPECT_TRUE(std::is_sorted(numbers.begin(), numbers.end()));
    }
    co_await sleep(20);
    EXPECT_EQ(all_tasks(loop()).size(), 1U);
  };
  play(program());
}

TEST_F(TaskTest, ACancellationTravelsThroughASleepingTask) {
  auto body = [this]() -> Coro<> {
    try {
      co_await sleep(5);
    } catch (const CancelledError& error) {
      say("in " + text_of(error));
      throw;
    }
  };
  auto program = [&]() -> Coro<> {
    const TaskRef<void> task = create_task(body());
    co_await sleep(1);
    say("cancel");
    task->cancel(make_message("why"));
    co_await await_cancelled(task, "out");
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("4 1 cancel", "5 1 in CancelledError('why')",
                                  "6 1 out CancelledError('why')", "clean-up: 4"));
  EXPECT_THAT(agreement_.kinds(),
              HasSubstr("cancel_requested cancel_passed_on future_done handle_enqueued"));
  EXPECT_THAT(agreement_.kinds(), HasSubstr("task_step_begin cancel_delivered handle_cancelled"));
}

TEST_F(TaskTest, ASuppressedCancellationLetsTheTaskGoOn) {
  auto body = [this]() -> Coro<int> {
    co_await sleep_and_tell();
    co_await sleep(1);
    say("went on");
    co_return 7;
  };
  auto program = [&]() -> Coro<> {
    const TaskRef<int> task = create_task(body());
    co_await sleep(1);
    task->cancel();
    const int result = co_await task;
    say(std::to_string(result));
    say(yes_no(task->cancelled()) + " " + std::to_string(task->cancelling()) + " " +
        std::to_string(task->uncancel()) + " " + std::to_string(task->uncancel()));
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("5 1 caught CancelledError()", "7 2 went on", "8 2 7",
                                  testing::StartsWith("8 2 False"), "clean-up: 4"));
  EXPECT_THAT(agreement_.kinds(), HasSubstr("cancel_suppressed future_done"));
}

TEST_F(TaskTest, ToCatchTheCancellationOfAnAwaitedTaskSuppressesNothing) {
  auto nap = []() -> Coro<> { co_await sleep(1); };
  auto program = [&]() -> Coro<> {
    const TaskRef<void> task = create_task(nap());
    co_await sleep(0);
    task->cancel();
    co_await await_cancelled(task, "caught");
  };
  play(program());
  EXPECT_THAT(notes_, testing::Contains(testing::EndsWith("caught CancelledError()")));
  EXPECT_THAT(agreement_.kinds(), HasSubstr("cancel_delivered"));
  EXPECT_THAT(agreement_.kinds(), testing::Not(HasSubstr("cancel_suppressed")));
}

TEST_F(TaskTest, CancelledTwiceBeforeItRunsItSeesTheFirstMessageOnce) {
  auto body = [this]() -> Coro<> {
    for (int i = 0; i < 3; ++i) co_await sleep_and_tell();
  };
  auto program = [&]() -> Coro<> {
    const TaskRef<void> task = create_task(body());
    co_await sleep(0);
    task->cancel(make_message("a"));
    task->cancel(make_message("b"));
    co_await sleep(0);
    task->cancel(make_message("c"));
    co_await task;
    say(std::to_string(task->cancelling()));
  };
  play(program());
  EXPECT_THAT(notes_,
              ElementsAre("3 0 caught CancelledError('a')", "4 0 caught CancelledError('c')",
                          "6 5 slept", "7 5 3", "clean-up: 4"));
}

TEST_F(TaskTest, CancellingItselfTakesEffectAtTheNextYield) {
  auto body = [this]() -> Coro<> {
    current_task()->cancel(make_message("self"));
    say("still running");
    try {
      co_await sleep(0);
      say("not here");
    } catch (const CancelledError& error) {
      say("at yield " + text_of(error));
      throw;
    }
  };
  auto program = [&]() -> Coro<> { co_await await_cancelled(create_task(body()), "out"); };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("2 0 still running", "3 0 at yield CancelledError('self')",
                                  "4 0 out CancelledError('self')", "clean-up: 4"));
}

TEST_F(TaskTest, CancellingItselfCancelsTheFutureThatItAwaitsThen) {
  auto body = [this]() -> Coro<> {
    current_task()->cancel(make_message("self"));
    const FutureRef<void> future = create_future<void>(loop());
    try {
      co_await future;
    } catch (const CancelledError& error) {
      say("at await " + text_of(error) + " " + yes_no(future->cancelled()));
      throw;
    }
  };
  auto program = [&]() -> Coro<> { co_await await_cancelled(create_task(body()), "out"); };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("3 0 at await CancelledError('self') True",
                                  "4 0 out CancelledError('self')", "clean-up: 4"));
}

TEST_F(TaskTest, CancellingItselfRightBeforeReturningCancelsIt) {
  auto body = []() -> Coro<> {
    current_task()->cancel(make_message("self"));
    co_return;
  };
  auto program = [&]() -> Coro<> {
    const TaskRef<void> task = create_task(body());
    co_await await_cancelled(task, "out");
    say(yes_no(task->cancelled()));
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("3 0 out CancelledError('self')", "3 0 True", "clean-up: 4"));
}

TEST_F(TaskTest, ACancellationReachesTheInnermostTaskFirst) {
  auto inner = [this]() -> Coro<> {
    try {
      co_await sleep(9);
    } catch (const CancelledError&) {
      say("inner");
      throw;
    }
  };
  auto middle = [&]() -> Coro<> {
    try {
      co_await create_task(inner());
    } catch (const CancelledError&) {
      say("middle");
      throw;
    }
  };
  auto program = [&]() -> Coro<> {
    const TaskRef<void> task = create_task(middle());
    co_await sleep(1);
    task->cancel();
    co_await await_cancelled(task, "outer");
  };
  play(program());
  EXPECT_THAT(notes_,
              ElementsAre("6 1 inner", "7 1 middle", "8 1 outer CancelledError()", "clean-up: 4"));
}

TEST_F(TaskTest, CancelledAfterItsWakeupWasScheduledItLosesTheResult) {
  auto program = [&]() -> Coro<> {
    const FutureRef<int> future = create_future<int>(loop());
    auto body = [&]() -> Coro<> {
      try {
        const int value = co_await future;
        say(std::to_string(value));
      } catch (const CancelledError& error) {
        say("cancelled " + text_of(error));
        throw;
      }
    };
    const TaskRef<void> task = create_task(body());
    co_await sleep(0);
    future->set_result(1);
    say(yes_no(task->cancel(make_message("late"))));
    co_await await_cancelled(task, "out");
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("2 0 True", "3 0 cancelled CancelledError('late')",
                                  "4 0 out CancelledError('late')", "clean-up: 4"));
}

TEST_F(TaskTest, AnErrorDuringTheCleanUpReplacesTheCancellation) {
  auto body = []() -> Coro<> {
    try {
      co_await sleep(5);
    } catch (const CancelledError&) {
      throw std::invalid_argument("clean");
    }
  };
  auto program = [&]() -> Coro<> {
    const TaskRef<void> task = create_task(body());
    co_await sleep(0);
    task->cancel();
    try {
      co_await task;
    } catch (const std::invalid_argument& error) {
      say(error.what());
    }
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("4 0 clean", "clean-up: 4"));
}

TEST_F(TaskTest, TasksTakeTurnsInOrder) {
  auto worker = [this](std::string name) -> Coro<> {
    say("s" + name);
    co_await sleep(0);
    say("m" + name);
    co_await sleep(1);
    say("e" + name);
  };
  auto program = [&]() -> Coro<> { co_await gather(worker("1"), worker("2"), worker("3")); };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("2 0 s1", "2 0 s2", "2 0 s3", "3 0 m1", "3 0 m2", "3 0 m3",
                                  "5 1 e1", "5 1 e2", "5 1 e3", "clean-up: 4"));
}

TEST_F(TaskTest, AwaitingItselfRaises) {
  auto body = [this]() -> Coro<> {
    const Ref<Task<void>> self(static_cast<Task<void>*>(current_task()));
    try {
      co_await self;
    } catch (const LoopError& error) {
      say(error.what());
    }
  };
  auto program = [&]() -> Coro<> { co_await create_task(body()); };
  play(program());
  EXPECT_THAT(notes_, ElementsAre(testing::StartsWith("3 0 Task cannot await on itself: <Task "),
                                  "clean-up: 4"));
}

TEST_F(TaskTest, AnExceptionThatNobodyRetrievesIsReported) {
  auto bad = []() -> Coro<> {
    throw std::runtime_error("x");
    co_return;
  };
  auto program = [&]() -> Coro<> {
    TaskRef<void> task = create_task(bad());
    co_await sleep(0);
    co_await sleep(0);
    task.reset();
    say("gone");
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("handler: Task exception was never retrieved", "3 0 gone",
                                  "clean-up: 4"));
}

TEST_F(TaskTest, ARetrievedExceptionIsNotReported) {
  auto bad = []() -> Coro<> {
    throw std::runtime_error("x");
    co_return;
  };
  auto program = [&]() -> Coro<> {
    TaskRef<void> task = create_task(bad());
    co_await sleep(0);
    const ExceptionRef error = task->exception();
    say(error->repr());
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("2 0 std::runtime_error('x')", "clean-up: 4"));
}

TEST_F(TaskTest, NamesCountUpAndCanBeGiven) {
  auto body = []() -> Coro<> { co_return; };
  auto program = [&]() -> Coro<> {
    const TaskRef<void> first = create_task(body());
    const TaskRef<void> named = create_task(body(), {.name = "worker"});
    const TaskRef<void> second = create_task(body());
    const TaskRef<void> named_by_loop = create_task(loop(), body(), {.name = "other"});
    const TaskRef<void> third = create_task(body());
    // asyncio.create_task() names the task afterwards: a number is used up; loop.create_task() not.
    say(first->name() + " " + named->name() + " " + second->name() + " " + named_by_loop->name() +
        " " + third->name());
    second->set_name("renamed");
    say(second->name());
    co_return;
  };
  play(program());
  EXPECT_THAT(notes_,
              ElementsAre("1 0 Task-2 worker Task-4 other Task-5", "1 0 renamed", testing::_));
}

TEST_F(TaskTest, AllTasksAreTheUnfinishedOnesInOrderOfCreation) {
  auto body = []() -> Coro<> { co_return; };
  auto nap = []() -> Coro<> { co_await sleep(1); };
  auto list = [this]() {
    std::string names;
    for (const auto& task : all_tasks(loop())) names += task->name() + " ";
    return names;
  };
  auto program = [&]() -> Coro<> {
    const TaskRef<void> first = create_task(nap());
    const TaskRef<void> second = create_task(body());
    const TaskRef<void> third = create_task(nap());
    say(list());
    co_await sleep(0);
    say(list());
    co_await third;
    say(list());
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("1 0 Task-1 Task-2 Task-3 Task-4 ", "2 0 Task-1 Task-2 Task-4 ",
                                  testing::HasSubstr("Task-1 "), testing::_));
}

TEST_F(TaskTest, CurrentTaskIsTheOneThatRuns) {
  EXPECT_THROW(current_task(), LoopError);
  auto body = []() -> Coro<std::string> { co_return current_task()->name(); };
  auto program = [&]() -> Coro<> {
    loop().call_soon([this] { say(current_task() == nullptr ? "none" : "some"); });
    const std::string name = co_await create_task(body());
    say(name + " " + current_task()->name());
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("2 0 none", "3 0 Task-2 Task-1", "clean-up: 4"));
}

TEST_F(TaskTest, APendingTaskThatDiesWithItsLoopIsReported) {
  auto nap = []() -> Coro<> { co_await sleep(1); };
  std::vector<std::string> reports;
  {
    EventLoop other(platform_);
    other.set_exception_handler([&](EventLoop&, const ExceptionContext& context) {
      reports.push_back(context.message + " " + context.task->name());
    });
    create_task(other, nap(), {.name = "left"});
    create_task(other, nap(), {.name = "quiet"})->set_log_destroy_pending(false);
    other.call_soon([&other] { other.stop(); });
    other.run_forever();
  }
  EXPECT_THAT(reports, ElementsAre("Task was destroyed but it is pending! left"));
}

TEST_F(TaskTest, SettingItsResultFromOutsideIsRefused) {
  auto nap = []() -> Coro<> { co_await sleep(1); };
  const TaskRef<void> task = create_task(loop(), nap());
  EXPECT_THROW(task->set_exception(ExceptionFactory::native().runtime_error("x")), LoopError);
  play(nap());
}

/// A coroutine of another kind than Coro: answers what it is told to.
class Scripted {
 public:
  Coroutine coroutine() { return Coroutine(type, this); }
  std::vector<StepResult> answers;
  std::vector<std::string> thrown;
  bool destroyed = false;

 private:
  static Scripted& self(const Coroutine& coroutine) {
    return *static_cast<Scripted*>(coroutine.data());
  }
  static StepResult resume(Coroutine& coroutine, ExceptionRef error) {
    Scripted& script = self(coroutine);
    script.thrown.push_back(error ? error->repr() : "None");
    if (script.answers.empty()) return StepResult::returned();
    const StepResult answer = script.answers.front();
    script.answers.erase(script.answers.begin());
    return answer;
  }
  static void destroy(Coroutine& coroutine) { self(coroutine).destroyed = true; }
  static std::string name(const Coroutine&) { return "scripted"; }
  static constexpr CoroutineType type{resume, destroy, name};
};

TEST_F(TaskTest, DrivesAnyKindOfCoroutine) {
  Scripted script;
  const FutureRef<int> future = create_future<int>(loop());
  script.answers = {StepResult::yielded(), StepResult::awaiting(*future)};
  const TaskRef<void> task(new Task<void>(loop(), script.coroutine()));
  loop().call_later(1, [&] { future->set_result(3); });
  loop().run_until_complete(*task);
  EXPECT_THAT(script.thrown, ElementsAre("None", "None", "None"));
  EXPECT_TRUE(script.destroyed);
  EXPECT_EQ(loop().time(), 1.0);
}

TEST_F(TaskTest, ABadYieldIsThrownBackIntoTheCoroutine) {
  Scripted script;
  const FutureRef<int> future = create_future<int>(loop());
  script.answers = {
      StepResult::bad_yield(ExceptionFactory::native().runtime_error("Task got bad yield: 3")),
      StepResult::yielded_future(*future)};
  const TaskRef<void> task(new Task<void>(loop(), script.coroutine()));
  loop().run_until_complete(*task);
  ASSERT_EQ(script.thrown.size(), 3U);
  EXPECT_EQ(script.thrown[1], "LoopError('Task got bad yield: 3')");
  EXPECT_THAT(script.thrown[2], HasSubstr("yield was used instead of yield from in task <Task"));
}

TEST_F(TaskTest, ACancellationThatGoesRoundForEverEndsWithAnError) {
  TaskRef<void> first;
  TaskRef<void> second;
  auto wait_for = [](const TaskRef<void>& other) -> Coro<> {
    co_await sleep(0);
    co_await other;
  };
  first = create_task(loop(), wait_for(second));
  second = create_task(loop(), wait_for(first));
  loop().call_later(1, [&] { loop().stop(); });
  loop().run_forever();
  EXPECT_THROW(first->cancel(), RecursionError);
  EXPECT_THROW(second->cancel(), RecursionError) << "the depth is counted anew";
  EXPECT_FALSE(first->done());
}

}  // namespace
}  // namespace loopscope
