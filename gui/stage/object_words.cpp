#include "gui/stage/object_words.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "gui/stage/event_teller.h"
#include "gui/stage/token.h"
#include "gui/stage/words.h"

namespace loopscope::gui::stage {

namespace {

std::string kind_word(SyncKind kind, const player::Texts& texts) {
  const std::string id = std::string("sync.").append(name_of(kind));
  return texts[texts.has(id) ? id : "sync.other"];  // a damaged trace may have any
}

/// Tells of one event of a lock, queue, timeout, task group, worker or job.
class ObjectTeller : private EventTeller {
 public:
  ObjectTeller(EventId id, const LoopState& state, const Trace& trace, const player::Texts& texts)
      : EventTeller(id, state, trace, texts) {}

  std::string tell() const {
    switch (event_.kind) {
      case EventKind::sync_created:
      case EventKind::sync_limited:
      case EventKind::sync_changed:
      case EventKind::sync_waits:
      case EventKind::sync_left_line:
      case EventKind::sync_destroyed:
        return tell_of_sync();
      case EventKind::timeout_entered:
      case EventKind::timeout_scheduled:
      case EventKind::timeout_expired:
      case EventKind::timeout_left:
        return tell_of_timeout();
      case EventKind::group_entered:
      case EventKind::group_task_added:
      case EventKind::group_task_done:
      case EventKind::group_aborting:
      case EventKind::group_left:
        return tell_of_group();
      case EventKind::worker_idle:
      case EventKind::worker_ended:
        return tell_with(worker(event_.subject));
      case EventKind::job_awaited:
      case EventKind::job_end:
        return tell_with(job(event_.subject));
      case EventKind::job_begin:
        return tell_with(worker(event_.object), job(event_.subject));
      default:
        return {};
    }
  }

 private:
  template <typename... Arguments>
  std::string say(std::string_view id, const Arguments&... arguments) const {
    return say_in("object", id, arguments...);
  }
  /// The event's own sentence with these names; empty if one is not known.
  template <typename... Names>
  std::string tell_with(const Names&... names) const {
    if ((names.empty() || ...)) return {};
    return say(name_of(event_.kind), names...);
  }

  /// The latest event of that kind about it, before this one or itself; 0: none near.
  EventId back_to(EventKind kind, ObjectId subject) const {
    return EventTeller::back_to([kind, subject](const Event& event) {
      return event.kind == kind && event.subject == subject;
    });
  }

  std::string task(ObjectId id) const { return name_of_object(id, state_, trace_, texts_); }

  /// Who stands in line with that future.
  std::string waiter(ObjectId future) const {
    const FutureState* const known = state_.future(future);
    if (known == nullptr || known->waiter == 0) return texts_["object.a_task"];
    return task(known->waiter);
  }

  // Locks, queues and the like.

  std::string sync() const {
    if (const SyncState* const known = state_.sync().find(event_.subject)) {
      return name_of_sync(*known, state_, texts_);
    }
    const EventId made = back_to(EventKind::sync_created, event_.subject);
    if (made == 0) return {};
    return kind_word(static_cast<SyncKind>(trace_.event(made).flags), texts_);
  }

  std::string tell_of_sync() const {
    const std::string name = sync();
    if (name.empty()) return {};
    switch (event_.kind) {
      case EventKind::sync_limited:
        return say("sync_limited", name, event_.object);
      case EventKind::sync_waits:
        return say("sync_waits", waiter(event_.object), name);
      case EventKind::sync_left_line:
        return say("sync_left_line", waiter(event_.object), name);
      case EventKind::sync_changed:
        return tell_of_change(name);
      default:
        return say(name_of(event_.kind), name);
    }
  }

  std::string tell_of_change(const std::string& name) const {
    const std::string_view item = trace_.text(event_.detail);
    const std::uint32_t value = event_.object;
    switch (static_cast<SyncChange>(event_.flags)) {
      case SyncChange::found:
        return say("found", name);
      case SyncChange::acquired:
        return say("acquired", name);
      case SyncChange::released:
        return say("released", name);
      case SyncChange::handed_over:
        return say("handed_over", name);
      case SyncChange::set:
        return say("set", name);
      case SyncChange::cleared:
        return say("cleared", name);
      case SyncChange::notified:
        return say("notified", name, value);
      case SyncChange::put:
        return say("put", item, name);
      case SyncChange::got:
        return say("got", item, name);
      case SyncChange::task_done:
        return say("task_done", name, value);
      case SyncChange::arrived:
        return say("arrived", name, value);
      case SyncChange::departed:
        return say("departed", name, value);
      case SyncChange::filling:
        return say("filling", name);
      case SyncChange::draining:
        return say("draining", name);
      case SyncChange::resetting:
        return say("resetting", name);
      case SyncChange::broken:
        return say("broken", name);
    }
    return {};
  }

  // Timeouts and task groups go by the name of the task that is inside.

  std::string inside(EventKind entered) const {
    const EventId at = back_to(entered, event_.subject);
    return at != 0 ? task(trace_.event(at).object) : std::string();
  }

  std::string tell_of_timeout() const {
    const TimeoutState* const known = state_.scopes().timeout(event_.subject);
    const std::string name =
        known != nullptr ? task(known->task) : inside(EventKind::timeout_entered);
    if (event_.kind != EventKind::timeout_scheduled || name.empty()) return tell_with(name);
    const double when = event_.value();
    if (std::isinf(when)) return say("timeout_unlimited", name);
    return say("timeout_scheduled", name, seconds_text(when));
  }

  std::string tell_of_group() const {
    const GroupState* const known = state_.scopes().group(event_.subject);
    const std::string name =
        known != nullptr ? task(known->parent) : inside(EventKind::group_entered);
    const bool names_task = event_.kind == EventKind::group_task_added ||
                            event_.kind == EventKind::group_task_done ||
                            event_.kind == EventKind::group_aborting;
    return names_task ? tell_with(task(event_.object), name) : tell_with(name);
  }

  // Workers and jobs.

  std::string worker(ObjectId id) const {
    for (const WorkerState& each : state_.workers().workers()) {
      if (each.id == id) return std::string(trace_.text(each.name));
    }
    const EventId started = back_to(EventKind::worker_started, id);
    return started != 0 ? std::string(trace_.text(trace_.event(started).detail)) : std::string();
  }

  std::string job(ObjectId id) const {
    for (const JobState& each : state_.workers().jobs()) {
      if (each.id == id) return short_name(trace_.text(each.function));
    }
    const EventId submitted = back_to(EventKind::job_submitted, id);
    return submitted != 0 ? short_name(trace_.text(trace_.event(submitted).detail)) : std::string();
  }
};

}  // namespace

std::string name_of_sync(const SyncState& object, const LoopState& state,
                         const player::Texts& texts) {
  std::string word = kind_word(object.kind, texts);
  std::size_t before = 0;
  std::size_t all = 0;
  for (const ObjectId id : state.sync().all()) {
    if (state.sync().find(id)->kind != object.kind) continue;
    ++all;
    if (id <= object.id) ++before;
  }
  return all < 2 ? word : texts.format("sync.numbered", word, before);
}

std::string describe_object_event(EventId event, const LoopState& state, const Trace& trace,
                                  const player::Texts& texts) {
  return ObjectTeller(event, state, trace, texts).tell();
}

}  // namespace loopscope::gui::stage
