#pragma once

#include <memory>
#include <string_view>
#include <type_traits>
#include <utility>

#include "engine/coro/coro.h"
#include "engine/coro/future.h"
#include "engine/coro/task.h"
#include "engine/loop/context.h"
#include "engine/loop/event_loop.h"
#include "engine/workers/concurrent_future.h"
#include "engine/workers/worker_pool.h"

namespace loopscope {

namespace detail {

/// asyncio's _chain_future for a concurrent future whose outcome a loop's future takes over. `copy`
/// is called on the loop's thread when the source is done.
void chain_to_loop(const std::shared_ptr<ConcurrentFutureBase>& source, FutureBase& destination,
                   void (*copy)(ConcurrentFutureBase& source, FutureBase& destination));

/// The exception as asyncio passes it on: concurrent.futures' CancelledError becomes a
/// cancellation.
ExceptionRef loop_exception(const std::exception_ptr& error);

}  // namespace detail

/// asyncio.wrap_future(): a future of `loop` that ends as `source` does. Cancelling it cancels
/// `source`.
template <class T>
FutureRef<T> wrap_future(EventLoop& loop, const ConcurrentFutureRef<T>& source) {
  FutureRef<T> future = create_future<T>(loop);
  detail::chain_to_loop(source, *future, [](ConcurrentFutureBase& from, FutureBase& to) {
    auto& value = static_cast<ConcurrentFuture<T>&>(from).result();
    if constexpr (std::is_void_v<T>) {
      static_cast<void>(value);
      static_cast<Future<T>&>(to).set_result();
    } else if constexpr (std::is_copy_constructible_v<T>) {
      static_cast<Future<T>&>(to).set_result(value);
    } else {
      static_cast<Future<T>&>(to).set_result(std::move(value));
    }
  });
  return future;
}

/// loop.set_default_executor()
void set_default_executor(EventLoop& loop, std::shared_ptr<WorkerPool> pool);
/// The loop's default executor, made if there is none. Throws LoopError("Executor shutdown has been
/// called").
WorkerPool& default_executor(EventLoop& loop);

/// loop.run_in_executor(): has `function()` called by `pool` (null: the loop's default executor).
/// `name` is what the trace shows.
template <class F>
auto run_in_executor(EventLoop& loop, WorkerPool* pool, F function, std::string_view name = {}) {
  using T = std::invoke_result_t<F&>;
  loop.check_open();
  WorkerPool& executor = pool != nullptr ? *pool : default_executor(loop);
  const ConcurrentFutureRef<T> work = executor.submit(std::move(function), name);
  FutureRef<T> future = wrap_future<T>(loop, work);
  executor.tell_awaited(*work, future->trace_id());
  return future;
}

/// asyncio.to_thread(): `function()` on a worker of the running loop's default executor, in a copy
/// of the present context.
template <class F>
Coro<std::invoke_result_t<F&>> to_thread(F function) {
  using T = std::invoke_result_t<F&>;
  const ContextRef context = copy_context();
  const FutureRef<T> future =
      run_in_executor(EventLoop::running(), nullptr,
                      [context, function]() mutable { return context->run(function); });
  if constexpr (std::is_void_v<T>) {
    co_await future;
  } else {
    co_return co_await future;
  }
}

namespace detail {

/// asyncio's _chain_future the other way round.
void chain_to_concurrent(TaskBase& source, const std::shared_ptr<ConcurrentFutureBase>& destination,
                         void (*copy)(FutureBase& source, ConcurrentFutureBase& destination));

/// run_coroutine_threadsafe's callback, which makes the task.
inline constexpr CallbackLabel threadsafe_label{"run_coroutine_threadsafe.<locals>.callback"};

}  // namespace detail

/// asyncio.run_coroutine_threadsafe(): from another thread, has `loop` run the coroutine as a task.
/// Cancelling the future cancels the task.
template <class T>
ConcurrentFutureRef<T> run_coroutine_threadsafe(EventLoop& loop, Coro<T> coroutine) {
  const auto future = std::make_shared<ConcurrentFuture<T>>(loop.platform().threads());
  const auto copy = [](FutureBase& from, ConcurrentFutureBase& to) {
    auto& done = static_cast<ConcurrentFuture<T>&>(to);
    auto& task = static_cast<Task<T>&>(from);
    if constexpr (std::is_void_v<T>) {
      task.result();
      done.set_result();
    } else if constexpr (std::is_copy_constructible_v<T>) {
      done.set_result(task.result());
    } else {
      done.set_result(std::move(task.result()));
    }
  };
  // A handle's callable is moved alone, as the coroutine is.
  loop.call_soon_threadsafe(labelled<detail::threadsafe_label>(
      [&loop, future, copy, coroutine = std::move(coroutine)]() mutable {
        const TaskRef<T> task = create_task(loop, std::move(coroutine));
        detail::chain_to_concurrent(*task, future, copy);
      }));
  return future;
}

}  // namespace loopscope
