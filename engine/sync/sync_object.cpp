#include "engine/sync/sync_object.h"

#include <fmt/format.h>

#include "engine/loop/event_loop.h"

namespace loopscope::detail {

EventLoop& SyncObject::bound_loop() {
  EventLoop& running = EventLoop::running();
  EventLoop* bound = nullptr;
  if (!loop_.compare_exchange_strong(bound, &running) && bound != &running) {
    throw LoopError(repr() + " is bound to a different event loop");
  }
  return running;
}

std::string SyncObject::repr_of(std::string_view type, std::string_view state,
                                const WaiterLine& line) {
  if (line.empty()) return fmt::format("<{} [{}]>", type, state);
  return fmt::format("<{} [{}, waiters:{}]>", type, state, line.size());
}

void SyncObject::list(const WaiterLine& line, ObjectQueue& futures) {
  for (const Waiter* waiter = line.front(); waiter != nullptr;
       waiter = WaiterLine::after(*waiter)) {
    futures.push_back(waiter->trace_id());
  }
}

InLine::InLine(SyncObject& object, WaiterLine& line, std::string_view label, SyncLine which)
    : object_(object), line_(line), waiter_(new Waiter(object.bound_loop(), label)) {
  line_.push_back(*waiter_);
  object_.waits(waiter_->trace_id(), which);
}

InLine::~InLine() {
  if (!waiter_->in_line()) return;
  line_.remove(*waiter_);
  object_.left_line(waiter_->trace_id());
}

void report_failed_release(const std::string& what) {
  EventLoop* const loop = ThreadContext::current().running_loop;
  // Without one, a coroutine is being destroyed that will never run again.
  if (loop == nullptr) return;
  loop->call_exception_handler({.message = "Exception in the release at the end of a scope",
                                .exception = loop->exception_factory().runtime_error(what)});
}

}  // namespace loopscope::detail
