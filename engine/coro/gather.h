#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <unordered_set>
#include <utility>
#include <vector>

#include "engine/base/ref.h"
#include "engine/coro/arguments.h"
#include "engine/coro/coro.h"
#include "engine/coro/future.h"
#include "engine/coro/task.h"

namespace loopscope {

/// asyncio's _GatheringFuture: ends when all its children have, or with the first exception. The
/// derived class makes the result of the children's values.
///
/// Use: make it, `add_child` for each argument in order (as soon as that argument's task is made,
/// as gather() does), then `seal`.
class GatherBase : public FutureBase {
 public:
  /// Cancels the children; false if none could be cancelled.
  bool cancel(MessageRef message = nullptr) override;

  /// Adds a child, which may be there already. `created_here`: it is a task that gather() itself
  /// made of a coroutine, so that nobody else can be told if it is destroyed while pending.
  void add_child(Ref<FutureBase> child, bool created_here);
  /// The next argument is one that was there before, and so is its child.
  void repeat_child(Ref<FutureBase> child) { children_.push_back(std::move(child)); }
  /// All children are added.
  void seal();

  /// In the order of the arguments, duplicates included.
  const std::vector<Ref<FutureBase>>& children() const { return children_; }
  bool returns_exceptions() const { return return_exceptions_; }

 protected:
  GatherBase(EventLoop& loop, bool return_exceptions);
  ~GatherBase() override;

  /// All children are done: stores the result. A child may have failed or been cancelled only if
  /// `returns_exceptions()`; use child_error() for those.
  virtual void collect() = 0;
  /// The exception that stands for this child's result, null if it has a value. For a cancelled
  /// child a CancelledError with its message, as gather() puts into the list.
  static ExceptionRef child_error(FutureBase& child);

 private:
  struct Done;  // the callback of each child
  void child_done(FutureBase& child);

  std::vector<Ref<FutureBase>> children_;
  std::unordered_set<const FutureBase*> seen_;  // until sealed
  std::size_t unique_ = 0;
  std::size_t finished_ = 0;
  bool return_exceptions_;
  bool cancel_requested_ = false;
  MessageRef last_message_;  ///< of a request that the last child took itself: it may end otherwise
};

/// One result of gather_outcomes(): a value, or the exception that came instead.
template <class T>
struct Outcome {
  std::optional<ValueOf<T>> value;
  ExceptionRef error;  ///< null if there is a value
};

/// Gathers futures of several types: the result is a tuple.
template <class... F>
class GatherTuple final : public GatherBase {
 public:
  using Value = std::tuple<ValueOf<typename F::Value>...>;

  explicit GatherTuple(EventLoop& loop) : GatherBase(loop, false) {}
  Value& result() {
    check_result();
    return *value_;
  }
  std::string result_repr() const override { return "[...]"; }

 private:
  void collect() override { fill(std::index_sequence_for<F...>()); }
  template <std::size_t... I>
  void fill(std::index_sequence<I...>) {
    value_.emplace(detail::value_of<F>(*children()[I])...);
  }

  std::optional<Value> value_;
};

/// Gathers futures of one type: the result is a vector.
template <class F>
class GatherVector final : public GatherBase {
 public:
  using Value = std::vector<ValueOf<typename F::Value>>;

  explicit GatherVector(EventLoop& loop) : GatherBase(loop, false) {}
  Value& result() {
    check_result();
    return value_;
  }
  std::string result_repr() const override { return "[...]"; }

 private:
  void collect() override {
    for (const auto& child : children()) value_.push_back(detail::value_of<F>(*child));
  }

  Value value_;
};

/// The same with return_exceptions=True.
template <class F>
class GatherOutcomes final : public GatherBase {
 public:
  using Value = std::vector<Outcome<typename F::Value>>;

  explicit GatherOutcomes(EventLoop& loop) : GatherBase(loop, true) {}
  Value& result() {
    check_result();
    return value_;
  }
  std::string result_repr() const override { return "[...]"; }

 private:
  void collect() override {
    for (const auto& child : children()) {
      Outcome<typename F::Value> outcome;
      outcome.error = child_error(*child);
      if (!outcome.error) outcome.value = detail::value_of<F>(*child);
      value_.push_back(std::move(outcome));
    }
  }

  Value value_;
};

/// asyncio.gather(): `co_await gather(fetch(1), task, future)`. Coroutines become tasks.
template <class... A>
auto gather(A... arguments) {
  EventLoop& loop = detail::loop_for(arguments...);
  using Gather = GatherTuple<typename detail::ArgumentOf<A>::Future...>;
  Ref<Gather> outer(new Gather(loop));
  (outer->add_child(ensure_future(loop, std::move(arguments)), detail::ArgumentOf<A>::created_here),
   ...);
  outer->seal();
  return outer;
}

namespace detail {
template <template <class> class Gather, class A>
auto gather_each(std::vector<A> arguments) {
  using Result = Gather<typename ArgumentOf<A>::Future>;
  EventLoop* loop = nullptr;
  if (!arguments.empty()) loop = loop_of(arguments.front());
  if (loop == nullptr) loop = &EventLoop::running();
  Ref<Result> outer(new Result(*loop));
  for (A& argument : arguments) {
    outer->add_child(ensure_future(*loop, std::move(argument)), ArgumentOf<A>::created_here);
  }
  outer->seal();
  return outer;
}
}  // namespace detail

/// asyncio.gather(*arguments)
template <class A>
auto gather_all(std::vector<A> arguments) {
  return detail::gather_each<GatherVector>(std::move(arguments));
}
/// asyncio.gather(*arguments, return_exceptions=True)
template <class A>
auto gather_outcomes(std::vector<A> arguments) {
  return detail::gather_each<GatherOutcomes>(std::move(arguments));
}

/// What gather() returns can be awaited.
template <class G>
requires std::is_base_of_v<GatherBase, G> detail::FutureAwaiter<G>
operator co_await(Ref<G> outer) {
  return detail::FutureAwaiter<G>(std::move(outer));
}

}  // namespace loopscope
