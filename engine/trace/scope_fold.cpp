#include "engine/trace/scope_fold.h"

#include <algorithm>

namespace loopscope {
namespace {

void remove_from(std::vector<ObjectId>& list, ObjectId id) {
  const auto found = std::find(list.begin(), list.end(), id);
  if (found != list.end()) list.erase(found);
}

/// Adds what was entered; null if it is there already.
template <class State>
State* enter(PagedMap<State>& states, Cow<std::vector<ObjectId>>& open, const Event& event,
             EventId position) {
  if (states.contains(event.subject)) return nullptr;
  State state;
  state.id = event.subject;
  state.loop = event.loop;
  state.entered = position;
  state.changed = position;
  open.write().push_back(event.subject);
  return &states.insert(event.subject, state);
}

template <class State>
void leave(PagedMap<State>& states, Cow<std::vector<ObjectId>>& open, ObjectId id) {
  if (!states.contains(id)) return;
  states.erase(id);
  remove_from(open.write(), id);
}

}  // namespace

const std::vector<ObjectId>& ScopeFold::list(const Cow<std::vector<ObjectId>>& ids) {
  static const std::vector<ObjectId> none;
  return ids ? *ids : none;
}

void ScopeFold::apply(const Event& event, EventId position) {
  switch (event.kind) {
    case EventKind::timeout_entered:
    case EventKind::timeout_scheduled:
    case EventKind::timeout_expired:
    case EventKind::timeout_left:
      apply_to_timeout(event, position);
      break;
    case EventKind::group_entered:
    case EventKind::group_task_added:
    case EventKind::group_task_done:
    case EventKind::group_aborting:
    case EventKind::group_left:
      apply_to_group(event, position);
      break;
    default:
      break;
  }
}

void ScopeFold::apply_to_timeout(const Event& event, EventId position) {
  if (event.kind == EventKind::timeout_entered) {
    if (TimeoutState* const entered = enter(timeouts_, open_timeouts_, event, position)) {
      entered->task = event.object;
    }
    return;
  }
  if (event.kind == EventKind::timeout_left) {
    leave(timeouts_, open_timeouts_, event.subject);
    return;
  }
  TimeoutState* const timeout = timeouts_.find_to_write(event.subject);
  if (timeout == nullptr) return;
  timeout->changed = position;
  if (event.kind == EventKind::timeout_scheduled) {
    timeout->when = event.value();
  } else {
    timeout->expired = true;
  }
}

void ScopeFold::apply_to_group(const Event& event, EventId position) {
  if (event.kind == EventKind::group_entered) {
    if (GroupState* const entered = enter(groups_, open_groups_, event, position)) {
      entered->parent = event.object;
    }
    return;
  }
  if (event.kind == EventKind::group_left) {
    leave(groups_, open_groups_, event.subject);
    return;
  }
  GroupState* const group = groups_.find_to_write(event.subject);
  if (group == nullptr) return;
  group->changed = position;
  if (event.kind == EventKind::group_task_added) {
    group->tasks.push_back(event.object);
    ++group->added;
  } else if (event.kind == EventKind::group_task_done) {
    remove_from(group->tasks, event.object);
  } else {
    group->aborting = true;
  }
}

}  // namespace loopscope
