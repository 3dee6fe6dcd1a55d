// The last events of objects.
#include "engine/loop/remembered_events.h"

#include <gtest/gtest.h>

namespace loopscope {
namespace {

TEST(RememberedEvents, KnowNothingOfWhatWasNotTold) {
  const RememberedEvents events;
  EXPECT_EQ(events.find(1), 0U);
  EXPECT_EQ(events.find(4'000'000'000), 0U);
  EXPECT_FALSE(events.has_room(1));
}

TEST(RememberedEvents, KeepTheLastOfEachObject) {
  RememberedEvents events;
  for (ObjectId object = 1; object < 5'000; object += 7) events.set(object, object * 2);
  events.set(8, 3);
  events.set(1'000'000, 5);
  EXPECT_EQ(events.find(1), 2U);
  EXPECT_EQ(events.find(2), 0U);
  EXPECT_EQ(events.find(8), 3U);
  EXPECT_EQ(events.find(4'999), 9998U);
  EXPECT_EQ(events.find(1'000'000), 5U);
  EXPECT_EQ(events.find(500'000), 0U);
  EXPECT_TRUE(events.has_room(1'000'001));
  EXPECT_FALSE(events.has_room(500'000));
}

}  // namespace
}  // namespace loopscope
