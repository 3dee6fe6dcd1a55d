#include "tests/engine/support/agreement.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <vector>

#include "engine/coro/scope_trace.h"
#include "engine/coro/task.h"
#include "engine/sync/sync_trace.h"

namespace loopscope::test {
namespace {

std::string list(const std::vector<ObjectId>& ids) {
  return fmt::format("[{}]", fmt::join(ids, " "));
}

std::vector<ObjectId> to_vector(const auto& ids) {
  return {ids.begin(), ids.end()};
}

std::string compare_queues(const EventLoop& loop, const LoopView& view, const LoopState& state) {
  std::string text;
  std::vector<ObjectId> ready;
  for (std::size_t i = 0; i < loop.ready().size(); ++i)
    ready.push_back(loop.ready().tag_at(i).handle());
  std::vector<ObjectId> heap;
  for (const TimerEntry& timer : loop.timers().entries()) {
    heap.push_back(timer.handle->trace_id());
    const HandleState* const handle = state.handle(timer.handle->trace_id());
    if (handle == nullptr || handle->when != timer.when ||
        handle->cancelled != timer.handle->cancelled()) {
      text += fmt::format("timer {} differs\n", timer.handle->trace_id());
    }
  }
  if (ready != to_vector(view.ready)) {
    text += fmt::format("ready: live {} fold {}\n", list(ready), list(to_vector(view.ready)));
  }
  if (heap != to_vector(view.heap)) {
    text += fmt::format("heap: live {} fold {}\n", list(heap), list(to_vector(view.heap)));
  }
  for (std::size_t i = 0; i < loop.ready().size(); ++i) {
    const ReadyEntry entry = loop.ready().at(i);
    const HandleState* const handle = state.handle(loop.ready().tag_at(i).handle());
    const bool cancelled = entry.kind() == ReadyEntry::Kind::handle && entry.handle().cancelled();
    if (handle == nullptr || handle->cancelled != cancelled) {
      text += fmt::format("ready handle {} differs\n", loop.ready().tag_at(i).handle());
    }
  }
  return text;
}

bool status_fits(const TaskBase& task, TaskStatus status) {
  if (status == TaskStatus::cancelling) return task.cancelling() > 0 || task.cancel_delivered();
  if (task.scheduled()) return status == TaskStatus::ready;
  if (task.waits_for() == nullptr) return false;
  return status == (task.waits_for()->timed() ? TaskStatus::sleeping : TaskStatus::waiting);
}

std::string compare_task(const TaskBase& task, const TaskState& state, const Trace& trace) {
  std::string text;
  const ObjectId waits_for = task.waits_for() != nullptr ? task.waits_for()->trace_id() : 0;
  if (state.finished) text += "is finished in the fold alone; ";
  if (trace.text(state.name) != task.name()) text += "its name differs; ";
  if (state.waits_for != waits_for) {
    text += fmt::format("waits for: live {} fold {}; ", waits_for, state.waits_for);
  }
  if (state.cancel_requests != task.cancelling()) {
    text += fmt::format("cancelling: live {} fold {}; ", task.cancelling(), state.cancel_requests);
  }
  if ((state.handle != 0) != task.scheduled()) text += "scheduled differs; ";
  if (!status_fits(task, state.status)) {
    text += fmt::format("its status can't be {}; ", name_of(state.status));
  }
  return text;
}

std::string compare_tasks(const EventLoop& loop, const LoopState& state, const Trace& trace) {
  std::string text;
  std::size_t unfinished = 0;
  for (std::size_t i = 0; i < state.task_count(); ++i) {
    const TaskState& task = state.task_at(i);
    if (!task.finished && task.loop == loop.number()) ++unfinished;
  }
  std::size_t live = 0;
  loop.task_list().for_each([&](const TaskBase& task) {
    ++live;
    const TaskState* const folded = state.task(task.trace_id());
    const std::string what =
        folded == nullptr ? "is not in the fold" : compare_task(task, *folded, trace);
    if (!what.empty()) text += fmt::format("{}: {}\n", task.name(), what);
  });
  if (live != unfinished) {
    text += fmt::format("unfinished tasks: live {} fold {}\n", live, unfinished);
  }
  return text;
}

// Of the descriptors that the loop waits for; what the fold has beyond is found by counting.
std::string compare_descriptors(const EventLoop& loop, const LoopState& state) {
  std::string text;
  std::size_t live = 0;
  std::size_t folded = 0;
  for (const ObjectId id : state.io().open()) {
    const DescriptorState& descriptor = *state.io().find(id);
    if (descriptor.loop != loop.number()) continue;
    folded += static_cast<std::size_t>(descriptor.reader != 0) +
              static_cast<std::size_t>(descriptor.writer != 0);
    for (const Interest side : {interest_read, interest_write}) {
      const Handle* const handle =
          loop.descriptors().watcher(static_cast<int>(descriptor.number), side);
      const ObjectId watcher = side == interest_read ? descriptor.reader : descriptor.writer;
      if ((handle != nullptr ? handle->trace_id() : 0) != watcher) {
        text += fmt::format("who waits for descriptor {} differs\n", descriptor.number);
      }
    }
  }
  for (int number = 0; number < loop.descriptors().end(); ++number) {
    live += static_cast<std::size_t>(loop.descriptors().watcher(number, interest_read) != nullptr);
    live += static_cast<std::size_t>(loop.descriptors().watcher(number, interest_write) != nullptr);
  }
  if (live != folded) {
    text += fmt::format("watched sides of descriptors: live {} fold {}\n", live, folded);
  }
  return text;
}

bool same_sync(const SyncState& live, const SyncState& folded) {
  const bool counts = live.kind != SyncKind::condition;  // a condition has no value of its own
  return (!counts || live.value == folded.value) && live.limit == folded.limit &&
         live.part == folded.part && live.phase == folded.phase &&
         live.unfinished == folded.unfinished && live.waiters == folded.waiters &&
         live.putters == folded.putters;
}

std::string compare_sync(const SyncTrace& object, const LoopState& state, const Trace& trace) {
  SyncState live;
  if (!object.tell(live)) return {};
  const SyncState* const folded = state.sync().find(object.trace_id());
  if (folded == nullptr) return fmt::format("sync {} is not in the fold\n", object.trace_id());
  live.kind = object.kind();
  std::string text;
  if (folded->kind != live.kind || trace.text(folded->name) != object.name()) {
    text += fmt::format("kind or name of sync {} differs\n", object.trace_id());
  }
  if (!same_sync(live, *folded)) {
    text +=
        fmt::format("{} {} differs: value {} {}, waiters {} {}, putters {} {}, unfinished {} {}\n",
                    name_of(live.kind), object.trace_id(), live.value, folded->value,
                    list(to_vector(live.waiters)), list(to_vector(folded->waiters)),
                    list(to_vector(live.putters)), list(to_vector(folded->putters)),
                    live.unfinished, folded->unfinished);
  }
  const bool is_queue = live.kind >= SyncKind::queue;
  if (is_queue && folded->items.size() != live.value) text += "items of a queue differ\n";
  if (live.kind == SyncKind::lock && folded->holders.size() > live.value) {
    text += "an unlocked lock is held in the fold\n";
  }
  return text;
}

std::string compare_timeout(const TimeoutTrace& timeout, const LoopState& state) {
  TimeoutState live;
  if (!timeout.tell(live)) return {};
  const TimeoutState* const folded = state.scopes().timeout(timeout.trace_id());
  const bool same = folded != nullptr && folded->task == live.task && folded->when == live.when &&
                    folded->expired == live.expired;
  return same ? std::string() : fmt::format("timeout {} differs\n", timeout.trace_id());
}

std::string compare_group(const GroupTrace& group, const LoopState& state) {
  GroupState live;
  if (!group.tell(live)) return {};
  const GroupState* const folded = state.scopes().group(group.trace_id());
  const bool same = folded != nullptr && folded->parent == live.parent &&
                    folded->aborting == live.aborting && folded->added == live.added &&
                    folded->tasks == live.tasks;
  return same ? std::string() : fmt::format("task group {} differs\n", group.trace_id());
}

// Locks, queues, timeouts … of this loop.
std::string compare_objects(const EventLoop& loop, const LoopState& state, const Trace& trace) {
  std::string text;
  std::size_t live = 0;
  std::size_t scopes = 0;
  const TracedObject* object = loop.trace() != nullptr ? loop.trace()->objects() : nullptr;
  for (; object != nullptr; object = object->next_object()) {
    if (const auto* const sync = dynamic_cast<const SyncTrace*>(object)) {
      ++live;
      text += compare_sync(*sync, state, trace);
    } else if (const auto* const timeout = dynamic_cast<const TimeoutTrace*>(object)) {
      ++scopes;
      text += compare_timeout(*timeout, state);
    } else if (const auto* const group = dynamic_cast<const GroupTrace*>(object)) {
      ++scopes;
      text += compare_group(*group, state);
    }
  }
  std::size_t folded = 0;
  for (const ObjectId id : state.sync().all()) {
    folded += static_cast<std::size_t>(state.sync().find(id)->loop == loop.number());
  }
  std::size_t folded_scopes = 0;
  for (const ObjectId id : state.scopes().timeouts()) {
    folded_scopes += static_cast<std::size_t>(state.scopes().timeout(id)->loop == loop.number());
  }
  for (const ObjectId id : state.scopes().groups()) {
    folded_scopes += static_cast<std::size_t>(state.scopes().group(id)->loop == loop.number());
  }
  if (scopes != folded_scopes) {
    text += fmt::format("timeouts and groups: live {} fold {}\n", scopes, folded_scopes);
  }
  if (live != folded) text += fmt::format("sync objects: live {} fold {}\n", live, folded);
  return text;
}

}  // namespace

std::string differences(const EventLoop& loop, const LoopState& state, const Trace& trace) {
  for (const LoopView& view : state.loops()) {
    if (view.number != loop.number()) continue;
    std::string text = compare_queues(loop, view, state) + compare_tasks(loop, state, trace) +
                       compare_descriptors(loop, state) + compare_objects(loop, state, trace);
    if (view.iteration != loop.iteration()) text += "the number of iterations differs\n";
    if (view.running != loop.is_running()) text += "running differs\n";
    if (view.stopping != loop.stopping()) text += "stopping differs\n";
    return text;
  }
  return "the loop is not in the fold\n";
}

void Agreement::watch(EventLoop& loop) {
  loop.set_iteration_observer([this](EventLoop& observed) { compare(observed); });
}

const LoopState& Agreement::state() {
  TraceReader reader(trace_);
  while (state_.position() < trace_.size()) {
    state_.apply(reader.event(state_.position() + 1), trace_);
  }
  return state_;
}

void Agreement::compare(const EventLoop& loop) {
  ++compared_;
  const std::string text = differences(loop, state(), trace_);
  if (!text.empty()) {
    ADD_FAILURE() << "after iteration " << loop.iteration() << ":\n" << text;
  }
}

std::string Agreement::kinds(EventId first) const {
  std::string text;
  for (EventId id = first; id <= trace_.size(); ++id) {
    if (!text.empty()) text += ' ';
    text += name_of(trace_.event(id).kind);
  }
  return text;
}

}  // namespace loopscope::test
