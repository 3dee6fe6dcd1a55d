#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/coro/coro.h"
#include "engine/sync/sync_object.h"

namespace loopscope {

namespace detail {

class SemaphoreState final : public SyncObject {
 public:
  SemaphoreState(std::int64_t value, std::optional<std::int64_t> bound, std::string_view name);

  static Coro<bool> acquire(SyncRef<SemaphoreState> self);
  void release();
  bool locked() const { return value_ == 0 || !line_.all_cancelled(); }
  std::int64_t value() const { return value_; }
  std::string repr() const override;
  bool tell(SyncState& live) const override;

 private:
  void tell_contents() override;
  void wake_next();

  std::int64_t value_;
  std::optional<std::int64_t> bound_;
  WaiterLine line_;
};

}  // namespace detail

/// asyncio.Semaphore: a counter of free units. Copies are the same semaphore. `hold(semaphore)` as
/// for a lock.
class Semaphore {
 public:
  /// Throws ArgumentError("Semaphore initial value must be >= 0").
  explicit Semaphore(std::int64_t value = 1, std::string_view name = {})
      : Semaphore(value, std::nullopt, name) {}

  /// Waits until a unit is free, first come first served, and takes it. Always true.
  [[nodiscard]] Coro<bool> acquire() const { return detail::SemaphoreState::acquire(state_); }
  /// Gives one unit back, or hands it to the first who waits.
  void release() const { state_->release(); }
  /// True if acquire() would wait.
  bool locked() const { return state_->locked(); }
  std::string repr() const { return state_->repr(); }

  ObjectId trace_id() const { return state_->trace_id(); }
  SyncTrace& trace() const { return *state_; }
  friend bool operator==(const Semaphore&, const Semaphore&) = default;

 protected:
  Semaphore(std::int64_t value, std::optional<std::int64_t> bound, std::string_view name)
      : state_(new detail::SemaphoreState(value, bound, name)) {}

 private:
  detail::SyncRef<detail::SemaphoreState> state_;
};

/// asyncio.BoundedSemaphore: release() throws ArgumentError("BoundedSemaphore released too many
/// times") if the counter would exceed its first value.
class BoundedSemaphore : public Semaphore {
 public:
  explicit BoundedSemaphore(std::int64_t value = 1, std::string_view name = {})
      : Semaphore(value, value, name) {}
};

}  // namespace loopscope
