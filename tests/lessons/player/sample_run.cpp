#include "tests/lessons/player/sample_run.h"

#include <string>

#include "engine/coro/coro.h"
#include "engine/coro/run.h"
#include "engine/coro/sleep.h"
#include "engine/platform/simulated/simulated_platform.h"
#include "engine/trace/recorder.h"

namespace loopscope::player::testing {
namespace {

constexpr const char* source =
    "async def work(name, delay):\n"
    "    print(name, \"starts\")\n"
    "    await asyncio.sleep(delay)\n"
    "    print(name, \"ends\")\n"
    "\n"
    "async def main():\n"
    "    t1 = asyncio.create_task(work(\"one\", 2))\n"
    "    t2 = asyncio.create_task(work(\"two\", 3))\n"
    "    t3 = asyncio.create_task(work(\"three\", 1))\n"
    "    await t1\n"
    "    await t2\n"
    "    await t3\n"
    "\n"
    "asyncio.run(main())\n";

/// Tells lines and output as the Python machine does.
struct Teller {
  Recorder* recorder;
  ObjectId task;

  void line(std::uint32_t number) const {
    recorder->set_line(number);
    recorder->record(EventKind::line_reached, task, 0, 0, recorder->cause());
  }
  void print(const std::string& text) const {
    recorder->record(EventKind::output, task, 0, recorder->intern(text), recorder->cause(), 1);
    recorder->record(EventKind::output, task, 0, recorder->intern("\n"), recorder->cause(), 1);
  }
};

ObjectId running_task(Recorder& recorder) {
  for (EventId id = recorder.trace().size(); id > 0; --id) {
    if (recorder.trace().event(id).kind == EventKind::task_step_begin) {
      return recorder.trace().event(id).subject;
    }
  }
  return 0;
}

Coro<> work(Recorder& recorder, std::string name, double delay) {
  const Teller teller{&recorder, running_task(recorder)};
  teller.line(2);
  teller.print(name + " starts");
  teller.line(3);
  co_await sleep(delay);
  teller.line(4);
  teller.print(name + " ends");
}

Coro<> wait_for_three(Recorder& recorder) {
  const Teller teller{&recorder, running_task(recorder)};
  const TaskOptions options{std::nullopt, "work"};
  teller.line(7);
  const TaskRef<void> one = create_task(work(recorder, "one", 2), options);
  teller.line(8);
  const TaskRef<void> two = create_task(work(recorder, "two", 3), options);
  teller.line(9);
  const TaskRef<void> three = create_task(work(recorder, "three", 1), options);
  teller.line(10);
  co_await one;
  teller.line(11);
  co_await two;
  teller.line(12);
  co_await three;
}

}  // namespace

std::shared_ptr<const Trace> sample_run() {
  auto trace = std::make_shared<Trace>();
  trace->description() = {"sample.py", source, 0, true, false};
  Recorder recorder(*trace);
  SimulatedPlatform platform;
  platform.set_recorder(&recorder);
  recorder.set_line(14);
  recorder.record(EventKind::line_reached, 0, 0, 0, 0);
  run(platform, wait_for_three(recorder), {std::nullopt, "main"});
  recorder.record(EventKind::program_end, 0, 0, 0, 0);
  return trace;
}

}  // namespace loopscope::player::testing
