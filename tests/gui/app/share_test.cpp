#include "gui/app/share.h"

#include <gtest/gtest.h>

#include "engine/base/error.h"

namespace loopscope::gui {
namespace {

SharedRun some_run() {
  SharedRun run;
  run.name = "program.py";
  run.program = "import asyncio\nprint('日本語')\n";
  run.lesson = "02-sequential-or-concurrent";
  run.seed = 12345678901234ULL;
  run.debug = true;
  run.position = 77;
  Intervention cancel;
  cancel.after = 40;
  cancel.action = CancelTask{"Task-2"};
  Intervention slow;
  slow.after = 60;
  slow.action = DelayConnection{7, 1.5};
  run.interventions = {cancel, slow};
  return run;
}

TEST(Share, GivesBackWhatWasShared) {
  const std::string text = share_text(some_run());
  EXPECT_TRUE(text.starts_with("loopscope1:"));
  EXPECT_EQ(text.find_first_of(" \n+/="), std::string::npos);
  const SharedRun back = read_share(text);
  EXPECT_EQ(back.name, "program.py");
  EXPECT_EQ(back.program, some_run().program);
  EXPECT_EQ(back.lesson, some_run().lesson);
  EXPECT_EQ(back.seed, some_run().seed);
  EXPECT_TRUE(back.debug);
  EXPECT_EQ(back.position, 77U);
  ASSERT_EQ(back.interventions.size(), 2U);
  EXPECT_EQ(back.interventions[0].after, 40U);
  EXPECT_EQ(std::get<CancelTask>(back.interventions[0].action).name, "Task-2");
  EXPECT_EQ(std::get<DelayConnection>(back.interventions[1].action).descriptor, 7);
  EXPECT_EQ(std::get<DelayConnection>(back.interventions[1].action).seconds, 1.5);
}

TEST(Share, IsShorterThanALongProgram) {
  SharedRun run;
  for (int line = 0; line < 200; ++line) run.program += "await asyncio.sleep(1)  # again\n";
  EXPECT_LT(share_text(run).size(), run.program.size() / 4);
}

TEST(Share, LineBreaksThatAMailHasAddedDoNotMatter) {
  std::string text = share_text(some_run());
  text.insert(30, "\n  ");
  text.append("\n");
  EXPECT_EQ(read_share(text).position, 77U);
}

std::string error_of(const std::string& text) {
  try {
    read_share(text);
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

TEST(Share, SaysWhatIsWrongWithATextThatIsNone) {
  EXPECT_NE(error_of("hello").find("no shared run"), std::string::npos);
  EXPECT_NE(error_of("").find("no shared run"), std::string::npos);
  EXPECT_NE(error_of("loopscope2:AAAA").find("another version"), std::string::npos);
}

TEST(Share, NoticesEverySignThatIsMissingOrWrong) {
  const std::string text = share_text(some_run());
  for (std::size_t length = 11; length < text.size(); length += 7) {
    EXPECT_NE(error_of(text.substr(0, length)).find("not whole"), std::string::npos) << length;
  }
  for (std::size_t at = 11; at + 2 < text.size(); at += 5) {
    std::string changed = text;
    changed[at] = changed[at] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(error_of(changed).empty()) << at;
  }
  EXPECT_NE(error_of(text + "!").find("not whole"), std::string::npos);
}

}  // namespace
}  // namespace loopscope::gui
