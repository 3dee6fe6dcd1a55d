#include "engine/sync/lock.h"

namespace loopscope::detail {

LockState::LockState(std::string_view name) : SyncObject(SyncKind::lock, std::string(name)) {
  trace();
}

void LockState::tell_contents() {
  if (locked_) changed(SyncChange::found, 1);
}

void LockState::take() {
  locked_ = true;
  changed(SyncChange::acquired, 1);
}

Coro<bool> LockState::acquire(SyncRef<LockState> self) {
  if (!self->locked_ && self->line_.all_cancelled()) {
    self->take();
    co_return true;
  }
  try {
    const InLine place(*self, self->line_, "Lock.acquire");
    co_await place.turn();
  } catch (const CancelledError&) {
    if (!self->locked_) self->wake_first();
    throw;
  }
  self->take();
  co_return true;
}

void LockState::release() {
  if (!locked_) throw LoopError("Lock is not acquired.");
  locked_ = false;
  const Because because = changed(SyncChange::released, 0);
  wake_first();
}

// One that is done already will take the lock or, if it was cancelled, come here again.
void LockState::wake_first() {
  if (Waiter* const first = line_.front()) first->wake("True");
}

std::string LockState::repr() const {
  return repr_of("Lock", locked_ ? "locked" : "unlocked", line_);
}

bool LockState::tell(SyncState& live) const {
  live.value = locked_ ? 1 : 0;
  list(line_, live.waiters);
  return true;
}

}  // namespace loopscope::detail
