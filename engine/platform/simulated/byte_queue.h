#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

namespace loopscope::simulated {

/// Bytes that wait, first in, first out.
class ByteQueue {
 public:
  std::size_t size() const { return bytes_.size() - head_; }
  bool empty() const { return size() == 0; }

  void append(std::span<const std::byte> data) {
    bytes_.insert(bytes_.end(), data.begin(), data.end());
  }
  /// Moves as many bytes as there are and fit; returns how many.
  std::size_t take(std::span<std::byte> into) {
    const std::size_t count = std::min(into.size(), size());
    std::copy_n(bytes_.begin() + static_cast<std::ptrdiff_t>(head_), count, into.begin());
    drop(count);
    return count;
  }
  /// A copy of `count` bytes from `offset` on; they must be there.
  std::vector<std::byte> copy(std::size_t offset, std::size_t count) const {
    const auto first = bytes_.begin() + static_cast<std::ptrdiff_t>(head_ + offset);
    return {first, first + static_cast<std::ptrdiff_t>(count)};
  }
  void drop(std::size_t count) {
    head_ += count;
    if (head_ == bytes_.size()) {
      clear();
    } else if (head_ > bytes_.size() / 2) {
      bytes_.erase(bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(head_));
      head_ = 0;
    }
  }
  void clear() {
    bytes_.clear();
    head_ = 0;
  }

 private:
  std::vector<std::byte> bytes_;
  std::size_t head_ = 0;
};

}  // namespace loopscope::simulated
