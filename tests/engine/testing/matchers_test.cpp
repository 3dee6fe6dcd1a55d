#include "engine/testing/matchers.h"

#include <gtest/gtest.h>

#include "engine/coro/run.h"
#include "engine/coro/sleep.h"
#include "engine/platform/simulated/simulated_platform.h"
#include "engine/trace/recorder.h"

namespace loopscope {
namespace {

using testing::HasSubstr;
using testing::Not;

Coro<> nap(double seconds) {
  co_await sleep(seconds);
}

Coro<> program() {
  EventLoop& loop = EventLoop::running();
  const TaskRef<void> first = create_task(nap(1), {.name = "first"});
  co_await first;
  loop.log("between");
  const TaskRef<void> second = create_task(nap(2), {.name = "second"});
  const TaskRef<void> third = create_task(nap(5), {.name = "third"});
  co_await second;
  third->cancel();
}

class MatchersTest : public testing::Test {
 protected:
  void SetUp() override {
    platform_.set_recorder(&recorder_);
    run(platform_, program());
  }

  template <class M>
  std::string why_not(const M& matcher) const {
    testing::StringMatchResultListener listener;
    testing::Matcher<const Trace&>(matcher).MatchAndExplain(trace_, &listener);
    return listener.str();
  }

  Trace trace_;
  Recorder recorder_{trace_};
  SimulatedPlatform platform_{{.seed = 0, .on_log = [](std::string_view) {}}};
};

TEST_F(MatchersTest, MomentsComeInTheirOrder) {
  EXPECT_THAT(trace_, HappensBefore(finished("first"), created("second")));
  EXPECT_THAT(trace_, HappensBefore(finished("first"), printed("betw")));
  EXPECT_THAT(trace_, Not(HappensBefore(created("second"), printed("between"))));
  EXPECT_THAT(trace_, HappensBefore(happened(EventKind::loop_created), finished("third")));
  EXPECT_THAT(why_not(HappensBefore(finished("second"), finished("first"))),
              HasSubstr("task 'first' finishes (event "));
}

TEST_F(MatchersTest, WhatNeverHappensIsBeforeNothing) {
  EXPECT_THAT(trace_, Not(HappensBefore(created("first"), created("nobody"))));
  EXPECT_THAT(why_not(HappensBefore(created("nobody"), created("first"))),
              HasSubstr("task 'nobody' is created: that never happens"));
}

TEST_F(MatchersTest, TasksThatOverlapAreConcurrent) {
  EXPECT_THAT(trace_, NeverConcurrent("first", "second"));
  EXPECT_THAT(trace_, Not(NeverConcurrent("second", "third")));
  EXPECT_THAT(trace_, NeverConcurrent("third", between(created("first"), printed("between"))));
  EXPECT_THAT(why_not(NeverConcurrent("second", "third")), HasSubstr("from 1 s on"));
  EXPECT_THAT(trace_, Not(NeverConcurrent("first", "nobody")));
}

TEST_F(MatchersTest, TasksFinishInTheirTime) {
  EXPECT_THAT(trace_, FinishesWithin("first", 1));
  EXPECT_THAT(trace_, Not(FinishesWithin("second", 1.5)));
  EXPECT_THAT(trace_, FinishesWithin("third", 2.0)) << "it is cancelled";
  EXPECT_THAT(why_not(FinishesWithin("second", 1.5)), HasSubstr("takes 2 s"));
  EXPECT_THAT(why_not(FinishesWithin(between(created("first"), printed("never")), 9)),
              HasSubstr("does not finish"));
  EXPECT_THAT(trace_, Not(FinishesWithin("nobody", 1)));
}

TEST_F(MatchersTest, ATraceIsShownByItsSize) {
  EXPECT_EQ(testing::PrintToString(trace_),
            "a trace of " + std::to_string(trace_.size()) + " events");
}

}  // namespace
}  // namespace loopscope
