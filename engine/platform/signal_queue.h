#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "engine/trace/event.h"

namespace loopscope {

/// Signals on their way from their handlers, on whichever threads these run, to one thread that
/// takes them: in order, without a lock, as a handler may need. What finds it full is lost, and
/// counted.
class SignalQueue {
 public:
  struct Arrival {
    int number = 0;
    EventId cause = 0;  ///< the event that tells of it; 0: none yet
  };
  static constexpr std::uint32_t capacity = 1024;

  SignalQueue() {
    for (std::uint32_t i = 0; i < capacity; ++i) slots_[i].turn.store(i, std::memory_order_relaxed);
  }
  SignalQueue(const SignalQueue&) = delete;
  SignalQueue& operator=(const SignalQueue&) = delete;

  void push(Arrival arrival) noexcept {
    std::uint32_t place = tail_.load(std::memory_order_relaxed);
    while (true) {
      Slot& slot = slots_[place % capacity];
      const std::uint32_t turn = slot.turn.load(std::memory_order_acquire);
      if (turn == place) {
        if (!tail_.compare_exchange_weak(place, place + 1, std::memory_order_relaxed)) continue;
        slot.arrival = arrival;
        slot.turn.store(place + 1, std::memory_order_release);
        return;
      }
      if (turn == place + 1 - capacity) {  // not taken yet since the last round
        lost_.fetch_add(1, std::memory_order_relaxed);
        return;
      }
      place = tail_.load(std::memory_order_relaxed);
    }
  }
  /// Nothing if it is empty, or the next one is being written; its writer wakes the loop then.
  std::optional<Arrival> pop() {
    Slot& slot = slots_[head_ % capacity];
    if (slot.turn.load(std::memory_order_acquire) != head_ + 1) return std::nullopt;
    const Arrival arrival = slot.arrival;
    slot.turn.store(head_ + capacity, std::memory_order_release);
    ++head_;
    return arrival;
  }
  /// How many were lost since the last call.
  std::uint32_t take_lost() { return lost_.exchange(0, std::memory_order_relaxed); }

 private:
  /// `turn`: the place that may be written next, or one more than the place that was written.
  struct Slot {
    std::atomic<std::uint32_t> turn;
    Arrival arrival;
  };
  static_assert(std::atomic<std::uint32_t>::is_always_lock_free);

  std::array<Slot, capacity> slots_;
  std::atomic<std::uint32_t> tail_ = 0;
  std::uint32_t head_ = 0;
  std::atomic<std::uint32_t> lost_ = 0;
};

}  // namespace loopscope
