#include "lessons/player/live_run.h"

#include <gtest/gtest.h>

#include <memory>
#include <thread>

#include "lessons/player/session.h"

namespace loopscope::player {
namespace {

std::shared_ptr<LiveRun> run(const std::string& program) {
  python::RunOptions options;
  options.clock = python::ClockKind::real_time;
  return std::make_shared<LiveRun>(program, "program.py", options);
}

/// How it ended.
python::RunResult end_of(LiveRun& live) {
  while (true) {
    if (auto result = live.take_result()) return *result;
    std::this_thread::yield();
  }
}

TEST(LiveRuns, AreLookedAtWhileTheyGoOn) {
  const auto live = run(R"(
import asyncio

async def main():
    for i in range(5):
        print(i)
        await asyncio.sleep(0.01)

asyncio.run(main())
)");
  std::unique_ptr<Session> session;
  {
    const LivePause pause(live);
    session = std::make_unique<Session>(live->trace(), std::nullopt);
  }
  Position last = session->end();
  std::optional<python::RunResult> result;
  while (!result) {
    const LivePause pause(live);
    result = live->take_result();
    session->grow();
    ASSERT_GE(session->end(), last);
    last = session->end();
    ASSERT_EQ(session->end(), live->trace()->size()) << "nothing happens during a pause";
    session->seek(session->end() / 2);
  }
  session->finish(*result);
  EXPECT_EQ(session->result().output, "0\n1\n2\n3\n4\n");
  EXPECT_EQ(session->timeline().events_of(EventKind::program_end).size(), 1U);
  EXPECT_FALSE(session->trace().description().virtual_clock);
}

TEST(LiveRuns, AreStoppedWhileTheyWait) {
  const auto live = run("import time\ntime.sleep(1000)\n");
  live->stop();
  EXPECT_EQ(end_of(*live).exit_status, 1);
}

TEST(LiveRuns, AreStoppedWhileTheyCompute) {
  const auto live = run("while True:\n    pass\n");
  { const LivePause pause(live); }
  live->stop();
  EXPECT_EQ(end_of(*live).exit_status, 1);
}

TEST(LiveRuns, EndWithWhoeverLooksOn) {
  std::shared_ptr<const Trace> trace;
  {
    const auto live = run("import time\nprint('here')\ntime.sleep(1000)\n");
    trace = live->trace();
  }
  EXPECT_GT(trace->size(), 0U) << "what was recorded stays";
}

TEST(LiveRuns, APauseMayBeWithinAnother) {
  const auto live = run("print('done')\n");
  {
    const LivePause outer(live);
    { const LivePause inner(live); }
    const Position size = live->trace()->size();
    std::this_thread::yield();
    EXPECT_EQ(live->trace()->size(), size);
  }
  EXPECT_EQ(end_of(*live).output, "done\n");
}

TEST(LiveRuns, AProgramThatCanNotStartSaysWhy) {
  const auto live = run("def (:\n");
  const python::RunResult result = end_of(*live);
  EXPECT_FALSE(result.started());
  EXPECT_EQ(live->trace()->size(), 0U);
}

}  // namespace
}  // namespace loopscope::player
