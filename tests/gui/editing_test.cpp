#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "engine/trace/jsonl.h"
#include "gui/app/files.h"
#include "tests/gui/support/desk.h"
#include "tests/gui/support/programs.h"
#include "tests/lessons/player/scratch_folder.h"

namespace loopscope::gui {
namespace {

using player::testing::ScratchFolder;
using testing::Desk;
using ::testing::HasSubstr;
using Name = Key::Name;

void expect_good(Desk& desk) {
  for (const std::string& complaint : desk.complaints()) ADD_FAILURE() << complaint;
}

void type(Desk& desk, std::string_view text) {
  for (const char letter : text) {
    if (letter == ' ') {
      desk.press(Key::named(Name::space));
    } else if (letter == '\n') {
      desk.press(Key::named(Name::enter));
    } else {
      Key key = Key::of(
          static_cast<char32_t>(letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter));
      key.typed = static_cast<char32_t>(letter);
      desk.press(key);
    }
  }
}

/// Lets typing rest.
void rest(Desk& desk) {
  ASSERT_TRUE(desk.model().editor.has_value());
  desk.model().editor->rerun_at = 0.0;
  desk.settle();
}

std::string contents(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

TEST(Editing, AnEmptyFileIsAProgramToBegin) {
  const ScratchFolder scratch;
  Desk desk(testing::run("print('one')\n"));
  open_path(desk.model(), scratch.write("new.py", ""));
  desk.settle();
  expect_good(desk);
  EXPECT_FALSE(desk.shows(desk.model().texts["program.empty"]));
  desk.click("program/edit");
  type(desk, "print(7)");
  rest(desk);
  EXPECT_TRUE(desk.model().output.size() == 1 && desk.model().output[0].text == "7");
  expect_good(desk);
}

TEST(Editing, AProgramRunsAgainWhenTypingRests) {
  Desk desk(testing::run("print('one')\n"));
  desk.press(Command::edit);
  expect_good(desk);
  desk.press(Key::named(Name::end, false));
  Key to_end = Key::named(Name::end);
  to_end.control = true;
  desk.press(to_end);
  type(desk, "print('Two')");
  EXPECT_EQ(desk.model().output.size(), 1U) << "it must wait";
  rest(desk);
  ASSERT_EQ(desk.model().output.size(), 2U);
  EXPECT_EQ(desk.model().output[1].text, "Two");
  expect_good(desk);
}

TEST(Editing, KeysThatComeFasterThanFramesAreTextFromTheFirstOn) {
  Desk desk(testing::run("print('one')\n"));
  desk.press(Key::named(Name::home));
  for (const Key& key : {info_of(Command::edit).key, Key::of(U't'), Key::of(U'm'), Key::of(U'p'),
                         Key::named(Name::enter), Key::of(U'q')}) {
    desk.workbench().press(key);
  }
  desk.settle();
  EXPECT_EQ(desk.model().shown_program, "tmp\nqprint('one')\n");
}

TEST(Editing, AnErrorStandsAtItsLineAndTheLastGoodRunStays) {
  Desk desk(testing::run("print('one')\n"));
  desk.press(Command::edit);
  type(desk, "def (");
  rest(desk);
  EXPECT_EQ(desk.model().output.size(), 1U);
  EXPECT_EQ(desk.model().editor->problem.line, 1);
  EXPECT_THAT(desk.find("program/problem").text, HasSubstr("SyntaxError"));
  expect_good(desk);
  for (int i = 0; i < 5; ++i) desk.press(Key::named(Name::backspace));
  rest(desk);
  EXPECT_EQ(desk.seen().find("program/problem"), nullptr);
  expect_good(desk);
}

TEST(Editing, KeysAreTextUntilEscapeLeavesTheProgram) {
  Desk desk(testing::run("x = 1\nprint(x)\n"));
  desk.press(Command::edit);
  type(desk, "t?");
  EXPECT_EQ(desk.model().shown_program, "t?x = 1\nprint(x)\n");
  EXPECT_FALSE(desk.model().help);
  desk.press(Key::of(U'z', true));
  desk.press(Key::of(U'z', true));
  EXPECT_EQ(desk.model().shown_program, "x = 1\nprint(x)\n");
  desk.press(Key::named(Name::escape));
  EXPECT_EQ(desk.model().focus, Focus::none);
  desk.press(Key::of(U'?'));
  EXPECT_TRUE(desk.model().help);
}

TEST(Editing, ALessonKeepsItsStepsAndItsProgramComesBack) {
  Desk desk(testing::all_lessons());
  const std::string before = desk.session().program();
  desk.press(Command::edit);
  type(desk, "print('mine')\n");
  rest(desk);
  ASSERT_FALSE(desk.model().output.empty());
  EXPECT_EQ(desk.model().output[0].text, "mine");
  EXPECT_TRUE(desk.session().lesson().has_value());
  expect_good(desk);
  desk.press(Command::revert);
  EXPECT_EQ(desk.session().program(), before);
  EXPECT_FALSE(desk.model().editor.has_value());
  expect_good(desk);
}

TEST(Editing, AProgramThatNeverEndsLeavesTheWindowUsable) {
  Desk desk(testing::run("print('one')\n"));
  desk.press(Command::edit);
  type(desk, "while True: pass\n");
  rest(desk);
  EXPECT_EQ(desk.model().editor->problem.message, "");
  expect_good(desk);
}

TEST(Editing, AProgramThatPrintsAGigabyteLeavesTheWindowUsable) {
  Desk desk(testing::run("for _ in range(10_000):\n    print('x' * 100_000)\n"));
  EXPECT_THAT(desk.session().result().errors, HasSubstr("prints more than its limit of 64 MiB"));
  desk.press(Command::to_end);
  desk.press(Command::step_back);
  expect_good(desk);
}

TEST(Editing, TheTraceOfATooGreatProgramEndsSoonBehindItsLimit) {
  python::RunOptions options;
  options.limits.events = 50'000;
  Desk desk(
      std::make_unique<player::Session>("import asyncio\n"
                                        "async def main():\n"
                                        "    naps = [asyncio.sleep(1) for _ in range(100_000)]\n"
                                        "    await asyncio.gather(*naps)\n"
                                        "asyncio.run(main())\n",
                                        "naps.py", options));
  EXPECT_THAT(desk.session().result().errors, HasSubstr("exceeds its limit of 50000 events"));
  EXPECT_LT(desk.session().end(), 500'000U);
  desk.press(Command::to_end);
  desk.press(Command::step_back);
  expect_good(desk);
}

TEST(Editing, CopyAndPasteGoThroughTheClipboard) {
  Desk desk(testing::run("a = 1\n"));
  desk.press(Command::edit);
  desk.press(Key::of(U'a', true));
  desk.press(Key::of(U'c', true));
  desk.press(Key::of(U'v', true));
  desk.press(Key::of(U'v', true));
  EXPECT_EQ(desk.model().shown_program, "a = 1\na = 1\n");
}

TEST(Files, AProgramIsSavedUnderANameAndOpenedAgain) {
  const ScratchFolder scratch;
  const auto file = scratch.path() / "mine.py";
  {
    Desk desk(testing::run("print('kept')\n"));
    desk.press(Command::save);
    ASSERT_TRUE(desk.model().palette.has_value());
    expect_good(desk);
    type(desk, file.string());
    desk.press(Key::named(Name::enter));
    EXPECT_EQ(contents(file), "print('kept')\n");
    EXPECT_FALSE(desk.model().palette.has_value());
    EXPECT_EQ(desk.model().notice, "");

    desk.press(Command::edit);
    type(desk, "print(1)\n");
    desk.press(Command::save);
    EXPECT_EQ(contents(file), "print(1)\nprint('kept')\n");
  }

  Desk other(testing::run("pass\n"));
  other.press(Command::open_file);
  type(other, file.string());
  expect_good(other);
  other.press(Key::named(Name::enter));
  EXPECT_EQ(other.session().program(), "print(1)\nprint('kept')\n");
  expect_good(other);
}

TEST(Files, AFieldThatIsFilledAlreadySaysWhatItIsFor) {
  for (const player::Language language : player::all_languages) {
    testing::DeskOptions options;
    options.settings.language = language;
    Desk desk(testing::run("pass\n"), options);
    for (const Command command : {Command::export_animation, Command::export_frames,
                                  Command::save_as, Command::open_share}) {
      desk.press(command);
      EXPECT_EQ(desk.find("palette/purpose").text, desk.model().texts[info_of(command).text]);
      expect_good(desk);
      desk.press(Key::named(Name::escape));
    }
  }
}

TEST(Files, WhatCantBeSavedOrOpenedIsSaid) {
  Desk desk(testing::run("pass\n"));
  desk.press(Command::save_as);
  type(desk, "/no/such/folder/x.py");
  desk.press(Key::named(Name::enter));
  EXPECT_THAT(desk.model().notice, HasSubstr("/no/such/folder/x.py"));
  desk.press(Key::named(Name::escape));
  desk.model().notice.clear();
  desk.press(Command::open_file);
  type(desk, "/no/such/file.py");
  desk.press(Key::named(Name::enter));
  EXPECT_THAT(desk.model().notice, HasSubstr("/no/such/file.py"));
  // It can be read, and closed, while the field still waits for a better name.
  ASSERT_TRUE(desk.model().palette.has_value());
  desk.click("notice/close");
  EXPECT_EQ(desk.model().notice, "");
  EXPECT_TRUE(desk.model().palette.has_value());
}

TEST(Files, ATraceThatWasCutOpensAsFarAsItIsWholeAndSaysSo) {
  const ScratchFolder scratch;
  const auto session = testing::three_sleepers();
  const auto file = scratch.path() / "run.jsonl";
  write_jsonl(session->trace(), file);
  const std::string whole = contents(file);
  std::ofstream(file, std::ios::binary) << whole.substr(0, whole.size() / 2);
  Desk desk(testing::run("pass\n"));
  open_path(desk.model(), file);
  desk.settle();
  EXPECT_GT(desk.session().end(), 10U);
  EXPECT_LT(desk.session().end(), session->end());
  EXPECT_THAT(desk.model().notice, HasSubstr(std::to_string(session->end())));
  desk.press(Command::to_end);
  expect_good(desk);
}

TEST(Files, AnEventOfAnUnknownKindIsShownAsSuch) {
  const ScratchFolder scratch;
  const auto session = testing::run("print(1)\n");
  const auto file = scratch.path() / "run.jsonl";
  write_jsonl(session->trace(), file);
  std::string text = contents(file);
  const std::string kind = "\"kind\": \"output\"";
  text.replace(text.find(kind), kind.size(), "\"kind\": \"warp\"");
  std::ofstream(file, std::ios::binary) << text;
  Desk desk(testing::run("pass\n"));
  open_path(desk.model(), file);
  desk.settle();
  EXPECT_EQ(desk.session().end(), session->end());
  EXPECT_THAT(desk.model().notice, HasSubstr("1"));
  expect_good(desk);
}

}  // namespace
}  // namespace loopscope::gui
