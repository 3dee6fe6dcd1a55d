#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/ref.h"
#include "engine/coro/coro.h"
#include "engine/coro/future.h"

namespace loopscope {

/// asyncio's streams.FlowControlMixin: lets coroutines wait until writing may go on. A protocol has
/// one and passes on what it is told. Counted.
class FlowControl {
 public:
  explicit FlowControl(EventLoop& loop) : loop_(&loop) {}
  FlowControl(const FlowControl&) = delete;
  FlowControl& operator=(const FlowControl&) = delete;

  void pause_writing() { paused_ = true; }
  void resume_writing();
  void connection_lost(const ExceptionRef& error);

  /// Waits while writing is paused. Throws OsError (ConnectionResetError: "Connection lost").
  Coro<void> drain();
  EventLoop& loop() const { return *loop_; }

  void add_ref() { ++references_; }
  void release() {
    if (--references_ == 0) delete this;
  }

 private:
  ~FlowControl() = default;

  EventLoop* loop_;
  std::vector<FutureRef<void>> waiters_;
  bool paused_ = false;
  bool lost_ = false;
  std::uint32_t references_ = 0;
};
using FlowControlRef = Ref<FlowControl>;

}  // namespace loopscope
