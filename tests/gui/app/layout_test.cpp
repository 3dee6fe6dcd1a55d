#include "gui/app/layout.h"

#include <gtest/gtest.h>

#include <bit>

#include "gui/app/settings.h"

namespace loopscope::gui {
namespace {

std::vector<Rect> regions(const WindowLayout& layout) {
  const Areas& a = layout.areas;
  return {a.toolbar, a.lesson, a.program, a.loop, a.tasks, a.graph, a.timeline, a.output};
}

/// Regions that overlap, or leave the window, or are too small to be used.
int faults(const WindowLayout& layout, const Rect& window, const Metrics& metrics) {
  int count = 0;
  const auto all = regions(layout);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!window.contains(all[i])) ++count;
    if (all[i].width() < metrics.px(200) || all[i].height() < metrics.px(40)) ++count;
    for (std::size_t j = i + 1; j < all.size(); ++j) {
      if (all[i].overlaps(all[j])) ++count;
    }
    for (const Rect& bar : layout.bars) {
      if (all[i].overlaps(bar)) ++count;
    }
  }
  return count;
}

TEST(Layout, RegionsFillTheWindowWithoutOverlapAtEverySize) {
  struct Case {
    Vec size;
    float scale;
  };
  for (const Case& each :
       {Case{{1024, 640}, 1.0F}, Case{{1280, 800}, 1.0F}, Case{{1600, 1000}, 1.0F},
        Case{{1920, 1080}, 1.5F}, Case{{2560, 1600}, 2.5F}, Case{{3840, 2160}, 1.0F},
        Case{{3840, 2160}, 2.0F}, Case{{3840, 2160}, 2.5F}}) {
    const Rect window{0, 0, each.size.x, each.size.y};
    const Metrics metrics(each.scale);
    const WindowLayout layout = lay_out_window(window, metrics, Settings::default_splits);
    EXPECT_EQ(faults(layout, window, metrics), 0) << each.size.x << "x" << each.size.y;
  }
}

TEST(Layout, TheScaleYieldsWhereTheWindowIsTooSmallForIt) {
  EXPECT_EQ(fitting_scale({1600, 1000}, 1.0F), 1.0F);
  EXPECT_EQ(fitting_scale({2560, 1600}, 2.5F), 2.5F);
  EXPECT_EQ(fitting_scale({1280, 800}, 2.0F), 1.25F);
  EXPECT_EQ(fitting_scale({640, 400}, 1.0F), 0.625F);
}

TEST(Layout, NoShareMakesARegionUseless) {
  const Rect window{0, 0, 1600, 1000};
  const Metrics metrics(1.0F);
  for (const float share : {0.05F, 0.3F, 0.7F, 0.95F}) {
    std::array<float, splitter_count> shares;
    shares.fill(share);
    EXPECT_EQ(faults(lay_out_window(window, metrics, shares), window, metrics), 0) << share;
  }
}

TEST(Layout, ABarGoesWhereItIsDragged) {
  const Rect window{0, 0, 1600, 1000};
  const Metrics metrics(1.0F);
  auto shares = Settings::default_splits;
  const WindowLayout before = lay_out_window(window, metrics, shares);
  for (std::size_t index = 0; index < splitter_count; ++index) {
    const auto splitter = static_cast<Splitter>(index);
    const bool sideways = moves_sideways(splitter);
    const Vec middle = before.bars[index].center();
    const float wanted = (sideways ? middle.x : middle.y) - 20.0F;
    auto moved = shares;
    moved[index] = share_at(window, metrics, before.areas, splitter, wanted);
    const Vec now = lay_out_window(window, metrics, moved).bars[index].center();
    EXPECT_NEAR(sideways ? now.x : now.y, wanted, 1.0F) << index;
  }
}

/// Every choice of regions to present.
TEST(Layout, WhatIsPresentedFillsTheWindowWithoutOverlap) {
  for (const Vec size : {Vec{1024, 640}, Vec{1600, 1000}, Vec{2560, 1440}}) {
    const Rect window{0, 0, size.x, size.y};
    for (unsigned hidden = 0; hidden + 1 < 1U << region_count; ++hidden) {
      const Presenting presenting{true, static_cast<std::uint8_t>(hidden)};
      const WindowLayout layout =
          lay_out_window(window, Metrics(), Settings::default_splits, presenting);
      std::vector<Rect> shown;
      float area = 0.0F;
      for (const Rect& rect : regions(layout)) {
        if (rect.empty()) continue;
        EXPECT_TRUE(window.contains(rect)) << hidden;
        for (const Rect& other : shown) EXPECT_FALSE(rect.overlaps(other)) << hidden;
        shown.push_back(rect);
        area += rect.width() * rect.height();
      }
      for (const Rect& bar : layout.bars) {
        for (const Rect& rect : shown) EXPECT_FALSE(rect.overlaps(bar)) << hidden;
      }
      const auto wanted = region_count - static_cast<std::size_t>(std::popcount(hidden));
      EXPECT_EQ(shown.size(), wanted + 1) << hidden;  // and the toolbar
      EXPECT_GT(area, 0.93F * window.width() * window.height() - 60'000.0F) << hidden;
    }
  }
}

TEST(Layout, NothingToPresentShowsAll) {
  const Rect window{0, 0, 1600, 1000};
  const WindowLayout layout =
      lay_out_window(window, Metrics(), Settings::default_splits, {true, 0x7F});
  for (const Rect& rect : regions(layout)) EXPECT_FALSE(rect.empty());
}

}  // namespace
}  // namespace loopscope::gui
