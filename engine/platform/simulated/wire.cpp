#include "engine/platform/simulated/wire.h"

namespace loopscope::simulated {
namespace {

bool fits(const LinkDescription& link, const std::string& from, const std::string& to) {
  const auto is = [&](const std::string& pattern, const std::string& name) {
    return pattern == name || (pattern == "*" && from != to);
  };
  if (is(link.from, from) && is(link.to, to)) return true;
  return !link.one_way && is(link.from, to) && is(link.to, from);
}

}  // namespace

const LinkDescription& Wire::description_of(const std::string& from, const std::string& to) const {
  static const LinkDescription at_once;
  const LinkDescription* found = &at_once;
  for (const auto* const links : {&added_, &world_.links}) {
    for (const LinkDescription& link : *links) {
      if (fits(link, from, to)) found = &link;
    }
  }
  return *found;
}

Link& Wire::link(const std::string& from, const std::string& to) {
  std::unique_ptr<Link>& link = links_[{from, to}];
  if (!link) link = std::make_unique<Link>(from, to, description_of(from, to), seed_);
  return *link;
}

void Wire::at(double time, std::function<void()> happen) {
  if (time > agenda_.now()) {
    agenda_.at(time, std::move(happen));
    return;
  }
  due_now_.push_back(std::move(happen));
  if (delivering_) return;
  struct Delivering {
    bool& flag;
    explicit Delivering(bool& set) : flag(set) { flag = true; }
    ~Delivering() { flag = false; }
  };
  const Delivering delivering(delivering_);
  while (!due_now_.empty()) {
    const auto next = std::move(due_now_.front());
    due_now_.pop_front();
    next();
  }
}

void Wire::send(const HostDescription& from, const HostDescription& to, Packet packet) {
  Link& link = this->link(from.name, to.name);
  const double now = agenda_.now();
  Link::Passage passage = link.send(now, packet.bytes, packet.quiet);
  if (to.reach == HostDescription::Reach::silent) passage.loss = PacketLoss::silent;
  const auto bytes = static_cast<std::uint32_t>(packet.bytes);
  const auto kind = static_cast<std::uint16_t>(packet.kind);
  const ObjectId id = packet.quiet ? 0 : trace_.new_object();
  EventId sent = trace_.cause();
  if (!packet.quiet) sent = trace_.record(EventKind::packet_sent, id, bytes, link.name(), kind);
  if (!packet.quiet && passage.late > 0) {
    const WorldTrace::Cause cause(trace_, sent);
    trace_.record_value(EventKind::packet_delayed, id, passage.late);
  }
  const auto tell = [this, &link, id, bytes, sent](EventKind what, std::uint16_t flags) {
    const WorldTrace::Cause cause(trace_, sent);
    return trace_.record(what, id, bytes, link.name(), flags);
  };
  if (passage.loss == PacketLoss::none) {
    at(passage.arrives, [this, tell, kind, sent, quiet = packet.quiet,
                         arrive = std::move(packet.arrive)] {
      const WorldTrace::Cause cause(trace_, quiet ? sent : tell(EventKind::packet_arrived, kind));
      arrive();
    });
    return;
  }
  // It gets half the way.
  at(now + (passage.arrives - now) / 2,
     [this, tell, sent, quiet = packet.quiet, why = passage.loss, lost = std::move(packet.lost)] {
       const auto flags = static_cast<std::uint16_t>(why);
       const WorldTrace::Cause cause(trace_, quiet ? sent : tell(EventKind::packet_lost, flags));
       if (lost) lost(why);
     });
}

}  // namespace loopscope::simulated
