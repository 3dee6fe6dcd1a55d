#include "engine/platform/platform.h"

#include "engine/base/error.h"

namespace loopscope {

Network& Platform::network() {
  throw Error("This platform has no network");
}

Threads& Platform::threads() {
  throw Error("This platform has no threads");
}

void Platform::compute(double seconds) {
  const double end = now() + seconds;
  while (now() < end) {
  }
}

Processes& Platform::processes() {
  throw Error("This platform has no processes");
}

}  // namespace loopscope
