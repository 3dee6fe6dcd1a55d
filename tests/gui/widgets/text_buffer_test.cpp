#include "gui/widgets/text_buffer.h"

#include <gtest/gtest.h>

#include <random>

namespace loopscope::gui {
namespace {

using Move = TextBuffer::Move;

TextBuffer at(const std::string& text, std::size_t cursor) {
  TextBuffer buffer(text);
  buffer.place(cursor, false);
  return buffer;
}

TEST(TextBuffer, TypesAtTheCursorAndInThePlaceOfTheSelection) {
  TextBuffer buffer = at("ab", 1);
  buffer.type("X");
  EXPECT_EQ(buffer.text(), "aXb");
  buffer.move(Move::start, true);
  buffer.type("日本");
  EXPECT_EQ(buffer.text(), "日本b");
  EXPECT_EQ(buffer.cursor(), std::string("日本").size());
}

TEST(TextBuffer, MovesByCharactersNotByBytes) {
  TextBuffer buffer = at("é日b", 0);
  buffer.move(Move::right, false);
  buffer.move(Move::right, false);
  EXPECT_EQ(buffer.cursor(), 5U);
  buffer.backspace();
  EXPECT_EQ(buffer.text(), "éb");
  buffer.move(Move::left, false);
  buffer.erase();
  EXPECT_EQ(buffer.text(), "b");
  buffer.place(0, false);
  TextBuffer inside("日");
  inside.place(1, false);
  EXPECT_EQ(inside.cursor(), 0U);
}

TEST(TextBuffer, GoesUpAndDownInItsColumnOverShorterLines) {
  TextBuffer buffer = at("abcdef\nx\nuvwxyz", 5);
  buffer.move(Move::down, false);
  EXPECT_EQ(buffer.cursor(), 8U);
  buffer.move(Move::down, false);
  EXPECT_EQ(buffer.text()[buffer.cursor()], 'z');
  buffer.move(Move::up, false);
  buffer.move(Move::up, false);
  EXPECT_EQ(buffer.cursor(), 5U);
}

TEST(TextBuffer, HomeGoesToTheFirstCharacterThenToTheMargin) {
  TextBuffer buffer = at("    x = 1", 8);
  buffer.move(Move::line_start, false);
  EXPECT_EQ(buffer.cursor(), 4U);
  buffer.move(Move::line_start, false);
  EXPECT_EQ(buffer.cursor(), 0U);
}

TEST(TextBuffer, ANewLineIsIndentedAsPythonGoesOn) {
  TextBuffer buffer = at("    if x:", 9);
  buffer.new_line();
  EXPECT_EQ(buffer.text(), "    if x:\n        ");
  buffer.type("y");
  buffer.new_line();
  EXPECT_EQ(buffer.text(), "    if x:\n        y\n        ");
  buffer.backspace();
  EXPECT_EQ(buffer.text(), "    if x:\n        y\n    ");
}

TEST(TextBuffer, SelectedLinesAreIndentedTogether) {
  TextBuffer buffer("a\n\n  b\n");
  buffer.select_all();
  buffer.indent();
  EXPECT_EQ(buffer.text(), "    a\n\n      b\n");
  buffer.unindent();
  buffer.unindent();
  EXPECT_EQ(buffer.text(), "a\n\nb\n");
  buffer.undo();
  EXPECT_EQ(buffer.text(), "a\n\n  b\n");
}

TEST(TextBuffer, AWordThatWasTypedIsUndoneAsOne) {
  TextBuffer buffer;
  for (const char* const letter : {"o", "n", "e", " ", "t", "w", "o"}) buffer.type(letter);
  EXPECT_TRUE(buffer.undo());
  EXPECT_EQ(buffer.text(), "one ");
  EXPECT_TRUE(buffer.undo());
  EXPECT_TRUE(buffer.undo());
  EXPECT_EQ(buffer.text(), "");
  EXPECT_FALSE(buffer.undo());
  while (buffer.redo()) {
  }
  EXPECT_EQ(buffer.text(), "one two");
}

TEST(TextBuffer, AnyEditsAreUndoneAndDoneAgainExactly) {
  for (std::uint32_t seed = 1; seed <= 30; ++seed) {
    std::mt19937 random(seed);
    const std::string first = "async def 日本():\n    await x\n\n    return 1\n";
    TextBuffer buffer(first);
    for (int i = 0; i < 200; ++i) {
      buffer.place(random() % (buffer.text().size() + 1), random() % 3 == 0);
      switch (random() % 6) {
        case 0:
          buffer.type("é");
          break;
        case 1:
          buffer.new_line();
          break;
        case 2:
          buffer.backspace();
          break;
        case 3:
          buffer.erase();
          break;
        case 4:
          buffer.indent();
          break;
        default:
          buffer.unindent();
          break;
      }
    }
    const std::string last = buffer.text();
    while (buffer.undo()) {
    }
    ASSERT_EQ(buffer.text(), first) << seed;
    while (buffer.redo()) {
    }
    ASSERT_EQ(buffer.text(), last) << seed;
  }
}

}  // namespace
}  // namespace loopscope::gui
