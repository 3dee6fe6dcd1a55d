#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/trace/loop_state.h"
#include "engine/trace/trace.h"

namespace loopscope {

/// How far one step goes.
enum class StepUnit : std::uint8_t { event, line, callback, iteration };

/// A trace with keyframes, so that any position is reached fast (2 ms at 1e6 events, 16 ms at 1e7),
/// and with indexes of the moments that people step to. Made once for a finished trace, and
/// extended for one that is being recorded.
class Timeline {
 public:
  /// Folds the whole trace once. The trace is shared; what is appended later counts once `extend`
  /// has been called.
  explicit Timeline(std::shared_ptr<const Trace> trace);
  ~Timeline();
  Timeline(Timeline&&) noexcept;
  Timeline& operator=(Timeline&&) noexcept;

  /// Takes in what was appended to the trace, in time proportional to that.
  void extend();

  const Trace& trace() const;
  Position end() const;

  /// The state after `position` events.
  LoopState seek(Position position) const;
  /// Moves `state` to `position`, going on from where it is when that is nearer than a keyframe.
  void seek(LoopState& state, Position position) const;

  /// The nearest stop of that unit after / before `position`; end() / 0 if there is none.
  /// event: every event. line: line_reached. callback: handle_run_begin. iteration:
  /// iteration_begin.
  Position next(StepUnit unit, Position position) const;
  Position previous(StepUnit unit, Position position) const;

  /// Numbers of all events of that kind, ascending. Kept for what the program says (output, log,
  /// exception, program_end), what people step by (iteration_begin, handle_run_begin,
  /// line_reached), task_created, all that tells of cancellation, loop_deadlock, io_registered,
  /// packets that arrive or are lost, workers and their jobs, sync_created, intervention and
  /// descriptor_described; of any other kind none.
  const std::vector<EventId>& events_of(EventKind kind) const;

  /// A span of one task's life in one status: [begin, end) in positions, and in loop seconds.
  struct Span {
    TaskStatus status = TaskStatus::ready;
    Position begin = 0;
    Position end = 0;
    double time_begin = 0.0;
    double time_end = 0.0;
  };
  struct Lane {
    ObjectId task = 0;
    std::vector<Span> spans;  ///< ascending, without gaps from creation to end
  };
  /// One lane a task, in order of creation.
  const std::vector<Lane>& lanes() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace loopscope
