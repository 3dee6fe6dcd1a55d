#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "engine/trace/timeline.h"

namespace loopscope::gui::stage {

/// How far a cancellation has come at one task or future.
enum class CancelStage : std::uint8_t {
  asked,       ///< cancel() was called
  passed_on,   ///< the task asked what it waits for, in its stead
  delivered,   ///< CancelledError was thrown into its coroutine
  caught,      ///< an except clause caught it
  suppressed,  ///< it ended without CancelledError all the same
  withdrawn    ///< uncancel()
};

struct CancelMark {
  CancelStage stage = CancelStage::asked;
  ObjectId by = 0;    ///< the task that asked; 0: none, or not known
  EventId event = 0;  ///< that brought it to this stage
};

/// An event about cancellation.
struct CancelStep {
  EventId event = 0;
  EventKind kind = EventKind::cancel_requested;
  ObjectId subject = 0;
  ObjectId object = 0;
};

/// All that a trace tells of cancellation, in order: read once, so that a frame need not.
class CancelLog {
 public:
  CancelLog() = default;
  explicit CancelLog(const Timeline& timeline) { extend(timeline); }

  /// Takes in what the timeline has taken in meanwhile, in time proportional to that.
  void extend(const Timeline& timeline);

  const std::vector<CancelStep>& steps() const { return steps_; }
  /// The last position that was taken in.
  Position end() const { return end_; }

 private:
  std::vector<CancelStep> steps_;
  Position end_ = 0;
};

/// The cancellations that are under way at the state's position, or ended in this iteration or the
/// one before, by task or future. What was not asked itself and only caught the cancellation of
/// what it awaits is marked as long as the callback runs in which it caught it. Looks at the latest
/// thousand events only. `log` must have taken in the state's position.
std::unordered_map<ObjectId, CancelMark> cancellations(const CancelLog& log,
                                                       const Timeline& timeline,
                                                       const LoopState& state);

}  // namespace loopscope::gui::stage
