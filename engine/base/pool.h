#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <utility>

// Under a sanitizer every block is its own allocation, so that misuse is seen.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define LOOPSCOPE_POOL_PASSES_THROUGH 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define LOOPSCOPE_POOL_PASSES_THROUGH 1
#endif
#endif

namespace loopscope {

/// Blocks of memory by size class, without headers: for handles, futures, tasks and coroutine
/// frames. Each thread has its own; a block may be freed on another thread than it came from.
/// Classes are 8 bytes apart; a block whose size is a multiple of 16 is aligned to 16. Larger
/// requests go to the global operator new.
///
/// Blocks come from pages of one class, and one page is used up before the next: a million blocks
/// freed in any order are handed out again page by page, so that what is made together lies
/// together. One block of each class is kept apart, the one freed last: what comes and goes all the
/// time needs no page. Pages are never returned to the system.
class Pool {
 public:
  static constexpr std::size_t granule = 8;
  static constexpr std::size_t largest = 1024;

  /// `size` bytes; throws std::bad_alloc.
  static void* allocate(std::size_t size) {
#ifdef LOOPSCOPE_POOL_PASSES_THROUGH
    return ::operator new(size);
#else
    if (size > largest) [[unlikely]] {
      return ::operator new(size);
    }
    std::uintptr_t& spare = thread_.spares[class_of(size)];
    if (spare > not_watched) return reinterpret_cast<void*>(std::exchange(spare, 0));
    Page* const page = thread_.current[class_of(size)];
    Block* const block = page->free;
    if (block == nullptr) [[unlikely]] {
      return refill(class_of(size));
    }
    page->free = block->next;
    __builtin_prefetch(block->next, 1);  // whoever makes many, will want it soon
    return block;
#endif
  }

  /// Gives back a block that `allocate(size)` returned.
  static void free(void* memory, std::size_t size) noexcept {
#ifdef LOOPSCOPE_POOL_PASSES_THROUGH
    ::operator delete(memory, size);
#else
    if (size > largest) [[unlikely]] {
      return ::operator delete(memory, size);
    }
    auto* const block = static_cast<Block*>(memory);
    std::uintptr_t& spare = thread_.spares[class_of(size)];
    if (spare == 0) {
      spare = reinterpret_cast<std::uintptr_t>(memory);
      return;
    }
    Page& page = page_of(memory);
    if (page.user.load(std::memory_order_relaxed) != &thread_) [[unlikely]] {
      return free_unusual(page, block);
    }
    block->next = page.free;
    page.free = block;
#endif
  }

 private:
  static constexpr std::size_t page_bytes = std::size_t{64} * 1024;
  static constexpr std::size_t class_count = largest / granule + 1;
  /// What stands in place of a spare block until the thread's end is watched; no block lies there.
  static constexpr std::uintptr_t not_watched = 1;

  struct Block {
    Block* next;
  };
  struct Thread;
  /// The head of a page's memory.
  struct alignas(64) Page {
    Block* free = nullptr;
    /// The thread that hands its blocks out; null while it has none left. Other threads look.
    std::atomic<Thread*> user = nullptr;
    std::atomic<Thread*> owner = nullptr;
    Page* next = nullptr;      ///< in the owner's queue of pages with free blocks
    Page* next_own = nullptr;  ///< in the list of all of the owner's pages
    std::uint32_t size_class = 0;
    std::uint32_t fresh = 0;  ///< offset of what was never handed out
  };
  struct Thread {
    std::array<std::uintptr_t, class_count> spares = none_yet();  ///< addresses; 0: none
    std::array<Page*, class_count> current = filled();
    std::array<Page*, class_count> last{};     ///< ends of the queues that `current` begins
    std::array<Block*, class_count> strays{};  ///< blocks of other threads' pages, freed here
    Page* own = nullptr;

    static constexpr std::array<Page*, class_count> filled() {
      std::array<Page*, class_count> pages{};
      pages.fill(&no_page_);
      return pages;
    }
    static constexpr std::array<std::uintptr_t, class_count> none_yet() {
      std::array<std::uintptr_t, class_count> blocks{};
      blocks.fill(not_watched);
      return blocks;
    }
  };
  class Depot;
  struct ThreadEnd;

  static std::size_t class_of(std::size_t size) {
    return (size + granule - 1) / granule;
  }
  static Page& page_of(void* memory) {
    return *reinterpret_cast<Page*>(reinterpret_cast<std::uintptr_t>(memory) & ~(page_bytes - 1));
  }
  static void watch_thread();
  static void* refill(std::size_t size_class);
  static void free_unusual(Page& page, Block* block) noexcept;
  static bool put_back(Page& page, Block* block) noexcept;
  static bool carve(Page& page);
  static void enqueue(Page& page);
  static Page* adopt_page(std::size_t size_class);

  static Page no_page_;  ///< has no blocks; never written
  static thread_local Thread thread_;
};

// Here, so that whoever allocates finds them without asking where they are.
inline constinit Pool::Page Pool::no_page_{};
inline constinit thread_local Pool::Thread Pool::thread_{};

/// Base of classes whose objects live in the pool.
struct Pooled {
  static void* operator new(std::size_t size) { return Pool::allocate(size); }
  static void operator delete(void* memory, std::size_t size) noexcept { Pool::free(memory, size); }
};

}  // namespace loopscope
