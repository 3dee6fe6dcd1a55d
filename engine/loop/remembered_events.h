#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

#include "engine/trace/event.h"

namespace loopscope {

/// The last event of objects whose later events need it as their cause. Identities only grow, and
/// few of them are asked for in most programs, all in some: pages are made where one is needed.
class RememberedEvents {
 public:
  void set(ObjectId object, EventId event) {
    if (!has_room(object)) [[unlikely]]
      make_room(object);
    (*pages_[object / page_size])[object % page_size] = event;
  }
  /// 0: none.
  EventId find(ObjectId object) const {
    return has_room(object) ? (*pages_[object / page_size])[object % page_size] : 0;
  }
  /// set() has nothing to prepare.
  bool has_room(ObjectId object) const {
    return object / page_size < pages_.size() && pages_[object / page_size] != nullptr;
  }
  void prefetch(ObjectId object) const {
    if (has_room(object)) __builtin_prefetch(&(*pages_[object / page_size])[object % page_size]);
  }

 private:
  static constexpr std::size_t page_size = 512;
  using Page = std::array<EventId, page_size>;

  [[gnu::noinline]] void make_room(ObjectId object) {
    const std::size_t page = object / page_size;
    if (page >= pages_.size()) pages_.resize(page + page / 2 + 1);
    pages_[page] = std::make_unique<Page>();
  }

  std::vector<std::unique_ptr<Page>> pages_;
};

}  // namespace loopscope
