#pragma once

#include <cstddef>
#include <vector>

#include "engine/platform/selector.h"

namespace loopscope {

/// Waits in epoll_wait, for descriptors that are watched and for `wake`.
class EpollSelector final : public Selector {
 public:
  /// Throws Error if the system has no descriptor left.
  EpollSelector();
  ~EpollSelector() override;
  EpollSelector(const EpollSelector&) = delete;
  EpollSelector& operator=(const EpollSelector&) = delete;

  Outcome select(double timeout) override;
  void wake() override;
  void take_wakes() override;
  void watch(int descriptor, Interest interest) override;

 private:
  /// Fills `ready_`; true if something arrived.
  bool wait(int milliseconds);

  int epoll_ = -1;
  int wakeup_ = -1;                ///< an eventfd
  std::vector<Interest> watched_;  ///< by descriptor
  std::size_t watched_count_ = 0;  ///< how many of them are watched
};

}  // namespace loopscope
