#include "gui/stage/heap_layout.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "tests/gui/support/script.h"

namespace loopscope::gui::stage {
namespace {

using testing::none_overlap;
using testing::width_of_text;

Token timer_at(std::size_t index) {
  Token token;
  token.id = static_cast<ObjectId>(index + 1);
  token.task = token.id;
  token.kind = TokenKind::timer;
  token.number = token.id;
  return token;
}

Vec measure(const Token& token) {
  switch (token.form) {
    case TokenForm::full:
      return {150.0F, 28.0F};
    case TokenForm::brief:
      return {98.0F, 28.0F};
    case TokenForm::chip:
      return {26.0F, 22.0F};
  }
  return {};
}

float mono(const std::string& text) {
  return width_of_text(text);
}
float more_width(std::size_t count) {
  return width_of_text("+" + std::to_string(count) + " more");
}

TEST(HeapTree, PutsTheRootOnTopAndChildrenBelowTheirParent) {
  const HeapTree tree = lay_out_heap_tree({0, 0, 600, 200}, Metrics(), 7, timer_at, measure);
  ASSERT_EQ(tree.tokens.size(), 7U);
  EXPECT_EQ(tree.edges.size(), 6U);
  EXPECT_EQ(tree.hidden, 0U);
  for (std::size_t i = 1; i < 7; ++i) {
    EXPECT_GE(tree.tokens[i].rect.top, tree.tokens[(i - 1) / 2].rect.bottom);
    EXPECT_EQ(tree.tokens[i].id, i + 1);
  }
  EXPECT_LT(tree.tokens[1].rect.center().x, tree.tokens[0].rect.center().x);
  EXPECT_GT(tree.tokens[2].rect.center().x, tree.tokens[0].rect.center().x);
}

TEST(HeapTree, NeverOverlapsNorLeavesItsAreaWith1To200Timers) {
  std::mt19937 random(3);
  for (std::size_t count = 1; count <= 200; ++count) {
    const Rect area{5.0F, 5.0F, 5.0F + 80.0F + static_cast<float>(random() % 900),
                    5.0F + 30.0F + static_cast<float>(random() % 400)};
    const HeapTree tree = lay_out_heap_tree(area, Metrics(), count, timer_at, measure);
    EXPECT_EQ(tree.tokens.size() + tree.hidden, count);
    std::vector<Rect> places;
    for (const Token& token : tree.tokens) {
      EXPECT_TRUE(area.contains(token.rect, 1.0F)) << count;
      places.push_back(token.rect);
    }
    EXPECT_TRUE(none_overlap(places)) << count;
  }
}

TEST(HeapTree, ShowsNothingWhereThereIsNoRoom) {
  const HeapTree tree = lay_out_heap_tree({0, 0, 10, 10}, Metrics(), 3, timer_at, measure);
  EXPECT_TRUE(tree.tokens.empty());
  EXPECT_EQ(tree.hidden, 3U);
}

TEST(HeapArray, ShowsTimesInTheArraysOwnOrderAsPythonWritesThem) {
  const std::vector<double> when{1.0, 3.25, 2.0};
  const HeapArrayLayout layout =
      lay_out_heap_array({0, 0, 400, 60}, Metrics(), when, mono, more_width);
  ASSERT_EQ(layout.cells.size(), 3U);
  EXPECT_EQ(layout.cells[0].text, "1.0");
  EXPECT_EQ(layout.cells[1].text, "3.25");
  EXPECT_EQ(layout.cells[2].index, 2U);
  EXPECT_FLOAT_EQ(layout.cells[0].cell.width(), layout.cells[2].cell.width());
}

TEST(HeapArray, NeverLeavesItsAreaAndCountsWhatIsHidden) {
  std::mt19937 random(9);
  for (std::size_t count = 1; count <= 200; ++count) {
    std::vector<double> when;
    for (std::size_t i = 0; i < count; ++i)
      when.push_back(0.25 * static_cast<double>(random() % 4000));
    const Rect area{0.0F, 0.0F, 110.0F + static_cast<float>(random() % 400),
                    40.0F + static_cast<float>(random() % 200)};
    const HeapArrayLayout layout = lay_out_heap_array(area, Metrics(), when, mono, more_width);
    EXPECT_EQ(layout.cells.size() + layout.hidden, count);
    EXPECT_EQ(layout.hidden > 0, !layout.more.empty());
    for (const HeapCell& cell : layout.cells) {
      EXPECT_TRUE(area.contains(cell.cell, 0.5F));
      EXPECT_TRUE(area.contains(cell.number, 0.5F));
      EXPECT_FALSE(layout.more.overlaps(cell.cell));
    }
  }
}

}  // namespace
}  // namespace loopscope::gui::stage
