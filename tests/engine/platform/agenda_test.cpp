#include "engine/platform/simulated/agenda.h"

#include <gtest/gtest.h>

#include <string>

#include "engine/platform/simulated/simulated_platform.h"

namespace loopscope {
namespace {

TEST(Agenda, ThingsHappenByTimeAndThenByEntry) {
  Agenda agenda;
  std::string order;
  agenda.at(2, [&] { order += 'c'; });
  agenda.at(1, [&] { order += 'a'; });
  agenda.at(1, [&] { order += 'b'; });
  while (!agenda.empty()) agenda.happen_next();
  EXPECT_EQ(order, "abc");
  EXPECT_EQ(agenda.now(), 2.0);
}

TEST(Agenda, WhatIsCancelledDoesNotHappen) {
  Agenda agenda;
  std::string order;
  const Agenda::Entry a = agenda.at(1, [&] { order += 'a'; });
  agenda.at(2, [&] { order += 'b'; });
  agenda.cancel(a);
  agenda.happen_next();
  EXPECT_EQ(order, "b");
  EXPECT_TRUE(agenda.empty());
}

TEST(Agenda, WhatBecameDueMeanwhileHappensAtTheNextLook) {
  Agenda agenda;
  int happened = 0;
  agenda.at(1, [&] { ++happened; });
  agenda.at(5, [&] { ++happened; });
  agenda.skip(3);
  EXPECT_EQ(happened, 0);
  agenda.happen_due();
  EXPECT_EQ(happened, 1);
  EXPECT_EQ(agenda.now(), 3.0);
}

TEST(Agenda, AnEventEndsAWaitWhenItWakesTheSelector) {
  SimulatedPlatform platform;
  const auto selector = platform.new_selector();
  platform.agenda().at(1.5, [&] { selector->wake(); });
  EXPECT_EQ(selector->select(10), Selector::Outcome::woken);
  EXPECT_EQ(platform.now(), 1.5);
  selector->take_wakes();
  EXPECT_EQ(selector->select(0.25), Selector::Outcome::timed_out);
  EXPECT_EQ(platform.now(), 1.75);
}

TEST(Agenda, AWaitWithoutLimitEndsWhenNothingCanHappenAnyMore) {
  SimulatedPlatform platform;
  const auto selector = platform.new_selector();
  int happened = 0;
  platform.agenda().at(1, [&] { ++happened; });
  EXPECT_EQ(selector->select(-1), Selector::Outcome::never);
  EXPECT_EQ(happened, 1);
}

}  // namespace
}  // namespace loopscope
