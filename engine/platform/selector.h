#pragma once

#include <atomic>
#include <cstdint>
#include <vector>

#include "engine/trace/event.h"

namespace loopscope {

/// What a descriptor is watched for, or ready for; bits.
using Interest = std::uint8_t;
inline constexpr Interest interest_read = 1;   ///< asyncio's EVENT_READ
inline constexpr Interest interest_write = 2;  ///< asyncio's EVENT_WRITE

/// A descriptor that a wait found ready.
struct ReadyDescriptor {
  int descriptor = -1;
  Interest events = 0;
  EventId cause = 0;  ///< what made it ready, where the platform knows (a packet that arrived)
};

/// Waits for what comes from outside of a loop. One belongs to each EventLoop and is used on the
/// loop's thread, `wake` apart.
class Selector {
 public:
  /// How a wait ended.
  enum class Outcome {
    timed_out,  ///< the time is over
    woken,      ///< wake() was called and not taken (see `woken`), or descriptors are ready (see
                ///< `ready`)
    never,      ///< without a timeout, and nothing can ever arrive: a deadlock
  };

  virtual ~Selector() = default;

  /// Waits up to `timeout` seconds (0: only looks; negative: without limit). Sets `woken` and
  /// `ready`.
  virtual Outcome select(double timeout) = 0;

  /// Makes a present or the next `select` return at once. May be called on any thread.
  virtual void wake() = 0;

  /// Takes the wake() calls so far: reads asyncio's self-pipe.
  virtual void take_wakes() = 0;

  /// Watches a descriptor for exactly these events from now on; 0: no longer. Level-triggered.
  /// Throws OsError if it can't be watched.
  virtual void watch(int descriptor, Interest interest) = 0;

  /// The last `select` found a wake() that was not taken.
  bool woken() const { return woken_; }
  /// The descriptors that the last `select` found, in the order in which the loop takes it.
  const std::vector<ReadyDescriptor>& ready() const { return ready_; }

  /// True if a `select` with timeout 0 would find nothing, so that it can be left out.
  bool quiet() const { return !must_look_.load(std::memory_order_acquire); }

 protected:
  /// Set by an implementation while there is something to look at (a wake-up that was not taken;
  /// any descriptor that is watched).
  std::atomic<bool> must_look_{false};
  bool woken_ = false;
  std::vector<ReadyDescriptor> ready_;
};

}  // namespace loopscope
