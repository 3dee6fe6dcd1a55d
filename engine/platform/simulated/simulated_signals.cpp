#include "engine/platform/simulated/simulated_signals.h"

#include <csignal>

#include "engine/loop/errors.h"
#include "engine/platform/signal_defaults.h"

namespace loopscope::simulated {

void SimulatedSignals::receive(int number, SignalReceiver& receiver) {
  if (number == SIGKILL || number == SIGSTOP) {
    throw LoopError("sig " + std::to_string(number) + " cannot be caught");
  }
  receivers_[static_cast<std::size_t>(number)] = &receiver;
}

void SimulatedSignals::release(int number, SignalReceiver& receiver) noexcept {
  SignalReceiver*& present = receivers_[static_cast<std::size_t>(number)];
  if (present == &receiver) present = nullptr;
}

bool SimulatedSignals::is_default(int number) const {
  return receivers_[static_cast<std::size_t>(number)] == nullptr;
}

void SimulatedSignals::raise(int number) {
  check_number(number);
  const EventId told = trace_.record(EventKind::signal_arrived, 0,
                                     static_cast<std::uint32_t>(number), name_of(number));
  const WorldTrace::Cause cause(trace_, told);
  if (SignalReceiver* const receiver = receivers_[static_cast<std::size_t>(number)]) {
    receiver->signal_arrived(number, told);
  } else if (!is_ignored_by_default(number) && !platform_.loops().empty()) {
    platform_.loops().front()->end_by_signal(number);
  }
}

}  // namespace loopscope::simulated
