#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "engine/trace/event.h"

namespace loopscope {

/// A first-in, first-out list of identities that reads like a vector, front first.
class ObjectQueue {
 public:
  using value_type = ObjectId;
  using const_iterator = const ObjectId*;
  using iterator = const_iterator;
  using const_reference = const ObjectId&;
  using reference = const_reference;
  using size_type = std::size_t;
  using difference_type = std::ptrdiff_t;

  const_iterator begin() const { return ids_.data() + head_; }
  const_iterator end() const { return ids_.data() + ids_.size(); }
  std::size_t size() const { return ids_.size() - head_; }
  bool empty() const { return size() == 0; }
  const ObjectId& front() const { return ids_[head_]; }
  const ObjectId& operator[](std::size_t index) const { return ids_[head_ + index]; }
  operator std::vector<ObjectId>() const { return {begin(), end()}; }  // NOLINT: a view of itself

  void push_back(ObjectId id) { ids_.push_back(id); }

  void pop_front() {
    ++head_;
    if (head_ * 2 > ids_.size()) {  // each element is moved at most once for each one that left
      ids_.erase(ids_.begin(), ids_.begin() + static_cast<std::ptrdiff_t>(head_));
      head_ = 0;
    }
  }

  /// Takes out `id` from wherever it is; false if it is not there.
  bool remove(ObjectId id) {
    if (!empty() && front() == id) {
      pop_front();
      return true;
    }
    for (std::size_t i = head_; i < ids_.size(); ++i) {
      if (ids_[i] != id) continue;
      ids_.erase(ids_.begin() + static_cast<std::ptrdiff_t>(i));
      return true;
    }
    return false;
  }

  void pop_back() {
    ids_.pop_back();
    if (empty()) clear();
  }

  void clear() {
    ids_.clear();
    head_ = 0;
  }

  friend bool operator==(const ObjectQueue& a, const ObjectQueue& b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin());
  }

 private:
  std::vector<ObjectId> ids_;
  std::size_t head_ = 0;
};

}  // namespace loopscope
