#include "engine/trace/worker_fold.h"

#include <algorithm>

namespace loopscope {
namespace {

template <class T>
const std::vector<T>& read(const Cow<std::vector<T>>& list) {
  static const std::vector<T> none;
  return list ? *list : none;
}

/// Null if there is none of that identity.
template <class T>
T* find_to_write(Cow<std::vector<T>>& list, ObjectId id) {
  const std::vector<T>& all = read(list);
  const auto found =
      std::find_if(all.begin(), all.end(), [id](const T& each) { return each.id == id; });
  return found != all.end() ? &list.write()[static_cast<std::size_t>(found - all.begin())]
                            : nullptr;
}

template <class T>
void erase(Cow<std::vector<T>>& list, ObjectId id) {
  const std::vector<T>& all = read(list);
  if (std::any_of(all.begin(), all.end(), [id](const T& each) { return each.id == id; })) {
    std::erase_if(list.write(), [id](const T& each) { return each.id == id; });
  }
}

}  // namespace

const std::vector<PoolState>& WorkerFold::pools() const {
  return read(pools_);
}
const std::vector<WorkerState>& WorkerFold::workers() const {
  return read(workers_);
}
const std::vector<JobState>& WorkerFold::jobs() const {
  return read(jobs_);
}

void WorkerFold::begin_job(const Event& event, EventId position) {
  if (JobState* const job = find_to_write(jobs_, event.subject)) {
    job->worker = event.object;
    job->changed = position;
  }
  if (WorkerState* const worker = find_to_write(workers_, event.object)) {
    worker->job = event.subject;
    worker->idle = false;
    worker->changed = position;
  }
}

void WorkerFold::end_job(const Event& event, EventId position) {
  const JobState* const job = find_to_write(jobs_, event.subject);
  if (job == nullptr) return;
  if (WorkerState* const worker = find_to_write(workers_, job->worker)) {
    worker->job = 0;
    worker->changed = position;
  }
  erase(jobs_, event.subject);
}

void WorkerFold::apply(const Event& event, EventId position) {
  switch (event.kind) {
    case EventKind::pool_created:
      pools_.write().push_back(
          {event.subject, static_cast<PoolKind>(event.flags), event.detail, event.object, false});
      break;
    case EventKind::pool_shut_down:
      if (PoolState* const pool = find_to_write(pools_, event.subject)) pool->shut_down = true;
      break;
    case EventKind::worker_started:
      workers_.write().push_back({event.subject, event.object, event.detail, 0, false, position});
      break;
    case EventKind::worker_idle:
      if (WorkerState* const worker = find_to_write(workers_, event.subject)) {
        worker->idle = true;
        worker->changed = position;
      }
      break;
    case EventKind::worker_ended:
      erase(workers_, event.subject);
      break;
    case EventKind::job_submitted:
      jobs_.write().push_back({event.subject, event.object, event.detail, 0, 0, position});
      break;
    case EventKind::job_awaited:
      if (JobState* const job = find_to_write(jobs_, event.subject)) job->future = event.object;
      break;
    case EventKind::job_begin:
      begin_job(event, position);
      break;
    case EventKind::job_end:
      end_job(event, position);
      break;
    default:
      break;
  }
}

}  // namespace loopscope
