#pragma once

#include <string>
#include <string_view>

#include "engine/coro/coro.h"
#include "engine/sync/sync_object.h"

namespace loopscope {

namespace detail {

class EventState final : public SyncObject {
 public:
  EventState(std::string_view name, bool set);

  static Coro<bool> wait(SyncRef<EventState> self);
  void set();
  void clear();
  bool is_set() const { return set_; }
  std::string repr() const override;
  bool tell(SyncState& live) const override;

 private:
  void tell_contents() override;

  bool set_;
  WaiterLine line_;
};

}  // namespace detail

/// asyncio.Event: a flag that tasks wait for. (`Event` is one of the trace's.) Copies are the same
/// event.
class SyncEvent {
 public:
  explicit SyncEvent(std::string_view name = {}, bool set = false)
      : state_(new detail::EventState(name, set)) {}

  /// Returns at once if it is set, else when somebody sets it (even if it is cleared again before
  /// this task runs). Always true.
  [[nodiscard]] Coro<bool> wait() const { return detail::EventState::wait(state_); }
  /// Sets the flag and wakes all who wait.
  void set() const { state_->set(); }
  void clear() const { state_->clear(); }
  bool is_set() const { return state_->is_set(); }
  std::string repr() const { return state_->repr(); }

  ObjectId trace_id() const { return state_->trace_id(); }
  SyncTrace& trace() const { return *state_; }
  friend bool operator==(const SyncEvent&, const SyncEvent&) = default;

 private:
  detail::SyncRef<detail::EventState> state_;
};

}  // namespace loopscope
