#pragma once

#include <atomic>

#include "engine/coro/task.h"
#include "engine/platform/signals.h"

namespace loopscope {

/// What asyncio.Runner does with SIGINT while it runs: the first one cancels the main task, others
/// throw LoopExit with a KeyboardInterrupt out of the loop. It acts where the loop looks for what
/// has arrived. Only on the main thread, and where nobody else receives SIGINT.
class Interrupts final : private SignalReceiver {
 public:
  /// Both must outlive it.
  Interrupts(EventLoop& loop, TaskBase& main_task);
  ~Interrupts();
  Interrupts(const Interrupts&) = delete;
  Interrupts& operator=(const Interrupts&) = delete;

  /// The main task has ended as cancelled: throws LoopExit with a KeyboardInterrupt if a SIGINT,
  /// and nobody else, has asked for that.
  void check_cancelled();

 private:
  class Hook;

  void signal_arrived(int number, EventId cause) noexcept override;
  void act();

  EventLoop& loop_;
  TaskBase& main_task_;
  Signals* signals_ = nullptr;  ///< null: SIGINT is not received
  std::atomic<std::uint32_t> arrived_ = 0;
  std::atomic<EventId> cause_ = 0;
  std::uint32_t count_ = 0;
};

}  // namespace loopscope
