#include "gui/app/arguments.h"

#include <gtest/gtest.h>

#include "tests/gui/support/desk.h"
#include "tests/lessons/player/scratch_folder.h"

namespace loopscope::gui {
namespace {

std::string complaint_of(const std::vector<std::string>& arguments) {
  std::string help;
  try {
    read_arguments(arguments, help);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "none";
}

constexpr const char* hint = " (loopscope-gui --help lists the options)";

TEST(Arguments, AreRead) {
  std::string help;
  const auto options =
      read_arguments({"2", "--step", "3", "--lang", "ja", "--size", "1280x800"}, help);
  ASSERT_TRUE(options);
  EXPECT_EQ(options->what, "2");
  EXPECT_EQ(options->step, 3U);
  EXPECT_EQ(options->language, "ja");
  EXPECT_EQ(options->width, 1280);
  EXPECT_EQ(options->height, 800);
}

TEST(Arguments, KeysToPressMayBeRepeated) {
  std::string help;
  const auto options =
      read_arguments({"--press", "Ctrl+K", "--press", "dark", "2", "--shot", "x.png"}, help);
  ASSERT_TRUE(options);
  EXPECT_EQ(options->keys, (std::vector<std::string>{"Ctrl+K", "dark"}));
  EXPECT_EQ(options->what, "2");
}

TEST(Arguments, HelpIsNoError) {
  std::string help;
  EXPECT_FALSE(read_arguments({"--help"}, help));
  EXPECT_NE(help.find("--shot"), std::string::npos);
}

TEST(Arguments, AWrongValueGetsOneShortMessageWithWhatItMustBe) {
  EXPECT_EQ(complaint_of({"--step", "0"}),
            std::string("--step: must be a step's number, from 1 on, not \"0\"") + hint);
  EXPECT_EQ(complaint_of({"--step", "x"}),
            std::string("--step: must be a step's number, from 1 on, not \"x\"") + hint);
  EXPECT_EQ(complaint_of({"--event", "-1"}),
            std::string("--event: must be a number of events, from 0 on, not \"-1\"") + hint);
  EXPECT_EQ(complaint_of({"--lang", "xx"}),
            std::string("--lang: must be en or ja, not \"xx\"") + hint);
  EXPECT_EQ(complaint_of({"--theme", "pink"}),
            std::string("--theme: must be dark, light or contrast, not \"pink\"") + hint);
  EXPECT_EQ(complaint_of({"--scale", "9"}),
            std::string("--scale: must be a number from 1 to 4, not \"9\"") + hint);
  EXPECT_EQ(complaint_of({"--shot", ""}),
            std::string("--shot: must be a file's name, e.g. window.png, not \"\"") + hint);
  EXPECT_EQ(complaint_of({"--size", "3x4"}),
            std::string("--size: must be WIDTHxHEIGHT from 640x400 to 7680x4320, e.g. 1600x1000, "
                        "not \"3x4\"") +
                hint);
}

std::string complaint_of_opening(const StartOptions& options) {
  Model model(testing::all_lessons(), {});
  try {
    open_what(model, options);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "none";
}

TEST(OpenWhat, NamesWhatIsThereWhereAskedForMore) {
  StartOptions options;
  options.what = "1";
  options.step = 99;
  EXPECT_EQ(complaint_of_opening(options),
            "--step: the lesson has 10 steps; name one from 1 to 10, not 99");
  options.step.reset();
  options.event = 1'000'000;
  EXPECT_EQ(complaint_of_opening(options).rfind("--event: the run has ", 0), 0U);
  options.event.reset();
  options.what = "nope";
  EXPECT_EQ(complaint_of_opening(options).rfind("there is no lesson \"nope\"; there are:", 0), 0U);
}

TEST(OpenWhat, TakesALessonsOwnFolder) {
  const player::testing::ScratchFolder scratch;
  scratch.write("mine/program.py", "print('mine')\n");
  scratch.write("mine/lesson.en.md",
                "+++\ntitle = \"Mine\"\nlevel = 1\norder = 1\nprogram = \"program.py\"\n+++\n"
                "## One\nText.\n");
  std::filesystem::create_directory(scratch.path() / "none");
  Model model(testing::all_lessons(), {});
  StartOptions options;
  options.what = (scratch.path() / "mine" / "").string();
  open_what(model, options);
  EXPECT_EQ(model.session->lesson()->title, "Mine");
  ASSERT_EQ(model.lessons.size(), 1U);
  EXPECT_EQ(model.lesson_index, 0U);
  options.what = (scratch.path() / "none").string();
  EXPECT_EQ(complaint_of_opening(options),
            options.what +
                ": there is no lesson.en.md in this folder; name a lesson, its folder, "
                "a FILE.py or a trace");
  options.what += "/nowhere";
  EXPECT_EQ(complaint_of_opening(options),
            "there is no lesson's folder " + options.what + ": check the path");
}

TEST(OpenWhat, FindsALessonWhereTheRememberedFolderIsGone) {
  Settings settings;
  settings.lessons = "/no/such/folder";
  Model model(testing::all_lessons(), settings);  // those that came with it, then
  StartOptions options;
  options.what = "3";
  open_what(model, options);
  EXPECT_EQ(model.lesson_index, 2U);
}

}  // namespace
}  // namespace loopscope::gui
