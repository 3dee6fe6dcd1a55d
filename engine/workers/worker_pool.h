#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "engine/platform/platform.h"
#include "engine/trace/event.h"
#include "engine/workers/concurrent_future.h"

namespace loopscope {

/// concurrent.futures.ThreadPoolExecutor: does jobs on threads of its platform, which it starts on
/// demand and keeps. On a simulated platform also ProcessPoolExecutor: each worker is the thread of
/// a process of its own. Its workers may outlive it; the platform must outlive them.
class WorkerPool {
 public:
  struct Options {
    /// Workers at most; 0: min(32, processors + 4), or as many as processors for processes.
    unsigned most = 0;
    /// Workers are named "PREFIX_0" …; empty: "ThreadPoolExecutor-" and a number.
    std::string prefix = {};
    PoolKind kind = PoolKind::threads;
  };

  explicit WorkerPool(Platform& platform) : WorkerPool(platform, Options{}) {}
  WorkerPool(Platform& platform, Options options);
  /// shutdown(false)
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// Has `function()` called on a worker. `name` is what the trace shows. Throws LoopError("cannot
  /// schedule new futures after shutdown").
  template <class F>
  auto submit(F function, std::string_view name = {}) {
    using T = std::invoke_result_t<F&>;
    auto future = std::make_shared<ConcurrentFuture<T>>(platform().threads());
    submit_work(
        future,
        [future, function = std::move(function)]() mutable -> Ending {
          try {
            if constexpr (std::is_void_v<T>) {
              function();
              return {false, [future] { future->set_result(); }};
            } else {
              auto value = std::make_shared<T>(function());
              return {false, [future, value] { future->set_result(std::move(*value)); }};
            }
          } catch (const ThreadAbandoned&) {
            throw;
          } catch (...) {
            return {true,
                    [future, error = std::current_exception()] { future->set_exception(error); }};
          }
        },
        name);
    return future;
  }

  /// Takes no more jobs; workers end when none is left. `wait`: until they have.
  /// `cancel_futures`: jobs that have not begun are cancelled.
  void shutdown(bool wait = true, bool cancel_futures = false);

  unsigned most() const;
  /// How many workers were started.
  unsigned worker_count() const;
  Platform& platform() const;
  /// The trace's number of the job that will end `future`, and that a loop's `awaited` will have
  /// its result. Does nothing if it is not traced.
  void tell_awaited(const ConcurrentFutureBase& future, ObjectId awaited);

 private:
  struct Shared;
  class Telling;
  struct Work;
  /// How a job ended; `publish` ends its future.
  struct Ending {
    bool failed = false;
    std::function<void()> publish;
  };
  using Function = std::function<Ending()>;

  void submit_work(std::shared_ptr<ConcurrentFutureBase> future, Function function,
                   std::string_view name);
  void start_worker();
  static void work(Shared& shared, ObjectId worker);
  static void do_job(Shared& shared, Work& work, ObjectId worker);

  std::shared_ptr<Shared> shared_;
};

}  // namespace loopscope
