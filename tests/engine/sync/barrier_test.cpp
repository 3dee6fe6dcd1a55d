#include "engine/sync/barrier.h"

#include "tests/engine/support/scenario.h"

namespace loopscope {
namespace {

using test::yes_no;
using testing::ElementsAre;

class BarrierTest : public test::Scenario {
 protected:
  /// Waits once and says what came of it.
  Coro<> wait(Barrier barrier, int number) {
    const std::string who = std::to_string(number) + " ";
    try {
      const std::size_t index = co_await barrier.wait();
      say(who + std::to_string(index));
    } catch (const BrokenBarrierError& error) {
      say(who + error.what());
    } catch (const CancelledError&) {
      say(who + "cancelled");
      throw;
    }
  }
};

TEST_F(BarrierTest, LetsAllGoWhenTheLastHasCome) {
  auto program = [&]() -> Coro<> {
    const Barrier barrier(3);
    auto work = [&](int number) -> Coro<> {
      co_await sleep(number);
      const std::size_t first = co_await barrier.wait();
      say(std::to_string(number) + " index " + std::to_string(first) + " " +
          std::to_string(barrier.n_waiting()));
      const std::size_t second = co_await barrier.wait();
      say(std::to_string(number) + " again " + std::to_string(second));
    };
    co_await gather(work(1), work(2), work(3));
    say(barrier.repr() + " " + std::to_string(barrier.parties()) + " " + yes_no(barrier.broken()));
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("8 3 3 index 2 0", "9 3 1 index 0 0", "9 3 2 index 1 0",
                                  "10 3 1 again 2", "11 3 2 again 0", "11 3 3 again 1",
                                  "13 3 <Barrier [filling, waiters:0/3]> 3 False", "clean-up: 4"));
}

TEST_F(BarrierTest, AbortBreaksItUntilItIsReset) {
  auto program = [&]() -> Coro<> {
    const Barrier barrier(3);
    auto both = gather(wait(barrier, 1), wait(barrier, 2));
    co_await sleep(0);
    say(std::to_string(barrier.n_waiting()));
    co_await barrier.abort();
    co_await both;
    co_await wait(barrier, 3);
    say(yes_no(barrier.broken()));
    co_await barrier.reset();
    say(yes_no(barrier.broken()));
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("2 0 2", "3 0 1 Abort or reset of barrier",
                                  "3 0 2 Abort or reset of barrier", "5 0 3 Barrier aborted",
                                  "5 0 True", "5 0 False", "clean-up: 4"));
}

TEST_F(BarrierTest, ResetSendsThoseAwayWhoWait) {
  auto program = [&]() -> Coro<> {
    const Barrier barrier(2);
    const auto first = create_task(wait(barrier, 1));
    co_await sleep(0);
    co_await barrier.reset();
    co_await gather(first, create_task(wait(barrier, 2)), create_task(wait(barrier, 3)));
  };
  play(program());
  EXPECT_THAT(notes_,
              ElementsAre("3 0 1 Abort or reset of barrier", "3 0 3 1", "4 0 2 0", "clean-up: 4"));
}

TEST_F(BarrierTest, OneThatIsCancelledLeavesIt) {
  auto program = [&]() -> Coro<> {
    const Barrier barrier(2);
    const auto first = create_task(wait(barrier, 1));
    co_await sleep(0);
    first->cancel();
    co_await sleep(0);
    say(std::to_string(barrier.n_waiting()));
    co_await gather(wait(barrier, 2), wait(barrier, 3));
    try {
      const Barrier none(0);
    } catch (const ArgumentError& error) {
      say(error.what());
    }
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("3 0 1 cancelled", "3 0 0", "4 0 3 1", "5 0 2 0",
                                  "7 0 parties must be > 0", "clean-up: 4"));
}

TEST_F(BarrierTest, TheFoldKnowsWhoIsInsideAndItsPhase) {
  auto program = [&]() -> Coro<> {
    const Barrier barrier(2, "start");
    const auto first = create_task(wait(barrier, 1));
    co_await sleep(0);
    const auto state = [&]() -> const SyncState& {
      return *agreement_.state().sync().find(barrier.trace_id());
    };
    EXPECT_EQ(state().limit, 2U);
    EXPECT_EQ(state().value, 1U);
    const SyncState& condition = *agreement_.state().sync().find(state().part);
    EXPECT_EQ(condition.kind, SyncKind::condition);
    EXPECT_EQ(condition.waiters.size(), 1U);
    co_await barrier.abort();
    EXPECT_EQ(state().phase, BarrierPhase::broken);
    co_await first;
  };
  play(program());
}

}  // namespace
}  // namespace loopscope
