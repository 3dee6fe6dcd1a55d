#include "lessons/player/live_run.h"

#include <gmock/gmock.h>
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

/// It has printed this.
bool has_printed(const std::shared_ptr<LiveRun>& live, std::string_view text) {
  const LivePause pause(live);
  const Session session(live->trace(), std::nullopt);
  for (const EventId id : session.timeline().events_of(EventKind::output)) {
    const Trace& trace = *live->trace();
    if (trace.text(trace.event(id).detail).starts_with(text)) return true;
  }
  return false;
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

/// The program prints "they wait" and waits for ever.
void expect_stops(const char* program) {
  const auto live = run(program);
  while (!live->ended() && !has_printed(live, "they wait")) std::this_thread::yield();
  live->stop();
  const python::RunResult result = end_of(*live);
  EXPECT_EQ(result.output, "they wait\n");
  EXPECT_EQ(result.exit_status, 1);
}

/// What waits at its end for something that nobody can give any more.
TEST(LiveRuns, AreStoppedThoughTheirTasksWaitForOthersAsTheyAreLetGo) {
  expect_stops(R"(
import asyncio, threading

lock = threading.Lock()
lock.acquire()

async def worker():
    try:
        await asyncio.sleep(1000)
    finally:
        lock.acquire()

async def main():
    workers = [asyncio.create_task(worker()) for _ in range(3)]
    await asyncio.sleep(0)
    print("they wait")
    await asyncio.gather(*workers)

asyncio.run(main())
)");
}

/// As an HTTP client does while it looks names up.
TEST(LiveRuns, AreStoppedWhileTheyWaitForThreads) {
  expect_stops(R"(
import asyncio, threading

async def ask():
    async with asyncio.timeout(1000):
        await asyncio.to_thread(threading.Event().wait)

async def main():
    async with asyncio.TaskGroup() as group:
        for _ in range(3):
            group.create_task(ask())
        await asyncio.sleep(0)
        print("they wait")

asyncio.run(main())
)");
}

/// The window runs an edited program on its own thread meanwhile.
TEST(LiveRuns, SeveralGoOnAtOnceBesideOtherRuns) {
  const std::string program = R"(
import asyncio, collections, dataclasses, datetime, enum, random, re, threading, time

@dataclasses.dataclass
class Point:
    x: int
    y: float = 1.5

class Color(enum.Enum):
    RED = 1

async def client(port):
    reader, writer = await asyncio.open_connection("localhost", port)
    writer.write(b"hello\n")
    line = await reader.readline()
    writer.close()
    return line

async def serve(reader, writer):
    writer.write((await reader.readline()).upper())
    writer.close()

async def main():
    server = await asyncio.start_server(serve, "localhost", 8000)
    async with server:
        found = await asyncio.gather(*[client(8000) for _ in range(3)])
    lock = threading.Lock()
    def count():
        with lock:
            return sum(range(1000))
    total = await asyncio.gather(*[asyncio.to_thread(count) for _ in range(3)])
    words = re.findall(r"\w+", "one, two, three")
    day = datetime.date(2024, 1, 1) + datetime.timedelta(days=1)
    print(found[0], total[0], words, day, Point(1), Color.RED, random.random(), 10 ** 40)
    print(collections.Counter("abracadabra").most_common(1), f"{time.time():.0f}" != "")

asyncio.run(main())
)";
  const auto one = run(program);
  const auto two = run(program);
  const python::RunResult here = python::run_program(program, "program.py", {});
  EXPECT_EQ(here.errors, "");
  EXPECT_THAT(here.output, ::testing::StartsWith("b'HELLO\\n' 499500 ['one', 'two', 'three']"));
  EXPECT_EQ(end_of(*one).output, here.output);
  EXPECT_EQ(end_of(*two).output, here.output);
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
