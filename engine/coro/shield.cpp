#include "engine/coro/shield.h"

#include "engine/coro/wait.h"

namespace loopscope {

struct ShieldBase::InnerDone {
  static constexpr CallbackLabel label{"shield.<locals>._inner_done_callback"};
  Ref<ShieldBase> outer;
  void operator()(FutureBase& inner) {
    if (!outer->cancelled()) {
      outer->take_outcome();
    } else if (!inner.cancelled()) {
      inner.forget_traceback();
    }
  }
};

struct ShieldBase::OuterDone {
  static constexpr CallbackLabel label{"shield.<locals>._outer_done_callback"};
  void operator()(FutureBase& future) {
    auto& outer = static_cast<ShieldBase&>(future);
    if (!outer.inner_->done()) outer.inner_->remove_done_callback(*outer.callback_);
  }
};

void ShieldBase::start() {
  detail::trace_awaits(*this, *inner_);
  if (inner_->done()) {
    take_outcome();
    return;
  }
  callback_ = inner_->add_done_callback(InnerDone{Ref<ShieldBase>(this)}).get();
  add_done_callback(OuterDone{});
}

void ShieldBase::take_outcome() {
  if (inner_->cancelled()) {
    cancel();
    return;
  }
  inner_->forget_traceback();
  require_pending();
  if (const Exception* const error = inner_->peek_exception()) {
    finish_with(ExceptionRef(error));
  } else {
    finish();
  }
}

}  // namespace loopscope
