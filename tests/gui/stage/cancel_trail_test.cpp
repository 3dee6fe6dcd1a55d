#include "gui/stage/cancel_trail.h"

#include <gtest/gtest.h>

#include "tests/gui/support/script.h"

namespace loopscope::gui::stage {
namespace {

using testing::Script;

/// A task that sleeps and that another one asks to cancel.
struct Asked : ::testing::Test {
  Script script;
  ObjectId by = script.task();
  ObjectId sleeper = script.sleeper(9.0);
  ObjectId sleep = script.state().task(sleeper)->waits_for;

  std::unordered_map<ObjectId, CancelMark> marks() {
    const Timeline timeline(script.shared_trace());
    return cancellations(CancelLog(timeline), timeline, script.state());
  }
  void iterate() {
    script.add_value(EventKind::iteration_begin, 0, 0.0);
    script.add(EventKind::iteration_end, 0);
  }
};

TEST_F(Asked, ThereIsNoneBeforeItIsAsked) {
  EXPECT_TRUE(marks().empty());
}

TEST_F(Asked, IsMarkedWithTheTaskThatAsked) {
  const EventId asked = script.add(EventKind::cancel_requested, sleeper, by);
  const auto found = marks();
  ASSERT_TRUE(found.contains(sleeper));
  EXPECT_EQ(found.at(sleeper).stage, CancelStage::asked);
  EXPECT_EQ(found.at(sleeper).by, by);
  EXPECT_EQ(found.at(sleeper).event, asked);
}

TEST_F(Asked, PassingItOnMarksWhatItIsPassedTo) {
  script.add(EventKind::cancel_requested, sleeper, by);
  script.add(EventKind::cancel_passed_on, sleeper, sleep);
  const auto found = marks();
  EXPECT_EQ(found.at(sleeper).stage, CancelStage::passed_on);
  EXPECT_EQ(found.at(sleep).stage, CancelStage::asked);
  EXPECT_EQ(found.at(sleep).by, sleeper);
}

TEST_F(Asked, GoesThroughItsStages) {
  script.add(EventKind::cancel_requested, sleeper, by);
  script.add(EventKind::task_step_begin, sleeper, 0, 0, 1);
  script.add(EventKind::cancel_delivered, sleeper);
  EXPECT_EQ(marks().at(sleeper).stage, CancelStage::delivered);
  script.add(EventKind::cancel_caught, sleeper);
  EXPECT_EQ(marks().at(sleeper).stage, CancelStage::caught);
  script.add(EventKind::cancel_suppressed, sleeper);
  EXPECT_EQ(marks().at(sleeper).stage, CancelStage::suppressed);
  EXPECT_EQ(marks().at(sleeper).by, by);
}

TEST_F(Asked, IsForgottenTwoIterationsAfterTheTaskHasEnded) {
  iterate();
  script.add(EventKind::cancel_requested, sleeper, by);
  script.add(EventKind::cancel_delivered, sleeper);
  script.add(EventKind::future_done, sleeper, 0, 0,
             static_cast<std::uint16_t>(FutureOutcome::cancelled));
  EXPECT_TRUE(marks().contains(sleeper));
  iterate();
  iterate();
  iterate();
  EXPECT_FALSE(marks().contains(sleeper));
}

TEST_F(Asked, WhoOnlyCaughtItForAnotherIsMarkedWhileThatCallbackRuns) {
  script.add(EventKind::cancel_delivered, by);
  EXPECT_EQ(marks().at(by).stage, CancelStage::delivered);
  script.add(EventKind::cancel_caught, by);
  EXPECT_EQ(marks().at(by).stage, CancelStage::caught);
  script.add(EventKind::handle_run_begin, script.wakeup(sleeper));
  EXPECT_FALSE(marks().contains(by));
}

TEST_F(Asked, StaysAsLongAsTheTaskIsCancelling) {
  script.add(EventKind::cancel_requested, sleeper, by);
  for (int i = 0; i < 20; ++i) iterate();
  EXPECT_TRUE(marks().contains(sleeper));
}

}  // namespace
}  // namespace loopscope::gui::stage
