#include <iostream>

#include "engine/coro/gather.h"
#include "engine/coro/run.h"
#include "engine/coro/sleep.h"
#include "engine/platform/simulated/simulated_platform.h"
#include "engine/trace/jsonl.h"
#include "engine/trace/recorder.h"

using namespace loopscope;

namespace {

Coro<int> square(int n) {
  co_await sleep(n);
  co_return n* n;
}

Coro<int> program() {
  const auto [one, four] = co_await gather(square(1), square(2));
  co_await sleep(1);
  co_return one + four;
}

}  // namespace

int main() {
  SimulatedPlatform platform;
  Trace trace;
  Recorder recorder(trace);
  platform.set_recorder(&recorder);
  const int sum = run(platform, program());
  std::cout << trace.event(trace.size()).time << " virtual seconds, " << sum << '\n';
}
