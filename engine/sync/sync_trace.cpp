#include "engine/sync/sync_trace.h"

#include <algorithm>
#include <limits>

#include "engine/loop/event_loop.h"
#include "engine/platform/thread_context.h"

namespace loopscope {

SyncTrace::~SyncTrace() {
  LoopTrace* const trace = home();
  if (trace == nullptr) return;
  trace->record(EventKind::sync_destroyed, trace_id(), 0, 0, trace->cause());
}

std::uint32_t SyncTrace::number(std::uint64_t value) {
  return static_cast<std::uint32_t>(
      std::min<std::uint64_t>(value, std::numeric_limits<std::uint32_t>::max()));
}

LoopTrace* SyncTrace::announce() {
  EventLoop* const loop = ThreadContext::current().running_loop;
  LoopTrace* const trace = loop != nullptr ? loop->trace() : nullptr;
  if (trace == nullptr) return nullptr;
  ObjectId part = 0;
  if (part_ != nullptr && part_->trace() != nullptr) part = part_->trace_id();
  const ObjectId id = trace->add_object(*this);
  trace->record(EventKind::sync_created, id, part, trace->intern(name_), trace->cause(),
                static_cast<std::uint16_t>(kind_));
  if (limit_ != 0) trace->record(EventKind::sync_limited, id, limit_, 0, trace->cause());
  tell_contents();
  return trace;
}

Because SyncTrace::changed(SyncChange change, std::uint64_t value, std::string_view item) {
  LoopTrace* const to = trace();
  if (to == nullptr) return {};
  const EventId event = to->record(EventKind::sync_changed, trace_id(), number(value),
                                   item.empty() ? 0 : to->intern(item), to->cause(),
                                   static_cast<std::uint16_t>(change));
  return {*to, event};
}

void SyncTrace::waits(ObjectId future, SyncLine line) {
  if (LoopTrace* const to = trace()) {
    to->record(EventKind::sync_waits, trace_id(), future, 0, to->cause(),
               static_cast<std::uint16_t>(line));
  }
}

void SyncTrace::left_line(ObjectId future) {
  if (LoopTrace* const to = home()) {
    to->record(EventKind::sync_left_line, trace_id(), future, 0, to->cause());
  }
}

bool SyncTrace::tell(SyncState&) const {
  return false;
}

}  // namespace loopscope
