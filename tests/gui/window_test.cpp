#include <gtest/gtest.h>

#include "tests/engine/trace/synthetic_trace.h"
#include "tests/gui/support/desk.h"
#include "tests/gui/support/programs.h"

namespace loopscope::gui {
namespace {

using testing::Desk;

void expect_good(Desk& desk) {
  for (const std::string& complaint : desk.complaints()) ADD_FAILURE() << complaint;
}

TEST(WindowContent, AProgramOfOnesOwnHasNoSteps) {
  Desk desk(testing::three_sleepers());
  EXPECT_TRUE(desk.shows("YOUR PROGRAM"));
  EXPECT_EQ(desk.seen().find("lesson/next"), nullptr);
  expect_good(desk);
}

TEST(WindowContent, ATraceMadeElsewhereIsShownAsWell) {
  for (const player::Language language : player::all_languages) {
    testing::DeskOptions options;
    options.settings.language = language;
    loopscope::testing::SyntheticLoop loop({.tasks = 12, .seed = 5});
    Desk desk(std::make_unique<player::Session>(loop.finish(600)), options);
    expect_good(desk);
    desk.press(Command::to_end);
    expect_good(desk);
  }
}

TEST(WindowContent, AProgramsPathIsNotPutIntoCapitals) {
  Desk desk(std::make_unique<player::Session>("print(1)\n", "/tmp/Some/one.py"));
  EXPECT_TRUE(desk.shows("ONE.PY"));
  EXPECT_FALSE(desk.shows("/TMP/SOME/ONE.PY"));
  EXPECT_TRUE(desk.shows("/tmp/Some/one.py")) << "in the toolbar";
  expect_good(desk);
}

TEST(WindowContent, ATraceOfNothingIsShownAsWell) {
  Desk desk(std::make_unique<player::Session>(std::make_shared<const Trace>()));
  EXPECT_FALSE(desk.find("toolbar/step_forward").enabled);
  EXPECT_NE(desk.seen().find("output/empty"), nullptr);
  EXPECT_NE(desk.seen().find("program/empty"), nullptr);
  expect_good(desk);
  desk.press(Command::step_forward);
  desk.press(Command::play_pause);
  EXPECT_FALSE(desk.model().playing);
}

TEST(WindowContent, ALineOfOutputLeadsToItsMoment) {
  Desk desk(testing::three_sleepers());
  ASSERT_FALSE(desk.model().output.empty());
  desk.click("output/line-1");
  EXPECT_EQ(desk.session().position(), desk.model().output[1].event);
  expect_good(desk);
}

TEST(WindowContent, AParkedTaskStandsAtItsLineAndIsSelectedByAClick) {
  Desk desk(testing::three_sleepers());
  const auto& state = desk.session().state();
  while (desk.session().position() < desk.session().end()) {
    desk.press(Command::step_forward);
    if (state.task_count() > 1 && state.task_at(1).status == TaskStatus::sleeping) break;
  }
  ASSERT_GT(state.task_count(), 1U);
  desk.click("program/task-2");
  EXPECT_EQ(desk.model().selection, (Selection{Selection::Kind::task, state.task_at(1).id}));
  expect_good(desk);
}

TEST(WindowContent, TheRunningLineComesIntoSight) {
  Desk desk(testing::three_sleepers(), {.size = {1024.0F, 640.0F}});
  desk.press(Command::unit_line);
  for (int step = 0; step < 30 && desk.find("toolbar/step_forward").enabled; ++step) {
    desk.press(Command::step_forward);
    const auto line = desk.session().state().current_line();
    if (line == 0) continue;
    const Element& number = desk.find("program/number-" + std::to_string(line));
    EXPECT_TRUE(number.clip.contains(number.rect, 1.0F)) << line;
  }
}

TEST(WindowContent, TheProgramsBeginningComesIntoSightAtTheStart) {
  Desk desk(testing::three_sleepers(), {.size = {1024.0F, 640.0F}});
  desk.press(Command::to_end);
  desk.wheel(desk.find("program/panel").rect.center(), {0.0F, -50.0F});
  desk.press(Command::to_start);
  const Element& number = desk.find("program/number-1");
  EXPECT_TRUE(number.clip.contains(number.rect, 1.0F));
}

TEST(WindowContent, MenusOpenUnderTheirButtonsAndAnswer) {
  Desk desk(testing::three_sleepers());
  desk.click("toolbar/speed");
  expect_good(desk);
  desk.click("menu/row-4");
  EXPECT_EQ(desk.model().settings.speed, speeds[4]);
  desk.click("toolbar/unit");
  desk.click("menu/row-0");
  EXPECT_EQ(desk.model().settings.unit, StepUnit::event);
  desk.click("toolbar/unit");
  EXPECT_NE(desk.seen().find("menu/panel"), nullptr);
  desk.click(Vec{5.0F, 700.0F});
  EXPECT_EQ(desk.seen().find("menu/panel"), nullptr);
}

TEST(WindowContent, TheHelpShowsEveryCommandInBothLanguages) {
  for (const player::Language language : player::all_languages) {
    testing::DeskOptions options;
    options.settings.language = language;
    Desk desk(testing::three_sleepers(), options);
    desk.press(Command::help);
    for (const CommandInfo& info : commands()) {
      EXPECT_TRUE(desk.shows(desk.model().texts[info.text])) << info.text;
    }
    expect_good(desk);
    desk.click("help/close");
    EXPECT_FALSE(desk.model().help);
  }
}

TEST(WindowContent, TheHelpScrollsInASmallWindow) {
  Desk desk(testing::three_sleepers(), {.size = {1024.0F, 640.0F}, .scale = 2.5F});
  desk.press(Command::help);
  expect_good(desk);
}

TEST(WindowContent, SplittersAreDraggedAndSetBackByADoubleClick) {
  Desk desk(testing::three_sleepers());
  const Areas before = desk.workbench().layout().areas;
  desk.drag("splitter/left_column", {60.0F, 0.0F});
  EXPECT_NEAR(desk.workbench().layout().areas.lesson.right, before.lesson.right + 60.0F, 2.0F);
  expect_good(desk);
  desk.drag("splitter/bottom", {0.0F, -80.0F});
  EXPECT_NEAR(desk.workbench().layout().areas.output.top, before.output.top - 80.0F, 2.0F);
  expect_good(desk);
}

TEST(WindowContent, ANoticeIsShownUntilItIsClosed) {
  Desk desk(testing::three_sleepers());
  desk.model().notice = "The settings could not be read. They were set aside.";
  desk.settle();
  expect_good(desk);
  desk.click("notice/close");
  EXPECT_EQ(desk.model().notice, "");
}

TEST(WindowContent, AnIdleWindowAsksForNoFrame) {
  Desk desk(testing::three_sleepers());
  desk.settle();
  for (int i = 0; i < 5; ++i) {
    desk.frame();
    EXPECT_FALSE(desk.workbench().wants_frame());
  }
}

TEST(WindowContent, ASyntaxErrorIsShownWithItsLine) {
  Desk desk(testing::run("import asyncio\n\nasync def main()\n    pass\n"));
  const Element* text = desk.seen().find("lesson/problem");
  ASSERT_NE(text, nullptr);
  EXPECT_NE(text->text.find("3"), std::string::npos) << text->text;
  expect_good(desk);
}

TEST(WindowContent, AnUncaughtExceptionIsToldWhereTheLearnerLooks) {
  Desk desk(testing::run("import asyncio\nimport numpy\n\nasyncio.run(main())\n"));
  const Element* text = desk.seen().find("lesson/ending");
  ASSERT_NE(text, nullptr);
  EXPECT_EQ(text->text, "It ends with an error: ModuleNotFoundError: No module named 'numpy'");
  expect_good(desk);
}

TEST(WindowContent, ADeadlockIsToldWhereTheLearnerLooks) {
  Desk desk(
      testing::run("import asyncio\n\nasync def main():\n"
                   "    await asyncio.get_running_loop().create_future()\n\n"
                   "asyncio.run(main())\n"));
  const std::string& ending = desk.find("lesson/ending").text;  // its first line
  EXPECT_TRUE(ending.starts_with("It ends with an error: Deadlock: nothing can ever")) << ending;
  expect_good(desk);
}

TEST(WindowContent, ATasksNameInTheLessonIsAsGoodAsItsToken) {
  Desk desk(testing::all_lessons());
  desk.press(Command::next_lesson);
  std::string name;
  for (const Element& element : desk.seen().elements()) {
    const bool in_prose = element.id.starts_with("lesson/prose-");
    if (in_prose && element.kind == ElementKind::token) name = element.id;
  }
  ASSERT_NE(name, "");
  EXPECT_EQ(desk.find(name).text, "Task-1");
  desk.click(name);
  const ObjectId task = desk.session().state().task_at(0).id;
  EXPECT_EQ(desk.model().selection, (Selection{Selection::Kind::task, task}));
  expect_good(desk);
}

TEST(WindowContent, ARunThatEndsWellTellsOfNoError) {
  Desk desk(testing::three_sleepers());
  EXPECT_EQ(desk.seen().find("lesson/ending"), nullptr);
}

TEST(WindowContent, AWideTableShowsResultsUnderAHeadingThatSaysSo) {
  testing::DeskOptions options;
  options.size = {3840.0F, 2160.0F};
  Desk desk(testing::three_sleepers(), options);
  desk.press(Command::to_end);
  EXPECT_EQ(desk.find("tasks/tasks.waits").text, "Waits for / result");
  EXPECT_EQ(desk.find("tasks/row-1/waits").text, "None");
  expect_good(desk);
}

TEST(WindowContent, EveryThemeAndLanguageIsGood) {
  Desk desk(testing::three_sleepers());
  for (int i = 0; i < 4; ++i) {
    desk.press(i % 2 == 0 ? Command::theme : Command::language);
    expect_good(desk);
  }
}

}  // namespace
}  // namespace loopscope::gui
