#include "engine/io/flow_control.h"

#include <algorithm>
#include <cerrno>

#include "engine/base/os_error.h"

namespace loopscope {

void FlowControl::resume_writing() {
  paused_ = false;
  for (const FutureRef<void>& waiter : waiters_) {
    if (!waiter->done()) waiter->set_result();
  }
}

void FlowControl::connection_lost(const ExceptionRef& error) {
  lost_ = true;
  if (!paused_) return;
  for (const FutureRef<void>& waiter : waiters_) {
    if (waiter->done()) continue;
    if (error) {
      waiter->set_exception(error);
    } else {
      waiter->set_result();
    }
  }
}

Coro<void> FlowControl::drain() {
  if (lost_) throw OsError::plain(ECONNRESET, "Connection lost");
  if (!paused_) co_return;
  const Ref<FlowControl> self(this);
  const FutureRef<void> waiter = create_future<void>(*loop_);
  struct Waits {
    FlowControl& protocol;
    const FutureRef<void>& waiter;
    ~Waits() {
      auto& all = protocol.waiters_;
      all.erase(std::find(all.begin(), all.end(), waiter));
    }
  };
  waiters_.push_back(waiter);
  const Waits waits{*this, waiter};
  co_await waiter;
}

}  // namespace loopscope
