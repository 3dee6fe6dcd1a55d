#include "engine/loop/context.h"

#include <gmock/gmock.h>

#include "engine/workers/executor.h"
#include "tests/engine/support/scenario.h"

namespace loopscope::test {
namespace {

using testing::ElementsAre;

class ContextTest : public Scenario {
 public:
  using Scenario::agreement_;
  using Scenario::loop;
  using Scenario::platform_;
  using Scenario::say;

  ContextVar<int> var_{"var", 0};
  void say_var(const std::string& who) { notes_.push_back(who + " " + std::to_string(var_.get())); }
};

TEST_F(ContextTest, ATaskHasAContextOfItsOwnOverAllItsSteps) {
  play([](ContextTest& test) -> Coro<> {
    const auto child = [](ContextTest& of, std::string name, int value) -> Coro<> {
      of.say_var(name);
      of.var_.set(value);
      co_await sleep(1);
      of.say_var(name);
    };
    const TaskRef<void> a = create_task(child(test, "a", 1));
    test.var_.set(10);
    const TaskRef<void> b = create_task(child(test, "b", 2));
    co_await a;
    co_await b;
    test.say_var("main");
  }(*this));
  EXPECT_THAT(notes_, ElementsAre("a 0", "b 10", "a 1", "b 2", "main 10", testing::_));
}

TEST_F(ContextTest, CallbacksRunWhereTheyWereMade) {
  play([](ContextTest& test) -> Coro<> {
    EventLoop& loop = test.loop();
    test.var_.set(1);
    loop.call_soon([&] {
      test.say_var("soon");
      test.var_.set(5);
    });
    loop.call_later(1, [&] { test.say_var("later"); });
    const FutureRef<void> future = create_future<void>(loop);
    future->add_done_callback([&](FutureBase&) { test.say_var("done"); });
    const ContextRef other = copy_context();
    other->run([&] { test.var_.set(8); });
    loop.call_soon([&] { test.say_var("other"); }, other);
    test.var_.set(2);
    future->set_result();
    co_await sleep(2);
    test.say_var("main");
    EXPECT_EQ(loop.contexts().size(), 1U) << "only that of the task that runs should be kept";
  }(*this));
  EXPECT_THAT(notes_, ElementsAre("soon 1", "other 8", "done 1", "later 1", "main 2", testing::_));
}

TEST_F(ContextTest, ATaskMayRunInAContextThatIsGiven) {
  play([](ContextTest& test) -> Coro<> {
    const ContextRef context = std::make_shared<Context>();
    const TaskRef<void> task = create_task(
        [](ContextTest& of) -> Coro<> {
          of.var_.set(3);
          co_return;
        }(test),
        {.context = context.get()});
    co_await task;
    context->run([&] { test.say_var("given"); });
    test.say_var("main");
  }(*this));
  EXPECT_THAT(notes_, ElementsAre("given 3", "main 0", testing::_));
}

TEST_F(ContextTest, AThreadGetsACopy) {
  play([](ContextTest& test) -> Coro<> {
    test.var_.set(4);
    co_await to_thread([&test] {
      test.say_var("thread");
      test.var_.set(6);
    });
    test.say_var("main");
  }(*this));
  EXPECT_THAT(notes_, ElementsAre("thread 4", "main 4", testing::_));
}

TEST_F(ContextTest, WhatWasSetBeforeTheRunIsSeenInIt) {
  const ContextRef context = std::make_shared<Context>();
  context->run([&] {
    var_.set(9);
    play([](ContextTest& test) -> Coro<> {
      test.say_var("main");
      test.var_.set(1);
      co_return;
    }(*this));
    say_var("after");
  });
  EXPECT_THAT(notes_, ElementsAre("main 9", testing::_, "after 9"));
}

TEST_F(ContextTest, UntracedLoopsChangeOverInTheMiddleOfABatch) {
  SimulatedPlatform platform;
  std::vector<int> seen;
  run(platform, [](ContextVar<int>& var, std::vector<int>& values) -> Coro<> {
    EventLoop& loop = EventLoop::running();
    loop.call_soon([&] { var.set(1); });
    loop.call_soon([&] { values.push_back(var.get()); });
    loop.call_soon([&] { values.push_back(var.get()); });
    co_await sleep(0);
    values.push_back(var.get());
  }(var_, seen));
  EXPECT_THAT(seen, ElementsAre(0, 0, 0));
}

TEST_F(ContextTest, MisuseRaisesWhatPythonRaises) {
  ContextVar<int> bare("bare");
  EXPECT_THROW(bare.get(), NoValueError);
  EXPECT_EQ(bare.get(3), 3);
  const ContextRef context = std::make_shared<Context>();
  context->run([&] {
    auto token = bare.set(1);
    EXPECT_EQ(token.old_value(), nullptr);
    EXPECT_THAT(
        [&] { context->run([] {}); },
        testing::ThrowsMessage<LoopError>("cannot enter context: <Context> is already entered"));
    bare.reset(token);
    EXPECT_THROW(bare.get(), NoValueError);
    EXPECT_THAT([&] { bare.reset(token); },
                testing::ThrowsMessage<LoopError>("<Token> has already been used once"));
    auto other = var_.set(1);
    EXPECT_THROW(bare.reset(other), ArgumentError);
  });
}

}  // namespace
}  // namespace loopscope::test
