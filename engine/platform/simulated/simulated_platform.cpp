#include "engine/platform/simulated/simulated_platform.h"

#include <cstdio>
#include <utility>

#include "engine/trace/recorder.h"

namespace loopscope {

/// Lets virtual time pass.
class SimulatedPlatform::VirtualSelector final : public Selector {
 public:
  explicit VirtualSelector(double& now) : now_(now) {}

  Outcome select(double timeout) override {
    if (must_look_.exchange(false)) return Outcome::woken;
    if (timeout < 0) return Outcome::never;
    now_ += timeout;
    return Outcome::timed_out;
  }
  void wake() override { must_look_.store(true); }

 private:
  double& now_;
};

SimulatedPlatform::SimulatedPlatform() : SimulatedPlatform(Options{}) {}

SimulatedPlatform::SimulatedPlatform(Options options)
    : options_(std::move(options)), random_(options_.seed) {
  virtual_now_ = &now_;
}

void SimulatedPlatform::block(double seconds) {
  now_ += seconds;
  if (recorder() != nullptr) recorder()->set_time(now_);
}

std::unique_ptr<Selector> SimulatedPlatform::new_selector() {
  return std::make_unique<VirtualSelector>(now_);
}

void SimulatedPlatform::log(std::string_view message) {
  if (options_.on_log) {
    options_.on_log(message);
  } else {
    std::fprintf(stderr, "%.*s\n", static_cast<int>(message.size()), message.data());
  }
}

}  // namespace loopscope
