#include "engine/coro/coro.h"

#include <exception>
#include <utility>

namespace loopscope::detail {
namespace {

/// All promises are one word and start alike, so that a frame is enough to find them.
CoroPromiseBase& promise_of(void* frame) {
  return std::coroutine_handle<CoroPromiseBase>::from_address(frame).promise();
}

StepResult resume_or_throw(Coroutine& self, ExceptionRef thrown) {
  if (thrown) {
    // Thrown into a coroutine that has not started: its body does not run at all.
    if ((self.frame() & not_started_tag) != 0) return StepResult::raised(std::move(thrown));
    CoroDriver::current().thrown = thrown.detach();
  }
  return resume_coro(self);
}

/// From the innermost frame outwards, so that a deep chain does not grow the stack.
void destroy_coro(Coroutine& self) {
  void* frame = reinterpret_cast<void*>(self.frame() & ~not_started_tag);
  while (frame != nullptr) {
    const CoroPromiseBase& promise = promise_of(frame);
    Consumer* const consumer = promise.is_root() ? nullptr : promise.consumer();
    void* const parent = consumer != nullptr ? consumer->parent.address() : nullptr;
    if (consumer != nullptr) consumer->child = nullptr;
    std::coroutine_handle<>::from_address(frame).destroy();
    frame = parent;
  }
}

std::string name_of_coro(const Coroutine&) {
  return {};
}

}  // namespace

const CoroutineType coro_type{resume_or_throw, destroy_coro, name_of_coro};

/// Takes over the caller's reference.
void CoroDriver::throw_kept(const Exception* error) {
  const ExceptionRef kept = ExceptionRef::adopt(error);
  kept->rethrow();
  std::terminate();  // not reached: rethrow() does not return
}

}  // namespace loopscope::detail
