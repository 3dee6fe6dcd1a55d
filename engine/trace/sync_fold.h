#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/trace/cow.h"
#include "engine/trace/event.h"
#include "engine/trace/object_queue.h"
#include "engine/trace/paged_map.h"

namespace loopscope {

/// What a barrier is doing.
enum class BarrierPhase : std::uint8_t { filling, draining, resetting, broken };

/// A lock, event, condition, semaphore, barrier or queue.
struct SyncState {
  ObjectId id = 0;
  SyncKind kind = SyncKind::lock;
  TextId name = 0;
  ObjectId part = 0;        ///< a condition's lock, a barrier's condition, a queue's event; 0: none
  std::uint32_t limit = 0;  ///< a queue's maxsize, a bounded semaphore's bound, a barrier's
                            ///< parties; 0: none
  std::uint32_t value = 0;  ///< as SyncChange says: held, set, counter, tasks inside, items
  std::uint32_t unfinished = 0;  ///< of a queue: items put and not yet told of by task_done()
  BarrierPhase phase = BarrierPhase::filling;
  std::vector<ObjectId> holders;  ///< tasks that acquired it and have not released it, oldest first
  ObjectQueue waiters;  ///< futures that stand in line, first come first; woken ones stay until
                        ///< their task runs
  ObjectQueue putters;  ///< the same for those who wait to put into a queue
  ObjectQueue items;    ///< a queue's items as texts (TextId), oldest first
  std::uint8_t loop = 0;
  EventId created = 0;
  EventId changed = 0;  ///< the last event about it

  friend bool operator==(const SyncState&, const SyncState&) = default;
};

/// Stable name of a phase, e.g. "draining".
std::string_view name_of(BarrierPhase phase);
/// Name of a kind as JSON Lines has it, e.g. "bounded_semaphore".
std::string_view name_of(SyncKind kind);

/// The part of LoopState that is about what synchronises tasks. Copies share what they have not
/// written.
class SyncFold {
 public:
  /// Takes in an event of its own; `task` runs now (0: none). Passes others over. False if it was
  /// about an object, or a place in a line, that is not there.
  bool apply(const Event& event, EventId position, ObjectId task);

  /// Null if there is none (any more).
  const SyncState* find(ObjectId id) const { return objects_.find(id); }
  /// All there are, in the order in which the trace heard of them.
  const std::vector<ObjectId>& all() const;

  friend bool operator==(const SyncFold& a, const SyncFold& b) {
    return a.objects_ == b.objects_ && (a.all_.shares_with(b.all_) || a.all() == b.all());
  }

 private:
  void add(const Event& event, EventId position);
  bool destroy(ObjectId id);

  PagedMap<SyncState> objects_;
  Cow<std::vector<ObjectId>> all_;
};

}  // namespace loopscope
