#include "engine/sync/semaphore.h"

#include <fmt/format.h>

namespace loopscope::detail {

SemaphoreState::SemaphoreState(std::int64_t value, std::optional<std::int64_t> bound,
                               std::string_view name)
    : SyncObject(bound ? SyncKind::bounded_semaphore : SyncKind::semaphore, std::string(name)),
      value_(value),
      bound_(bound) {
  if (value < 0) throw ArgumentError("Semaphore initial value must be >= 0");
  if (bound) set_limit(static_cast<std::uint64_t>(*bound));
  trace();
}

void SemaphoreState::tell_contents() {
  changed(SyncChange::found, static_cast<std::uint64_t>(value_));
}

Coro<bool> SemaphoreState::acquire(SyncRef<SemaphoreState> self) {
  if (!self->locked()) {
    --self->value_;
    self->changed(SyncChange::acquired, static_cast<std::uint64_t>(self->value_));
    co_return true;
  }
  Ref<Waiter> waiter;
  try {
    const InLine place(*self, self->line_, "Semaphore.acquire");
    waiter = place.waiter();
    co_await place.turn();
  } catch (const CancelledError&) {
    if (!waiter->cancelled()) {
      // It was handed a unit that it can't take: the next one gets it.
      ++self->value_;
      const Because because =
          self->changed(SyncChange::released, static_cast<std::uint64_t>(self->value_));
      self->wake_next();
    }
    throw;
  }
  self->changed(SyncChange::acquired, static_cast<std::uint64_t>(self->value_));
  if (self->value_ > 0) self->wake_next();
  co_return true;
}

void SemaphoreState::release() {
  if (bound_ && value_ >= *bound_) {
    throw ArgumentError("BoundedSemaphore released too many times");
  }
  ++value_;
  const Because because = changed(SyncChange::released, static_cast<std::uint64_t>(value_));
  wake_next();
}

// Hands a unit to the first who still waits.
void SemaphoreState::wake_next() {
  Waiter* const next = line_.first_pending();
  if (next == nullptr) return;
  --value_;
  changed(SyncChange::handed_over, static_cast<std::uint64_t>(value_));
  next->wake("True");
}

std::string SemaphoreState::repr() const {
  const std::string state = locked() ? "locked" : fmt::format("unlocked, value:{}", value_);
  return repr_of(bound_ ? "BoundedSemaphore" : "Semaphore", state, line_);
}

bool SemaphoreState::tell(SyncState& live) const {
  live.value = static_cast<std::uint32_t>(value_);
  live.limit = static_cast<std::uint32_t>(bound_.value_or(0));
  list(line_, live.waiters);
  return true;
}

}  // namespace loopscope::detail
