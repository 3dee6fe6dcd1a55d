#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>

#include "lessons/python/builtins/functions.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/float_object.h"

namespace loopscope::python {

namespace {

/// A merge sort that stays within bounds whatever the comparison says.
class Sorter {
 public:
  Sorter(Interpreter& interpreter, const std::vector<Value>& keys)
      : interpreter_(interpreter), keys_(keys), order_(keys.size()) {
    std::iota(order_.begin(), order_.end(), std::size_t{0});
  }

  /// False if a comparison has raised. Then `order()` is a permutation all the same.
  bool sort() {
    for (std::size_t begin = 0; begin < order_.size(); begin += run) {
      insertion_sort(begin, std::min(begin + run, order_.size()));
    }
    for (std::size_t width = run; width < order_.size() && !failed_; width *= 2) {
      for (std::size_t begin = 0; begin + width < order_.size(); begin += 2 * width) {
        merge(begin, begin + width, std::min(begin + 2 * width, order_.size()));
      }
    }
    return !failed_;
  }
  const std::vector<std::size_t>& order() const { return order_; }

 private:
  static constexpr std::size_t run = 16;

  bool less(std::size_t a, std::size_t b) {
    if (failed_) return false;
    const Value& left = keys_[a];
    const Value& right = keys_[b];
    if (left.is_small() && right.is_small()) return left.small() < right.small();
    if (left.is_object() && right.is_object() && left.object()->is_exact() &&
        right.object()->is_exact()) {
      if (is_string(left) && is_string(right)) return text_of(left) < text_of(right);
      if (is_float(left) && is_float(right)) return float_value(left) < float_value(right);
    }
    bool result = false;
    const Value answer = compare(interpreter_, left, right, Comparison::less);
    failed_ = !answer || !truth(interpreter_, answer, result);
    return !failed_ && result;
  }

  void insertion_sort(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin + 1; i < end && !failed_; ++i) {
      const std::size_t item = order_[i];
      std::size_t low = begin;
      std::size_t high = i;
      if (!less(item, order_[i - 1])) continue;
      while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (less(item, order_[middle])) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      std::copy_backward(order_.begin() + static_cast<std::ptrdiff_t>(low),
                         order_.begin() + static_cast<std::ptrdiff_t>(i),
                         order_.begin() + static_cast<std::ptrdiff_t>(i + 1));
      order_[low] = item;
    }
  }

  void merge(std::size_t begin, std::size_t middle, std::size_t end) {
    if (!less(order_[middle], order_[middle - 1])) return;
    left_.assign(order_.begin() + static_cast<std::ptrdiff_t>(begin),
                 order_.begin() + static_cast<std::ptrdiff_t>(middle));
    std::size_t at = begin;
    std::size_t left = 0;
    std::size_t right = middle;
    while (left < left_.size() && right < end) {
      order_[at++] = less(order_[right], left_[left]) ? order_[right++] : left_[left++];
    }
    while (left < left_.size()) order_[at++] = left_[left++];
  }

  Interpreter& interpreter_;
  const std::vector<Value>& keys_;
  std::vector<std::size_t> order_;
  std::vector<std::size_t> left_;
  bool failed_ = false;
};

}  // namespace

bool sort_values(Interpreter& interpreter, std::vector<Value>& items, const Value& key,
                 bool reverse) {
  std::vector<Value> keys;
  if (key && !key.is_none()) {
    keys.reserve(items.size());
    for (const Value& item : items) {
      keys.push_back(call(interpreter, key, {item}));
      if (!keys.back()) return false;
    }
  } else {
    keys = items;
  }
  // Reversing before and after keeps equal items in their order.
  if (reverse) {
    std::reverse(items.begin(), items.end());
    std::reverse(keys.begin(), keys.end());
  }
  Sorter sorter(interpreter, keys);
  const bool sorted = sorter.sort();
  std::vector<Value> result;
  result.reserve(items.size());
  for (const std::size_t index : sorter.order()) result.push_back(std::move(items[index]));
  items = std::move(result);
  if (reverse) std::reverse(items.begin(), items.end());
  return sorted;
}

}  // namespace loopscope::python
