#include "lessons/player/lesson.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "engine/base/error.h"
#include "tests/lessons/player/scratch_folder.h"

namespace loopscope::player {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using testing::ScratchFolder;

constexpr const char* front = R"(+++
title = "A test"
level = 2
order = 7
program = "program.py"
teaches = ["one", "two"]
prerequisites = ["01-before"]
+++
)";

class LessonFile : public ::testing::Test {
 protected:
  LessonFile() { scratch.write("07-test/program.py", "print(1)\n"); }

  Lesson read(const std::string& text) {
    scratch.write("07-test/lesson.en.md", text);
    return read_lesson(scratch.path() / "07-test", Language::english);
  }
  std::string problem(const std::string& text) {
    try {
      read(text);
    } catch (const FileError& error) {
      return error.what();
    }
    return "no error";
  }
  std::string body_problem(const std::string& body) { return problem(front + body); }

  ScratchFolder scratch;
};

TEST_F(LessonFile, HasFrontMatterIntroductionAndSteps) {
  const Lesson lesson = read(std::string(front) + R"(Hello.

## First *step*
cue: start
Look at `cue: this` and on.

```python
cue: this is code
## so is this
```

## Second
cue: line 12 nth=2
predict: task_status task="Task-2"
ask: What now?
wrong: asleep
wrong: awake
because: It waits.
because: For long.
More prose.
)");
  EXPECT_EQ(lesson.id, "07-test");
  EXPECT_EQ(lesson.title, "A test");
  EXPECT_EQ(lesson.level, 2);
  EXPECT_EQ(lesson.order, 7);
  EXPECT_EQ(lesson.program, "print(1)\n");
  EXPECT_THAT(lesson.teaches, ElementsAre("one", "two"));
  EXPECT_THAT(lesson.prerequisites, ElementsAre("01-before"));
  EXPECT_EQ(lesson.introduction, "Hello.");
  ASSERT_EQ(lesson.steps.size(), 2U);
  EXPECT_EQ(lesson.steps[0].title, "First *step*");
  EXPECT_EQ(lesson.steps[0].line, 11);
  EXPECT_EQ(lesson.steps[0].cue->text(), "start");
  EXPECT_THAT(lesson.steps[0].prose, AllOf(HasSubstr("cue: this is code"), EndsWith("```")));
  EXPECT_FALSE(lesson.steps[0].prediction);
  const Prediction& prediction = lesson.steps[1].prediction.value();
  EXPECT_EQ(prediction.question, Question::task_status);
  EXPECT_EQ(prediction.task, "Task-2");
  EXPECT_EQ(prediction.prompt, "What now?");
  EXPECT_THAT(prediction.wrong, ElementsAre("asleep", "awake"));
  EXPECT_EQ(prediction.because, "It waits.\nFor long.");
  EXPECT_EQ(lesson.steps[1].prose, "More prose.");
}

TEST_F(LessonFile, MayHaveWindowsLineEndingsAndAByteOrderMark) {
  std::string text = "\xEF\xBB\xBF" + std::string(front) + "## One\ncue: start\nText.\n";
  for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 2)) {
    text.insert(at, "\r");
  }
  EXPECT_EQ(read(text).steps.at(0).prose, "Text.");
}

TEST_F(LessonFile, TellsWhatIsWrongWithTheFrontMatter) {
  EXPECT_THAT(problem("# Title\n"),
              HasSubstr("lesson.en.md:1: a lesson begins with a line of +++"));
  EXPECT_THAT(problem("+++\ntitle = \"x\"\n"), HasSubstr("not closed"));
  EXPECT_THAT(problem("+++\ntitle = \n+++\n"), HasSubstr("lesson.en.md:2: "));
  EXPECT_THAT(problem("+++\ntitle = \"x\"\n+++\n"), HasSubstr("lacks \"level\""));
  EXPECT_THAT(problem("+++\ntitle = \"x\"\nlevel = 5\n+++\n"),
              HasSubstr("lesson.en.md:3: \"level\" must be a whole number from 1 to 4"));
  EXPECT_THAT(problem("+++\ntitle = 3\n+++\n"),
              HasSubstr("lesson.en.md:2: \"title\" must be a text"));
  EXPECT_THAT(problem("+++\ntitel = \"x\"\n+++\n"),
              HasSubstr("lesson.en.md:2: unknown entry \"titel\""));
  EXPECT_THAT(problem("+++\ntitle = \"x\"\nlevel = 1\norder = 1\nteaches = 3\n+++\n"),
              HasSubstr("lesson.en.md:5: \"teaches\" must be a list"));
}

TEST_F(LessonFile, TellsThatTheProgramIsMissingOrElsewhere) {
  const std::string before = "+++\ntitle = \"x\"\nlevel = 1\norder = 1\n";
  EXPECT_THAT(problem(before + "program = \"other.py\"\n+++\n## One\nText\n"),
              AllOf(HasSubstr("other.py"), HasSubstr("can't be read")));
  EXPECT_THAT(problem(before + "program = \"../07-test/program.py\"\n+++\n## One\nText\n"),
              HasSubstr("own folder"));
}

TEST_F(LessonFile, TellsWhatIsWrongWithTheSteps) {
  EXPECT_THAT(body_problem("Only prose.\n"), HasSubstr("has no step"));
  EXPECT_THAT(body_problem("cue: start\n"), HasSubstr(":9: \"cue:\" stands before the first step"));
  EXPECT_THAT(body_problem("##\n"), HasSubstr(":9: the step has no title"));
  EXPECT_THAT(body_problem("## One\ncue: start\n"), HasSubstr("says nothing"));
  EXPECT_THAT(body_problem("# One\n"), HasSubstr("one #"));
  EXPECT_THAT(body_problem("## One\ncue: start\ncue: end\n"), HasSubstr(":11: the step has two"));
  EXPECT_THAT(body_problem("## One\ncue:\n"), HasSubstr(":10: nothing is written"));
  EXPECT_THAT(body_problem("## One\ncue: stort\n"), HasSubstr(":10: unknown cue \"stort\""));
  EXPECT_THAT(body_problem("## One\npredict: all\n"), HasSubstr(":10: unknown question \"all\""));
  EXPECT_THAT(body_problem("## One\nwrong: x\n"), HasSubstr(":10: \"wrong:\" belongs to"));
  EXPECT_THAT(body_problem("## One\npredict: runs_next\npredict: runs_next\n"),
              HasSubstr("asks twice"));
  EXPECT_THAT(body_problem("## One\n```\ncode\n"), HasSubstr(":10: the code block"));
}

TEST_F(LessonFile, ThatIsNoUtf8IsToldWithItsLine) {
  EXPECT_THAT(body_problem("## One\nText\n\xe3\x81 broken\n"), HasSubstr(":11: this is no UTF-8"));
  EXPECT_THAT(problem("\xff\xfe+\n"), HasSubstr("lesson.en.md:1: this is no UTF-8"));
}

TEST_F(LessonFile, ThatIsMissingIsNamed) {
  EXPECT_THROW(read_lesson(scratch.path() / "nowhere", Language::japanese), FileError);
}

TEST(CueText, SaysWhatIsWrong) {
  const auto problem = [](const char* text) -> std::string {
    try {
      Cue::parse(text);
    } catch (const Error& error) {
      return error.what();
    }
    return "no error";
  };
  EXPECT_EQ(problem("task_done task=\"Task-2\" nth=3"), "no error");
  EXPECT_EQ(problem("output 'Hello \"you\"'"), "no error");
  EXPECT_EQ(problem("timer_due when=2.0"), "no error");
  EXPECT_THAT(problem("task_done task=\"Task-2"), HasSubstr("no partner"));
  EXPECT_THAT(problem("task_done tusk=x"), HasSubstr("unknown field \"tusk\""));
  EXPECT_THAT(problem("line"), HasSubstr("number"));
  EXPECT_THAT(problem("line x"), HasSubstr("whole number"));
  EXPECT_THAT(problem("line 1 nth=0"), HasSubstr("\"nth\""));
  EXPECT_THAT(problem("task_done Task-2"), HasSubstr("name=value"));
  EXPECT_THAT(problem("line 1 task=a task=b"), HasSubstr("twice"));
  EXPECT_THAT(problem("task_status task=a"), HasSubstr("needs both"));
  EXPECT_THAT(problem("task_status task=a status=happy"), HasSubstr("unknown status"));
  EXPECT_THAT(problem("timer_due time=soon"), HasSubstr("seconds"));
}

class CatalogFolder : public ::testing::Test {
 protected:
  CatalogFolder() {
    add("02-second", 2);
    add("10-heap-of-ten", 1);
    add("11-heap-again", 3);
    scratch.write("not-a-lesson/readme.md", "");
  }
  void add(const std::string& id, int order) {
    scratch.write(id + "/program.py", "");
    scratch.write(id + "/lesson.en.md",
                  "+++\ntitle = \"x\"\nlevel = 1\norder = " + std::to_string(order) +
                      "\nprogram = \"program.py\"\n+++\n## One\nText\n");
  }
  std::string found(const std::string& which) {
    return find_lesson(scratch.path(), which).filename().string();
  }
  ScratchFolder scratch;
};

TEST_F(CatalogFolder, ListsLessonsByTheirPlace) {
  std::vector<std::string> ids;
  for (const auto& folder : find_lessons(scratch.path())) ids.push_back(folder.filename());
  EXPECT_THAT(ids, ElementsAre("10-heap-of-ten", "02-second", "11-heap-again"));
}

TEST_F(CatalogFolder, FindsALessonByIdNumberOrPart) {
  EXPECT_EQ(found("02-second"), "02-second");
  EXPECT_EQ(found("2"), "02-second");
  EXPECT_EQ(found("02"), "02-second");
  EXPECT_EQ(found("10"), "10-heap-of-ten");
  EXPECT_EQ(found("again"), "11-heap-again");
  EXPECT_THROW(found("heap"), Error);
  EXPECT_THROW(found("3"), Error);
  EXPECT_THROW(found(""), Error);
}

TEST_F(CatalogFolder, TheEnvironmentSaysWhereTheLessonsAre) {
  setenv("LOOPSCOPE_LESSONS", scratch.path().c_str(), 1);
  EXPECT_EQ(default_catalog(), scratch.path());
  unsetenv("LOOPSCOPE_LESSONS");
  EXPECT_NE(default_catalog(), scratch.path());
}

TEST(Catalog, ThatIsMissingIsTold) {
  EXPECT_THROW(find_lessons("/no/such/folder"), FileError);
}

}  // namespace
}  // namespace loopscope::player
