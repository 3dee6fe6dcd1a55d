#include "gui/stage/time_axis.h"

#include <gtest/gtest.h>

#include <memory>

#include "tests/gui/support/script.h"

namespace loopscope::gui::stage {
namespace {

using testing::Script;

/// Ten events at each of the seconds 0, 1 and 2.
std::shared_ptr<const Trace> three_seconds() {
  Script script;
  for (const double second : {0.0, 1.0, 2.0}) {
    script.at(second);
    while (script.trace().size() < 10 * static_cast<Position>(second + 1)) {
      script.add(EventKind::line_reached, 0);
    }
  }
  return script.shared_trace();
}

TEST(TimeAxis, BeginsAtTheLeftAndEndsAtTheRight) {
  const auto trace = three_seconds();
  for (const bool by_event : {false, true}) {
    const Instants instants(*trace);
    const TimeAxis axis(instants, by_event, 0.0, 1.0, 100.0F, 700.0F);
    EXPECT_FLOAT_EQ(axis.x_of(0), 100.0F);
    EXPECT_FLOAT_EQ(axis.x_of(trace->size()), 700.0F);
  }
}

TEST(TimeAxis, NeverRunsBackwardsAndFindsEveryPositionAgain) {
  const auto trace = three_seconds();
  for (const bool by_event : {false, true}) {
    const Instants instants(*trace);
    const TimeAxis axis(instants, by_event, 0.0, 1.0, 100.0F, 700.0F);
    for (Position position = 0; position <= trace->size(); ++position) {
      if (position > 0) {
        EXPECT_GT(axis.x_of(position), axis.x_of(position - 1));
      }
      EXPECT_EQ(axis.position_at(axis.x_of(position) + 0.01F), position);
    }
  }
}

TEST(TimeAxis, ByTimeAWaitIsWiderThanWhatHappensInAnInstant) {
  const auto trace = three_seconds();
  const Instants instants(*trace);
  const TimeAxis axis(instants, false, 0.0, 1.0, 0.0F, 1000.0F);
  EXPECT_GT(axis.x_of(11) - axis.x_of(10), axis.x_of(20) - axis.x_of(11));
  EXPECT_GT(axis.x_of(20) - axis.x_of(11), 20.0F);
}

TEST(TimeAxis, ByEventEveryEventIsAsWide) {
  const auto trace = three_seconds();
  const Instants instants(*trace);
  const TimeAxis axis(instants, true, 0.0, 1.0, 0.0F, 300.0F);
  for (Position position = 1; position <= trace->size(); ++position) {
    EXPECT_NEAR(axis.x_of(position) - axis.x_of(position - 1), 10.0F, 0.001F);
  }
}

TEST(TimeAxis, ShowsOnlyTheWindowThatItIsGiven) {
  const auto trace = three_seconds();
  const Instants instants(*trace);
  const TimeAxis axis(instants, true, 0.5, 1.0, 0.0F, 300.0F);
  EXPECT_EQ(axis.position_at(0.0F), 15U);
  EXPECT_EQ(axis.position_at(300.0F), 30U);
  EXPECT_NEAR(axis.share_at(150.0F), 0.75, 1e-6);
}

TEST(TimeAxis, TicksAreRoundInOrderAndApart) {
  const auto trace = three_seconds();
  for (const bool by_event : {false, true}) {
    const Instants instants(*trace);
    const TimeAxis axis(instants, by_event, 0.0, 1.0, 0.0F, 900.0F);
    const auto ticks = axis.ticks(64.0F);
    ASSERT_GE(ticks.size(), 3U);
    for (std::size_t i = 1; i < ticks.size(); ++i) {
      EXPECT_GE(ticks[i].x - ticks[i - 1].x, 63.0F);
      EXPECT_NEAR(ticks[i].value - ticks[i - 1].value, ticks[1].value - ticks[0].value, 1e-9);
    }
  }
}

TEST(TimeAxis, AnInstantWithEventsHasAnExtent) {
  const auto trace = three_seconds();
  const Instants instants(*trace);
  const TimeAxis axis(instants, false, 0.0, 1.0, 0.0F, 900.0F);
  const auto bands = axis.instants(6.0F);
  ASSERT_EQ(bands.size(), 3U);
  EXPECT_FLOAT_EQ(bands[1].first, axis.x_of(11));
  EXPECT_FLOAT_EQ(bands[1].second, axis.x_of(20));
}

TEST(TimeAxis, ATraceInOneInstantGoesByEvent) {
  Script script;
  const Instants instants(script.trace());
  const TimeAxis axis(instants, false, 0.0, 1.0, 0.0F, 100.0F);
  EXPECT_TRUE(axis.by_event());
  EXPECT_FLOAT_EQ(axis.x_of(1), 50.0F);
}

TEST(TimeAxis, AnEmptyTraceHasOnlyItsBeginning) {
  const Trace trace;
  const Instants instants(trace);
  const TimeAxis axis(instants, false, 0.0, 1.0, 0.0F, 100.0F);
  EXPECT_EQ(axis.position_at(70.0F), 0U);
  EXPECT_TRUE(axis.ticks(10.0F).empty());
}

}  // namespace
}  // namespace loopscope::gui::stage
