#include "engine/io/files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "engine/base/os_error.h"
#include "engine/coro/gather.h"
#include "engine/coro/run.h"
#include "engine/coro/sleep.h"
#include "engine/platform/simulated/simulated_platform.h"
#include "engine/trace/jsonl.h"
#include "engine/trace/recorder.h"
#include "engine/trace/trace.h"

namespace loopscope {
namespace {

SimulatedPlatform::Options disk_of(DiskDescription disk) {
  SimulatedPlatform::Options options;
  options.world.disk = std::move(disk);
  return options;
}

TEST(Files, AreReadByWorkersAtTheSameTime) {
  SimulatedPlatform platform(disk_of({.files = {{"a", "1"}, {"logs/b", "22"}}, .latency = 0.5}));
  const auto program = []() -> Coro<std::string> {
    const auto [a, b] = co_await gather(read_file("a"), read_file("/logs/b"));
    co_return a + b;
  };
  EXPECT_EQ(run(platform, program()), "122");
  EXPECT_EQ(platform.now(), 0.5);
}

TEST(Files, TakeTimeForTheirBytes) {
  SimulatedPlatform platform(
      disk_of({.files = {{"a", std::string(1000, 'x')}}, .latency = 0.25, .bandwidth = 2000}));
  const auto program = []() -> Coro<> {
    co_await read_file("a");
    co_await write_file("b", std::string(500, 'y'));
    co_await append_file("b", "");
    EXPECT_EQ((co_await file_status("b")).size, 500U);
    EXPECT_THAT(co_await list_folder("/"), testing::ElementsAre("a", "b"));
  };
  run(platform, program());
  EXPECT_EQ(platform.now(), 0.75 + 0.5 + 3 * 0.25);
}

TEST(Files, StopTheLoopIfTheyAreReadInIt) {
  SimulatedPlatform platform(disk_of({.files = {{"a", "1"}}, .latency = 0.5}));
  std::vector<double> times;
  const auto program = [&]() -> Coro<> {
    EventLoop& loop = EventLoop::running();
    loop.call_later(0.25, [&] { times.push_back(loop.time()); });
    platform.files().read("a");
    co_await sleep(0);
  };
  run(platform, program());
  EXPECT_THAT(times, testing::ElementsAre(0.5));
}

TEST(Files, ThrowInTheTaskThatWaits) {
  SimulatedPlatform platform;
  const auto program = []() -> Coro<std::string> {
    try {
      co_await read_file("none.txt");
    } catch (const OsError& error) {
      co_return error.what();
    }
    co_return "read";
  };
  EXPECT_EQ(run(platform, program()), "[Errno 2] No such file or directory: 'none.txt'");
}

std::string traced_run(std::uint64_t seed) {
  auto options = disk_of({.files = {{"a", "1"}, {"b", "2"}}, .latency = 0.01});
  options.seed = seed;
  SimulatedPlatform platform(options);
  Trace trace;
  Recorder recorder(trace);
  platform.set_recorder(&recorder);
  const auto copy = [](std::string from, std::string to) -> Coro<> {
    std::string bytes = co_await read_file(from);
    co_await write_file(to, std::move(bytes));
  };
  const auto program = [&]() -> Coro<> { co_await gather(copy("a", "c"), copy("b", "d")); };
  run(platform, program());
  std::ostringstream text;
  write_jsonl(trace, text);
  return text.str();
}

TEST(Files, AreTracedTheSameEveryTime) {
  const std::string trace = traced_run(3);
  EXPECT_EQ(trace, traced_run(3));
  EXPECT_THAT(trace, testing::HasSubstr(R"("kind": "file_read")"));
  EXPECT_THAT(trace, testing::HasSubstr(R"("path": "d")"));
}

}  // namespace
}  // namespace loopscope
