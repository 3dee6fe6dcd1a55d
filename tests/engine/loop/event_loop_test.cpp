#include "engine/loop/event_loop.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/coro/run.h"
#include "engine/coro/sleep.h"
#include "engine/platform/simulated/simulated_platform.h"
#include "tests/engine/support/agreement.h"

namespace loopscope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class EventLoopTest : public testing::Test {
 protected:
  /// Runs until nothing is left to run before `seconds` have passed.
  void run_for(double seconds) {
    loop_.call_later(seconds, [this] { loop_.stop(); });
    loop_.run_forever();
  }
  auto note(std::string text) {
    return [this, text] { notes_.push_back(text); };
  }

  std::vector<std::string> logged_;
  SimulatedPlatform platform_{
      {.seed = 0, .on_log = [this](std::string_view text) { logged_.emplace_back(text); }}};
  test::Agreement agreement_{platform_};
  EventLoop loop_{platform_};
  std::vector<std::string> notes_;

  void SetUp() override { agreement_.watch(loop_); }
};

TEST_F(EventLoopTest, CallSoonRunsInOrder) {
  loop_.call_soon(note("a"));
  loop_.call_soon(note("b"));
  run_for(0);
  EXPECT_THAT(notes_, ElementsAre("a", "b"));
}

TEST_F(EventLoopTest, WhatACallbackSchedulesRunsInTheNextIteration) {
  std::vector<std::uint64_t> iterations;
  loop_.call_soon([&] {
    iterations.push_back(loop_.iteration());
    loop_.call_soon([&] { iterations.push_back(loop_.iteration()); });
  });
  run_for(1);
  EXPECT_THAT(iterations, ElementsAre(1, 2));
}

TEST_F(EventLoopTest, StopLetsTheBatchEndAndNoMore) {
  loop_.call_soon([&] {
    loop_.stop();
    loop_.call_soon(note("next iteration"));
  });
  loop_.call_soon(note("same batch"));
  loop_.run_forever();
  EXPECT_THAT(notes_, ElementsAre("same batch"));
  EXPECT_EQ(loop_.iteration(), 1U);
}

TEST_F(EventLoopTest, StopBeforeRunningLetsOneIterationRunWithoutWaiting) {
  loop_.call_later(10, note("later"));
  loop_.stop();
  loop_.run_forever();
  EXPECT_EQ(loop_.iteration(), 1U);
  EXPECT_EQ(loop_.time(), 0.0);
  EXPECT_THAT(notes_, ElementsAre());
}

TEST_F(EventLoopTest, TimersFireAtTheirTimesAndTheClockJumps) {
  std::vector<double> times;
  for (const double delay : {3.0, 1.0, 2.0}) {
    loop_.call_later(delay, [&] { times.push_back(loop_.time()); });
  }
  run_for(5);
  EXPECT_THAT(times, ElementsAre(1.0, 2.0, 3.0));
  EXPECT_EQ(loop_.time(), 5.0);
}

TEST_F(EventLoopTest, TheTimeoutIsAddedInDoubleArithmetic) {
  // 0.1 + 0.2 is not 0.3: the third timer is waited for on its own.
  std::vector<double> times;
  loop_.call_at(0.1, [&] { loop_.call_later(0.2, [&] { times.push_back(loop_.time()); }); });
  run_for(1);
  EXPECT_THAT(times, ElementsAre(0.1 + (0.1 + 0.2 - 0.1)));
}

TEST_F(EventLoopTest, ATimerWithinTheClocksResolutionIsDue) {
  std::vector<std::uint64_t> iterations;
  loop_.call_at(1.0, [&] { iterations.push_back(loop_.iteration()); });
  loop_.call_at(1.0 + 0.5e-9, [&] { iterations.push_back(loop_.iteration()); });
  loop_.call_at(1.0 + 2e-9, [&] { iterations.push_back(loop_.iteration()); });
  run_for(2);
  EXPECT_THAT(iterations, ElementsAre(1, 1, 2));
}

TEST_F(EventLoopTest, DueTimersRunBehindWhatIsReady) {
  loop_.call_at(-1, note("timer"));
  loop_.call_soon(note("soon"));
  run_for(1);
  EXPECT_THAT(notes_, ElementsAre("soon", "timer"));
}

TEST_F(EventLoopTest, WaitsNoLongerThanADayAtOnce) {
  loop_.call_later(3 * 24 * 3600.0, [&] { loop_.stop(); });
  loop_.run_forever();
  EXPECT_EQ(loop_.iteration(), 3U);
}

TEST_F(EventLoopTest, ACancelledHandleIsSkipped) {
  const HandleRef handle = loop_.call_soon(note("never"));
  handle->cancel();
  EXPECT_TRUE(handle->cancelled());
  run_for(1);
  EXPECT_THAT(notes_, ElementsAre());
}

TEST_F(EventLoopTest, ACancelledTimerDoesNotEndTheWait) {
  loop_.call_later(1, note("never"))->cancel();
  run_for(2);
  EXPECT_THAT(notes_, ElementsAre());
  EXPECT_EQ(loop_.iteration(), 1U);
}

TEST_F(EventLoopTest, CancellingDropsTheCallbackAtOnce) {
  const auto shared = std::make_shared<int>(1);
  const HandleRef soon = loop_.call_soon([shared] {});
  const TimerRef timer = loop_.call_later(1, [shared] {});
  EXPECT_EQ(shared.use_count(), 3);
  soon->cancel();
  timer->cancel();
  EXPECT_EQ(shared.use_count(), 1);
}

TEST_F(EventLoopTest, AHandleMayCancelItselfWhileItRuns) {
  HandleRef handle;
  const auto shared = std::make_shared<std::string>("alive");
  handle = loop_.call_soon([&handle, shared, this] {
    handle->cancel();
    notes_.push_back(*shared);
  });
  run_for(1);
  EXPECT_THAT(notes_, ElementsAre("alive"));
}

TEST_F(EventLoopTest, CancelledTimersLeaveTheHeapFromItsHeadOnly) {
  std::vector<TimerRef> timers;
  for (int i = 0; i < 10; ++i) timers.push_back(loop_.call_later(10 + i, note("never")));
  timers[0]->cancel();
  timers[1]->cancel();
  timers[5]->cancel();
  loop_.call_soon([this] { loop_.stop(); });
  loop_.run_forever();
  EXPECT_EQ(loop_.timers().size(), 8U);
}

TEST_F(EventLoopTest, AHundredTimersAreNotRebuiltHoweverManyAreCancelled) {
  std::vector<TimerRef> timers;
  for (int i = 0; i < 100; ++i) timers.push_back(loop_.call_later(10 + i, note("never")));
  for (std::size_t i = 1; i < 100; ++i) timers[i]->cancel();
  loop_.call_soon([this] { loop_.stop(); });
  loop_.run_forever();
  EXPECT_EQ(loop_.timers().size(), 100U);
}

TEST_F(EventLoopTest, MoreThanAHundredTimersAreRebuiltWhenMoreThanHalfAreCancelled) {
  std::vector<TimerRef> timers;
  for (int i = 0; i < 102; ++i) timers.push_back(loop_.call_later(10 + i, note("never")));
  for (std::size_t i = 1; i <= 51; ++i) timers[i]->cancel();
  loop_.call_soon([this] { loop_.stop(); });
  loop_.run_forever();
  EXPECT_EQ(loop_.timers().size(), 102U) << "exactly half are cancelled";
  timers[52]->cancel();
  loop_.call_soon([this] { loop_.stop(); });
  loop_.run_forever();
  EXPECT_EQ(loop_.timers().size(), 50U);
}

TEST_F(EventLoopTest, AnExceptionInACallbackIsReportedAndTheLoopGoesOn) {
  static constexpr CallbackLabel label{"explode"};
  loop_.call_soon(labelled<label>([] { throw std::runtime_error("boom"); }));
  loop_.call_soon(note("after"));
  run_for(0);
  ASSERT_EQ(logged_.size(), 1U);
  EXPECT_THAT(logged_[0], HasSubstr("Exception in callback explode()"));
  EXPECT_THAT(logged_[0], HasSubstr("std::runtime_error: boom"));
  EXPECT_THAT(notes_, ElementsAre("after"));
}

TEST_F(EventLoopTest, AnExceptionInAHandleThatIsKeptIsReportedWithIt) {
  Handle* reported = nullptr;
  loop_.set_exception_handler(
      [&](EventLoop&, const ExceptionContext& context) { reported = context.handle; });
  const HandleRef handle = loop_.call_soon([] { throw std::runtime_error("boom"); });
  run_for(0);
  EXPECT_EQ(reported, handle.get());
}

TEST_F(EventLoopTest, AHandlerThatThrowsIsReportedByTheDefaultOne) {
  loop_.set_exception_handler(
      [](EventLoop&, const ExceptionContext&) { throw std::logic_error("worse"); });
  loop_.call_exception_handler({.message = "first"});
  ASSERT_EQ(logged_.size(), 1U);
  EXPECT_THAT(logged_[0], HasSubstr("Unhandled error in exception handler"));
  EXPECT_THAT(logged_[0], HasSubstr("worse"));
}

class ExitError final : public Exception {
 public:
  ExitError() : Exception(Kind::leaves_loop) {}
  std::string type_name() const override { return "SystemExit"; }
  std::string message() const override { return "3"; }
  void rethrow() const override { throw RaisedException(ExceptionRef(this)); }
};

TEST_F(EventLoopTest, LoopExitLeavesRunForeverAndTheLoopCanRunAgain) {
  loop_.call_soon([] { throw LoopExit(ExceptionRef(new ExitError)); });
  loop_.call_soon(note("still queued"));
  EXPECT_THROW(loop_.run_forever(), LoopExit);
  EXPECT_FALSE(loop_.is_running());
  run_for(0);
  EXPECT_THAT(notes_, ElementsAre("still queued"));
}

TEST_F(EventLoopTest, RunningTwiceIsRefused) {
  std::string message;
  loop_.call_soon([&] {
    try {
      loop_.run_forever();
    } catch (const LoopError& error) {
      message = error.what();
    }
  });
  run_for(0);
  EXPECT_EQ(message, "This event loop is already running");
}

TEST_F(EventLoopTest, RunningAnotherLoopInsideIsRefused) {
  EventLoop other(platform_);
  std::string message;
  loop_.call_soon([&] {
    try {
      other.run_forever();
    } catch (const LoopError& error) {
      message = error.what();
    }
  });
  run_for(0);
  EXPECT_EQ(message, "Cannot run the event loop while another loop is running");
}

std::string message_of(auto&& action) {
  try {
    action();
  } catch (const LoopError& error) {
    return error.what();
  }
  return "nothing thrown";
}

TEST_F(EventLoopTest, AClosedLoopRefusesEverything) {
  loop_.close();
  EXPECT_TRUE(loop_.is_closed());
  EXPECT_EQ(message_of([&] { loop_.call_soon([] {}); }), "Event loop is closed");
  EXPECT_EQ(message_of([&] { loop_.call_later(1, [] {}); }), "Event loop is closed");
  EXPECT_EQ(message_of([&] { loop_.run_forever(); }), "Event loop is closed");
  loop_.close();  // a second time does nothing
}

TEST_F(EventLoopTest, ARunningLoopCantBeClosed) {
  std::string message;
  loop_.call_soon([&] { message = message_of([&] { loop_.close(); }); });
  run_for(0);
  EXPECT_EQ(message, "Cannot close a running event loop");
}

TEST_F(EventLoopTest, ClosingDropsWhatIsScheduled) {
  const auto shared = std::make_shared<int>(1);
  loop_.call_soon([shared] {});
  loop_.call_later(1, [shared] {});
  loop_.close();
  EXPECT_EQ(shared.use_count(), 1);
  EXPECT_THAT(agreement_.kinds(), HasSubstr("loop_closed"));
}

TEST_F(EventLoopTest, TheRunningLoopIsKnownWhileItRuns) {
  EXPECT_EQ(message_of([] { EventLoop::running(); }), "no running event loop");
  EventLoop* seen = nullptr;
  loop_.call_soon([&] { seen = &EventLoop::running(); });
  run_for(0);
  EXPECT_EQ(seen, &loop_);
}

TEST_F(EventLoopTest, DebugModeLogsSlowCallbacks) {
  static constexpr CallbackLabel label{"dawdle"};
  loop_.set_debug(true);
  loop_.call_soon(labelled<label>([this] { platform_.block(0.25); }));
  run_for(1);
  ASSERT_EQ(logged_.size(), 1U);
  EXPECT_EQ(logged_[0], "Executing <Handle dawdle()> took 0.250 seconds");
}

TEST_F(EventLoopTest, WakingShowsAsTheHandleThatReadsTheSelfPipe) {
  loop_.call_soon([this] { loop_.call_soon_threadsafe(note("called")); });
  run_for(1);
  EXPECT_THAT(notes_, ElementsAre("called"));
  bool found = false;
  for (EventId id = 1; id <= agreement_.trace().size(); ++id) {
    const Event& event = agreement_.trace().event(id);
    found =
        found || (event.kind == EventKind::handle_enqueued &&
                  agreement_.trace().text(event.detail) == "BaseSelectorEventLoop._read_from_self");
  }
  EXPECT_TRUE(found);
}

TEST_F(EventLoopTest, EveryRunHasItsCause) {
  loop_.call_soon([this] { loop_.call_later(1, [this] { loop_.stop(); }); });
  loop_.run_forever();
  const Trace& trace = agreement_.trace();
  EventId first_run = 0;
  for (EventId id = 1; id <= trace.size(); ++id) {
    const Event& event = trace.event(id);
    switch (event.kind) {
      case EventKind::handle_run_begin:
        ASSERT_NE(event.cause, 0U);
        if (first_run == 0) {
          first_run = id;
          EXPECT_EQ(trace.event(event.cause).kind, EventKind::handle_enqueued);
        } else {
          EXPECT_EQ(trace.event(event.cause).kind, EventKind::timer_due);
        }
        break;
      case EventKind::timer_created:
        EXPECT_EQ(event.cause, first_run);
        break;
      case EventKind::timer_due:
        EXPECT_EQ(trace.event(event.cause).kind, EventKind::timer_scheduled);
        break;
      default:
        break;
    }
  }
  EXPECT_NE(first_run, 0U);
}

}  // namespace
}  // namespace loopscope
