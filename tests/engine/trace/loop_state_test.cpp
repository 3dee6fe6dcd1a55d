#include "engine/trace/loop_state.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "engine/trace/recorder.h"
#include "tests/engine/trace/synthetic_trace.h"

namespace loopscope {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::SyntheticLoop;

/// A trace written by hand, folded as it grows.
class HandMade : public ::testing::Test {
 protected:
  HandMade() {
    recorder.set_loop(1);
    record(EventKind::loop_created);
  }

  void record(EventKind kind, ObjectId subject = 0, std::uint32_t object = 0,
              std::uint32_t detail = 0, std::uint16_t flags = 0) {
    recorder.record(kind, subject, object, detail, 0, flags);
    state.apply(trace.event(trace.size()), trace);
  }
  void record_value(EventKind kind, ObjectId subject, double value) {
    recorder.record_value(kind, subject, value, 0);
    state.apply(trace.event(trace.size()), trace);
  }
  void create_task(ObjectId id, std::string_view name) {
    record(EventKind::task_created, id, recorder.intern(name), recorder.intern("main"));
  }
  void enqueue(ObjectId handle, ObjectId owner, HandleRole role) {
    record(EventKind::handle_enqueued, handle, owner, recorder.intern("label"),
           static_cast<std::uint16_t>(role));
  }
  void begin_iteration(std::uint32_t batch) {
    record_value(EventKind::iteration_begin, 0, 0.0);
    record(EventKind::select_end);
    record(EventKind::timers_end, 0, batch);
  }
  /// Task 1 runs and sleeps: future 10, timer 11 at 2.0 s.
  void sleep(ObjectId task, ObjectId handle) {
    record(EventKind::handle_run_begin, handle);
    record(EventKind::task_step_begin, task);
    record(EventKind::future_created, 10, 0, recorder.intern("sleep"));
    record(EventKind::timer_created, 11, 10, recorder.intern("_set_result_unless_cancelled"));
    record_value(EventKind::timer_scheduled, 11, 2.0);
    record(EventKind::task_waits_for, task, 10);
    record(EventKind::task_step_end, task);
    record(EventKind::handle_run_end, handle);
  }
  TaskStatus status(ObjectId task) const { return state.task(task)->status; }
  const LoopView& loop() const { return *state.current_loop(); }

  Trace trace;
  Recorder recorder{trace};
  LoopState state;
};

TEST_F(HandMade, ATaskIsReadyThenRunningThenSleepingThenReadyThenDone) {
  create_task(1, "Task-1");
  enqueue(2, 1, HandleRole::step);
  EXPECT_EQ(status(1), TaskStatus::ready);
  begin_iteration(1);
  record(EventKind::handle_run_begin, 2);
  EXPECT_EQ(status(1), TaskStatus::ready);
  record(EventKind::task_step_begin, 1);
  EXPECT_EQ(status(1), TaskStatus::running);
  EXPECT_EQ(state.current_task(), 1U);
  record(EventKind::future_created, 10, 0, recorder.intern("sleep"));
  record(EventKind::timer_created, 11, 10, recorder.intern("_set_result_unless_cancelled"));
  record_value(EventKind::timer_scheduled, 11, 2.0);
  record(EventKind::task_waits_for, 1, 10);
  EXPECT_EQ(status(1), TaskStatus::running);
  record(EventKind::task_step_end, 1);
  EXPECT_EQ(status(1), TaskStatus::sleeping);
  record(EventKind::handle_run_end, 2);
  EXPECT_EQ(state.handle(2), nullptr);
  EXPECT_THAT(loop().heap, ElementsAre(11));
  EXPECT_THAT(loop().heap_when, ElementsAre(2.0));

  record(EventKind::iteration_end);
  record_value(EventKind::iteration_begin, 0, 2.0);
  record(EventKind::select_end);
  record(EventKind::timer_due, 11);
  EXPECT_EQ(status(1), TaskStatus::sleeping) << "its future has no result yet";
  EXPECT_THAT(loop().popped, ElementsAre(11));
  EXPECT_THAT(std::vector<ObjectId>(loop().ready), ElementsAre(11));
  record(EventKind::timers_end, 0, 1);
  record(EventKind::handle_run_begin, 11);
  record(EventKind::future_done, 10);
  enqueue(12, 1, HandleRole::wakeup);
  EXPECT_EQ(status(1), TaskStatus::ready);
  record(EventKind::handle_run_end, 11);
  record(EventKind::iteration_end);
  begin_iteration(1);
  record(EventKind::handle_run_begin, 12);
  record(EventKind::task_step_begin, 1);
  EXPECT_EQ(state.future(10), nullptr) << "done, and nothing refers to it any more";
  record(EventKind::future_done, 1, 0, recorder.intern("42"));
  EXPECT_EQ(status(1), TaskStatus::done);
  EXPECT_EQ(trace.text(state.task(1)->result), "42");
}

TEST_F(HandMade, ATaskThatWaitsForAnotherIsWaiting) {
  create_task(1, "Task-1");
  create_task(3, "Task-2");
  enqueue(2, 1, HandleRole::step);
  begin_iteration(1);
  record(EventKind::handle_run_begin, 2);
  record(EventKind::task_step_begin, 1);
  record(EventKind::task_waits_for, 1, 3);
  record(EventKind::task_step_end, 1);
  EXPECT_EQ(status(1), TaskStatus::waiting);
  EXPECT_EQ(state.task(1)->waits_for, 3U);
}

TEST_F(HandMade, ATaskIsCancellingFromTheRequestUntilItEnds) {
  create_task(1, "Task-1");
  enqueue(2, 1, HandleRole::step);
  begin_iteration(1);
  sleep(1, 2);
  record(EventKind::cancel_requested, 1);
  EXPECT_EQ(status(1), TaskStatus::cancelling);
  EXPECT_TRUE(state.task(1)->cancel_pending);
  record(EventKind::cancel_passed_on, 1, 10);
  record(EventKind::future_done, 10, 0, 0, static_cast<std::uint16_t>(FutureOutcome::cancelled));
  enqueue(12, 1, HandleRole::wakeup);
  EXPECT_EQ(status(1), TaskStatus::cancelling);
  record(EventKind::iteration_end);
  begin_iteration(1);
  record(EventKind::handle_run_begin, 12);
  record(EventKind::task_step_begin, 1, 0, 0, 1);
  record(EventKind::cancel_delivered, 1);
  EXPECT_EQ(status(1), TaskStatus::running);
  record(EventKind::handle_cancelled, 11);
  EXPECT_TRUE(state.handle(11)->cancelled);
  EXPECT_THAT(loop().heap, ElementsAre(11)) << "a cancelled timer stays until it is the root";
  record(EventKind::future_done, 1, 0, 0, static_cast<std::uint16_t>(FutureOutcome::cancelled));
  EXPECT_EQ(status(1), TaskStatus::cancelled);
  record(EventKind::timer_dropped, 11);
  EXPECT_THAT(loop().heap, IsEmpty());
  EXPECT_EQ(state.handle(11), nullptr);
}

TEST_F(HandMade, UncancelTakesACancellationBack) {
  create_task(1, "Task-1");
  record(EventKind::cancel_requested, 1);
  record(EventKind::cancel_requested, 1);
  record(EventKind::cancel_delivered, 1);
  record(EventKind::cancel_withdrawn, 1);
  EXPECT_EQ(status(1), TaskStatus::cancelling);
  EXPECT_EQ(state.task(1)->cancel_requests, 1U);
  record(EventKind::cancel_withdrawn, 1);
  EXPECT_NE(status(1), TaskStatus::cancelling);
}

TEST_F(HandMade, CancelledHandlesInTheReadyQueueAreSkipped) {
  enqueue(1, 0, HandleRole::call);
  enqueue(2, 0, HandleRole::call);
  enqueue(3, 0, HandleRole::call);
  record(EventKind::handle_cancelled, 1);
  record(EventKind::handle_cancelled, 3);
  begin_iteration(3);
  EXPECT_THAT(std::vector<ObjectId>(loop().ready), ElementsAre(1, 2, 3));
  record(EventKind::handle_run_begin, 2);
  EXPECT_THAT(std::vector<ObjectId>(loop().ready), ElementsAre(3));
  EXPECT_EQ(loop().running_handle, 2U);
  enqueue(4, 0, HandleRole::call);
  record(EventKind::handle_cancelled, 4);
  record(EventKind::handle_run_end, 2);
  record(EventKind::iteration_end);
  EXPECT_THAT(std::vector<ObjectId>(loop().ready), ElementsAre(4))
      << "it came after the batch was counted";
}

TEST_F(HandMade, AFutureStaysWhileAGatherRefersToIt) {
  record(EventKind::future_created, 20, 0, recorder.intern("gather"));
  record(EventKind::future_created, 21);
  record(EventKind::future_awaits, 20, 21);
  record(EventKind::future_done, 21);
  ASSERT_NE(state.future(21), nullptr);
  EXPECT_TRUE(state.future(21)->done);
  EXPECT_THAT(state.future(20)->children, ElementsAre(21));
  record(EventKind::future_done, 20);
  EXPECT_EQ(state.future(20), nullptr);
  EXPECT_EQ(state.future(21), nullptr);
}

TEST_F(HandMade, PhasesFollowTheIteration) {
  enqueue(1, 0, HandleRole::call);
  EXPECT_EQ(loop().phase, LoopPhase::outside);
  record(EventKind::loop_run_begin);
  record_value(EventKind::iteration_begin, 0, 0.5);
  EXPECT_EQ(loop().phase, LoopPhase::select);
  EXPECT_EQ(loop().select_timeout, 0.5);
  EXPECT_EQ(loop().iteration, 1U);
  record(EventKind::select_end);
  EXPECT_EQ(loop().phase, LoopPhase::timers);
  record(EventKind::timers_end, 0, 1);
  EXPECT_EQ(loop().phase, LoopPhase::ready);
  record(EventKind::handle_run_begin, 1);
  EXPECT_EQ(loop().phase, LoopPhase::run);
  EXPECT_EQ(loop().batch_left, 0U);
  record(EventKind::handle_run_end, 1);
  record(EventKind::iteration_end);
  record(EventKind::loop_run_end);
  EXPECT_EQ(loop().phase, LoopPhase::outside);
  EXPECT_FALSE(loop().running);
}

TEST_F(HandMade, TheCurrentLoopIsTheOneThatDidSomethingLast) {
  const auto acts = [this](std::uint8_t number, EventKind kind) {
    recorder.set_loop(number);
    record(kind);
    EXPECT_EQ(loop().number, number);
  };
  acts(1, EventKind::loop_created);
  acts(1, EventKind::loop_run_begin);
  acts(1, EventKind::iteration_begin);
  recorder.set_loop(2);  // in another thread, while the first one is in its select
  record(EventKind::loop_created);
  EXPECT_EQ(loop().number, 1);
  acts(2, EventKind::loop_run_begin);
  acts(2, EventKind::iteration_begin);
  acts(1, EventKind::select_end);
  acts(2, EventKind::select_end);
  acts(1, EventKind::handle_run_end);
}

TEST_F(HandMade, LabelsAreThoseOfTheIterationsFormat) {
  create_task(1, "Task-1");
  enqueue(2, 1, HandleRole::step);
  enqueue(3, 1, HandleRole::wakeup);
  enqueue(4, 0, HandleRole::call);
  EXPECT_EQ(label_of(*state.handle(2), state, trace), "step:Task-1");
  EXPECT_EQ(label_of(*state.handle(3), state, trace), "wakeup:Task-1");
  EXPECT_EQ(label_of(*state.handle(4), state, trace), "call:label");
}

/// The order in which timers of these deadlines leave the heap.
std::vector<ObjectId> order_of_leaving(const std::vector<double>& deadlines) {
  Trace trace;
  Recorder recorder(trace);
  recorder.set_loop(1);
  LoopState state;
  const auto apply = [&](EventId id) { state.apply(trace.event(id), trace); };
  apply(recorder.record(EventKind::loop_created, 0, 0, 0, 0));
  for (ObjectId i = 0; i < deadlines.size(); ++i) {
    apply(recorder.record(EventKind::timer_created, i + 1, 0, 0, 0));
    apply(recorder.record_value(EventKind::timer_scheduled, i + 1, deadlines[i], 0));
  }
  std::vector<ObjectId> order;
  while (!state.current_loop()->heap.empty()) {
    const ObjectId root = state.current_loop()->heap.front();
    order.push_back(root - 1);
    apply(recorder.record(EventKind::timer_due, root, 0, 0, 0));
  }
  return order;
}

TEST(LoopState, EqualDeadlinesLeaveTheHeapInTheOrderOfCpythonsHeapq) {
  std::vector<double> deadlines(12, 1.0);
  EXPECT_THAT(order_of_leaving(deadlines), ElementsAre(0, 2, 6, 11, 10, 9, 8, 5, 7, 4, 1, 3));
  deadlines.push_back(2.0);
  EXPECT_THAT(order_of_leaving(deadlines), ElementsAre(0, 2, 6, 5, 11, 10, 9, 8, 7, 1, 3, 4, 12));
}

TEST(LoopState, AgreesWithALiveLoopAfterEveryIteration) {
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    SyntheticLoop live({.tasks = 10 * seed, .seed = seed});
    LoopState state;
    for (int i = 0; i < 60; ++i) {
      live.iterate();
      while (state.position() < live.trace().size()) {
        state.apply(live.trace().event(state.position() + 1), live.trace());
      }
      const LoopView& loop = *state.current_loop();
      ASSERT_EQ(std::vector<ObjectId>(loop.ready), live.ready()) << seed << " " << i;
      ASSERT_EQ(loop.heap, live.heap()) << seed << " " << i;
    }
  }
}

TEST(LoopState, TakesAnyEventWithoutHarm) {
  // A damaged trace may hold anything: the fold passes over what it does not know.
  std::mt19937 generator(11);
  const auto random = [&] { return static_cast<std::uint32_t>(generator()); };
  Trace trace;
  LoopState state;
  for (int i = 0; i < 50'000; ++i) {
    Event event;
    event.kind = static_cast<EventKind>(random() % (static_cast<unsigned>(EventKind::count_) + 1));
    event.subject = random() % 40;
    event.object = random() % 40;
    event.detail = random() % 5;
    event.flags = static_cast<std::uint16_t>(random() % 4);
    event.loop = static_cast<std::uint8_t>(random() % 3);
    trace.append(event);
    state.apply(event, trace);
    if (i % 100 == 0) {
      const LoopState copy = state;
      EXPECT_EQ(copy, state);
    }
  }
  EXPECT_EQ(state.position(), 50'000U);
}

}  // namespace
}  // namespace loopscope
