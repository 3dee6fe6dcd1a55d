#include "tests/engine/trace/synthetic_trace.h"

#include <algorithm>
#include <string>
#include <utility>

namespace loopscope::testing {

SyntheticLoop::SyntheticLoop(const Settings& settings)
    : random_(settings.seed), settings_(settings) {
  trace_->description() = {"synthetic.py", "# made by a test\n", settings.seed, true, false};
  recorder_.set_loop(1);
  recorder_.record(EventKind::loop_created, 0, 0, 0, 0);
  recorder_.record(EventKind::loop_run_begin, 0, 0, 0, 0);
  for (std::uint32_t i = 0; i < settings.tasks; ++i) create_task();
}

void SyntheticLoop::create_task() {
  Task task;
  task.id = recorder_.new_object();
  tasks_.push_back(task);
  const std::string name = "Task-" + std::to_string(tasks_.size());
  const EventId created = recorder_.record(EventKind::task_created, task.id, recorder_.intern(name),
                                           recorder_.intern("worker"), recorder_.cause());
  const EventId before = recorder_.cause();
  recorder_.set_cause(created);
  enqueue(tasks_.size() - 1, HandleRole::step);
  recorder_.set_cause(before);
}

void SyntheticLoop::enqueue(std::size_t task, HandleRole role) {
  auto handle = std::make_shared<Handle>();
  handle->id = recorder_.new_object();
  handle->owner = tasks_[task].id;
  handle->task = task;
  const TextId label = recorder_.intern(role == HandleRole::step ? "Task.__step" : "Task.__wakeup");
  handle->arrived = recorder_.record(EventKind::handle_enqueued, handle->id, handle->owner, label,
                                     recorder_.cause(), static_cast<std::uint16_t>(role));
  ready_.push_back(std::move(handle));
}

void SyntheticLoop::wake(std::size_t task) {
  tasks_[task].parked = false;
  enqueue(task, HandleRole::wakeup);
}

void SyntheticLoop::push_timer(std::shared_ptr<Handle> handle) {
  // heapq.heappush, written out
  std::size_t at = heap_.size();
  heap_.push_back(handle);
  while (at > 0 && handle->when < heap_[(at - 1) / 2]->when) {
    heap_[at] = heap_[(at - 1) / 2];
    at = (at - 1) / 2;
  }
  heap_[at] = std::move(handle);
}

std::shared_ptr<SyntheticLoop::Handle> SyntheticLoop::pop_timer() {
  // heapq.heappop: the last goes down the path of smaller children to a leaf, then up
  std::shared_ptr<Handle> last = heap_.back();
  heap_.pop_back();
  if (heap_.empty()) return last;
  std::shared_ptr<Handle> first = std::exchange(heap_.front(), last);
  std::size_t at = 0;
  while (2 * at + 1 < heap_.size()) {
    std::size_t child = 2 * at + 1;
    if (child + 1 < heap_.size() && !(heap_[child]->when < heap_[child + 1]->when)) ++child;
    heap_[at] = heap_[child];
    at = child;
  }
  while (at > 0 && last->when < heap_[(at - 1) / 2]->when) {
    heap_[at] = heap_[(at - 1) / 2];
    at = (at - 1) / 2;
  }
  heap_[at] = last;
  return first;
}

void SyntheticLoop::drop_cancelled_timers() {
  const auto cancelled = std::count_if(heap_.begin(), heap_.end(),
                                       [](const auto& handle) { return handle->cancelled; });
  if (heap_.size() > 100 && 2 * static_cast<std::size_t>(cancelled) > heap_.size()) {
    auto kept = std::exchange(heap_, {});
    std::erase_if(kept, [](const auto& handle) { return handle->cancelled; });
    heap_ = std::move(kept);
    // heapify by sifting each inner node to a leaf and up again, last one first
    for (std::size_t start = heap_.size() / 2; start-- > 0;) {
      std::shared_ptr<Handle> moved = heap_[start];
      std::size_t at = start;
      while (2 * at + 1 < heap_.size()) {
        std::size_t child = 2 * at + 1;
        if (child + 1 < heap_.size() && !(heap_[child]->when < heap_[child + 1]->when)) ++child;
        heap_[at] = heap_[child];
        at = child;
      }
      while (at > start && moved->when < heap_[(at - 1) / 2]->when) {
        heap_[at] = heap_[(at - 1) / 2];
        at = (at - 1) / 2;
      }
      heap_[at] = std::move(moved);
    }
    recorder_.record(EventKind::heap_rebuilt, 0, 0, 0, 0);
    return;
  }
  while (!heap_.empty() && heap_.front()->cancelled) {
    recorder_.record(EventKind::timer_dropped, pop_timer()->id, 0, 0, 0);
  }
}

void SyntheticLoop::iterate() {
  recorder_.set_cause(0);
  drop_cancelled_timers();
  double timeout = -1.0;
  if (!ready_.empty()) {
    timeout = 0.0;
  } else if (!heap_.empty()) {
    timeout = std::max(0.0, heap_.front()->when - now_);
  }
  recorder_.record_value(EventKind::iteration_begin, 0, timeout, 0);
  if (timeout > 0) now_ += timeout;
  recorder_.set_time(now_);
  recorder_.record(EventKind::select_end, 0, 0, 0, 0);
  while (!heap_.empty() && heap_.front()->when < now_ + 1e-9) {
    std::shared_ptr<Handle> handle = pop_timer();
    handle->arrived = recorder_.record(EventKind::timer_due, handle->id, 0, 0, handle->arrived);
    ready_.push_back(std::move(handle));
  }
  const std::size_t batch = ready_.size();
  recorder_.record(EventKind::timers_end, 0, static_cast<std::uint32_t>(batch), 0, 0);
  for (std::size_t i = 0; i < batch; ++i) {
    const std::shared_ptr<Handle> handle = ready_.front();
    ready_.pop_front();
    if (!handle->cancelled) run(*handle);
  }
  recorder_.set_cause(0);
  recorder_.record(EventKind::iteration_end, 0, 0, 0, 0);
}

void SyntheticLoop::run(const Handle& handle) {
  recorder_.set_cause(
      recorder_.record(EventKind::handle_run_begin, handle.id, 0, 0, handle.arrived));
  if (handle.is_timer) {
    Task& task = tasks_[handle.task];
    if (task.future == handle.owner && task.parked) {
      recorder_.set_cause(recorder_.record(EventKind::future_done, handle.owner, 0,
                                           recorder_.intern("None"), recorder_.cause()));
      wake(handle.task);
    }
  } else {
    step(handle.task);
  }
  recorder_.record(EventKind::handle_run_end, handle.id, 0, 0, 0);
}

void SyntheticLoop::sleep(std::size_t index) {
  Task& task = tasks_[index];
  auto timer = std::make_shared<Handle>();
  task.future = recorder_.new_object();
  timer->id = recorder_.new_object();
  timer->owner = task.future;
  timer->task = index;
  timer->is_timer = true;
  timer->when = now_ + 0.25 * random(40);
  recorder_.record(EventKind::future_created, task.future, 0, recorder_.intern("sleep"),
                   recorder_.cause());
  const EventId created =
      recorder_.record(EventKind::timer_created, timer->id, task.future,
                       recorder_.intern("_set_result_unless_cancelled"), recorder_.cause());
  timer->arrived =
      recorder_.record_value(EventKind::timer_scheduled, timer->id, timer->when, created);
  recorder_.record(EventKind::task_waits_for, task.id, task.future, 0, recorder_.cause());
  task.parked = true;
  task.timer = timer;
  push_timer(timer);
}

void SyntheticLoop::end_task(std::size_t index, FutureOutcome outcome) {
  tasks_[index].finished = true;
  const TextId text = recorder_.intern(outcome == FutureOutcome::result      ? "None"
                                       : outcome == FutureOutcome::exception ? "ValueError('no')"
                                                                             : "CancelledError()");
  recorder_.set_cause(recorder_.record(EventKind::future_done, tasks_[index].id, 0, text,
                                       recorder_.cause(), static_cast<std::uint16_t>(outcome)));
  for (const std::size_t waiter : std::exchange(tasks_[index].waiters, {})) {
    if (tasks_[waiter].parked) wake(waiter);
  }
  create_task();
}

void SyntheticLoop::cancel_some(std::size_t by) {
  const std::size_t target = random(static_cast<std::uint32_t>(tasks_.size()));
  Task& task = tasks_[target];
  if (task.finished || target == by || task.cancel) return;
  const EventId asked = recorder_.record(EventKind::cancel_requested, task.id, tasks_[by].id,
                                         recorder_.intern("enough"), recorder_.cause());
  task.cancel = true;
  if (!task.parked || task.timer == nullptr) return;
  recorder_.record(EventKind::cancel_passed_on, task.id, task.future, 0, asked);
  recorder_.set_cause(recorder_.record(EventKind::future_done, task.future, 0, 0, asked,
                                       static_cast<std::uint16_t>(FutureOutcome::cancelled)));
  wake(target);
}

void SyntheticLoop::await_some(std::size_t index) {
  const std::size_t other = random(static_cast<std::uint32_t>(tasks_.size()));
  if (other == index || tasks_[other].finished || tasks_[other].parked) {
    sleep(index);
    return;
  }
  tasks_[other].waiters.push_back(index);
  tasks_[index].parked = true;
  recorder_.record(EventKind::task_waits_for, tasks_[index].id, tasks_[other].id, 0,
                   recorder_.cause());
}

void SyntheticLoop::step(std::size_t index) {
  const ObjectId id = tasks_[index].id;
  const bool cancelled = tasks_[index].cancel;
  if (tasks_[index].finished) return;
  recorder_.set_cause(recorder_.record(EventKind::task_step_begin, id, 0, 0, recorder_.cause(),
                                       static_cast<std::uint16_t>(cancelled ? 1 : 0)));
  if (std::shared_ptr<Handle> timer = std::exchange(tasks_[index].timer, nullptr)) {
    timer->cancelled = true;  // as sleep()'s `finally: h.cancel()` does
    recorder_.record(EventKind::handle_cancelled, timer->id, 0, 0, recorder_.cause());
  }
  const std::uint32_t line = 1 + random(20);
  recorder_.set_line(line);
  recorder_.record(EventKind::line_reached, id, recorder_.intern("worker"), 0, recorder_.cause());
  if (random(4) == 0) {
    recorder_.record(EventKind::output, id, 0, recorder_.intern(std::to_string(line) + "\n"),
                     recorder_.cause(), 1);
  }
  if (settings_.cancellations && random(16) == 0) cancel_some(index);
  if (cancelled) {
    recorder_.record(EventKind::cancel_delivered, id, 0, 0, recorder_.cause());
    end_task(index, FutureOutcome::cancelled);
  } else {
    const std::uint32_t choice = random(16);
    if (choice < 4) {
      recorder_.record(EventKind::task_yielded, id, 0, 0, recorder_.cause());
      enqueue(index, HandleRole::step);
    } else if (choice < 11) {
      sleep(index);
    } else if (choice < 14) {
      await_some(index);
    } else {
      end_task(index, choice == 14 ? FutureOutcome::result : FutureOutcome::exception);
    }
  }
  recorder_.record(EventKind::task_step_end, id, 0, 0, recorder_.cause());
  recorder_.set_line(0);
}

std::shared_ptr<const Trace> SyntheticLoop::finish(Position events) {
  while (trace_->size() + 2 < events) iterate();
  recorder_.record(EventKind::loop_run_end, 0, 0, 0, 0);
  recorder_.record(EventKind::program_end, 0, 0, 0, 0);
  return trace_;
}

std::vector<ObjectId> SyntheticLoop::ready() const {
  std::vector<ObjectId> ids;
  for (const auto& handle : ready_) ids.push_back(handle->id);
  return ids;
}

std::vector<ObjectId> SyntheticLoop::heap() const {
  std::vector<ObjectId> ids;
  for (const auto& handle : heap_) ids.push_back(handle->id);
  return ids;
}

}  // namespace loopscope::testing
