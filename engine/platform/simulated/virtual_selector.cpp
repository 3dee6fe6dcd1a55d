#include "engine/platform/simulated/virtual_selector.h"

#include <algorithm>
#include <cerrno>

#include "engine/base/os_error.h"

namespace loopscope::simulated {

VirtualSelector::VirtualSelector(Agenda& agenda, ReadyBoard& board, Turns& turns)
    : agenda_(agenda), board_(board), turns_(turns) {
  board_.add(*this);
  must_look_.store(agenda_.has_pace());
}

VirtualSelector::~VirtualSelector() {
  board_.remove(*this);
}

Selector::Outcome VirtualSelector::select(double timeout) {
  agenda_.happen_due();
  if (!turns_.alone()) return select_among_threads(timeout);
  if (look()) return Outcome::woken;
  const double end = timeout < 0 ? Turns::never : agenda_.now() + timeout;
  while (agenda_.happen_by(end)) {
    agenda_.happen_due();  // what happens at the same time is found together
    if (look()) return Outcome::woken;
  }
  if (timeout < 0) return Outcome::never;
  agenda_.advance_to(end);
  return Outcome::timed_out;
}

Selector::Outcome VirtualSelector::select_among_threads(double timeout) {
  // As Python gives up its lock for every look.
  turns_.yield();
  agenda_.happen_due();
  if (look()) return Outcome::woken;
  if (timeout == 0) return Outcome::timed_out;
  const double end = timeout < 0 ? Turns::never : agenda_.now() + timeout;
  struct Waiting {
    VirtualSelector& selector;
    explicit Waiting(VirtualSelector& of) : selector(of) { of.waiting_ = &of.turns_.self(); }
    ~Waiting() { selector.waiting_ = nullptr; }
  };
  while (true) {
    Turns::End how;
    {
      const Waiting waiting(*this);
      how = turns_.wait(end, Turns::Kind::selector);
    }
    if (look()) return Outcome::woken;
    if (how == Turns::End::timed_out) return Outcome::timed_out;
    if (how == Turns::End::deadlock) return Outcome::never;
  }
}

void VirtualSelector::wake() {
  wake_asked_.store(true);
  must_look_.store(true);
  wake_waiting();
}

void VirtualSelector::take_wakes() {
  wake_asked_.store(false);
  must_look_.store(agenda_.has_pace() || !candidates_.empty());
}

void VirtualSelector::watch(int descriptor, Interest interest) {
  if (interest == 0) {
    watched_.erase(descriptor);
    std::erase(candidates_, descriptor);
    return;
  }
  if (board_.source() == nullptr || !board_.source()->is_open(descriptor)) throw OsError(EBADF);
  watched_[descriptor] = interest;
  touched(descriptor);
}

void VirtualSelector::touched(int descriptor) {
  const auto watched = watched_.find(descriptor);
  if (watched == watched_.end()) return;
  if ((board_.source()->readiness(descriptor).events & watched->second) == 0) return;
  if (std::find(candidates_.begin(), candidates_.end(), descriptor) == candidates_.end()) {
    candidates_.push_back(descriptor);
  }
  must_look_.store(true);
  wake_waiting();
}

// Level-triggered: what is ready stays a candidate.
bool VirtualSelector::look() {
  ready_.clear();
  std::erase_if(candidates_, [this](int descriptor) {
    const Readiness now = board_.source()->readiness(descriptor);
    const auto events = static_cast<Interest>(now.events & watched_.at(descriptor));
    if (events == 0) return true;
    const bool reads = (events & interest_read) != 0;
    ready_.push_back({descriptor, events, reads ? now.read_cause : now.write_cause});
    return false;
  });
  woken_ = wake_asked_.load();
  must_look_.store(agenda_.has_pace() || woken_ || !candidates_.empty());
  return woken_ || !ready_.empty();
}

}  // namespace loopscope::simulated
