#include "gui/theme/fonts.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "engine/base/error.h"
#include "tests/gui/support/desk.h"
#include "tests/gui/support/programs.h"

namespace loopscope::gui {
namespace {

std::optional<FontFile> no_font(const FontWish&) {
  return std::nullopt;
}

/// Some other face for every wish.
std::optional<FontFile> another_font(const FontWish&) {
  return find_font_file({"JetBrains Mono", 400, false});
}

std::optional<FontFile> unreadable_font(const FontWish& wish) {
  return FontFile{"/nowhere/" + wish.family + ".ttf", 0, wish.family};
}

TEST(FontFiles, ThePreferredFacesAreFound) {
  for (const char* family : {"Inter", "JetBrains Mono", "Noto Sans CJK JP"}) {
    const auto file = find_font_file({family, 400, false});
    ASSERT_TRUE(file) << family;
    EXPECT_NE(file->family.find(family), std::string::npos);
    const FontData data = read_font(*file);
    EXPECT_GT(data.line_em, 1.0F);
    EXPECT_LT(data.line_em, 2.0F);
  }
}

TEST(FontFiles, JapaneseIsAboutOneFifthHigherThanLatin) {
  const FontData latin = read_font(*find_font_file({"Inter", 400, false}));
  const FontData japanese = read_font(*find_font_file({"Noto Sans CJK JP", 400, false}));
  EXPECT_NEAR(japanese.line_em / latin.line_em, 1.2F, 0.03F);
}

TEST(FontFiles, WhatIsNoFontIsRefused) {
  std::string name = (std::filesystem::temp_directory_path() / "no-font-XXXXXX").string();
  const int file = mkstemp(name.data());
  ASSERT_GE(file, 0);
  close(file);
  for (const char* content :
       {"", "OTTO", "ttcf", "this is no font at all, whatever it is called"}) {
    std::ofstream(name) << content;
    EXPECT_THROW(read_font({name, 0, "X"}), FileError) << content;
  }
  std::filesystem::remove(name);
  EXPECT_THROW(read_font({name, 0, "X"}), FileError);
}

TEST(Fonts, AWindowWithThePreferredFacesHasNothingToSay) {
  testing::Desk desk(testing::three_sleepers());
  EXPECT_TRUE(desk.workbench().fonts().messages().empty());
}

TEST(Fonts, WithoutAnyFontTheWindowStillDrawsAndSaysWhatToInstall) {
  testing::Desk desk(testing::three_sleepers(), {.fonts = no_font});
  EXPECT_TRUE(desk.shows("Loopscope"));
  const auto& messages = desk.workbench().fonts().messages();
  ASSERT_EQ(messages.size(), 3U);
  EXPECT_NE(messages[0].find("fonts-inter"), std::string::npos) << messages[0];
}

TEST(Fonts, AnotherFaceIsTakenWithAMessage) {
  testing::Desk desk(testing::three_sleepers(), {.fonts = another_font});
  EXPECT_TRUE(desk.shows("Loopscope"));
  EXPECT_EQ(desk.workbench().fonts().messages().size(), 2U);
}

TEST(Fonts, AFileThatCannotBeReadIsNamed) {
  testing::Desk desk(testing::three_sleepers(), {.fonts = unreadable_font});
  EXPECT_TRUE(desk.shows("Loopscope"));
  ASSERT_FALSE(desk.workbench().fonts().messages().empty());
  EXPECT_NE(desk.workbench().fonts().messages()[0].find("/nowhere/Inter.ttf"), std::string::npos);
}

TEST(Fonts, AnotherFaceHelpsOutWithWhatThePreferredOnesLack) {
  // JetBrains Mono in place of all three: Japanese has to come from elsewhere.
  const FontFinder finder = [](const FontWish& wish) {
    return wish.character == 0 ? another_font(wish) : find_font_file(wish);
  };
  testing::Desk desk(testing::three_sleepers(), {.fonts = finder});
  desk.model().notice = "日本語";
  desk.settle();
  EXPECT_EQ(desk.find("notice/text").missing_glyphs, 0);
}

TEST(Fonts, ACharacterThatNoFaceHasIsCountedAndDrawnAsAReplacement) {
  testing::Desk desk(testing::three_sleepers());
  desk.model().notice = "\u0E5Bx\uE0FF";
  desk.settle();
  EXPECT_GE(desk.find("notice/text").missing_glyphs, 1);
  EXPECT_GT(desk.find("notice/text").rect.width(), 0.0F);
  EXPECT_FALSE(desk.workbench().fonts().pending());
}

TEST(Fonts, NewCharactersAreBakedWhenTheyAppear) {
  testing::Desk desk(testing::three_sleepers());
  desk.model().notice = "滅多に見ない字: 鬱 鰯";
  desk.settle();
  EXPECT_EQ(desk.find("notice/text").missing_glyphs, 0);
  EXPECT_FALSE(desk.workbench().fonts().pending());
}

}  // namespace
}  // namespace loopscope::gui
