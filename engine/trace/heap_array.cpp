#include "engine/trace/heap_array.h"

namespace loopscope {

void HeapArray::push(ObjectId id, double when) {
  ids.push_back(id);
  whens.push_back(when);
  sift_down(0, ids.size() - 1);
}

void HeapArray::pop() {
  ids.front() = ids.back();
  whens.front() = whens.back();
  ids.pop_back();
  whens.pop_back();
  if (!ids.empty()) sift_up(0);
}

void HeapArray::heapify() {
  for (std::size_t i = ids.size() / 2; i-- > 0;) sift_up(i);
}

// heapq's names: "down" is towards the root.
void HeapArray::sift_down(std::size_t start, std::size_t at) {
  const ObjectId id = ids[at];
  const double when = whens[at];
  while (at > start) {
    const std::size_t parent = (at - 1) / 2;
    if (!(when < whens[parent])) break;
    ids[at] = ids[parent];
    whens[at] = whens[parent];
    at = parent;
  }
  ids[at] = id;
  whens[at] = when;
}

void HeapArray::sift_up(std::size_t at) {
  const std::size_t start = at;
  const ObjectId id = ids[at];
  const double when = whens[at];
  for (std::size_t child = 2 * at + 1; child < ids.size(); child = 2 * at + 1) {
    const std::size_t right = child + 1;
    if (right < ids.size() && !(whens[child] < whens[right])) child = right;
    ids[at] = ids[child];
    whens[at] = whens[child];
    at = child;
  }
  ids[at] = id;
  whens[at] = when;
  sift_down(start, at);
}

}  // namespace loopscope
