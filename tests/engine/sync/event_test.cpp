#include "engine/sync/event.h"

#include "tests/engine/support/scenario.h"

namespace loopscope {
namespace {

using test::yes_no;
using testing::ElementsAre;

class SyncEventTest : public test::Scenario {
 protected:
  Coro<> wait(SyncEvent event, int number) {
    const bool result = co_await event.wait();
    say(std::to_string(number) + " " + yes_no(result));
  }
};

TEST_F(SyncEventTest, WakesAllWhoWaitEvenIfItIsClearedAtOnce) {
  auto program = [&]() -> Coro<> {
    const SyncEvent event;
    const auto first = create_task(wait(event, 1));
    const auto second = create_task(wait(event, 2));
    co_await sleep(0);
    const auto cancelled = create_task(wait(event, 3));
    co_await sleep(0);
    cancelled->cancel();
    say(event.repr());
    event.set();
    event.clear();
    say("set and cleared");
    co_await gather(first, second);
    event.set();
    co_await event.wait();
    say("at once " + yes_no(event.is_set()));
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("3 0 <Event [unset, waiters:3]>", "3 0 set and cleared",
                                  "4 0 1 True", "4 0 2 True", "6 0 at once True", "clean-up: 4"));
}

TEST_F(SyncEventTest, TheFoldKnowsWhetherItIsSet) {
  auto program = [&]() -> Coro<> {
    const SyncEvent event("go");
    const auto value = [&] { return agreement_.state().sync().find(event.trace_id())->value; };
    EXPECT_EQ(value(), 0U);
    event.set();
    EXPECT_EQ(value(), 1U);
    event.clear();
    EXPECT_EQ(value(), 0U);
    co_return;
  };
  play(program());
}

}  // namespace
}  // namespace loopscope
