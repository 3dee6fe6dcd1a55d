#pragma once

#include <vector>

#include "engine/trace/trace.h"

namespace loopscope {

/// An arrow from an event to what it brought about, as a picture of a trace shows it.
struct CauseArrow {
  EventId source = 0;
  EventId effect = 0;

  friend bool operator==(const CauseArrow&, const CauseArrow&) = default;
};

/// The arrows worth drawing: from where a callback was scheduled to where it runs, from where a
/// task was woken to where it goes on, from where a cancellation was asked for to where it is
/// delivered. Ascending by source.
std::vector<CauseArrow> cause_arrows(const Trace& trace);

}  // namespace loopscope
