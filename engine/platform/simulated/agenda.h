#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <unordered_map>
#include <utility>

namespace loopscope {

/// The virtual clock and what will happen in the simulated world and when: packets that arrive,
/// jobs that end, signals. What is due at the same time happens in the order it was entered.
class Agenda {
 public:
  /// Identity of an entry, for `cancel`; 0: none.
  using Entry = std::uint64_t;

  /// Seconds of the virtual clock.
  double now() const { return now_; }
  const double& clock() const { return now_; }
  /// Moves the clock without letting anything happen that becomes due on the way; it happens at the
  /// next look.
  void skip(double seconds) { now_ += seconds; }

  /// Calls `happen` at virtual time `when` (at the next look, if that is over).
  Entry at(double when, std::function<void()> happen);
  Entry after(double delay, std::function<void()> happen) {
    return at(now_ + delay, std::move(happen));
  }
  void cancel(Entry entry);

  bool empty() const { return entries_.empty(); }
  /// When the next entry is due. Must not be empty.
  double next() const { return entries_.begin()->first.first; }
  /// Moves the clock to the next entry, if it is later than now, and lets it happen.
  void happen_next();
  /// Lets everything happen that is due at or before now.
  void happen_due();
  /// Calls `after` after everything that happens; empty: nothing.
  void set_observer(std::function<void()> after) { observer_ = std::move(after); }
  /// Moves the clock on to `when`, exactly; nothing may be due before.
  void advance_to(double when) { now_ = when; }

 private:
  double now_ = 0.0;
  Entry last_ = 0;
  std::map<std::pair<double, Entry>, std::function<void()>> entries_;
  std::unordered_map<Entry, double> when_;
  std::function<void()> observer_;
};

}  // namespace loopscope
