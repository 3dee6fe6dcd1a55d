#pragma once

#include <cstdint>

namespace loopscope {

class EventLoop;

/// What another room keeps for a loop: its default executor, its signal handlers, its asynchronous
/// generators. Owned by the loop.
class LoopAttachment {
 public:
  /// One each.
  enum class Slot : std::uint8_t { executor, signals, interrupts, generators, count_ };

  virtual ~LoopAttachment() = default;
  LoopAttachment(const LoopAttachment&) = delete;
  LoopAttachment& operator=(const LoopAttachment&) = delete;

  /// The loop is being closed.
  virtual void loop_closes(EventLoop&) {}
  /// The loop's wait was ended by a wake-up; nothing of what has come is in its queue yet. What
  /// Python's signal handlers do. May throw LoopExit.
  virtual void woken(EventLoop&) {}
  /// The loop has read its wake-up: what happens in BaseSelectorEventLoop._process_self_data.
  virtual void wakeup_read(EventLoop&) {}

 protected:
  LoopAttachment() = default;
};

}  // namespace loopscope
