#pragma once

#include <cstdint>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "engine/loop/handle.h"

namespace loopscope {

/// Where other threads leave calls for a loop: call_soon_threadsafe's queue. May outlive the loop;
/// from its close() on it takes nothing.
class LoopDoor {
 public:
  /// A call that was announced.
  using Ticket = std::uint64_t;

  explicit LoopDoor(EventLoop& loop) : loop_(&loop) {}
  LoopDoor(const LoopDoor&) = delete;
  LoopDoor& operator=(const LoopDoor&) = delete;

  /// On the loop's thread: keeps a call until somebody delivers it, so that no other thread touches
  /// what it refers to.
  Ticket expect(HandleRef handle);
  /// From any thread: arranges for the call and wakes the loop. False if the loop is closed.
  bool deliver(Ticket ticket);
  /// The same for a handle that nobody else refers to.
  bool deliver(HandleRef handle);

  /// On the loop's thread: what has been left since the last time, in order.
  std::vector<HandleRef> take();
  /// The loop closes: drops all calls.
  void close();

 private:
  bool deliver_locked(HandleRef handle);

  std::mutex mutex_;
  EventLoop* loop_;  ///< null: closed
  Ticket last_ = 0;
  std::unordered_map<Ticket, HandleRef> expected_;
  std::vector<HandleRef> left_;
};

}  // namespace loopscope
