#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/platform/simulated/world_description.h"
#include "engine/trace/timeline.h"
#include "lessons/player/lesson.h"
#include "lessons/python/run.h"

namespace loopscope::player {

/// One run and a cursor in it: what the window, the terminal and the tests show. A lesson's session
/// has steps as well. Everything shown is a function of timeline(), position() and state().
class Session {
 public:
  /// Runs the lesson's program and stands at its first step. `interventions`: what is done to the
  /// run from outside.
  explicit Session(Lesson lesson, const python::RunOptions& options = {},
                   const std::vector<Intervention>& interventions = {});
  /// Runs a program of one's own; stands at the start.
  Session(const std::string& program, const std::string& name,
          const python::RunOptions& options = {},
          const std::vector<Intervention>& interventions = {});
  /// Opens a trace that was made elsewhere.
  explicit Session(std::shared_ptr<const Trace> trace);
  /// A run that is still being recorded (see LiveRun), of a lesson's program or of one's own.
  /// Stands at the start.
  Session(std::shared_ptr<const Trace> trace, std::optional<Lesson> lesson);

  /// Takes in what was recorded since; the cursor stays where it is.
  void grow();
  /// The same, and the run has ended so.
  void finish(python::RunResult result);

  const Timeline& timeline() const { return *timeline_; }
  const Trace& trace() const { return timeline_->trace(); }
  /// The program's text and name (from the trace's description).
  const std::string& program() const;
  const std::string& program_name() const;
  /// How the run went; a program that could not start has a problem and an empty trace.
  const python::RunResult& result() const { return result_; }

  Position position() const { return position_; }
  Position end() const { return timeline_->end(); }
  const LoopState& state() const { return state_; }

  void seek(Position position);
  /// Goes one stop forwards or backwards; false if it was at that end already.
  bool step_forward(StepUnit unit);
  bool step_back(StepUnit unit);

  /// The lesson, if there is one, and the position of each of its steps (nothing: its cue never
  /// matches).
  const std::optional<Lesson>& lesson() const { return lesson_; }
  /// Swaps the lesson's texts for those of another language; run, step and cursor stay.
  void set_lesson_text(Lesson lesson);
  const std::vector<std::optional<Position>>& step_positions() const { return step_positions_; }
  /// Seeks to that step's moment (index from 0; clamped).
  void go_to_step(std::size_t index);
  /// The step last gone to.
  std::size_t step() const { return step_; }
  /// Of a challenge: which of the lesson's goals this run meets, in their order.
  const std::vector<bool>& goals_met() const { return goals_met_; }

 private:
  void start(std::shared_ptr<const Trace> trace);
  void find_steps();
  void find_goals();

  std::optional<Lesson> lesson_;
  python::RunResult result_;
  std::unique_ptr<Timeline> timeline_;
  Position position_ = 0;
  LoopState state_;
  std::vector<std::optional<Position>> step_positions_;
  std::size_t step_ = 0;
  std::vector<bool> goals_met_;
};

}  // namespace loopscope::player
