#include "gui/stage/token.h"

#include <gtest/gtest.h>

namespace loopscope::gui::stage {
namespace {

TEST(Seconds, HaveAsManyDecimalsAsTellSomething) {
  EXPECT_EQ(seconds_text(2.0), "2.0");
  EXPECT_EQ(seconds_text(0.25), "0.25");
  EXPECT_EQ(seconds_text(1.0000014), "1.000001");
  EXPECT_EQ(seconds_text(1.0011944, 3), "1.001");
  EXPECT_EQ(seconds_text(5.0002, 3), "5.0");
  EXPECT_EQ(seconds_text(-0.0001, 3), "0.0");
}

TEST(Seconds, OfARealClockAreShownToTheMillisecond) {
  Trace trace;
  EXPECT_EQ(decimals_of(trace), 6);
  trace.description().virtual_clock = false;
  EXPECT_EQ(decimals_of(trace), 3);
}

}  // namespace
}  // namespace loopscope::gui::stage
