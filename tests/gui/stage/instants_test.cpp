#include "gui/stage/instants.h"

#include <gtest/gtest.h>

#include <initializer_list>

namespace loopscope::gui::stage {
namespace {

/// One event at each of these times.
Trace trace_of(std::initializer_list<double> times) {
  Trace trace;
  for (const double time : times) trace.append({.time = time, .kind = EventKind::line_reached});
  return trace;
}

TEST(Instants, AreWhereTimeMovesAndKnowTheirPositions) {
  const Trace trace = trace_of({0.5, 0.5, 2.0, 3.0, 3.0, 3.0});
  const Instants instants(trace);
  ASSERT_EQ(instants.count(), 3U);
  EXPECT_EQ(instants.end(), 6U);
  EXPECT_EQ(instants.first(0), 0U);
  EXPECT_EQ(instants.last(0), 2U);
  EXPECT_EQ(instants.first(2), 4U);
  EXPECT_EQ(instants.last(2), 6U);
  for (Position position = 1; position <= 6; ++position) {
    EXPECT_EQ(instants.time(instants.at(position)), trace.event(position).time);
  }
  EXPECT_EQ(instants.at(0), 0U);
  EXPECT_EQ(instants.from(2.0), 1U);
  EXPECT_EQ(instants.from(2.1), 2U);
  EXPECT_EQ(instants.from(3.1), 3U);
}

TEST(Instants, GrowWithTheTrace) {
  Trace trace;
  Instants instants(trace);
  EXPECT_EQ(instants.count(), 0U);
  for (const double time : {0.0, 1.0}) {
    trace.append({.time = time, .kind = EventKind::line_reached});
  }
  instants.extend(trace);
  EXPECT_EQ(instants.last(1), 2U);
  for (const double time : {1.0, 4.0}) {
    trace.append({.time = time, .kind = EventKind::line_reached});
  }
  instants.extend(trace);
  ASSERT_EQ(instants.count(), 3U);
  EXPECT_EQ(instants.last(1), 3U);
  EXPECT_EQ(instants.last(2), 4U);
}

TEST(Instants, TimesThatFallCountAsTheLatestBefore) {
  const Instants instants(trace_of({0.0, 2.0, 1.0, 3.0}));
  ASSERT_EQ(instants.count(), 3U);
  EXPECT_EQ(instants.time(instants.at(3)), 2.0);
}

}  // namespace
}  // namespace loopscope::gui::stage
