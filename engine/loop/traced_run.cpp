#include <bit>
#include <limits>

#include "engine/loop/event_loop.h"

// How a loop runs that is traced: as one that is not, and tells. Part of the hot path's translation
// unit.

namespace loopscope {

// Runs one entry and tells so, and what came before it. Returns what is not told yet.
LoopTrace::Between EventLoop::run_traced(LoopTrace::Between between, ReadyEntry entry,
                                         ReadyTag tag) {
  now_ = entry;
  LoopTrace& trace = *trace_;
  if (entry.kind() != ReadyEntry::Kind::handle) {
    return TaskCalls::run_traced(trace, between, entry, tag);
  }
  const EventId begin = trace.run_begins(between, tag);
  trace.set_cause(begin);
  run_handle(entry.handle());
  trace.set_cause(0);
  return trace.run_ends(tag.handle(), begin);
}

// The same in debug mode, or where contexts are in use.
LoopTrace::Between EventLoop::run_special_traced(LoopTrace::Between between, ReadyEntry entry,
                                                 ReadyTag tag) {
  if (debug_) {
    LoopTrace& trace = *trace_;
    now_ = entry;
    const EventId begin = trace.run_begins(between, tag);
    trace.set_cause(begin);
    run_and_time(entry);
    trace.set_cause(0);
    between = trace.run_ends(tag.handle(), begin);
  } else if (contexts_.in_use()) {
    context_of(entry)->run([&] { between = run_traced(between, entry, tag); });
  } else {
    between = run_traced(between, entry, tag);
  }
  if (contexts_.in_use()) ThreadContext::current().context = outer_context_;
  return between;
}

// The next entry, whatever has to be looked at.
[[gnu::noinline]] LoopTrace::Between EventLoop::run_next_with_care(LoopTrace::Between between) {
  LoopTrace& trace = *trace_;
  if (trace.recorder().alarm_near()) between = intervene(between);
  const ReadyTag tag = ready_.front_tag();
  const ReadyEntry entry = ready_.pop();
  if (Handle* const handle = entry.handle_or_null()) {
    handle->word_ &= ~Handle::queued_bit;
    if (handle->cancelled()) {
      trace.tell(between);
      handle->release();
      return {};
    }
  }
  if (const double now = time(); now != trace.recorder().time())
    between = trace.go_to(between, now);
  return run_special_traced(between, entry, tag);
}

/// What a traced loop looks at before every entry.
struct EventLoop::TracedBatch {
  explicit TracedBatch(EventLoop& loop)
      : trace(*loop.trace_), recorder(trace.recorder()), clock(loop.platform_->virtual_clock()) {
    static constexpr double never = std::numeric_limits<double>::quiet_NaN();
    if (clock == nullptr) clock = &never;  // a real clock moves by itself
  }
  /// Somebody acts soon, or time has moved, or a line of the program runs.
  bool disturbed() const {
    return recorder.alarm_near() || recorder.line() != 0 ||
           std::bit_cast<std::uint64_t>(*clock) != std::bit_cast<std::uint64_t>(recorder.time());
  }

  LoopTrace& trace;
  Recorder& recorder;
  const double* clock;
  std::size_t left = 0;  ///< entries of the batch
  LoopTrace::Between between;
};

// On to the next iteration, if it has no wait, no timers, and nobody looks between this one and it:
// the entries of its batch, or 0.
[[gnu::always_inline]] inline std::size_t EventLoop::next_batch(const Recorder& recorder) {
  if (ready_.empty() || stopping() || !heap_.empty() || !selector_->quiet() || special_ ||
      recorder.alarm_near() || recorder.line() != 0) {
    return 0;
  }
  ++iteration_;
  ready_.trim();
  return ready_.size();
}

// While plain handles come that nobody else refers to.
[[gnu::noinline]] void EventLoop::run_handles_traced(TracedBatch& batch) {
  do {
    const ReadyEntry entry = ready_.front();
    if (entry.kind() != ReadyEntry::Kind::handle) break;
    if (!batch.disturbed() && !special_ && entry.handle().word_ == Handle::alone_in_queue)
        [[likely]] {
      run_handles_undisturbed(batch);
    } else {
      --batch.left;
      batch.between = run_next_with_care(batch.between);
    }
    if (batch.left == 0) {
      batch.left = next_batch(batch.recorder);
      batch.between.batch = static_cast<std::uint32_t>(batch.left);
    }
  } while (batch.left > 0);
}

// The same; `disturbed()` has just been false, and is asked after each of them: once a callback.
[[gnu::always_inline]] inline void EventLoop::run_handles_undisturbed(TracedBatch& batch) {
  LoopTrace& trace = batch.trace;
  std::size_t left = batch.left;
  packed::Word ended = batch.between.ended;
  std::uint32_t begins = batch.between.batch;
  ReadyEntry entry = ready_.front();
  do {
    const ReadyTag tag = ready_.front_tag();
    ready_.pop();
    now_ = entry;
    Handle& handle = entry.handle();
    handle.word_ = Handle::one_reference;
    const EventId begin = trace.run_begins({ended, begins}, tag);
    trace.set_cause(begin);
    handle.type_->run_last(handle);
    trace.set_cause(0);
    ended = trace.run_ends(tag.handle(), begin).ended;
    begins = 0;
    --left;
    if (batch.disturbed() || special_) [[unlikely]]
      break;
    if (left == 0) {
      if (stopping() || !is_plain()) break;
      ++iteration_;
      ready_.trim();
      left = ready_.size();
      begins = static_cast<std::uint32_t>(left);
    }
    entry = ready_.front();
  } while (entry.kind() == ReadyEntry::Kind::handle &&
           entry.handle().word_ == Handle::alone_in_queue);
  batch.left = left;
  batch.between = {ended, begins};
}

// While steps of tasks come. Flat: the step is part of it, without a call.
[[gnu::noinline, gnu::flatten]] void EventLoop::run_steps_traced(TracedBatch& batch) {
  LoopTrace& trace = batch.trace;
  Recorder& recorder = batch.recorder;
  std::size_t left = batch.left;
  std::uint32_t begins = batch.between.batch;
  if (batch.between.ended != 0) {
    trace.tell(batch.between);
    begins = 0;
  }
  do {
    const ReadyEntry entry = ready_.front();
    if (entry.kind() == ReadyEntry::Kind::handle) break;
    --left;
    if (batch.disturbed() || special_) [[unlikely]] {
      trace.tell(run_next_with_care({0, begins}));
    } else {
      const ReadyTag tag = ready_.front_tag();
      ready_.pop();
      now_ = entry;
      TaskCalls::run_plain_traced(trace, begins, entry, tag);
    }
    begins = 0;
    if (left == 0) begins = static_cast<std::uint32_t>(left = next_batch(recorder));
  } while (left > 0);
  batch.left = left;
  batch.between = {0, begins};
}

// `selected`: the beginning of the iteration and its select have been told; else they came to
// nothing.
void EventLoop::run_iterations_traced(bool selected) {
  TracedBatch batch(*this);
  batch.left = ready_.size();
  if (selected) {
    batch.trace.record(EventKind::timers_end, 0, static_cast<std::uint32_t>(batch.left), 0, 0);
  } else {
    batch.trace.iteration(time(), batch.left);
  }
  if (batch.left == 0) intervene({});
  while (batch.left > 0) {
    if (ready_.front().kind() == ReadyEntry::Kind::handle) {
      run_handles_traced(batch);
    } else {
      run_steps_traced(batch);
    }
  }
  batch.trace.tell(batch.between);
  now_ = ReadyEntry();
  batch.trace.record(EventKind::iteration_end, 0, 0, 0, 0);
  if (observer_) observer_(*this);
}

// Lets those act who have waited for this point of the trace.
[[gnu::noinline]] LoopTrace::Between EventLoop::intervene(LoopTrace::Between between) {
  trace_->tell(between);
  if (!trace_->recorder().alarm_due()) [[likely]]
    return {};
  now_ = ReadyEntry();
  trace_->set_time(time());
  trace_->recorder().ring();
  return {};
}

// What is put into the queue and the heap.

// Nothing in it calls anything: what has to be prepared first is another function's.
void EventLoop::enqueue_traced(Handle& handle) {
  LoopTrace& trace = *trace_;
  const HandleType& type = handle.type();
  if (type.plain_label == nullptr || !ready_.fits() || !trace.is_ready(*type.plain_label))
      [[unlikely]] {
    enqueue_unprepared(handle);
    return;
  }
  const ObjectId id = trace.identify(handle);
  handle.word_ |= Handle::queued_bit;
  ready_.push_fitting(ReadyEntry(handle),
                      {id, trace.ready_enqueued(id, *type.plain_label, type.role)});
}

[[gnu::noinline]] void EventLoop::enqueue_unprepared(Handle& handle) {
  const ObjectId id = trace_->identify(handle);
  handle.word_ |= Handle::queued_bit;
  const HandleType& type = handle.type();
  const CallbackLabel* const plain = type.plain_label;
  const ObjectId owner = plain != nullptr ? 0 : handle.owner();
  const TextId label = trace_->label(plain != nullptr ? *plain : handle.label());
  ready_.push(ReadyEntry(handle), {id, trace_->handle_enqueued(id, owner, label, type.role)});
}

void EventLoop::enqueue_traced(ReadyEntry entry) {
  const bool steps = entry.kind() == ReadyEntry::Kind::step;
  const ObjectId id = trace_->new_object();
  const EventId arrived =
      trace_->handle_enqueued(id, TaskCalls::trace_id(entry.task()),
                              steps ? TextTable::step_label : TextTable::wakeup_label,
                              steps ? HandleRole::step : HandleRole::wakeup);
  ready_.push(entry, {id, arrived});
}

void EventLoop::trace_timer(double when, Handle& handle) {
  LoopTrace& trace = *trace_;
  const HandleType& type = handle.type();
  const ObjectId id = trace.identify(handle);
  if (type.plain_label == nullptr || !trace.is_ready(*type.plain_label) || !trace.can_remember(id))
      [[unlikely]] {
    trace_timer_unprepared(when, handle);
    return;
  }
  trace.remember(id, trace.ready_timer(id, *type.plain_label, type.role, when));
}

[[gnu::noinline]] void EventLoop::trace_timer_unprepared(double when, Handle& handle) {
  const ObjectId id = trace_->identify(handle);
  const HandleType& type = handle.type();
  const CallbackLabel* const plain = type.plain_label;
  const ObjectId owner = plain != nullptr ? 0 : handle.owner();
  const TextId label = trace_->label(plain != nullptr ? *plain : handle.label());
  trace_->remember(id, trace_->timer_scheduled(id, owner, label, type.role, when));
}

// Of a handle that call_soon has just made, and that nobody refers to yet: it gets the caller's
// reference and the queue's, and is returned. What comes with every call calls nobody.
[[gnu::noinline]] Handle* EventLoop::enqueue_new(Handle& handle) {
  if (!ready_.fits_traced()) [[unlikely]]
    return enqueue_new_with_care(handle);
  LoopTrace& trace = *trace_;
  const CallbackLabel& label = *handle.type().plain_label;
  if (!trace.is_ready(label)) [[unlikely]]
    return enqueue_new_with_care(handle);
  const ObjectId id = trace.new_object();
  handle.id_ = id;
  handle.word_ = 2 * Handle::one_reference | Handle::queued_bit;
  ready_.push_fitting(ReadyEntry(handle), {id, trace.ready_enqueued(id, label, HandleRole::call)});
  return &handle;
}

[[gnu::noinline]] Handle* EventLoop::enqueue_new_with_care(Handle& handle) {
  handle.word_ = Handle::one_reference;
  enqueue_with_care(handle);
  return &handle;
}

}  // namespace loopscope
