#pragma once

#include "engine/platform/processes.h"

namespace loopscope {

/// The machine's own processes: posix_spawn, and a pidfd for the end of each.
class RealProcesses final : public Processes {
 public:
  StartedProcess start(const ProcessRequest& request) override;
  std::optional<int> take_status(int id) override;
  int wait(int id) override;
  void send_signal(int id, int signal) override;
};

}  // namespace loopscope
