#include "engine/trace/iterations.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "engine/base/float_text.h"
#include "engine/trace/causes.h"
#include "engine/trace/recorder.h"

namespace loopscope {
namespace {

TEST(FloatRepr, WritesWhatPythonWrites) {
  EXPECT_EQ(float_repr(0.0), "0.0");
  EXPECT_EQ(float_repr(-0.0), "-0.0");
  EXPECT_EQ(float_repr(1.0), "1.0");
  EXPECT_EQ(float_repr(0.1), "0.1");
  EXPECT_EQ(float_repr(0.1 + 0.2), "0.30000000000000004");
  EXPECT_EQ(float_repr(123456.75), "123456.75");
  EXPECT_EQ(float_repr(0.0001), "0.0001");
  EXPECT_EQ(float_repr(0.00001), "1e-05");
  EXPECT_EQ(float_repr(1.5e-7), "1.5e-07");
  EXPECT_EQ(float_repr(1e15), "1000000000000000.0");
  EXPECT_EQ(float_repr(1e16), "1e+16");
  EXPECT_EQ(float_repr(1.25e100), "1.25e+100");
  EXPECT_EQ(float_repr(-2.5), "-2.5");
  EXPECT_EQ(float_repr(INFINITY), "inf");
}

TEST(RoundDecimal, RoundsAsPythonDoes) {
  EXPECT_EQ(round_decimal(0.1234565, 6), 0.123456);  // the double is a little below the tie
  EXPECT_EQ(round_decimal(0.5, 0), 0.0);
  EXPECT_EQ(round_decimal(1.5, 0), 2.0);
  EXPECT_EQ(float_repr(round_decimal(1e-6, 6)), "1e-06");
  EXPECT_EQ(float_repr(round_decimal(0.30000000000000004, 6)), "0.3");
}

/// Two tasks; Task-1 sleeps to 1.0 s, a callback is cancelled, and the second iteration is broken
/// off by an exception.
class SmallRun : public ::testing::Test {
 protected:
  SmallRun() {
    recorder.set_loop(1);
    record(EventKind::loop_created);
    record(EventKind::loop_run_begin);
    record(EventKind::task_created, 1, recorder.intern("Täsk \"1\""));
    enqueued = record(EventKind::handle_enqueued, 2, 1, 0, 1);
    record(EventKind::handle_enqueued, 3, 0, recorder.intern("main.<locals>.<lambda>"));
    record(EventKind::handle_cancelled, 3);
    value(EventKind::iteration_begin, 0, 0.0);
    record(EventKind::select_end);
    record(EventKind::timers_end, 0, 2);
    ran = record(EventKind::handle_run_begin, 2, 0, 0, 0, enqueued);
    record(EventKind::task_step_begin, 1, 0, 0, 0, ran);
    record(EventKind::future_created, 4, 0, recorder.intern("sleep"));
    record(EventKind::timer_created, 5, 4, recorder.intern("_set_result_unless_cancelled"), 0, ran);
    scheduled = value(EventKind::timer_scheduled, 5, 1.0000004, trace.size());
    record(EventKind::task_waits_for, 1, 4);
    record(EventKind::task_step_end, 1);
    record(EventKind::handle_run_end, 2);
    record(EventKind::handle_enqueued, 6, 0, recorder.intern("print"));
    record(EventKind::iteration_end);
    value(EventKind::iteration_begin, 0, 0.0);
    record(EventKind::select_end);
    record(EventKind::timers_end, 0, 1);
    record(EventKind::handle_run_begin, 6);
    record(EventKind::loop_run_end);
  }

  EventId record(EventKind kind, ObjectId subject = 0, std::uint32_t object = 0,
                 std::uint32_t detail = 0, std::uint16_t flags = 0, EventId cause = 0) {
    return recorder.record(kind, subject, object, detail, cause, flags);
  }
  EventId value(EventKind kind, ObjectId subject, double number, EventId cause = 0) {
    return recorder.record_value(kind, subject, number, cause);
  }

  Trace trace;
  Recorder recorder{trace};
  EventId enqueued = 0;
  EventId ran = 0;
  EventId scheduled = 0;
};

TEST_F(SmallRun, IterationsAreWrittenAsTheOracleWritesThem) {
  EXPECT_EQ(iterations_text(trace),
            "{\"loop\": 1, \"i\": 1, \"t\": 0.0, \"ran\": [\"step:Täsk \\\"1\\\"\"], "
            "\"ready\": [\"call:print\"], \"timers\": [1.0]}\n"
            "{\"loop\": 1, \"i\": 2, \"t\": 0.0, \"ran\": [\"call:print\"], \"ready\": [], "
            "\"timers\": [1.0]}\n");
}

TEST_F(SmallRun, TheChainOfCausesLeadsBackToTheFirst) {
  EXPECT_EQ(chain_of_causes(trace, scheduled),
            (std::vector<EventId>{scheduled, scheduled - 1, ran, enqueued}));
  EXPECT_TRUE(chain_of_causes(trace, 0).empty());
}

TEST_F(SmallRun, WhyATimerIsInTheHeapIsToldByItsScheduling) {
  LoopState state;
  while (state.position() < trace.size()) {
    state.apply(trace.event(state.position() + 1), trace);
  }
  EXPECT_EQ(event_behind(state, 5), scheduled);
  EXPECT_EQ(why(state, trace, 5).back(), enqueued);
  EXPECT_EQ(event_behind(state, 99), 0U);
}

TEST(Iterations, LoopsThatRanNoIterationAreNotCounted) {
  Trace trace;
  Recorder recorder(trace);
  recorder.set_loop(1);
  recorder.record(EventKind::loop_created, 0, 0, 0, 0);
  recorder.set_loop(2);
  recorder.record(EventKind::loop_created, 0, 0, 0, 0);
  recorder.record_value(EventKind::iteration_begin, 0, 0.0, 0);
  recorder.record(EventKind::select_end, 0, 0, 0, 0);
  recorder.record(EventKind::timers_end, 0, 0, 0, 0);
  recorder.record(EventKind::iteration_end, 0, 0, 0, 0);
  EXPECT_EQ(iterations_text(trace),
            "{\"loop\": 1, \"i\": 1, \"t\": 0.0, \"ran\": [], \"ready\": [], \"timers\": []}\n");
}

}  // namespace
}  // namespace loopscope
