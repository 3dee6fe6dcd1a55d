// Whole programs on the machine: what may stop them, and what they must survive.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <string>

#include "lessons/python/run.h"

namespace loopscope::python {
namespace {

using testing::HasSubstr;

RunResult run(const std::string& source, const RunOptions& options = {}) {
  return run_program(source, "program.py", options);
}

TEST(Machine, EvaluatesFromLeftToRight) {
  const RunResult result = run(R"(
def say(x):
    print(x, end=" ")
    return x
say(1) + say(2) * say(3)
[say(4), say(5)][say(0)]
{say(6): say(7)}
print(end=say("") or "")
a = [0, 0]
a[say(0)], a[say(1)] = say(8), say(9)
)");
  EXPECT_EQ(result.output, "1 2 3 4 5 0 6 7  8 9 0 1 ");
}

TEST(Machine, EndlessRecursionIsAnException) {
  const RunResult result = run("def f(): return f()\nf()\n");
  EXPECT_EQ(result.exit_status, 1);
  EXPECT_THAT(result.errors, HasSubstr("RecursionError: maximum recursion depth exceeded"));
  EXPECT_THAT(result.errors, HasSubstr("[Previous line repeated"));
}

TEST(Machine, FreesWhatIsNestedDeeplyWithoutRecursion) {
  EXPECT_EQ(run("n = None\nfor i in range(300000): n = [n]\ndel n\nprint('freed')\n").output,
            "freed\n");
}

TEST(Machine, RunsOutOfMemoryAsAnException) {
  const RunResult result = run("try: 'a' * 10 ** 12\nexcept MemoryError as e: print(repr(e))\n");
  EXPECT_EQ(result.output, "MemoryError()\n");
}

TEST(Machine, RunsThreadsAndSocketsOnTheRealClockToo) {
  RunOptions options;
  options.clock = ClockKind::real_time;
  const RunResult result = run(R"(
import asyncio, time
async def shout(reader, writer):
    writer.write((await reader.readline()).upper())
    writer.close()
async def main():
    begin = time.monotonic()
    print(await asyncio.gather(*[asyncio.to_thread(time.sleep, 0.02) for _ in range(3)]))
    server = await asyncio.start_server(shout, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    writer.write(b"hello\n")
    print(await reader.readline())
    writer.close()
    server.close()
    await asyncio.sleep(0.01)
    print(time.monotonic() - begin >= 0.03, time.time() > 1.7e9)
asyncio.run(main())
)",
                               options);
  EXPECT_EQ(result.output, "[None, None, None]\nb'HELLO\\n'\nTrue True\n") << result.errors;
}

TEST(Machine, IsStoppedWhileItWaitsForTheRealClock) {
  RunOptions options;
  options.clock = ClockKind::real_time;
  options.should_stop = [] { return true; };
  const RunResult result = run("import time\ntime.sleep(1e6)\nwhile True: pass\n", options);
  EXPECT_EQ(result.exit_status, 1);
}

TEST(Machine, RaisesMemoryErrorWhereverTheLimitIsReached) {
  RunOptions options;
  options.limits.memory = std::size_t{32} << 20;
  const RunResult result = run(R"py(
def lists():
    kept = []
    while True: kept.append([1, 2, 3] * 20)
def tables(): return {i: i for i in range(10**9)}
def native(): return set(range(10**9))
def integers(): return [1 << 80_000 for _ in range(10**6)]
for grow in lists, tables, native, integers:
    try: grow()
    except MemoryError as error: print(repr(error))
)py",
                               options);
  EXPECT_EQ(result.output, "MemoryError()\nMemoryError()\nMemoryError()\nMemoryError()\n")
      << result.errors;
  EXPECT_EQ(result.exit_status, 0);
}

TEST(Machine, HasHalfAGibibyteUnlessToldOtherwise) {
  EXPECT_EQ(Limits().memory, std::size_t{512} << 20);
  const RunResult result = run(R"py(
for size in 100_000_000, 600_000_000:
    try: print(len("x" * size))
    except MemoryError as error: print(repr(error))
)py");
  EXPECT_EQ(result.output, "100000000\nMemoryError()\n") << result.errors;
}

TEST(Machine, NoLimitOfRecursionOverflowsTheStack) {
  const RunResult result = run(R"py(
import functools, sys, types
sys.setrecursionlimit(10**9)
class Endless:
    def __repr__(self): return repr(self)
    def __eq__(self, other): return self == other
    def __hash__(self): return hash(self)
    def __add__(self, other): return self + other
    def __iter__(self): return iter(self)
    def __call__(self): return self()
    def __bool__(self): return bool(self)
    @property
    def itself(self): return self.itself
def nested(wrap, value):
    for _ in range(100_000): value = wrap(value)
    return value
one = Endless()
static, method = nested(staticmethod, print), nested(lambda f: types.MethodType(f, 1), print)
deep = {
    "repr": lambda: repr(one), "eq": lambda: one == 1, "hash": lambda: hash(one),
    "add": lambda: one + 1, "iter": lambda: iter(one),
    "call": lambda: one(), "bool": lambda: bool(one), "property": lambda: one.itself,
    "list": lambda: repr(nested(lambda x: [x], 1)),
    "map": lambda: next(nested(lambda x: map(str, x), iter([1]))),
    "static": lambda: static(), "method": lambda: method(),
    "sort": lambda: sorted([1, 2], key=lambda x: one()), "eval": lambda: eval("one()"),
}
for name, go in deep.items():
    try: go()
    except RecursionError as error: assert str(error).startswith("maximum recursion depth"), error
    else: print(name, "has an end")
def down(n): return down(n - 1) if n else "heap"
print(down(100_000))
)py");
  EXPECT_EQ(result.output, "heap\n") << result.errors;
  EXPECT_EQ(result.exit_status, 0);
}

TEST(Machine, WorkWithHugeNumbersTakesSteps) {
  RunOptions options;
  options.limits.steps = 1'000'000;
  for (const char* const work :
       {"3 ** 10**7", "x = 1 << 10**8; x * x", "sum(range(10**15))", "list(zip(iter(int, 1)))",
        "pow(3, (1 << 9999) - 1, (1 << 9999) - 3)"}) {
    const RunResult result = run(work, options);
    EXPECT_THAT(result.errors, HasSubstr("steps")) << work;
  }
}

TEST(Machine, MayBeAbandonedAtAnyInstant) {
  const std::string program = R"py(
import asyncio, contextlib
class Resource:
    def __enter__(self): return self
    def __exit__(self, *error): self.left = [self]
    def __del__(self): str(self)
async def numbers():
    try:
        for i in range(100): yield [i, Resource()]
    finally: await asyncio.sleep(0)
async def work(n):
    with Resource(), contextlib.suppress(ValueError):
        async with asyncio.TaskGroup() as group:
            if n: group.create_task(work(n - 1))
            async for item in numbers():
                await asyncio.wait_for(asyncio.sleep(0.1), 1)
                sorted([3, 1, 2], key=lambda x: -x)
async def main():
    while True: await work(3)
asyncio.run(main())
)py";
  for (std::uint64_t steps = 1; steps < 200'000; steps += 1 + steps / 2) {
    RunOptions options;
    options.limits.steps = steps;
    EXPECT_EQ(run(program, options).exit_status, 1);
  }
}

TEST(Machine, MayBeAbandonedInTheMiddleOfAnOperationThatTakesValuesFromItsStack) {
  const std::string program = R"py(
class Options:
    def keys(self): return iter(["a", "b"])
    def __getitem__(self, key): return [key, sorted([2, 1], key=lambda x: -x)]
def numbers():
    for i in range(9): yield [i, str(i) * 9]
def take(*args, **options): return [args, options]
while True:
    take([0], *numbers(), **Options())
    first, *rest = numbers()
    [*numbers(), {"x": first, **Options()}]
    "-".join(each[1] for each in numbers())
)py";
  for (std::uint64_t steps = 300; steps < 2400; steps += 19) {
    RunOptions options;
    options.limits.steps = steps;
    EXPECT_EQ(run(program, options).exit_status, 1);
  }
}

TEST(Machine, MayPrintForTheFirstTimeWhenItIsAbandoned) {
  // How many modules there are decides when what the interpreter keeps of them is moved.
  for (const std::string modules :
       {"", "re", "re, random", "re, random, threading", "re, random, threading, subprocess",
        "re, random, threading, subprocess, unittest.mock"}) {
    RunOptions options;
    options.limits.steps = 400'000;
    const RunResult result = run((modules.empty() ? "" : "import " + modules) + R"py(
import asyncio
async def waits():
    try: await asyncio.sleep(1)
    finally: print("left")
async def main():
    task = asyncio.create_task(waits())
    while True: await asyncio.sleep(0)
asyncio.run(main())
)py",
                                 options);
    EXPECT_EQ(result.exit_status, 1);
    EXPECT_EQ(result.output, "left\n") << modules;
  }
}

TEST(Machine, StopsAtItsLimitOfSteps) {
  RunOptions options;
  options.limits.steps = 10'000;
  const RunResult result = run("while True: pass\n", options);
  EXPECT_EQ(result.exit_status, 1);
  EXPECT_THAT(result.errors, HasSubstr("loopscope:"));
}

TEST(Machine, FinalizesWhatIsLeftInCyclesWhileItsModuleIsThere) {
  const RunResult result = run(R"(
class Left:
    def __del__(self): print("gone", helper())
def helper(): return 1
left = Left()
left.itself = left
)");
  EXPECT_EQ(result.output, "gone 1\n");
  EXPECT_EQ(result.errors, "");
}

TEST(Machine, MakesNoObjectOfAnotherTypesLayout) {
  const RunResult result = run(R"(
try: object.__new__(int)
except TypeError as error: print(error)
)");
  EXPECT_EQ(result.output, "object.__new__(int) is not safe, use int.__new__()\n");
}

TEST(Machine, WarnsOfWhatCanHardlyBeMeant) {
  const RunResult result = run("x = 5\nassert (x, 'message')\nprint(x is 5)\n");
  EXPECT_EQ(result.errors,
            "program.py:2: SyntaxWarning: assertion is always true, perhaps remove parentheses?\n"
            "  assert (x, 'message')\n"
            "program.py:3: SyntaxWarning: \"is\" with a literal. Did you mean \"==\"?\n"
            "  print(x is 5)\n");
}

TEST(Machine, HandsWhatNobodyCaughtToTheProgramsHook) {
  const RunResult result = run(R"(
import sys
def hook(kind, error, traceback): print(kind.__name__, error)
sys.excepthook = hook
raise ValueError("text")
)");
  EXPECT_EQ(result.output, "ValueError text\n");
  EXPECT_EQ(result.errors, "");
  EXPECT_EQ(result.exit_status, 1);
}

TEST(Machine, SurvivesEveryMethodWithWrongArguments) {
  const RunResult result = run(R"(
import datetime, functools, math, random
values = [None, 5, -1, "a", b"a", [1], {}, 1.5, 2 ** 80, (), int, ValueError("x"), len]
types = [str, bytes, bytearray, int, float, list, dict, set, tuple, type, object, Exception,
         datetime.datetime, datetime.date, datetime.timedelta, math, functools]
for owner in values + types:
    for name in dir(owner):
        if name == "__class__": continue
        method = getattr(owner, name, None)
        if not callable(method): continue
        for arguments in [()] + [(a,) for a in values] + [(a, b) for a in values for b in values]:
            try: method(*arguments)
            except Exception: pass
print("survived")
)");
  EXPECT_EQ(result.output, "survived\n") << result.errors;
}

TEST(Machine, WhatFollowsACallbackIsAtNoLine) {
  const RunResult result = run(R"(
import asyncio
def hello():
    print("hello")
async def main():
    asyncio.get_running_loop().call_soon(hello)
    await asyncio.sleep(1)
asyncio.run(main())
)");
  std::size_t ends = 0;
  for (Position at = 1; at <= result.trace->size(); ++at) {
    const Event event = result.trace->event(at);
    if (event.kind != EventKind::iteration_end) continue;
    ++ends;
    EXPECT_EQ(event.line, 0u) << "event " << at;
  }
  EXPECT_GT(ends, 3u);
}

TEST(Machine, LinesOfTheLibraryAreNoLinesOfTheProgram) {
  const std::string source = R"(
import asyncio
async def work(lock):
    async with lock:
        await asyncio.sleep(1)
async def main():
    lock = asyncio.Lock()
    async with asyncio.timeout(5):
        await asyncio.wait([asyncio.create_task(work(lock)) for _ in range(3)])
asyncio.run(main())
)";
  const RunResult result = run(source);
  EXPECT_EQ(result.errors, "");
  for (Position at = 1; at <= result.trace->size(); ++at) {
    EXPECT_LE(result.trace->event(at).line, 10u) << "event " << at;
  }
}

}  // namespace
}  // namespace loopscope::python
