#pragma once

#include "engine/platform/selector.h"

namespace loopscope {

/// Waits in epoll_wait. For now nothing is registered but the descriptor of `wake`.
class EpollSelector final : public Selector {
 public:
  /// Throws Error if the system has no descriptor left.
  EpollSelector();
  ~EpollSelector() override;
  EpollSelector(const EpollSelector&) = delete;
  EpollSelector& operator=(const EpollSelector&) = delete;

  Outcome select(double timeout) override;
  void wake() override;

 private:
  /// True if something arrived.
  bool wait(int milliseconds);
  void take_wakes();

  int epoll_ = -1;
  int wakeup_ = -1;  ///< an eventfd
};

}  // namespace loopscope
