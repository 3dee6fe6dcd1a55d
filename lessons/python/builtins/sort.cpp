#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <string_view>
#include <utility>

#include "lessons/python/builtins/functions.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/float_object.h"
#include "lessons/python/objects/list_object.h"

namespace loopscope::python {

namespace {

/// Keys of one builtin kind are compared without the machine: that of each item, in order.
template <class Key>
using Keyed = std::vector<std::pair<Key, std::size_t>>;

template <class Key>
std::vector<std::size_t> sorted_order(Keyed<Key>& keyed) {
  std::stable_sort(keyed.begin(), keyed.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::size_t> order;
  order.reserve(keyed.size());
  for (const auto& [key, index] : keyed) order.push_back(index);
  return order;
}

/// A str with its first bytes at hand, which mostly decide.
struct TextKey {
  explicit TextKey(std::string_view of) : text(of) {
    for (std::size_t i = 0; i < sizeof first; ++i)
      first = first << 8 | (i < of.size() ? static_cast<unsigned char>(of[i]) : 0);
  }
  bool operator<(const TextKey& other) const {
    return first != other.first ? first < other.first : text < other.text;
  }
  std::uint64_t first = 0;
  std::string_view text;
};

bool is_exact_text(const Value& key) {
  return is_string(key) && key.object()->is_exact();
}

/// Orders keys that are all small integers, all floats (no NaN) or all str; false for others.
bool sort_alike(const std::vector<Value>& keys, std::vector<std::size_t>& order) {
  const auto all = [&](auto is_one) { return std::all_of(keys.begin(), keys.end(), is_one); };
  const auto make = [&]<class Key>(Keyed<Key> keyed, auto key_of) {
    keyed.reserve(keys.size());
    for (const Value& key : keys) keyed.emplace_back(key_of(key), keyed.size());
    order = sorted_order(keyed);
    return true;
  };
  if (keys.size() < 2) return false;
  if (keys[0].is_small())
    return all([](const Value& key) { return key.is_small(); }) &&
           make(Keyed<std::int64_t>(), [](const Value& key) { return key.small(); });
  if (is_float(keys[0]))
    return all([](const Value& key) {
             return is_float(key) && key.object()->is_exact() && !std::isnan(float_value(key));
           }) &&
           make(Keyed<double>(), [](const Value& key) { return float_value(key); });
  return all(is_exact_text) &&
         make(Keyed<TextKey>(), [](const Value& key) { return TextKey(text_of(key)); });
}

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
      bool result = false;
      if (left.is(Kind::tuple) && right.is(Kind::tuple) && tuple_less(left, right, result))
        return result;
    }
    bool result = false;
    const Value answer = compare(interpreter_, left, right, Comparison::less);
    failed_ = !answer || !truth(interpreter_, answer, result);
    return !failed_ && result;
  }

  /// a < b of simple items; false if one of the items that decide is something else.
  static bool tuple_less(const Value& left, const Value& right, bool& result) {
    const auto& a = *as<TupleObject>(left);
    const auto& b = *as<TupleObject>(right);
    const std::size_t size = std::min<std::size_t>(a.size, b.size);
    const auto is_exact = [](const Value& value) { return value.object()->is_exact(); };
    for (std::size_t i = 0; i < size; ++i) {
      if (a[i].same(b[i])) continue;
      if (a[i].is_small() && b[i].is_small()) {
        result = a[i].small() < b[i].small();
        return true;
      }
      if (is_float(a[i]) && is_float(b[i]) && is_exact(a[i]) && is_exact(b[i])) {
        result = float_value(a[i]) < float_value(b[i]);
        if (float_value(a[i]) != float_value(b[i])) return true;
      } else if (is_exact_text(a[i]) && is_exact_text(b[i])) {
        const int order = text_of(a[i]).compare(text_of(b[i]));
        result = order < 0;
        if (order != 0) return true;
      } else {
        return false;
      }
    }
    result = a.size < b.size;
    return true;
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
  std::vector<std::size_t> order;
  bool sorted = sort_alike(keys, order);
  if (order.empty()) {
    Sorter sorter(interpreter, keys);
    sorted = sorter.sort();
    order = sorter.order();
  }
  std::vector<Value> result;
  result.reserve(items.size());
  for (const std::size_t index : order) result.push_back(std::move(items[index]));
  items = std::move(result);
  if (reverse) std::reverse(items.begin(), items.end());
  return sorted;
}

}  // namespace loopscope::python
