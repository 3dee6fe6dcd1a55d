#include "engine/platform/simulated/simulated_platform.h"

#include <cerrno>
#include <cstdio>
#include <string>
#include <utility>

#include "engine/base/os_error.h"
#include "engine/trace/recorder.h"

namespace loopscope {

/// Lets virtual time pass, and happen what is due on the way.
class SimulatedPlatform::VirtualSelector final : public Selector {
 public:
  explicit VirtualSelector(Agenda& agenda) : agenda_(agenda) {}

  Outcome select(double timeout) override {
    agenda_.happen_due();
    woken_ = must_look_.exchange(false);
    if (woken_) return Outcome::woken;
    const double end = agenda_.now() + timeout;
    while (!agenda_.empty() && (timeout < 0 || agenda_.next() <= end)) {
      agenda_.happen_next();
      woken_ = must_look_.exchange(false);
      if (woken_) return Outcome::woken;
    }
    if (timeout < 0) return Outcome::never;
    agenda_.advance_to(end);
    return Outcome::timed_out;
  }
  void wake() override { must_look_.store(true); }
  void watch(int descriptor, Interest) override {
    throw OsError(EBADF, "descriptor " + std::to_string(descriptor));
  }

 private:
  Agenda& agenda_;
};

SimulatedPlatform::SimulatedPlatform() : SimulatedPlatform(Options{}) {}

SimulatedPlatform::SimulatedPlatform(Options options)
    : options_(std::move(options)), random_(options_.seed) {
  virtual_now_ = &agenda_.clock();
}

void SimulatedPlatform::block(double seconds) {
  agenda_.skip(seconds);
  if (recorder() != nullptr) recorder()->set_time(agenda_.now());
}

std::unique_ptr<Selector> SimulatedPlatform::new_selector() {
  return std::make_unique<VirtualSelector>(agenda_);
}

void SimulatedPlatform::log(std::string_view message) {
  if (options_.on_log) {
    options_.on_log(message);
  } else {
    std::fprintf(stderr, "%.*s\n", static_cast<int>(message.size()), message.data());
  }
}

}  // namespace loopscope
