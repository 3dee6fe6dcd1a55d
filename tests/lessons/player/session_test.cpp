#include "lessons/player/session.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>

#include "tests/lessons/player/sample_run.h"
#include "tests/support/source_dir.h"

namespace loopscope::player {
namespace {

const std::filesystem::path catalog = test::source_dir() / "lessons" / "catalog";

Session lesson_session(const char* id) {
  return Session(read_lesson(catalog / id, Language::english));
}

TEST(Session, OfALessonStandsAtItsFirstStep) {
  const Session session = lesson_session("01-what-a-loop-does");
  EXPECT_TRUE(session.result().started());
  EXPECT_EQ(session.step(), 0U);
  EXPECT_EQ(session.position(), session.step_positions().at(0));
  EXPECT_EQ(session.program_name(), "program.py");
  EXPECT_EQ(session.program(), session.lesson()->program);
}

TEST(Session, StepsOfALessonComeInTheOrderOfTheRun) {
  for (const auto& folder : find_lessons(catalog)) {
    Session session(read_lesson(folder, Language::english));
    ASSERT_EQ(session.step_positions().size(), session.lesson()->steps.size());
    Position before = 0;
    for (std::size_t i = 0; i < session.step_positions().size(); ++i) {
      ASSERT_TRUE(session.step_positions()[i]) << folder << " step " << i + 1;
      const auto& cue = session.lesson()->steps[i].cue;
      if (!cue || cue->text() != "start") {
        EXPECT_GE(*session.step_positions()[i], before);
      }
      before = *session.step_positions()[i];
      session.go_to_step(i);
      EXPECT_EQ(session.position(), before);
      EXPECT_EQ(session.state(), session.timeline().seek(before));
    }
    session.go_to_step(999);
    EXPECT_EQ(session.step(), session.lesson()->steps.size() - 1);
  }
}

TEST(Session, ChangesItsLanguageWhereItIs) {
  Session session = lesson_session("02-sequential-or-concurrent");
  session.go_to_step(4);
  const Position position = session.position();
  const auto positions = session.step_positions();
  session.set_lesson_text(read_lesson(catalog / "02-sequential-or-concurrent", Language::japanese));
  EXPECT_EQ(session.lesson()->language, Language::japanese);
  EXPECT_EQ(session.position(), position);
  EXPECT_EQ(session.step(), 4U);
  EXPECT_EQ(session.step_positions(), positions);
}

TEST(Session, StepsByUnitUntilItsEnds) {
  Session session(testing::sample_run());
  EXPECT_EQ(session.position(), 0U);
  EXPECT_FALSE(session.step_back(StepUnit::event));
  for (const StepUnit unit :
       {StepUnit::event, StepUnit::line, StepUnit::callback, StepUnit::iteration}) {
    std::vector<Position> forwards{session.position()};
    while (session.step_forward(unit)) forwards.push_back(session.position());
    EXPECT_EQ(session.position(), session.end());
    EXPECT_FALSE(session.step_forward(unit));
    std::vector<Position> backwards{session.position()};
    while (session.step_back(unit)) backwards.push_back(session.position());
    std::reverse(backwards.begin(), backwards.end());
    EXPECT_EQ(forwards, backwards);
    EXPECT_EQ(session.state(), LoopState());
  }
}

TEST(Session, OfATraceTellsItsOutputAndStatus) {
  const Session session(testing::sample_run());
  EXPECT_EQ(session.result().output.substr(0, 11), "one starts\n");
  EXPECT_EQ(session.result().exit_status, 0);
  EXPECT_FALSE(session.lesson());
}

TEST(Session, OfAProgramThatCannotStartIsEmptyAndTellsWhy) {
  Session session("if True\n    pass\n", "mine.py");
  EXPECT_FALSE(session.result().started());
  EXPECT_EQ(session.result().problem.line, 1);
  EXPECT_EQ(session.end(), 0U);
  EXPECT_EQ(session.program(), "if True\n    pass\n");
  EXPECT_FALSE(session.step_forward(StepUnit::line));
  session.seek(10);
  EXPECT_EQ(session.position(), 0U);
}

}  // namespace
}  // namespace loopscope::player
