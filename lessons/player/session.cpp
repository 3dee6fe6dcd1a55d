#include "lessons/player/session.h"

#include <algorithm>
#include <utility>

namespace loopscope::player {
namespace {

/// The trace of a run; an empty one, with the program's text, where it left none.
std::shared_ptr<const Trace> trace_of(const python::RunResult& result, const std::string& program,
                                      const std::string& name) {
  if (result.trace) return result.trace;
  auto trace = std::make_shared<Trace>();
  trace->description().program_name = name;
  trace->description().program_source = program;
  return trace;
}

/// What a run's trace tells of how it went.
python::RunResult result_of(std::shared_ptr<const Trace> trace) {
  python::RunResult result;
  TraceReader reader(*trace);
  for (EventId id = 1; id <= trace->size(); ++id) {
    const Event& event = reader.event(id);
    if (event.kind == EventKind::output) {
      (event.flags == 2 ? result.errors : result.output) += trace->text(event.detail);
    } else if (event.kind == EventKind::program_end) {
      result.exit_status = static_cast<int>(event.object);
    }
  }
  result.trace = std::move(trace);
  return result;
}

/// The world with something more done to it.
python::World changed(python::World world, const std::vector<Intervention>& interventions) {
  std::vector<Intervention>& all = world.interventions;
  all.insert(all.end(), interventions.begin(), interventions.end());
  return world;
}

}  // namespace

Session::Session(Lesson lesson, const python::RunOptions& options,
                 const std::vector<Intervention>& interventions)
    : lesson_(std::move(lesson)) {
  const std::string name = lesson_->program_file.filename().string();
  result_ =
      python::run_program(lesson_->program, name, options, changed(lesson_->world, interventions));
  start(trace_of(result_, lesson_->program, name));
}

Session::Session(const std::string& program, const std::string& name,
                 const python::RunOptions& options, const std::vector<Intervention>& interventions)
    : result_(python::run_program(program, name, options, changed({}, interventions))) {
  start(trace_of(result_, program, name));
}

Session::Session(std::shared_ptr<const Trace> trace) : result_(result_of(trace)) {
  start(std::move(trace));
}

Session::Session(std::shared_ptr<const Trace> trace, std::optional<Lesson> lesson)
    : lesson_(std::move(lesson)), timeline_(std::make_unique<Timeline>(std::move(trace))) {
  find_steps();
}

void Session::grow() {
  timeline_->extend();
  find_steps();
}

void Session::finish(python::RunResult result) {
  result_ = std::move(result);
  grow();
  find_goals();
}

void Session::start(std::shared_ptr<const Trace> trace) {
  timeline_ = std::make_unique<Timeline>(std::move(trace));
  find_steps();
  find_goals();
  if (lesson_) go_to_step(0);
}

void Session::find_goals() {
  goals_met_.clear();
  if (!lesson_) return;
  for (const Goal& goal : lesson_->goals) goals_met_.push_back(goal.met(*timeline_));
}

void Session::find_steps() {
  step_positions_.clear();
  if (!lesson_) return;
  Position after = 0;
  for (const LessonStep& step : lesson_->steps) {
    std::optional<Position> moment = after;
    if (step.cue) moment = step.cue->find(*timeline_, after);
    if (moment) after = *moment;
    step_positions_.push_back(moment);
  }
}

const std::string& Session::program() const {
  return trace().description().program_source;
}
const std::string& Session::program_name() const {
  return trace().description().program_name;
}

void Session::seek(Position position) {
  position_ = std::min(position, end());
  timeline_->seek(state_, position_);
}

bool Session::step_forward(StepUnit unit) {
  if (position_ == end()) return false;
  seek(timeline_->next(unit, position_));
  return true;
}

bool Session::step_back(StepUnit unit) {
  if (position_ == 0) return false;
  seek(timeline_->previous(unit, position_));
  return true;
}

void Session::set_lesson_text(Lesson lesson) {
  lesson_ = std::move(lesson);
  find_steps();
  step_ = std::min(step_, step_positions_.empty() ? 0 : step_positions_.size() - 1);
}

void Session::go_to_step(std::size_t index) {
  if (step_positions_.empty()) return;
  step_ = std::min(index, step_positions_.size() - 1);
  // A step whose moment never comes stands where the last one before it does.
  for (std::size_t i = step_ + 1; i-- > 0;) {
    if (!step_positions_[i]) continue;
    seek(*step_positions_[i]);
    return;
  }
  seek(0);
}

}  // namespace loopscope::player
