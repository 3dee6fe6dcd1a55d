#include "engine/platform/signal_queue.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace loopscope {
namespace {

TEST(SignalQueue, GivesArrivalsInOrder) {
  SignalQueue queue;
  EXPECT_FALSE(queue.pop());
  for (std::uint32_t round = 0; round < 5000; ++round) {
    queue.push({static_cast<int>(round), round + 1});
    queue.push({-1, 0});
    const auto first = queue.pop();
    ASSERT_TRUE(first);
    EXPECT_EQ(first->number, static_cast<int>(round));
    EXPECT_EQ(first->cause, round + 1);
    EXPECT_EQ(queue.pop()->number, -1);
    EXPECT_FALSE(queue.pop());
  }
  EXPECT_EQ(queue.take_lost(), 0U);
}

TEST(SignalQueue, CountsWhatItHasNoRoomFor) {
  SignalQueue queue;
  for (std::uint32_t i = 0; i < SignalQueue::capacity + 10; ++i)
    queue.push({static_cast<int>(i), 0});
  EXPECT_EQ(queue.take_lost(), 10U);
  EXPECT_EQ(queue.take_lost(), 0U);
  for (std::uint32_t i = 0; i < SignalQueue::capacity; ++i) {
    EXPECT_EQ(queue.pop()->number, static_cast<int>(i));
  }
  EXPECT_FALSE(queue.pop());
  queue.push({5, 0});
  EXPECT_EQ(queue.pop()->number, 5);
}

TEST(SignalQueue, TakesFromSeveralThreadsAtOnce) {
  SignalQueue queue;
  constexpr std::uint32_t each = 20'000;
  std::atomic<int> writing = 3;
  std::vector<std::thread> writers;
  for (int number = 0; number < 3; ++number) {
    writers.emplace_back([&, number] {
      for (std::uint32_t i = 1; i <= each; ++i) queue.push({number, i});
      --writing;
    });
  }
  std::uint32_t taken = 0;
  std::vector<EventId> last(3);
  const auto take_all = [&] {
    while (const auto arrival = queue.pop()) {
      EventId& before = last[static_cast<std::size_t>(arrival->number)];
      EXPECT_LT(before, arrival->cause);
      before = arrival->cause;
      ++taken;
    }
  };
  while (writing.load() != 0) take_all();
  for (std::thread& writer : writers) writer.join();
  take_all();
  EXPECT_EQ(taken + queue.take_lost(), 3 * each);
}

}  // namespace
}  // namespace loopscope
