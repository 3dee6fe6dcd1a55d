#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "engine/base/array_memory.h"
#include "engine/loop/handle.h"

namespace loopscope {

/// A timer in the heap; owns one reference of its handle, which the loop accounts for.
struct TimerEntry {
  double when = 0.0;  ///< loop seconds
  Handle* handle = nullptr;
};
static_assert(sizeof(TimerEntry) == 16);

/// The heap's array lies so that the four grandchildren of a node share a cache line: the element
/// at index 3 begins one.
using TimerArray = std::vector<TimerEntry, ArrayAllocator<TimerEntry, sizeof(TimerEntry)>>;

/// Binary heap of timers by `when`. It is Python's heapq: the same sifting on the same array, so
/// that ties fire in CPython's order and the array can be shown as it is there.
class TimerHeap {
 public:
  bool empty() const { return entries_.empty(); }
  std::size_t size() const { return entries_.size(); }
  /// The earliest timer; the heap must not be empty.
  const TimerEntry& top() const { return entries_.front(); }
  /// Has the handles brought near of which one is on top after the next pop().
  void prefetch_next() const {
    if (entries_.size() < 3) return;
    __builtin_prefetch(entries_[1].handle, 1);
    __builtin_prefetch(entries_[2].handle, 1);
  }
  /// The heap's array, in its order.
  const TimerArray& entries() const { return entries_; }

  /// heapq.heappush
  void push(TimerEntry entry);
  /// heapq.heappop; the heap must not be empty.
  TimerEntry pop();
  /// Replaces the array by those of its entries that `keep` accepts, in array order, then
  /// heapq.heapify. `drop` gets the others.
  template <class Keep, class Drop>
  void rebuild(Keep keep, Drop drop) {
    constexpr std::size_t ahead = 8;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      const TimerEntry entry = entries_[i];
      if (i + ahead < entries_.size()) __builtin_prefetch(entries_[i + ahead].handle, 1);
      if (keep(entry)) {
        entries_[kept++] = entry;
      } else {
        drop(entry);
      }
    }
    entries_.resize(kept);
    heapify();
  }
  /// Empties the array and returns what was in it.
  TimerArray take_all() { return std::exchange(entries_, {}); }

 private:
  void heapify();
  void sift_down(std::size_t start, std::size_t position);
  void sift_up(std::size_t position);

  TimerArray entries_;
};

}  // namespace loopscope
