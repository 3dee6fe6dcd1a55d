#include "engine/coro/future.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "engine/coro/run.h"
#include "engine/platform/simulated/simulated_platform.h"
#include "tests/engine/support/agreement.h"

namespace loopscope {
namespace {

using testing::ElementsAre;

class FutureTest : public testing::Test {
 protected:
  void turn() {
    loop_.stop();
    loop_.run_forever();
  }
  auto note(std::string text) {
    return [this, text](FutureBase&) { notes_.push_back(text); };
  }
  static ExceptionRef error(const std::string& text) {
    return ExceptionFactory::native().runtime_error(text);
  }

  std::vector<std::string> notes_;
  SimulatedPlatform platform_{{.seed = 0, .on_log = [this](std::string_view text) {
                                 notes_.push_back("log: " + std::string(text));
                               }}};
  test::Agreement agreement_{platform_};
  EventLoop loop_{platform_};
  FutureRef<int> future_ = create_future<int>(loop_);
};

template <class E>
std::string message_of(auto&& action) {
  try {
    action();
  } catch (const E& error) {
    return error.what();
  }
  return "nothing thrown";
}

TEST_F(FutureTest, GivesTheResultThatWasSet) {
  EXPECT_FALSE(future_->done());
  future_->set_result(5);
  EXPECT_TRUE(future_->done());
  EXPECT_EQ(future_->result(), 5);
  EXPECT_EQ(future_->exception(), nullptr);
}

TEST_F(FutureTest, EndsAfterItsLoopWasClosedWithoutKeepingItsCallbacks) {
  const auto kept = std::make_shared<int>();
  const auto callback = [kept](FutureBase&) {};
  const FutureRef<int> one = create_future<int>(loop_);
  const FutureRef<int> several = create_future<int>(loop_);
  one->add_done_callback(callback);
  for (int i = 0; i < 3; ++i) several->add_done_callback(callback);
  ASSERT_EQ(kept.use_count(), 6);
  loop_.close();
  EXPECT_EQ(message_of<LoopError>([&] { one->cancel(); }), "Event loop is closed");
  EXPECT_EQ(message_of<LoopError>([&] { several->cancel(); }), "Event loop is closed");
  EXPECT_EQ(message_of<LoopError>([&] { one->add_done_callback(callback); }),
            "Event loop is closed");
  EXPECT_TRUE(one->cancelled());
  EXPECT_EQ(kept.use_count(), 2);
}

TEST_F(FutureTest, IsSetOnlyOnce) {
  future_->set_result(5);
  EXPECT_EQ(message_of<InvalidStateError>([&] { future_->set_result(6); }),
            "FINISHED: <Future finished result=5>");
  EXPECT_EQ(message_of<InvalidStateError>([&] { future_->set_exception(error("x")); }),
            "FINISHED: <Future finished result=5>");
}

TEST_F(FutureTest, HasNothingToGiveWhilePending) {
  EXPECT_EQ(message_of<InvalidStateError>([&] { future_->result(); }), "Result is not ready.");
  EXPECT_EQ(message_of<InvalidStateError>([&] { future_->exception(); }), "Exception is not set.");
}

TEST_F(FutureTest, ThrowsTheExceptionThatWasSet) {
  future_->set_exception(error("no"));
  EXPECT_EQ(message_of<LoopError>([&] { future_->result(); }), "no");
  EXPECT_EQ(future_->exception()->repr(), "LoopError('no')");
}

TEST_F(FutureTest, CancelledItThrowsWithItsMessage) {
  EXPECT_TRUE(future_->cancel(make_message("why")));
  EXPECT_FALSE(future_->cancel());
  EXPECT_TRUE(future_->cancelled());
  try {
    future_->result();
    FAIL() << "it did not throw";
  } catch (const CancelledError& cancelled) {
    EXPECT_EQ(cancelled.message()->text(), "why");
  }
  EXPECT_EQ(message_of<InvalidStateError>([&] { future_->set_result(1); }),
            "CANCELLED: <Future cancelled>");
}

TEST_F(FutureTest, CallbacksRunThroughTheLoopInTheirOrder) {
  for (const char* name : {"a", "b", "c"}) future_->add_done_callback(note(name));
  future_->set_result(1);
  EXPECT_THAT(notes_, ElementsAre());
  turn();
  EXPECT_THAT(notes_, ElementsAre("a", "b", "c"));
}

TEST_F(FutureTest, ACallbackAddedLateRunsSoon) {
  future_->set_result(1);
  future_->add_done_callback(note("late"));
  EXPECT_THAT(notes_, ElementsAre());
  turn();
  EXPECT_THAT(notes_, ElementsAre("late"));
}

TEST_F(FutureTest, RemovedCallbacksDoNotRun) {
  future_->add_done_callback(note("a"));
  const HandleRef b = future_->add_done_callback(note("b"));
  future_->add_done_callback(note("c"));
  EXPECT_EQ(future_->callback_count(), 3U);
  EXPECT_EQ(future_->remove_done_callback(*b), 1U);
  EXPECT_EQ(future_->remove_done_callback(*b), 0U);
  future_->cancel();
  turn();
  EXPECT_THAT(notes_, ElementsAre("a", "c"));
}

TEST_F(FutureTest, ACallbackKeepsTheFutureUntilItHasRun) {
  future_->add_done_callback(
      [this](FutureBase& done) { notes_.push_back(static_cast<Future<int>&>(done).repr()); });
  future_->set_result(3);
  future_.reset();
  turn();
  EXPECT_THAT(notes_, ElementsAre("<Future finished result=3>"));
}

TEST_F(FutureTest, AnExceptionThatNobodyRetrievesIsReportedWhenItGoes) {
  future_->set_exception(error("lost"));
  future_.reset();
  EXPECT_THAT(notes_, ElementsAre("log: Future exception was never retrieved\nfuture: <Future "
                                  "finished exception=LoopError('lost')>\nLoopError: lost"));
}

TEST_F(FutureTest, ARetrievedExceptionIsNotReported) {
  future_->set_exception(error("seen"));
  future_->exception();
  future_.reset();
  EXPECT_THAT(notes_, ElementsAre());
}

TEST_F(FutureTest, TheHandlerMayKeepTheFutureThatIsReported) {
  Ref<FutureBase> kept;
  loop_.set_exception_handler(
      [&](EventLoop&, const ExceptionContext& context) { kept = Ref<FutureBase>(context.future); });
  future_->set_exception(error("lost"));
  future_.reset();
  ASSERT_NE(kept, nullptr);
  EXPECT_EQ(kept->repr(), "<Future finished exception=LoopError('lost')>");
}

TEST_F(FutureTest, TheCausesOfItsCallbacksAreThatItIsDone) {
  future_->add_done_callback(note("a"));
  future_->set_result(1);
  const Trace& trace = agreement_.trace();
  const Event& queued = trace.event(trace.size());
  EXPECT_EQ(queued.kind, EventKind::handle_enqueued);
  EXPECT_EQ(trace.event(queued.cause).kind, EventKind::future_done);
  EXPECT_EQ(trace.text(trace.event(queued.cause).detail), "1");
  future_->forget_traceback();
}

TEST_F(FutureTest, RunUntilCompleteReturnsTheResult) {
  loop_.call_later(1, [this] { future_->set_result(9); });
  EXPECT_EQ(run_until_complete(loop_, future_), 9);
}

TEST_F(FutureTest, StoppingBeforeItIsDoneIsAnError) {
  loop_.call_soon([this] { loop_.stop(); });
  EXPECT_EQ(message_of<LoopError>([&] { run_until_complete(loop_, future_); }),
            "Event loop stopped before Future completed.");
  EXPECT_EQ(future_->callback_count(), 0U) << "its callback is removed again";
}

TEST(ValueRepr, WritesValuesAsPythonDoes) {
  EXPECT_EQ(value_repr(true), "True");
  EXPECT_EQ(value_repr(3), "3");
  EXPECT_EQ(value_repr(1.5), "1.5");
  EXPECT_EQ(value_repr(std::string("it's")), "'it\\'s'");
  EXPECT_EQ(value_repr(Nothing{}), "None");
}

}  // namespace
}  // namespace loopscope
