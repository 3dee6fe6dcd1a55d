#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "engine/coro/run.h"
#include "engine/coro/sleep.h"
#include "engine/platform/network.h"
#include "engine/platform/simulated/simulated_platform.h"
#include "tests/engine/support/agreement.h"

namespace loopscope {
namespace {

using testing::HasSubstr;

Coro<> waits_for(FutureRef<void> future) {
  co_await future;
}
Coro<> waits_for_task(TaskRef<void> task) {
  co_await task;
}

std::string deadlock_of(EventLoop& loop, const Ref<FutureBase>& future) {
  try {
    loop.run_until_complete(*future);
  } catch (const DeadlockError& error) {
    return error.what();
  }
  return "no deadlock";
}

TEST(Deadlock, IsReportedWithWhoWaitsForWhom) {
  SimulatedPlatform platform({.seed = 0, .on_log = [](std::string_view) {}});
  test::Agreement agreement(platform);
  EventLoop loop(platform);
  const FutureRef<void> never = create_future<void>(loop);
  const TaskRef<void> first = create_task(loop, waits_for(never));
  const TaskRef<void> second = create_task(loop, waits_for_task(first));
  const std::string text = deadlock_of(loop, second);
  EXPECT_THAT(text, HasSubstr("Task-1 waits for a future that nothing will set"));
  EXPECT_THAT(text, HasSubstr("Task-2 waits for Task-1"));
  EXPECT_THAT(agreement.kinds(), HasSubstr("loop_deadlock"));
  EXPECT_FALSE(loop.is_running());
}

TEST(Deadlock, SaysWhichDescriptorsAreWatchedInVain) {
  SimulatedPlatform platform;
  EventLoop loop(platform);
  Network& net = platform.network();
  const int listener = net.open_socket(SocketFamily::inet, SocketType::stream);
  net.bind(listener, InetAddress{"127.0.0.1", 8888, false});
  net.listen(listener, 1);
  const auto [reads, writes] = net.open_pipe();
  loop.add_reader(listener, [] {});
  loop.add_reader(reads, [] {});
  const std::string text = deadlock_of(loop, create_future<void>(loop));
  EXPECT_THAT(text, HasSubstr("Descriptor 3 (listening at ('127.0.0.1', 8888)) is watched for "
                              "reading, and nothing is on its way to it."));
  EXPECT_THAT(text, HasSubstr("Descriptor 4 (the reading end of a pipe, which is empty)"));
}

TEST(Deadlock, ALoopWithNothingToDoIsOne) {
  SimulatedPlatform platform;
  EventLoop loop(platform);
  EXPECT_THROW(loop.run_forever(), DeadlockError);
}

TEST(Deadlock, ACancelledTimerDoesNotKeepTheLoopAlive) {
  SimulatedPlatform platform;
  EventLoop loop(platform);
  loop.call_later(1, [] {})->cancel();
  EXPECT_THROW(loop.run_forever(), DeadlockError);
}

}  // namespace
}  // namespace loopscope
