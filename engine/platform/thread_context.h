#pragma once

namespace loopscope {

class EventLoop;

/// What belongs to the thread that runs: the loop that runs on it. (A simulated thread swaps the
/// context when it is switched to.)
class ThreadContext {
 public:
  /// The context of the calling thread.
  static ThreadContext& current() { return current_; }

  /// The loop inside run_forever on this thread, null if none is; asyncio's _get_running_loop().
  EventLoop* running_loop = nullptr;

 private:
  static thread_local ThreadContext current_;
};

inline constinit thread_local ThreadContext ThreadContext::current_{};

}  // namespace loopscope
