// What the parts of asyncio that are written in Python tell the trace.

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>

#include "engine/trace/timeline.h"
#include "lessons/python/run.h"

namespace loopscope::python {
namespace {

Timeline run(const std::string& program) {
  RunResult result = run_program(program, "program.py", {});
  EXPECT_EQ(result.exit_status, 0) << result.errors;
  return Timeline(result.trace);
}

/// The first state for which that holds; fails if there is none.
LoopState first_state(const Timeline& timeline,
                      const std::function<bool(const LoopState&)>& holds) {
  LoopState state;
  while (state.position() < timeline.end()) {
    state.apply(timeline.trace().event(state.position() + 1), timeline.trace());
    if (holds(state)) return state;
  }
  ADD_FAILURE() << "it never comes to that";
  return state;
}

const SyncState* first_of(const LoopState& state, SyncKind kind) {
  for (const ObjectId id : state.sync().all()) {
    if (state.sync().find(id)->kind == kind) return state.sync().find(id);
  }
  return nullptr;
}

std::string name_of_task(const LoopState& state, const Trace& trace, ObjectId task) {
  const TaskState* const found = state.task(task);
  return found != nullptr ? std::string(trace.text(found->name)) : std::string();
}

TEST(TracedObjects, ALockHasItsHolderAndTheLineBehindIt) {
  const Timeline timeline = run(R"(
import asyncio

async def use(lock):
    async with lock:
        await asyncio.sleep(1)

async def main():
    lock = asyncio.Lock()
    await asyncio.gather(*(use(lock) for _ in range(3)))

asyncio.run(main())
)");
  const LoopState state = first_state(timeline, [](const LoopState& at) {
    const SyncState* const lock = first_of(at, SyncKind::lock);
    return lock != nullptr && lock->waiters.size() == 2;
  });
  const SyncState& lock = *first_of(state, SyncKind::lock);
  EXPECT_EQ(lock.value, 1U);
  ASSERT_EQ(lock.holders.size(), 1U);
  EXPECT_EQ(name_of_task(state, timeline.trace(), lock.holders[0]), "Task-2");
  const FutureState* const first = state.future(lock.waiters[0]);
  ASSERT_NE(first, nullptr);
  EXPECT_EQ(first->sync, lock.id);
  const LoopState end = timeline.seek(timeline.end());
  EXPECT_TRUE(end.sync().all().empty());
}

TEST(TracedObjects, ASemaphoreThatWasMadeBeforeTheLoopHasItsCounter) {
  const Timeline timeline = run(R"(
import asyncio

gate = asyncio.BoundedSemaphore(2)

async def use():
    async with gate:
        await asyncio.sleep(1)

async def main():
    await asyncio.gather(*(use() for _ in range(3)))

asyncio.run(main())
)");
  const LoopState state = first_state(timeline, [](const LoopState& at) {
    const SyncState* const gate = first_of(at, SyncKind::bounded_semaphore);
    return gate != nullptr && gate->waiters.size() == 1;
  });
  const SyncState& gate = *first_of(state, SyncKind::bounded_semaphore);
  EXPECT_EQ(gate.value, 0U);
  EXPECT_EQ(gate.limit, 2U);
  EXPECT_EQ(gate.holders.size(), 2U);
}

TEST(TracedObjects, AQueueHasItsItemsAndThoseWhoWaitToPut) {
  const Timeline timeline = run(R"(
import asyncio

queue = asyncio.Queue(2)
queue.put_nowait("early")

async def main():
    putter = asyncio.create_task(put())
    await asyncio.sleep(1)
    print(await queue.get())
    await putter

async def put():
    await queue.put("a")
    await queue.put(("b", 1))

asyncio.run(main())
)");
  const LoopState state = first_state(timeline, [](const LoopState& at) {
    const SyncState* const queue = first_of(at, SyncKind::queue);
    return queue != nullptr && queue->putters.size() == 1;
  });
  const SyncState& queue = *first_of(state, SyncKind::queue);
  EXPECT_EQ(queue.limit, 2U);
  EXPECT_EQ(queue.value, 2U);
  EXPECT_EQ(queue.unfinished, 2U);
  ASSERT_EQ(queue.items.size(), 2U);
  EXPECT_EQ(timeline.trace().text(queue.items[0]), "'early'");
  EXPECT_EQ(timeline.trace().text(queue.items[1]), "'a'");
}

TEST(TracedObjects, ABarrierTellsItsPhases) {
  const Timeline timeline = run(R"(
import asyncio

async def meet(barrier):
    await barrier.wait()

async def main():
    barrier = asyncio.Barrier(2)
    await asyncio.gather(meet(barrier), meet(barrier))

asyncio.run(main())
)");
  const LoopState state = first_state(timeline, [](const LoopState& at) {
    const SyncState* const barrier = first_of(at, SyncKind::barrier);
    return barrier != nullptr && barrier->phase == BarrierPhase::draining;
  });
  EXPECT_EQ(first_of(state, SyncKind::barrier)->value, 2U);
}

TEST(TracedObjects, ATaskGroupHasItsTasksAndCancelsThem) {
  const Timeline timeline = run(R"(
import asyncio

async def fail():
    raise ValueError("no")

async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(asyncio.sleep(5))
            group.create_task(fail())
    except* ValueError:
        pass

asyncio.run(main())
)");
  const LoopState state = first_state(timeline, [](const LoopState& at) {
    return !at.scopes().groups().empty() && at.scopes().group(at.scopes().groups()[0])->aborting;
  });
  const GroupState& group = *state.scopes().group(state.scopes().groups()[0]);
  EXPECT_EQ(name_of_task(state, timeline.trace(), group.parent), "Task-1");
  EXPECT_EQ(group.added, 2U);
  ASSERT_EQ(group.tasks.size(), 1U);
  EXPECT_EQ(name_of_task(state, timeline.trace(), group.tasks[0]), "Task-2");
  EXPECT_TRUE(timeline.seek(timeline.end()).scopes().groups().empty());
}

TEST(TracedObjects, ATimeoutHasItsTaskAndDeadlineUntilItIsLeft) {
  const Timeline timeline = run(R"(
import asyncio

async def main():
    try:
        async with asyncio.timeout(2):
            await asyncio.sleep(5)
    except TimeoutError:
        print("late")

asyncio.run(main())
)");
  const LoopState state =
      first_state(timeline, [](const LoopState& at) { return !at.scopes().timeouts().empty(); });
  LoopState scheduled = state;
  timeline.seek(scheduled, state.position() + 1);
  const TimeoutState& timeout = *scheduled.scopes().timeout(scheduled.scopes().timeouts()[0]);
  EXPECT_EQ(name_of_task(scheduled, timeline.trace(), timeout.task), "Task-1");
  EXPECT_DOUBLE_EQ(timeout.when, 2.0);
  first_state(timeline, [](const LoopState& at) {
    return !at.scopes().timeouts().empty() &&
           at.scopes().timeout(at.scopes().timeouts()[0])->expired;
  });
  EXPECT_TRUE(timeline.seek(timeline.end()).scopes().timeouts().empty());
}

TEST(TracedObjects, JobsKnowTheirWorkerAndTheFutureThatAwaitsThem) {
  const Timeline timeline = run(R"(
import asyncio
import concurrent.futures
import time

def work(seconds):
    time.sleep(seconds)

async def main():
    loop = asyncio.get_running_loop()
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        await asyncio.gather(
            loop.run_in_executor(pool, work, 1), loop.run_in_executor(pool, work, 1)
        )
    await asyncio.to_thread(work, 1)

asyncio.run(main())
)");
  const LoopState state =
      first_state(timeline, [](const LoopState& at) { return at.workers().jobs().size() == 2; });
  ASSERT_EQ(state.workers().pools().size(), 1U);
  EXPECT_EQ(state.workers().pools()[0].most, 1U);
  ASSERT_EQ(state.workers().workers().size(), 1U);
  const WorkerState& worker = state.workers().workers()[0];
  EXPECT_EQ(timeline.trace().text(worker.name), "ThreadPoolExecutor-0_0");
  const JobState& first = state.workers().jobs()[0];
  EXPECT_EQ(first.worker, worker.id);
  EXPECT_NE(first.future, 0U);
  EXPECT_EQ(state.workers().jobs()[1].worker, 0U);  // waits
  for (const JobState& job : state.workers().jobs()) {
    EXPECT_EQ(timeline.trace().text(job.function), "work");
  }
  // to_thread() hands its context's run over: the job is what runs in it.
  const LoopState last = first_state(timeline, [](const LoopState& at) {
    return at.workers().pools().size() == 2 && !at.workers().jobs().empty();
  });
  EXPECT_EQ(timeline.trace().text(last.workers().jobs()[0].function), "work");
}

}  // namespace
}  // namespace loopscope::python
