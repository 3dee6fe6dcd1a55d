#pragma once

#include <atomic>
#include <cstdint>
#include <utility>

namespace loopscope {

/// A value that copies share until one of them writes. Copying costs one atomic increment; the
/// first `write` after a copy clones the value. Null until first written. Copies may be used from
/// different threads.
template <typename T>
class Cow {
 public:
  Cow() = default;
  Cow(const Cow& other) : node_(other.node_) {
    if (node_ != nullptr) node_->owners.fetch_add(1, std::memory_order_relaxed);
  }
  Cow(Cow&& other) noexcept : node_(std::exchange(other.node_, nullptr)) {}
  Cow& operator=(Cow other) noexcept {
    std::swap(node_, other.node_);
    return *this;
  }
  ~Cow() { release(); }

  explicit operator bool() const { return node_ != nullptr; }
  const T* get() const { return node_ != nullptr ? &node_->value : nullptr; }
  const T& operator*() const { return node_->value; }
  const T* operator->() const { return &node_->value; }

  /// The value for writing: made if there is none, cloned if it is shared.
  T& write() {
    if (node_ == nullptr) {
      node_ = new Node;
    } else if (node_->owners.load(std::memory_order_acquire) != 1) {
      Node* const copy = new Node(node_->value);
      release();
      node_ = copy;
    }
    return node_->value;
  }

  void reset() {
    release();
    node_ = nullptr;
  }

  /// True if both are the same value in memory (so that comparing contents is needless).
  bool shares_with(const Cow& other) const { return node_ == other.node_; }

 private:
  struct Node {
    Node() = default;
    explicit Node(const T& from) : value(from) {}
    std::atomic<std::uint32_t> owners{1};
    T value{};
  };

  void release() {
    if (node_ != nullptr && node_->owners.fetch_sub(1, std::memory_order_acq_rel) == 1) {
      delete node_;
    }
  }

  Node* node_ = nullptr;
};

}  // namespace loopscope
