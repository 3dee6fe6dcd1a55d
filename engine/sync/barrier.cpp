#include "engine/sync/barrier.h"

#include <fmt/format.h>

namespace loopscope::detail {

BarrierState::BarrierState(std::int64_t parties, std::string_view name)
    : SyncObject(SyncKind::barrier, std::string(name)) {
  if (parties < 1) throw ArgumentError("parties must be > 0");
  parties_ = static_cast<std::size_t>(parties);
  set_limit(parties_);
  set_part(condition_.trace());
  trace();
}

void BarrierState::enter(BarrierPhase phase) {
  if (phase_ == phase) return;
  phase_ = phase;
  changed(static_cast<SyncChange>(static_cast<int>(SyncChange::filling) + static_cast<int>(phase)),
          count_);
}

Coro<std::size_t> BarrierState::wait(SyncRef<BarrierState> self) {
  const auto held = co_await hold(self->condition_);
  BarrierState* const state = &*self;
  const auto settled = [state] {
    return state->phase_ != BarrierPhase::draining && state->phase_ != BarrierPhase::resetting;
  };
  co_await self->condition_.wait_for(settled);
  if (self->broken()) throw BrokenBarrierError("Barrier aborted");
  const std::size_t index = self->count_++;
  self->changed(SyncChange::arrived, self->count_);
  try {
    if (index + 1 == self->parties_) {
      self->enter(BarrierPhase::draining);
      self->condition_.notify_all();
    } else {
      const auto filled = [state] { return state->phase_ != BarrierPhase::filling; };
      co_await self->condition_.wait_for(filled);
      if (self->broken() || self->phase_ == BarrierPhase::resetting) {
        throw BrokenBarrierError("Abort or reset of barrier");
      }
    }
  } catch (...) {
    self->depart();
    throw;
  }
  self->depart();
  co_return index;
}

// The last one lets those in who wait for the barrier to drain.
void BarrierState::depart() {
  --count_;
  changed(SyncChange::departed, count_);
  if (count_ > 0) return;
  if (phase_ == BarrierPhase::resetting || phase_ == BarrierPhase::draining) {
    enter(BarrierPhase::filling);
  }
  condition_.notify_all();
}

Coro<> BarrierState::reset(SyncRef<BarrierState> self) {
  const auto held = co_await hold(self->condition_);
  self->enter(self->count_ > 0 ? BarrierPhase::resetting : BarrierPhase::filling);
  self->condition_.notify_all();
}

Coro<> BarrierState::abort(SyncRef<BarrierState> self) {
  const auto held = co_await hold(self->condition_);
  self->enter(BarrierPhase::broken);
  self->condition_.notify_all();
}

std::string BarrierState::repr() const {
  if (broken()) return "<Barrier [broken]>";
  return fmt::format("<Barrier [{}, waiters:{}/{}]>", name_of(phase_), waiting(), parties_);
}

bool BarrierState::tell(SyncState& live) const {
  live.value = static_cast<std::uint32_t>(count_);
  live.limit = static_cast<std::uint32_t>(parties_);
  live.phase = phase_;
  live.part = condition_.trace_id();
  return true;
}

}  // namespace loopscope::detail
