#include "gui/app/layout_history.h"

#include <gtest/gtest.h>

#include <utility>

#include "gui/app/reducer.h"
#include "tests/gui/support/desk.h"
#include "tests/gui/support/programs.h"

namespace loopscope::gui {
namespace {

using testing::Desk;

Arrangement with_split(std::size_t index, float share) {
  Arrangement arrangement;
  arrangement.splits[index] = share;
  return arrangement;
}

TEST(LayoutHistory, TakesChangesBackAndMakesThemAgain) {
  LayoutHistory history{Arrangement()};
  EXPECT_FALSE(history.can_undo());
  history.note(with_split(0, 0.3F), 1.0);
  history.note(with_split(1, 0.6F), 1.1);
  EXPECT_EQ(history.undo(), with_split(0, 0.3F));
  EXPECT_EQ(history.undo(), Arrangement());
  EXPECT_FALSE(history.can_undo());
  EXPECT_EQ(history.undo(), Arrangement());
  EXPECT_EQ(history.redo(), with_split(0, 0.3F));
  EXPECT_EQ(history.redo(), with_split(1, 0.6F));
  EXPECT_FALSE(history.can_redo());
}

TEST(LayoutHistory, ADragIsOneChangeAndTheNextDragAnother) {
  LayoutHistory history{Arrangement()};
  for (int frame = 0; frame < 50; ++frame) {
    history.note(with_split(2, 0.3F + 0.001F * static_cast<float>(frame)), 0.016 * frame);
  }
  history.note(with_split(2, 0.8F), 5.0);
  history.undo();
  EXPECT_TRUE(history.can_undo());
  EXPECT_EQ(history.undo(), Arrangement());
}

TEST(LayoutHistory, ASlowDragIsOneChangeToo) {
  LayoutHistory history{Arrangement()};
  history.note(Arrangement(), 0.5, true);
  history.note(with_split(2, 0.3F), 1.0, true);
  history.note(with_split(2, 0.4F), 3.0, true);
  history.note(with_split(2, 0.5F), 9.0, true);
  history.note(with_split(2, 0.5F), 10.0, false);
  history.note(with_split(2, 0.6F), 12.0, true);
  EXPECT_EQ(history.undo(), with_split(2, 0.5F));
  EXPECT_EQ(history.undo(), Arrangement());
}

TEST(LayoutHistory, AChangeAfterAnUndoEndsWhatCouldBeRedone) {
  LayoutHistory history{Arrangement()};
  history.note(with_split(0, 0.3F), 1.0);
  history.undo();
  history.note(with_split(1, 0.3F), 1.1);
  EXPECT_FALSE(history.can_redo());
}

TEST(LayoutHistory, ForgetsWhatTheTimelineShowedOfAnotherRun) {
  LayoutHistory history{Arrangement()};
  Arrangement zoomed;
  zoomed.time_window = {0.2, 0.4, false};
  history.note(zoomed, 1.0);
  history.forget_time_windows();
  EXPECT_FALSE(history.can_undo());
}

TEST(LayoutOfTheWindow, IsTakenBackWhateverChangedIt) {
  Desk desk(testing::three_sleepers());
  const auto change = [&desk](auto&& how) {
    const Arrangement before = arrangement_of(desk.model());
    how();
    const Arrangement after = arrangement_of(desk.model());
    ASSERT_NE(before, after);
    desk.press(Command::undo_layout);
    EXPECT_EQ(arrangement_of(desk.model()), before);
    desk.press(Command::redo_layout);
    EXPECT_EQ(arrangement_of(desk.model()), after);
    for (const std::string& complaint : desk.complaints()) ADD_FAILURE() << complaint;
  };
  change([&] { desk.drag("splitter/left_column", {60.0F, 0.0F}); });
  change([&] { desk.drag("splitter/bottom", {0.0F, -40.0F}); });
  change([&] { desk.wheel(desk.find("timeline/lane-1").rect.center() + Vec{300, 0}, {0, 2}); });
  change([&] { desk.press(Command::larger); });
  change([&] { desk.press(Command::present); });
  change([&] { desk.press(Command::show_graph); });
  change([&] { desk.press(Command::reset_layout); });
}

TEST(LayoutOfTheWindow, CanNotBeTakenBackFurtherThanItWas) {
  Desk desk(testing::three_sleepers());
  const Arrangement before = arrangement_of(desk.model());
  desk.press(Command::undo_layout);
  EXPECT_EQ(arrangement_of(desk.model()), before);
}

}  // namespace
}  // namespace loopscope::gui
