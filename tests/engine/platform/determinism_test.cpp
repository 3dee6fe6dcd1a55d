#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "tests/engine/support/packet_program.h"

namespace loopscope {
namespace {

using test::shaky_world;
using test::trace_of_packet_program;

TEST(Determinism, TheSameDescriptionGivesTheSameTraceOverAThousandSeeds) {
  std::set<std::string> different;
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    const std::string first = trace_of_packet_program(shaky_world(), seed);
    const std::string second = trace_of_packet_program(shaky_world(), seed);
    ASSERT_TRUE(first == second) << "seed " << seed;
    different.insert(first);
  }
  EXPECT_EQ(different.size(), 1000U) << "seeds matter";
}

TEST(Determinism, TheShakyWorldHasEveryKindOfTrouble) {
  std::string all;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    all += trace_of_packet_program(shaky_world(), seed);
  }
  for (const char* const trouble :
       {"packet_lost", "\"dropped\"", "\"broken\"", "packet_delayed", "connection_reset"}) {
    EXPECT_THAT(all, testing::HasSubstr(trouble));
  }
}

}  // namespace
}  // namespace loopscope
