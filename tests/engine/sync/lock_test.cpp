#include "engine/sync/lock.h"

#include <optional>
#include <string>

#include "tests/engine/support/scenario.h"

namespace loopscope {
namespace {

using test::text_of;
using test::yes_no;
using testing::ElementsAre;

class LockTest : public test::Scenario {
 protected:
  /// Takes the lock and gives it back; says when it has it or is cancelled.
  Coro<> visit(Lock lock, int number) {
    try {
      co_await lock.acquire();
    } catch (const CancelledError& error) {
      say(std::to_string(number) + " " + text_of(error));
      throw;
    }
    say(std::to_string(number) + " has it");
    lock.release();
  }
  template <class T>
  Coro<> outcome_of(TaskRef<T> task) {
    try {
      co_await task;
    } catch (const CancelledError&) {
    }
  }
};

TEST_F(LockTest, IsHandedOnInTheOrderOfAsking) {
  auto program = [&]() -> Coro<> {
    const Lock lock;
    auto work = [&](int number) -> Coro<> {
      {
        const auto held = co_await hold(lock);
        say(std::to_string(number) + " in");
        co_await sleep(1);
      }
      say(std::to_string(number) + " out");
    };
    co_await gather(work(1), work(2), work(3));
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("2 0 1 in", "4 1 1 out", "5 1 2 in", "7 2 2 out", "8 2 3 in",
                                  "10 3 3 out", "clean-up: 4"));
}

TEST_F(LockTest, NobodyOvertakesTheOneThatWasWoken) {
  auto program = [&]() -> Coro<> {
    const Lock lock;
    co_await lock.acquire();
    const auto first = create_task(visit(lock, 1));
    co_await sleep(0);
    lock.release();
    say(yes_no(lock.locked()));
    const auto second = create_task(visit(lock, 2));
    co_await lock.acquire();
    say("main has it");
    lock.release();
    co_await first;
    co_await second;
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("2 0 False", "3 0 1 has it", "4 0 main has it", "5 0 2 has it",
                                  "clean-up: 4"));
}

TEST_F(LockTest, AWokenOneThatIsCancelledWakesTheNext) {
  auto program = [&]() -> Coro<> {
    const Lock lock;
    co_await lock.acquire();
    const auto a = create_task(visit(lock, 1));
    const auto b = create_task(visit(lock, 2));
    const auto c = create_task(visit(lock, 3));
    co_await sleep(0);
    b->cancel(make_message("two"));
    lock.release();
    a->cancel(make_message("one"));
    co_await outcome_of(c);
    say(yes_no(lock.locked()) + " " + yes_no(a->cancelled()) + yes_no(b->cancelled()) +
        yes_no(c->cancelled()));
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("3 0 2 CancelledError('two')", "3 0 1 CancelledError('one')",
                                  "4 0 3 has it", "5 0 False TrueTrueFalse", "clean-up: 4"));
}

TEST_F(LockTest, OneThatWasCancelledBeforeTheReleaseLetsTheNextGo) {
  auto program = [&]() -> Coro<> {
    const Lock lock;
    co_await lock.acquire();
    const auto a = create_task(visit(lock, 1));
    const auto b = create_task(visit(lock, 2));
    co_await sleep(0);
    a->cancel();
    lock.release();
    co_await sleep(0);
    say(yes_no(lock.locked()));
    co_await b;
  };
  play(program());
  EXPECT_THAT(notes_,
              ElementsAre("3 0 1 CancelledError()", "3 0 False", "4 0 2 has it", "clean-up: 4"));
}

TEST_F(LockTest, ReleasingAnUnlockedLockIsAnError) {
  const Lock lock;
  try {
    lock.release();
    FAIL();
  } catch (const LoopError& error) {
    EXPECT_STREQ(error.what(), "Lock is not acquired.");
  }
}

TEST_F(LockTest, BelongsToTheLoopOnWhichSomebodyWaited) {
  const Lock lock;
  auto first = [&]() -> Coro<> {
    co_await lock.acquire();
    const auto waiting = create_task(visit(lock, 1));
    co_await sleep(0);
    waiting->cancel();
  };
  play(first());
  auto second = [&]() -> Coro<> { co_await lock.acquire(); };
  SimulatedPlatform other;
  try {
    run(other, second());
    FAIL();
  } catch (const LoopError& error) {
    EXPECT_STREQ(error.what(), "<Lock [locked]> is bound to a different event loop");
  }
}

TEST_F(LockTest, AGuardThatMayNotReleaseTellsTheExceptionHandler) {
  auto program = [&]() -> Coro<> {
    const Lock lock;
    const auto held = co_await hold(lock);
    lock.release();
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("handler: Exception in the release at the end of a scope",
                                  "clean-up: 4"));
}

TEST_F(LockTest, AGuardReleasesEarlyWhenItIsTold) {
  auto program = [&]() -> Coro<> {
    const Lock lock;
    auto held = co_await hold(lock);
    held.release();
    say(lock.repr());
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("1 0 <Lock [unlocked]>", "clean-up: 4"));
}

TEST_F(LockTest, TasksMayWaitLongerThanTheNameThatItHad) {
  auto program = [&]() -> Coro<> {
    const Lock lock;
    co_await lock.acquire();
    create_task(visit(lock, 1));
    co_await sleep(0);
  };
  play(program());  // its end cancels the task, which refers to the lock still
  EXPECT_THAT(notes_, ElementsAre("4 0 1 CancelledError()", "clean-up: 7"));
}

TEST(LockOfAnAbandonedTask, IsReleasedWithoutHarm) {
  SimulatedPlatform platform{{.seed = 0, .on_log = [](std::string_view) {}}};
  std::optional<EventLoop> loop(std::in_place, platform);
  const Lock lock;
  auto keep = [](Lock mine) -> Coro<> {
    const auto held = co_await hold(mine);
    co_await sleep(9);
  };
  auto wait = [](Lock mine) -> Coro<> { co_await mine.acquire(); };
  auto stop = []() -> Coro<> {
    co_await sleep(1);
    EventLoop::running().stop();
  };
  create_task(*loop, keep(lock));
  create_task(*loop, wait(lock));
  create_task(*loop, stop());
  loop->run_forever();
  EXPECT_TRUE(lock.locked());
  loop.reset();
  EXPECT_FALSE(lock.locked());
}

TEST_F(LockTest, TheTraceTellsWhoHoldsItWhoWaitsAndWhoseReleaseWakesIt) {
  auto program = [&]() -> Coro<> {
    const Lock lock("door");
    co_await lock.acquire();
    const auto other = create_task(visit(lock, 1));
    co_await sleep(0);
    const SyncState& state = *agreement_.state().sync().find(lock.trace_id());
    EXPECT_EQ(agreement_.trace().text(state.name), "door");
    EXPECT_EQ(state.kind, SyncKind::lock);
    EXPECT_EQ(state.value, 1U);
    EXPECT_THAT(state.holders, ElementsAre(current_task()->trace_id()));
    EXPECT_THAT(state.waiters, ElementsAre(other->waits_for()->trace_id()));
    EXPECT_EQ(agreement_.state().future(state.waiters[0])->sync, lock.trace_id());
    lock.release();
    co_await other;
  };
  play(program());
  // handle_enqueued (wakeup) <- future_done <- sync_changed (released)
  const Trace& trace = agreement_.trace();
  int chains = 0;
  for (EventId id = 1; id <= trace.size(); ++id) {
    const Event& event = trace.event(id);
    if (event.kind != EventKind::handle_enqueued || event.cause == 0) continue;
    const Event& done = trace.event(event.cause);
    if (done.kind != EventKind::future_done || done.cause == 0) continue;
    const Event& release = trace.event(done.cause);
    if (release.kind != EventKind::sync_changed) continue;
    EXPECT_EQ(release.flags, static_cast<std::uint16_t>(SyncChange::released));
    ++chains;
  }
  EXPECT_EQ(chains, 1);
  EXPECT_TRUE(agreement_.state().sync().all().empty());
}

TEST_F(LockTest, TheTraceHearsOfALockThatWasMadeBefore) {
  const Lock lock;
  auto take = [&]() -> Coro<> { co_await lock.acquire(); };
  SimulatedPlatform untraced;
  run(untraced, take());
  auto program = [&]() -> Coro<> {
    lock.release();
    co_await lock.acquire();
    EXPECT_EQ(agreement_.state().sync().find(lock.trace_id())->value, 1U);
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("clean-up: 4"));
}

}  // namespace
}  // namespace loopscope
