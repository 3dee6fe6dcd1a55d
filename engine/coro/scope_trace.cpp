#include "engine/coro/scope_trace.h"

#include <limits>

#include "engine/loop/event_loop.h"

namespace loopscope {

LoopTrace* ScopeTrace::enter() {
  EventLoop* const loop = ThreadContext::current().running_loop;
  LoopTrace* const trace = loop != nullptr ? loop->trace() : nullptr;
  if (trace != nullptr) trace->add_object(*this);
  return trace;
}

Because ScopeTrace::record(EventKind kind, ObjectId object, std::uint16_t flags) {
  LoopTrace* const to = home();
  if (to == nullptr) return {};
  return {*to, to->record(kind, trace_id(), object, 0, to->cause(), flags)};
}

void ScopeTrace::end(EventKind kind, ScopeEnd how) {
  record(kind, 0, static_cast<std::uint16_t>(how));
  leave();
}

void TimeoutTrace::entered(ObjectId task) {
  if (enter() != nullptr) record(EventKind::timeout_entered, task);
}

Because TimeoutTrace::scheduled(std::optional<double> when) {
  LoopTrace* const to = home();
  if (to == nullptr) return {};
  const double deadline = when.value_or(std::numeric_limits<double>::infinity());
  return {*to, to->record_value(EventKind::timeout_scheduled, trace_id(), deadline, to->cause())};
}

bool TimeoutTrace::tell(TimeoutState&) const {
  return false;
}

void GroupTrace::entered(ObjectId parent) {
  if (enter() != nullptr) record(EventKind::group_entered, parent);
}

bool GroupTrace::tell(GroupState&) const {
  return false;
}

}  // namespace loopscope
