#include "gui/stage/lane_layout.h"

#include <gtest/gtest.h>

#include <memory>

#include "tests/gui/support/script.h"

namespace loopscope::gui::stage {
namespace {

using testing::Script;

std::shared_ptr<const Trace> trace_of(Position events) {
  Script script;
  while (script.trace().size() < events) script.add(EventKind::line_reached, 0);
  return script.shared_trace();
}

/// A lane that alternates between two states every `length` positions.
Timeline::Lane lane_of(Position events, Position length) {
  Timeline::Lane lane;
  for (Position begin = 0; begin < events; begin += length) {
    const bool runs = (begin / length) % 2 == 1;
    lane.spans.push_back({runs ? TaskStatus::running : TaskStatus::ready, begin,
                          std::min(events, begin + length), 0.0, 0.0});
  }
  return lane;
}

TEST(LaneLayout, DrawsEverySpanWhereThereIsRoom) {
  const auto trace = trace_of(100);
  const Instants instants(*trace);
  const TimeAxis axis(instants, true, 0.0, 1.0, 0.0F, 1000.0F);
  const auto bars = lay_out_lane(lane_of(100, 10), axis, 3.0F);
  ASSERT_EQ(bars.size(), 10U);
  EXPECT_FLOAT_EQ(bars[3].left, 300.0F);
  EXPECT_FLOAT_EQ(bars[3].right, 400.0F);
  EXPECT_EQ(bars[3].status, TaskStatus::running);
  EXPECT_FALSE(bars[3].folded);
}

TEST(LaneLayout, FoldsNeighboursUnderThreePixelsIntoOneThatRuns) {
  const auto trace = trace_of(100'000);
  const Instants instants(*trace);
  const TimeAxis axis(instants, true, 0.0, 1.0, 0.0F, 600.0F);
  const auto bars = lay_out_lane(lane_of(100'000, 2), axis, 3.0F);
  EXPECT_LE(bars.size(), 201U);
  EXPECT_GE(bars.size(), 190U);
  for (const LaneBar& bar : bars) {
    EXPECT_TRUE(bar.folded);
    EXPECT_EQ(bar.status, TaskStatus::running);
  }
}

TEST(LaneLayout, BarsFollowOneAnotherWithoutOverlap) {
  const auto trace = trace_of(5'000);
  for (const Position length : {1U, 3U, 7U, 60U, 999U}) {
    for (const double from : {0.0, 0.3, 0.9}) {
      const Instants instants(*trace);
      const TimeAxis axis(instants, true, from, from + 0.1, 50.0F, 750.0F);
      const auto bars = lay_out_lane(lane_of(5'000, length), axis, 3.0F);
      ASSERT_FALSE(bars.empty());
      for (std::size_t i = 0; i < bars.size(); ++i) {
        EXPECT_GE(bars[i].left, 50.0F);
        EXPECT_LE(bars[i].right, 750.0F);
        if (i > 0) {
          EXPECT_GE(bars[i].left, bars[i - 1].right - 0.01F);
        }
      }
    }
  }
}

TEST(LaneLayout, NothingIsDrawnOutsideTheLife) {
  const auto trace = trace_of(100);
  const Instants instants(*trace);
  const TimeAxis axis(instants, true, 0.0, 0.4, 0.0F, 100.0F);
  Timeline::Lane lane;
  lane.spans.push_back({TaskStatus::ready, 60, 100, 0.0, 0.0});
  EXPECT_TRUE(lay_out_lane(lane, axis, 3.0F).empty());
}

TEST(LaneLayout, AnEndBeforeTheWindowIsNotDrawnInIt) {
  const auto trace = trace_of(100);
  Timeline::Lane lane;
  lane.spans.push_back({TaskStatus::running, 10, 30, 0.0, 0.0});
  lane.spans.push_back({TaskStatus::done, 30, 100, 0.0, 0.0});
  const Instants instants(*trace);
  const TimeAxis later(instants, true, 0.5, 1.0, 0.0F, 100.0F);
  EXPECT_TRUE(lay_out_lane(lane, later, 3.0F).empty());
  const TimeAxis whole(instants, true, 0.0, 1.0, 0.0F, 100.0F);
  EXPECT_EQ(lay_out_lane(lane, whole, 3.0F).size(), 2U);
}

TEST(VisibleEvents, AreApartAndInTheWindow) {
  const auto trace = trace_of(10'000);
  std::vector<EventId> events;
  for (EventId id = 1; id <= 10'000; ++id) events.push_back(id);
  const Instants instants(*trace);
  const TimeAxis axis(instants, true, 0.25, 0.75, 0.0F, 400.0F);
  const auto visible = visible_events(events, axis, 4.0F);
  EXPECT_LE(visible.size(), 101U);
  EXPECT_GE(visible.size(), 90U);
  for (std::size_t i = 1; i < visible.size(); ++i) {
    EXPECT_GE(axis.x_of(visible[i]) - axis.x_of(visible[i - 1]), 3.9F);
  }
}

}  // namespace
}  // namespace loopscope::gui::stage
