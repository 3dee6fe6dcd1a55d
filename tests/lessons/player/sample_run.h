#pragma once

#include <memory>

#include "engine/trace/trace.h"

namespace loopscope::player::testing {

/// The trace of three workers who sleep 2, 3 and 1 seconds at the same time, awaited in order by
/// Task-1; made by the engine from C++ coroutines that tell the lines of this program:
///
///     1 async def work(name, delay):
///     2     print(name, "starts")
///     3     await asyncio.sleep(delay)
///     4     print(name, "ends")
///     5
///     6 async def main():
///     7     t1 = asyncio.create_task(work("one", 2))
///     8     t2 = asyncio.create_task(work("two", 3))
///     9     t3 = asyncio.create_task(work("three", 1))
///    10     await t1
///    11     await t2
///    12     await t3
///    13
///    14 asyncio.run(main())
std::shared_ptr<const Trace> sample_run();

}  // namespace loopscope::player::testing
