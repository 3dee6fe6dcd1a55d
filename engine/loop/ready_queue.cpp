#include "engine/loop/ready_queue.h"

#include <utility>

namespace loopscope {

namespace {
constexpr std::size_t first_capacity = 64;
}

ReadyQueue::ReadyQueue()
    : slots_(std::make_unique<ReadyEntry[]>(first_capacity)), mask_(first_capacity - 1) {}

void ReadyQueue::keep_tags() {
  tags_ = std::make_unique<ReadyTag[]>(mask_ + 1);
}

void ReadyQueue::grow() {
  const std::size_t count = size();
  const std::size_t capacity = (mask_ + 1) * 2;
  auto slots = std::make_unique_for_overwrite<ReadyEntry[]>(capacity);
  for (std::size_t i = 0; i < count; ++i) slots[i] = at(i);
  if (tags_ != nullptr) {
    auto tags = std::make_unique_for_overwrite<ReadyTag[]>(capacity);
    for (std::size_t i = 0; i < count; ++i) tags[i] = tag_at(i);
    tags_ = std::move(tags);
  }
  slots_ = std::move(slots);
  mask_ = capacity - 1;
  head_ = 0;
  tail_ = count;
}

}  // namespace loopscope
