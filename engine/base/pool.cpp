#include "engine/base/pool.h"

#ifndef LOOPSCOPE_POOL_PASSES_THROUGH

#include <mutex>
#include <new>
#include <vector>

namespace loopscope {

constinit thread_local Pool::Lists Pool::lists_{};

/// Where the free lists of threads that have ended wait for the next thread. Chunks are never
/// returned to the system: blocks of one chunk may be in use on several threads.
class Pool::Depot {
 public:
  /// Lives until the process ends, since threads may end after static destructors have run.
  static Depot& instance() {
    static Depot* const depot = new Depot;
    return *depot;
  }

  void give(const Lists& lists) {
    const std::lock_guard lock(mutex_);
    for (std::size_t i = 0; i < lists.heads.size(); ++i) {
      if (lists.heads[i] != nullptr) left_[i].push_back(lists.heads[i]);
    }
  }

  Block* take(std::size_t size_class) {
    const std::lock_guard lock(mutex_);
    auto& left = left_[size_class];
    if (left.empty()) return nullptr;
    Block* head = left.back();
    left.pop_back();
    return head;
  }

  /// A chunk cut into blocks of `size` bytes, linked in the order of their addresses.
  Block* cut(std::size_t size) {
    void* chunk = ::operator new(chunk_bytes);
    {
      const std::lock_guard lock(mutex_);
      chunks_.push_back(chunk);
    }
    auto* bytes = static_cast<std::byte*>(chunk);
    const std::size_t count = chunk_bytes / size;
    Block* next = nullptr;
    for (std::size_t i = count; i-- > 0;) {
      auto* block = reinterpret_cast<Block*>(bytes + i * size);
      block->next = next;
      next = block;
    }
    return next;
  }

 private:
  static constexpr std::size_t chunk_bytes = std::size_t{32} * 1024;

  std::mutex mutex_;
  std::array<std::vector<Block*>, largest / granule + 1> left_;
  std::vector<void*> chunks_;
};

/// Hands this thread's free lists over when the thread ends.
struct Pool::ThreadEnd {
  ~ThreadEnd() {
    Depot::instance().give(lists_);
    lists_ = Lists{};
  }
  void watch() {}
};

void* Pool::refill(std::size_t size_class) {
  static thread_local ThreadEnd end;
  end.watch();
  if (size_class == 0) size_class = 1;
  Block* head = Depot::instance().take(size_class);
  if (head == nullptr) head = Depot::instance().cut(size_class * granule);
  lists_.heads[size_class] = head->next;
  return head;
}

}  // namespace loopscope

#endif
