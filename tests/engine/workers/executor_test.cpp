#include "engine/workers/executor.h"

#include <gmock/gmock.h>

#include <atomic>
#include <sstream>
#include <thread>

#include "engine/coro/gather.h"
#include "engine/coro/run.h"
#include "engine/coro/sleep.h"
#include "engine/platform/real/real_platform.h"
#include "engine/platform/simulated/simulated_platform.h"
#include "engine/trace/iterations.h"
#include "tests/engine/support/scenario.h"

namespace loopscope::test {
namespace {

using testing::ElementsAre;
using Notes = std::vector<std::string>;

class ExecutorTest : public Scenario {
 public:
  using Scenario::agreement_;
  using Scenario::loop;
  using Scenario::platform_;
  using Scenario::say;

  /// A job that takes virtual time.
  auto job(double seconds, int value) {
    return [this, seconds, value] {
      platform_.block(seconds);
      return value;
    };
  }
  auto busy(double seconds) {
    return [this, seconds] { platform_.compute(seconds); };
  }
};

TEST_F(ExecutorTest, AJobTakesVirtualTimeWhileTheLoopGoesOn) {
  play([](ExecutorTest& test) -> Coro<> {
    const auto future = run_in_executor(test.loop(), nullptr, test.job(1.5, 7));
    co_await sleep(1);
    test.say("slept");
    const int value = co_await future;
    test.say("got " + std::to_string(value));
  }(*this));
  EXPECT_THAT(notes_, ElementsAre("3 1 slept", "5 1.5 got 7", "clean-up: 6"));
}

TEST_F(ExecutorTest, TheDefaultPoolHasFourWorkersMoreThanProcessors) {
  play([](ExecutorTest& test) -> Coro<> {
    std::vector<FutureRef<int>> futures;
    for (int i = 0; i < 12; ++i) {
      futures.push_back(run_in_executor(test.loop(), nullptr, test.job(1, i)));
    }
    for (const auto& future : futures) co_await future;
    test.say("done");
    EXPECT_EQ(default_executor(test.loop()).most(), 8U);
    EXPECT_EQ(default_executor(test.loop()).worker_count(), 8U);
  }(*this));
  EXPECT_EQ(platform_.now(), 2);
}

TEST_F(ExecutorTest, AnIdleWorkerIsUsedAgain) {
  play([](ExecutorTest& test) -> Coro<> {
    for (int i = 0; i < 3; ++i) {
      const int value = co_await to_thread(test.job(1, i));
      EXPECT_EQ(value, i);
    }
    EXPECT_EQ(default_executor(test.loop()).worker_count(), 1U);
  }(*this));
  EXPECT_EQ(platform_.now(), 3);
}

TEST_F(ExecutorTest, ThreadsShareTheInterpreterAndProcessesDoNot) {
  for (const PoolKind kind : {PoolKind::threads, PoolKind::processes}) {
    SimulatedPlatform platform;
    run(platform, [](SimulatedPlatform& on, PoolKind of) -> Coro<> {
      EventLoop& loop = EventLoop::running();
      WorkerPool pool(on, {.most = 4, .kind = of});
      std::vector<FutureRef<void>> futures;
      for (int i = 0; i < 4; ++i) {
        futures.push_back(run_in_executor(loop, &pool, [&on] { on.compute(1); }));
      }
      for (const auto& future : futures) co_await future;
      pool.shutdown();
    }(platform, kind));
    EXPECT_NEAR(platform.now(), kind == PoolKind::threads ? 4.0 : 1.0, 0.02);
  }
}

TEST_F(ExecutorTest, AnExceptionOfAJobIsItsFutures) {
  play([](ExecutorTest& test) -> Coro<> {
    const auto future =
        run_in_executor(test.loop(), nullptr, []() -> int { throw Error("no luck"); });
    try {
      co_await future;
    } catch (const Error& error) {
      test.say(error.what());
    }
  }(*this));
  EXPECT_EQ(notes_.front().substr(notes_.front().find(' ')), " 0 no luck");
}

TEST_F(ExecutorTest, CancellingTheFutureCancelsAJobThatHasNotBegun) {
  int ran = 0;
  play([](ExecutorTest& test, int& count) -> Coro<> {
    WorkerPool pool(test.platform_, {.most = 1});
    const auto first = run_in_executor(test.loop(), &pool, test.job(2, 1));
    const auto second = run_in_executor(test.loop(), &pool, [&count] { ++count; });
    second->cancel();
    const int value = co_await first;
    EXPECT_EQ(value, 1);
    EXPECT_TRUE(second->cancelled());
    pool.shutdown();
  }(*this, ran));
  EXPECT_EQ(ran, 0);
}

TEST_F(ExecutorTest, AfterItsShutdownThereIsNoDefaultExecutor) {
  play([](ExecutorTest& test) -> Coro<> {
    co_await shutdown_default_executor();
    EXPECT_THAT([&] { run_in_executor(test.loop(), nullptr, [] {}); },
                testing::ThrowsMessage<LoopError>("Executor shutdown has been called"));
    WorkerPool pool(test.platform_);
    pool.shutdown();
    EXPECT_THAT([&] { pool.submit([] {}); },
                testing::ThrowsMessage<LoopError>("cannot schedule new futures after shutdown"));
  }(*this));
}

TEST_F(ExecutorTest, ACoroutineIsRunFromAnotherThread) {
  play([](ExecutorTest& test) -> Coro<> {
    const auto ask = [&test] {
      const auto future = run_coroutine_threadsafe(test.loop(), [](ExecutorTest& of) -> Coro<int> {
        co_await sleep(1);
        of.say("in the loop");
        co_return 5;
      }(test));
      EXPECT_THROW(future->result(0.5), ConcurrentTimeoutError);
      return future->result();
    };
    const int value = co_await run_in_executor(test.loop(), nullptr, ask);
    test.say("got " + std::to_string(value));
  }(*this));
  EXPECT_THAT(notes_, ElementsAre("5 1 in the loop", "8 1 got 5", testing::_));
}

TEST_F(ExecutorTest, CancellingTheConcurrentFutureCancelsTheTask) {
  play([](ExecutorTest& test) -> Coro<> {
    const auto ask = [&test] {
      const auto future = run_coroutine_threadsafe(test.loop(), [](ExecutorTest& of) -> Coro<> {
        try {
          co_await sleep(10);
        } catch (const CancelledError&) {
          of.say("cancelled");
          throw;
        }
      }(test));
      test.platform_.block(1);
      EXPECT_TRUE(future->cancel());
      EXPECT_THROW(future->result(), ConcurrentCancelledError);
    };
    co_await run_in_executor(test.loop(), nullptr, ask);
    co_await sleep(1);
  }(*this));
  EXPECT_EQ(platform_.now(), 2);
  ASSERT_EQ(notes_.size(), 2U);
  EXPECT_NE(notes_[0].find("1 cancelled"), std::string::npos);
}

TEST_F(ExecutorTest, CausesLeadFromTheEndOfAJobToTheTaskThatWaited) {
  play([](ExecutorTest& test) -> Coro<> {
    co_await run_in_executor(test.loop(), nullptr, test.job(1, 1), "fetch");
  }(*this));
  const Trace& trace = agreement_.trace();
  EventId step = 0;
  for (EventId id = 1; id <= trace.size(); ++id) {
    const Event& event = trace.event(id);
    if (event.kind == EventKind::task_step_begin && event.time == 1.0 && step == 0) step = id;
  }
  ASSERT_NE(step, 0U);
  std::string chain;
  for (EventId id = step; id != 0; id = trace.event(id).cause) {
    chain += std::string(name_of(trace.event(id).kind)) + " ";
  }
  EXPECT_THAT(chain, testing::StartsWith(
                         "task_step_begin handle_run_begin handle_enqueued future_done "
                         "handle_run_begin handle_enqueued call_threadsafe job_end job_begin "
                         "job_submitted task_step_begin"));
}

TEST_F(ExecutorTest, TheFoldKnowsPoolsWorkersAndJobs) {
  play([](ExecutorTest& test) -> Coro<> {
    WorkerPool pool(test.platform_, {.most = 1, .prefix = "pool"});
    const auto first = run_in_executor(test.loop(), &pool, test.job(1, 1), "first");
    const auto second = run_in_executor(test.loop(), &pool, test.job(1, 2), "second");
    const LoopState& state = test.agreement_.state();
    const Trace& trace = test.agreement_.trace();
    const auto& jobs = state.workers().jobs();
    EXPECT_EQ(state.workers().pools().size(), 1U);
    EXPECT_EQ(state.workers().workers().size(), 1U);
    EXPECT_EQ(trace.text(state.workers().workers()[0].name), "pool_0");
    EXPECT_EQ(jobs.size(), 2U);
    EXPECT_EQ(trace.text(jobs[0].function), "first");
    EXPECT_EQ(jobs[0].worker, state.workers().workers()[0].id);
    EXPECT_EQ(jobs[0].future, first->trace_id());
    EXPECT_EQ(jobs[1].worker, 0U);
    const int sum = co_await first + co_await second;
    EXPECT_EQ(sum, 3);
    pool.shutdown();
    EXPECT_TRUE(test.agreement_.state().workers().jobs().empty());
    EXPECT_TRUE(test.agreement_.state().workers().workers().empty());
    EXPECT_TRUE(test.agreement_.state().workers().pools()[0].shut_down);
  }(*this));
}

TEST_F(ExecutorTest, TheIterationsAreCPythons) {
  play([](ExecutorTest& test) -> Coro<> {
    co_await run_in_executor(test.loop(), nullptr, test.job(1, 1));
  }(*this));
  std::ostringstream text;
  write_iterations(agreement_.trace(), text);
  EXPECT_THAT(text.str(), testing::HasSubstr(R"("ran": ["call:_chain_future.<locals>._set_state", )"
                                             R"("call:BaseSelectorEventLoop._read_from_self"])"));
}

TEST(RealExecutor, JobsRunOnThreadsOfTheirOwn) {
  RealPlatform platform;
  std::atomic<int> sum = 0;
  run(platform, [](std::atomic<int>& total) -> Coro<> {
    const auto here = std::this_thread::get_id();
    std::vector<FutureRef<int>> futures;
    for (int i = 0; i < 200; ++i) {
      futures.push_back(run_in_executor(EventLoop::running(), nullptr, [&total, i, here] {
        EXPECT_NE(std::this_thread::get_id(), here);
        total += i;
        return i;
      }));
    }
    int expected = 0;
    for (const auto& future : futures) expected += co_await future;
    EXPECT_EQ(expected, 19900);
  }(sum));
  EXPECT_EQ(sum, 19900);
}

TEST(RealExecutor, EachThreadMayRunALoopOnTheSamePlatform) {
  RealPlatform platform;
  std::atomic<int> done = 0;
  std::vector<ThreadRef> threads;
  for (int i = 0; i < 4; ++i) {
    threads.push_back(platform.threads().start({"T"}, [&] {
      run(platform, [](std::atomic<int>& count) -> Coro<> {
        for (int k = 0; k < 10; ++k) {
          co_await sleep(0.0001);
          const TaskRef<int> child = create_task([]() -> Coro<int> { co_return 1; }());
          count += co_await child;
        }
      }(done));
    }));
  }
  for (const ThreadRef& thread : threads) thread->join();
  EXPECT_EQ(done, 40);
}

TEST(RealExecutor, ALoopThatIsClosedTakesNothingMore) {
  RealPlatform platform;
  WorkerPool pool(platform);
  std::atomic<bool> go = false;
  {
    EventLoop loop(platform);
    const auto future = run_in_executor(loop, &pool, [&go] {
      while (!go) std::this_thread::yield();
      return 1;
    });
    loop.close();
  }
  go = true;
  pool.shutdown();
}

TEST(RealExecutor, ACallThatComesBetweenTheWaitAndTheReadingOfItsWakeUpIsNotForgotten) {
  RealPlatform platform;
  EventLoop loop(platform);
  bool called = false;
  loop.call_soon_threadsafe([&] {
    const ThreadRef thread = platform.threads().start({"T"}, [&] {
      loop.call_soon_threadsafe([&] {
        called = true;
        loop.stop();
      });
    });
    thread->join();
  });
  loop.call_later(5, [&] { loop.stop(); });
  loop.run_forever();
  EXPECT_TRUE(called);
}

TEST(RealExecutor, CallsOfManyThreadsAreAllMade) {
  RealPlatform platform;
  EventLoop loop(platform);
  constexpr int threads = 4;
  constexpr int each = 5000;
  int calls = 0;
  std::vector<ThreadRef> started;
  for (int i = 0; i < threads; ++i) {
    started.push_back(platform.threads().start({"T"}, [&] {
      for (int k = 0; k < each; ++k) {
        loop.call_soon_threadsafe([&] {
          if (++calls == threads * each) loop.stop();
        });
      }
    }));
  }
  loop.run_forever();
  EXPECT_EQ(calls, threads * each);
  for (const ThreadRef& thread : started) thread->join();
}

}  // namespace
}  // namespace loopscope::test
