#include "engine/coro/future.h"

#include <fmt/format.h>

#include <cmath>
#include <memory>
#include <vector>

#include "engine/base/float_text.h"
#include "engine/coro/task.h"

namespace loopscope {

/// More than one callback, or a message of cancel() while the future is pending.
struct FutureBase::Callbacks : Pooled {
  std::vector<ReadyEntry> entries;
  MessageRef message;
};

FutureCallback::~FutureCallback() {
  if (future_ != nullptr) future_->release();
}

void FutureBase::announce() {
  LoopTrace& trace = *loop_->trace();
  if (!trace.is_ready()) [[unlikely]] {
    announce(std::string_view{});
    return;
  }
  id_ = trace.ready_future_created();
}

[[gnu::noinline]] void FutureBase::announce(std::string_view label) {
  LoopTrace* const trace = loop_->trace();
  if (trace != nullptr) id_ = trace->future_created(label.empty() ? 0 : trace->intern(label));
}

void FutureBase::announce(const CallbackLabel& label) {
  if (LoopTrace* const trace = loop_->trace()) id_ = trace->future_created(trace->label(label));
}

[[gnu::noinline]] void FutureBase::retire() {
  if ((word_ & (log_traceback_bit | unfinished_task_bit)) != 0) [[unlikely]]
    return retire_unfinished();
  dispose();
}

[[gnu::noinline]] void FutureBase::retire_unfinished() {
  // The report may look at the future, and may even keep it.
  add_ref();
  report_unfinished_business();
  word_ -= one_reference;
  if (word_ < one_reference) dispose();
}

void FutureBase::report_unfinished_business() {
  if (!log_traceback()) return;
  forget_traceback();
  loop_->call_exception_handler(
      {.message = fmt::format("{} exception was never retrieved", class_name()),
       .exception = ExceptionRef(peek_exception()),
       .future = this});
}

// Outcome.

const Exception* FutureBase::peek_exception() const {
  if (state() != State::finished) return nullptr;
  return reinterpret_cast<const Exception*>(rest_);
}

ExceptionRef FutureBase::make_cancelled_error() {
  if (cancelled() && rest_ != 0 && (rest_ & message_tag) == 0) {
    // The CancelledError that ended the coroutine is handed out once.
    return ExceptionRef::adopt(reinterpret_cast<const Exception*>(std::exchange(rest_, 0)));
  }
  return loop_->exception_factory().cancelled(cancel_message());
}

MessageRef FutureBase::cancel_message() const {
  if (!done()) {
    const Callbacks* const list = many();
    return list != nullptr ? list->message : nullptr;
  }
  if ((rest_ & message_tag) == 0) return nullptr;
  return MessageRef(reinterpret_cast<const CancelMessage*>(rest_ & ~message_tag));
}

void FutureBase::set_cancel_message(MessageRef message) {
  if (done()) {
    // What it ended with stays; only the words of a cancellation can still be changed.
    if (!cancelled() || (rest_ != 0 && (rest_ & message_tag) == 0)) return;
    clear_rest();
    if (message) rest_ = reinterpret_cast<std::uintptr_t>(message.detach()) | message_tag;
    return;
  }
  if (message || many() != nullptr) make_many().message = std::move(message);
}

void FutureBase::clear_rest() {
  if (!done()) {
    drop_callbacks();
    return;
  }
  const std::uintptr_t old = std::exchange(rest_, 0);
  if (old == 0) return;
  if ((old & message_tag) != 0) {
    reinterpret_cast<const CancelMessage*>(old & ~message_tag)->release();
  } else {
    reinterpret_cast<const Exception*>(old)->release();
  }
}

void FutureBase::drop_rest_and_dispose() {
  clear_rest();
  dispose();
}

ExceptionRef FutureBase::result_error() {
  if (cancelled()) return make_cancelled_error();
  forget_traceback();
  return ExceptionRef(peek_exception());
}

ExceptionRef FutureBase::exception() {
  if (cancelled()) make_cancelled_error()->rethrow();
  if (!done()) throw InvalidStateError("Exception is not set.");
  forget_traceback();
  return ExceptionRef(peek_exception());
}

void FutureBase::raise_result() {
  if (!done()) throw InvalidStateError("Result is not ready.");
  if (const ExceptionRef error = result_error()) error->rethrow();
}

void FutureBase::throw_not_pending() const {
  throw InvalidStateError((cancelled() ? "CANCELLED: " : "FINISHED: ") + repr());
}

// Ends.

[[gnu::noinline]] void FutureBase::conclude_with_care(FutureOutcome outcome, ReadyEntry waiting) {
  LoopTrace* const trace = loop_->trace();
  if (trace == nullptr) {
    schedule_all(waiting);
  } else if (outcome == FutureOutcome::result && waiting.kind() == ReadyEntry::Kind::wakeup) {
    wake_traced(result_text(*trace), waiting);
  } else {
    finish_traced(outcome, waiting);
  }
}

// As EventLoop::enqueue_traced, it calls nobody.
[[gnu::noinline]] void FutureBase::wake_traced(TextId text, ReadyEntry waiting) {
  LoopTrace& trace = *loop_->trace();
  ReadyQueue& ready = loop_->ready_;
  if (loop_->is_closed() || !ready.fits() || !trace.is_ready()) [[unlikely]] {
    finish_traced(FutureOutcome::result, waiting);
    return;
  }
  const FutureBase& task = waiting.task();
  const ObjectId handle = trace.new_object();
  ready.push_fitting(waiting, {handle, trace.ready_result_wakes(id_, text, task.id_, handle)});
}

void FutureBase::finish_traced(FutureOutcome outcome, ReadyEntry waiting) {
  LoopTrace& trace = *loop_->trace();
  TextId text = 0;
  if (outcome == FutureOutcome::result) {
    text = result_text(trace);
  } else if (const Exception* const error = peek_exception()) {
    text = trace.intern(error->repr());
  } else {
    text = trace.cancelled_text();
  }
  if (waiting.kind() == ReadyEntry::Kind::wakeup && !loop_->is_closed()) {
    const ObjectId handle = trace.new_object();
    const EventId arrived = trace.done_wakes(id_, outcome, text, waiting.task().trace_id(), handle);
    loop_->ready_.push(waiting, {handle, arrived});
    return;
  }
  const EventId before = trace.cause();
  trace.set_cause(trace.record(EventKind::future_done, id_, 0, text, before,
                               static_cast<std::uint16_t>(outcome)));
  schedule_all(waiting);
  trace.set_cause(before);
}

TextId FutureBase::result_text(LoopTrace& trace) const {
  return trace.none_text();
}

void FutureBase::set_exception(ExceptionRef error) {
  require_pending();
  finish_with(std::move(error));
}

void FutureBase::finish_with(ExceptionRef error) {
  word_ |= log_traceback_bit;
  conclude(State::finished, FutureOutcome::exception,
           reinterpret_cast<std::uintptr_t>(error.detach()));
}

bool FutureBase::cancel(MessageRef message) {
  forget_traceback();
  return cancel_now(std::move(message));
}

bool FutureBase::cancel_now(MessageRef message, ExceptionRef original) {
  if (done()) return false;
  std::uintptr_t ended = 0;
  if (original) {
    ended = reinterpret_cast<std::uintptr_t>(original.detach());
  } else if (message) {
    ended = reinterpret_cast<std::uintptr_t>(message.detach()) | message_tag;
  }
  conclude(State::cancelled, FutureOutcome::cancelled, ended);
  return true;
}

// Callbacks.

FutureBase::Callbacks* FutureBase::many() const {
  if (done() || (rest_ & many_tag) != many_tag) return nullptr;
  return reinterpret_cast<Callbacks*>(rest_ & ~many_tag);
}

FutureBase::Callbacks& FutureBase::make_many() {
  if (Callbacks* const list = many()) return *list;
  auto* const list = new Callbacks;
  if (rest_ != 0) list->entries.push_back(ReadyEntry::from_bits(rest_));
  rest_ = reinterpret_cast<std::uintptr_t>(list) | many_tag;
  return *list;
}

/// The future is pending.
void FutureBase::add_entry(ReadyEntry entry) {
  if (rest_ == 0) {
    rest_ = entry.bits();
  } else {
    make_many().entries.push_back(entry);
  }
}

void FutureBase::schedule_all(ReadyEntry waiting) {
  if (waiting.bits() == 0) return;
  if ((waiting.bits() & many_tag) != many_tag) {
    schedule(waiting);
    return;
  }
  const std::unique_ptr<Callbacks> list(reinterpret_cast<Callbacks*>(waiting.bits() & ~many_tag));
  if (loop_->is_closed()) {
    for (const ReadyEntry entry : list->entries) drop_entry(entry);
    loop_->check_open();
  }
  for (const ReadyEntry entry : list->entries) schedule(entry);
}

/// Takes over the entry's reference, also if it throws.
void FutureBase::schedule(ReadyEntry entry) {
  if (loop_->is_closed()) {
    drop_entry(entry);
    loop_->check_open();
  }
  if (entry.kind() == ReadyEntry::Kind::wakeup) {
    loop_->enqueue(entry);
    return;
  }
  const HandleRef handle = HandleRef::adopt(&entry.handle());
  auto& callback = static_cast<FutureCallback&>(*handle);
  callback.future_ = this;
  add_ref();
  loop_->enqueue(callback);
}

void FutureBase::add_done_callback(FutureCallback& callback) {
  if (loop_->contexts().in_use()) [[unlikely]]
    loop_->keep_context(callback, nullptr);
  callback.add_ref();
  if (done()) {
    schedule(ReadyEntry(callback));
  } else {
    add_entry(ReadyEntry(callback));
  }
}

void FutureBase::add_another(ReadyEntry entry) {
  if (done()) {
    schedule(entry);
  } else {
    add_entry(entry);
  }
}

std::size_t FutureBase::remove_done_callback(const Handle& callback) {
  return remove_done_callbacks_if([&](FutureCallback& other) { return &other == &callback; });
}

void FutureBase::forget_wakeup(const TaskBase& task) {
  for (const ReadyEntry entry : take_callbacks()) {
    if (entry.kind() == ReadyEntry::Kind::wakeup && &entry.task() == &task) {
      drop_entry(entry);
    } else {
      add_entry(entry);
    }
  }
}

std::size_t FutureBase::callback_count() const {
  if (const Callbacks* const list = many()) return list->entries.size();
  return done() || rest_ == 0 ? 0 : 1;
}

std::vector<ReadyEntry> FutureBase::callback_entries() const {
  if (done() || rest_ == 0) return {};
  if (const Callbacks* const list = many()) return list->entries;
  return {ReadyEntry::from_bits(rest_)};
}

/// A message stays.
std::vector<ReadyEntry> FutureBase::take_callbacks() {
  if (done() || rest_ == 0) return {};
  if (Callbacks* const list = many()) return std::exchange(list->entries, {});
  return {ReadyEntry::from_bits(std::exchange(rest_, 0))};
}

void FutureBase::drop_entry(ReadyEntry entry) {
  if (entry.kind() == ReadyEntry::Kind::wakeup) {
    entry.task().release();
  } else {
    entry.handle().release();
  }
}

void FutureBase::drop_callbacks() {
  for (const ReadyEntry entry : take_callbacks()) drop_entry(entry);
  delete many();
  rest_ = 0;
}

// Text.

std::string FutureBase::state_repr() const {
  switch (state()) {
    case State::pending:
      return "pending";
    case State::cancelled:
      return "cancelled";
    case State::finished:
      break;
  }
  if (const Exception* const error = peek_exception()) {
    return "finished exception=" + error->repr();
  }
  return "finished result=" + result_repr();
}

std::string FutureBase::repr() const {
  return fmt::format("<{} {}>", class_name(), state_repr());
}

std::string value_repr(bool value) {
  return value ? "True" : "False";
}
std::string value_repr(double value) {
  return float_repr(value);
}
std::string value_repr(Nothing) {
  return "None";
}

std::string value_repr(std::string_view value) {
  std::string text = "'";
  for (const char c : value) {
    if (c == '\'' || c == '\\') text += '\\';
    if (c == '\n') {
      text += "\\n";
    } else {
      text += c;
    }
  }
  return text + "'";
}

}  // namespace loopscope
