#include "engine/loop/ready_queue.h"

#include <gtest/gtest.h>

#include <deque>

namespace loopscope {
namespace {

class Plain final : public Handle {
 public:
  Plain() : Handle(table) {}

 private:
  static const HandleType table;
};
const HandleType Plain::table{};

TEST(ReadyQueue, IsFirstInFirstOut) {
  std::deque<Plain> handles(3);
  ReadyQueue queue;
  for (Plain& handle : handles) queue.push(ReadyEntry(handle));
  for (Plain& handle : handles) EXPECT_EQ(&queue.pop().handle(), &handle);
  EXPECT_TRUE(queue.empty());
}

TEST(ReadyQueue, KeepsTheOrderWhenItGrowsAfterWrappingAround) {
  std::deque<Plain> handles(5'000);
  ReadyQueue queue;
  std::size_t next_in = 0;
  std::size_t next_out = 0;
  // Three in, one out: the head is anywhere when the ring is full.
  while (next_in + 3 <= handles.size()) {
    for (int i = 0; i < 3; ++i) queue.push(ReadyEntry(handles[next_in++]));
    ASSERT_EQ(&queue.pop().handle(), &handles[next_out++]);
  }
  EXPECT_EQ(queue.size(), next_in - next_out);
  for (std::size_t i = 0; i < queue.size(); ++i) {
    ASSERT_EQ(&queue.at(i).handle(), &handles[next_out + i]);
  }
}

TEST(ReadyQueue, TagsMoveWithTheirEntries) {
  std::deque<Plain> handles(300);
  ReadyQueue queue;
  queue.keep_tags();
  for (std::uint32_t i = 0; i < 300; ++i) queue.push(ReadyEntry(handles[i]), {i + 1, i * 2});
  for (std::uint32_t i = 0; i < 300; ++i) {
    EXPECT_EQ(queue.front_tag().handle(), i + 1);
    EXPECT_EQ(queue.front_tag().arrived(), i * 2);
    queue.pop();
  }
}

TEST(ReadyQueue, TrimmingAfterABurstKeepsTheOrder) {
  std::deque<Plain> handles(100'000);
  ReadyQueue queue;
  queue.keep_tags();
  for (std::uint32_t i = 0; i < handles.size(); ++i) queue.push(ReadyEntry(handles[i]), {i, i});
  for (std::uint32_t i = 0; i < handles.size(); ++i) {
    ASSERT_EQ(queue.front_tag().handle(), i);
    ASSERT_EQ(&queue.pop().handle(), &handles[i]);
    if (i % 1'000 == 0) queue.trim();
  }
}

TEST(ReadyQueue, AnEntryTellsHandlesFromTasks) {
  Plain handle;
  EXPECT_EQ(ReadyEntry(handle).kind(), ReadyEntry::Kind::handle);
  alignas(16) char memory[16];
  auto& task = *reinterpret_cast<TaskBase*>(memory);
  const ReadyEntry entry(task, ReadyEntry::Kind::wakeup);
  EXPECT_EQ(entry.kind(), ReadyEntry::Kind::wakeup);
  EXPECT_EQ(&entry.task(), &task);
}

}  // namespace
}  // namespace loopscope
