#include "lessons/python/machine/stack_room.h"

#include <pthread.h>

#include <algorithm>
#include <string>

namespace loopscope::python {
namespace {

/// `reserve` is for what recurses without asking: destruction, and C++ between two levels. Of a
/// larger stack than `most` the rest is left alone, so that programs get equally deep everywhere.
/// The sanitizers' frames are some times larger.
#if defined(__SANITIZE_ADDRESS__)
constexpr std::size_t reserve = std::size_t{1} << 20;
constexpr std::size_t most = std::size_t{48} << 20;
#else
constexpr std::size_t reserve = std::size_t{256} << 10;
constexpr std::size_t most = std::size_t{8} << 20;
#endif

}  // namespace

StackRoom::StackRoom() {
  pthread_attr_t attributes;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0) return;
  void* lowest = nullptr;
  std::size_t size = 0;
  if (pthread_attr_getstack(&attributes, &lowest, &size) == 0) {
    const std::size_t unused = size - std::min(size, most);
    end_ = static_cast<const char*>(lowest) + std::max(unused, std::min(reserve, size / 2));
  }
  pthread_attr_destroy(&attributes);
}

bool check_stack(Interpreter& interpreter, const char* where) {
  if (!StackRoom::used_up()) return true;
  return interpreter.raise(*interpreter.exceptions.recursion_error,
                           std::string("maximum recursion depth exceeded") + where);
}

}  // namespace loopscope::python
