#include "engine/loop/timer_heap.h"

namespace loopscope {

// The names, and the order of comparisons and moves, are those of Lib/heapq.py.

void TimerHeap::push(TimerEntry entry) {
  entries_.push_back(entry);
  sift_down(0, entries_.size() - 1);
}

TimerEntry TimerHeap::pop() {
  const TimerEntry last = entries_.back();
  entries_.pop_back();
  if (entries_.empty()) return last;
  const TimerEntry first = entries_.front();
  entries_.front() = last;
  sift_up(0);
  return first;
}

void TimerHeap::heapify() {
  for (std::size_t i = entries_.size() / 2; i-- > 0;) sift_up(i);
}

void TimerHeap::sift_down(std::size_t start, std::size_t position) {
  TimerEntry* const heap = entries_.data();
  const TimerEntry moved = heap[position];
  while (position > start) {
    const std::size_t parent = (position - 1) >> 1;
    if (!(moved.when < heap[parent].when)) break;
    heap[position] = heap[parent];
    position = parent;
  }
  heap[position] = moved;
}

void TimerHeap::sift_up(std::size_t position) {
  TimerEntry* const heap = entries_.data();
  const std::size_t end = entries_.size();
  const std::size_t start = position;
  const TimerEntry moved = heap[position];
  std::size_t child = 2 * position + 1;
  while (child + 1 < end) {
    // The grandchildren's line comes while the children are compared.
    __builtin_prefetch(heap + 4 * position + 3);
    __builtin_prefetch(heap + 8 * position + 7);
    __builtin_prefetch(heap + 8 * position + 11);
    // Picks the right child unless the left one is smaller, without a branch to mispredict.
    child += static_cast<std::size_t>(!(heap[child].when < heap[child + 1].when));
    heap[position] = heap[child];
    position = child;
    child = 2 * position + 1;
  }
  if (child < end) {
    heap[position] = heap[child];
    position = child;
  }
  heap[position] = moved;
  sift_down(start, position);
}

}  // namespace loopscope
