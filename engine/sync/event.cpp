#include "engine/sync/event.h"

namespace loopscope::detail {

EventState::EventState(std::string_view name, bool set)
    : SyncObject(SyncKind::event, std::string(name)), set_(set) {
  trace();
}

void EventState::tell_contents() {
  if (set_) changed(SyncChange::found, 1);
}

Coro<bool> EventState::wait(SyncRef<EventState> self) {
  if (self->set_) co_return true;
  const InLine place(*self, self->line_, "Event.wait");
  co_await place.turn();
  co_return true;
}

void EventState::set() {
  if (set_) return;
  set_ = true;
  const Because because = changed(SyncChange::set, 1);
  for (Waiter* waiter = line_.front(); waiter != nullptr; waiter = WaiterLine::after(*waiter)) {
    waiter->wake("True");
  }
}

void EventState::clear() {
  if (set_) changed(SyncChange::cleared, 0);
  set_ = false;
}

std::string EventState::repr() const {
  return repr_of("Event", set_ ? "set" : "unset", line_);
}

bool EventState::tell(SyncState& live) const {
  live.value = set_ ? 1 : 0;
  list(line_, live.waiters);
  return true;
}

}  // namespace loopscope::detail
