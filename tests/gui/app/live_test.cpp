#include "gui/app/live.h"

#include <gtest/gtest.h>

#include "tests/gui/support/desk.h"
#include "tests/gui/support/live_desk.h"
#include "tests/gui/support/programs.h"

namespace loopscope::gui {
namespace {

using testing::Desk;
using testing::expect_good;
using testing::wait_for;

constexpr const char* ticker = R"(
import asyncio

async def main():
    for i in range(2000):
        print("tick", i)
        await asyncio.sleep(0.02)

asyncio.run(main())
)";

TEST(LiveRunsInTheWindow, AreFollowedWithTheSamePanelsAndStopped) {
  Desk desk(testing::run(ticker));
  desk.press(Command::clock);
  ASSERT_TRUE(desk.model().live);
  wait_for(desk, [&] { return desk.model().output.size() > 3; });
  EXPECT_TRUE(desk.shows(desk.model().output.back().text));
  EXPECT_EQ(desk.session().position(), desk.session().end()) << "the cursor goes with the run";
  expect_good(desk);
  desk.press(Command::clock);
  wait_for(desk, [&] { return desk.model().live == nullptr; });
  expect_good(desk);
  EXPECT_LT(desk.model().output.size(), 2000U);
  desk.press(Command::step_back);
  EXPECT_LT(desk.session().position(), desk.session().end());
  desk.press(Command::clock);
  EXPECT_TRUE(desk.session().trace().description().virtual_clock);
  EXPECT_EQ(desk.model().output.size(), 2000U);
}

TEST(LiveRunsInTheWindow, LeaveTheCursorWhereSomebodyPutIt) {
  Desk desk(testing::run(ticker));
  desk.press(Command::clock);
  wait_for(desk, [&] { return desk.model().output.size() > 3; });
  desk.press(Command::step_back);
  const Position chosen = desk.session().position();
  const std::size_t lines = desk.model().output.size();
  wait_for(desk, [&] { return desk.model().output.size() > lines + 3; });
  EXPECT_EQ(desk.session().position(), chosen);
  desk.press(Command::to_end);
  const Position end = desk.session().position();
  wait_for(desk, [&] { return desk.session().position() > end; });
  expect_good(desk);
}

TEST(LiveRunsInTheWindow, OfALessonKeepTheLesson) {
  Desk desk(testing::all_lessons());
  const std::string title = desk.session().lesson()->steps[0].title;
  desk.press(Command::clock);
  ASSERT_TRUE(desk.model().live);
  EXPECT_TRUE(desk.shows(title));
  expect_good(desk);
  stop_live(desk.model());
  wait_for(desk, [&] { return desk.model().live == nullptr; });
  expect_good(desk);
}

TEST(LiveRunsInTheWindow, EndWhenSomethingElseIsOpened) {
  Desk desk(testing::all_lessons());
  for (const Command command : {Command::next_lesson, Command::edit}) {
    desk.press(Command::clock);
    ASSERT_TRUE(desk.model().live);
    desk.press(command);
    if (command == Command::next_lesson) {
      EXPECT_FALSE(desk.model().live);
    }
  }
  open_session(desk.model(), testing::run("print(1)"));
  EXPECT_FALSE(desk.model().live);
  desk.settle();
  EXPECT_EQ(desk.model().output.size(), 1U);
}

}  // namespace
}  // namespace loopscope::gui
