#include "engine/platform/simulated/agenda.h"

#include <algorithm>
#include <utility>

namespace loopscope {

Agenda::Entry Agenda::at(double when, std::function<void()> happen) {
  heap_.push_back({when, ++last_, std::move(happen)});
  std::push_heap(heap_.begin(), heap_.end(), later);
  return last_;
}

void Agenda::cancel(Entry entry) {
  const auto found = std::find_if(heap_.begin(), heap_.end(),
                                  [entry](const Item& item) { return item.entry == entry; });
  if (found == heap_.end()) return;
  heap_.erase(found);
  std::make_heap(heap_.begin(), heap_.end(), later);
}

void Agenda::happen_next() {
  std::pop_heap(heap_.begin(), heap_.end(), later);
  const Item item = std::move(heap_.back());
  heap_.pop_back();
  now_ = std::max(now_, item.when);
  item.happen();
}

void Agenda::happen_due() {
  while (!heap_.empty() && heap_.front().when <= now_) happen_next();
}

}  // namespace loopscope
