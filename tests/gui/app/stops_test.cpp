#include "gui/app/stops.h"

#include <gtest/gtest.h>

#include "engine/base/error.h"
#include "gui/app/condition.h"
#include "tests/gui/support/programs.h"

namespace loopscope::gui {
namespace {

class StopsTest : public ::testing::Test {
 protected:
  const Timeline& timeline() const { return session->timeline(); }
  Event event(Position position) const { return session->trace().event(position); }

  std::unique_ptr<player::Session> session = testing::run(
      "import asyncio\n"
      "async def work(n):\n"
      "    await asyncio.sleep(n)\n"
      "    print('done', n)\n"
      "async def main():\n"
      "    tasks = [asyncio.create_task(work(n)) for n in range(1, 6)]\n"
      "    await asyncio.sleep(2.5)\n"
      "    tasks[3].cancel()\n"
      "    await asyncio.gather(*tasks, return_exceptions=True)\n"
      "asyncio.run(main())\n");
};

TEST_F(StopsTest, ABreakpointIsReachedForwardsAndBackwards) {
  Stops stops;
  stops.lines = {4};
  std::vector<Position> forwards;
  for (auto at = next_stop(stops, timeline(), 0); at; at = next_stop(stops, timeline(), *at)) {
    EXPECT_EQ(event(*at).kind, EventKind::line_reached);
    EXPECT_EQ(event(*at).line, 4U);
    forwards.push_back(*at);
  }
  EXPECT_EQ(forwards.size(), 4U);
  std::vector<Position> backwards;
  for (auto at = previous_stop(stops, timeline(), timeline().end()); at;
       at = previous_stop(stops, timeline(), *at)) {
    backwards.insert(backwards.begin(), *at);
  }
  EXPECT_EQ(backwards, forwards);
}

TEST_F(StopsTest, AConditionStopsWhereItComesTrue) {
  const auto many = Condition::parse("ready > 3").next(timeline(), 0);
  ASSERT_TRUE(many);
  EXPECT_EQ(timeline().seek(*many).current_loop()->ready.size(), 4U);
  EXPECT_EQ(timeline().seek(*many - 1).current_loop()->ready.size(), 3U);
  const auto cancelled = Condition::parse("Task-5 is cancelled").next(timeline(), 0);
  ASSERT_TRUE(cancelled);
  EXPECT_EQ(timeline().seek(*cancelled).task_at(4).status, TaskStatus::cancelled);
  const auto printed = Condition::parse("prints done 3").next(timeline(), 0);
  ASSERT_TRUE(printed);
  EXPECT_EQ(event(*printed).kind, EventKind::output);
  EXPECT_FALSE(Condition::parse("prints done 4").next(timeline(), 0));
  EXPECT_FALSE(Condition::parse("ready > 300").next(timeline(), 0));
}

TEST_F(StopsTest, TheLastMomentOfAConditionIsFoundBackwards) {
  const Condition condition = Condition::parse("timers < 3");
  std::vector<Position> all;
  for (auto at = condition.next(timeline(), 0); at; at = condition.next(timeline(), *at)) {
    all.push_back(*at);
  }
  ASSERT_FALSE(all.empty());
  EXPECT_EQ(condition.previous(timeline(), timeline().end() + 1), all.back());
  EXPECT_FALSE(condition.previous(timeline(), all.front()));
}

TEST_F(StopsTest, TheNearerOfBreakpointAndConditionWins) {
  Stops stops;
  stops.lines = {8};
  stops.condition = "prints done 1";
  const auto first = next_stop(stops, timeline(), 0);
  ASSERT_TRUE(first);
  EXPECT_EQ(event(*first).kind, EventKind::output);
  const auto second = next_stop(stops, timeline(), *first);
  ASSERT_TRUE(second);
  EXPECT_EQ(event(*second).line, 8U);
}

TEST_F(StopsTest, WhatCantBeUnderstoodSaysWhatCan) {
  EXPECT_THROW(Condition::parse(""), Error);
  EXPECT_THROW(Condition::parse("ready is many"), Error);
  EXPECT_THROW(Condition::parse("ready > many"), Error);
  EXPECT_THROW(Condition::parse("what is this thing"), Error);
}

TEST(Bookmarks, TheNearestIsFoundOnEitherSide) {
  Stops stops;
  stops.bookmarks = {3, 9};
  EXPECT_EQ(next_bookmark(stops, 3), 9U);
  EXPECT_EQ(previous_bookmark(stops, 9), 3U);
  EXPECT_FALSE(next_bookmark(stops, 9));
  EXPECT_FALSE(previous_bookmark(stops, 3));
}

}  // namespace
}  // namespace loopscope::gui
