#include "engine/loop/ready_queue.h"

#include <algorithm>

#include "engine/base/array_memory.h"

namespace loopscope {

namespace {

constexpr std::size_t first_capacity = 64;

template <class T>
T* new_array(std::size_t capacity) {
  return static_cast<T*>(allocate_array(capacity * sizeof(T)));
}
template <class T>
void free_elements(T* array, std::size_t capacity) {
  free_array(array, capacity * sizeof(T));
}

}  // namespace

ReadyQueue::ReadyQueue()
    : slots_(new_array<ReadyEntry>(first_capacity)), mask_(first_capacity - 1) {
  note_room();
}

ReadyQueue::~ReadyQueue() {
  free_elements(slots_, mask_ + 1);
  if (tags_ != nullptr) free_elements(tags_, mask_ + 1);
}

void ReadyQueue::keep_tags() {
  tags_ = new_array<std::uint64_t>(mask_ + 1);
  std::fill_n(tags_, mask_ + 1, std::uint64_t{0});
}

[[gnu::noinline]] void ReadyQueue::make_room() {
  if (size() > mask_) return resize((mask_ + 1) * 2);
  note_room();
}

void ReadyQueue::note_room() {
  room_end_ = head_ + mask_ + 1;
  plain_end_ = guard_ == Guard::none ? room_end_ : 0;
  traced_end_ = guard_ == Guard::traced ? room_end_ : 0;
}

void ReadyQueue::shrink() {
  std::size_t capacity = mask_ + 1;
  while (capacity > trim_threshold && size() * 8 < capacity) capacity /= 4;
  resize(capacity);
}

void ReadyQueue::resize(std::size_t capacity) {
  const std::size_t mask = capacity - 1;
  auto* const slots = new_array<ReadyEntry>(capacity);
  for (std::size_t i = head_; i != tail_; ++i) slots[i & mask] = slots_[i & mask_];
  if (tags_ != nullptr) {
    auto* const tags = new_array<std::uint64_t>(capacity);
    for (std::size_t i = head_; i != tail_; ++i) tags[i & mask] = tags_[i & mask_];
    free_elements(tags_, mask_ + 1);
    tags_ = tags;
  }
  free_elements(slots_, mask_ + 1);
  slots_ = slots;
  mask_ = mask;
  note_room();
}

}  // namespace loopscope
