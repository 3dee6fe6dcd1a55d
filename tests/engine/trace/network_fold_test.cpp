#include "engine/trace/network_fold.h"

#include <gtest/gtest.h>

#include "engine/trace/loop_state.h"
#include "engine/trace/recorder.h"
#include "engine/trace/trace.h"

namespace loopscope {
namespace {

class NetworkFoldTest : public testing::Test {
 protected:
  EventId tell(EventKind kind, ObjectId subject, std::uint32_t object, const char* detail,
               std::uint16_t flags = 0) {
    return recorder_.record(kind, subject, object, recorder_.intern(detail), 0, flags);
  }
  const NetworkFold& fold() {
    while (state_.position() < trace_.size()) {
      state_.apply(trace_.event(state_.position() + 1), trace_);
    }
    return state_.network();
  }

  Trace trace_;
  Recorder recorder_{trace_};
  LoopState state_;
};

TEST_F(NetworkFoldTest, PacketsAreUnderWayUntilTheyArriveOrAreLost) {
  recorder_.set_time(1.5);
  const EventId sent = tell(EventKind::packet_sent, 1, 100, "a → b");
  tell(EventKind::packet_sent, 2, 0, "a → b", static_cast<std::uint16_t>(PacketKind::end));
  recorder_.record_value(EventKind::packet_delayed, 2, 0.25, 0);
  ASSERT_EQ(fold().packets().size(), 2U);
  const PacketState& first = fold().packets()[0];
  EXPECT_EQ(first.bytes, 100U);
  EXPECT_EQ(first.sent, sent);
  EXPECT_EQ(first.sent_at, 1.5);
  EXPECT_EQ(trace_.text(first.link), "a → b");
  EXPECT_EQ(fold().packets()[1].kind, PacketKind::end);
  EXPECT_EQ(fold().packets()[1].delay, 0.25);
  tell(EventKind::packet_lost, 1, 100, "a → b", 1);
  tell(EventKind::packet_arrived, 2, 0, "a → b", 4);
  EXPECT_TRUE(fold().packets().empty());
  EXPECT_EQ(fold().counts().sent, 2U);
  EXPECT_EQ(fold().counts().lost, 1U);
  EXPECT_EQ(fold().counts().arrived, 1U);
}

TEST_F(NetworkFoldTest, WhatIsNotUnderWayCanNotArrive) {
  tell(EventKind::packet_arrived, 7, 0, "a → b");
  tell(EventKind::lookup_end, 7, 0, "");
  recorder_.record_value(EventKind::packet_delayed, 7, 1.0, 0);
  EXPECT_EQ(fold().counts(), NetworkFold::Counts{});
}

TEST_F(NetworkFoldTest, LookupsAreUnderWayUntilTheyEnd) {
  tell(EventKind::lookup_begin, 3, 0, "api");
  ASSERT_EQ(fold().lookups().size(), 1U);
  EXPECT_EQ(trace_.text(fold().lookups()[0].name), "api");
  tell(EventKind::lookup_end, 3, 1, "10.0.0.2");
  EXPECT_TRUE(fold().lookups().empty());
}

TEST_F(NetworkFoldTest, ACopyKeepsWhatWasUnderWay) {
  tell(EventKind::packet_sent, 1, 100, "a → b");
  fold();
  const LoopState before = state_;
  tell(EventKind::packet_arrived, 1, 100, "a → b");
  EXPECT_TRUE(fold().packets().empty());
  EXPECT_EQ(before.network().packets().size(), 1U);
  EXPECT_FALSE(before == state_);
}

}  // namespace
}  // namespace loopscope
