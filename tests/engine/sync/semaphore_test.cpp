#include "engine/sync/semaphore.h"

#include "tests/engine/support/scenario.h"

namespace loopscope {
namespace {

using test::yes_no;
using testing::ElementsAre;

class SemaphoreTest : public test::Scenario {
 protected:
  Coro<> take(Semaphore semaphore, int number, bool gives_back) {
    try {
      co_await semaphore.acquire();
    } catch (const CancelledError&) {
      say(std::to_string(number) + " cancelled");
      throw;
    }
    say(std::to_string(number) + " got");
    if (gives_back) semaphore.release();
  }
};

TEST_F(SemaphoreTest, LetsSoManyInAtATime) {
  auto program = [&]() -> Coro<> {
    const Semaphore semaphore(2);
    auto work = [&](int number) -> Coro<> {
      {
        const auto held = co_await hold(semaphore);
        say(std::to_string(number) + " in");
        co_await sleep(number);
      }
      say(std::to_string(number) + " out");
    };
    co_await gather(work(1), work(2), work(3), work(4));
    say(yes_no(semaphore.locked()));
  };
  play(program());
  EXPECT_THAT(notes_,
              ElementsAre("2 0 1 in", "2 0 2 in", "4 1 1 out", "5 1 3 in", "7 2 2 out", "8 2 4 in",
                          "10 4 3 out", "13 6 4 out", "15 6 False", "clean-up: 4"));
}

TEST_F(SemaphoreTest, AUnitHandedToACancelledTaskGoesToTheNext) {
  auto program = [&]() -> Coro<> {
    const Semaphore semaphore(0);
    std::vector<TaskRef<void>> tasks;
    for (int i = 1; i <= 3; ++i) tasks.push_back(create_task(take(semaphore, i, false)));
    co_await sleep(0);
    semaphore.release();
    tasks[0]->cancel();
    tasks[1]->cancel();
    say(yes_no(semaphore.locked()));
    co_await sleep(0);
    co_await sleep(0);
    say(semaphore.repr());
    semaphore.release();
    semaphore.release();
    co_await gather_outcomes(tasks);
    say(semaphore.repr());
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("2 0 True", "3 0 1 cancelled", "3 0 2 cancelled", "4 0 3 got",
                                  "4 0 <Semaphore [locked]>", "6 0 <Semaphore [unlocked, value:2]>",
                                  "clean-up: 4"));
}

TEST_F(SemaphoreTest, NobodyOvertakesTheOneThatWasWoken) {
  auto program = [&]() -> Coro<> {
    const Semaphore semaphore;
    co_await semaphore.acquire();
    const auto first = create_task(take(semaphore, 1, true));
    co_await sleep(0);
    semaphore.release();
    say(yes_no(semaphore.locked()));
    co_await take(semaphore, 2, true);
    co_await first;
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("2 0 True", "3 0 1 got", "4 0 2 got", "clean-up: 4"));
}

TEST_F(SemaphoreTest, RefusesANegativeValueAndTooManyReleases) {
  const auto text_of_error = [](auto&& action) -> std::string {
    try {
      action();
    } catch (const ArgumentError& error) {
      return error.what();
    }
    return "no error";
  };
  EXPECT_EQ(text_of_error([] { const Semaphore semaphore(-1); }),
            "Semaphore initial value must be >= 0");
  EXPECT_EQ(text_of_error([] { const BoundedSemaphore semaphore(-1); }),
            "Semaphore initial value must be >= 0");
  EXPECT_EQ(text_of_error([] {
              const BoundedSemaphore semaphore(1);
              semaphore.release();
            }),
            "BoundedSemaphore released too many times");
}

TEST_F(SemaphoreTest, TheFoldKnowsItsValueItsBoundAndItsHolders) {
  auto program = [&]() -> Coro<> {
    const BoundedSemaphore semaphore(3, "pool");
    co_await semaphore.acquire();
    const SyncState& state = *agreement_.state().sync().find(semaphore.trace_id());
    EXPECT_EQ(state.kind, SyncKind::bounded_semaphore);
    EXPECT_EQ(state.limit, 3U);
    EXPECT_EQ(state.value, 2U);
    EXPECT_THAT(state.holders, ElementsAre(current_task()->trace_id()));
    semaphore.release();
  };
  play(program());
}

}  // namespace
}  // namespace loopscope
