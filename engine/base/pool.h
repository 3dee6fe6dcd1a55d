#pragma once

#include <array>
#include <cstddef>

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
/// frames. Each thread has its own free lists; a block may be freed on another thread than it came
/// from. Classes are 8 bytes apart; a block whose size is a multiple of 16 is aligned to 16.
/// Larger requests go to the global operator new.
class Pool {
 public:
  static constexpr std::size_t granule = 8;
  static constexpr std::size_t largest = 1024;

  /// `size` bytes; throws std::bad_alloc.
  static void* allocate(std::size_t size) {
#ifdef LOOPSCOPE_POOL_PASSES_THROUGH
    return ::operator new(size);
#else
    if (size > largest) [[unlikely]]
      return ::operator new(size);
    Block*& head = lists_.heads[(size + granule - 1) / granule];
    if (head == nullptr) [[unlikely]]
      return refill((size + granule - 1) / granule);
    Block* block = head;
    head = block->next;
    return block;
#endif
  }

  /// Gives back a block that `allocate(size)` returned.
  static void free(void* memory, std::size_t size) noexcept {
#ifdef LOOPSCOPE_POOL_PASSES_THROUGH
    ::operator delete(memory, size);
#else
    if (size > largest) [[unlikely]]
      return ::operator delete(memory, size);
    Block*& head = lists_.heads[(size + granule - 1) / granule];
    auto* block = static_cast<Block*>(memory);
    block->next = head;
    head = block;
#endif
  }

 private:
  struct Block {
    Block* next;
  };
  struct Lists {
    std::array<Block*, largest / granule + 1> heads{};
  };
  class Depot;
  struct ThreadEnd;
  static void* refill(std::size_t size_class);

  static constinit thread_local Lists lists_;
};

/// Base of classes whose objects live in the pool.
struct Pooled {
  static void* operator new(std::size_t size) { return Pool::allocate(size); }
  static void operator delete(void* memory, std::size_t size) noexcept { Pool::free(memory, size); }
};

}  // namespace loopscope
