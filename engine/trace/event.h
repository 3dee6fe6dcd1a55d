#pragma once

#include <bit>
#include <cstdint>
#include <string_view>

namespace loopscope {

/// Number of an event in its trace, counted from 1; 0 means "no event".
/// The same number is a *position*: the state after that many events.
using EventId = std::uint32_t;
using Position = std::uint32_t;

/// Identity of a task, future or handle within one trace, counted from 1; 0 means "none".
using ObjectId = std::uint32_t;

/// An interned text of the trace; 0 is the empty text.
using TextId = std::uint32_t;

/// What an event tells. The comment gives the meaning of the event's fields: `subject`, then
/// `object` and `detail` (two 32-bit numbers) or, where it says so, `value` (a double) in their
/// place. The numbers are part of the JSON Lines format's version: append, never reorder.
enum class EventKind : std::uint8_t {
  // The loop. `loop` says which.
  loop_created,         ///< nothing more
  loop_run_begin,       ///< run_forever was entered
  loop_run_end,         ///< run_forever is left
  loop_stop_requested,  ///< stop() was called
  loop_closed,          ///< close() was called
  loop_deadlock,    ///< nothing can ever wake the loop; detail: text that says who waits for whom
  iteration_begin,  ///< one _run_once starts with select; value: its timeout in seconds, -1 for "no
                    ///< limit"
  select_end,       ///< select came back (time may have moved); object: number of ready descriptors
  timers_end,       ///< due timers were moved; object: handles that this iteration will run
  iteration_end,    ///< the batch is done

  // Handles (what call_soon and call_later return). A handle's owner is the task or future whose
  // method it calls, 0 for a plain callback. flags: HandleRole.
  handle_enqueued,   ///< subject: handle; object: owner; detail: label. Entered the ready queue by
                     ///< call_soon
  handle_run_begin,  ///< subject: handle
  handle_run_end,    ///< subject: handle
  handle_cancelled,  ///< subject: handle (queued ones are skipped later, timers left in the heap)
  timer_created,     ///< subject: handle; object: owner; detail: label. Always followed by
                     ///< timer_scheduled
  timer_scheduled,   ///< subject: handle; value: `when` in loop seconds. Pushed on the heap
  timer_due,         ///< subject: handle. Popped from the heap into the ready queue
  timer_dropped,     ///< subject: handle. A cancelled timer left the heap (from its head)
  heap_rebuilt,      ///< all cancelled timers left the heap, and the rest was heapified

  // Futures and tasks (a task is a future as well: future_done is told of both).
  future_created,   ///< subject: future; detail: label ("sleep", "gather", "" …)
  task_created,     ///< subject: task; object: name; detail: the coroutine's qualified name
  task_step_begin,  ///< subject: task; flags: 1 if an exception is thrown into the coroutine
  task_step_end,    ///< subject: task. line: where its innermost frame stopped. What comes of the
                    ///< step was told before
  task_waits_for,   ///< subject: task; object: the future that it waits for now
  task_yielded,     ///< subject: task. A bare yield, as sleep(0) makes
  future_done,    ///< subject: future or task; flags: FutureOutcome; detail: repr of the result or
                  ///< exception
  future_awaits,  ///< subject: a future that gathers; object: one child (several such events)
  task_renamed,   ///< subject: task; object: name

  // Cancellation.
  cancel_requested,   ///< subject: target; object: the task that asked (0: none); detail: message
  cancel_passed_on,   ///< subject: the task asked; object: the future it waits for, asked in its
                      ///< stead
  cancel_delivered,   ///< subject: task. CancelledError is thrown into its coroutine
  cancel_caught,      ///< subject: task. An except clause of its coroutine caught it
  cancel_suppressed,  ///< subject: task. It ended without CancelledError though one was delivered
  cancel_withdrawn,   ///< subject: task. uncancel()

  // The program.
  line_reached,  ///< subject: task (0: none runs); object: the function's qualified name. line: the
                 ///< line
  output,  ///< subject: task; detail: the text; flags: 1 for standard output, 2 for standard error
  log,     ///< subject: task; detail: the text that the loop's exception handler or logger printed
  exception,    ///< subject: task; detail: "Type: message", raised at `line`
  program_end,  ///< object: exit status; detail: the final error's last line, if any

  // Descriptors: sockets and pipes. Each has an identity of its own, as numbers are used again.
  descriptor_opened,  ///< subject: descriptor; object: its number; detail: its address (a peer's,
                      ///< or its own if it listens); flags: DescriptorKind
  descriptor_described,  ///< subject: descriptor; detail: its address by now; flags: DescriptorKind
  descriptor_closed,     ///< subject: descriptor
  io_registered,  ///< subject: handle; object: descriptor; detail: label; flags: 1 reads, 2 writes.
                  ///< The handle is queued whenever the descriptor is ready
  io_ready,       ///< subject: handle; object: descriptor; flags as above. Followed by the handle's
                  ///< handle_enqueued, which it causes
  io_removed,     ///< subject: handle; object: descriptor; flags as above
  data_sent,      ///< subject: descriptor; object: bytes that were taken over for sending
  data_received,  ///< subject: descriptor; object: bytes; 0: the peer has ended

  // The simulated world; these belong to no loop. A packet has an identity of its own.
  packet_sent,     ///< subject: packet; object: bytes; detail: link ("localhost → api"); flags:
                   ///< PacketKind. Acknowledgements are not told
  packet_arrived,  ///< subject: packet; object: bytes; detail: link; flags: PacketKind
  packet_lost,     ///< subject: packet; object: bytes; detail: link; flags: PacketLoss
  packet_delayed,  ///< subject: packet; value: seconds that it takes longer, as others may overtake
                   ///< it or an intervention slows its link
  connection_refused,  ///< subject: descriptor (0: a service's); detail: the peer's address; flags:
                       ///< errno: a connection attempt has failed
  connection_reset,    ///< the same of a connection that was there
  lookup_begin,        ///< subject: lookup; detail: the name
  lookup_end,    ///< subject: lookup; object: how many addresses; detail: the first, or why it
                 ///< failed; flags: 1 if it failed
  file_read,     ///< object: bytes; detail: path of a simulated file
  file_written,  ///< the same
  intervention,  ///< detail: what was done to the run, as its description says

  // What synchronises tasks: locks, events, conditions, semaphores, barriers and queues.
  sync_created,  ///< subject: the lock, queue …; object: its part (a condition's lock, a barrier's
                 ///< condition, a queue's event; 0: none); detail: name; flags: SyncKind
  sync_limited,  ///< subject: the object; object: a queue's maxsize, a bounded semaphore's bound, a
                 ///< barrier's parties
  sync_changed,  ///< subject: the object; object: its value from now on (see SyncChange); detail:
                 ///< repr of the item put or taken; flags: SyncChange
  sync_waits,    ///< subject: the object; object: the future that now stands in its line; flags:
                 ///< SyncLine
  sync_left_line,  ///< subject: the object; object: the future that left the line
  sync_destroyed,  ///< subject: the object

  // Timeouts and task groups.
  timeout_entered,    ///< subject: timeout; object: the task
  timeout_scheduled,  ///< subject: timeout; value: its deadline in loop seconds, infinity for none
  timeout_expired,    ///< subject: timeout. The deadline has come: its task is cancelled
  timeout_left,       ///< subject: timeout; flags: ScopeEnd
  group_entered,      ///< subject: task group; object: the task that entered it
  group_task_added,   ///< subject: task group; object: the new task
  group_task_done,    ///< subject: task group; object: the task that it heard is done
  group_aborting,  ///< subject: task group; object: the task that failed, or the one that entered
                   ///< it. All of its tasks are cancelled
  group_left,      ///< subject: task group; flags: ScopeEnd

  // Read from a file that a newer version wrote.
  unknown,  ///< object: text, what the kind is called there; detail: its fields as they stand there
  // Threads and pools. A call from another thread, before its handle_enqueued.
  call_threadsafe,  ///< subject: handle; detail: label
  pool_created,     ///< subject: pool; object: most workers; detail: prefix of its workers' names;
                    ///< flags: PoolKind
  pool_shut_down,   ///< subject: pool. It takes no more jobs
  worker_started,   ///< subject: worker; object: pool; detail: name
  worker_idle,      ///< subject: worker. It waits for a job
  worker_ended,     ///< subject: worker
  job_submitted,    ///< subject: job; object: pool; detail: the function's name
  job_awaited,      ///< subject: job; object: the future that will have its result
  job_begin,        ///< subject: job; object: worker
  job_end,          ///< subject: job; flags: FutureOutcome
  signal_arrived,   ///< object: its number; detail: its name

  count_
};

/// What the workers of a pool are.
enum class PoolKind : std::uint16_t { threads = 0, processes = 1 };

/// What a simulated packet is.
enum class PacketKind : std::uint16_t {
  data = 0,
  connect = 1,  ///< asks for a connection (TCP's SYN)
  accept = 2,   ///< grants it (SYN and ACK)
  refuse = 3,   ///< refuses it (RST)
  end = 4,      ///< no more will come (FIN)
  reset = 5,    ///< breaks the connection (RST)
  datagram = 6,
  acknowledge = 7  ///< not told
};

/// Why a simulated packet does not arrive.
enum class PacketLoss : std::uint16_t {
  none = 0,
  dropped = 1,    ///< by chance
  partition = 2,  ///< nothing gets through at the time
  broken = 3,     ///< the connection breaks
  silent = 4,     ///< the host swallows everything
  no_room = 5     ///< a backlog or an inbox is full, or nobody is there
};

/// What a descriptor is.
enum class DescriptorKind : std::uint16_t {
  other = 0,        ///< not opened by the engine
  socket = 1,       ///< not connected (yet)
  connection = 2,   ///< connected to its address
  accepted = 3,     ///< the server's end of a connection from its address
  listener = 4,     ///< listens at its address
  datagram = 5,     ///< a datagram socket; its own address, or its peer's if it has one
  pipe_reads = 6,   ///< the reading end of a pipe
  pipe_writes = 7,  ///< the writing end
  process = 8       ///< can be read once a process has ended
};

/// Why a handle exists; decides how its label is written (`step:`, `wakeup:` or `call:`).
enum class HandleRole : std::uint16_t { call = 0, step = 1, wakeup = 2 };

/// What a synchronisation object is.
enum class SyncKind : std::uint16_t {
  lock,
  event,
  condition,
  semaphore,
  bounded_semaphore,
  barrier,
  queue,
  priority_queue,
  lifo_queue
};

/// What happened to a synchronisation object. Its value is then: of a lock 1 if it is held, of an
/// event 1 if it is set, of a semaphore its counter, of a barrier how many are inside, of a queue
/// how many items it holds.
enum class SyncChange : std::uint16_t {
  found,        ///< it was like that when the trace first heard of it
  acquired,     ///< by the task that runs
  released,     ///< by the task that runs
  handed_over,  ///< a semaphore's unit, to the waiter that is woken
  set,          ///< an event
  cleared,      ///< an event
  notified,     ///< a condition; value: how many were asked to be woken
  put,          ///< a queue; detail: the item
  got,          ///< a queue; detail: the item
  task_done,    ///< a queue; value: how many items are not finished
  arrived,      ///< at a barrier
  departed,     ///< from a barrier
  filling,      ///< from here on the barrier's state, as the next three
  draining,
  resetting,
  broken
};

/// The line in which a future stands: a queue has two.
enum class SyncLine : std::uint16_t { waiters, putters };

/// How a timeout or a task group was left.
enum class ScopeEnd : std::uint16_t {
  finished,  ///< without an exception
  failed,    ///< with an exception of its body, or a task group with its tasks' errors
  cancelled,
  expired  ///< with TimeoutError
};

/// How a future ended.
enum class FutureOutcome : std::uint16_t { result = 0, exception = 1, cancelled = 2 };

/// One thing that happened. Small and fixed in size; texts are interned in the trace.
struct Event {
  double time = 0.0;         ///< the loop's clock, in seconds
  std::uint32_t object = 0;  ///< by kind
  std::uint32_t detail = 0;  ///< by kind
  EventId cause = 0;         ///< the event that brought this one about
  ObjectId subject = 0;      ///< what the event is about
  std::uint32_t line = 0;    ///< line of the program, 1-based; 0: none
  EventKind kind = EventKind::count_;
  std::uint8_t loop = 0;    ///< number of the loop, counted from 1; 0: none
  std::uint16_t flags = 0;  ///< by kind

  /// The double that some kinds carry in place of `object` and `detail` (see carries_value).
  double value() const {
    return std::bit_cast<double>((static_cast<std::uint64_t>(detail) << 32) | object);
  }
  void set_value(double value) {
    const auto bits = std::bit_cast<std::uint64_t>(value);
    object = static_cast<std::uint32_t>(bits);
    detail = static_cast<std::uint32_t>(bits >> 32);
  }
};
static_assert(sizeof(Event) == 32);

/// Stable name of a kind, as JSON Lines and cues spell it, e.g. "handle_enqueued".
std::string_view name_of(EventKind kind);

/// The kind of that name; `EventKind::count_` if there is none.
EventKind event_kind_named(std::string_view name);

/// True for the kinds that carry `value` (a double) in place of `object` and `detail`.
bool carries_value(EventKind kind);

/// True for the kinds whose `object` is a text (a TextId); `detail` is a text in every kind without
/// a value.
bool object_is_text(EventKind kind);

}  // namespace loopscope
