#include "engine/workers/worker_pool.h"

#include <algorithm>
#include <deque>
#include <mutex>
#include <vector>

#include "engine/loop/errors.h"
#include "engine/loop/event_loop.h"
#include "engine/platform/thread_context.h"
#include "engine/trace/recorder.h"

namespace loopscope {

struct WorkerPool::Work {
  std::shared_ptr<ConcurrentFutureBase> future;
  Function function;
  ObjectId job = 0;
  EventId submitted = 0;
};

/// Tells the recorder of the platform what workers do. A recorder belongs to one thread: simulated
/// threads take turns with it, while what real workers do is noted, and told when the loop's thread
/// comes by.
class WorkerPool::Telling {
 public:
  explicit Telling(Platform& platform) : platform_(platform) {}

  /// Whether the calling thread may use the recorder.
  bool here() const {
    if (platform_.recorder() == nullptr) return false;
    return platform_.threads_take_turns() || ThreadContext::current().running_loop != nullptr;
  }
  ObjectId new_object() const { return here() ? platform_.recorder()->new_object() : 0; }

  /// Tells it now. On the loop's thread, or a simulated one.
  EventId tell(EventKind kind, ObjectId subject, std::uint32_t object, std::string_view text,
               EventId cause, std::uint16_t flags = 0) {
    if (subject == 0 || !here()) return 0;
    Recorder& recorder = *platform_.recorder();
    recorder.set_time(platform_.now());
    return recorder.record_on(0, kind, subject, object, recorder.intern(text), cause, flags);
  }
  EventId cause() const { return here() ? platform_.recorder()->cause() : 0; }

  /// From a worker: tells it now if it may, which then is the cause of what follows.
  void note(EventKind kind, ObjectId subject, std::uint32_t object, EventId cause,
            std::uint16_t flags = 0) {
    if (subject == 0) return;
    if (platform_.threads_take_turns()) {
      const EventId event =
          tell(kind, subject, object, {}, cause != 0 ? cause : this->cause(), flags);
      if (event != 0) platform_.recorder()->set_cause(event);
    } else {
      const std::lock_guard lock(mutex_);
      notes_.push_back({kind, flags, subject, object, cause});
    }
  }

  /// On the loop's thread: tells what was noted. Returns the end of `job`, if it was among it.
  EventId tell_notes(ObjectId job) {
    std::vector<Note> notes;
    {
      const std::lock_guard lock(mutex_);
      notes.swap(notes_);
    }
    EventId end = 0;
    for (const Note& note : notes) {
      EventId cause = note.cause;
      if (note.kind == EventKind::job_end) cause = begun_[note.subject];
      const EventId event = tell(note.kind, note.subject, note.object, {}, cause, note.flags);
      if (note.kind == EventKind::job_begin) begun_[note.subject] = event;
      if (note.kind != EventKind::job_end) continue;
      begun_.erase(note.subject);
      ended_[note.subject] = event;
    }
    if (const auto found = ended_.find(job); found != ended_.end()) {
      end = found->second;
      ended_.erase(found);
    }
    return end;
  }

 private:
  struct Note {
    EventKind kind;
    std::uint16_t flags;
    ObjectId subject;
    std::uint32_t object;
    EventId cause;
  };

  Platform& platform_;
  std::mutex mutex_;
  std::vector<Note> notes_;
  std::unordered_map<ObjectId, EventId> begun_;  // these two on the loop's thread alone
  std::unordered_map<ObjectId, EventId> ended_;
};

struct WorkerPool::Shared {
  Shared(Platform& of, Options with)
      : platform(of), options(std::move(with)), monitor(of.threads().new_monitor()), telling(of) {}

  Platform& platform;
  Options options;
  std::unique_ptr<Monitor> monitor;  ///< of what follows
  std::deque<Work> queue;
  std::vector<ThreadRef> threads;
  unsigned started = 0;
  unsigned idle = 0;  ///< jobs done less workers given another at their submission, as in CPython
  bool is_shut_down = false;
  Telling telling;
  ObjectId pool = 0;
  std::unordered_map<const ConcurrentFutureBase*, ObjectId> jobs;  ///< traced ones, not yet awaited
};

WorkerPool::WorkerPool(Platform& platform, Options options)
    : shared_(std::make_shared<Shared>(platform, std::move(options))) {
  Options& with = shared_->options;
  Threads& threads = platform.threads();
  if (with.most == 0) {
    with.most = with.kind == PoolKind::threads ? std::min(32U, threads.processors() + 4)
                                               : threads.processors();
  }
  if (with.prefix.empty()) {
    with.prefix = (with.kind == PoolKind::threads ? "ThreadPoolExecutor-" : "ForkProcess-") +
                  std::to_string(threads.next_pool_number());
  }
  shared_->pool = shared_->telling.new_object();
  shared_->telling.tell(EventKind::pool_created, shared_->pool, with.most, with.prefix,
                        shared_->telling.cause(), static_cast<std::uint16_t>(with.kind));
}

WorkerPool::~WorkerPool() {
  shutdown(false);
}

unsigned WorkerPool::most() const {
  return shared_->options.most;
}
unsigned WorkerPool::worker_count() const {
  const std::lock_guard lock(*shared_->monitor);
  return shared_->started;
}
Platform& WorkerPool::platform() const {
  return shared_->platform;
}

void WorkerPool::submit_work(std::shared_ptr<ConcurrentFutureBase> future, Function function,
                             std::string_view name) {
  Shared& shared = *shared_;
  Telling& telling = shared.telling;
  bool starts = false;
  {
    const std::lock_guard lock(*shared.monitor);
    if (shared.is_shut_down) throw LoopError("cannot schedule new futures after shutdown");
    Work work{std::move(future), std::move(function)};
    if (!shared.platform.threads_take_turns() && telling.here()) telling.tell_notes(0);
    if (shared.pool != 0 && (work.job = telling.new_object()) != 0) {
      work.submitted =
          telling.tell(EventKind::job_submitted, work.job, shared.pool, name, telling.cause());
      shared.jobs.emplace(work.future.get(), work.job);
      work.future->tell_end = [of = shared_, job = work.job] {
        return of->telling.tell_notes(job);
      };
    }
    shared.queue.push_back(std::move(work));
    shared.monitor->notify_one();
    if (shared.idle > 0) {
      --shared.idle;
    } else if (shared.started < shared.options.most) {
      ++shared.started;
      starts = true;
    }
  }
  if (starts) start_worker();
}

void WorkerPool::tell_awaited(const ConcurrentFutureBase& future, ObjectId awaited) {
  ObjectId job = 0;
  {
    const std::lock_guard lock(*shared_->monitor);
    const auto found = shared_->jobs.find(&future);
    if (found == shared_->jobs.end()) return;
    job = found->second;
    shared_->jobs.erase(found);
  }
  shared_->telling.tell(EventKind::job_awaited, job, awaited, {}, shared_->telling.cause());
}

void WorkerPool::start_worker() {
  Shared& shared = *shared_;
  Threads& threads = shared.platform.threads();
  const std::string name = shared.options.prefix + "_" + std::to_string(shared.started - 1);
  const ObjectId worker = shared.pool != 0 ? shared.telling.new_object() : 0;
  shared.telling.tell(EventKind::worker_started, worker, shared.pool, name, shared.telling.cause());
  const ProcessId process = shared.options.kind == PoolKind::processes ? threads.new_process() : 0;
  const ThreadRef thread =
      threads.start({name, process}, [of = shared_, worker] { work(*of, worker); });
  const std::lock_guard lock(*shared.monitor);
  shared.threads.push_back(thread);
}

void WorkerPool::work(Shared& shared, ObjectId worker) {
  std::unique_lock lock(*shared.monitor);
  while (true) {
    if (shared.queue.empty() && !shared.is_shut_down) {
      shared.telling.note(EventKind::worker_idle, worker, 0, 0);
      while (shared.queue.empty() && !shared.is_shut_down) {
        shared.monitor->wait(-1, WaitReason::idle);
      }
    }
    if (shared.queue.empty()) break;
    Work work = std::move(shared.queue.front());
    shared.queue.pop_front();
    lock.unlock();
    do_job(shared, work, worker);
    work = {};
    lock.lock();
    ++shared.idle;
  }
  shared.telling.note(EventKind::worker_ended, worker, 0, 0);
}

void WorkerPool::do_job(Shared& shared, Work& work, ObjectId worker) {
  if (!work.future->set_running_or_notify_cancel()) {
    shared.telling.note(EventKind::job_end, work.job, 0, work.submitted,
                        static_cast<std::uint16_t>(FutureOutcome::cancelled));
    return;
  }
  shared.telling.note(EventKind::job_begin, work.job, worker, work.submitted);
  const Ending ending = work.function();
  work.function = nullptr;
  const auto outcome = ending.failed ? FutureOutcome::exception : FutureOutcome::result;
  shared.telling.note(EventKind::job_end, work.job, 0, 0, static_cast<std::uint16_t>(outcome));
  ending.publish();
}

void WorkerPool::shutdown(bool wait, bool cancel_futures) {
  Shared& shared = *shared_;
  std::vector<ThreadRef> threads;
  std::deque<Work> cancelled;
  {
    const std::lock_guard lock(*shared.monitor);
    if (!shared.is_shut_down) {
      shared.is_shut_down = true;
      shared.telling.tell(EventKind::pool_shut_down, shared.pool, 0, {}, shared.telling.cause());
    }
    if (cancel_futures) cancelled.swap(shared.queue);
    shared.monitor->notify_all();
    threads = shared.threads;
  }
  for (Work& work : cancelled) {
    work.future->cancel();
    shared.telling.note(EventKind::job_end, work.job, 0, work.submitted,
                        static_cast<std::uint16_t>(FutureOutcome::cancelled));
  }
  if (!wait) return;
  for (const ThreadRef& thread : threads) thread->join();
}

}  // namespace loopscope
