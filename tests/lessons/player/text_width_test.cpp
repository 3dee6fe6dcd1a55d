#include "lessons/player/text_width.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace loopscope::player {
namespace {

using ::testing::ElementsAre;

TEST(TextWidth, CountsWideCharactersTwice) {
  EXPECT_EQ(text_width("abc"), 3U);
  EXPECT_EQ(text_width("タスク1"), 7U);
  EXPECT_EQ(text_width("e\xCC\x81"), 1U) << "a combining accent takes no column";
  EXPECT_EQ(text_width("▶ ·…"), 4U);
  EXPECT_EQ(text_width("🙂"), 2U);
  EXPECT_EQ(text_width("\xFF\xE3"), 2U) << "bytes that are no UTF-8";
}

TEST(Fitted, FillsUpOrCutsToTheWidth) {
  EXPECT_EQ(fitted("ab", 4), "ab  ");
  EXPECT_EQ(fitted("abcdef", 4), "abc…");
  EXPECT_EQ(fitted("タスク", 6), "タスク");
  EXPECT_EQ(fitted("タスク1", 6), "タス… ");
  EXPECT_EQ(fitted("abc", 0), "");
}

TEST(Wrapped, BreaksAtBlanks) {
  EXPECT_THAT(wrapped("one two three four", 10), ElementsAre("one two", "three four"));
  EXPECT_THAT(wrapped("", 10), ElementsAre(""));
  EXPECT_THAT(wrapped("- item that is long", 12, "  "), ElementsAre("- item that", "  is long"));
}

TEST(Wrapped, BreaksAWordThatFitsNoLine) {
  EXPECT_THAT(wrapped("abcdefghijklmno", 10), ElementsAre("abcdefghij", "klmno"));
}

TEST(Wrapped, BreaksJapaneseBetweenCharactersButNotBeforePunctuation) {
  EXPECT_THAT(wrapped("イベントループ", 10), ElementsAre("イベント", "ループ"))
      << "ー never begins a line, so ル goes along to the next one";
}

TEST(Wrapped, NoLineIsWiderThanAsked) {
  const std::string text =
      "ループは、実行待ちキューが空になるまで(ready queue)ハンドルを実行します。"
      "select(timeout=1.0)のあと、「タイマー」を調べます。";
  for (std::size_t width = 10; width < 60; ++width) {
    for (const std::string& line : wrapped(text, width)) {
      EXPECT_LE(text_width(line), width) << line;
      EXPECT_FALSE(line.starts_with("。") || line.starts_with("、") || line.starts_with("」"))
          << line;
    }
  }
}

TEST(PlainMarkdown, LosesItsMarksAndKeepsItsShape) {
  EXPECT_THAT(plain_markdown("Some **bold** and `code_*x*`\nand [a link](https://x.y).\n\n"
                             "- first item which goes on\n- second\n\n```python\nx = *a\n```\nend",
                             30),
              ElementsAre("Some bold and code_*x* and a", "link.", "", "- first item which goes on",
                          "- second", "", "    x = *a", "end"));
}

TEST(PlainMarkdown, ALineOfAParagraphThatBeginsWithANumberIsNoList) {
  EXPECT_THAT(plain_markdown("It comes to line\n15. Then it ends.", 40),
              ElementsAre("It comes to line 15. Then it ends."));
  EXPECT_THAT(plain_markdown("1. one\n2. two", 40), ElementsAre("1. one", "2. two"));
}

TEST(PlainMarkdown, JoinsLinesOfJapaneseWithoutABlank) {
  EXPECT_THAT(plain_markdown("タスクが\n待つ。\nTask-2 は\nTask-3 より\n早い。", 60),
              ElementsAre("タスクが待つ。Task-2 は Task-3 より早い。"));
}

}  // namespace
}  // namespace loopscope::player
