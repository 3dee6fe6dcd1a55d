#include "engine/sync/queue_state.h"

#include <fmt/format.h>

namespace loopscope::detail {

QueueState::QueueState(SyncKind kind, std::int64_t maxsize, std::string_view name)
    : SyncObject(kind, std::string(name)), maxsize_(maxsize), finished_({}, true) {
  if (maxsize > 0) set_limit(static_cast<std::uint64_t>(maxsize));
  set_part(finished_.trace());
}

void QueueState::tell_contents() {
  std::size_t count = 0;
  for (const std::string& item : item_reprs()) changed(SyncChange::put, ++count, item);
  if (unfinished_ != count) changed(SyncChange::task_done, unfinished_);
}

// The first who still waits leaves the line.
void QueueState::wake_next(WaiterLine& line) {
  while (Waiter* const next = line.front()) {
    const Ref<Waiter> kept(next);
    line.remove(*next);
    left_line(next->trace_id());
    if (next->done()) continue;
    next->wake();
    return;
  }
}

void QueueState::was_put(std::string_view item) {
  ++unfinished_;
  const Because because = changed(SyncChange::put, size(), item);
  finished_.clear();
  wake_next(getters_);
}

void QueueState::was_taken(std::string_view item) {
  const Because because = changed(SyncChange::got, size(), item);
  wake_next(putters_);
}

Coro<> QueueState::until_item(SyncRef<QueueState> self) {
  while (self->size() == 0) {
    Ref<Waiter> getter;
    try {
      const InLine place(*self, self->getters_, "Queue.get");
      getter = place.waiter();
      co_await place.turn();
    } catch (...) {
      if (!getter) throw;
      getter->cancel();
      // Woken, but it can't take the item: the next one may.
      if (self->size() > 0 && !getter->cancelled()) self->wake_next(self->getters_);
      throw;
    }
  }
}

Coro<> QueueState::until_room(SyncRef<QueueState> self) {
  while (self->full()) {
    Ref<Waiter> putter;
    try {
      const InLine place(*self, self->putters_, "Queue.put", SyncLine::putters);
      putter = place.waiter();
      co_await place.turn();
    } catch (...) {
      if (!putter) throw;
      putter->cancel();
      if (!self->full() && !putter->cancelled()) self->wake_next(self->putters_);
      throw;
    }
  }
}

void QueueState::task_done() {
  if (unfinished_ == 0) throw ArgumentError("task_done() called too many times");
  --unfinished_;
  const Because because = changed(SyncChange::task_done, unfinished_);
  if (unfinished_ == 0) finished_.set();
}

Coro<> QueueState::join(SyncRef<QueueState> self) {
  if (self->unfinished_ == 0) co_return;
  co_await self->finished_.wait();
}

std::string_view QueueState::type_name() const {
  switch (kind()) {
    case SyncKind::priority_queue:
      return "PriorityQueue";
    case SyncKind::lifo_queue:
      return "LifoQueue";
    default:
      return "Queue";
  }
}

std::string QueueState::repr() const {
  std::string text = fmt::format("<{} maxsize={}", type_name(), maxsize_);
  if (size() > 0) text += fmt::format(" _queue=[{}]", fmt::join(item_reprs(), ", "));
  if (!getters_.empty()) text += fmt::format(" _getters[{}]", getters_.size());
  if (!putters_.empty()) text += fmt::format(" _putters[{}]", putters_.size());
  if (unfinished_ > 0) text += fmt::format(" tasks={}", unfinished_);
  return text + ">";
}

bool QueueState::tell(SyncState& live) const {
  live.value = static_cast<std::uint32_t>(size());
  live.limit = maxsize_ > 0 ? static_cast<std::uint32_t>(maxsize_) : 0;
  live.unfinished = static_cast<std::uint32_t>(unfinished_);
  live.part = finished_.trace_id();
  list(getters_, live.waiters);
  list(putters_, live.putters);
  return true;
}

}  // namespace loopscope::detail
