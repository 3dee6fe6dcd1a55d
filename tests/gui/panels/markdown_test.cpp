#include "gui/panels/markdown.h"

#include <gtest/gtest.h>

namespace loopscope::gui {
namespace {

TEST(Markdown, ReadsHeadingsParagraphsAndEmphasis) {
  const auto blocks = parse_markdown("# A title\n\nPlain, **strong**, *slanted* and `code`.\n");
  ASSERT_EQ(blocks.size(), 2U);
  EXPECT_EQ(blocks[0].kind, BlockKind::heading);
  EXPECT_EQ(blocks[0].level, 1);
  EXPECT_EQ(blocks[0].spans, (std::vector<Span>{{"A title", SpanStyle::plain}}));
  EXPECT_EQ(blocks[1].kind, BlockKind::paragraph);
  EXPECT_EQ(blocks[1].spans, (std::vector<Span>{{"Plain, ", SpanStyle::plain},
                                                {"strong", SpanStyle::strong},
                                                {", ", SpanStyle::plain},
                                                {"slanted", SpanStyle::emphasis},
                                                {" and ", SpanStyle::plain},
                                                {"code", SpanStyle::code},
                                                {".", SpanStyle::plain}}));
}

TEST(Markdown, ReadsTightAndLooseLists) {
  const auto blocks = parse_markdown("- one\n- two\n  - inner\n\n3. three\n4. four\n");
  ASSERT_EQ(blocks.size(), 5U);
  EXPECT_EQ(blocks[0].marker, "•");
  EXPECT_EQ(blocks[0].depth, 1);
  EXPECT_EQ(blocks[2].depth, 2);
  EXPECT_EQ(blocks[2].spans.front().text, "inner");
  EXPECT_EQ(blocks[3].marker, "3.");
  EXPECT_EQ(blocks[4].marker, "4.");
  for (const Block& block : blocks) EXPECT_EQ(block.kind, BlockKind::item);
}

TEST(Markdown, KeepsCodeAsItIs) {
  const auto blocks = parse_markdown("```python\nif x < 1:\n    *pass*\n```\n");
  ASSERT_EQ(blocks.size(), 1U);
  EXPECT_EQ(blocks[0].kind, BlockKind::code);
  std::string text;
  for (const Span& span : blocks[0].spans) text += span.text;
  EXPECT_EQ(text, "if x < 1:\n    *pass*\n");
}

TEST(Markdown, ShowsEntitiesAndHtmlAsText) {
  const auto blocks = parse_markdown("a &lt; b &amp; <b>c</b>");
  ASSERT_EQ(blocks.size(), 1U);
  std::string text;
  for (const Span& span : blocks[0].spans) text += span.text;
  EXPECT_EQ(text, "a < b & <b>c</b>");
}

TEST(Markdown, AParagraphAfterAListIsNoItem) {
  const auto blocks = parse_markdown("- one\n\nAfter.\n");
  ASSERT_EQ(blocks.size(), 2U);
  EXPECT_EQ(blocks[1].kind, BlockKind::paragraph);
  EXPECT_EQ(blocks[1].depth, 0);
}

TEST(Markdown, NothingGivesNothing) {
  EXPECT_TRUE(parse_markdown("").empty());
}

}  // namespace
}  // namespace loopscope::gui
