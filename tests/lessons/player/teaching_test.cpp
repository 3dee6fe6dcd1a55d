#include "lessons/player/teaching.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "lessons/player/skeleton.h"
#include "tests/lessons/player/scratch_folder.h"

namespace loopscope::player {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::ScratchFolder;
using ::testing::StartsWith;

/// A lesson that has all it needs, to take something away from.
class AWholeLesson : public ::testing::Test {
 protected:
  AWholeLesson()
      : folder(write_skeleton(scratch.path(), "whole")),
        lesson(read_lesson(folder, Language::english)) {}

  std::vector<std::string> problems() const {
    std::vector<std::string> texts;
    for (const LessonProblem& problem : check_teaching(lesson)) {
      texts.push_back(problem.file.filename().string() + ":" + std::to_string(problem.line) + ": " +
                      problem.message);
    }
    return texts;
  }
  LessonStep& last() { return lesson.steps.back(); }

  ScratchFolder scratch;
  std::filesystem::path folder;
  Lesson lesson;
};

TEST_F(AWholeLesson, LacksNothingInEitherLanguage) {
  EXPECT_THAT(problems(), IsEmpty());
  lesson = read_lesson(folder, Language::japanese);
  EXPECT_THAT(problems(), IsEmpty());
}

TEST_F(AWholeLesson, HasFiveToTwelveSteps) {
  lesson.steps.erase(lesson.steps.begin() + 2);
  EXPECT_THAT(problems(), ElementsAre(StartsWith("lesson.en.md:1: the lesson has 4 steps")));
  lesson.steps.insert(lesson.steps.begin(), 9, lesson.steps.front());
  EXPECT_THAT(problems(), ElementsAre(AllOf(StartsWith("lesson.en.md:1: the lesson has 13 steps"),
                                            HasSubstr("two lessons"))));
}

TEST_F(AWholeLesson, AsksTwice) {
  lesson.steps[1].prediction.reset();
  EXPECT_THAT(problems(), ElementsAre(HasSubstr("asks only one question")));
  lesson.steps[0].prediction.reset();
  EXPECT_THAT(problems(), ElementsAre(HasSubstr("asks nothing")));
}

TEST_F(AWholeLesson, GivesSomethingToTryAndNamesTheFunctionOfCPython) {
  const std::string prose = last().prose;
  last().prose = prose.substr(0, prose.find("**In CPython.**"));
  EXPECT_THAT(problems(), ElementsAre(HasSubstr("no paragraph begins with **In CPython.**")));
  last().prose = prose.substr(prose.find("**In CPython.**"));
  EXPECT_THAT(problems(), ElementsAre(HasSubstr("no paragraph begins with **Try it.**")));
  last().prose = "**Try it.** Change `it`.\n\n**In CPython.** Somewhere.\n\nThe `end`.";
  EXPECT_THAT(problems(), ElementsAre(HasSubstr("names nothing")));
}

TEST_F(AWholeLesson, HasStepsThatCanBeReadBesideThePictures) {
  for (int i = 0; i < 111; ++i) lesson.steps[2].prose += " word";
  EXPECT_THAT(
      problems(),
      ElementsAre(StartsWith("lesson.en.md:" + std::to_string(lesson.steps[2].line) + ": ")));
  lesson = read_lesson(folder, Language::japanese);
  for (int i = 0; i < 401; ++i) lesson.steps[2].prose += "字";
  EXPECT_THAT(problems(), ElementsAre(HasSubstr("make two steps of it")));
}

TEST_F(AWholeLesson, HasAProgramWithoutVeryLongLines) {
  lesson.program += "# " + std::string(99, 'x') + "\n";
  EXPECT_THAT(problems(), ElementsAre(AllOf(StartsWith("program.py:15: the line is 101 columns"),
                                            HasSubstr("break it"))));
}

TEST_F(AWholeLesson, ThatIsAChallengeNeedsNeitherQuestionsNorNotes) {
  lesson.goals.push_back(Goal::parse("nothing_pending"));
  lesson.steps.resize(1);
  lesson.steps[0].prediction.reset();
  EXPECT_THAT(problems(), IsEmpty());
}

}  // namespace
}  // namespace loopscope::player
