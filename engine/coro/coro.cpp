#include "engine/coro/coro.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "engine/base/symbols.h"

namespace loopscope {

std::vector<CoroutineFrame> Coroutine::frames() const {
  if (word_ == 0) return {};
  if (type().frames != nullptr) return type().frames(*this);
  return {{name(), 0}};
}

namespace detail {
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

// A frame begins with the address of the function that goes on with it.
std::string function_of(void* frame) {
  return function_name_at(*static_cast<void* const*>(frame));
}

std::vector<CoroutineFrame> frames_of_coro(const Coroutine& self) {
  std::vector<CoroutineFrame> frames;
  void* frame = reinterpret_cast<void*>(self.frame() & ~not_started_tag);
  while (frame != nullptr) {
    frames.push_back({function_of(frame), 0});
    const CoroPromiseBase& promise = promise_of(frame);
    frame = promise.is_root() ? nullptr : promise.consumer()->parent.address();
  }
  std::reverse(frames.begin(), frames.end());
  return frames;
}

}  // namespace

const CoroutineType coro_type{resume_or_throw, destroy_coro, name_of_coro, frames_of_coro};

Coroutine pass_factory(EventLoop& loop, Coroutine coroutine, TaskSetup& setup,
                       TaskOptions& options) {
  // A copy, as the factory may replace itself.
  const TaskFactory factory = loop.task_factory();
  Coroutine made = factory(loop, std::move(coroutine), setup);
  if (!made) throw ArgumentError("the task factory has returned no coroutine");
  options.name = setup.name;
  options.coroutine = setup.coroutine;
  return made;
}

/// Takes over the caller's reference.
void CoroDriver::throw_kept(const Exception* error) {
  const ExceptionRef kept = ExceptionRef::adopt(error);
  kept->rethrow();
  std::terminate();  // not reached: rethrow() does not return
}

}  // namespace detail
}  // namespace loopscope
