#pragma once

#include <string>

#include "engine/platform/simulated/draws.h"
#include "engine/platform/simulated/world_description.h"
#include "engine/trace/event.h"

namespace loopscope::simulated {

/// One way from a host to another: decides when a packet arrives, and whether.
class Link {
 public:
  Link(std::string from, std::string to, const LinkDescription& description, std::uint64_t seed);

  /// What becomes of a packet.
  struct Passage {
    double arrives = 0.0;  ///< virtual time; of a lost one: when it would
    double late = 0.0;     ///< seconds by which an intervention or a reordering delays it
    PacketLoss loss = PacketLoss::none;
  };
  /// Draws the fate of a packet that is sent at `now`. A control packet (acknowledgements) is only
  /// held up by a partition, and takes no bandwidth.
  Passage send(double now, std::size_t bytes, bool control);

  /// "localhost → api"
  const std::string& name() const { return name_; }
  const std::string& from() const { return from_; }
  const std::string& to() const { return to_; }

  // What an intervention can do.

  /// The packets that are sent from now on take `seconds` longer, each; they stay in order.
  void slow_down(double seconds) { added_latency_ += seconds; }
  /// Nothing gets through before `time`.
  void cut_until(double time) { cut_until_ = time; }

 private:
  bool cut(double now) const;

  std::string from_;
  std::string to_;
  std::string name_;
  LinkDescription description_;
  Draws draws_;
  double busy_until_ = 0.0;    ///< when what was sent has left, with limited bandwidth
  double last_arrival_ = 0.0;  ///< of what may not be overtaken
  double added_latency_ = 0.0;
  double cut_until_ = 0.0;
};

}  // namespace loopscope::simulated
