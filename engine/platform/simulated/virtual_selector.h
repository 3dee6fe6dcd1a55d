#pragma once

#include <atomic>
#include <map>
#include <vector>

#include "engine/platform/selector.h"
#include "engine/platform/simulated/agenda.h"
#include "engine/platform/simulated/ready_board.h"
#include "engine/platform/simulated/turns.h"

namespace loopscope::simulated {

/// Lets virtual time pass, and happen what is due on the way. Descriptors are found ready in the
/// order in which they became so, as epoll has it. Where other threads run, they have their turns
/// meanwhile.
class VirtualSelector final : public Selector, private ReadyBoard::Listener {
 public:
  VirtualSelector(Agenda& agenda, ReadyBoard& board, Turns& turns);
  ~VirtualSelector() override;
  VirtualSelector(const VirtualSelector&) = delete;
  VirtualSelector& operator=(const VirtualSelector&) = delete;

  Outcome select(double timeout) override;
  /// By threads of the platform; by others only while no loop waits.
  void wake() override;
  void take_wakes() override;
  /// Throws OsError(EBADF) for a descriptor that is not open.
  void watch(int descriptor, Interest interest) override;

 private:
  void touched(int descriptor) override;
  void time_skipped() override { must_look_.store(true); }
  bool look();
  Outcome select_among_threads(double timeout);
  void wake_waiting() {
    if (waiting_ != nullptr) turns_.wake(*waiting_);
  }

  Agenda& agenda_;
  ReadyBoard& board_;
  Turns& turns_;
  Turns::Member* waiting_ = nullptr;  ///< the thread inside select, while others run
  std::atomic<bool> wake_asked_ = false;
  std::map<int, Interest> watched_;
  std::vector<int> candidates_;  ///< watched and perhaps ready, in the order of becoming so
};

}  // namespace loopscope::simulated
