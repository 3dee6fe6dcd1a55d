#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "engine/coro/coro.h"
#include "engine/sync/lock.h"
#include "engine/sync/sync_object.h"

namespace loopscope {

namespace detail {

class ConditionState final : public SyncObject {
 public:
  ConditionState(Lock lock, std::string_view name);

  static Coro<bool> wait(SyncRef<ConditionState> self);
  template <class P>
  static auto wait_for(SyncRef<ConditionState> self, P predicate) -> Coro<decltype(predicate())> {
    auto result = predicate();
    while (!result) {
      co_await wait(self);
      result = predicate();
    }
    co_return result;
  }
  void notify(std::size_t count);
  const Lock& lock() const { return lock_; }
  std::size_t waiting() const { return line_.size(); }
  std::string repr() const override;
  bool tell(SyncState& live) const override;

 private:
  Lock lock_;
  WaiterLine line_;
};

}  // namespace detail

/// asyncio.Condition. Copies are the same condition; several may share a lock. `hold(condition)`
/// holds its lock.
class Condition {
 public:
  explicit Condition(Lock lock = Lock(), std::string_view name = {})
      : state_(new detail::ConditionState(std::move(lock), name)) {}

  [[nodiscard]] Coro<bool> acquire() const { return lock().acquire(); }
  void release() const { lock().release(); }
  bool locked() const { return lock().locked(); }
  const Lock& lock() const { return state_->lock(); }

  /// Releases the lock, waits until it is notified, and takes the lock again (a cancellation waits
  /// for that too). Always true. Throws LoopError("cannot wait on un-acquired lock").
  [[nodiscard]] Coro<bool> wait() const { return detail::ConditionState::wait(state_); }
  /// Waits, once for each notification, until `predicate()` is true; returns its value.
  template <class P>
  [[nodiscard]] auto wait_for(P predicate) const {
    return detail::ConditionState::wait_for(state_, std::move(predicate));
  }
  /// Wakes up to `count` who wait. Throws LoopError("cannot notify on un-acquired lock").
  void notify(std::size_t count = 1) const { state_->notify(count); }
  void notify_all() const { state_->notify(state_->waiting()); }
  std::string repr() const { return state_->repr(); }

  ObjectId trace_id() const { return state_->trace_id(); }
  SyncTrace& trace() const { return *state_; }
  friend bool operator==(const Condition&, const Condition&) = default;

 private:
  detail::SyncRef<detail::ConditionState> state_;
};

}  // namespace loopscope
