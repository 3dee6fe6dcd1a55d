#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "engine/loop/handle.h"
#include "engine/loop/ready_queue.h"
#include "engine/loop/traced_object.h"
#include "engine/trace/event.h"
#include "engine/trace/recorder.h"

namespace loopscope {

/// What a traced loop keeps beside the recorder: its number, label texts, and the last event of
/// objects where a later event needs it as its cause. A loop that is not traced has none.
class LoopTrace {
 public:
  LoopTrace(Recorder& recorder, std::uint8_t loop) : recorder_(&recorder), loop_(loop) {}
  LoopTrace(const LoopTrace&) = delete;
  LoopTrace& operator=(const LoopTrace&) = delete;
  ~LoopTrace();

  Recorder& recorder() { return *recorder_; }
  ObjectId new_object() { return recorder_->new_object(); }
  /// The event that what happens now follows from.
  EventId cause() const { return recorder_->cause(); }
  void set_cause(EventId cause) { recorder_->set_cause(cause); }
  void set_time(double seconds) { recorder_->set_time(seconds); }

  EventId record(EventKind kind, ObjectId subject, std::uint32_t object, std::uint32_t detail,
                 EventId cause, std::uint16_t flags = 0) {
    return recorder_->record_on(loop_, kind, subject, object, detail, cause, flags);
  }
  EventId record_value(EventKind kind, ObjectId subject, double value, EventId cause) {
    return recorder_->record_value_on(loop_, kind, subject, value, cause);
  }
  /// For an event without object and detail.
  EventId record_brief(EventKind kind, ObjectId subject, EventId cause) {
    return recorder_->record_brief_on(loop_, kind, subject, cause);
  }
  TextId intern(std::string_view text) { return recorder_->intern(text); }

  // What comes together at every turn, in one record (engine/trace/packed.h): the same events as
  // recorded one by one.

  /// iteration_begin with a timeout of 0, select_end at `now` with nothing, timers_end.
  void iteration(double now, std::size_t count) {
    if (now == recorder_->time() && recorder_->line() == 0) [[likely]] {
      packed::Word* const record = recorder_->room();
      record[0] = head(packed::Shape::iteration, static_cast<std::uint32_t>(count));
      recorder_->commit(record + 1, 3);
    } else {
      iteration_by_events(now, count);
    }
  }
  /// iteration_end, and the same.
  void next_iteration(double now, std::size_t count) {
    if (now == recorder_->time() && recorder_->line() == 0) [[likely]] {
      packed::Word* const record = recorder_->room();
      record[0] = head(packed::Shape::next_iteration, static_cast<std::uint32_t>(count));
      recorder_->commit(record + 1, 4);
    } else {
      record(EventKind::iteration_end, 0, 0, 0, 0);
      iteration_by_events(now, count);
    }
  }

  // What lies between two handles goes into the record with which the second begins: it is told a
  // little later, by `tell` or by what follows.

  /// handle_run_end
  void run_ends(ObjectId handle, EventId begin) {
    if (recorder_->line() == 0) [[likely]] {
      ended_ = packed::joined(handle, begin);
    } else {
      record_brief(EventKind::handle_run_end, handle, begin);
    }
  }
  /// next_iteration(); `count` is not 0.
  void iteration_follows(double now, std::size_t count) {
    if (recorder_->line() == 0) [[likely]] {
      batch_ = static_cast<std::uint32_t>(count);
    } else {
      tell();
      next_iteration(now, count);
    }
  }
  /// handle_run_begin, whose number is returned.
  EventId run_begins(ReadyTag tag) {
    if (ended_ == 0) [[unlikely]] {
      tell();
      return record_brief(EventKind::handle_run_begin, tag.handle(), tag.arrived());
    }
    packed::Word* const record = recorder_->room();
    record[2] = std::exchange(ended_, 0);
    if (batch_ != 0) {
      record[0] = head(packed::Shape::next_turn, tag.handle());
      record[1] = packed::joined(tag.arrived(), std::exchange(batch_, 0));
      return recorder_->commit(record + 3, 6);
    }
    record[0] = head(packed::Shape::turn, tag.handle());
    record[1] = tag.arrived();
    return recorder_->commit(record + 3, 2);
  }
  /// What was not told yet.
  void tell() {
    if (ended_ != 0) [[unlikely]]
      tell_end();
    if (batch_ != 0) [[unlikely]]
      next_iteration(recorder_->time(), std::exchange(batch_, 0));
  }
  /// set_time()
  void go_to(double now) {
    if (now == recorder_->time()) [[likely]]
      return;
    if (ended_ != 0) tell_end();
    if (batch_ != 0) next_iteration(now, std::exchange(batch_, 0));
    set_time(now);
  }

  /// A task's handle runs, and the step in it begins: handle_run_begin, and task_step_begin, whose
  /// number is returned; the other's is one less.
  EventId run_step(ReadyTag tag, ObjectId task) {
    if (batch_ != 0 && ended_ == 0) {
      packed::Word* const record = recorder_->room();
      record[0] = head(packed::Shape::next_step, tag.handle());
      record[1] = packed::joined(tag.arrived(), task);
      record[2] = std::exchange(batch_, 0);
      return recorder_->commit(record + 3, 6);
    }
    tell();
    if (recorder_->line() == 0) [[likely]] {
      packed::Word* const record = recorder_->room();
      record[0] = head(packed::Shape::run_step, tag.handle());
      record[1] = packed::joined(tag.arrived(), task);
      return recorder_->commit(record + 2, 2);
    }
    const EventId run = record_brief(EventKind::handle_run_begin, tag.handle(), tag.arrived());
    return record_brief(EventKind::task_step_begin, task, run);
  }

  /// How a step ends that run_step began. Nothing has changed the cause since, and the line of the
  /// program is taken back.
  struct Step {
    ObjectId task = 0;
    ObjectId handle = 0;
    EventId begin = 0;  ///< its task_step_begin
  };
  /// task_yielded, handle_enqueued (returned), task_step_end, handle_run_end.
  EventId step_yielded(const Step& step, ObjectId next_handle, TextId label) {
    packed::Word* const record = recorder_->room();
    record[0] = head(packed::Shape::step_yielded, next_handle);
    record[1] = packed::joined(step.task, step.handle);
    record[2] = packed::joined(step.begin, recorder_->line());
    record[3] = label;
    recorder_->set_line(0);
    return recorder_->commit(record + 4, 4) - 2;
  }
  /// task_waits_for, task_step_end, handle_run_end.
  void step_waits(const Step& step, ObjectId future) {
    packed::Word* const record = recorder_->room();
    record[0] = head(packed::Shape::step_waits, step.task);
    record[1] = packed::joined(future, step.begin);
    record[2] = packed::joined(step.handle, recorder_->line());
    recorder_->set_line(0);
    recorder_->commit(record + 3, 3);
  }
  /// task_step_end, handle_run_end.
  void step_ended(const Step& step) {
    packed::Word* const record = recorder_->room();
    record[0] = head(packed::Shape::step_ended, step.task);
    record[1] = packed::joined(step.handle, step.begin);
    record[2] = recorder_->line();
    recorder_->set_line(0);
    recorder_->commit(record + 3, 2);
  }

  /// future_created of a new identity, which is returned.
  ObjectId future_created(TextId label) {
    const ObjectId future = new_object();
    if (label == 0) {
      record_brief(EventKind::future_created, future, cause());
    } else {
      record(EventKind::future_created, future, 0, label, cause());
    }
    return future;
  }
  /// task_created, handle_enqueued (returned).
  EventId task_created(ObjectId task, TextId name, TextId coroutine, ObjectId handle,
                       TextId label) {
    packed::Word* const record = recorder_->room();
    record[0] = head(packed::Shape::task_created, task);
    record[1] = packed::joined(name, coroutine);
    record[2] = packed::joined(cause(), recorder_->line());
    record[3] = packed::joined(handle, label);
    return recorder_->commit(record + 4, 2);
  }
  /// A future that wakes a task: future_done, handle_enqueued (returned).
  EventId done_wakes(ObjectId future, FutureOutcome outcome, TextId text, ObjectId task,
                     ObjectId handle, TextId label) {
    return write_done_wakes(recorder_->room(), future, outcome, text, task, handle, label);
  }
  /// handle_enqueued.
  EventId handle_enqueued(ObjectId handle, ObjectId owner, TextId label, HandleRole role) {
    return write_enqueued(recorder_->room(), handle, owner, label, role);
  }
  /// timer_created, timer_scheduled (returned).
  EventId timer_scheduled(ObjectId handle, ObjectId owner, TextId label, HandleRole role,
                          double when) {
    return write_timer(recorder_->room(), handle, owner, label, role, when);
  }

  // The same without a call to anybody, where `is_ready` has just been true: what comes thousands
  // of times a turn is told by functions that need no registers saved.

  /// Nothing has to be prepared for one more record.
  bool is_ready() const { return recorder_->is_ready() && wakeup_text_ != 0; }
  /// The same of a callback of that label.
  bool is_ready(const CallbackLabel& label) const {
    return cached(label).label == &label && recorder_->is_ready();
  }
  ObjectId ready_future_created() {
    const ObjectId future = new_object();
    packed::Word* const record = recorder_->ready_room();
    record[0] = head(packed::Shape::brief, future);
    record[1] = packed::brief_rest(EventKind::future_created, cause(), recorder_->line());
    recorder_->commit(record + 2, 1);
    return future;
  }
  EventId ready_result_wakes(ObjectId future, TextId text, ObjectId task, ObjectId handle) {
    return write_done_wakes(recorder_->ready_room(), future, FutureOutcome::result, text, task,
                            handle, wakeup_text_);
  }
  EventId ready_enqueued(ObjectId handle, const CallbackLabel& label, HandleRole role) {
    return write_enqueued(recorder_->ready_room(), handle, 0, cached(label).text, role);
  }
  EventId ready_timer(ObjectId handle, const CallbackLabel& label, HandleRole role, double when) {
    return write_timer(recorder_->ready_room(), handle, 0, cached(label).text, role, when);
  }

  /// The text of a label, found without hashing it when it was used lately.
  TextId label(const CallbackLabel& label) {
    const Cached& known = cached(label);
    return known.label == &label ? known.text : intern_label(label);
  }

  // Texts that are always needed, found without looking.
  TextId step_label() { return known(step_text_, "Task.__step"); }
  TextId wakeup_label() { return known(wakeup_text_, "Task.__wakeup"); }
  TextId none_text() { return known(none_text_, "None"); }
  TextId cancelled_text() { return known(cancelled_text_, "CancelledError()"); }

  /// Remembers `event` for `object`: where a timer was scheduled, who asked a task to cancel.
  void remember(ObjectId object, EventId event) {
    if (object >= last_.size()) [[unlikely]]
      make_room_for(object);
    last_[object] = event;
  }
  /// There is room for what identify() gives, new or not.
  bool can_remember() const { return recorder_->last_object() + 1 < last_.size(); }
  void prefetch_remembered(ObjectId object) const { __builtin_prefetch(last_.data() + object); }
  EventId remembered(ObjectId object) const { return object < last_.size() ? last_[object] : 0; }

  /// The number that a task has in its name.
  void remember_number(ObjectId task, std::uint32_t number) {
    if (task >= numbers_.size()) numbers_.resize(task + task / 2 + 64);
    numbers_[task] = number;
  }
  std::uint32_t number_of(ObjectId task) const {
    return task < numbers_.size() ? numbers_[task] : 0;
  }

  /// Gives a handle its identity, at the latest when it is first put somewhere.
  ObjectId identify(Handle& handle) {
    if (handle.id_ == 0) handle.id_ = new_object();
    return handle.id_;
  }

  /// From now on the loop's trace tells of `object`; returns its new identity.
  ObjectId add_object(TracedObject& object);
  /// The last one added that is still there, others behind it; null if there is none.
  const TracedObject* objects() const { return objects_; }

 private:
  friend class TracedObject;

  struct Cached {
    const CallbackLabel* label = nullptr;
    TextId text = 0;
  };

  packed::Word head(packed::Shape shape, std::uint32_t subject, std::uint32_t flags = 0) const {
    return packed::head(shape, loop_, flags, subject);
  }
  void iteration_by_events(double now, std::size_t count) {
    record_value(EventKind::iteration_begin, 0, 0.0, 0);
    set_time(now);
    record(EventKind::select_end, 0, 0, 0, 0);
    record(EventKind::timers_end, 0, static_cast<std::uint32_t>(count), 0, 0);
  }

  EventId write_done_wakes(packed::Word* record, ObjectId future, FutureOutcome outcome,
                           TextId text, ObjectId task, ObjectId handle, TextId label) {
    record[0] = head(packed::Shape::done_wakes, future, static_cast<std::uint32_t>(outcome));
    record[1] = packed::joined(text, task);
    record[2] = packed::joined(cause(), recorder_->line());
    record[3] = packed::joined(handle, label);
    return recorder_->commit(record + 4, 2);
  }
  EventId write_enqueued(packed::Word* record, ObjectId handle, ObjectId owner, TextId label,
                         HandleRole role) {
    record[0] = packed::head(static_cast<std::uint32_t>(EventKind::handle_enqueued), loop_,
                             static_cast<std::uint32_t>(role), handle);
    record[1] = packed::joined(owner, label);
    record[2] = packed::joined(cause(), recorder_->line());
    return recorder_->commit(record + 3, 1);
  }
  EventId write_timer(packed::Word* record, ObjectId handle, ObjectId owner, TextId label,
                      HandleRole role, double when) {
    record[0] = head(packed::Shape::timer_scheduled, handle, static_cast<std::uint32_t>(role));
    record[1] = packed::joined(owner, label);
    record[2] = packed::joined(cause(), recorder_->line());
    record[3] = std::bit_cast<packed::Word>(when);
    return recorder_->commit(record + 4, 2);
  }
  void tell_end() {
    const packed::Word ended = std::exchange(ended_, 0);
    record_brief(EventKind::handle_run_end, packed::low_half(ended), packed::high_half(ended));
  }
  const Cached& cached(const CallbackLabel& label) const {
    return labels_[(reinterpret_cast<std::uintptr_t>(&label) >> 4) % labels_.size()];
  }
  TextId intern_label(const CallbackLabel& label);
  void make_room_for(ObjectId object);
  TextId known(TextId& text, std::string_view spelt) {
    if (text == 0) [[unlikely]]
      text = recorder_->intern(spelt);
    return text;
  }

  Recorder* recorder_;
  packed::Word ended_ = 0;   ///< joined(handle, its handle_run_begin): its end is not told yet
  std::uint32_t batch_ = 0;  ///< handles of an iteration that is not told yet
  std::uint8_t loop_;
  TextId step_text_ = 0;
  TextId wakeup_text_ = 0;
  TextId none_text_ = 0;
  TextId cancelled_text_ = 0;
  std::array<Cached, 32> labels_{};
  std::vector<EventId> last_;
  std::vector<std::uint32_t> numbers_;
  TracedObject* objects_ = nullptr;
};

/// Puts the cause back at the end of a block.
class CauseKept {
 public:
  explicit CauseKept(LoopTrace& trace) : trace_(trace), cause_(trace.cause()) {}
  CauseKept(const CauseKept&) = delete;
  CauseKept& operator=(const CauseKept&) = delete;
  ~CauseKept() { trace_.set_cause(cause_); }

 private:
  LoopTrace& trace_;
  EventId cause_;
};

/// What happens while this lives follows from one event.
class Because {
 public:
  Because() = default;
  Because(LoopTrace& trace, EventId cause) : kept_(std::in_place, trace) { trace.set_cause(cause); }

 private:
  std::optional<CauseKept> kept_;
};

}  // namespace loopscope
