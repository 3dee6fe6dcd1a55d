#include "engine/io/signals.h"

#include <gtest/gtest.h>

#include <csignal>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "engine/coro/run.h"
#include "engine/coro/sleep.h"
#include "engine/platform/real/real_platform.h"
#include "engine/platform/simulated/simulated_platform.h"
#include "engine/sync/event.h"
#include "engine/trace/causes.h"
#include "tests/engine/support/agreement.h"

namespace loopscope {
namespace {

WorldDescription sending(std::vector<std::pair<double, int>> signals) {
  WorldDescription world;
  for (const auto& [time, number] : signals) {
    Intervention& each = world.interventions.emplace_back();
    each.time = time;
    each.action.emplace<SendSignal>(number);
  }
  return world;
}

/// A run in a world that sends signals.
class SignalWorld {
 public:
  explicit SignalWorld(std::vector<std::pair<double, int>> signals)
      : platform({.seed = 0,
                  .on_log = [this](std::string_view text) { log += text; },
                  .world = sending(std::move(signals))}),
        agreement(platform),
        loop(platform) {
    agreement.watch(loop);
  }

  std::string log;
  SimulatedPlatform platform;
  test::Agreement agreement;
  EventLoop loop;
};

/// What the exception is called that leaves `run`; empty: none does.
std::string leaves(const std::function<void()>& run) {
  try {
    run();
  } catch (const LoopExit& exit) {
    return exit.exception()->repr();
  }
  return {};
}

template <class E>
std::string text_of(const std::function<void()>& call) {
  try {
    call();
  } catch (const E& error) {
    return error.what();
  }
  return "nothing was thrown";
}

TEST(SignalHandlers, AreCalledInTheLoopAtTheTimeOfTheSignal) {
  SignalWorld world({{1.5, SIGTERM}});
  std::vector<double> calls;
  add_signal_handler(world.loop, SIGTERM, [&] {
    calls.push_back(world.loop.time());
    world.loop.stop();
  });
  world.loop.run_forever();
  EXPECT_EQ(calls, std::vector<double>{1.5});
}

TEST(SignalHandlers, AreCalledAsOftenAsTheSignalComes) {
  SignalWorld world({{1, SIGUSR1}, {1, SIGUSR2}, {1, SIGUSR1}, {2, SIGTERM}});
  std::string calls;
  add_signal_handler(world.loop, SIGUSR1, [&] { calls += '1'; });
  add_signal_handler(world.loop, SIGUSR2, [&] { calls += '2'; });
  add_signal_handler(world.loop, SIGTERM, [&] { world.loop.stop(); });
  world.loop.run_forever();
  EXPECT_EQ(calls, "121");
}

TEST(SignalHandlers, ReplaceOneAnother) {
  SignalWorld world({{1, SIGUSR1}});
  std::string calls;
  add_signal_handler(world.loop, SIGUSR1, [&] { calls += "first"; });
  add_signal_handler(world.loop, SIGUSR1, [&] {
    calls += "second";
    world.loop.stop();
  });
  world.loop.run_forever();
  EXPECT_EQ(calls, "second");
}

TEST(SignalHandlers, TellWhetherThereWasOneToRemove) {
  SignalWorld world({});
  EXPECT_FALSE(remove_signal_handler(world.loop, SIGTERM));
  add_signal_handler(world.loop, SIGTERM, [] {});
  EXPECT_FALSE(world.platform.signals().is_default(SIGTERM));
  EXPECT_TRUE(remove_signal_handler(world.loop, SIGTERM));
  EXPECT_TRUE(world.platform.signals().is_default(SIGTERM));
  EXPECT_FALSE(remove_signal_handler(world.loop, SIGTERM));
}

TEST(SignalHandlers, GoWhenTheLoopIsClosed) {
  SignalWorld world({});
  add_signal_handler(world.loop, SIGTERM, [] {});
  world.loop.close();
  EXPECT_TRUE(world.platform.signals().is_default(SIGTERM));
}

TEST(SignalHandlers, RefuseWhatAsyncioRefuses) {
  SignalWorld world({});
  const auto add = [&](int number) {
    return [&world, number] { add_signal_handler(world.loop, number, [] {}); };
  };
  EXPECT_EQ(text_of<ArgumentError>(add(1000)), "invalid signal number 1000");
  EXPECT_EQ(text_of<ArgumentError>(add(0)), "invalid signal number 0");
  EXPECT_EQ(text_of<LoopError>(add(SIGKILL)), "sig 9 cannot be caught");
  EXPECT_EQ(text_of<ArgumentError>([&] { remove_signal_handler(world.loop, 65); }),
            "invalid signal number 65");
  world.loop.close();
  EXPECT_EQ(text_of<LoopError>(add(SIGTERM)), "Event loop is closed");
}

TEST(SignalHandlers, CanOnlyBeSetOnTheMainThread) {
  SignalWorld world({});
  std::string error;
  const ThreadRef thread = world.platform.threads().start({.name = "other"}, [&] {
    error = text_of<LoopError>([&] { add_signal_handler(world.loop, SIGTERM, [] {}); });
  });
  thread->join();
  EXPECT_EQ(error, "set_wakeup_fd only works in main thread of the main interpreter");
}

TEST(SignalHandlers, CausesLeadFromTheInterventionToTheCall) {
  SignalWorld world({{1, SIGTERM}});
  EventId called = 0;
  add_signal_handler(world.loop, SIGTERM, [&] {
    called = world.agreement.trace().size();
    world.loop.stop();
  });
  world.loop.run_forever();
  const Trace& trace = world.agreement.trace();
  std::string chain;
  for (const EventId id : chain_of_causes(trace, called)) {
    chain += std::string(name_of(trace.event(id).kind)) + ' ';
  }
  EXPECT_EQ(chain, "handle_run_begin handle_enqueued signal_arrived intervention ");
}

TEST(SignalHandlers, RunInTheContextInWhichTheyWereSet) {
  static ContextVar<int> variable("variable", 0);
  SignalWorld world({{1, SIGTERM}});
  int seen = -1;
  world.loop.call_soon([&] {
    variable.set(7);
    add_signal_handler(world.loop, SIGTERM, [&] {
      seen = variable.get();
      world.loop.stop();
    });
    variable.set(8);
  });
  world.loop.run_forever();
  EXPECT_EQ(seen, 7);
}

TEST(Signals, ThatNobodyHandlesEndTheRun) {
  SignalWorld world({{1, SIGWINCH}, {2, SIGTERM}});
  EXPECT_EQ(leaves([&] { world.loop.run_forever(); }), "SystemExit('143')");
  EXPECT_EQ(world.loop.time(), 2);
}

TEST(Signals, AnInterruptThatNobodyHandlesIsAKeyboardInterrupt) {
  SignalWorld world({{1, SIGINT}});
  EXPECT_EQ(leaves([&] { world.loop.run_forever(); }), "KeyboardInterrupt()");
}

Coro<int> waits_for_ever(std::string& seen) {
  try {
    co_await sleep(1000);
  } catch (const CancelledError&) {
    seen += "cancelled ";
    throw;
  }
  co_return 1;
}
Coro<int> goes_on(std::string& seen) {
  for (int i = 0; i < 3; ++i) {
    try {
      co_await sleep(1000);
    } catch (const CancelledError&) {
      seen += "caught ";
    }
  }
  co_return 1;
}
Coro<int> ends_when_cancelled(std::string& seen) {
  try {
    co_await sleep(1000);
  } catch (const CancelledError&) {
    seen += "caught ";
  }
  co_return 7;
}
Coro<int> cancels_itself() {
  current_task()->cancel();
  co_await sleep(0);
  co_return 1;
}

TEST(Interrupts, TheFirstCancelsTheMainTask) {
  SimulatedPlatform platform({.seed = 0, .on_log = {}, .world = sending({{1, SIGINT}})});
  test::Agreement agreement(platform);
  std::string seen;
  EXPECT_EQ(leaves([&] { run(platform, waits_for_ever(seen)); }), "KeyboardInterrupt()");
  EXPECT_EQ(seen, "cancelled ");
  EXPECT_EQ(platform.now(), 1);
}

TEST(Interrupts, AMainTaskMayEndInPeace) {
  SimulatedPlatform platform({.seed = 0, .on_log = {}, .world = sending({{1, SIGINT}})});
  std::string seen;
  EXPECT_EQ(run(platform, ends_when_cancelled(seen)), 7);
  EXPECT_EQ(seen, "caught ");
  EXPECT_TRUE(platform.signals().is_default(SIGINT));
}

TEST(Interrupts, TheSecondLeavesTheLoopAtOnce) {
  SimulatedPlatform platform(
      {.seed = 0, .on_log = {}, .world = sending({{1, SIGINT}, {2, SIGINT}})});
  Runner runner(platform);
  std::string seen;
  EXPECT_EQ(leaves([&] { runner.run(goes_on(seen)); }), "KeyboardInterrupt()");
  EXPECT_EQ(seen, "caught ");
  EXPECT_EQ(platform.now(), 2);
}

TEST(Interrupts, ACancellationOfItsOwnStaysOne) {
  SimulatedPlatform platform;
  EXPECT_THROW(run(platform, cancels_itself()), CancelledError);
}

TEST(Interrupts, AHandlerOfTheLoopGoesBeforeTheRunner) {
  SimulatedPlatform platform({.seed = 0, .on_log = {}, .world = sending({{1, SIGINT}})});
  Runner runner(platform);
  int handled = 0;
  add_signal_handler(runner.loop(), SIGINT, [&] { ++handled; });
  const auto main = []() -> Coro<int> {
    co_await sleep(2);
    co_return 5;
  };
  EXPECT_EQ(runner.run(main()), 5);
  EXPECT_EQ(handled, 1);
}

TEST(RealSignals, AreHandledInTheLoop) {
  RealPlatform platform;
  EventLoop loop(platform);
  int calls = 0;
  add_signal_handler(loop, SIGUSR1, [&] {
    if (++calls == 2) loop.stop();
  });
  loop.call_soon([&] { platform.signals().raise(SIGUSR1); });
  loop.call_later(0.01, [&] { platform.signals().raise(SIGUSR1); });
  loop.run_forever();
  EXPECT_EQ(calls, 2);
  loop.close();
  EXPECT_TRUE(platform.signals().is_default(SIGUSR1));
}

TEST(RealSignals, CannotBeCaughtWhenTheSystemSaysSo) {
  RealPlatform platform;
  EventLoop loop(platform);
  EXPECT_EQ(text_of<LoopError>([&] { add_signal_handler(loop, SIGSTOP, [] {}); }),
            "sig 19 cannot be caught");
}

TEST(RealSignals, CanOnlyBeReceivedOnTheMainThread) {
  RealPlatform platform;
  EventLoop loop(platform);
  std::string error;
  std::thread([&] {
    error = text_of<LoopError>([&] { add_signal_handler(loop, SIGUSR1, [] {}); });
  }).join();
  EXPECT_EQ(error, "set_wakeup_fd only works in main thread of the main interpreter");
}

TEST(RealSignals, AnInterruptCancelsTheMainTask) {
  std::signal(SIGINT, SIG_DFL);  // a shell has jobs in the background ignore it
  RealPlatform platform;
  std::string seen;
  Runner runner(platform);
  runner.loop().call_later(0.01, [&] { platform.signals().raise(SIGINT); });
  EXPECT_EQ(leaves([&] { runner.run(waits_for_ever(seen)); }), "KeyboardInterrupt()");
  EXPECT_EQ(seen, "cancelled ");
  runner.close();
  EXPECT_TRUE(platform.signals().is_default(SIGINT));
}

}  // namespace
}  // namespace loopscope
