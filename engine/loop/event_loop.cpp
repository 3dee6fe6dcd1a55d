#include "engine/loop/event_loop.h"

#include <algorithm>

namespace loopscope {

namespace {

// asyncio's _MIN_SCHEDULED_TIMER_HANDLES, and MAXIMUM_SELECT_TIMEOUT in seconds.
constexpr std::size_t min_scheduled_timers = 100;
constexpr double maximum_select_timeout = 24 * 3600;

constexpr CallbackLabel read_from_self_label{"BaseSelectorEventLoop._read_from_self"};

}  // namespace

/// What is true while run_forever runs.
class EventLoop::Running {
 public:
  explicit Running(EventLoop& loop) : loop_(loop) {
    loop.outer_context_ = ThreadContext::current().context;
    if (loop.outer_context_ != nullptr && !loop.outer_context_->empty()) loop.use_contexts();
    loop.running_ = true;
    ThreadContext::current().running_loop = &loop;
    if (loop.trace_ != nullptr) loop.trace_->recorder().set_loop(loop.number_);
    record(EventKind::loop_run_begin);
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  ~Running() {
    loop_.attention_.stopping = false;
    loop_.running_ = false;
    loop_.now_ = ReadyEntry();
    ThreadContext::current().running_loop = nullptr;
    ThreadContext::current().context = loop_.outer_context_;
    if (loop_.trace_ != nullptr) loop_.trace_->set_cause(0);
    record(EventKind::loop_run_end);
  }

 private:
  void record(EventKind kind) {
    if (loop_.trace_ == nullptr) return;
    loop_.trace_->set_time(loop_.time());
    loop_.trace_->record(kind, 0, 0, 0, 0);
  }

  EventLoop& loop_;
};

EventLoop::EventLoop(Platform& platform)
    : platform_(&platform),
      selector_(platform.new_selector()),
      descriptors_(*this, *selector_),
      number_(platform.next_loop_number()),
      factory_(&ExceptionFactory::native()),
      door_(std::make_shared<LoopDoor>(*this)) {
  platform.add_loop(*this);
  if (platform.recorder() == nullptr) return;
  trace_ = std::make_unique<LoopTrace>(*platform.recorder(), number_);
  note_watchers();
  ready_.keep_tags();
  trace_->set_time(time());
  trace_->record(EventKind::loop_created, 0, 0, 0, trace_->cause());
}

EventLoop::~EventLoop() {
  platform_->remove_loop(*this);
  TaskCalls::abandon_all(*this);
  close();
}

EventLoop& EventLoop::running() {
  EventLoop* const loop = ThreadContext::current().running_loop;
  if (loop == nullptr) throw LoopError("no running event loop");
  return *loop;
}

void EventLoop::check_can_run() const {
  check_open();
  if (is_running()) throw LoopError("This event loop is already running");
  if (ThreadContext::current().running_loop != nullptr) {
    throw LoopError("Cannot run the event loop while another loop is running");
  }
}

void EventLoop::stop() {
  attention_.stopping = true;
  if (trace_ != nullptr) {
    trace_->record(EventKind::loop_stop_requested, 0, 0, 0, trace_->cause());
  }
}

void EventLoop::close() {
  if (running_) throw LoopError("Cannot close a running event loop");
  if (closed_) return;
  closed_ = true;
  note_watchers();
  door_->close();
  if (trace_ != nullptr) trace_->record(EventKind::loop_closed, 0, 0, 0, trace_->cause());
  while (!ready_.empty()) {
    const ReadyEntry entry = ready_.pop();
    if (entry.kind() == ReadyEntry::Kind::handle) {
      entry.handle().word_ &= ~Handle::queued_bit;
      entry.handle().release();
    } else {
      TaskCalls::drop(entry.task());
    }
  }
  for (const TimerEntry& timer : heap_.take_all()) {
    timer.handle->word_ &= ~Handle::scheduled_bit;
    timer.handle->release();
  }
  descriptors_.clear();
  for (const auto& attachment : attachments_) {
    if (attachment) attachment->loop_closes(*this);
  }
}

void EventLoop::remove_cancelled_timers() {
  const std::size_t count = heap_.size();
  if (count > min_scheduled_timers && cancelled_timers_ * 2 > count) {
    heap_.rebuild([](const TimerEntry& timer) { return !timer.handle->cancelled(); },
                  [](const TimerEntry& timer) {
                    timer.handle->word_ &= ~Handle::scheduled_bit;
                    timer.handle->release();
                  });
    cancelled_timers_ = 0;
    if (trace_ != nullptr) trace_->record(EventKind::heap_rebuilt, 0, 0, 0, 0);
    return;
  }
  while (!heap_.empty() && heap_.top().handle->cancelled()) {
    --cancelled_timers_;
    Handle& handle = *heap_.pop().handle;
    handle.word_ &= ~Handle::scheduled_bit;
    if (trace_ != nullptr) trace_->record(EventKind::timer_dropped, handle.id_, 0, 0, 0);
    handle.release();
  }
}

// Seconds; -1 for "no limit".
double EventLoop::select_timeout() const {
  if (!ready_.empty() || stopping()) return 0;
  if (heap_.empty()) return -1;
  return std::min(std::max(0.0, heap_.top().when - time()), maximum_select_timeout);
}

void EventLoop::select(double timeout) {
  std::uint32_t arrived = 0;
  if (timeout != 0 || !selector_->quiet()) {
    const Selector::Outcome outcome = selector_->select(timeout);
    if (outcome == Selector::Outcome::never) report_deadlock();
    if (outcome == Selector::Outcome::woken) {
      arrived = static_cast<std::uint32_t>(selector_->ready().size()) +
                static_cast<std::uint32_t>(selector_->woken());
    }
  }
  if (trace_ != nullptr) [[unlikely]]
    trace_->set_time(time());
  if (arrived != 0) {
    if (selector_->woken()) take_wake();
    descriptors_.take(selector_->ready());
  }
  if (trace_ != nullptr) [[unlikely]] {
    trace_->record(EventKind::select_end, 0, arrived, 0, 0);
  }
}

void EventLoop::take_wake() {
  if (ended_by_ != 0) throw LoopExit(factory_->ended_by_signal(std::exchange(ended_by_, 0)));
  for (const auto& attachment : attachments_) {
    if (attachment) attachment->woken(*this);
  }
  for (const HandleRef& call : door_->take()) enqueue_from_elsewhere(*call);
  // asyncio's self-pipe is read by a handle of its own.
  call_soon(labelled<read_from_self_label>([this] { read_from_self(); }));
}

void EventLoop::end_by_signal(int number) {
  ended_by_ = number;
  wake();
}

void EventLoop::take_due_timers() {
  const double end_time = time() + platform_->clock_resolution();
  // Asked as asyncio asks it: a timer at "not a number" is due.
  while (!heap_.empty() && !(heap_.top().when >= end_time)) {
    // While the heap is put in order: what is needed of the timer, and of those that may be next.
    heap_.prefetch_next();
    if (trace_ != nullptr) [[unlikely]]
      trace_->prefetch_remembered(heap_.top().handle->id_);
    Handle& handle = *heap_.pop().handle;
    handle.word_ &= ~Handle::scheduled_bit;
    if (trace_ != nullptr) [[unlikely]] {
      handle.word_ |= Handle::queued_bit;
      const EventId due =
          trace_->record_brief(EventKind::timer_due, handle.id_, trace_->remembered(handle.id_));
      ready_.push(ReadyEntry(handle), {handle.id_, due});
    } else {
      ready_.push(ReadyEntry(handle));
    }
  }
}

void EventLoop::run_handle(Handle& handle) {
  if (handle.word_ == Handle::one_reference) [[likely]] {
    handle.type_->run_last(handle);
    return;
  }
  run_kept(handle);
}

void run_and_release(Handle& handle) {
  EventLoop::run_kept(handle);
}

[[gnu::noinline]] void EventLoop::run_kept(Handle& handle) {
  const HandleRef kept = HandleRef::adopt(&handle);
  if (handle.cancelled()) return;
  try {
    handle.type_->run(handle);
  } catch (const LoopExit&) {
    throw;
  } catch (...) {
    handle.loop().report_callback(handle);
  }
}

[[gnu::always_inline]] inline void EventLoop::run_entry(ReadyEntry entry) {
  now_ = entry;
  if (entry.kind() == ReadyEntry::Kind::handle) {
    run_handle(entry.handle());
  } else {
    TaskCalls::run(*this, entry);
  }
}

// What is in the queue up to `end`.
void EventLoop::run_batch(std::size_t end) {
  while (!ready_.reached(end)) {
    run_entry(ready_.pop());
    if (attention_.watched) [[unlikely]]
      return run_rest(end);
  }
  now_ = ReadyEntry();
}

// Somebody looks from now on, or the first context variable was set.
[[gnu::noinline]] void EventLoop::run_rest(std::size_t end) {
  ThreadContext::current().context = outer_context_;
  if (trace_ == nullptr) run_batch_watched(end);
}

void EventLoop::run_watched(ReadyEntry entry) {
  if (contexts_.in_use() && ThreadContext::current().context == outer_context_) [[unlikely]]
    return run_in_context(entry);
  if (trace_ == nullptr || entry.kind() == ReadyEntry::Kind::handle) {
    run_entry(entry);
    return;
  }
  now_ = entry;
  if (entry.kind() == ReadyEntry::Kind::step) {
    TaskCalls::step_with_care(entry.task());
  } else {
    TaskCalls::wakeup_with_care(entry.task());
  }
}

// In debug mode, or observed.
void EventLoop::run_batch_watched(std::size_t end) {
  while (!ready_.reached(end)) {
    const ReadyEntry entry = ready_.pop();
    if (entry.cancelled()) {
      entry.handle().release();
    } else if (debug_) {
      run_and_time(entry);
    } else {
      run_watched(entry);
    }
    ThreadContext::current().context = outer_context_;
  }
  now_ = ReadyEntry();
  if (observer_) observer_(*this);
}

// One iteration, as BaseEventLoop._run_once has it.
void EventLoop::run_once() {
  if (trace_ != nullptr) [[unlikely]]
    intervene({});
  ++iteration_;
  ready_.trim();
  if (!heap_.empty()) remove_cancelled_timers();
  const double timeout = select_timeout();
  // What callbacks schedule while the batch runs belongs to the next iteration.
  if (trace_ != nullptr) [[unlikely]] {
    const bool selects = timeout != 0 || !heap_.empty() || !selector_->quiet();
    if (selects) {
      trace_->record_value(EventKind::iteration_begin, 0, timeout, 0);
      intervene({});
      select(ready_.empty() ? timeout : 0);
      if (!heap_.empty()) take_due_timers();
    }
    run_iterations_traced(selects);
    return;
  }
  select(timeout);
  if (!heap_.empty()) take_due_timers();
  if (attention_.watched) {
    run_batch_watched(ready_.end());
  } else {
    run_batch(ready_.end());
  }
}

// The next iteration comes to no more than its batch: no timer runs and nobody waits.
inline bool EventLoop::is_plain() const {
  return !ready_.empty() && heap_.empty() && selector_->quiet();
}

// Flat: the step of a task is part of it, without a call.
[[gnu::flatten]] void EventLoop::run_plain_iterations() {
  do {
    ++iteration_;
    const std::size_t end = ready_.end();
    do {
      run_entry(ready_.pop());
      if (attention_.wanted()) [[unlikely]]
        return attention_.watched ? run_rest(end) : run_batch(end);
    } while (!ready_.reached(end));
  } while (is_plain());
  now_ = ReadyEntry();
}

void EventLoop::run_forever() {
  check_can_run();
  const Running running(*this);
  do {
    if (!attention_.watched && is_plain()) {
      run_plain_iterations();
    } else {
      run_once();
    }
  } while (!stopping());
}

// As `enqueue`, whichever thread runs.
void EventLoop::enqueue_from_elsewhere(Handle& handle) {
  if (contexts_.in_use()) keep_context(handle, nullptr);
  handle.add_ref();
  if (trace_ == nullptr) {
    ready_.push(ReadyEntry(handle));
    return;
  }
  const CauseKept kept(*trace_);
  trace_->set_cause(trace_->record(EventKind::call_threadsafe, trace_->identify(handle), 0,
                                   trace_->label(handle.label()), trace_->cause()));
  enqueue_traced(handle);
}

void EventLoop::enqueue_threadsafe(HandleRef handle) {
  check_open();
  if (ThreadContext::current().running_loop == this) {
    enqueue_from_elsewhere(*handle);
    wake();
  } else {
    door_->deliver(std::move(handle));
  }
}

// BaseSelectorEventLoop._read_from_self
void EventLoop::read_from_self() {
  selector_->take_wakes();
  // Those that came since the wait have no wake-up of their own any more.
  for (const HandleRef& call : door_->take()) enqueue_from_elsewhere(*call);
  for (const auto& attachment : attachments_) {
    if (attachment) attachment->wakeup_read(*this);
  }
}

void EventLoop::wake() {
  selector_->wake();
}

void EventLoop::timer_cancelled(Handle& handle) {
  if ((handle.word_ & Handle::scheduled_bit) != 0) ++cancelled_timers_;
  if (trace_ == nullptr) return;
  if ((handle.word_ & (Handle::scheduled_bit | Handle::queued_bit)) != 0) {
    trace_->record_brief(EventKind::handle_cancelled, handle.id_, trace_->cause());
  }
}

// The handle has one reference, the caller's, which goes if the loop refuses it.
[[gnu::noinline]] void EventLoop::enqueue_with_care(Handle& handle) {
  if (trace_ != nullptr && !special_) {
    handle.add_ref();
    enqueue_traced(handle);
    return;
  }
  HandleRef kept = HandleRef::adopt(&handle);
  check_open();
  if (debug_) check_thread();
  if (contexts_.in_use()) keep_context(handle, nullptr);
  handle.add_ref();
  if (trace_ != nullptr) {
    enqueue_traced(handle);
  } else {
    ready_.push(ReadyEntry(handle));
  }
  kept.detach();
}

// Contexts.

void EventLoop::use_contexts() {
  if (contexts_.in_use()) return;
  contexts_.use();
  note_watchers();
  if (!is_running()) return;
  // What runs now was made before there was a context to carry: its own is a copy of the outer one.
  ThreadContext::current().context = context_of(now_).get();
}

void EventLoop::keep_context(Handle& handle, const ContextRef& context) {
  if (context == nullptr && (!contexts_.in_use() || (handle.word_ & Handle::context_bit) != 0)) {
    return;
  }
  if (context != nullptr) use_contexts();
  contexts_.keep(&handle, context != nullptr ? context : copy_context());
  handle.word_ |= Handle::context_bit;
}

ContextRef EventLoop::context_of(ReadyEntry entry) {
  const void* const owner = entry.kind() == ReadyEntry::Kind::handle
                                ? static_cast<const void*>(entry.handle_or_null())
                                : static_cast<const void*>(&entry.task());
  ContextRef context = contexts_.find(owner);
  if (context != nullptr) return context;
  context = outer_context_ != nullptr ? outer_context_->copy() : std::make_shared<Context>();
  if (entry.kind() != ReadyEntry::Kind::handle) {
    TaskCalls::carry_context(entry.task());
    contexts_.keep(owner, context);
  } else {
    transient_context_ = context;
  }
  return context;
}

void EventLoop::run_in_context(ReadyEntry entry) {
  const ContextRef context = context_of(entry);
  context->run([&] { run_watched(entry); });
}

void EventLoop::check_thread() const {
  if (is_running() && ThreadContext::current().running_loop != this) {
    throw LoopError(
        "Non-thread-safe operation invoked on an event loop other than the current one");
  }
}

void EventLoop::throw_closed() {
  throw LoopError("Event loop is closed");
}

}  // namespace loopscope
