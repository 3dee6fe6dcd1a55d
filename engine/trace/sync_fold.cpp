#include "engine/trace/sync_fold.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "engine/trace/event_fields.h"

namespace loopscope {
namespace {

void remove_from(std::vector<ObjectId>& list, ObjectId id) {
  const auto found = std::find(list.begin(), list.end(), id);
  if (found != list.end()) list.erase(found);
}

void release(SyncState& object, ObjectId task) {
  const auto found = std::find(object.holders.begin(), object.holders.end(), task);
  if (found != object.holders.end()) {
    object.holders.erase(found);
  } else if (object.kind == SyncKind::lock) {
    object.holders.clear();  // another task may release a lock; it has but one holder
  }
}

// Which item was taken follows from the kind of queue; of a priority queue only its text says it.
void take_item(SyncState& object, TextId item) {
  if (object.items.empty()) return;
  if (object.kind == SyncKind::lifo_queue) {
    object.items.pop_back();
  } else if (object.kind == SyncKind::priority_queue) {
    object.items.remove(item);
  } else {
    object.items.pop_front();
  }
}

// `task` runs now.
void change(SyncState& object, const Event& event, ObjectId task) {
  const auto what = static_cast<SyncChange>(event.flags);
  if (what == SyncChange::task_done) {
    object.unfinished = event.object;
    return;
  }
  object.value = event.object;
  switch (what) {
    case SyncChange::acquired:
      if (task != 0) object.holders.push_back(task);
      break;
    case SyncChange::released:
      release(object, task);
      break;
    case SyncChange::put:
      object.items.push_back(event.detail);
      ++object.unfinished;
      break;
    case SyncChange::got:
      take_item(object, event.detail);
      break;
    case SyncChange::filling:
    case SyncChange::draining:
    case SyncChange::resetting:
    case SyncChange::broken:
      object.phase =
          static_cast<BarrierPhase>(event.flags - static_cast<std::uint16_t>(SyncChange::filling));
      break;
    default:
      break;
  }
}

}  // namespace

std::string_view name_of(BarrierPhase phase) {
  static constexpr std::array<std::string_view, 4> names = {"filling", "draining", "resetting",
                                                            "broken"};
  return names[static_cast<std::size_t>(phase)];
}

std::string_view name_of(SyncKind kind) {
  return flag_word(EventKind::sync_created, static_cast<std::uint16_t>(kind));
}

const std::vector<ObjectId>& SyncFold::all() const {
  static const std::vector<ObjectId> none;
  return all_ ? *all_ : none;
}

void SyncFold::add(const Event& event, EventId position) {
  if (objects_.contains(event.subject)) return;
  SyncState object;
  object.id = event.subject;
  object.kind = static_cast<SyncKind>(event.flags);
  object.name = event.detail;
  object.part = event.object;
  object.loop = event.loop;
  object.created = position;
  object.changed = position;
  objects_.insert(object.id, object);
  all_.write().push_back(object.id);
}

bool SyncFold::destroy(ObjectId id) {
  if (!objects_.contains(id)) return false;
  objects_.erase(id);
  remove_from(all_.write(), id);
  return true;
}

bool SyncFold::apply(const Event& event, EventId position, ObjectId task) {
  if (event.kind == EventKind::sync_created) {
    add(event, position);
    return true;
  }
  if (event.kind == EventKind::sync_destroyed) return destroy(event.subject);
  SyncState* const object = objects_.find_to_write(event.subject);
  if (object == nullptr) return false;
  switch (event.kind) {
    case EventKind::sync_limited:
      object->limit = event.object;
      break;
    case EventKind::sync_changed:
      change(*object, event, task);
      break;
    case EventKind::sync_waits:
      (event.flags == static_cast<std::uint16_t>(SyncLine::putters) ? object->putters
                                                                    : object->waiters)
          .push_back(event.object);
      break;
    case EventKind::sync_left_line:
      if (!object->waiters.remove(event.object) && !object->putters.remove(event.object)) {
        return false;
      }
      break;
    default:
      return false;
  }
  object->changed = position;
  return true;
}

}  // namespace loopscope
