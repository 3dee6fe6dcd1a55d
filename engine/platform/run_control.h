#pragma once

#include <string_view>

namespace loopscope {

/// What can be done to a loop from outside of its program: by interventions.
class RunControl {
 public:
  /// Task.cancel() of the loop's first unfinished task of that name; false if there is none.
  virtual bool cancel_task(std::string_view name) = 0;
  /// Lets LoopExit leave the loop, with what a signal does that nobody handles: KeyboardInterrupt
  /// for SIGINT, SystemExit for others.
  virtual void end_by_signal(int number) = 0;
  /// Makes the loop's wait return.
  virtual void wake() = 0;

 protected:
  ~RunControl() = default;
};

}  // namespace loopscope
