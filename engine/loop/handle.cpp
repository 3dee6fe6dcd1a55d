#include "engine/loop/handle.h"

#include "engine/loop/event_loop.h"

namespace loopscope {

void Handle::cancel() {
  if (cancelled()) return;
  EventLoop& loop = type_->loop(*this);
  loop.timer_cancelled(*this);
  word_ |= cancelled_bit;
  // The callback of a handle that cancels itself while it runs is still in use.
  if (type_->clear != nullptr && loop.running_handle() != this) type_->clear(*this);
}

void Handle::forget_context() {
  type_->loop(*this).contexts_.forget(this);
}

}  // namespace loopscope
