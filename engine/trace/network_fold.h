#pragma once

#include <cstdint>
#include <vector>

#include "engine/trace/cow.h"
#include "engine/trace/event.h"

namespace loopscope {

/// A packet of the simulated world that is on its way.
struct PacketState {
  ObjectId id = 0;
  PacketKind kind = PacketKind::data;
  std::uint32_t bytes = 0;
  TextId link = 0;       ///< "localhost → api"
  double sent_at = 0.0;  ///< virtual seconds
  double delay = 0.0;    ///< seconds that it takes longer than the link's others
  EventId sent = 0;

  friend bool operator==(const PacketState&, const PacketState&) = default;
};

/// A name lookup that has not been answered.
struct LookupState {
  ObjectId id = 0;
  TextId name = 0;
  EventId begun = 0;

  friend bool operator==(const LookupState&, const LookupState&) = default;
};

/// The part of LoopState that is about the simulated world: what is under way there, and how much
/// has come to what. Copies share what they have not written.
class NetworkFold {
 public:
  struct Counts {
    std::uint32_t sent = 0;
    std::uint32_t arrived = 0;
    std::uint32_t lost = 0;
    std::uint32_t refused = 0;  ///< connection attempts that have failed
    std::uint32_t reset = 0;    ///< connections that broke

    friend bool operator==(const Counts&, const Counts&) = default;
  };

  /// Takes in an event that is its own; passes others over.
  void apply(const Event& event, EventId position);

  /// Packets on their way, in the order in which they were sent.
  const std::vector<PacketState>& packets() const;
  /// Lookups under way, in the order in which they began.
  const std::vector<LookupState>& lookups() const;
  const Counts& counts() const { return counts_; }

  friend bool operator==(const NetworkFold& a, const NetworkFold& b) {
    return a.counts_ == b.counts_ && a.packets() == b.packets() && a.lookups() == b.lookups();
  }

 private:
  bool drop_packet(ObjectId id);

  Cow<std::vector<PacketState>> packets_;
  Cow<std::vector<LookupState>> lookups_;
  Counts counts_;
};

}  // namespace loopscope
