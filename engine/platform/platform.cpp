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

Signals& Platform::signals() {
  Signals* const signals = signals_if_any();
  if (signals == nullptr) throw Error("This platform has no signals");
  return *signals;
}

Processes& Platform::processes() {
  throw Error("This platform has no processes");
}

Files& Platform::files() {
  throw Error("This platform has no files");
}

}  // namespace loopscope
