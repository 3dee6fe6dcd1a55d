#pragma once

#include <cstddef>
#include <new>
#include <utility>

namespace loopscope {

/// Memory for the arrays that grow with the program (ready queue, timers), aligned to 64 bytes.
/// Large ones come from the system and go back to it at once: a burst leaves nothing behind.
/// Throws std::bad_alloc.
void* allocate_array(std::size_t bytes);
/// Gives back what `allocate_array(bytes)` returned.
void free_array(void* memory, std::size_t bytes) noexcept;

/// For a std::vector in such memory, which lies `offset` bytes behind the alignment.
template <class T, std::size_t offset = 0>
struct ArrayAllocator {
  using value_type = T;
  template <class U>
  struct rebind {  // NOLINT(readability-identifier-naming): the standard's name
    using other = ArrayAllocator<U, offset>;
  };
  ArrayAllocator() = default;
  template <class U>
  explicit ArrayAllocator(const ArrayAllocator<U, offset>&) {}
  T* allocate(std::size_t count) {
    // NOLINTNEXTLINE(bugprone-sizeof-expression): T may be a pointer
    auto* const bytes = static_cast<std::byte*>(allocate_array(count * sizeof(T) + offset));
    return reinterpret_cast<T*>(bytes + offset);
  }
  void deallocate(T* array, std::size_t count) noexcept {
    // NOLINTNEXTLINE(bugprone-sizeof-expression): T may be a pointer
    free_array(reinterpret_cast<std::byte*>(array) - offset, count * sizeof(T) + offset);
  }
  /// What an array grows by is not touched before it is used, where T asks for no more.
  template <class U>
  void construct(U* place) {
    ::new (static_cast<void*>(place)) U;
  }
  template <class U, class... A>
  void construct(U* place, A&&... arguments) {
    ::new (static_cast<void*>(place)) U(std::forward<A>(arguments)...);
  }
  friend bool operator==(ArrayAllocator, ArrayAllocator) { return true; }
};

}  // namespace loopscope
