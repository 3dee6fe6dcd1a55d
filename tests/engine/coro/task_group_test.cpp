#include "engine/coro/task_group.h"

#include "engine/coro/shield.h"
#include "tests/engine/support/workers.h"

namespace loopscope {
namespace {

using test::text_of;
using test::yes_no;
using testing::Contains;
using testing::ElementsAre;

class TaskGroupTest : public test::Workers {
 protected:
  /// Awaits something; says the repr of the exception group that comes, or the cancellation.
  template <class A>
  Coro<> group_outcome(A awaitable) {
    try {
      co_await std::move(awaitable);
    } catch (const BaseExceptionGroup& group) {
      say(group.group()->repr());
    } catch (const CancelledError& error) {
      say(text_of(error));
    }
  }
  std::string refusal(const TaskGroup& group) {
    try {
      group.create_task(work(1, 1));
    } catch (const LoopError& error) {
      return error.what();
    }
    return "no error";
  }
};

TEST_F(TaskGroupTest, WaitsForItsTasks) {
  auto program = [&]() -> Coro<> {
    TaskRef<int> a;
    TaskRef<int> b;
    auto body = [&](TaskGroup& group) -> Coro<std::string> {
      a = group.create_task(work(2, 1));
      b = group.create_task(work(1, 2));
      say(group.repr());
      co_return "value";
    };
    const std::string value = co_await with_task_group(body);
    say(std::to_string(a->result()) + " " + std::to_string(b->result()) + " " + value);
  };
  play(program());
  EXPECT_THAT(notes_,
              ElementsAre("1 0 <TaskGroup tasks=2 entered>", "9 2 1 2 value", "clean-up: 4"));
  EXPECT_THAT(callbacks(), Contains("TaskGroup._on_task_done"));
}

TEST_F(TaskGroupTest, AFailureCancelsTheOthersAndTheBody) {
  auto program = [&]() -> Coro<> {
    auto body = [&](TaskGroup& group) -> Coro<> {
      group.create_task(stubborn(1));
      group.create_task(fail(1));
      group.create_task(stubborn(2));
      co_await stubborn(0);
    };
    co_await group_outcome(with_task_group(body));
    say(std::to_string(current_task()->cancelling()));
  };
  play(program());
  // CPython cancels the tasks in the order of a set; here it is that of their creation.
  EXPECT_THAT(notes_, ElementsAre("6 1 1 cancelled", "6 1 2 cancelled", "6 1 0 cancelled",
                                  "8 1 ExceptionGroup('unhandled errors in a TaskGroup', "
                                  "[std::invalid_argument('bad')])",
                                  "8 1 0", "clean-up: 4"));
}

TEST_F(TaskGroupTest, AFailureWhileItWaitsLeavesTheRequestStanding) {
  auto program = [&]() -> Coro<> {
    auto body = [&](TaskGroup& group) -> Coro<> {
      group.create_task(stubborn(1));
      group.create_task(fail(1));
      co_return;
    };
    co_await group_outcome(with_task_group(body));
    say(std::to_string(current_task()->cancelling()));  // as in 3.11
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("6 1 1 cancelled",
                                  "8 1 ExceptionGroup('unhandled errors in a TaskGroup', "
                                  "[std::invalid_argument('bad')])",
                                  "8 1 1", "clean-up: 4"));
}

TEST_F(TaskGroupTest, AnErrorOfTheBodyCancelsTheTasksAndIsInTheGroup) {
  auto program = [&]() -> Coro<> {
    auto body = [&](TaskGroup& group) -> Coro<> {
      group.create_task(stubborn(1));
      co_await sleep(0);
      throw std::out_of_range("body");
    };
    co_await group_outcome(with_task_group(body));
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("3 0 1 cancelled",
                                  "5 0 ExceptionGroup('unhandled errors in a TaskGroup', "
                                  "[std::out_of_range('body')])",
                                  "clean-up: 4"));
}

TEST_F(TaskGroupTest, ACancellationOfItsParentGoesOnWhenAllTasksHaveEnded) {
  auto program = [&]() -> Coro<> {
    auto waits = [&](TaskGroup& group) -> Coro<> {
      group.create_task(stubborn(1));
      group.create_task(stubborn(2));
      co_return;
    };
    const auto first = create_task(with_task_group(waits));
    co_await sleep(1);
    first->cancel(make_message("why"));
    co_await group_outcome(first);
    auto busy = [&](TaskGroup& group) -> Coro<> {
      group.create_task(stubborn(3));
      co_await stubborn(4);
    };
    const auto second = create_task(with_task_group(busy));
    co_await sleep(1);
    second->cancel(make_message("why"));
    co_await group_outcome(second);
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("7 1 1 cancelled", "7 1 2 cancelled",
                                  "10 1 CancelledError('why')", "15 2 4 cancelled",
                                  "16 2 3 cancelled", "19 2 CancelledError('why')", "clean-up: 4"));
}

TEST_F(TaskGroupTest, ErrorsHavePriorityOverACancellation) {
  auto program = [&]() -> Coro<> {
    auto slow = []() -> Coro<> {
      bool cancelled = false;
      try {
        co_await sleep(9);
      } catch (const CancelledError&) {
        cancelled = true;
      }
      if (cancelled) co_await sleep(1);
      throw std::out_of_range("late");
    };
    auto body = [&](TaskGroup& group) -> Coro<> {
      group.create_task(slow());
      group.create_task(fail(1));
      co_return;
    };
    const auto task = create_task(with_task_group(body));
    co_await sleep(1.5);
    task->cancel(make_message("why"));
    co_await group_outcome(task);
    say(std::to_string(task->cancelling()));
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("15 2 ExceptionGroup('unhandled errors in a TaskGroup', "
                                  "[std::invalid_argument('bad'), std::out_of_range('late')])",
                                  "15 2 2", "clean-up: 4"));
}

TEST_F(TaskGroupTest, MisuseThrowsWhatAsyncioRaises) {
  auto program = [&]() -> Coro<> {
    const TaskGroup group;
    say(refusal(group));
    group.enter();
    co_await group.exit(nullptr);
    say(refusal(group));
    try {
      group.enter();
    } catch (const LoopError& error) {
      say(error.what());
    }
    auto body = [&](TaskGroup& aborting) -> Coro<> {
      auto inner = [&]() -> Coro<> {
        try {
          co_await stubborn(1);
        } catch (const CancelledError&) {
          say(refusal(aborting));
          throw;
        }
      };
      // The lambda lives as long as the group, which waits for its task.
      aborting.create_task(fail(1));
      const auto task = aborting.create_task(inner());
      co_await shield(task);
    };
    co_await group_outcome(with_task_group(body));
  };
  play(program());
  EXPECT_THAT(notes_,
              testing::IsSupersetOf(
                  {"1 0 TaskGroup <TaskGroup> has not been entered",
                   "1 0 TaskGroup <TaskGroup entered> is finished",
                   "1 0 TaskGroup <TaskGroup entered> has already been entered",
                   "6 1 TaskGroup <TaskGroup tasks=1 errors=1 cancelling> is shutting down"}));
}

TEST_F(TaskGroupTest, GrowsWhileItWaitsAndNamesCostANumber) {
  auto program = [&]() -> Coro<> {
    std::function<Coro<>(TaskGroup, int)> grow = [&](TaskGroup group, int n) -> Coro<> {
      co_await sleep(1);
      say(std::to_string(n));
      if (n > 0) group.create_task(grow(group, n - 1), {.name = "grow"});
    };
    auto body = [&](TaskGroup& group) -> Coro<> {
      group.create_task(grow(group, 2), {.name = "first"});
      co_return;
    };
    co_await with_task_group(body);
    const auto last = create_task(work(0, 1));
    say(last->name());
    co_await last;
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("4 1 2", "7 2 1", "10 3 0", "12 3 Task-5", "clean-up: 4"));
}

TEST_F(TaskGroupTest, GroupsNest) {
  auto program = [&]() -> Coro<> {
    auto inner = [&](TaskGroup& group) -> Coro<> {
      group.create_task(fail(1));
      group.create_task(stubborn(1));
      co_return;
    };
    auto outer = [&](TaskGroup& group) -> Coro<> {
      group.create_task(with_task_group(inner));
      group.create_task(stubborn(2));
      co_return;
    };
    co_await group_outcome(with_task_group(outer));
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("7 1 1 cancelled", "11 1 2 cancelled",
                                  "13 1 ExceptionGroup('unhandled errors in a TaskGroup', "
                                  "[ExceptionGroup('unhandled errors in a TaskGroup', "
                                  "[std::invalid_argument('bad')])])",
                                  "clean-up: 4"));
}

TEST_F(TaskGroupTest, TheFoldKnowsItAndTheTraceWhyItsTasksAreCancelled) {
  auto program = [&]() -> Coro<> {
    auto body = [&](TaskGroup& group) -> Coro<> {
      const auto task = group.create_task(stubborn(1));
      const auto failing = group.create_task(fail(1));
      const GroupState& state = *agreement_.state().scopes().group(group.trace_id());
      EXPECT_EQ(state.parent, current_task()->trace_id());
      EXPECT_THAT(state.tasks, ElementsAre(task->trace_id(), failing->trace_id()));
      co_return;
    };
    co_await group_outcome(with_task_group(body));
    EXPECT_TRUE(agreement_.state().scopes().groups().empty());
  };
  play(program());
  const Trace& trace = agreement_.trace();
  int caused = 0;
  for (EventId id = 1; id <= trace.size(); ++id) {
    if (trace.event(id).kind != EventKind::cancel_requested) continue;
    EXPECT_EQ(trace.event(trace.event(id).cause).kind, EventKind::group_aborting);
    ++caused;
  }
  EXPECT_EQ(caused, 2);  // the other task, and the parent
}

TEST(TaskGroupOfAnAbandonedLoop, GoesWithoutHarm) {
  SimulatedPlatform platform{{.seed = 0, .on_log = [](std::string_view) {}}};
  EventLoop loop(platform);
  auto wait = []() -> Coro<> { co_await sleep(9); };
  auto body = [&](TaskGroup& group) -> Coro<> {
    group.create_task(wait());
    co_return;
  };
  auto stop = []() -> Coro<> {
    co_await sleep(1);
    EventLoop::running().stop();
  };
  const auto task = create_task(loop, with_task_group(body));
  const auto stopping = create_task(loop, stop());
  loop.run_forever();
  EXPECT_FALSE(task->done());
  EXPECT_TRUE(stopping->done());
}

}  // namespace
}  // namespace loopscope
