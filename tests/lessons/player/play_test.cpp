#include "lessons/player/play.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>
#include <string>

#include "lessons/player/text_width.h"
#include "tests/support/source_dir.h"

namespace loopscope::player {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

const std::filesystem::path catalog = test::source_dir() / "lessons" / "catalog";

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

std::string played(const std::string& input, bool interactive = true,
                   Language language = Language::english) {
  Session session(read_lesson(catalog / "01-what-a-loop-does", language));
  std::istringstream in(input);
  std::ostringstream out;
  play_lesson(session, in, out, {.interactive = interactive, .width = 72});
  return out.str();
}

TEST(Play, WithoutATerminalShowsEveryStepAndAnswer) {
  const std::string shown = played("", false);
  EXPECT_THAT(shown, AllOf(HasSubstr("Lesson 1: What a loop does"), HasSubstr("Step 1 of 10"),
                           HasSubstr("Step 10 of 10"), Not(HasSubstr("> "))));
  EXPECT_EQ(count(shown, "Question: "), 2U);
  EXPECT_EQ(count(shown, "Answer: "), 2U);
}

TEST(Play, GoesForwardsBackwardsAndToAStep) {
  EXPECT_THAT(played("n\nn\np\nq\n"), AllOf(HasSubstr("Step 3 of 10"), Not(HasSubstr("Step 4"))));
  EXPECT_EQ(count(played("n\np\nq\n"), "Step 1 of 10"), 2U);
  EXPECT_EQ(count(played("p\nq\n"), "Step 1 of 10"), 1U);
  EXPECT_THAT(played("9\nq\n"), AllOf(HasSubstr("Step 9 of 10"), Not(HasSubstr("Step 2 of"))));
  EXPECT_THAT(played("\nq\n"), HasSubstr("Step 2 of 10")) << "Enter alone goes on";
}

TEST(Play, TellsWhatItDoesNotUnderstand) {
  EXPECT_THAT(played("11\nq\n"), HasSubstr("There is no step 11"));
  EXPECT_THAT(played("0\nq\n"), HasSubstr("There is no step 0"));
  EXPECT_THAT(played("99999999999999999999\nq\n"), HasSubstr("Type n, p, q"));
  EXPECT_THAT(played("dance\nq\n"), HasSubstr("Type n, p, q"));
  EXPECT_THAT(played("10\nn\nq\n"), HasSubstr("last step"));
}

TEST(Play, AsksItsQuestionOnceAndJudgesTheAnswer) {
  // Step 5 asks what is printed next; its choices are numbered.
  const std::string asked = played("5\n\nq\n");
  const std::size_t right = asked.find(". before the sleep");
  ASSERT_NE(right, std::string::npos);
  const std::string number = asked.substr(right - 1, 1);
  EXPECT_THAT(played("5\n" + number + "\nq\n"), HasSubstr("Right"));
  const std::string other = number == "1" ? "2" : "1";
  EXPECT_THAT(played("5\n" + other + "\nq\n"), HasSubstr("Not quite: before the sleep"));
  EXPECT_THAT(asked, HasSubstr("Answer: before the sleep"));
  EXPECT_EQ(count(played("5\n1\n4\n5\nq\n"), "Question: "), 1U);
}

TEST(Play, AsksAgainWhereTheAnswerIsNoneOfTheChoices) {
  const std::string slips = played("5\n9\nabc\n0\n\nq\n");
  EXPECT_EQ(count(slips, "Type a number from 1 to 3"), 3U);
  EXPECT_EQ(count(slips, "Your answer"), 4U);
  EXPECT_THAT(slips, AllOf(Not(HasSubstr("Not quite")), HasSubstr("Answer: before the sleep")));
  EXPECT_THAT(played("5\nq\n4\n"), AllOf(Not(HasSubstr("Not quite")), Not(HasSubstr("Answer: ")),
                                         Not(HasSubstr("Step 4"))))
      << "q leaves, and gives nothing away";
}

TEST(Play, EndsWhenTheInputEnds) {
  EXPECT_THAT(played(""), HasSubstr("Step 1 of 10"));
  EXPECT_THAT(played("5\n"), HasSubstr("Question: "));
}

TEST(Play, SpeaksJapaneseInLinesThatFit) {
  const std::string shown = played("", false, Language::japanese);
  EXPECT_THAT(shown, AllOf(HasSubstr("ステップ 10 / 10"), HasSubstr("実行待ちキュー")));
  std::istringstream lines(shown);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(text_width(line), 72U) << line;
}

TEST(Play, LetsTheLearnerBeTheLoop) {
  Session session(read_lesson(catalog / "08-one-iteration", Language::english));
  std::istringstream in("\n10\n1\n1\n1\n1\n1\n1\n1\n1\n1\nq\n");
  std::ostringstream out;
  play_lesson(session, in, out, {.interactive = true, .width = 72});
  EXPECT_THAT(out.str(), AllOf(HasSubstr("Be the loop: decision 1 of 9"),
                               HasSubstr("Be the loop: decision 9 of 9"),
                               HasSubstr("You were the loop: "), HasSubstr("popleft()")));
}

TEST(Play, TheLoopsPlaceCanBeLeft) {
  Session session(read_lesson(catalog / "08-one-iteration", Language::english));
  std::istringstream in("\n10\n\nq\n1\n");
  std::ostringstream out;
  play_lesson(session, in, out, {.interactive = true, .width = 72});
  EXPECT_THAT(out.str(), AllOf(HasSubstr("decision 2 of 9"), Not(HasSubstr("decision 3 of 9")),
                               HasSubstr("Answer: "), Not(HasSubstr("Not quite"))));
}

TEST(Play, OfAChallengeTellsItsGoals) {
  Session session(read_lesson(catalog / "53-challenge-lost-update", Language::english));
  std::istringstream in;
  std::ostringstream out;
  play_lesson(session, in, out, {.interactive = false, .width = 72});
  EXPECT_THAT(out.str(), AllOf(HasSubstr("Goal:"), HasSubstr("[ ] It prints “balance: 20”"),
                               HasSubstr("[x] It ends without an error")));
}

}  // namespace
}  // namespace loopscope::player
