#pragma once

#include <cstdint>
#include <vector>

#include "engine/trace/cow.h"
#include "engine/trace/event.h"
#include "engine/trace/paged_map.h"

namespace loopscope {

/// A timeout that a task is inside of.
struct TimeoutState {
  ObjectId id = 0;
  ObjectId task = 0;
  double when = 0.0;  ///< its deadline in loop seconds; infinity: none
  bool expired = false;
  std::uint8_t loop = 0;
  EventId entered = 0;
  EventId changed = 0;  ///< the last event about it

  friend bool operator==(const TimeoutState&, const TimeoutState&) = default;
};

/// A task group that a task is inside of.
struct GroupState {
  ObjectId id = 0;
  ObjectId parent = 0;          ///< the task that entered it
  std::vector<ObjectId> tasks;  ///< those it has not heard of being done, in order of creation
  std::uint32_t added = 0;      ///< how many tasks it has had
  bool aborting = false;
  std::uint8_t loop = 0;
  EventId entered = 0;
  EventId changed = 0;

  friend bool operator==(const GroupState&, const GroupState&) = default;
};

/// The part of LoopState that is about timeouts and task groups: those that are entered and not
/// left. Copies share what they have not written.
class ScopeFold {
 public:
  /// Takes in an event of its own; passes others over.
  void apply(const Event& event, EventId position);

  const TimeoutState* timeout(ObjectId id) const { return timeouts_.find(id); }
  const GroupState* group(ObjectId id) const { return groups_.find(id); }
  /// All that are entered, in that order.
  const std::vector<ObjectId>& timeouts() const { return list(open_timeouts_); }
  const std::vector<ObjectId>& groups() const { return list(open_groups_); }

  friend bool operator==(const ScopeFold& a, const ScopeFold& b) {
    return a.timeouts_ == b.timeouts_ && a.groups_ == b.groups_ && a.timeouts() == b.timeouts() &&
           a.groups() == b.groups();
  }

 private:
  static const std::vector<ObjectId>& list(const Cow<std::vector<ObjectId>>& ids);
  void apply_to_timeout(const Event& event, EventId position);
  void apply_to_group(const Event& event, EventId position);

  PagedMap<TimeoutState> timeouts_;
  PagedMap<GroupState> groups_;
  Cow<std::vector<ObjectId>> open_timeouts_;
  Cow<std::vector<ObjectId>> open_groups_;
};

}  // namespace loopscope
