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
#include "engine/loop/remembered_events.h"
#include "engine/loop/traced_object.h"
#include "engine/trace/event.h"
#include "engine/trace/recorder.h"

namespace loopscope {

/// What a traced loop keeps beside the recorder: its number, label texts, and the last event of
/// objects where a later event needs it as its cause. A loop that is not traced has none.
class LoopTrace {
 public:
  LoopTrace(Recorder& recorder, std::uint8_t loop)
      : recorder_(&recorder), loop_bits_(std::uint32_t{loop} << 8), loop_(loop) {}
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

  /// What lies between two handles goes into the record with which the second begins: until then
  /// the loop carries it along, and `tell` tells it where something else comes first.
  struct Between {
    packed::Word ended = 0;   ///< joined(handle, its handle_run_begin): its end is not told yet
    std::uint32_t batch = 0;  ///< handles of an iteration that is not told yet
  };

  /// handle_run_end
  Between run_ends(ObjectId handle, EventId begin) {
    if (recorder_->line() == 0) [[likely]]
      return {.ended = packed::joined(handle, begin)};
    record_brief(EventKind::handle_run_end, handle, begin);
    return {};
  }
  /// handle_run_begin, whose number is returned.
  EventId run_begins(Between between, ReadyTag tag) {
    if (between.ended == 0) [[unlikely]]
      return run_begins_apart(between, tag);
    packed::Word* const record = recorder_->room();
    record[1] = tag.word();
    record[2] = between.ended;
    if (between.batch != 0) {
      record[0] = head(packed::Shape::next_turn, between.batch);
      return recorder_->commit(record + 3, 6);
    }
    record[0] = head(packed::Shape::turn, 0);
    return recorder_->commit(record + 3, 2);
  }
  void tell(Between between);
  /// set_time(), after what came before it has been told.
  Between go_to(Between between, double now);

  /// A task's handle runs, and the step in it begins: handle_run_begin, and task_step_begin, whose
  /// number is returned; the other's is one less. No line of the program runs. `batch`: as in
  /// Between, of which nothing else is left.
  EventId run_step(std::uint32_t batch, ReadyTag tag, ObjectId task) {
    packed::Word* const record = recorder_->room();
    record[1] = packed::joined(tag.arrived(), task);
    if (batch == 0) {
      record[0] = head(packed::Shape::run_step, tag.handle());
      return recorder_->commit(record + 2, 2);
    }
    record[0] = head(packed::Shape::next_step, tag.handle());
    record[2] = batch;
    return recorder_->commit(record + 3, 6);
  }
  /// The same, whatever is not told yet, and whether a line runs.
  EventId run_step_apart(Between between, ReadyTag tag, ObjectId task) {
    const EventId run = run_begins_apart(between, tag);
    return record_brief(EventKind::task_step_begin, task, run);
  }
  /// Nothing was told since that event, and time has stood still.
  bool is_last(EventId event) const { return recorder_->is_last(event); }

  // How a step ends, whose task_step_begin is `begin`. Nothing has changed the cause since, and the
  // line of the program is taken back.

  /// task_yielded, handle_enqueued (returned), task_step_end, handle_run_end; run_step() was the
  /// last that was told, and its record becomes one of the whole step.
  EventId whole_yield(std::uint32_t batch, ObjectId handle, ObjectId next_handle) {
    packed::Word* const end = recorder_->end();
    const packed::Word rest = packed::joined(next_handle, recorder_->line());
    recorder_->set_line(0);
    if (batch == 0) {
      end[-2] = head(packed::Shape::whole_yield, handle);
      end[0] = rest;
      return recorder_->commit(end + 1, 4) - 2;
    }
    end[-3] = head(packed::Shape::next_yield, handle);
    end[-1] = rest;
    end[0] = batch;
    return recorder_->commit(end + 1, 4) - 2;
  }
  /// The same after something was told.
  EventId step_yielded(ObjectId task, ObjectId handle, EventId begin, ObjectId next_handle) {
    packed::Word* const record = recorder_->room();
    record[0] = head(packed::Shape::step_yielded, next_handle);
    record[1] = packed::joined(task, handle);
    record[2] = packed::joined(begin, recorder_->line());
    recorder_->set_line(0);
    return recorder_->commit(record + 3, 4) - 2;
  }
  /// task_waits_for, task_step_end, handle_run_end.
  void step_waits(ObjectId task, ObjectId handle, EventId begin, ObjectId future) {
    packed::Word* const record = recorder_->room();
    record[0] = head(packed::Shape::step_waits, task);
    record[1] = packed::joined(future, begin);
    record[2] = packed::joined(handle, recorder_->line());
    recorder_->set_line(0);
    recorder_->commit(record + 3, 3);
  }
  /// task_step_end, handle_run_end.
  void step_ended(ObjectId task, ObjectId handle, EventId begin) {
    packed::Word* const record = recorder_->room();
    record[0] = head(packed::Shape::step_ended, task);
    record[1] = packed::joined(handle, begin);
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
  EventId task_created(ObjectId task, TextId name, TextId coroutine, ObjectId handle) {
    packed::Word* const record = recorder_->room();
    record[0] = head(packed::Shape::task_created, task);
    record[1] = packed::joined(name, coroutine);
    record[2] = packed::joined(cause(), recorder_->line());
    record[3] = handle;
    return recorder_->commit(record + 4, 2);
  }
  /// A future that wakes a task: future_done, handle_enqueued (returned).
  EventId done_wakes(ObjectId future, FutureOutcome outcome, TextId text, ObjectId task,
                     ObjectId handle) {
    return write_done_wakes(recorder_->room(), future, outcome, text, task, handle);
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
  bool is_ready() const { return recorder_->is_ready(); }
  /// The same of a callback of that label.
  bool is_ready(const CallbackLabel& label) const {
    return cached(label).label == &label && recorder_->has_room();
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
                            handle);
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
  TextId none_text() { return known(none_text_, "None"); }
  TextId cancelled_text() { return known(cancelled_text_, "CancelledError()"); }

  /// Remembers `event` for `object`: where a timer was scheduled, who asked a task to cancel.
  void remember(ObjectId object, EventId event) { last_.set(object, event); }
  /// remember() has nothing to prepare for this one.
  bool can_remember(ObjectId object) const { return last_.has_room(object); }
  void prefetch_remembered(ObjectId object) const { last_.prefetch(object); }
  EventId remembered(ObjectId object) const { return last_.find(object); }

  /// The number that a new task has in its name.
  void remember_number(ObjectId task, std::uint32_t number) { numbers_.push_back({task, number}); }
  std::uint32_t number_of(ObjectId task) const;

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

  /// `first`: a packed::Shape or, for one event in full, an EventKind.
  template <class Kind>
  packed::Word head(Kind first, std::uint32_t subject, std::uint32_t flags = 0) const {
    return packed::joined(static_cast<std::uint32_t>(first) | loop_bits_ | (flags << 16), subject);
  }
  void iteration_by_events(double now, std::size_t count) {
    record_value(EventKind::iteration_begin, 0, 0.0, 0);
    set_time(now);
    record(EventKind::select_end, 0, 0, 0, 0);
    record(EventKind::timers_end, 0, static_cast<std::uint32_t>(count), 0, 0);
  }

  EventId write_done_wakes(packed::Word* record, ObjectId future, FutureOutcome outcome,
                           TextId text, ObjectId task, ObjectId handle) {
    record[0] = head(packed::Shape::done_wakes, future, static_cast<std::uint32_t>(outcome));
    record[1] = packed::joined(text, task);
    record[2] = packed::joined(cause(), recorder_->line());
    record[3] = handle;
    return recorder_->commit(record + 4, 2);
  }
  EventId write_enqueued(packed::Word* record, ObjectId handle, ObjectId owner, TextId label,
                         HandleRole role) {
    record[0] = head(EventKind::handle_enqueued, handle, static_cast<std::uint32_t>(role));
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
  const Cached& cached(const CallbackLabel& label) const {
    return labels_[(reinterpret_cast<std::uintptr_t>(&label) >> 4) % labels_.size()];
  }
  TextId intern_label(const CallbackLabel& label);
  EventId run_begins_apart(Between between, ReadyTag tag);
  TextId known(TextId& text, std::string_view spelt) {
    if (text == 0) [[unlikely]]
      text = recorder_->intern(spelt);
    return text;
  }

  Recorder* recorder_;
  std::uint32_t loop_bits_;  ///< of records' heads
  std::uint8_t loop_;
  TextId none_text_ = 0;
  TextId cancelled_text_ = 0;
  std::array<Cached, 32> labels_{};
  RememberedEvents last_;
  std::vector<std::pair<ObjectId, std::uint32_t>> numbers_;  ///< of tasks, by identity
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
