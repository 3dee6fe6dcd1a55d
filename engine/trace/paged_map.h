#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/trace/cow.h"

namespace loopscope {

/// A map from small, mostly ascending numbers to values, as object identities are. Copying it
/// shares all pages; a write clones only the page that it touches. Pages without a value are freed.
template <typename T>
class PagedMap {
 public:
  /// The value of `key`, null if there is none. Valid until the next write.
  const T* find(std::uint32_t key) const {
    const std::size_t shelf = key >> shelf_shift;
    if (shelf >= shelves_.size() || !shelves_[shelf]) return nullptr;
    const Cow<Page>& page = shelves_[shelf]->pages[(key >> page_bits) & shelf_mask];
    if (!page || ((page->present >> (key & page_mask)) & 1U) == 0) return nullptr;
    return &page->values[key & page_mask];
  }

  bool contains(std::uint32_t key) const { return find(key) != nullptr; }

  /// The value of `key` for writing, null if there is none.
  T* find_to_write(std::uint32_t key) {
    if (!contains(key)) return nullptr;
    return &page_to_write(key).values[key & page_mask];
  }

  /// The value of `key` for writing, set to `value` first.
  T& insert(std::uint32_t key, const T& value) {
    Page& page = page_to_write(key);
    const auto bit = static_cast<std::uint32_t>(1U << (key & page_mask));
    if ((page.present & bit) == 0) {
      page.present |= bit;
      ++size_;
    }
    return page.values[key & page_mask] = value;
  }

  void erase(std::uint32_t key) {
    if (!contains(key)) return;
    --size_;
    Shelf& shelf = shelves_[key >> shelf_shift].write();
    Cow<Page>& slot = shelf.pages[(key >> page_bits) & shelf_mask];
    const auto rest = slot->present & ~(1U << (key & page_mask));
    if (rest != 0) {
      Page& page = slot.write();
      page.present = rest;
      page.values[key & page_mask] = T{};
      return;
    }
    slot.reset();
    if (--shelf.used == 0) shelves_[key >> shelf_shift].reset();
  }

  std::size_t size() const { return size_; }

  friend bool operator==(const PagedMap& a, const PagedMap& b) {
    if (a.size_ != b.size_) return false;
    const std::size_t common =
        a.shelves_.size() < b.shelves_.size() ? a.shelves_.size() : b.shelves_.size();
    // Equal sizes, and all of one's values found in the other below: nothing can be beyond.
    for (std::size_t i = 0; i < common; ++i) {
      if (!same_shelf(a.shelves_[i], b.shelves_[i])) return false;
    }
    return true;
  }

 private:
  static constexpr unsigned page_bits = 4;
  static constexpr unsigned shelf_shift = page_bits + 8;
  static constexpr std::uint32_t page_mask = (1U << page_bits) - 1;
  static constexpr std::uint32_t shelf_mask = 255;

  struct Page {
    std::uint32_t present = 0;  // one bit a value
    std::array<T, page_mask + 1> values{};
  };
  struct Shelf {
    std::uint32_t used = 0;  // pages that are not null
    std::array<Cow<Page>, shelf_mask + 1> pages;
  };

  Page& page_to_write(std::uint32_t key) {
    const std::size_t index = key >> shelf_shift;
    if (index >= shelves_.size()) shelves_.resize(index + 1);
    Shelf& shelf = shelves_[index].write();
    Cow<Page>& page = shelf.pages[(key >> page_bits) & shelf_mask];
    if (!page) ++shelf.used;
    return page.write();
  }

  static bool same_page(const Cow<Page>& a, const Cow<Page>& b) {
    if (a.shares_with(b)) return true;
    if (!a || !b || a->present != b->present) return false;
    for (std::uint32_t bits = a->present; bits != 0; bits &= bits - 1) {
      const auto i = static_cast<std::size_t>(std::countr_zero(bits));
      if (!(a->values[i] == b->values[i])) return false;
    }
    return true;
  }

  static bool same_shelf(const Cow<Shelf>& a, const Cow<Shelf>& b) {
    if (a.shares_with(b)) return true;
    if (!a || !b) return false;
    for (std::size_t i = 0; i < a->pages.size(); ++i) {
      if (!same_page(a->pages[i], b->pages[i])) return false;
    }
    return true;
  }

  std::vector<Cow<Shelf>> shelves_;
  std::size_t size_ = 0;
};

}  // namespace loopscope
