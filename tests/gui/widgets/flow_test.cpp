#include "gui/widgets/flow.h"

#include <gtest/gtest.h>

#include "gui/widgets/utf8.h"

namespace loopscope::gui {
namespace {

/// Every character is 10 pixels wide, Japanese ones 20.
float width_of(FontRole, std::string_view text) {
  float width = 0.0F;
  for (const char32_t each : code_points(text)) width += is_cjk(each) ? 20.0F : 10.0F;
  return width;
}

std::vector<std::string> lines(const std::vector<gui::Run>& runs, float width) {
  const Flow flow = lay_out(runs, width, width_of);
  std::vector<std::string> result(flow.lines);
  for (const FlowPiece& piece : flow.pieces) result.at(piece.line) += piece.text;
  return result;
}

TEST(Flow, BreaksAtSpaces) {
  EXPECT_EQ(lines({{"one two three", FontRole::body}}, 80),
            (std::vector<std::string>{"one two", "three"}));
}

TEST(Flow, NoPieceIsWiderThanTheLine) {
  const Flow flow = lay_out({{"one two three 日本語の文章です。", FontRole::body}}, 70, width_of);
  for (const FlowPiece& piece : flow.pieces) {
    EXPECT_LE(piece.x + piece.width, 70) << piece.text;
  }
}

TEST(Flow, BreaksJapaneseBetweenCharactersButNotBeforeAFullStop) {
  EXPECT_EQ(lines({{"あいう。えお", FontRole::body}}, 60),
            (std::vector<std::string>{"あい", "う。え", "お"}));
  EXPECT_EQ(lines({{"あい「う」", FontRole::body}}, 60),
            (std::vector<std::string>{"あい", "「う」"}));
}

TEST(Flow, KeepsAWordTogetherAcrossFaces) {
  EXPECT_EQ(
      lines({{"see ", FontRole::body}, {"Task-2", FontRole::strong}, {", it", FontRole::body}},
            100),
      (std::vector<std::string>{"see", "Task-2, it"}));
}

TEST(Flow, KeepsAMarginAroundARun) {
  const std::vector<gui::Run> runs = {
      {"a ", FontRole::body}, {"code x", FontRole::mono, 5.0F}, {" b", FontRole::body}};
  const Flow flow = lay_out(runs, 200, width_of);
  ASSERT_EQ(flow.pieces.size(), 3U);
  EXPECT_EQ(flow.pieces[1].x, 25.0F);
  EXPECT_EQ(flow.pieces[2].x, 100.0F);
}

TEST(Flow, BreaksAWordThatIsLongerThanALine) {
  EXPECT_EQ(lines({{"abcdefgh", FontRole::body}}, 30),
            (std::vector<std::string>{"abc", "def", "gh"}));
}

TEST(Flow, LineFeedsBreak) {
  EXPECT_EQ(lines({{"a\nb", FontRole::body}}, 100), (std::vector<std::string>{"a", "b"}));
}

TEST(Utf8, ReadsWhatItWrites) {
  for (const char32_t each : {U'a', U'é', U'語', U'😀'}) {
    EXPECT_EQ(code_points(to_utf8(each)), std::u32string(1, each));
  }
}

TEST(Utf8, BrokenBytesBecomeReplacementCharacters) {
  EXPECT_EQ(code_points("a\xFFz"), U"a\uFFFDz");
  EXPECT_EQ(code_points("\xE8\xAA"), U"\uFFFD\uFFFD");
}

}  // namespace
}  // namespace loopscope::gui
