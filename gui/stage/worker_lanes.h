#pragma once

#include <vector>

#include "engine/trace/timeline.h"

namespace loopscope::gui::stage {

/// One worker of a pool through the whole run.
struct WorkerLane {
  struct Job {
    Position begin = 0;
    Position end = 0;  ///< the trace's end while it is not done
    ObjectId id = 0;
  };
  ObjectId worker = 0;
  TextId name = 0;
  Position begin = 0;
  Position end = 0;
  std::vector<Job> jobs;  ///< ascending
};

/// The lanes of all workers, in the order in which they started. Takes time in proportion to the
/// number of jobs.
std::vector<WorkerLane> worker_lanes(const Timeline& timeline);

}  // namespace loopscope::gui::stage
