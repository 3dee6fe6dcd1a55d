#pragma once

#include <atomic>
#include <map>
#include <vector>

#include "engine/platform/selector.h"
#include "engine/platform/simulated/agenda.h"
#include "engine/platform/simulated/ready_board.h"

namespace loopscope::simulated {

/// Lets virtual time pass, and happen what is due on the way. Descriptors are found ready in the
/// order in which they became so, as epoll has it.
class VirtualSelector final : public Selector, private ReadyBoard::Listener {
 public:
  VirtualSelector(Agenda& agenda, ReadyBoard& board);
  ~VirtualSelector() override;
  VirtualSelector(const VirtualSelector&) = delete;
  VirtualSelector& operator=(const VirtualSelector&) = delete;

  Outcome select(double timeout) override;
  void wake() override;
  /// Throws OsError(EBADF) for a descriptor that is not open.
  void watch(int descriptor, Interest interest) override;

 private:
  void touched(int descriptor) override;
  void time_skipped() override { must_look_.store(true); }
  bool look();

  Agenda& agenda_;
  ReadyBoard& board_;
  std::atomic<bool> wake_asked_ = false;
  std::map<int, Interest> watched_;
  std::vector<int> candidates_;  ///< watched and perhaps ready, in the order of becoming so
};

}  // namespace loopscope::simulated
