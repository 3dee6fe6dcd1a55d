#pragma once

#include <string>
#include <utility>

#include "engine/base/ref.h"
#include "engine/coro/arguments.h"
#include "engine/coro/coro.h"
#include "engine/coro/future.h"

namespace loopscope {

/// What shield() returns: ends as the future inside does, but a cancellation of it does not reach
/// that one.
class ShieldBase : public FutureBase {
 public:
  /// Watches the future inside, or ends at once if it is done. To be called once.
  void start();

 protected:
  ShieldBase(EventLoop& loop, Ref<FutureBase> inner)
      : FutureBase(loop, "shield"), inner_(std::move(inner)) {}

 private:
  struct InnerDone;
  struct OuterDone;
  void take_outcome();

  Ref<FutureBase> inner_;
  Handle* callback_ = nullptr;  ///< the inner future's, which owns it while it is not done
};

/// The same of a future whose type is known.
template <class F>
class Shield final : public ShieldBase {
 public:
  using Value = typename F::Value;

  Shield(EventLoop& loop, Ref<F> inner) : ShieldBase(loop, inner), typed_(std::move(inner)) {}
  /// As Future::result().
  decltype(auto) result() {
    check_result();
    return typed_->result();
  }
  std::string result_repr() const override { return typed_->result_repr(); }

 private:
  TextId result_text(LoopTrace& trace) const override { return trace.intern(result_repr()); }

  Ref<F> typed_;
};

/// asyncio.shield(): `co_await shield(task)`. A task that waits for it may be cancelled without
/// cancelling what is inside. A coroutine becomes a task: keep a reference of it elsewhere if it
/// should outlive a cancellation that nobody waits for.
template <class A>
auto shield(A argument) {
  using F = typename detail::ArgumentOf<A>::Future;
  EventLoop& loop = detail::loop_for(argument);
  Ref<F> inner = ensure_future(loop, std::move(argument));
  const Ref<Shield<F>> outer(new Shield<F>(loop, std::move(inner)));
  outer->start();
  return outer;
}

/// What shield() returns can be awaited.
template <class F>
detail::FutureAwaiter<Shield<F>> operator co_await(Ref<Shield<F>> outer) {
  return detail::FutureAwaiter<Shield<F>>(std::move(outer));
}

}  // namespace loopscope
