#include "engine/trace/object_queue.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <random>
#include <vector>

#include "engine/trace/heap_array.h"

namespace loopscope {
namespace {

TEST(ObjectQueue, DoesWhatADequeDoes) {
  std::mt19937 random(3);
  ObjectQueue queue;
  std::deque<ObjectId> model;
  for (ObjectId i = 0; i < 20'000; ++i) {
    if (random() % 2 == 0 || model.empty()) {
      queue.push_back(i);
      model.push_back(i);
    } else if (random() % 50 == 0) {
      const ObjectId id = model[random() % model.size()];
      EXPECT_TRUE(queue.remove(id));
      model.erase(std::find(model.begin(), model.end(), id));
    } else {
      ASSERT_EQ(queue.front(), model.front());
      queue.pop_front();
      model.pop_front();
    }
    ASSERT_EQ(queue.size(), model.size());
  }
  EXPECT_TRUE(std::equal(queue.begin(), queue.end(), model.begin(), model.end()));
  EXPECT_FALSE(queue.remove(1'000'000));
  queue.clear();
  EXPECT_EQ(queue, ObjectQueue());
}

TEST(HeapArray, KeepsTheSmallestAtTheRoot) {
  std::mt19937 random(4);
  std::vector<ObjectId> ids;
  std::vector<double> whens;
  HeapArray heap{ids, whens};
  for (ObjectId i = 0; i < 500; ++i) heap.push(i, static_cast<double>(random() % 100));
  double before = -1.0;
  while (!ids.empty()) {
    EXPECT_GE(whens.front(), before);
    EXPECT_EQ(whens.front(), *std::min_element(whens.begin(), whens.end()));
    before = whens.front();
    heap.pop();
  }
}

TEST(HeapArray, HeapifiesAsHeapqDoes) {
  std::vector<ObjectId> ids = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
  std::vector<double> whens = {9, 8, 7, 6, 5, 4, 3, 2, 1, 0};
  HeapArray{ids, whens}.heapify();
  EXPECT_EQ(whens, (std::vector<double>{0, 1, 3, 2, 5, 4, 7, 9, 6, 8}));
}

}  // namespace
}  // namespace loopscope
