#include "engine/platform/simulated/agenda.h"

#include <algorithm>
#include <utility>

namespace loopscope {

Agenda::Entry Agenda::at(double when, std::function<void()> happen) {
  const Entry entry = ++last_;
  entries_.emplace(std::pair(when, entry), std::move(happen));
  when_.emplace(entry, when);
  return entry;
}

void Agenda::cancel(Entry entry) {
  const auto found = when_.find(entry);
  if (found == when_.end()) return;
  entries_.erase({found->second, entry});
  when_.erase(found);
}

void Agenda::happen_next() {
  if (pace_ != nullptr) pace_->wait_until(next());
  const auto next = entries_.extract(entries_.begin());
  when_.erase(next.key().second);
  now_ = std::max(now_, next.key().first);
  next.mapped()();
  if (observer_) observer_();
}

bool Agenda::happen_by(double end) {
  if (pace_ != nullptr && pace_->wait_for_outside(empty() ? end : std::min(end, next()))) {
    if (observer_) observer_();
    return true;
  }
  if (empty() || next() > end) return false;
  happen_next();
  return true;
}

void Agenda::happen_due() {
  if (pace_ != nullptr && pace_->look_outside() && observer_) observer_();
  while (!empty() && next() <= now()) happen_next();
}

}  // namespace loopscope
