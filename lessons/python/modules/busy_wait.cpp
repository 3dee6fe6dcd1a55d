#include "lessons/python/modules/busy_wait.h"

#include "engine/platform/platform.h"

namespace loopscope::python {

// Once beyond what is bearable, a count stays there: the steps of one wait follow each other.
void BusyWait::count(int& looks, int bearable, double cost) {
  Platform& platform = interpreter_.platform();
  const double now = platform.now();
  if (now != instant_) {
    instant_ = now;
    reads_ = 0;
    turns_ = 0;
  }
  if (++looks <= bearable) return;
  platform.block(cost);
  instant_ = platform.now();
}

}  // namespace loopscope::python
