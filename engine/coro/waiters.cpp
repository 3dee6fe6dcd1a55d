#include "engine/coro/waiters.h"

namespace loopscope {

void WaiterLine::push_back(Waiter& waiter) {
  waiter.in_line_ = true;
  waiter.previous_ = last_;
  (last_ != nullptr ? last_->next_ : first_) = &waiter;
  last_ = &waiter;
  ++size_;
}

void WaiterLine::remove(Waiter& waiter) {
  (waiter.previous_ != nullptr ? waiter.previous_->next_ : first_) = waiter.next_;
  (waiter.next_ != nullptr ? waiter.next_->previous_ : last_) = waiter.previous_;
  waiter.previous_ = waiter.next_ = nullptr;
  waiter.in_line_ = false;
  --size_;
}

bool WaiterLine::all_cancelled() const {
  for (const Waiter* waiter = first_; waiter != nullptr; waiter = waiter->next_) {
    if (!waiter->cancelled()) return false;
  }
  return true;
}

Waiter* WaiterLine::first_pending() const {
  Waiter* waiter = first_;
  while (waiter != nullptr && waiter->done()) waiter = waiter->next_;
  return waiter;
}

}  // namespace loopscope
