#pragma once

#include <cstddef>
#include <vector>

#include "engine/trace/event.h"

namespace loopscope {

/// A timer heap as two parallel arrays: identities and their deadlines. The order in the arrays is
/// that of CPython's heapq.
struct HeapArray {
  std::vector<ObjectId>& ids;
  std::vector<double>& whens;

  /// heapq.heappush
  void push(ObjectId id, double when);
  /// heapq.heappop; the heap must not be empty.
  void pop();
  /// heapq.heapify
  void heapify();

 private:
  void sift_down(std::size_t start, std::size_t at);
  void sift_up(std::size_t at);
};

}  // namespace loopscope
