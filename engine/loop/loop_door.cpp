#include "engine/loop/loop_door.h"

#include <utility>

#include "engine/loop/event_loop.h"

namespace loopscope {

LoopDoor::Ticket LoopDoor::expect(HandleRef handle) {
  const std::lock_guard lock(mutex_);
  expected_.emplace(++last_, std::move(handle));
  return last_;
}

bool LoopDoor::deliver(Ticket ticket) {
  const std::lock_guard lock(mutex_);
  const auto found = expected_.find(ticket);
  if (found == expected_.end()) return false;
  HandleRef handle = std::move(found->second);
  expected_.erase(found);
  return deliver_locked(std::move(handle));
}

bool LoopDoor::deliver(HandleRef handle) {
  const std::lock_guard lock(mutex_);
  return deliver_locked(std::move(handle));
}

bool LoopDoor::deliver_locked(HandleRef handle) {
  if (loop_ == nullptr) return false;
  if (loop_->platform().threads_take_turns()) {
    // Simulated threads take turns: the loop's own queue is as safe with any of them.
    loop_->enqueue_from_elsewhere(*handle);
  } else {
    left_.push_back(std::move(handle));
  }
  loop_->wake();
  return true;
}

std::vector<HandleRef> LoopDoor::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(left_, {});
}

void LoopDoor::close() {
  std::vector<HandleRef> left;
  std::unordered_map<Ticket, HandleRef> expected;
  const std::lock_guard lock(mutex_);
  loop_ = nullptr;
  left.swap(left_);
  expected.swap(expected_);
}

}  // namespace loopscope
