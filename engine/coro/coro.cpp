#include "engine/coro/coro.h"

#include <exception>
#include <utility>

namespace loopscope::detail {
namespace {

/// All promises are one word and start alike, so that a frame is enough to find them.
CoroPromiseBase& promise_of(void* frame) {
  return std::coroutine_handle<CoroPromiseBase>::from_address(frame).promise();
}

StepResult end_with_raised(CoroDriver& driver) {
  return StepResult::raised(ExceptionRef::adopt(std::exchange(driver.raised, nullptr)));
}

StepResult resume_coro(Coroutine& self, ExceptionRef thrown) {
  const auto word = reinterpret_cast<std::uintptr_t>(self.data());
  void* const frame = reinterpret_cast<void*>(word & ~not_started_tag);
  if ((word & not_started_tag) != 0) {
    self.set_data(frame);
    // Thrown into a coroutine that has not started: its body does not run at all.
    if (thrown) [[unlikely]]
      return StepResult::raised(std::move(thrown));
  }
  CoroDriver& driver = CoroDriver::current();
  driver.thrown = thrown.detach();
  driver.next = std::coroutine_handle<>::from_address(frame);
  // A trampoline: symmetric transfer grows the stack where the compiler does not optimise it away.
  do {
    std::exchange(driver.next, nullptr).resume();
  } while (driver.next);
  self.set_data(driver.leaf);
  if (driver.raised != nullptr) [[unlikely]]
    return end_with_raised(driver);
  return driver.result;
}

/// From the innermost frame outwards, so that a deep chain does not grow the stack.
void destroy_coro(Coroutine& self) {
  auto word = reinterpret_cast<std::uintptr_t>(self.data());
  void* frame = reinterpret_cast<void*>(word & ~not_started_tag);
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

const CoroutineType coro_type{resume_coro, destroy_coro, name_of_coro};

void CoroDriver::rethrow(const Exception*& slot) {
  const ExceptionRef error = ExceptionRef::adopt(std::exchange(slot, nullptr));
  error->rethrow();
  std::terminate();  // not reached: rethrow() does not return
}

}  // namespace loopscope::detail
