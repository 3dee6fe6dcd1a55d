#include "engine/coro/timeout.h"

#include "tests/engine/support/workers.h"

namespace loopscope {
namespace {

using test::yes_no;
using testing::Contains;
using testing::ElementsAre;

class TimeoutTest : public test::Workers {
 protected:
  template <class F>
  std::string error_of(F action) {
    try {
      action();
    } catch (const Error& error) {
      return error.what();
    }
    return "no error";
  }
};

TEST_F(TimeoutTest, TurnsItsCancellationIntoTimeoutError) {
  auto program = [&]() -> Coro<> {
    std::string after;
    auto late = [&](Timeout& scope) -> Coro<> {
      struct AtEnd {
        Timeout& scope;
        std::string& after;
        ~AtEnd() { after = yes_no(scope.expired()) + " " + scope.repr(); }
      };
      const AtEnd at_end{scope, after};
      co_await stubborn(1);
    };
    co_await outcome(with_timeout(2, late));
    say(after);
    auto in_time = [&](Timeout& scope) -> Coro<int> {
      co_await sleep(1);
      say(scope.repr());
      co_return 4;
    };
    const int result = co_await with_timeout(2, in_time);
    say(std::to_string(result) + " " + std::to_string(current_task()->cancelling()));
  };
  play(program());
  EXPECT_THAT(notes_,
              ElementsAre("3 2 1 cancelled", "3 2 TimeoutError", "3 2 True <Timeout [expiring]>",
                          "5 3 <Timeout [active] when=4.0>", "5 3 4 0", "clean-up: 4"));
  EXPECT_THAT(callbacks(), Contains("Timeout._on_timeout"));
}

TEST_F(TimeoutTest, MovesItsDeadline) {
  auto program = [&]() -> Coro<> {
    auto extended = [&](Timeout& scope) -> Coro<> {
      scope.reschedule(loop().time() + 3);
      co_await sleep(2);
      say("in time " + std::to_string(*scope.when()));
    };
    co_await with_timeout(1, extended);
    auto never = [&](Timeout& scope) -> Coro<> {
      say(scope.repr());
      co_return;
    };
    co_await with_timeout(std::nullopt, never);
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("3 2 in time 3.000000", "3 2 <Timeout [active] when=None>",
                                  "clean-up: 4"));
}

TEST_F(TimeoutTest, ADeadlineThatIsPastComesInTheNextIteration) {
  auto program = [&]() -> Coro<> {
    auto body = [&]() -> Coro<> {
      say("in");
      co_await sleep(0);
      say("never");
    };
    co_await outcome(with_timeout(-1, body));
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("1 0 in", "2 0 TimeoutError", "clean-up: 4"));
}

TEST_F(TimeoutTest, TheInnerOfTwoThatExpireTogetherRaises) {
  auto program = [&]() -> Coro<> {
    co_await outcome(with_timeout(1, with_timeout(1, stubborn(2))));
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("3 1 2 cancelled", "3 1 TimeoutError", "clean-up: 4"));
}

TEST_F(TimeoutTest, ACancellationOfSomebodyElseGoesOn) {
  auto program = [&]() -> Coro<> {
    const auto task = create_task(with_timeout(1, stubborn(1)));
    co_await sleep(1);
    task->cancel(make_message("also"));
    co_await outcome(task);
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("4 1 1 cancelled", "5 1 CancelledError()", "clean-up: 4"));
}

TEST_F(TimeoutTest, OtherErrorsPass) {
  auto program = [&]() -> Coro<> { co_await outcome(with_timeout(5, fail(1))); };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("3 1 bad", "clean-up: 4"));
}

TEST_F(TimeoutTest, MisuseThrowsWhatAsyncioRaises) {
  auto program = [&]() -> Coro<> {
    Timeout scope(loop().time() + 1);
    say(error_of([&] { scope.reschedule(3); }));
    scope.enter();
    scope.exit(nullptr);
    say(error_of([&] { scope.reschedule(3); }));
    say(error_of([&] { scope.enter(); }));
    co_return;
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("1 0 Timeout has not been entered",
                                  "1 0 Cannot change state of finished Timeout",
                                  "1 0 Timeout has already been entered", "clean-up: 4"));
  Timeout outside(1);
  EXPECT_EQ(error_of([&] { outside.enter(); }), "no running event loop");
}

TEST_F(TimeoutTest, TheFoldKnowsItAndTheTraceWhyItsTaskIsCancelled) {
  auto program = [&]() -> Coro<> {
    auto body = [&](Timeout& scope) -> Coro<> {
      co_await sleep(1);
      const ScopeFold& fold = agreement_.state().scopes();
      EXPECT_THAT(fold.timeouts(), ElementsAre(scope.trace_id()));
      EXPECT_EQ(fold.timeout(scope.trace_id())->when, 2.0);
      EXPECT_EQ(fold.timeout(scope.trace_id())->task, current_task()->trace_id());
      co_await stubborn(1);
    };
    co_await outcome(with_timeout(2, body));
    EXPECT_TRUE(agreement_.state().scopes().timeouts().empty());
  };
  play(program());
  const Trace& trace = agreement_.trace();
  int caused = 0;
  for (EventId id = 1; id <= trace.size(); ++id) {
    const Event& event = trace.event(id);
    if (event.kind == EventKind::cancel_requested) {
      EXPECT_EQ(trace.event(event.cause).kind, EventKind::timeout_expired);
      ++caused;
    } else if (event.kind == EventKind::timeout_left) {
      EXPECT_EQ(event.flags, static_cast<std::uint16_t>(ScopeEnd::expired));
    }
  }
  EXPECT_EQ(caused, 1);
}

}  // namespace
}  // namespace loopscope
