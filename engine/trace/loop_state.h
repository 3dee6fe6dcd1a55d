#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/trace/event.h"
#include "engine/trace/io_fold.h"
#include "engine/trace/network_fold.h"
#include "engine/trace/object_queue.h"
#include "engine/trace/scope_fold.h"
#include "engine/trace/sync_fold.h"
#include "engine/trace/trace.h"
#include "engine/trace/worker_fold.h"

namespace loopscope {

/// The phase of an iteration that the loop is in (the four of the window, or outside of all).
enum class LoopPhase : std::uint8_t { outside, select, timers, ready, run };

/// Where a handle is. Only handles that are somewhere are kept in the state.
enum class HandlePlace : std::uint8_t { heap, ready, running };

/// A handle that is in the heap, in the ready queue or running.
struct HandleState {
  ObjectId id = 0;
  ObjectId owner = 0;  ///< the task or future whose method it calls; 0: a plain callback
  TextId label = 0;    ///< the callback's qualified name
  HandleRole role = HandleRole::call;
  HandlePlace place = HandlePlace::ready;
  bool cancelled = false;
  bool was_timer = false;
  double when = 0.0;    ///< loop seconds, for timers
  EventId arrived = 0;  ///< the event that brought it to this place

  friend bool operator==(const HandleState&, const HandleState&) = default;
};

/// What a person sees of a task; the colours and marks of the window follow from it.
enum class TaskStatus : std::uint8_t {
  ready,       ///< its step or wakeup is in the ready queue
  running,     ///< its coroutine runs
  sleeping,    ///< waits for a future that a timer will set
  waiting,     ///< waits for I/O or another future
  cancelling,  ///< a cancellation was asked or delivered, and it has not ended
  failed,      ///< ended by an exception
  done,        ///< ended with a result
  cancelled    ///< ended by CancelledError
};

/// Stable name of a status, e.g. "sleeping".
std::string_view name_of(TaskStatus status);

struct TaskState {
  ObjectId id = 0;
  std::uint32_t number = 0;  ///< 1, 2 … in order of creation: the number on the token
  TextId name = 0;
  TextId coroutine = 0;  ///< qualified name of the coroutine
  TaskStatus status = TaskStatus::ready;
  bool started = false;
  bool finished = false;
  bool cancel_pending = false;        ///< asked and not yet delivered
  bool cancel_delivered = false;      ///< a CancelledError was thrown in and has not left it
  std::uint32_t cancel_requests = 0;  ///< as Task.cancelling()
  ObjectId waits_for = 0;             ///< the future (or task) that it awaits, 0: none
  ObjectId handle = 0;                ///< its step or wakeup, if one is queued or runs
  std::uint32_t line = 0;  ///< where it is parked or runs, 1-based; 0: not started or unknown
  std::uint8_t loop = 0;
  EventId created = 0;
  EventId changed = 0;  ///< the event that last changed its status
  TextId result = 0;    ///< repr of result or exception when finished

  friend bool operator==(const TaskState&, const TaskState&) = default;
};

struct FutureState {
  ObjectId id = 0;
  TextId label = 0;
  bool done = false;
  FutureOutcome outcome = FutureOutcome::result;
  ObjectId timer = 0;   ///< the timer handle that will set it, in the heap or on its way from there
  ObjectId sync = 0;    ///< the lock, queue … in whose line it stands or stood; 0: none
  ObjectId waiter = 0;  ///< the task that began last to wait for it, if one still does
  EventId created = 0;
  std::vector<ObjectId> children;  ///< what it gathers
  /// How many tasks, handles and futures refer to it: it stays while one does or it is not done.
  std::uint32_t references = 0;

  friend bool operator==(const FutureState&, const FutureState&) = default;
};

/// One loop at a position of the trace.
struct LoopView {
  std::uint8_t number = 0;
  bool running = false;
  bool stopping = false;
  bool closed = false;
  bool deadlocked = false;
  LoopPhase phase = LoopPhase::outside;
  std::uint32_t iteration = 0;  ///< counted from 1; 0: none yet
  double select_timeout = 0.0;  ///< of this iteration, seconds; -1: no limit
  ObjectQueue ready;            ///< the ready queue, front first, cancelled ones included
  std::vector<ObjectId> heap;  ///< the timers' array, in heapq's own order, cancelled ones included
  std::vector<double> heap_when;  ///< `when` of each timer in `heap`, in the same order
  std::vector<ObjectId> popped;   ///< timers that became due in this iteration
  ObjectId running_handle = 0;
  std::uint32_t batch_left = 0;  ///< handles that this iteration will still run

  friend bool operator==(const LoopView&, const LoopView&) = default;
};

/// The state of everything after a prefix of the trace: a pure fold. Equal prefixes give equal
/// states. Objects are found by their identity; tasks stay after their end, futures while anything
/// refers to them or they are not done, handles while they are somewhere.
class LoopState {
 public:
  LoopState();
  ~LoopState();
  LoopState(const LoopState&);  // cheap: parts are shared until written
  LoopState(LoopState&&) noexcept;
  LoopState& operator=(const LoopState&);
  LoopState& operator=(LoopState&&) noexcept;

  /// Takes in the next event; its number must be `position() + 1`.
  void apply(const Event& event, const Trace& trace);

  Position position() const;
  double time() const;

  /// The loops in order of creation, and the one that runs (or ran last); null if there is none.
  const std::vector<LoopView>& loops() const;
  const LoopView* current_loop() const;

  std::size_t task_count() const;
  /// Tasks in order of creation, index 0 … task_count() - 1.
  const TaskState& task_at(std::size_t index) const;
  const TaskState* task(ObjectId id) const;
  const FutureState* future(ObjectId id) const;
  const HandleState* handle(ObjectId id) const;
  /// The open descriptors, and who waits for them.
  const IoFold& io() const;
  /// What is under way in the simulated world: packets and lookups.
  const NetworkFold& network() const;
  /// Locks, events, conditions, semaphores, barriers and queues.
  const SyncFold& sync() const;
  /// Timeouts and task groups that are entered.
  const ScopeFold& scopes() const;
  /// Pools, their workers and jobs.
  const WorkerFold& workers() const;
  /// The task whose coroutine runs now; 0: none.
  ObjectId current_task() const;
  /// The line that runs now, 1-based; 0: none.
  std::uint32_t current_line() const;
  bool finished() const;  ///< the program has ended
  int exit_status() const;

  friend bool operator==(const LoopState&, const LoopState&);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// "step:Task-2", "wakeup:Task-2" or "call:qualname": a handle's label as `--iterations` writes it.
std::string label_of(const HandleState& handle, const LoopState& state, const Trace& trace);

}  // namespace loopscope
