#include "engine/base/array_memory.h"

#include <sys/mman.h>

#include <new>

namespace loopscope {

namespace {
constexpr std::align_val_t alignment{64};
constexpr std::size_t large = std::size_t{128} * 1024;
}  // namespace

void* allocate_array(std::size_t bytes) {
  if (bytes < large) return ::operator new(bytes, alignment);
  void* const memory =
      mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  return memory;
}

void free_array(void* memory, std::size_t bytes) noexcept {
  if (bytes < large) {
    ::operator delete(memory, bytes, alignment);
  } else {
    munmap(memory, bytes);
  }
}

}  // namespace loopscope
