#include "lessons/python/modules/program_signals.h"

#include <gtest/gtest.h>

#include <csignal>
#include <string>
#include <utility>
#include <vector>

#include "lessons/python/run.h"
#include "lessons/python/world.h"

namespace loopscope::python {
namespace {

/// The run of a program to which signals are sent at these times.
RunResult run_with(const std::string& program, std::vector<Intervention> signals) {
  World world;
  world.interventions = std::move(signals);
  return run_program(program, "program.py", RunOptions(), world);
}

Intervention at(double time, int number) {
  return {.after = 0, .time = time, .action = SendSignal{number}};
}

TEST(SignalsFromOutside, RunTheHandlersOfTheLoop) {
  const RunResult result = run_with(R"(
import asyncio, signal

async def main():
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    await stop.wait()
    print("stopped at", loop.time())

asyncio.run(main())
)",
                                    {at(2.5, SIGTERM)});
  EXPECT_EQ(result.output, "stopped at 2.5\n") << result.errors;
  EXPECT_EQ(result.exit_status, 0);
}

TEST(SignalsFromOutside, RunTheHandlersOfModuleSignal) {
  const RunResult result = run_with(R"(
import asyncio, signal

signal.signal(signal.SIGUSR1, lambda number, frame: print(signal.Signals(number).name, frame))
asyncio.run(asyncio.sleep(3))
)",
                                    {at(1, SIGUSR1), at(2, SIGUSR1)});
  EXPECT_EQ(result.output, "SIGUSR1 None\nSIGUSR1 None\n") << result.errors;
}

TEST(SignalsFromOutside, CancelTheMainTaskIfTheyAreInterrupts) {
  const RunResult result = run_with(R"(
import asyncio

async def main():
    try:
        await asyncio.sleep(10)
    finally:
        print("cleaned up at", asyncio.get_running_loop().time())

try:
    asyncio.run(main())
except KeyboardInterrupt as error:
    print(repr(error), repr(error.__context__))
)",
                                    {at(1.5, SIGINT)});
  EXPECT_EQ(result.output, "cleaned up at 1.5\nKeyboardInterrupt() CancelledError()\n")
      << result.errors;
}

TEST(SignalsFromOutside, EndTheProgramIfNobodyHandlesThem) {
  const RunResult result =
      run_with("import asyncio\nasyncio.run(asyncio.sleep(9))\nprint('end')", {at(1, SIGTERM)});
  EXPECT_EQ(result.output, "");
  EXPECT_EQ(result.exit_status, 128 + SIGTERM);
}

TEST(SignalsFromOutside, DoNothingIfTheSystemOrTheProgramIgnoresThem) {
  const RunResult result = run_with(
      "import asyncio, signal\n"
      "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
      "asyncio.run(asyncio.sleep(9))\n"
      "print('end')",
      {at(1, SIGTERM), at(2, SIGCHLD), at(3, SIGPIPE)});
  EXPECT_EQ(result.output, "end\n") << result.errors;
}

TEST(SignalsFromOutside, WaitForTheFirstLoop) {
  const RunResult result = run_with(R"(
import asyncio, signal, time

signal.signal(signal.SIGUSR1, lambda number, frame: print("handled"))
time.sleep(2)
print("slept")
asyncio.run(asyncio.sleep(1))
)",
                                    {at(1, SIGUSR1)});
  EXPECT_EQ(result.output, "slept\nhandled\n") << result.errors;
}

TEST(Signals, AreSetByTheMainThreadOnly) {
  const RunResult result = run_with(R"(
import signal, threading

def set_one():
    try:
        signal.signal(signal.SIGINT, print)
    except ValueError as error:
        print(error)

thread = threading.Thread(target=set_one)
thread.start()
thread.join()
)",
                                    {});
  EXPECT_EQ(result.output, "signal only works in main thread of the main interpreter\n")
      << result.errors;
}

}  // namespace
}  // namespace loopscope::python
