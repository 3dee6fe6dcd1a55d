#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <unordered_map>
#include <utility>

#include "engine/platform/simulated/pace.h"

namespace loopscope {

/// The virtual clock and what will happen in the simulated world and when: packets that arrive,
/// jobs that end, signals. What is due at the same time happens in the order it was entered.
class Agenda {
 public:
  /// Identity of an entry, for `cancel`; 0: none.
  using Entry = std::uint64_t;

  /// From now on the clock goes at the pace of the real one. Borrowed.
  void set_pace(simulated::Pace* pace) { pace_ = pace; }
  bool has_pace() const { return pace_ != nullptr; }

  /// Seconds of the virtual clock.
  double now() const {
    if (pace_ != nullptr) now_ = std::max(now_, pace_->elapsed());
    return now_;
  }
  const double& clock() const { return now_; }
  /// Moves the clock without letting anything happen that becomes due on the way; it happens at the
  /// next look.
  void skip(double seconds) { advance_to(now() + seconds); }

  /// Calls `happen` at virtual time `when` (at the next look, if that is over).
  Entry at(double when, std::function<void()> happen);
  Entry after(double delay, std::function<void()> happen) {
    return at(now() + delay, std::move(happen));
  }
  void cancel(Entry entry);

  bool empty() const { return entries_.empty(); }
  /// When the next entry is due. Must not be empty.
  double next() const { return entries_.begin()->first.first; }
  /// Moves the clock to the next entry, if it is later than now, and lets it happen.
  void happen_next();
  /// Lets the next thing happen that is due by `end`, or that comes from outside until then; false:
  /// there is none.
  bool happen_by(double end);
  /// Lets everything happen that is due at or before now.
  void happen_due();
  /// Calls `after` after everything that happens; empty: nothing.
  void set_observer(std::function<void()> after) { observer_ = std::move(after); }
  /// Moves the clock on to `when`, exactly; nothing may be due before.
  void advance_to(double when) {
    if (pace_ != nullptr) pace_->wait_until(when);
    now_ = pace_ != nullptr ? std::max(now_, when) : when;
  }

 private:
  mutable double now_ = 0.0;
  simulated::Pace* pace_ = nullptr;
  Entry last_ = 0;
  std::map<std::pair<double, Entry>, std::function<void()>> entries_;
  std::unordered_map<Entry, double> when_;
  std::function<void()> observer_;
};

}  // namespace loopscope
