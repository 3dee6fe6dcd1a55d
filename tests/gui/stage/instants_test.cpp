#include "gui/stage/instants.h"

#include <gtest/gtest.h>

#include "tests/gui/support/script.h"

namespace loopscope::gui::stage {
namespace {

using testing::Script;

/// One event at each of these times.
void add(Script& script, std::initializer_list<double> times) {
  for (const double time : times) {
    script.at(time);
    script.add(EventKind::line_reached, 0);
  }
}

TEST(Instants, AreWhereTimeMovesAndKnowTheirPositions) {
  Script script;
  add(script, {0.5, 0.5, 2.0, 3.0, 3.0, 3.0});
  const Instants instants(script.trace());
  ASSERT_EQ(instants.count(), 3U);
  EXPECT_EQ(instants.end(), 6U);
  EXPECT_EQ(instants.first(0), 0U);
  EXPECT_EQ(instants.last(0), 2U);
  EXPECT_EQ(instants.first(2), 4U);
  EXPECT_EQ(instants.last(2), 6U);
  for (Position position = 1; position <= 6; ++position) {
    EXPECT_EQ(instants.time(instants.at(position)), script.trace().event(position).time);
  }
  EXPECT_EQ(instants.at(0), 0U);
  EXPECT_EQ(instants.from(2.0), 1U);
  EXPECT_EQ(instants.from(2.1), 2U);
  EXPECT_EQ(instants.from(3.1), 3U);
}

TEST(Instants, GrowWithTheTrace) {
  Script script;
  Instants instants(script.trace());
  EXPECT_EQ(instants.count(), 0U);
  add(script, {0.0, 1.0});
  instants.extend(script.trace());
  add(script, {1.0, 4.0});
  instants.extend(script.trace());
  ASSERT_EQ(instants.count(), 3U);
  EXPECT_EQ(instants.last(1), 3U);
  EXPECT_EQ(instants.last(2), 4U);
}

TEST(Instants, TimesThatFallCountAsTheLatestBefore) {
  Script script;
  add(script, {0.0, 2.0, 1.0, 3.0});
  const Instants instants(script.trace());
  ASSERT_EQ(instants.count(), 3U);
  EXPECT_EQ(instants.time(instants.at(3)), 2.0);
}

}  // namespace
}  // namespace loopscope::gui::stage
