#include "engine/platform/simulated/interventions.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/platform/signals.h"
#include "engine/platform/simulated/tcp_end.h"

namespace loopscope::simulated {
namespace {

std::string text(const CancelTask& action) {
  return fmt::format("cancel task '{}'", action.name);
}
std::string text(const DelayLink& action) {
  return fmt::format("{} and {}: {} s later from now on", action.from, action.to, action.seconds);
}
std::string text(const CutLink& action) {
  return fmt::format("{} and {}: nothing gets through for {} s", action.from, action.to,
                     action.seconds);
}
std::string text(const DelayConnection& action) {
  return fmt::format("descriptor {}: {} s later from now on", action.descriptor, action.seconds);
}
std::string text(const BreakConnection& action) {
  return fmt::format("break the connection of descriptor {}", action.descriptor);
}
std::string text(const FailLookup& action) {
  return fmt::format("lookups of '{}' fail", action.name);
}

std::string text(const SendSignal& action) {
  return "send " + Signals::name_of(action.number);
}

TcpEnd* connection_of(const SimulatedNetwork& network, int descriptor) {
  const auto* const socket = dynamic_cast<StreamSocket*>(network.endpoint(descriptor));
  return socket != nullptr ? dynamic_cast<TcpEnd*>(socket->connection()) : nullptr;
}

}  // namespace

std::string describe(const Intervention::Action& action) {
  return std::visit([](const auto& each) { return text(each); }, action);
}

Interventions::Interventions(Platform& platform, SimulatedNetwork& network, Agenda& agenda,
                             WorldTrace& trace, const std::vector<Intervention>& list)
    : platform_(platform), network_(network), agenda_(agenda), trace_(trace) {
  for (const Intervention& each : list) {
    if (each.after != 0) {
      by_event_.push_back(each);
    } else {
      agenda_.at(each.time, [this, each] { apply(each, true); });
    }
  }
  std::stable_sort(by_event_.begin(), by_event_.end(),
                   [](const Intervention& a, const Intervention& b) { return a.after < b.after; });
  if (by_event_.empty()) return;
  agenda_.set_observer([this] {
    Recorder* const recorder = platform_.recorder();
    if (recorder == nullptr || recorder != armed_ || !recorder->alarm_due()) return;
    act_when_due(true);
  });
}

void Interventions::arm() {
  Recorder* const recorder = platform_.recorder();
  if (recorder == nullptr || recorder == armed_ || next_ == by_event_.size()) return;
  armed_ = recorder;
  recorder->set_alarm(by_event_[next_].after, [this] { act_when_due(false); });
}

void Interventions::act_when_due(bool waiting) {
  const Position now = platform_.recorder()->trace().size();
  while (next_ < by_event_.size() && by_event_[next_].after <= now) {
    apply(by_event_[next_++], waiting);
  }
  armed_ = nullptr;
  arm();
}

void Interventions::apply(const Intervention& intervention, bool waiting) {
  const EventId told = trace_.record(EventKind::intervention, 0, 0, describe(intervention.action));
  const WorldTrace::Cause cause(trace_, told);
  const bool done =
      std::visit([&](const auto& action) { return act(action, waiting); }, intervention.action);
  if (!done) trace_.record(EventKind::log, 0, 0, "The intervention had nothing to act on");
}

bool Interventions::act(const CancelTask& action, bool waiting) {
  for (RunControl* const loop : platform_.loops()) {
    if (!loop->cancel_task(action.name)) continue;
    if (waiting || platform_.loops().size() > 1) loop->wake();
    return true;
  }
  return false;
}

bool Interventions::act(const DelayLink& action, bool) {
  Wire& wire = network_.internet().wire();
  wire.link(action.from, action.to).slow_down(action.seconds);
  if (action.from != action.to) wire.link(action.to, action.from).slow_down(action.seconds);
  return true;
}

bool Interventions::act(const CutLink& action, bool) {
  Wire& wire = network_.internet().wire();
  const double until = agenda_.now() + action.seconds;
  wire.link(action.from, action.to).cut_until(until);
  wire.link(action.to, action.from).cut_until(until);
  return true;
}

bool Interventions::act(const DelayConnection& action, bool waiting) {
  const TcpEnd* const end = connection_of(network_, action.descriptor);
  if (end == nullptr) return false;
  return act(DelayLink{end->local_place().host->description.name,
                       end->remote_place().host->description.name, action.seconds},
             waiting);
}

bool Interventions::act(const BreakConnection& action, bool) {
  TcpEnd* const end = connection_of(network_, action.descriptor);
  if (end == nullptr || !end->alive()) return false;
  end->break_off();
  return true;
}

bool Interventions::act(const FailLookup& action, bool) {
  network_.names().fail(action.name, action.count);
  return true;
}

bool Interventions::act(const SendSignal& action, bool) {
  platform_.signals().raise(action.number);
  return true;
}

}  // namespace loopscope::simulated
