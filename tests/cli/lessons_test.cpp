#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/cli/command.h"
#include "tests/lessons/player/scratch_folder.h"

namespace loopscope::cli {
namespace {

using player::testing::ScratchFolder;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::loopscope;
using testing::Ran;

/// A catalog with one lesson of one's own.
class OwnCatalog : public ::testing::Test {
 protected:
  void write_lesson(const std::string& cue) {
    const std::string front =
        "+++\ntitle = \"Own\"\nlevel = 1\norder = 1\nprogram = \"program.py\"\n+++\n";
    scratch.write("01-own/program.py", "print('one')\nprint('two')\n");
    const std::string question =
        "## Asked\ncue: start\npredict: prints_next\nwrong: six\nText.\n\n";
    const std::string steps =
        "## Here\ncue: " + cue + "\nText.\n\n" + question + question + "## On\nText.\n\n## End\n";
    scratch.write("01-own/lesson.en.md",
                  front + steps + "**Try it.** Change it.\n\n**In CPython.** `print`.\n");
    scratch.write("01-own/lesson.ja.md",
                  front + steps + "**試してみよう。** 変える。\n\n**CPython では。** `print`\n");
  }
  Ran run(const std::vector<std::string>& arguments) const {
    return loopscope(arguments, {{"LOOPSCOPE_LESSONS", scratch.path()}});
  }
  ScratchFolder scratch;
};

TEST(LessonsCommand, ListsTheLessonsInEitherLanguage) {
  const Ran english = loopscope({"lessons"});
  EXPECT_EQ(english.status, 0) << english.err;
  EXPECT_THAT(english.out, AllOf(HasSubstr("01-what-a-loop-does"), HasSubstr("What a loop does")));
  EXPECT_THAT(loopscope({"lessons", "--lang", "ja"}).out, HasSubstr("ループは何をしているのか"));
  EXPECT_THAT(loopscope({"lessons"}, {{"LANG", "ja_JP.UTF-8"}}).out, HasSubstr("ループ"));
  EXPECT_EQ(loopscope({"lessons", "--lang", "fr"}).status, 2);
}

TEST(CheckCommand, FindsTheLessonsThatComeWithItInOrder) {
  const Ran ran = loopscope({"check"});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("in order"));
}

TEST_F(OwnCatalog, CheckTellsFileAndLineOfAWrongCue) {
  write_lesson("output three");
  const Ran ran = run({"check"});
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.out, IsEmpty());
  EXPECT_THAT(ran.err, AllOf(HasSubstr("01-own/lesson.en.md:8: the cue \"output three\" never"),
                             HasSubstr("lesson.ja.md:8: "), HasSubstr("2 problems")));
  write_lesson("output two");
  EXPECT_EQ(run({"check", "own"}).status, 0);
  EXPECT_EQ(run({"check", "1"}).out, "1 lesson is in order\n");
  EXPECT_EQ(loopscope({"check", (scratch.path() / "01-own").string() + "/"}).status, 0);
}

TEST_F(OwnCatalog, UnknownLessonsAreBadUsage) {
  write_lesson("start");
  const Ran ran = run({"play", "heap"});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("\"heap\""), HasSubstr("01-own")));
  EXPECT_EQ(run({"check", "nothing"}).status, 2);
  EXPECT_EQ(loopscope({"lessons"}, {{"LOOPSCOPE_LESSONS", "/no/such/folder"}}).status, 1);
}

TEST_F(OwnCatalog, WithoutALessonIsNotInOrder) {
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"check"}, {"lessons"}, {"play", "1"}}) {
    const Ran ran = run(command);
    EXPECT_EQ(ran.status, 2) << command.front();
    EXPECT_THAT(ran.out, IsEmpty());
    EXPECT_THAT(ran.err, HasSubstr("there is no lesson in " + scratch.path().string()));
  }
}

TEST_F(OwnCatalog, ADamagedLessonIsToldWithItsLine) {
  write_lesson("strat");
  const Ran ran = run({"play", "1"});
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.err, HasSubstr("01-own/lesson.en.md:8: unknown cue \"strat\""));
}

TEST(LessonsCommand, FindsTheLessonsThatAreInstalledBesideIt) {
  const ScratchFolder prefix;
  const auto command = prefix.path() / "bin" / "loopscope";
  prefix.write("share/loopscope/lessons/01-own/program.py", "print(1)\n");
  prefix.write("share/loopscope/lessons/01-own/lesson.en.md",
               "+++\ntitle = \"Installed\"\nlevel = 1\norder = 1\nprogram = \"program.py\"\n"
               "+++\n## One\nText.\n");
  std::filesystem::create_directories(command.parent_path());
  std::filesystem::copy_file(LOOPSCOPE_COMMAND, command);
  const Ran ran = testing::loopscope_at(command, {"lessons", "--lang", "en"});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(ran.out, "01-own  Installed\n");
}

TEST(PlayCommand, ShowsALessonInEitherLanguage) {
  const Ran english = loopscope({"play", "2", "--plain"});
  EXPECT_EQ(english.status, 0) << english.err;
  EXPECT_THAT(english.out, AllOf(HasSubstr("Sequential or concurrent?"), HasSubstr("Ready queue"),
                                 HasSubstr("Question: "), HasSubstr("Answer: wakeup Task-4")));
  const Ran japanese = loopscope({"play", "sequential", "--lang", "ja"});
  EXPECT_EQ(japanese.status, 0) << japanese.err;
  EXPECT_THAT(japanese.out, AllOf(HasSubstr("逐次か、並行か"), HasSubstr("実行待ちキュー"),
                                  HasSubstr("答え: wakeup Task-4")));
}

}  // namespace
}  // namespace loopscope::cli
