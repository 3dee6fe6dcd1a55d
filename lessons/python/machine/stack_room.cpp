#include "lessons/python/machine/stack_room.h"

#include <pthread.h>

#include <algorithm>
#include <string>

namespace loopscope::python {
namespace {

/// For what recurses without asking: destruction, and C++ between two levels. The sanitizers'
/// frames are some times larger.
#if defined(__SANITIZE_ADDRESS__)
constexpr std::size_t reserve = std::size_t{1} << 20;
#else
constexpr std::size_t reserve = std::size_t{256} << 10;
#endif

}  // namespace

StackRoom::StackRoom() {
  pthread_attr_t attributes;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0) return;
  void* lowest = nullptr;
  std::size_t size = 0;
  if (pthread_attr_getstack(&attributes, &lowest, &size) == 0) {
    end_ = static_cast<const char*>(lowest) + std::min(reserve, size / 2);
  }
  pthread_attr_destroy(&attributes);
}

bool check_stack(Interpreter& interpreter, const char* where) {
  if (!StackRoom::used_up()) return true;
  return interpreter.raise(*interpreter.exceptions.recursion_error,
                           std::string("maximum recursion depth exceeded") + where);
}

}  // namespace loopscope::python
