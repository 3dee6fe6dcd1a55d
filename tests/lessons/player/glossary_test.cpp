#include "lessons/player/glossary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "engine/base/error.h"
#include "tests/lessons/player/scratch_folder.h"

namespace loopscope::player {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::ScratchFolder;
using ::testing::SizeIs;

constexpr const char* english =
    "# Glossary\n\nThe words.\n\n"
    "## queue (asyncio.Queue)\nキュー. Passes items on. In order.\n\n"
    "## task\nタスク. Drives a coroutine.\n";
constexpr const char* japanese =
    "# 用語集\n\n"
    "## キュー (asyncio.Queue)\nqueue。品物を渡します。\n\n"
    "## タスク\ntask。コルーチンを動かします。\n";

class GlossaryFiles : public ::testing::Test {
 protected:
  GlossaryFiles() { write(english, japanese); }
  void write(const std::string& en, const std::string& ja) {
    scratch.write("glossary.en.md", en);
    scratch.write("glossary.ja.md", ja);
  }
  ScratchFolder scratch;
};

TEST_F(GlossaryFiles, KnowTheirWordsAndThoseOfTheOtherLanguage) {
  const Glossary glossary = read_glossary(scratch.path(), Language::english);
  EXPECT_TRUE(glossary.is_title("glossary"));
  ASSERT_THAT(glossary.terms, SizeIs(2));
  ASSERT_NE(glossary.find("Queue"), nullptr);
  EXPECT_EQ(glossary.find("Queue")->opposite, "キュー");
  EXPECT_EQ(glossary.find("task")->line, 8);
  EXPECT_EQ(glossary.find("heap"), nullptr);
  EXPECT_EQ(read_glossary(scratch.path(), Language::japanese).find("タスク")->opposite, "task");
}

TEST_F(GlossaryFiles, ThatAgreeHaveNoProblem) {
  EXPECT_THAT(check_glossary(scratch.path()), IsEmpty());
}

TEST_F(GlossaryFiles, AWordThatTheOtherLanguageLacksIsToldWithItsLine) {
  write(english, "# 用語集\n\n## キュー\nqueue。品物を渡します。\n");
  const auto problems = check_glossary(scratch.path());
  ASSERT_THAT(problems, SizeIs(1));
  EXPECT_THAT(problems[0].text(),
              AllOf(HasSubstr("glossary.en.md:8: "), HasSubstr("\"task\""), HasSubstr("タスク")));
}

TEST_F(GlossaryFiles, AWordThatIsTranslatedInTwoWaysIsTold) {
  write(english,
        "# 用語集\n\n## キュー\nline。品物を渡します。\n\n## タスク\ntask。動かします。\n");
  EXPECT_THAT(check_glossary(scratch.path()), SizeIs(2));
}

TEST_F(GlossaryFiles, ThatAreNoUtf8AreToldWithTheirLine) {
  write("# Glossary\n\n## \xff\nキュー.\n", japanese);
  const auto problems = check_glossary(scratch.path());
  ASSERT_THAT(problems, SizeIs(1));
  EXPECT_THAT(problems[0].text(), HasSubstr("glossary.en.md:3: this is no UTF-8"));
}

TEST_F(GlossaryFiles, AreBothThereOrNeither) {
  std::filesystem::remove(scratch.path() / "glossary.ja.md");
  const auto problems = check_glossary(scratch.path());
  ASSERT_THAT(problems, SizeIs(1));
  EXPECT_THAT(problems[0].text(), HasSubstr("glossary.ja.md: the file can't be read"));
  EXPECT_THROW(read_glossary(scratch.path(), Language::japanese), FileError);
  std::filesystem::remove(scratch.path() / "glossary.en.md");
  EXPECT_THAT(check_glossary(scratch.path()), IsEmpty());
}

}  // namespace
}  // namespace loopscope::player
