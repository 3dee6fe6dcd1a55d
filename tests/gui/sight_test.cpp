#include <gtest/gtest.h>

#include <string>

#include "gui/app/reducer.h"
#include "tests/gui/support/desk.h"
#include "tests/gui/support/programs.h"

namespace loopscope::gui {
namespace {

using testing::Desk;
using testing::DeskOptions;
using Name = Key::Name;

void open(Desk& desk, std::size_t lesson, std::size_t step) {
  Actions actions;
  actions.add(OpenLesson{lesson});
  actions.add(GoToStep{step});
  reduce(desk.model(), actions, 0.0);
  desk.settle();
}

bool is_in_sight(Desk& desk, const std::string& id) {
  const Element* const element = desk.seen().find(id);
  return element != nullptr && element->clip.contains(element->rect, 1.0F);
}

std::size_t index_of(Desk& desk, std::string_view id) {
  return desk.model().catalog.index_of(std::string(id)).value();
}

TEST(InSight, TheQuestionOfAChallengeStands) {
  for (const player::Language language : player::all_languages) {
    DeskOptions options;
    options.settings.language = language;
    Desk desk(testing::all_lessons(), options);
    for (std::size_t i = 0; i < desk.model().lessons.size(); ++i) {
      if (desk.model().lessons[i].id.find("challenge") == std::string::npos) continue;
      open(desk, i, 0);
      ASSERT_TRUE(desk.model().choices.has_value()) << desk.model().lessons[i].id;
      EXPECT_TRUE(is_in_sight(desk, "lesson/choice-0")) << desk.model().lessons[i].id;
    }
  }
}

TEST(InSight, TheLessonAtHandStandsInTheMenu) {
  DeskOptions options;
  options.size = {1024.0F, 640.0F};
  Desk desk(testing::all_lessons(), options);
  const std::size_t last = desk.model().lessons.size() - 1;
  open(desk, last, 0);
  desk.press(Command::lessons);
  desk.settle();
  EXPECT_TRUE(is_in_sight(desk, "menu/row-" + std::to_string(last)));
  EXPECT_EQ(desk.seen().find("menu/scroll/bar_x"), nullptr);
  EXPECT_TRUE(desk.complaints().empty());
}

TEST(InSight, TheRunningLineStaysWhenTheLayoutChanges) {
  Desk desk(testing::all_lessons());
  open(desk, index_of(desk, "03-the-timer-heap"), 2);
  const std::string line =
      "program/number-" + std::to_string(desk.session().state().current_line());
  ASSERT_NE(line, "program/number-0");
  EXPECT_TRUE(is_in_sight(desk, line));
  desk.press(Command::present);
  desk.settle();
  EXPECT_TRUE(is_in_sight(desk, line));
  desk.resize({1024.0F, 640.0F}, 1.0F);
  desk.settle();
  EXPECT_TRUE(is_in_sight(desk, line));
}

TEST(InSight, APaletteWithoutRowsSaysSo) {
  Desk desk(testing::three_sleepers());
  desk.press(Command::palette);
  for (int i = 0; i < 3; ++i) desk.press(Key::of(U'z'));
  desk.settle();
  EXPECT_TRUE(desk.shows(desk.model().texts["palette.nothing"]));
  EXPECT_TRUE(desk.complaints().empty());
}

TEST(InSight, NoRowOfATableIsCutInTwo) {
  DeskOptions options;
  options.size = {1280.0F, 800.0F};
  Desk desk(testing::all_lessons(), options);
  open(desk, index_of(desk, "56-challenge-too-many-at-once"), 0);
  for (const Position position : {desk.session().end() / 2, desk.session().end()}) {
    desk.model().session->seek(position);
    desk.settle();
    for (const Element& element : desk.seen().elements()) {
      const bool row = element.id.starts_with("tasks/row-") && element.id.ends_with("/name");
      const bool line = element.id.starts_with("output/line-") && element.id.ends_with("/text");
      if (!(row || line) || !element.visible()) continue;
      const Rect seen = element.rect.intersect(element.clip);
      EXPECT_GT(seen.height(), 0.6F * element.rect.height()) << element.id << " at " << position;
    }
  }
}

}  // namespace
}  // namespace loopscope::gui
