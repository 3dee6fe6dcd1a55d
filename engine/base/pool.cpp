#include "engine/base/pool.h"

#ifndef LOOPSCOPE_POOL_PASSES_THROUGH

#include <mutex>
#include <new>
#include <utility>
#include <vector>

namespace loopscope {

/// Where pages come from: new ones, and those of threads that have ended, whose blocks may be in
/// use elsewhere still.
class Pool::Depot {
 public:
  /// Lives until the process ends, since threads may end after static destructors have run.
  static Depot& instance() {
    static Depot* const depot = new Depot;
    return *depot;
  }

  void give(Thread& thread) {
    for (const std::uintptr_t spare : thread.spares) {
      if (spare <= not_watched) continue;
      auto* const block = reinterpret_cast<Block*>(spare);
      put_back(page_of(block), block);
    }
    const std::lock_guard lock(mutex_);
    for (Page* page = thread.own; page != nullptr;) {
      Page* const next = std::exchange(page->next_own, nullptr);
      page->user.store(nullptr, std::memory_order_relaxed);
      page->owner.store(nullptr, std::memory_order_relaxed);
      page->next = nullptr;
      left_[page->size_class].push_back(page);
      page = next;
    }
    for (std::size_t i = 0; i < class_count; ++i) {
      if (thread.strays[i] != nullptr) strays_[i].push_back(thread.strays[i]);
    }
    thread = Thread{};
  }

  /// A page that some thread has left; null if there is none.
  Page* take(std::size_t size_class) {
    const std::lock_guard lock(mutex_);
    return pop(left_[size_class]);
  }
  Block* take_strays(std::size_t size_class) {
    const std::lock_guard lock(mutex_);
    return pop(strays_[size_class]);
  }

  Page* make(std::size_t size_class) {
    const std::lock_guard lock(mutex_);
    if (segment_left_ == 0) {
      segments_.push_back(::operator new (segment_bytes, std::align_val_t{page_bytes}));
      segment_left_ = segment_bytes;
    }
    std::byte* const memory =
        static_cast<std::byte*>(segments_.back()) + (segment_bytes - segment_left_);
    segment_left_ -= page_bytes;
    auto* const page = new (memory) Page;
    page->size_class = static_cast<std::uint32_t>(size_class);
    page->fresh = sizeof(Page);
    return page;
  }

 private:
  static constexpr std::size_t segment_bytes = 16 * page_bytes;

  template <class T>
  static T* pop(std::vector<T*>& list) {
    if (list.empty()) return nullptr;
    T* const last = list.back();
    list.pop_back();
    return last;
  }

  std::mutex mutex_;
  std::array<std::vector<Page*>, class_count> left_;
  std::array<std::vector<Block*>, class_count> strays_;
  std::vector<void*> segments_;
  std::size_t segment_left_ = 0;
};

/// Hands over what the thread has when it ends.
struct Pool::ThreadEnd {
  ThreadEnd() { thread_.spares.fill(0); }
  ~ThreadEnd() { Depot::instance().give(thread_); }
  void watch() {}
};

void Pool::watch_thread() {
  static thread_local ThreadEnd end;
  end.watch();
}

/// Links a few more blocks of what was never handed out; false if nothing is left of it.
bool Pool::carve(Page& page) {
  constexpr std::size_t step = 4096;
  const std::size_t size = page.size_class * granule;
  std::size_t count = step / size;
  if (page.fresh + count * size > page_bytes) count = (page_bytes - page.fresh) / size;
  if (count == 0) return false;
  auto* const bytes = reinterpret_cast<std::byte*>(&page) + page.fresh;
  page.fresh += static_cast<std::uint32_t>(count * size);
  for (std::size_t i = count; i-- > 0;) {
    auto* const block = reinterpret_cast<Block*>(bytes + i * size);
    block->next = page.free;
    page.free = block;
  }
  return true;
}

/// Puts a page that has blocks at the end of its owner's queue, so that it may gather more.
void Pool::enqueue(Page& page) {
  page.user.store(&thread_, std::memory_order_relaxed);
  page.next = nullptr;
  Page*& current = thread_.current[page.size_class];
  Page*& last = thread_.last[page.size_class];
  if (current == &no_page_) {
    current = &page;
  } else {
    last->next = &page;
  }
  last = &page;
}

Pool::Page* Pool::adopt_page(std::size_t size_class) {
  Page* page = Depot::instance().take(size_class);
  if (page == nullptr) page = Depot::instance().make(size_class);
  page->owner.store(&thread_, std::memory_order_relaxed);
  page->next_own = std::exchange(thread_.own, page);
  return page;
}

void* Pool::refill(std::size_t size_class) {
  watch_thread();
  if (size_class == 0) return allocate(1);
  Page*& current = thread_.current[size_class];
  while (current != &no_page_) {
    if (current->free != nullptr || carve(*current)) return allocate(size_class * granule);
    Page* const used_up = current;
    used_up->user.store(nullptr, std::memory_order_relaxed);
    current = used_up->next != nullptr ? used_up->next : &no_page_;
  }
  Block*& strays = thread_.strays[size_class];
  if (strays == nullptr) strays = Depot::instance().take_strays(size_class);
  if (strays != nullptr) return std::exchange(strays, strays->next);
  // A page that was left may have nothing to give; it is known then, and comes back when it has.
  Page* page = adopt_page(size_class);
  while (page->free == nullptr && !carve(*page)) page = adopt_page(size_class);
  enqueue(*page);
  return allocate(size_class * granule);
}

/// Puts a block where the owner of its page finds it; true if that is this thread.
bool Pool::put_back(Page& page, Block* block) noexcept {
  const bool own = page.owner.load(std::memory_order_relaxed) == &thread_;
  Block*& blocks = own ? page.free : thread_.strays[page.size_class];
  block->next = std::exchange(blocks, block);
  return own;
}

void Pool::free_unusual(Page& page, Block* block) noexcept {
  watch_thread();
  if (put_back(page, block)) enqueue(page);
}

}  // namespace loopscope

#endif
