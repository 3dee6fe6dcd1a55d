#pragma once

#include <cstdint>

namespace loopscope {

class EventLoop;

/// What another room keeps for a loop: its default executor, its signal handlers, its asynchronous
/// generators. Owned by the loop.
class LoopAttachment {
 public:
  /// One each.
  enum class Slot : std::uint8_t { executor, signals, generators, count_ };

  virtual ~LoopAttachment() = default;
  LoopAttachment(const LoopAttachment&) = delete;
  LoopAttachment& operator=(const LoopAttachment&) = delete;

  /// The loop is being closed.
  virtual void loop_closes(EventLoop&) {}
  /// The loop has read its wake-up: what happens in BaseSelectorEventLoop._process_self_data.
  virtual void wakeup_read(EventLoop&) {}

 protected:
  LoopAttachment() = default;
};

}  // namespace loopscope
