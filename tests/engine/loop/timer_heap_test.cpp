#include "engine/loop/timer_heap.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <deque>
#include <vector>

#include "engine/loop/event_loop.h"
#include "engine/platform/simulated/simulated_platform.h"

namespace loopscope {
namespace {

/// A handle that is known by a number and otherwise does nothing.
class Numbered final : public Handle {
 public:
  explicit Numbered(int value) : Handle(table), number(value) {}
  int number;

 private:
  static const HandleType table;
};
const HandleType Numbered::table{};

class TimerHeapTest : public testing::Test {
 protected:
  void push(double when) {
    handles_.emplace_back(static_cast<int>(handles_.size()));
    heap_.push({when, &handles_.back()});
  }
  int pop() { return number_of(heap_.pop()); }
  std::vector<int> array() const {
    std::vector<int> numbers;
    for (const TimerEntry& entry : heap_.entries()) numbers.push_back(number_of(entry));
    return numbers;
  }
  static int number_of(const TimerEntry& entry) {
    return static_cast<const Numbered*>(entry.handle)->number;
  }
  /// 200 pushes and pops, decided by a generator that is easily written in Python, too.
  void mix() {
    std::uint32_t seed = 12345;
    const auto random = [&seed] {
      seed = (seed * 1103515245U + 12345U) & 0x7fffffffU;
      return seed >> 16;
    };
    for (int step = 0; step < 200; ++step) {
      if (!heap_.empty() && random() % 3 == 0) {
        heap_.pop();
      } else {
        push(random() % 10);
      }
    }
  }

  TimerHeap heap_;
  std::deque<Numbered> handles_;
};

// What is expected was printed by Python's heapq.

TEST_F(TimerHeapTest, TimersWithOneDeadlineLeaveInHeapqsOrder) {
  for (int i = 0; i < 12; ++i) push(1.0);
  EXPECT_EQ(array(), (std::vector<int>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}));
  std::vector<int> order;
  while (!heap_.empty()) order.push_back(pop());
  EXPECT_EQ(order, (std::vector<int>{0, 2, 6, 11, 10, 9, 8, 5, 7, 4, 1, 3}));
}

TEST_F(TimerHeapTest, ALaterTimerChangesTheOrderOfTiesAsInHeapq) {
  for (int i = 0; i < 12; ++i) push(1.0);
  push(2.0);
  std::vector<int> order;
  for (int i = 0; i < 12; ++i) order.push_back(pop());
  EXPECT_EQ(order, (std::vector<int>{0, 2, 6, 5, 11, 10, 9, 8, 7, 1, 3, 4}));
}

TEST_F(TimerHeapTest, TheArrayIsHeapqsAfterMixedPushesAndPops) {
  mix();
  EXPECT_EQ(array(), (std::vector<int>{127, 64,  125, 40, 91,  110, 92,  16,  33,  18, 94,  32,
                                       108, 60,  48,  10, 74,  31,  22,  82,  85,  47, 6,   43,
                                       95,  41,  109, 66, 67,  57,  5,   11,  122, 69, 96,  29,
                                       77,  34,  80,  37, 84,  45,  89,  90,  36,  0,  52,  39,
                                       98,  101, 105, 30, 117, 124, 121, 116, 126, 23, 128, 129}));
}

TEST_F(TimerHeapTest, RebuildingGivesHeapifysArray) {
  mix();
  std::size_t dropped = 0;
  heap_.rebuild([](const TimerEntry& entry) { return number_of(entry) % 3 != 0; },
                [&dropped](const TimerEntry&) { ++dropped; });
  EXPECT_EQ(dropped, 21U);
  EXPECT_EQ(array(),
            (std::vector<int>{127, 10, 125, 95,  32, 11, 92, 16,  40,  64,  67,  110, 31,
                              22,  82, 85,  101, 43, 94, 41, 109, 91,  5,   74,  122, 29,
                              77,  34, 80,  37,  89, 52, 98, 47,  124, 121, 116, 23,  128}));
}

TEST_F(TimerHeapTest, PopsInOrderOfTime) {
  for (const double when : {5.0, 3.0, 8.0, 1.0, 9.0, 2.0}) push(when);
  double last = 0;
  while (!heap_.empty()) {
    EXPECT_LE(last, heap_.top().when);
    last = heap_.pop().when;
  }
}

}  // namespace
}  // namespace loopscope
