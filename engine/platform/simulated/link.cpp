#include "engine/platform/simulated/link.h"

#include <algorithm>
#include <utility>

namespace loopscope::simulated {

Link::Link(std::string from, std::string to, const LinkDescription& description, std::uint64_t seed)
    : from_(std::move(from)),
      to_(std::move(to)),
      name_(from_ + " → " + to_),
      description_(description),
      draws_(seed, name_) {}

bool Link::cut(double now) const {
  if (now < cut_until_) return true;
  return std::any_of(description_.partitions.begin(), description_.partitions.end(),
                     [now](const TimeSpan& span) { return span.contains(now); });
}

Link::Passage Link::send(double now, std::size_t bytes, bool control) {
  Passage passage;
  if (cut(now)) {
    passage.loss = PacketLoss::partition;
  } else if (!control && draws_.chance(description_.reset)) {
    passage.loss = PacketLoss::broken;
  } else if (!control && draws_.chance(description_.loss)) {
    passage.loss = PacketLoss::dropped;
  }
  double leaves = now;
  if (!control && description_.bandwidth > 0) {
    leaves = std::max(now, busy_until_) + static_cast<double>(bytes) / description_.bandwidth;
    busy_until_ = leaves;
  }
  passage.late = added_latency_;
  const double on_the_way = description_.latency + added_latency_;
  const double jitter = description_.jitter > 0 ? description_.jitter * draws_.uniform() : 0.0;
  passage.arrives = std::max(leaves + on_the_way + jitter, last_arrival_);
  if (passage.loss != PacketLoss::none) return passage;
  if (!control && draws_.chance(description_.reorder)) {
    // As late again, and those behind it don't wait.
    const double extra = on_the_way + description_.jitter * draws_.uniform();
    passage.arrives += extra;
    passage.late += extra;
  } else {
    last_arrival_ = passage.arrives;
  }
  return passage;
}

}  // namespace loopscope::simulated
