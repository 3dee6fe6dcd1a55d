#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/trace/loop_state.h"
#include "engine/trace/recorder.h"
#include "engine/trace/timeline.h"
#include "gui/widgets/geometry.h"

namespace loopscope::gui::testing {

/// Writes a trace by hand, event by event, and folds it: for states that would take a long program.
class Script {
 public:
  Script() {
    recorder_.set_loop(1);
    add(EventKind::loop_created, 0);
    add(EventKind::loop_run_begin, 0);
  }

  EventId add(EventKind kind, ObjectId subject, std::uint32_t object = 0, std::uint32_t detail = 0,
              std::uint16_t flags = 0) {
    return fold(recorder_.record(kind, subject, object, detail, recorder_.cause(), flags));
  }
  EventId add_value(EventKind kind, ObjectId subject, double value) {
    return fold(recorder_.record_value(kind, subject, value, recorder_.cause()));
  }
  TextId text(std::string_view text) { return recorder_.intern(text); }
  void at(double time) { recorder_.set_time(time); }
  void because_of(EventId cause) { recorder_.set_cause(cause); }

  /// A task whose first step has run and which is in no queue.
  ObjectId task(std::string_view name = {}) {
    const ObjectId id = recorder_.new_object();
    const std::string own = "Task-" + std::to_string(state_.task_count() + 1);
    add(EventKind::task_created, id, text(name.empty() ? own : name), text("worker"));
    add(EventKind::task_step_begin, id);
    add(EventKind::task_step_end, id);
    return id;
  }
  ObjectId future(std::string_view label) {
    const ObjectId id = recorder_.new_object();
    add(EventKind::future_created, id, 0, text(label));
    return id;
  }
  void waits(ObjectId task, ObjectId future) { add(EventKind::task_waits_for, task, future); }
  /// Puts a task's wakeup into the ready queue.
  ObjectId wakeup(ObjectId task) {
    const ObjectId id = recorder_.new_object();
    add(EventKind::handle_enqueued, id, task, text("Task.__wakeup"), 2);
    return id;
  }
  /// Puts a plain callback into the ready queue.
  ObjectId call(std::string_view name) {
    const ObjectId id = recorder_.new_object();
    add(EventKind::handle_enqueued, id, 0, text(name), 0);
    return id;
  }
  /// Puts a timer that will set `future` into the heap.
  ObjectId timer(ObjectId future, double when) {
    const ObjectId id = recorder_.new_object();
    add(EventKind::timer_created, id, future, text("_set_result_unless_cancelled"));
    add_value(EventKind::timer_scheduled, id, when);
    return id;
  }
  /// A task that sleeps.
  ObjectId sleeper(double when) {
    const ObjectId id = task();
    const ObjectId sleep = future("sleep");
    timer(sleep, when);
    waits(id, sleep);
    return id;
  }

  /// A lock, queue …
  ObjectId sync(SyncKind kind) {
    const ObjectId id = recorder_.new_object();
    add(EventKind::sync_created, id, 0, 0, static_cast<std::uint16_t>(kind));
    return id;
  }
  /// The task acquires it, in a step of its own.
  void acquires(ObjectId task, ObjectId sync) {
    add(EventKind::task_step_begin, task);
    add(EventKind::sync_changed, sync, 1, 0, static_cast<std::uint16_t>(SyncChange::acquired));
    add(EventKind::task_step_end, task);
  }
  /// The task stands in its line from now on.
  ObjectId stands_in_line(ObjectId task, ObjectId sync) {
    const ObjectId turn = future("");
    add(EventKind::sync_waits, sync, turn);
    waits(task, turn);
    return turn;
  }
  /// The task is inside a task group from now on.
  ObjectId group(ObjectId parent) {
    const ObjectId id = recorder_.new_object();
    add(EventKind::group_entered, id, parent);
    return id;
  }
  ObjectId timeout(ObjectId task, double when) {
    const ObjectId id = recorder_.new_object();
    add(EventKind::timeout_entered, id, task);
    add_value(EventKind::timeout_scheduled, id, when);
    return id;
  }

  const LoopState& state() const { return state_; }
  const LoopView& loop() const { return *state_.current_loop(); }
  const Trace& trace() const { return *trace_; }
  std::shared_ptr<const Trace> shared_trace() const { return trace_; }

 private:
  EventId fold(EventId id) {
    state_.apply(trace_->event(id), *trace_);
    return id;
  }

  std::shared_ptr<Trace> trace_ = std::make_shared<Trace>();
  Recorder recorder_{*trace_};
  LoopState state_;
};

/// A measure for layouts: every character is `width` pixels wide.
inline float width_of_text(std::string_view text, float width = 7.0F) {
  return static_cast<float>(text.size()) * width;
}

/// Whether no two of the rectangles overlap.
inline bool none_overlap(const std::vector<Rect>& rects) {
  for (std::size_t i = 0; i < rects.size(); ++i) {
    for (std::size_t j = i + 1; j < rects.size(); ++j) {
      if (rects[i].overlaps(rects[j])) return false;
    }
  }
  return true;
}

}  // namespace loopscope::gui::testing
