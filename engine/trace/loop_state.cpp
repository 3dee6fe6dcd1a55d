#include "engine/trace/loop_state.h"

#include <algorithm>
#include <array>

#include "engine/trace/cow.h"
#include "engine/trace/heap_array.h"
#include "engine/trace/paged_map.h"

namespace loopscope {

std::string_view name_of(TaskStatus status) {
  static constexpr std::array<std::string_view, 8> names = {
      "ready", "running", "sleeping", "waiting", "cancelling", "failed", "done", "cancelled"};
  return names[static_cast<std::size_t>(status)];
}

// The fold. A trace that was read from a file may be inconsistent: whatever an event refers to that
// is not there is passed over, so that no event can do harm.
struct LoopState::Impl {
  Position position = 0;
  double time = 0.0;
  Cow<std::vector<LoopView>> loops;
  std::size_t current_loop = 0;  // index in `loops`
  PagedMap<TaskState> tasks;     // by index, in order of creation
  PagedMap<std::uint32_t> task_index;
  PagedMap<FutureState> futures;
  PagedMap<HandleState> handles;
  IoFold io;
  NetworkFold network;
  SyncFold sync;
  ScopeFold scopes;
  WorkerFold workers;
  ObjectId current_task = 0;
  std::uint32_t current_line = 0;
  bool finished = false;
  int exit_status = 0;

  bool operator==(const Impl& other) const {
    const bool same_loops =
        loops.shares_with(other.loops) || (loops && other.loops && *loops == *other.loops);
    return position == other.position && time == other.time && same_loops &&
           current_loop == other.current_loop && tasks == other.tasks &&
           task_index == other.task_index && futures == other.futures && handles == other.handles &&
           io == other.io && network == other.network && workers == other.workers &&
           sync == other.sync && scopes == other.scopes && current_task == other.current_task &&
           current_line == other.current_line && finished == other.finished &&
           exit_status == other.exit_status;
  }

  // Looking things up.

  const TaskState* task(ObjectId id) const {
    const std::uint32_t* const index = task_index.find(id);
    return index != nullptr ? tasks.find(*index) : nullptr;
  }
  TaskState* task_to_write(ObjectId id) {
    const std::uint32_t* const index = task_index.find(id);
    return index != nullptr ? tasks.find_to_write(*index) : nullptr;
  }
  LoopView* loop_to_write(std::uint8_t number) {
    if (!loops) return nullptr;
    std::vector<LoopView>& all = loops.write();
    for (LoopView& loop : all) {
      if (loop.number == number) return &loop;
    }
    return nullptr;
  }

  // The status of tasks.

  TaskStatus status_of(const TaskState& task) const {
    if (task.finished) return task.status;
    if (task.id == current_task) return TaskStatus::running;
    if (task.cancel_pending || task.cancel_delivered) return TaskStatus::cancelling;
    const HandleState* const handle = handles.find(task.handle);
    if (handle != nullptr && handle->place == HandlePlace::ready) return TaskStatus::ready;
    if (task.waits_for == 0) return TaskStatus::ready;
    const FutureState* const future = futures.find(task.waits_for);
    return future != nullptr && future->timer != 0 ? TaskStatus::sleeping : TaskStatus::waiting;
  }

  void refresh(ObjectId id) {
    TaskState* const task = task_to_write(id);
    if (task != nullptr) set_status(*task, status_of(*task));
  }

  void set_status(TaskState& task, TaskStatus status) {
    if (task.status == status) return;
    task.status = status;
    task.changed = position;
  }

  // Futures stay while something refers to them.

  void retain(ObjectId id) {
    if (FutureState* const future = futures.find_to_write(id)) ++future->references;
  }

  void release(ObjectId id) {
    FutureState* const future = futures.find_to_write(id);
    if (future == nullptr) return;
    if (future->references > 0) --future->references;
    if (future->done && future->references == 0) drop_if_unused(id);
  }

  void drop_if_unused(ObjectId id) {
    std::vector<ObjectId> unused{id};
    while (!unused.empty()) {
      const ObjectId candidate = unused.back();
      unused.pop_back();
      const FutureState* const future = futures.find(candidate);
      if (future == nullptr || !future->done || future->references > 0) continue;
      const std::vector<ObjectId> children = future->children;
      futures.erase(candidate);
      for (const ObjectId child_id : children) {
        FutureState* const child = futures.find_to_write(child_id);
        if (child == nullptr) continue;
        if (child->references > 0) --child->references;
        unused.push_back(child_id);
      }
    }
  }

  void wait_for(TaskState& task, ObjectId future) {
    const ObjectId before = task.waits_for;
    const ObjectId waiter = task.id;
    task.waits_for = future;
    retain(future);
    if (FutureState* const state = futures.find_to_write(future)) state->waiter = waiter;
    if (before == 0) return;
    if (FutureState* const state = futures.find_to_write(before);
        state != nullptr && state->waiter == waiter && before != future) {
      state->waiter = 0;
    }
    release(before);
  }

  void set_timer(ObjectId future_id, ObjectId timer) {
    FutureState* const future = futures.find_to_write(future_id);
    if (future == nullptr) return;
    future->timer = timer;
    if (future->waiter != 0) refresh(future->waiter);
  }

  // Handles.

  void add_handle(ObjectId id, const Event& event, bool is_timer) {
    HandleState handle;
    handle.id = id;
    handle.owner = event.object;
    handle.label = event.detail;
    handle.role = static_cast<HandleRole>(event.flags);
    handle.place = is_timer ? HandlePlace::heap : HandlePlace::ready;
    handle.was_timer = is_timer;
    handle.arrived = position;
    handles.insert(id, handle);
    retain(handle.owner);
    if (is_timer) {
      set_timer(handle.owner, id);
    } else if (handle.role != HandleRole::call) {
      if (TaskState* const task = task_to_write(handle.owner)) {
        task->handle = id;
        set_status(*task, status_of(*task));
      }
    }
  }

  void drop_handle(ObjectId id) {
    const HandleState* const handle = handles.find(id);
    if (handle == nullptr) return;
    const ObjectId owner = handle->owner;
    handles.erase(id);
    unlink(id, owner);
    release(owner);
  }

  /// Makes the handle's owner forget it.
  void unlink(ObjectId id, ObjectId owner) {
    if (const FutureState* const future = futures.find(owner)) {
      if (future->timer == id) set_timer(owner, 0);
    } else if (const TaskState* const state = task(owner);
               state != nullptr && state->handle == id) {
      task_to_write(owner)->handle = 0;
    }
  }

  void cancel_handle(ObjectId id) {
    HandleState* const handle = handles.find_to_write(id);
    if (handle == nullptr) return;
    handle->cancelled = true;
    unlink(id, handle->owner);
  }

  void to_heap(ObjectId id, double when, LoopView& loop) {
    HandleState* const handle = handles.find_to_write(id);
    if (handle == nullptr) return;
    handle->when = when;
    handle->arrived = position;
    HeapArray{loop.heap, loop.heap_when}.push(id, when);
  }

  bool leave_heap(ObjectId id, LoopView& loop) {
    HeapArray heap{loop.heap, loop.heap_when};
    if (!loop.heap.empty() && loop.heap.front() == id) {
      heap.pop();
      return true;
    }
    const auto found = std::find(loop.heap.begin(), loop.heap.end(), id);
    if (found == loop.heap.end()) return false;
    loop.heap_when.erase(loop.heap_when.begin() + (found - loop.heap.begin()));
    loop.heap.erase(found);
    heap.heapify();
    return true;
  }

  void timer_due(ObjectId id, LoopView& loop) {
    HandleState* const handle = handles.find_to_write(id);
    if (handle == nullptr || !leave_heap(id, loop)) return;
    handle->place = HandlePlace::ready;
    handle->arrived = position;
    loop.ready.push_back(id);
    loop.popped.push_back(id);
  }

  void rebuild_heap(LoopView& loop) {
    std::vector<ObjectId> kept;
    std::vector<double> kept_when;
    for (std::size_t i = 0; i < loop.heap.size(); ++i) {
      const HandleState* const handle = handles.find(loop.heap[i]);
      if (handle != nullptr && handle->cancelled) {
        drop_handle(loop.heap[i]);
      } else {
        kept.push_back(loop.heap[i]);
        kept_when.push_back(loop.heap_when[i]);
      }
    }
    loop.heap = std::move(kept);
    loop.heap_when = std::move(kept_when);
    HeapArray{loop.heap, loop.heap_when}.heapify();
  }

  /// Takes the cancelled handles off the front of this iteration's batch.
  void skip_cancelled(LoopView& loop) {
    while (loop.batch_left > 0 && !loop.ready.empty()) {
      const ObjectId id = loop.ready.front();
      const HandleState* const handle = handles.find(id);
      if (handle != nullptr && !handle->cancelled) return;
      loop.ready.pop_front();
      --loop.batch_left;
      drop_handle(id);
    }
  }

  void begin_run(ObjectId id, LoopView& loop) {
    loop.phase = LoopPhase::run;
    if (loop.ready.empty() || loop.ready.front() != id) skip_cancelled(loop);
    if (!loop.ready.empty() && loop.ready.front() == id) {
      loop.ready.pop_front();
    } else {
      loop.ready.remove(id);
    }
    if (loop.batch_left > 0) --loop.batch_left;
    loop.running_handle = id;
    if (HandleState* const handle = handles.find_to_write(id)) {
      handle->place = HandlePlace::running;
      handle->arrived = position;
    }
  }

  void end_run(LoopView& loop) {
    drop_handle(loop.running_handle);
    loop.running_handle = 0;
    current_line = 0;
  }

  // Events, by what they are about.

  void apply_to_loop(const Event& event);
  void apply_to_handle(const Event& event);
  void apply_to_task(const Event& event);
  void apply_to_future(const Event& event);
  void apply_cancellation(const Event& event);
  void apply_to_sync(const Event& event);
  void finish(const Event& event);
  void add_task(const Event& event);
  void end_loop_run(LoopView& loop);
  void make_current(const LoopView& loop);
  void close_loop(LoopView& loop);
};

void LoopState::Impl::end_loop_run(LoopView& loop) {
  loop.running = false;
  loop.stopping = false;
  loop.phase = LoopPhase::outside;
  loop.batch_left = 0;
  end_run(loop);  // an exception may have ended the loop in the middle of a handle
  const ObjectId task = current_task;
  current_task = 0;
  if (task != 0) refresh(task);
}

/// Loops of several threads take turns: the current one is that which did something last.
void LoopState::Impl::make_current(const LoopView& loop) {
  current_loop = static_cast<std::size_t>(&loop - loops.write().data());
}

void LoopState::Impl::close_loop(LoopView& loop) {
  loop.closed = true;
  for (const ObjectId id : loop.ready) drop_handle(id);
  for (const ObjectId id : loop.heap) drop_handle(id);
  loop.ready.clear();
  loop.heap.clear();
  loop.heap_when.clear();
}

void LoopState::Impl::apply_to_loop(const Event& event) {
  if (event.kind == EventKind::loop_created) {
    if (loop_to_write(event.loop) != nullptr) return;
    std::vector<LoopView>& all = loops.write();
    all.emplace_back().number = event.loop;
    return;
  }
  LoopView* const loop = loop_to_write(event.loop);
  if (loop == nullptr) return;
  switch (event.kind) {
    case EventKind::loop_run_begin:
      loop->running = true;
      make_current(*loop);
      break;
    case EventKind::loop_run_end:
      end_loop_run(*loop);
      break;
    case EventKind::loop_stop_requested:
      loop->stopping = true;
      break;
    case EventKind::loop_closed:
      close_loop(*loop);
      break;
    case EventKind::loop_deadlock:
      loop->deadlocked = true;
      break;
    case EventKind::iteration_begin:
      make_current(*loop);
      ++loop->iteration;
      loop->phase = LoopPhase::select;
      loop->select_timeout = event.value();
      loop->popped.clear();
      break;
    case EventKind::select_end:
      make_current(*loop);
      loop->phase = LoopPhase::timers;
      break;
    case EventKind::timers_end:
      loop->phase = LoopPhase::ready;
      loop->batch_left = event.object;
      break;
    case EventKind::iteration_end:
      skip_cancelled(*loop);
      loop->batch_left = 0;
      loop->phase = LoopPhase::outside;
      break;
    default:
      break;
  }
}

void LoopState::Impl::apply_to_handle(const Event& event) {
  const ObjectId id = event.subject;
  if (event.kind == EventKind::handle_cancelled) {
    cancel_handle(id);
    return;
  }
  if (event.kind == EventKind::timer_created) {
    add_handle(id, event, true);
    return;
  }
  LoopView* const loop = loop_to_write(event.loop);
  if (loop == nullptr) return;
  switch (event.kind) {
    case EventKind::handle_enqueued:
      add_handle(id, event, false);
      loop->ready.push_back(id);
      break;
    case EventKind::handle_run_begin:
      make_current(*loop);
      begin_run(id, *loop);
      break;
    case EventKind::handle_run_end:
      make_current(*loop);  // others may have run while the handle blocked
      end_run(*loop);
      break;
    case EventKind::timer_scheduled:
      to_heap(id, event.value(), *loop);
      break;
    case EventKind::timer_due:
      timer_due(id, *loop);
      break;
    case EventKind::timer_dropped:
      leave_heap(id, *loop);
      drop_handle(id);
      break;
    case EventKind::heap_rebuilt:
      rebuild_heap(*loop);
      break;
    default:
      break;
  }
}

void LoopState::Impl::add_task(const Event& event) {
  const auto index = static_cast<std::uint32_t>(tasks.size());
  TaskState task;
  task.id = event.subject;
  task.number = index + 1;
  task.name = event.object;
  task.coroutine = event.detail;
  task.loop = event.loop;
  task.created = position;
  task.changed = position;
  tasks.insert(index, task);
  task_index.insert(event.subject, index);
}

void LoopState::Impl::apply_to_task(const Event& event) {
  if (event.kind == EventKind::task_created) {
    if (!task_index.contains(event.subject)) add_task(event);
    return;
  }
  TaskState* const task = task_to_write(event.subject);
  if (task == nullptr) return;
  switch (event.kind) {
    case EventKind::task_step_begin:
      task->started = true;
      current_task = task->id;
      wait_for(*task, 0);
      set_status(*task, status_of(*task));
      break;
    case EventKind::task_step_end:
      if (event.line != 0) task->line = event.line;
      current_task = 0;
      current_line = 0;
      set_status(*task, status_of(*task));
      break;
    case EventKind::task_waits_for:
      wait_for(*task, event.object);
      set_status(*task, status_of(*task));
      break;
    case EventKind::task_renamed:
      task->name = event.object;
      break;
    default:
      break;
  }
}

void LoopState::Impl::finish(const Event& event) {
  const auto outcome = static_cast<FutureOutcome>(event.flags);
  if (TaskState* const task = task_to_write(event.subject)) {
    if (task->finished) return;
    wait_for(*task, 0);
    task->finished = true;
    task->cancel_pending = false;
    task->cancel_delivered = false;
    task->result = event.detail;
    set_status(*task, outcome == FutureOutcome::result      ? TaskStatus::done
                      : outcome == FutureOutcome::exception ? TaskStatus::failed
                                                            : TaskStatus::cancelled);
  } else if (FutureState* const future = futures.find_to_write(event.subject)) {
    future->done = true;
    future->outcome = outcome;
    if (future->references == 0) drop_if_unused(event.subject);
  }
}

void LoopState::Impl::apply_to_future(const Event& event) {
  switch (event.kind) {
    case EventKind::future_created: {
      FutureState future;
      future.id = event.subject;
      future.label = event.detail;
      future.created = position;
      futures.insert(event.subject, future);
      break;
    }
    case EventKind::future_awaits:
      if (FutureState* const future = futures.find_to_write(event.subject)) {
        future->children.push_back(event.object);
        retain(event.object);
      }
      break;
    case EventKind::future_done:
      finish(event);
      break;
    default:
      break;
  }
}

void LoopState::Impl::apply_cancellation(const Event& event) {
  TaskState* const task = task_to_write(event.subject);
  if (task == nullptr || task->finished) return;
  switch (event.kind) {
    case EventKind::cancel_requested:
      ++task->cancel_requests;
      task->cancel_pending = true;
      break;
    case EventKind::cancel_delivered:
      task->cancel_pending = false;
      task->cancel_delivered = true;
      break;
    case EventKind::cancel_caught:
      // A CancelledError that came from something awaited is over when it is caught; one that was
      // asked of this task goes on until the task ends or withdraws it.
      if (task->cancel_requests == 0) task->cancel_delivered = false;
      break;
    case EventKind::cancel_withdrawn:
      if (task->cancel_requests > 0) --task->cancel_requests;
      if (task->cancel_requests == 0) task->cancel_delivered = false;
      break;
    default:
      break;
  }
  set_status(*task, status_of(*task));
}

void LoopState::Impl::apply_to_sync(const Event& event) {
  if (!sync.apply(event, position, current_task)) return;
  if (event.kind == EventKind::sync_waits) {
    retain(event.object);
    if (FutureState* const future = futures.find_to_write(event.object)) {
      future->sync = event.subject;
    }
  } else if (event.kind == EventKind::sync_left_line) {
    release(event.object);
  }
}

LoopState::LoopState() : impl_(std::make_unique<Impl>()) {}
LoopState::~LoopState() = default;
LoopState::LoopState(const LoopState& other) : impl_(std::make_unique<Impl>(*other.impl_)) {}
LoopState::LoopState(LoopState&&) noexcept = default;
LoopState& LoopState::operator=(const LoopState& other) {
  impl_ = std::make_unique<Impl>(*other.impl_);
  return *this;
}
LoopState& LoopState::operator=(LoopState&&) noexcept = default;

void LoopState::apply(const Event& event, const Trace&) {
  Impl& state = *impl_;
  ++state.position;
  state.time = event.time;
  switch (event.kind) {
    case EventKind::loop_created:
    case EventKind::loop_run_begin:
    case EventKind::loop_run_end:
    case EventKind::loop_stop_requested:
    case EventKind::loop_closed:
    case EventKind::loop_deadlock:
    case EventKind::iteration_begin:
    case EventKind::select_end:
    case EventKind::timers_end:
    case EventKind::iteration_end:
      state.apply_to_loop(event);
      if (event.kind == EventKind::loop_closed) state.io.apply(event, state.position);
      break;
    case EventKind::handle_enqueued:
    case EventKind::handle_run_begin:
    case EventKind::handle_run_end:
    case EventKind::handle_cancelled:
    case EventKind::timer_created:
    case EventKind::timer_scheduled:
    case EventKind::timer_due:
    case EventKind::timer_dropped:
    case EventKind::heap_rebuilt:
      state.apply_to_handle(event);
      break;
    case EventKind::task_created:
    case EventKind::task_step_begin:
    case EventKind::task_step_end:
    case EventKind::task_waits_for:
    case EventKind::task_yielded:
    case EventKind::task_renamed:
      state.apply_to_task(event);
      break;
    case EventKind::future_created:
    case EventKind::future_done:
    case EventKind::future_awaits:
      state.apply_to_future(event);
      break;
    case EventKind::cancel_requested:
    case EventKind::cancel_passed_on:
    case EventKind::cancel_delivered:
    case EventKind::cancel_caught:
    case EventKind::cancel_suppressed:
    case EventKind::cancel_withdrawn:
      state.apply_cancellation(event);
      break;
    case EventKind::line_reached:
      state.current_line = event.line;
      if (TaskState* const task = state.task_to_write(event.subject)) task->line = event.line;
      break;
    case EventKind::program_end:
      state.finished = true;
      state.exit_status = static_cast<int>(event.object);
      state.current_line = 0;
      break;
    case EventKind::descriptor_opened:
    case EventKind::descriptor_described:
    case EventKind::descriptor_closed:
    case EventKind::io_registered:
    case EventKind::io_ready:
    case EventKind::io_removed:
    case EventKind::data_sent:
    case EventKind::data_received:
      state.io.apply(event, state.position);
      break;
    case EventKind::packet_sent:
    case EventKind::packet_arrived:
    case EventKind::packet_lost:
    case EventKind::packet_delayed:
    case EventKind::connection_refused:
    case EventKind::connection_reset:
    case EventKind::lookup_begin:
    case EventKind::lookup_end:
      state.network.apply(event, state.position);
      break;
    case EventKind::sync_created:
    case EventKind::sync_limited:
    case EventKind::sync_changed:
    case EventKind::sync_waits:
    case EventKind::sync_left_line:
    case EventKind::sync_destroyed:
      state.apply_to_sync(event);
      break;
    case EventKind::timeout_entered:
    case EventKind::timeout_scheduled:
    case EventKind::timeout_expired:
    case EventKind::timeout_left:
    case EventKind::group_entered:
    case EventKind::group_task_added:
    case EventKind::group_task_done:
    case EventKind::group_aborting:
    case EventKind::group_left:
      state.scopes.apply(event, state.position);
      break;
    case EventKind::pool_created:
    case EventKind::pool_shut_down:
    case EventKind::worker_started:
    case EventKind::worker_idle:
    case EventKind::worker_ended:
    case EventKind::job_submitted:
    case EventKind::job_awaited:
    case EventKind::job_begin:
    case EventKind::job_end:
      state.workers.apply(event, state.position);
      break;
    case EventKind::call_threadsafe:
    case EventKind::file_read:
    case EventKind::file_written:
    case EventKind::intervention:
    case EventKind::signal_arrived:
    case EventKind::output:
    case EventKind::log:
    case EventKind::exception:
    case EventKind::unknown:
    case EventKind::count_:
      break;
  }
}

Position LoopState::position() const {
  return impl_->position;
}
double LoopState::time() const {
  return impl_->time;
}

const std::vector<LoopView>& LoopState::loops() const {
  static const std::vector<LoopView> none;
  return impl_->loops ? *impl_->loops : none;
}

const LoopView* LoopState::current_loop() const {
  const std::vector<LoopView>& all = loops();
  return impl_->current_loop < all.size() ? &all[impl_->current_loop] : nullptr;
}

std::size_t LoopState::task_count() const {
  return impl_->tasks.size();
}

const TaskState& LoopState::task_at(std::size_t index) const {
  return *impl_->tasks.find(static_cast<std::uint32_t>(index));
}

const TaskState* LoopState::task(ObjectId id) const {
  return impl_->task(id);
}
const FutureState* LoopState::future(ObjectId id) const {
  return impl_->futures.find(id);
}
const HandleState* LoopState::handle(ObjectId id) const {
  return impl_->handles.find(id);
}
const IoFold& LoopState::io() const {
  return impl_->io;
}
const WorkerFold& LoopState::workers() const {
  return impl_->workers;
}
const NetworkFold& LoopState::network() const {
  return impl_->network;
}
const SyncFold& LoopState::sync() const {
  return impl_->sync;
}
const ScopeFold& LoopState::scopes() const {
  return impl_->scopes;
}
ObjectId LoopState::current_task() const {
  return impl_->current_task;
}
std::uint32_t LoopState::current_line() const {
  return impl_->current_line;
}
bool LoopState::finished() const {
  return impl_->finished;
}
int LoopState::exit_status() const {
  return impl_->exit_status;
}

bool operator==(const LoopState& a, const LoopState& b) {
  return *a.impl_ == *b.impl_;
}

std::string label_of(const HandleState& handle, const LoopState& state, const Trace& trace) {
  const TaskState* const task = state.task(handle.owner);
  if (handle.role == HandleRole::call || task == nullptr) {
    return "call:" + std::string(trace.text(handle.label));
  }
  const std::string name(trace.text(task->name));
  return (handle.role == HandleRole::step ? "step:" : "wakeup:") + name;
}

}  // namespace loopscope
