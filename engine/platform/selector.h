#pragma once

#include <atomic>

namespace loopscope {

/// Waits for what comes from outside of a loop. One belongs to each EventLoop and is used on the
/// loop's thread, `wake` apart. (Descriptors will be registered here when the engine has I/O.)
class Selector {
 public:
  /// How a wait ended.
  enum class Outcome {
    timed_out,  ///< the time is over
    woken,      ///< wake() was called
    never,      ///< without a timeout, and nothing can ever arrive: a deadlock
  };

  virtual ~Selector() = default;

  /// Waits up to `timeout` seconds (0: only looks; negative: without limit).
  virtual Outcome select(double timeout) = 0;

  /// Makes a present or the next `select` return at once. May be called on any thread.
  virtual void wake() = 0;

  /// True if a `select` with timeout 0 would find nothing, so that it can be left out.
  bool quiet() const { return !must_look_.load(std::memory_order_acquire); }

 protected:
  /// Set by an implementation while there is something to look at.
  std::atomic<bool> must_look_{false};
};

}  // namespace loopscope
