#include "gui/app/reducer.h"

#include <gtest/gtest.h>

#include "tests/gui/support/desk.h"
#include "tests/gui/support/programs.h"

namespace loopscope::gui {
namespace {

class Reducer : public ::testing::Test {
 protected:
  Reducer() : model(Catalog(), Settings()) { open_session(model, testing::three_sleepers()); }

  void apply(Action action, double now = 0.0) {
    Actions actions;
    actions.add(std::move(action));
    reduce(model, actions, now);
  }
  void run(Command command, double now = 0.0) { apply(RunCommand{command}, now); }
  Position position() const { return model.session->position(); }

  Model model;
};

TEST_F(Reducer, StepsForwardAndBackByTheChosenUnit) {
  for (const Command unit :
       {Command::unit_event, Command::unit_line, Command::unit_callback, Command::unit_iteration}) {
    run(Command::to_start);
    run(unit);
    run(Command::step_forward);
    const Position first = position();
    EXPECT_EQ(first, model.session->timeline().next(model.settings.unit, 0));
    run(Command::step_forward);
    EXPECT_GT(position(), first);
    run(Command::step_back);
    EXPECT_EQ(position(), first);
  }
}

TEST_F(Reducer, GoesToTheEndsOfTheRun) {
  run(Command::to_end);
  EXPECT_EQ(position(), model.session->end());
  run(Command::to_start);
  EXPECT_EQ(position(), 0U);
}

TEST_F(Reducer, SeeksNoFurtherThanTheEnd) {
  apply(SeekTo{model.session->end() + 100});
  EXPECT_EQ(position(), model.session->end());
}

TEST_F(Reducer, PlaysAtItsSpeedAndStopsAtTheEnd) {
  model.settings.speed = 1.0;
  run(Command::play_pause, 10.0);
  EXPECT_TRUE(model.playing);
  EXPECT_EQ(next_step_time(model), 10.5);
  EXPECT_FALSE(play_on(model, 10.4));
  EXPECT_TRUE(play_on(model, 10.5));
  const Position first = position();
  EXPECT_EQ(first, model.session->timeline().next(model.settings.unit, 0));
  EXPECT_TRUE(play_on(model, 11.01));
  EXPECT_GT(position(), first);
  for (double now = 11.5; model.playing && now < 2000.0; now += 0.5) play_on(model, now);
  EXPECT_FALSE(model.playing);
  EXPECT_EQ(position(), model.session->end());
  EXPECT_EQ(next_step_time(model), std::nullopt);
}

TEST_F(Reducer, AStepByHandEndsPlaying) {
  run(Command::play_pause);
  run(Command::step_forward);
  EXPECT_FALSE(model.playing);
}

TEST_F(Reducer, AfterALongPauseOfTheMachineNothingIsRushed) {
  model.settings.unit = StepUnit::event;
  run(Command::play_pause, 0.0);
  play_on(model, 1000.0);
  EXPECT_LE(position(), 2U);
}

TEST_F(Reducer, SpeedStaysWithinItsRange) {
  for (int i = 0; i < 20; ++i) run(Command::faster);
  EXPECT_EQ(model.settings.speed, fastest);
  for (int i = 0; i < 20; ++i) run(Command::slower);
  EXPECT_EQ(model.settings.speed, slowest);
}

TEST_F(Reducer, SelectingAgainClears) {
  const Selection task{Selection::Kind::task, 1};
  apply(Select{task});
  EXPECT_EQ(model.selection, task);
  apply(Select{task});
  EXPECT_FALSE(model.selection);
}

TEST_F(Reducer, HoverLastsForOneFrame) {
  apply(Hover{{Selection::Kind::task, 1}});
  EXPECT_TRUE(model.hover);
  reduce(model, Actions(), 0.0);
  EXPECT_FALSE(model.hover);
}

TEST_F(Reducer, DismissClosesWhatLiesOnTopFirst) {
  model.help = true;
  model.menu = Menu::speed;
  model.notice = "a notice";
  model.selection = {Selection::Kind::task, 1};
  run(Command::dismiss);
  EXPECT_FALSE(model.help);
  EXPECT_EQ(model.menu, Menu::speed);
  run(Command::dismiss);
  EXPECT_EQ(model.menu, Menu::none);
  EXPECT_NE(model.notice, "");
  run(Command::dismiss);
  EXPECT_EQ(model.notice, "");
  EXPECT_TRUE(model.selection);
  run(Command::dismiss);
  EXPECT_FALSE(model.selection);
}

TEST_F(Reducer, SwitchesLanguageThemeAndMotion) {
  run(Command::language);
  EXPECT_EQ(model.texts.language(), player::Language::japanese);
  run(Command::language);
  EXPECT_EQ(model.texts.language(), player::Language::english);
  run(Command::theme);
  EXPECT_FALSE(model.theme().dark);
  run(Command::motion);
  EXPECT_TRUE(model.settings.reduced_motion);
}

TEST_F(Reducer, ScrollingRemembersWhatARegionFollows) {
  apply(ScrollTo{"program", {0.0F, 40.0F}, 7});
  apply(ScrollTo{"program", {0.0F, 60.0F}});
  EXPECT_EQ(model.scrolls["program"].offset, (Vec{0.0F, 60.0F}));
  EXPECT_EQ(model.scrolls["program"].followed, 7U);
}

TEST_F(Reducer, AMenuClosesWhenItIsAskedForAgainOrAnswered) {
  apply(OpenMenu{Menu::unit});
  EXPECT_EQ(model.menu, Menu::unit);
  apply(OpenMenu{Menu::unit});
  EXPECT_EQ(model.menu, Menu::none);
  apply(OpenMenu{Menu::speed});
  apply(SetSpeed{4.0});
  EXPECT_EQ(model.menu, Menu::none);
  EXPECT_EQ(model.settings.speed, 4.0);
}

TEST_F(Reducer, ASplitterStaysInsideTheWindow) {
  apply(MoveSplitter{Splitter::bottom, 3.0F});
  EXPECT_LT(model.settings.splits[static_cast<std::size_t>(Splitter::bottom)], 1.0F);
}

class LessonReducer : public ::testing::Test {
 protected:
  LessonReducer() : model(testing::all_lessons(), Settings()) { open_lesson(model, 0); }
  void apply(Action action) {
    Actions actions;
    actions.add(std::move(action));
    reduce(model, actions, 0.0);
  }
  Model model;
};

TEST_F(LessonReducer, AStepOfTheLessonSeeksToItsMoment) {
  const auto steps = model.session->lesson()->steps.size();
  ASSERT_GT(steps, 1U);
  for (std::size_t step = 1; step < steps; ++step) {
    apply(RunCommand{Command::next_step});
    EXPECT_EQ(model.session->step(), step);
    const auto moment = model.session->step_positions()[step];
    ASSERT_TRUE(moment) << step;
    EXPECT_EQ(model.session->position(), *moment);
  }
  apply(RunCommand{Command::next_step});
  EXPECT_EQ(model.session->step(), steps - 1);
  apply(RunCommand{Command::previous_step});
  EXPECT_EQ(model.session->step(), steps - 2);
}

TEST_F(LessonReducer, AnotherLanguageKeepsPlaceAndCursor) {
  apply(GoToStep{2});
  apply(RunCommand{Command::step_forward});
  const Position position = model.session->position();
  const std::string title = model.session->lesson()->title;
  apply(RunCommand{Command::language});
  EXPECT_EQ(model.session->step(), 2U);
  EXPECT_EQ(model.session->position(), position);
  EXPECT_NE(model.session->lesson()->title, title);
  EXPECT_EQ(model.session->lesson()->language, player::Language::japanese);
}

TEST_F(LessonReducer, TheFirstAnswerCounts) {
  apply(AnswerPrediction{0, {1, false}});
  apply(AnswerPrediction{0, {0, true}});
  EXPECT_EQ(model.answers.at(0).choice, 1U);
}

TEST_F(LessonReducer, LessonsFollowEachOther) {
  apply(RunCommand{Command::next_lesson});
  EXPECT_EQ(model.lesson_index, 1U);
  apply(RunCommand{Command::previous_lesson});
  EXPECT_EQ(model.lesson_index, 0U);
  apply(RunCommand{Command::previous_lesson});
  EXPECT_EQ(model.lesson_index, 0U);
}

TEST_F(Reducer, PresentingShowsTheRegionsThatAreWanted) {
  run(Command::present);
  EXPECT_TRUE(model.presenting.on);
  run(Command::show_lesson);
  EXPECT_TRUE(model.presenting.hides(Region::lesson));
  run(Command::show_lesson);
  EXPECT_FALSE(model.presenting.hides(Region::lesson));
  run(Command::show_output);
  EXPECT_TRUE(model.presenting.hides(Region::output));
  run(Command::present);
  EXPECT_FALSE(model.presenting.hides(Region::output));
}

TEST_F(Reducer, TheTourGoesOnStopByStopAndEscapeEndsIt) {
  run(Command::tour);
  EXPECT_EQ(model.tour, 0U);
  run(Command::tour);
  EXPECT_EQ(model.tour, 1U);
  run(Command::dismiss);
  EXPECT_FALSE(model.tour);
}

TEST_F(Reducer, ALoopIsChosenAndLetGoAgain) {
  apply(ShowLoop{2});
  EXPECT_EQ(model.shown_loop, 2);
  apply(ShowLoop{2});
  EXPECT_EQ(model.shown_loop, 0);
}

}  // namespace
}  // namespace loopscope::gui
