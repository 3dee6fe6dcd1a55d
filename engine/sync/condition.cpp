#include "engine/sync/condition.h"

#include <exception>

namespace loopscope::detail {

ConditionState::ConditionState(Lock lock, std::string_view name)
    : SyncObject(SyncKind::condition, std::string(name)), lock_(std::move(lock)) {
  set_part(lock_.trace());
  trace();
}

Coro<bool> ConditionState::wait(SyncRef<ConditionState> self) {
  if (!self->lock_.locked()) throw LoopError("cannot wait on un-acquired lock");
  self->lock_.release();
  std::exception_ptr error;
  try {
    const InLine place(*self, self->line_, "Condition.wait");
    co_await place.turn();
  } catch (...) {
    error = std::current_exception();
  }
  // The lock is taken again whatever has come; a cancellation that comes meanwhile waits.
  bool cancelled = false;
  for (bool acquired = false; !acquired;) {
    try {
      co_await self->lock_.acquire();
      acquired = true;
    } catch (const CancelledError&) {
      cancelled = true;
    }
  }
  if (cancelled) throw CancelledError();
  if (error) std::rethrow_exception(error);
  co_return true;
}

void ConditionState::notify(std::size_t count) {
  if (!lock_.locked()) throw LoopError("cannot notify on un-acquired lock");
  const Because because = changed(SyncChange::notified, count);
  for (Waiter* waiter = line_.front(); waiter != nullptr && count > 0;
       waiter = WaiterLine::after(*waiter)) {
    if (waiter->done()) continue;
    --count;
    waiter->wake("False");
  }
}

std::string ConditionState::repr() const {
  return repr_of("Condition", lock_.locked() ? "locked" : "unlocked", line_);
}

bool ConditionState::tell(SyncState& live) const {
  list(line_, live.waiters);
  live.part = lock_.trace_id();
  return true;
}

}  // namespace loopscope::detail
