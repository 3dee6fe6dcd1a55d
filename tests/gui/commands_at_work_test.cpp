#include <gtest/gtest.h>

#include "gui/app/reducer.h"
#include "tests/engine/trace/synthetic_trace.h"
#include "tests/gui/support/desk.h"
#include "tests/gui/support/programs.h"

namespace loopscope::gui {
namespace {

using testing::Desk;
using testing::DeskOptions;
using Name = Key::Name;

void expect_good(Desk& desk) {
  for (const std::string& complaint : desk.complaints()) ADD_FAILURE() << complaint;
}

void type(Desk& desk, std::string_view text) {
  for (const char letter : text) {
    desk.press(letter == ' ' ? Key::named(Name::space) : Key::of(static_cast<char32_t>(letter)));
  }
}

TEST(Breakpoints, AreSetInTheMarginAndStopARunOnEitherSide) {
  Desk desk(testing::three_sleepers());
  desk.press(Command::run_to_stop);
  EXPECT_TRUE(desk.model().palette.has_value()) << "without a stop it asks where to";
  desk.press(Key::named(Name::escape));
  desk.click("program/break-6");
  ASSERT_EQ(desk.model().stops.lines, std::set<std::uint32_t>{6});
  expect_good(desk);
  desk.press(Command::run_to_stop);
  EXPECT_EQ(desk.session().state().current_line(), 6U);
  const Position first = desk.session().position();
  desk.press(Command::run_to_stop);
  EXPECT_GT(desk.session().position(), first);
  desk.press(Command::run_back_to_stop);
  EXPECT_EQ(desk.session().position(), first);
  desk.press(Command::run_back_to_stop);
  EXPECT_EQ(desk.session().position(), first);
  EXPECT_NE(desk.model().notice, "");
  desk.click("program/break-6");
  EXPECT_TRUE(desk.model().stops.lines.empty());
}

TEST(Bookmarks, LeadBackToTheirMoment) {
  Desk desk(testing::three_sleepers());
  for (int i = 0; i < 5; ++i) desk.press(Command::step_forward);
  const Position marked = desk.session().position();
  desk.press(Command::toggle_bookmark);
  expect_good(desk);
  desk.press(Command::to_end);
  desk.press(Command::previous_bookmark);
  EXPECT_EQ(desk.session().position(), marked);
  desk.press(Command::toggle_bookmark);
  EXPECT_TRUE(desk.model().stops.bookmarks.empty());
}

TEST(RunningTo, ACondition) {
  Desk desk(testing::three_sleepers());
  desk.press(Command::run_to);
  expect_good(desk);
  type(desk, "timers > 2");
  desk.press(Key::named(Name::enter));
  EXPECT_EQ(desk.session().state().current_loop()->heap.size(), 3U);
  EXPECT_FALSE(desk.model().palette.has_value());
  desk.press(Command::run_to);
  type(desk, "nonsense that is none");
  desk.press(Key::named(Name::enter));
  EXPECT_NE(desk.model().notice, "");
  expect_good(desk);
}

TEST(PaletteOfCommands, FindsACommandInBothLanguagesAndRunsIt) {
  for (const player::Language language : player::all_languages) {
    DeskOptions options;
    options.settings.language = language;
    options.size = {1024.0F, 640.0F};
    Desk desk(testing::three_sleepers(), options);
    desk.press(Command::palette);
    expect_good(desk);
    type(desk, "high contrast");
    ASSERT_EQ(desk.model().palette->rows.size(), 1U);
    expect_good(desk);
    desk.press(Key::named(Name::enter));
    EXPECT_TRUE(desk.model().settings.high_contrast);
    EXPECT_FALSE(desk.model().palette.has_value());
    expect_good(desk);
  }
}

TEST(PaletteOfCommands, IsMovedInByArrowsAndLeftByEscape) {
  Desk desk(testing::three_sleepers());
  desk.press(Command::palette);
  desk.press(Key::named(Name::down));
  desk.press(Key::named(Name::down));
  desk.press(Key::named(Name::up));
  EXPECT_EQ(desk.model().palette->chosen, 1U);
  desk.press(Key::named(Name::escape));
  EXPECT_FALSE(desk.model().palette.has_value());
  EXPECT_EQ(desk.model().focus, Focus::none);
}

TEST(PaletteOfCommands, DoesNotRunWhatIsNotToBeHad) {
  Desk desk(testing::three_sleepers());
  desk.press(Command::palette);
  type(desk, "step back");
  desk.press(Key::named(Name::enter));
  EXPECT_TRUE(desk.model().palette.has_value());
}

TEST(TasksTable, IsSearchedFilteredAndSorted) {
  loopscope::testing::SyntheticLoop loop({.tasks = 40, .seed = 5});
  Desk desk(std::make_unique<player::Session>(loop.finish(3000)));
  desk.press(Command::to_end);
  expect_good(desk);
  desk.press(Command::find_task);
  type(desk, "1");
  EXPECT_EQ(desk.model().task_table.search, "1");
  EXPECT_EQ(desk.seen().find("tasks/row-2"), nullptr);
  EXPECT_NE(desk.seen().find("tasks/row-1"), nullptr);
  expect_good(desk);
  desk.press(Key::named(Name::backspace));
  desk.press(Key::named(Name::enter));
  desk.click("tasks/sort-tasks.number");
  EXPECT_TRUE(desk.model().task_table.descending);
  EXPECT_NE(desk.seen().find("tasks/row-" + std::to_string(desk.session().state().task_count())),
            nullptr);
  expect_good(desk);
}

TEST(TasksTable, LeavesOutAStateThatIsSwitchedOff) {
  Desk desk(testing::three_sleepers(), {.size = {1920.0F, 1200.0F}});
  desk.press(Command::to_end);
  ASSERT_NE(desk.seen().find("tasks/row-1"), nullptr);
  desk.click("tasks/filter-done");
  EXPECT_EQ(desk.seen().find("tasks/row-1"), nullptr);
  expect_good(desk);
  desk.click("tasks/filter-done");
  EXPECT_NE(desk.seen().find("tasks/row-1"), nullptr);
}

TEST(Scale, GoesInStepsAndIsBounded) {
  Desk desk(testing::three_sleepers(), {.size = {2560.0F, 1600.0F}});
  for (int i = 0; i < 20; ++i) {
    desk.press(Command::larger);
    expect_good(desk);
  }
  EXPECT_EQ(desk.model().settings.scale, greatest_scale);
  for (int i = 0; i < 30; ++i) desk.press(Command::smaller);
  EXPECT_EQ(desk.model().settings.scale, least_scale);
  expect_good(desk);
}

/// No panel shows what lies between the moment at hand and `answered_at`.
void expect_nothing_given_away(Desk& desk, Position answered_at, const std::string& where) {
  ASSERT_EQ(desk.seen().find("output/later"), nullptr) << where;
  for (const Element& element : desk.seen().elements()) {
    const bool arriving =
        element.text.find(desk.model().texts["loop.arriving"]) != std::string::npos &&
        element.id.starts_with("loop/");
    ASSERT_FALSE(arriving) << element.id << " in " << where;
  }
  for (std::size_t i = 0; i < desk.model().output.size(); ++i) {
    const bool later = desk.model().output[i].event > desk.session().position();
    if (!later || desk.session().position() >= answered_at) continue;
    ASSERT_EQ(desk.seen().find("output/line-" + std::to_string(i)), nullptr) << where;
  }
}

/// Calls `visit(desk, where)` at every step of every lesson.
template <class Visit>
void visit_steps(const Visit& visit) {
  for (std::size_t lesson = 0; lesson < testing::all_lessons().size(); ++lesson) {
    Desk desk(testing::all_lessons());
    open_lesson(desk.model(), lesson);
    for (std::size_t step = 0; step < desk.session().lesson()->steps.size(); ++step) {
      Actions actions;
      actions.add(GoToStep{step});
      reduce(desk.model(), actions, 0.0);
      desk.settle();
      visit(desk, "lesson " + std::to_string(lesson + 1) + ", step " + std::to_string(step + 1));
    }
  }
}

/// Every panel, while a question stands that nobody has answered.
TEST(Predictions, AreNotGivenAwayByAnyPanel) {
  visit_steps([](Desk& desk, const std::string& where) {
    if (!desk.model().choices) return;
    expect_nothing_given_away(desk, desk.model().choices->answered_at, where);
  });
}

/// Every panel, as long as there are decisions to be made; then all is shown again.
TEST(DecisionsInTheLoopsPlace, AreNotGivenAwayByAnyPanel) {
  std::size_t visited = 0;
  visit_steps([&visited](Desk& desk, const std::string& where) {
    if (desk.model().turns.turns.empty()) return;
    ++visited;
    const Position last = desk.model().turns.turns.back().choices.answered_at;
    for (const TurnPlay& play = desk.model().turns; play.at < play.turns.size();) {
      expect_nothing_given_away(desk, last, where);
      Actions actions;
      actions.add(AnswerTurn{});
      actions.add(NextTurn{});
      reduce(desk.model(), actions, 0.0);
      desk.settle();
    }
    desk.press(Command::to_start);
    const bool prints = !desk.model().output.empty();
    EXPECT_EQ(desk.seen().find("output/line-0") != nullptr, prints) << where;
  });
  EXPECT_GT(visited, 0U);
}

}  // namespace
}  // namespace loopscope::gui
