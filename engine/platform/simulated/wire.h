#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/platform/simulated/agenda.h"
#include "engine/platform/simulated/link.h"
#include "engine/platform/simulated/world_description.h"
#include "engine/platform/simulated/world_trace.h"

namespace loopscope::simulated {

/// Carries packets between hosts, as their links have it, and tells the trace of them.
class Wire {
 public:
  /// All must outlive the wire.
  Wire(const WorldDescription& world, std::uint64_t seed, Agenda& agenda, WorldTrace& trace)
      : world_(world), seed_(seed), agenda_(agenda), trace_(trace) {}

  struct Packet {
    PacketKind kind = PacketKind::data;
    std::size_t bytes = 0;
    std::function<void()> arrive;
    /// May be empty: nobody cares.
    std::function<void(PacketLoss)> lost = {};
    /// An acknowledgement: not told, and never lost by chance.
    bool quiet = false;
  };
  /// Sends a packet. What arrives at once arrives before this returns, unless another arrival
  /// is being dealt with, which then comes first.
  void send(const HostDescription& from, const HostDescription& to, Packet packet);

  /// Tells of a link that the world's description doesn't have; its own count more.
  void add(LinkDescription link) { added_.push_back(std::move(link)); }
  /// The way from a host to another.
  Link& link(const std::string& from, const std::string& to);
  /// All ways that were used or named, for interventions.
  template <class F>
  void for_each_link(F visit) {
    for (auto& [names, link] : links_) visit(*link);
  }

  Agenda& agenda() { return agenda_; }
  WorldTrace& trace() { return trace_; }

 private:
  void at(double time, std::function<void()> happen);
  const LinkDescription& description_of(const std::string& from, const std::string& to) const;

  const WorldDescription& world_;
  std::uint64_t seed_;
  Agenda& agenda_;
  WorldTrace& trace_;
  std::map<std::pair<std::string, std::string>, std::unique_ptr<Link>> links_;
  std::vector<LinkDescription> added_;
  std::deque<std::function<void()>> due_now_;
  bool delivering_ = false;
};

}  // namespace loopscope::simulated
