#pragma once

#include <cstdint>
#include <vector>

#include "engine/trace/cow.h"
#include "engine/trace/event.h"

namespace loopscope {

/// A pool of workers, from its first event on.
struct PoolState {
  ObjectId id = 0;
  PoolKind kind = PoolKind::threads;
  TextId prefix = 0;       ///< of its workers' names; may be empty
  std::uint32_t most = 0;  ///< workers that it may have
  bool shut_down = false;

  friend bool operator==(const PoolState&, const PoolState&) = default;
};

/// A worker that has not ended.
struct WorkerState {
  ObjectId id = 0;
  ObjectId pool = 0;
  TextId name = 0;
  ObjectId job = 0;   ///< that it does; 0: none
  bool idle = false;  ///< waits for a job
  EventId changed = 0;

  friend bool operator==(const WorkerState&, const WorkerState&) = default;
};

/// A job that waits for a worker or is being done.
struct JobState {
  ObjectId id = 0;
  ObjectId pool = 0;
  TextId function = 0;  ///< its name
  ObjectId future = 0;  ///< a loop's, which will have its result; 0: none
  ObjectId worker = 0;  ///< who does it; 0: it waits
  EventId changed = 0;

  friend bool operator==(const JobState&, const JobState&) = default;
};

/// The part of LoopState that is about pools, their workers and jobs. Copies share what they have
/// not written.
class WorkerFold {
 public:
  /// Takes in an event that is its own; passes others over.
  void apply(const Event& event, EventId position);

  /// In the order in which they were made.
  const std::vector<PoolState>& pools() const;
  /// Those alive, in the order in which they started.
  const std::vector<WorkerState>& workers() const;
  /// Those not done, in the order in which they were submitted.
  const std::vector<JobState>& jobs() const;

  friend bool operator==(const WorkerFold& a, const WorkerFold& b) {
    return a.pools() == b.pools() && a.workers() == b.workers() && a.jobs() == b.jobs();
  }

 private:
  void begin_job(const Event& event, EventId position);
  void end_job(const Event& event, EventId position);

  Cow<std::vector<PoolState>> pools_;
  Cow<std::vector<WorkerState>> workers_;
  Cow<std::vector<JobState>> jobs_;
};

}  // namespace loopscope
