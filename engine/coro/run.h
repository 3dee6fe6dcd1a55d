#pragma once

#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

#include "engine/coro/coro.h"
#include "engine/coro/future.h"
#include "engine/coro/interrupts.h"
#include "engine/coro/task.h"
#include "engine/loop/event_loop.h"
#include "engine/platform/platform.h"

namespace loopscope {

/// loop.run_until_complete(future): runs until it is done and returns its result.
template <class F>
requires std::is_base_of_v<FutureBase, F>
typename F::Value run_until_complete(EventLoop& loop, const Ref<F>& future) {
  loop.run_until_complete(*future);
  if constexpr (std::is_void_v<typename F::Value>) {
    return;
  } else if constexpr (std::is_copy_constructible_v<typename F::Value>) {
    return future->result();
  } else {
    return std::move(future->result());
  }
}
/// The same for a coroutine, which becomes a task.
template <class T>
T run_until_complete(EventLoop& loop, Coro<T> coroutine,
                     const TaskOptions& options = default_task_options) {
  loop.check_can_run();
  const TaskRef<T> task = create_task(loop, std::move(coroutine), options);
  task->set_log_destroy_pending(false);
  return run_until_complete(loop, task);
}

/// First step of the clean-up that ends asyncio.run(): cancels all tasks of the loop that are not
/// done, runs it until they are, and reports those that failed.
void cancel_all_tasks(EventLoop& loop);

/// The coroutines of the next two steps. Where a world has asynchronous generators or executors it
/// passes its own; those here have nothing to shut down.
Coro<void> shutdown_asyncgens();
Coro<void> shutdown_default_executor();

/// asyncio.Runner: a loop for the main entry point of a program, and the clean-up in four steps
/// (cancel all tasks and gather them, shut down asynchronous generators, the default executor,
/// close the loop), with as many iterations as CPython's.
class Runner {
 public:
  /// A loop on `platform` is made at the first use.
  explicit Runner(Platform& platform) : platform_(&platform) {}
  /// Closes, and swallows what the clean-up throws: call close() to see it.
  ~Runner();
  Runner(const Runner&) = delete;
  Runner& operator=(const Runner&) = delete;

  /// The loop; throws LoopError("Runner is closed") after close().
  EventLoop& loop();
  /// Runs the coroutine as a task; returns or throws what it does. SIGINT cancels it (see
  /// Interrupts).
  template <class T>
  T run(Coro<T> main, const TaskOptions& options = default_task_options) {
    check_can_run();
    const TaskRef<T> task = create_task(loop(), std::move(main), options);
    Interrupts interrupts(loop(), *task);
    try {
      return run_until_complete(loop(), task);
    } catch (const CancelledError&) {
      interrupts.check_cancelled();
      throw;
    }
  }
  /// The four steps. Does nothing the second time.
  void close();

 private:
  static void check_can_run();

  Platform* platform_;
  std::optional<EventLoop> loop_;
  bool closed_ = false;
};

/// asyncio.run(): runs `main` on a new loop, cleans up, and returns or throws what it does.
template <class T>
T run(Platform& platform, Coro<T> main, const TaskOptions& options = default_task_options) {
  Runner runner(platform);
  struct Close {
    Runner* runner;
    int uncaught = std::uncaught_exceptions();
    ~Close() noexcept(false) {
      if (std::uncaught_exceptions() == uncaught) runner->close();
    }
  };
  const Close close{&runner};
  return runner.run(std::move(main), options);
}

}  // namespace loopscope
