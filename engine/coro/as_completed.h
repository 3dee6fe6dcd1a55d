#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/base/pool.h"
#include "engine/base/ref.h"
#include "engine/coro/arguments.h"
#include "engine/coro/coro.h"
#include "engine/coro/wait.h"
#include "engine/coro/waiters.h"
#include "engine/loop/handle.h"

namespace loopscope {

namespace detail {

/// What the coroutines of one as_completed() share: the futures that are not done, and those that
/// are and were not asked for.
class Completions : public Pooled {
 public:
  explicit Completions(EventLoop& loop) : loop_(loop) {}
  Completions(const Completions&) = delete;
  Completions& operator=(const Completions&) = delete;

  /// Adds the callbacks and starts the timer.
  void start(const std::vector<Ref<FutureBase>>& futures, std::optional<double> timeout);
  /// The next that is done; throws TimeoutError.
  static Coro<Ref<FutureBase>> next(Ref<Completions> self);

  void add_ref() { ++references_; }
  void release() {
    if (--references_ == 0) delete this;
  }

 private:
  struct Done;
  struct TimedOut;
  struct Awaited {
    Ref<FutureBase> future;
    HandleRef callback;
  };
  void completed(FutureBase& future);
  void timed_out();
  void put(Ref<FutureBase> future);
  void wake_next();
  void trace_begin(const std::vector<Ref<FutureBase>>& futures);
  void trace_end() const;

  EventLoop& loop_;
  std::unordered_map<const FutureBase*, Awaited> todo_;
  std::deque<Ref<FutureBase>> done_;  // null: the timeout came
  WaiterLine getters_;
  TimerRef timer_;
  ObjectId id_ = 0;  // of the whole in the trace, as a future that gathers
  std::uint32_t references_ = 0;
};

template <class F>
Coro<typename F::Value> next_result(Ref<Completions> all) {
  const Ref<FutureBase> future = co_await Completions::next(std::move(all));
  co_return result_of(static_cast<F&>(*future));
}

}  // namespace detail

/// asyncio.as_completed(): as many coroutines as there are different futures; each, awaited, gives
/// the result of the next one that is done, or throws its exception. `timeout` seconds from now
/// those that are left throw TimeoutError. Coroutines become tasks at once.
///
///     for (auto& next : as_completed(std::move(fetches))) use(co_await std::move(next));
template <class A>
auto as_completed(std::vector<A> arguments, std::optional<double> timeout = std::nullopt) {
  using F = typename detail::ArgumentOf<A>::Future;
  EventLoop& loop = EventLoop::running();
  std::vector<Ref<FutureBase>> futures;
  for (A& argument : arguments) futures.emplace_back(ensure_future(loop, std::move(argument)));
  futures = detail::unique(std::move(futures));
  const Ref<detail::Completions> all(new detail::Completions(loop));
  all->start(futures, timeout);
  std::vector<Coro<typename F::Value>> coroutines;
  coroutines.reserve(futures.size());
  for (std::size_t i = 0; i < futures.size(); ++i) {
    coroutines.push_back(detail::next_result<F>(all));
  }
  return coroutines;
}

}  // namespace loopscope
