#pragma once

#include <type_traits>
#include <utility>

#include "engine/base/ref.h"
#include "engine/coro/coro.h"
#include "engine/coro/future.h"
#include "engine/coro/task.h"
#include "engine/loop/event_loop.h"

namespace loopscope {

namespace detail {

/// The value of a future whose type is known; Nothing for void.
template <class F>
ValueOf<typename F::Value> value_of(FutureBase& future) {
  if constexpr (std::is_void_v<typename F::Value>) {
    return Nothing{};
  } else {
    return static_cast<F&>(future).result();
  }
}

template <class A>
struct ArgumentOf;  // Coro<T>, FutureRef<T>, TaskRef<T>: the future it becomes
template <class T>
struct ArgumentOf<Coro<T>> {
  using Future = Task<T>;
  static constexpr bool created_here = true;
};
template <class F>
struct ArgumentOf<Ref<F>> {
  using Future = F;
  static constexpr bool created_here = false;
};

template <class A>
EventLoop* loop_of(const A& argument) {
  if constexpr (ArgumentOf<A>::created_here) {
    return nullptr;
  } else {
    return &argument->loop();
  }
}

/// asyncio.gather() takes the loop of its first future, else the running one.
template <class... A>
EventLoop& loop_for(const A&... arguments) {
  EventLoop* found = nullptr;
  ((found = found != nullptr ? found : loop_of(arguments)), ...);
  return found != nullptr ? *found : EventLoop::running();
}

/// A future's result as `co_await` gives it: copied, or moved out if it can't be.
template <class F>
typename F::Value result_of(F& future) {
  using Value = typename F::Value;
  if constexpr (std::is_void_v<Value>) {
    future.result();
  } else if constexpr (std::is_copy_constructible_v<Value>) {
    return future.result();
  } else {
    return std::move(future.result());
  }
}

}  // namespace detail

}  // namespace loopscope
