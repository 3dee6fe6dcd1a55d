#include "engine/coro/shield.h"

#include "engine/coro/wait.h"
#include "tests/engine/support/workers.h"

namespace loopscope {
namespace {

using test::text_of;
using test::yes_no;
using testing::Contains;
using testing::ElementsAre;

class ShieldTest : public test::Workers {};

TEST_F(ShieldTest, KeepsACancellationFromWhatIsInside) {
  auto program = [&]() -> Coro<> {
    const TaskRef<int> inner = create_task(work(3, 4));
    auto waits = [&]() -> Coro<> {
      try {
        const int result = co_await shield(inner);
        say(std::to_string(result));
      } catch (const CancelledError& error) {
        say(text_of(error));
        throw;
      }
    };
    const std::vector tasks{create_task(waits()), create_task(waits())};
    co_await sleep(1);
    tasks[0]->cancel(make_message("c"));
    co_await wait(tasks);
    say(std::to_string(inner->result()) + " " + yes_no(tasks[0]->cancelled()));
    const int again = co_await shield(inner);
    say(std::to_string(again));
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("5 1 CancelledError('c')", "10 3 4", "12 3 4 True", "12 3 4",
                                  "clean-up: 4"));
  EXPECT_THAT(callbacks(), Contains("shield.<locals>._inner_done_callback"));
  EXPECT_THAT(callbacks(), Contains("shield.<locals>._outer_done_callback"));
}

TEST_F(ShieldTest, EndsAsWhatIsInsideDoes) {
  auto program = [&]() -> Coro<> {
    const TaskRef<int> cancelled = create_task(stubborn(1));
    auto outer = shield(cancelled);
    co_await sleep(1);
    cancelled->cancel(make_message("inner"));
    co_await outcome(outer);
    co_await outcome(shield(create_task(fail(1))));
  };
  play(program());
  EXPECT_THAT(notes_,
              ElementsAre("5 1 1 cancelled", "7 1 CancelledError()", "12 2 bad", "clean-up: 4"));
}

TEST_F(ShieldTest, OnceCancelledItLetsGoOfWhatIsInside) {
  auto program = [&]() -> Coro<> {
    const TaskRef<int> inner = create_task(fail(2));
    auto outer = shield(inner);
    co_await sleep(1);
    outer->cancel();
    co_await sleep(2);
    EXPECT_TRUE(inner->done());
  };
  play(program());
  // The shield has let go of the task, whose exception nobody has seen.
  EXPECT_THAT(notes_, ElementsAre("handler: Task exception was never retrieved", "clean-up: 4"));
}

TEST_F(ShieldTest, TakesValuesThatCanOnlyBeMoved) {
  auto make = []() -> Coro<std::unique_ptr<int>> {
    co_await sleep(1);
    co_return std::make_unique<int>(6);
  };
  auto program = [&]() -> Coro<> {
    const auto value = co_await shield(make());
    say(std::to_string(*value));
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("6 1 6", "clean-up: 4"));
}

}  // namespace
}  // namespace loopscope
