#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/coro/coro.h"
#include "engine/sync/condition.h"
#include "engine/sync/sync_object.h"

namespace loopscope {

/// asyncio.BrokenBarrierError: the barrier was aborted, or reset while the task waited.
class BrokenBarrierError : public LoopError {
 public:
  using LoopError::LoopError;
};

namespace detail {

class BarrierState final : public SyncObject {
 public:
  BarrierState(std::int64_t parties, std::string_view name);

  static Coro<std::size_t> wait(SyncRef<BarrierState> self);
  static Coro<> reset(SyncRef<BarrierState> self);
  static Coro<> abort(SyncRef<BarrierState> self);
  std::size_t parties() const { return parties_; }
  std::size_t waiting() const { return phase_ == BarrierPhase::filling ? count_ : 0; }
  bool broken() const { return phase_ == BarrierPhase::broken; }
  std::string repr() const override;
  bool tell(SyncState& live) const override;

 private:
  void enter(BarrierPhase phase);
  void depart();

  Condition condition_;
  std::size_t parties_ = 0;
  std::size_t count_ = 0;  // tasks inside
  BarrierPhase phase_ = BarrierPhase::filling;
};

}  // namespace detail

/// asyncio.Barrier. Copies are the same barrier.
class Barrier {
 public:
  /// Throws ArgumentError("parties must be > 0").
  explicit Barrier(std::int64_t parties, std::string_view name = {})
      : state_(new detail::BarrierState(parties, name)) {}

  /// Waits until so many tasks as it has parties do; returns which of them this was, from 0. Throws
  /// BrokenBarrierError.
  [[nodiscard]] Coro<std::size_t> wait() const { return detail::BarrierState::wait(state_); }
  /// Those who wait get BrokenBarrierError, and it can be used again.
  [[nodiscard]] Coro<> reset() const { return detail::BarrierState::reset(state_); }
  /// Those who wait, and who ever will, get BrokenBarrierError.
  [[nodiscard]] Coro<> abort() const { return detail::BarrierState::abort(state_); }
  std::size_t parties() const { return state_->parties(); }
  /// How many wait; 0 while it lets them go.
  std::size_t n_waiting() const { return state_->waiting(); }
  bool broken() const { return state_->broken(); }
  std::string repr() const { return state_->repr(); }

  ObjectId trace_id() const { return state_->trace_id(); }
  SyncTrace& trace() const { return *state_; }
  friend bool operator==(const Barrier&, const Barrier&) = default;

 private:
  detail::SyncRef<detail::BarrierState> state_;
};

}  // namespace loopscope
