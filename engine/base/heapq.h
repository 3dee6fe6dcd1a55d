#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace loopscope {

/// Python's heapq on a vector: the smallest item is in front. The order of comparisons and moves is
/// Lib/heapq.py's, as it decides in which order equal items come out.
template <class T, class Less>
void heapq_sift_down(std::vector<T>& heap, std::size_t start, std::size_t at, const Less& less) {
  T moved = std::move(heap[at]);
  while (at > start) {
    const std::size_t parent = (at - 1) / 2;
    if (!less(moved, heap[parent])) break;
    heap[at] = std::move(heap[parent]);
    at = parent;
  }
  heap[at] = std::move(moved);
}

template <class T, class Less>
void heapq_push(std::vector<T>& heap, T item, const Less& less) {
  heap.push_back(std::move(item));
  heapq_sift_down(heap, 0, heap.size() - 1, less);
}

/// Takes the smallest item out; there must be one.
template <class T, class Less>
T heapq_pop(std::vector<T>& heap, const Less& less) {
  T last = std::move(heap.back());
  heap.pop_back();
  if (heap.empty()) return last;
  std::swap(heap.front(), last);
  std::size_t at = 0;
  T moved = std::move(heap.front());
  for (std::size_t child = 1; child < heap.size(); child = 2 * at + 1) {
    const std::size_t right = child + 1;
    if (right < heap.size() && !less(heap[child], heap[right])) child = right;
    heap[at] = std::move(heap[child]);
    at = child;
  }
  heap[at] = std::move(moved);
  heapq_sift_down(heap, 0, at, less);
  return last;
}

}  // namespace loopscope
