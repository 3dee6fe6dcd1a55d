#pragma once

#include <cstdint>
#include <vector>

#include "engine/trace/cow.h"
#include "engine/trace/event.h"
#include "engine/trace/paged_map.h"

namespace loopscope {

/// An open descriptor: what it is, who waits for it, how much has gone through it.
struct DescriptorState {
  ObjectId id = 0;
  std::uint32_t number = 0;
  DescriptorKind kind = DescriptorKind::other;
  TextId address = 0;   ///< the peer's, or its own if it listens; may be empty
  ObjectId reader = 0;  ///< the handle that runs when it can be read; 0: nobody waits
  ObjectId writer = 0;
  std::uint8_t loop = 0;       ///< the loop that waits for it, or did last
  bool peer_ended = false;     ///< the end was read
  std::uint64_t received = 0;  ///< bytes
  std::uint64_t sent = 0;
  EventId opened = 0;
  EventId changed = 0;  ///< the last event about it

  friend bool operator==(const DescriptorState&, const DescriptorState&) = default;
};

/// The part of LoopState that is about descriptors. Copies share what they have not written.
class IoFold {
 public:
  /// Takes in an event that is its own or the end of a loop; passes others over.
  void apply(const Event& event, EventId position);

  /// Null if it is not open.
  const DescriptorState* find(ObjectId id) const { return descriptors_.find(id); }
  /// All that are open, in the order in which they were opened.
  const std::vector<ObjectId>& open() const;

  friend bool operator==(const IoFold& a, const IoFold& b) {
    return a.descriptors_ == b.descriptors_ &&
           (a.open_.shares_with(b.open_) || a.open() == b.open());
  }

 private:
  void add(const Event& event, EventId position);
  void close(ObjectId id);
  void watch(const Event& event, EventId position);
  void transfer(const Event& event, EventId position);
  void forget_watchers(std::uint8_t loop);

  PagedMap<DescriptorState> descriptors_;  // by identity
  Cow<std::vector<ObjectId>> open_;
};

}  // namespace loopscope
