#include "gui/stage/words.h"

#include <algorithm>
#include <string_view>

#include "gui/stage/event_teller.h"
#include "gui/stage/object_words.h"

namespace loopscope::gui::stage {

namespace {

std::string one_line(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.remove_suffix(1);
  std::string line(text);
  std::replace(line.begin(), line.end(), '\n', ' ');
  return line;
}

/// Names what an event is about: a handle or its creation.
bool names_handle(const Event& event) {
  return event.kind == EventKind::handle_enqueued || event.kind == EventKind::timer_created;
}

/// Tells of one event of loops, handles, tasks, futures or the outside.
class Teller : private EventTeller {
 public:
  Teller(EventId id, const LoopState& state, const Trace& trace, const player::Texts& texts)
      : EventTeller(id, state, trace, texts) {}

  std::string tell() const {
    switch (event_.kind) {
      case EventKind::iteration_begin:
        return say(timeout_text(event_.value()));
      case EventKind::timers_end:
        return say(event_.object);
      case EventKind::timer_scheduled:
        return say(seconds_text(event_.value()));
      case EventKind::handle_enqueued:
      case EventKind::handle_run_begin:
      case EventKind::handle_run_end:
      case EventKind::handle_cancelled:
      case EventKind::timer_created:
      case EventKind::timer_due:
      case EventKind::timer_dropped:
        return say(handle());
      case EventKind::call_threadsafe:
        return say(short_name(trace_.text(event_.detail)));
      case EventKind::line_reached:
        return say(name(event_.subject), event_.line);
      case EventKind::descriptor_opened:
      case EventKind::descriptor_described: {
        const std::string_view address = trace_.text(event_.detail);
        return address.empty() ? say(event_.object) : say(address);
      }
      case EventKind::data_sent:
      case EventKind::data_received:
        return say(event_.object);
      case EventKind::packet_delayed:
        return say(seconds_text(event_.value()));
      case EventKind::packet_sent:
      case EventKind::packet_arrived:
      case EventKind::packet_lost:
      case EventKind::connection_refused:
      case EventKind::connection_reset:
      case EventKind::lookup_begin:
      case EventKind::lookup_end:
      case EventKind::file_read:
      case EventKind::file_written:
      case EventKind::intervention:
      case EventKind::signal_arrived:
      case EventKind::worker_started:
        return say(one_line(trace_.text(event_.detail)));
      case EventKind::job_submitted:
        return say(short_name(trace_.text(event_.detail)));
      case EventKind::unknown:
        return say(trace_.text(event_.object), one_line(trace_.text(event_.detail)));
      case EventKind::output:
      case EventKind::log:
      case EventKind::exception:
      case EventKind::loop_deadlock:
        return say(one_line(trace_.text(event_.detail)));
      default:
        return tell_of_tasks();
    }
  }

 private:
  template <typename... Arguments>
  std::string say(const Arguments&... arguments) const {
    return say_as(name_of(event_.kind), arguments...);
  }
  template <typename... Arguments>
  std::string say_as(std::string_view kind, const Arguments&... arguments) const {
    return say_in("event", kind, arguments...);
  }

  std::string tell_of_tasks() const {
    switch (event_.kind) {
      case EventKind::task_waits_for:
      case EventKind::cancel_passed_on:
      case EventKind::future_awaits:
        return say(name(event_.subject), name(event_.object));
      case EventKind::cancel_requested:
        if (event_.object == 0) return say_as("cancel_requested_outside", name(event_.subject));
        return say(name(event_.object), name(event_.subject));
      case EventKind::future_done:
        if (event_.flags == static_cast<std::uint16_t>(FutureOutcome::exception)) {
          return say_as("future_failed", name(event_.subject),
                        one_line(trace_.text(event_.detail)));
        }
        if (event_.flags == static_cast<std::uint16_t>(FutureOutcome::cancelled)) {
          return say_as("future_cancelled", name(event_.subject));
        }
        return say(name(event_.subject));
      case EventKind::task_step_begin:
        return say_as(event_.flags == 1 ? "task_step_throws" : "task_step_begin",
                      name(event_.subject));
      case EventKind::future_created: {
        const std::string_view label = trace_.text(event_.detail);
        return label.empty() ? say(texts_["event.a_future"]) : say(label);
      }
      case EventKind::task_created:
      case EventKind::task_step_end:
      case EventKind::task_yielded:
      case EventKind::task_renamed:
      case EventKind::cancel_delivered:
      case EventKind::cancel_caught:
      case EventKind::cancel_suppressed:
      case EventKind::cancel_withdrawn:
        return say(name(event_.subject));
      default:
        return say();
    }
  }

  std::string name(ObjectId object) const {
    if (const FutureState* const future = state_.future(object);
        future == nullptr && state_.task(object) == nullptr) {
      return name_from_trace(object);
    }
    return name_of_object(object, state_, trace_, texts_);
  }

  /// The name of a future or task that the state does not know (any more, or yet).
  std::string name_from_trace(ObjectId object) const {
    const EventId made = back_to([object](const Event& event) {
      return event.subject == object &&
             (event.kind == EventKind::task_created || event.kind == EventKind::future_created);
    });
    if (made != 0) {
      const Event event = trace_.event(made);
      if (event.kind == EventKind::task_created) return std::string(trace_.text(event.object));
      const std::string_view label = trace_.text(event.detail);
      if (!label.empty()) return texts_.format("event.future_of", label);
    }
    return texts_[object == 0 ? "event.the_program" : "event.a_future"];
  }

  /// The handle that the event is about: "wakeup Task-2" or the callback's name.
  std::string handle() const {
    for (EventId id = id_; id != 0;) {
      const Event event = trace_.event(id);
      if (names_handle(event) && event.subject == event_.subject) return handle_from(event);
      if (event.cause >= id) break;
      id = event.cause;
    }
    if (const HandleState* const known = state_.handle(event_.subject)) {
      return token_of(*known, state_, trace_, handle_words(texts_)).label;
    }
    return handle_from_trace();
  }

  /// The handle that the state does not know any more: a timer that has left the heap.
  std::string handle_from_trace() const {
    const EventId named = back_to([this](const Event& event) {
      return names_handle(event) && event.subject == event_.subject;
    });
    if (named != 0) return handle_from(trace_.event(named));
    return texts_["event.a_handle"];
  }

  std::string handle_from(const Event& event) const {
    const HandleWords words = handle_words(texts_);
    switch (static_cast<HandleRole>(event.flags)) {
      case HandleRole::step:
        return words.step + " " + name(event.object);
      case HandleRole::wakeup:
        return words.wakeup + " " + name(event.object);
      case HandleRole::call:
        break;
    }
    return short_name(trace_.text(event.detail));
  }
};

/// The lock, queue … in whose line the future stands; null if in none.
const SyncState* sync_behind(const FutureState* future, const LoopState& state) {
  return future != nullptr && future->sync != 0 ? state.sync().find(future->sync) : nullptr;
}

}  // namespace

std::string describe(EventId event, const LoopState& state, const Trace& trace,
                     const player::Texts& texts) {
  if (event == 0 || event > trace.size()) return texts["event.nothing"];
  std::string words = describe_object_event(event, state, trace, texts);
  if (!words.empty()) return words;
  return Teller(event, state, trace, texts).tell();
}

std::string name_of_object(ObjectId object, const LoopState& state, const Trace& trace,
                           const player::Texts& texts) {
  if (object == 0) return texts["event.the_program"];
  if (const TaskState* const task = state.task(object)) return std::string(trace.text(task->name));
  const FutureState* const future = state.future(object);
  if (const SyncState* const sync = sync_behind(future, state)) {
    return texts.format("sync.turn", name_of_sync(*sync, state, texts));
  }
  const std::string_view label = future != nullptr ? trace.text(future->label) : std::string_view{};
  if (label.empty()) return texts["event.a_future"];
  return texts.format("event.future_of", label);
}

std::string timeout_text(double timeout, int decimals) {
  return timeout < 0.0 ? "None" : seconds_text(timeout, decimals);
}

HandleWords handle_words(const player::Texts& texts) {
  return {texts["loop.step"], texts["loop.wakeup"], texts["loop.arriving"], texts["loop.seconds"]};
}

std::string waiting_text(const TaskState& task, const LoopState& state, const Trace& trace,
                         const player::Texts& texts) {
  if (task.finished) {
    return task.status == TaskStatus::cancelled ? std::string() : one_line(trace.text(task.result));
  }
  if (task.waits_for == 0 || task.status == TaskStatus::ready) return {};
  const FutureState* const future = state.future(task.waits_for);
  if (future != nullptr && future->timer != 0) {
    if (const HandleState* const timer = state.handle(future->timer)) {
      return texts.format("tasks.sleeps_to", seconds_text(timer->when, decimals_of(trace)));
    }
  }
  if (future != nullptr && !future->children.empty()) {
    const std::vector<ObjectId>& children = future->children;
    if (children.size() == 1) {  // a shield, a limit: what matters is behind it
      return texts.format("tasks.waits_for", name_of_object(children.front(), state, trace, texts));
    }
    const bool all = trace.text(future->label) == "gather";
    return texts.format(all ? "tasks.waits_for_all" : "tasks.waits_for_several", children.size());
  }
  if (const SyncState* const object = sync_behind(future, state)) {
    return texts.format("tasks.waits_for", name_of_sync(*object, state, texts));
  }
  return texts.format("tasks.waits_for", name_of_object(task.waits_for, state, trace, texts));
}

}  // namespace loopscope::gui::stage
