#pragma once

#include <string>
#include <string_view>

#include "engine/coro/coro.h"
#include "engine/sync/sync_object.h"

namespace loopscope {

namespace detail {

class LockState final : public SyncObject {
 public:
  explicit LockState(std::string_view name);

  static Coro<bool> acquire(SyncRef<LockState> self);
  void release();
  bool locked() const { return locked_; }
  std::string repr() const override;
  bool tell(SyncState& live) const override;

 private:
  void tell_contents() override;
  void take();
  void wake_first();

  bool locked_ = false;
  WaiterLine line_;
};

}  // namespace detail

/// asyncio.Lock. Copies are the same lock.
///
///     const auto held = co_await hold(lock);  // released at the end of the scope
class Lock {
 public:
  /// `name` is what a trace shows; may be empty.
  explicit Lock(std::string_view name = {}) : state_(new detail::LockState(name)) {}

  /// Waits until it is released, first come first served, and takes it. Always true.
  [[nodiscard]] Coro<bool> acquire() const { return detail::LockState::acquire(state_); }
  /// Wakes the first who waits. Throws LoopError("Lock is not acquired.").
  void release() const { state_->release(); }
  bool locked() const { return state_->locked(); }
  std::string repr() const { return state_->repr(); }

  ObjectId trace_id() const { return state_->trace_id(); }
  /// What the trace is told with.
  SyncTrace& trace() const { return *state_; }
  friend bool operator==(const Lock&, const Lock&) = default;

 private:
  detail::SyncRef<detail::LockState> state_;
};

}  // namespace loopscope
