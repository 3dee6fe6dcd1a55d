#include "gui/stage/flow_layout.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "tests/gui/support/script.h"

namespace loopscope::gui::stage {
namespace {

using testing::none_overlap;
using testing::width_of_text;

FlowRequest request_of(std::vector<std::string> names) {
  FlowRequest request;
  request.count = names.size();
  request.token = [names](std::size_t index) {
    Token token;
    token.id = static_cast<ObjectId>(index + 1);
    token.task = token.id;
    token.label = names[index];
    return token;
  };
  request.measure = [](const Token& token) -> Vec {
    switch (token.form) {
      case TokenForm::full:
        return {60.0F + width_of_text(token.label), 28.0F};
      case TokenForm::brief:
        return {40.0F + width_of_text(token.label), 28.0F};
      case TokenForm::chip:
        return {24.0F, 22.0F};
    }
    return {};
  };
  request.text_width = [](const std::string& text) { return width_of_text(text); };
  request.more_text = [](std::size_t count) { return "+" + std::to_string(count) + " more"; };
  return request;
}

std::vector<Rect> all_places(const FlowLayout& layout) {
  std::vector<Rect> places;
  for (const Token& token : layout.tokens) places.push_back(token.rect);
  if (!layout.more.empty()) places.push_back(layout.more);
  if (layout.divider) places.push_back(*layout.divider);
  return places;
}

TEST(FlowLayout, ShowsAFewTokensWhole) {
  const FlowLayout layout =
      lay_out_flow({0, 0, 500, 100}, Metrics(), request_of({"Task-1", "Task-2"}));
  ASSERT_EQ(layout.tokens.size(), 2U);
  EXPECT_EQ(layout.tokens[0].form, TokenForm::full);
  EXPECT_EQ(layout.tokens[0].rect.corner(), (Vec{0.0F, 0.0F}));
  EXPECT_FLOAT_EQ(layout.tokens[1].rect.left, layout.tokens[0].rect.right + Metrics().gap());
  EXPECT_TRUE(layout.more.empty());
}

TEST(FlowLayout, NeverOverlapsNorLeavesItsAreaWith1To300Handles) {
  std::mt19937 random(7);
  for (std::size_t count = 1; count <= 300; ++count) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < count; ++i) names.push_back(std::string(1 + random() % 24, 'x'));
    const Rect area{10.0F, 20.0F, 10.0F + 200.0F + static_cast<float>(random() % 800),
                    20.0F + 28.0F + static_cast<float>(random() % 200)};
    FlowRequest request = request_of(names);
    if (count > 1) request.divider_at = random() % count;
    request.divider_width = 90.0F;
    const FlowLayout layout = lay_out_flow(area, Metrics(), request);
    EXPECT_EQ(layout.tokens.size() + layout.hidden, count);
    EXPECT_EQ(layout.hidden > 0, !layout.more.empty());
    for (const Rect& place : all_places(layout)) EXPECT_TRUE(area.contains(place, 0.5F)) << count;
    EXPECT_TRUE(none_overlap(all_places(layout))) << count;
  }
}

TEST(FlowLayout, CutsNamesShortBeforeItShowsChipsWithoutThem) {
  const FlowRequest request = request_of(std::vector<std::string>(5, std::string(24, 'x')));
  const FlowLayout layout = lay_out_flow({0, 0, 532, 40}, Metrics(), request);
  ASSERT_EQ(layout.tokens.size(), 5U);
  for (const Token& token : layout.tokens) {
    EXPECT_EQ(token.form, TokenForm::brief);
    EXPECT_FLOAT_EQ(token.rect.width(), 100.0F);
    EXPECT_FLOAT_EQ(token.rect.top, 0.0F);
  }
  EXPECT_EQ(lay_out_flow({0, 0, 300, 40}, Metrics(), request).tokens[0].form, TokenForm::chip);
}

TEST(FlowLayout, ALowAreaHasLowTokensWithTheirNames) {
  const FlowLayout layout =
      lay_out_flow({0, 0, 500, 24}, Metrics(), request_of({"Task-1", "Task-2"}));
  ASSERT_EQ(layout.tokens.size(), 2U);
  EXPECT_EQ(layout.tokens[1].form, TokenForm::full);
  EXPECT_FLOAT_EQ(layout.tokens[1].rect.height(), 24.0F);
}

TEST(FlowLayout, KeepsTheOrderOfTheQueue) {
  const FlowLayout layout =
      lay_out_flow({0, 0, 300, 200}, Metrics(), request_of(std::vector<std::string>(20, "abc")));
  for (std::size_t i = 1; i < layout.tokens.size(); ++i) {
    const Rect& before = layout.tokens[i - 1].rect;
    const Rect& after = layout.tokens[i].rect;
    EXPECT_TRUE(after.top > before.top || after.left > before.left);
    EXPECT_EQ(layout.tokens[i].id, layout.tokens[i - 1].id + 1);
  }
}

TEST(FlowLayout, LooksAtNoMoreTokensThanFit) {
  FlowRequest request = request_of({"x"});
  std::size_t asked = 0;
  request.count = 1'000'000;
  request.token = [&asked](std::size_t index) {
    ++asked;
    Token token;
    token.id = static_cast<ObjectId>(index + 1);
    return token;
  };
  const FlowLayout layout = lay_out_flow({0, 0, 500, 100}, Metrics(), request);
  EXPECT_GT(layout.hidden, 999'000U);
  EXPECT_LT(asked, 400U);
}

TEST(FlowLayout, ADividerStandsBetweenTheBatches) {
  FlowRequest request = request_of({"a", "b", "c"});
  request.divider_at = 2;
  request.divider_width = 100.0F;
  const FlowLayout layout = lay_out_flow({0, 0, 800, 40}, Metrics(), request);
  ASSERT_TRUE(layout.divider);
  EXPECT_GT(layout.divider->left, layout.tokens[1].rect.right);
  EXPECT_LT(layout.divider->right, layout.tokens[2].rect.left);
}

}  // namespace
}  // namespace loopscope::gui::stage
