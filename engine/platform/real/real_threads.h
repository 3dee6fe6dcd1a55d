#pragma once

#include <mutex>
#include <vector>

#include "engine/platform/threads.h"

namespace loopscope {

class Platform;

/// The system's threads. May be used on any of them.
class RealThreads final : public Threads {
 public:
  explicit RealThreads(Platform& platform) : platform_(platform) {}
  /// Waits for the ends of all threads that were started.
  ~RealThreads() override;

  ThreadRef start(Options options, std::function<void()> body) override;
  std::unique_ptr<Monitor> new_monitor() override;
  ProcessId new_process() override { return 0; }
  unsigned processors() const override;

 private:
  Platform& platform_;
  std::mutex mutex_;
  std::vector<ThreadRef> started_;
};

}  // namespace loopscope
