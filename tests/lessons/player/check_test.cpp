#include "lessons/player/check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/lessons/player/scratch_folder.h"
#include "tests/support/source_dir.h"

namespace loopscope::player {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::ScratchFolder;
using ::testing::SizeIs;
using ::testing::StartsWith;

class CheckedLesson : public ::testing::Test {
 protected:
  CheckedLesson() {
    program("print('one')\nprint('two')\n");
    write("en", good);
    write("ja", good);
  }

  static std::string lesson(const std::string& body, const std::string& more_front = "") {
    return "+++\ntitle = \"T\"\nlevel = 1\norder = 1\nprogram = \"program.py\"\n" + more_front +
           "+++\n" + body;
  }
  void program(const std::string& text) { scratch.write("01-t/program.py", text); }
  void write(const std::string& language, const std::string& text) {
    scratch.write("01-t/lesson." + language + ".md", text);
  }
  void write_both(const std::string& text) {
    write("en", text);
    write("ja", text);
  }
  std::vector<std::string> problems() const {
    std::vector<std::string> texts;
    for (const auto& problem :
         check_lesson(scratch.path() / "01-t", scratch.path(), CheckExtent::correct)) {
      // The folder's own name is of no interest.
      std::string text = problem.text();
      const std::string folder = scratch.path().string() + "/01-t/";
      if (text.starts_with(folder)) text.erase(0, folder.size());
      texts.push_back(std::move(text));
    }
    return texts;
  }

  const std::string good = lesson(
      "## One\ncue: output one\npredict: prints_next\nwrong: three\nText.\n\n"
      "## Two\ncue: end\nText with [a link](program.py) and https://x.y.\n");
  ScratchFolder scratch;
};

TEST_F(CheckedLesson, ThatIsGoodHasNoProblem) {
  EXPECT_THAT(problems(), IsEmpty());
}

TEST_F(CheckedLesson, WithACueThatNeverComes) {
  write_both(lesson("## One\ncue: output one\nText.\n\n## Two\ncue: output one\nText.\n"));
  EXPECT_THAT(
      problems(),
      AllOf(SizeIs(2), Contains(StartsWith("lesson.en.md:12: the cue \"output one\" never comes")),
            Contains(StartsWith("lesson.ja.md:12: "))));
}

TEST_F(CheckedLesson, WithoutATranslation) {
  std::filesystem::remove(scratch.path() / "01-t/lesson.ja.md");
  EXPECT_THAT(problems(), Contains(StartsWith("lesson.ja.md: the translation is missing")));
}

TEST_F(CheckedLesson, WhoseLanguagesDiffer) {
  write("ja", lesson("## One\ncue: output one\nText.\n"));
  EXPECT_THAT(problems(), Contains(StartsWith("lesson.ja.md: the lesson has 1 steps, but")));
  write("ja",
        lesson("## One\ncue: output two\nText.\n\n## Two\ncue: end\npredict: runs_next\nX.\n"));
  EXPECT_THAT(problems(), AllOf(Contains(StartsWith("lesson.ja.md:8: the step's cue is")),
                                Contains(StartsWith("lesson.ja.md:7: only one language asks")),
                                Contains(StartsWith("lesson.ja.md:11: only one language asks"))));
  write("ja", lesson("## One\ncue: output one\npredict: at_what_time\nText.\n\n"
                     "## Two\ncue: end\nText.\n"));
  EXPECT_THAT(problems(), Contains(StartsWith("lesson.ja.md:9: the question differs")));
  write("ja", lesson("## One\ncue: output one\nX.\n", "prerequisites = [\"02-no\"]\n"));
  EXPECT_THAT(problems(), AllOf(Contains(StartsWith("lesson.ja.md:1: program, level, order")),
                                Contains(StartsWith("lesson.ja.md:1: unknown prerequisite"))));
}

TEST_F(CheckedLesson, LinksToItsOwnSteps) {
  write_both(lesson("## One\ncue: start\nOn to [the end](#2).\n\n## Two\ncue: end\nDone.\n"));
  EXPECT_THAT(problems(), ::testing::IsEmpty());
  write_both(lesson("## One\ncue: start\nOn to [the end](#3).\n\n## Two\ncue: end\nDone.\n"));
  EXPECT_THAT(problems(), Contains(StartsWith("lesson.en.md:9: broken link \"#3\": the lesson has "
                                              "2 steps")));
}

TEST_F(CheckedLesson, WithABrokenLink) {
  write_both(lesson("## One\ncue: start\nSee [this](../02-none) and\n[that](https://x.y.\n"));
  EXPECT_THAT(problems(), AllOf(Contains(StartsWith("lesson.en.md:9: broken link \"../02-none\"")),
                                Contains(StartsWith("lesson.en.md:10: a link is not closed"))));
}

TEST_F(CheckedLesson, WhoseProgramFails) {
  program("print('one')\nprint('two')\nraise ValueError('oh')\n");
  EXPECT_THAT(problems(),
              ElementsAre(AllOf(StartsWith("program.py: the program ended with status 1"),
                                HasSubstr("ValueError: oh"))));
  const std::string meant = lesson("## One\ncue: output one\nText.\n", "exit_status = 1\n");
  write_both(meant);
  EXPECT_THAT(problems(), IsEmpty());
}

TEST_F(CheckedLesson, WhoseProgramCannotStart) {
  program("print('one'\nprint('two')\n");
  EXPECT_THAT(problems(), Contains(AllOf(StartsWith("program.py:1: the program can't start"),
                                         HasSubstr("SyntaxError"))));
}

TEST_F(CheckedLesson, WhoseQuestionHasNoAnswer) {
  write_both(lesson("## One\ncue: end\npredict: prints_next\nText.\n"));
  EXPECT_THAT(problems(), Contains(StartsWith("lesson.en.md:9: nothing is printed any more")));
}

TEST_F(CheckedLesson, WhoseWrongChoiceIsRight) {
  write_both(
      lesson("## One\ncue: output one\npredict: prints_next\nwrong: two\nwrong: x\nText.\n"));
  EXPECT_THAT(problems(), Contains(StartsWith("lesson.en.md:9: the wrong choice \"two\" is the")));
}

TEST_F(CheckedLesson, WhoseQuestionIsAboutAnotherMomentHasToAskForItInWords) {
  const std::string question = "## One\ncue: start\npredict: at_what_time of=\"output two\"\n";
  write_both(lesson(question + "wrong: 9.0 s\nText.\n"));
  EXPECT_THAT(problems(), Contains(AllOf(StartsWith("lesson.en.md:9: "), HasSubstr("`ask: …`"))));
  write_both(lesson(question + "ask: When?\nwrong: 9.0 s\nText.\n"));
  EXPECT_THAT(problems(), IsEmpty());
}

TEST_F(CheckedLesson, LinksOnlyToWordsThatTheGlossaryExplains) {
  scratch.write("glossary.en.md", "# Words\n\n## queue\nキュー. Things in line.\n");
  scratch.write("glossary.ja.md", "# 用語\n\n## キュー\nqueue。並んだもの。\n");
  const auto link = [](const std::string& word, const std::string& to) {
    return lesson("## One\ncue: start\nA [" + word + "](../glossary." + to + ".md).\n");
  };
  write("en", link("Queue", "en"));
  write("ja", link("キュー", "ja"));
  EXPECT_THAT(problems(), IsEmpty());
  write("en", link("words", "en"));
  EXPECT_THAT(problems(), IsEmpty());
  write("en", link("heap", "en"));
  write("ja", link("キュー", "en"));
  EXPECT_THAT(
      problems(),
      AllOf(SizeIs(2),
            Contains(StartsWith("lesson.en.md:9: \"heap\" is no word of glossary.en.md")),
            Contains(AllOf(StartsWith("lesson.ja.md:9: "), HasSubstr("write ../glossary.ja.md")))));
}

TEST_F(CheckedLesson, WhoseOnlyWrongChoiceIsRightIsToldSo) {
  write_both(lesson("## One\ncue: start\npredict: at_what_time\nwrong: 0.0 s\nText.\n"));
  program("import asyncio\nasyncio.run(asyncio.sleep(1))\n");
  EXPECT_THAT(problems(), Contains(HasSubstr("the wrong choice \"0.0 s\" is the right answer")));
}

TEST_F(CheckedLesson, WithoutItsProgramIsToldOnce) {
  std::filesystem::remove(scratch.path() / "01-t/program.py");
  EXPECT_THAT(problems(), ElementsAre(StartsWith("program.py: the file can't be read")));
}

TEST_F(CheckedLesson, WhoseFrontMatterIsNoTomlIsToldHowToWriteIt) {
  write("en", "+++\ntitle = = 1\n+++\n## One\nText.\n");
  EXPECT_THAT(problems(), Contains(AllOf(HasSubstr("lesson.en.md:2: the front matter is no TOML"),
                                         HasSubstr("name = \"text\""))));
}

TEST_F(CheckedLesson, WithMoreTurnsThanTheRunHas) {
  write_both(lesson("## One\ncue: start\nturns: 3\nText.\n"));
  EXPECT_THAT(problems(), Contains(StartsWith("lesson.en.md:9: only 0 decisions are left")));
  write_both(lesson("## One\ncue: start\nturns: many\nText.\n"));
  EXPECT_THAT(problems(), Contains(HasSubstr("lesson.en.md:9: \"turns:\" needs a whole number")));
}

TEST_F(CheckedLesson, ThatIsAChallenge) {
  const std::string goals = "goals = ['prints three']\nsolution = \"solution.py\"\n";
  scratch.write("01-t/solution.py", "print('one')\nprint('three')\n");
  write_both(lesson("## One\ncue: output one\nText.\n", goals));
  EXPECT_THAT(problems(), IsEmpty());
  scratch.write("01-t/solution.py", "print('one')\n");
  EXPECT_THAT(problems(),
              Contains(StartsWith("solution.py: the solution misses the goal `prints three`")));
  program("print('one')\nprint('two')\nprint('three')\n");
  EXPECT_THAT(problems(), Contains(StartsWith("program.py: the program meets all goals already")));
  write_both(lesson("## One\ncue: output one\nText.\n", "goals = ['dance']\n"));
  EXPECT_THAT(problems(), Contains(HasSubstr("unknown goal \"dance\"")));
}

TEST_F(CheckedLesson, ThatCannotBeRead) {
  write("en", lesson("Nothing.\n"));
  EXPECT_THAT(problems(), Contains(HasSubstr("lesson.en.md: the lesson has no step")));
}

TEST_F(CheckedLesson, AmongOthersNeedsAPlaceOfItsOwn) {
  scratch.write("02-u/program.py", "print('one')\nprint('two')\n");
  scratch.write("02-u/lesson.en.md", good);
  scratch.write("02-u/lesson.ja.md", good);
  const auto all = check_catalog(scratch.path(), CheckExtent::correct);
  ASSERT_THAT(all, SizeIs(1));
  EXPECT_THAT(all[0].text(), HasSubstr("order = 1 is that of"));
}

TEST(ShippedLessons, HaveNoProblem) {
  for (const LessonProblem& problem : check_catalog(test::source_dir() / "lessons" / "catalog")) {
    ADD_FAILURE() << problem.text();
  }
}

}  // namespace
}  // namespace loopscope::player
