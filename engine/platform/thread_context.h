#pragma once

namespace loopscope {

class Context;
class EventLoop;

/// What belongs to the thread that runs, simulated or not: it goes with the thread, so that loops
/// of several threads know nothing of each other.
class ThreadContext {
 public:
  /// The context of the calling thread.
  static ThreadContext& current() { return current_; }

  /// The loop inside run_forever on this thread, null if none is; asyncio's _get_running_loop().
  EventLoop* running_loop = nullptr;
  /// The loop that get_event_loop() gives outside of a running one; asyncio's set_event_loop().
  EventLoop* policy_loop = nullptr;
  /// The values of context variables; null while none was ever set on this thread.
  Context* context = nullptr;

 private:
  static thread_local ThreadContext current_;
};

inline constinit thread_local ThreadContext ThreadContext::current_{};

}  // namespace loopscope
