#include "engine/trace/perfetto.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "engine/trace/cause_arrows.h"
#include "engine/trace/event_fields.h"
#include "engine/trace/json_text.h"
#include "engine/trace/perfetto_rows.h"
#include "engine/trace/timeline.h"

namespace loopscope {
namespace {

constexpr PerfettoTrack program_track{1, 1};
constexpr PerfettoTrack world_track{1, 2};
constexpr std::uint32_t first_task_thread = 1000;

PerfettoTrack loop_track(std::uint8_t loop) {
  return {loop + 1U, loop + 1U};
}

PerfettoTrack task_track(const TaskState& task) {
  return {task.loop + 1U, first_task_thread + task.number};
}

std::string one_line(std::string_view text) {
  while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  std::string line(text);
  std::replace(line.begin(), line.end(), '\n', ' ');
  return line;
}

/// Gives every event a time of its own, in nanoseconds, never before that of the event before.
class TraceClock {
 public:
  explicit TraceClock(bool virtual_clock) : step_(virtual_clock ? 1000 : 1) {}

  std::int64_t tick(double seconds) {
    constexpr double farthest = 9e9;  // in nanoseconds this still is a number
    const bool fits = std::isfinite(seconds) && seconds >= 0.0 && seconds <= farthest;
    const std::int64_t there = fits ? static_cast<std::int64_t>(std::llround(seconds * 1e9)) : 0;
    return now_ = std::max(there, now_ + step_);
  }

 private:
  std::int64_t step_;
  std::int64_t now_ = 0;
};

/// The slices that are open on a loop's track, the outermost first.
enum class Level : std::uint8_t { run = 1, iteration = 2, inner = 3 };

class LoopLane {
 public:
  LoopLane(PerfettoRows& rows, PerfettoTrack track) : rows_(&rows), track_(track) {}

  void open(Level level, std::int64_t time, std::string_view name,
            const PerfettoArguments& arguments) {
    close(level, time);
    rows_->begin_slice(track_, time, name, arguments);
    open_.push_back(level);
  }
  /// Ends the slice of that level, if it is open, and what is open inside.
  void close(Level level, std::int64_t time) {
    while (!open_.empty() && open_.back() >= level) {
      rows_->end_slice(track_, time);
      open_.pop_back();
    }
  }
  bool has_open_slice() const { return !open_.empty(); }

  std::size_t ready = 0;  ///< as counted last
  std::size_t timers = 0;

 private:
  PerfettoRows* rows_;
  PerfettoTrack track_;
  std::vector<Level> open_;
};

/// A change of a task's status: its span `span` begins at `at`.
struct Change {
  Position at = 0;
  std::uint32_t lane = 0;
  std::uint32_t span = 0;
};

std::vector<Change> changes_of(const std::vector<Timeline::Lane>& lanes) {
  std::vector<Change> changes;
  for (std::uint32_t lane = 0; lane < lanes.size(); ++lane) {
    const auto& spans = lanes[lane].spans;
    for (std::uint32_t span = 0; span < spans.size(); ++span) {
      changes.push_back({spans[span].begin, lane, span});
    }
  }
  std::stable_sort(changes.begin(), changes.end(),
                   [](const Change& a, const Change& b) { return a.at < b.at; });
  return changes;
}

std::vector<EventId> effects_of(const std::vector<CauseArrow>& arrows) {
  std::vector<EventId> effects;
  for (const CauseArrow& arrow : arrows) effects.push_back(arrow.effect);
  std::sort(effects.begin(), effects.end());
  return effects;
}

bool has_ended(TaskStatus status) {
  return status == TaskStatus::failed || status == TaskStatus::done ||
         status == TaskStatus::cancelled;
}

/// True for the kinds that slices, arrows and counters show already.
bool is_shown_otherwise(EventKind kind) {
  switch (kind) {
    case EventKind::output:
    case EventKind::log:
    case EventKind::exception:
    case EventKind::loop_deadlock:
    case EventKind::loop_stop_requested:
    case EventKind::heap_rebuilt:
    case EventKind::program_end:
    case EventKind::task_renamed:
      return false;
    default:
      return kind < EventKind::cancel_requested || kind == EventKind::line_reached;
  }
}

/// True for what happens outside of every loop: on the simulated network and its like.
bool is_of_the_world(EventKind kind) {
  return (kind >= EventKind::packet_sent && kind <= EventKind::intervention) ||
         kind == EventKind::signal_arrived;
}

// One walk along the trace writes all tracks, each in the order of time.
class Exporter {
 public:
  Exporter(const Trace& trace, std::ostream& out)
      : trace_(trace),
        rows_(out),
        timeline_(std::shared_ptr<const Trace>(std::shared_ptr<const Trace>(), &trace)),
        changes_(changes_of(timeline_.lanes())),
        arrows_(cause_arrows(trace)),
        effects_(effects_of(arrows_)),
        clock_(trace.description().virtual_clock) {}

  void write() {
    write_names();
    const std::string& name = trace_.description().program_name;
    rows_.begin_slice(program_track, 0, name.empty() ? "program" : name, {});
    TraceReader reader(trace_);
    for (EventId id = 1; id <= trace_.size(); ++id) {
      const Event& event = reader.event(id);
      state_.apply(event, trace_);
      time_ = clock_.tick(event.time);
      write_event(id, event);
    }
    close_all();
  }

 private:
  // Names.

  void name_track(PerfettoTrack track, std::string_view name, std::uint32_t place) {
    rows_.metadata(track, "thread_name", PerfettoArguments().add("name", name));
    rows_.metadata(track, "thread_sort_index", PerfettoArguments().add("sort_index", place));
  }

  void write_names() {
    rows_.metadata(program_track, "process_name", PerfettoArguments().add("name", "Program"));
    name_track(program_track, "program", 0);
    name_track(world_track, "world", 1);
    const LoopState last = timeline_.seek(timeline_.end());
    for (const LoopView& loop : last.loops()) {
      const PerfettoTrack track = loop_track(loop.number);
      const std::string name = "Loop " + std::to_string(loop.number);
      rows_.metadata(track, "process_name", PerfettoArguments().add("name", name));
      name_track(track, "loop", 0);
    }
    for (std::size_t i = 0; i < last.task_count(); ++i) {
      const TaskState& task = last.task_at(i);
      name_track(
          task_track(task),
          std::string(trace_.text(task.name)).append(" ").append(trace_.text(task.coroutine)),
          task.number);
    }
  }

  // Events.

  PerfettoArguments position_of(EventId id) const {
    return PerfettoArguments().add("event", id).add_seconds("t", trace_.event(id).time);
  }

  void write_event(EventId id, const Event& event) {
    write_slices(id, event);
    write_statuses(id);
    write_arrows(id);
    if (!is_shown_otherwise(event.kind)) write_instant(id, event);
    write_counters(event.loop);
  }

  LoopLane& lane(std::uint8_t loop) {
    return lanes_.try_emplace(loop, rows_, loop_track(loop)).first->second;
  }

  void write_slices(EventId id, const Event& event) {
    if (event.loop == 0) return;
    LoopLane& loop = lane(event.loop);
    switch (event.kind) {
      case EventKind::loop_run_begin:
        loop.open(Level::run, time_, "run", position_of(id));
        break;
      case EventKind::loop_run_end:
        loop.close(Level::run, time_);
        break;
      case EventKind::iteration_begin:
        begin_iteration(id, event, loop);
        break;
      case EventKind::select_end:
        loop.close(Level::inner, time_);
        break;
      case EventKind::iteration_end:
        loop.close(Level::iteration, time_);
        break;
      case EventKind::handle_run_begin:
        loop.open(Level::inner, time_, handle_label(event), position_of(id));
        break;
      case EventKind::handle_run_end:
        loop.close(Level::inner, time_);
        break;
      default:
        break;
    }
  }

  void begin_iteration(EventId id, const Event& event, LoopLane& loop) {
    const LoopView* const view = view_of(event.loop);
    const std::uint32_t number = view != nullptr ? view->iteration : 0;
    loop.open(Level::iteration, time_, "iteration " + std::to_string(number), position_of(id));
    loop.open(Level::inner, time_, "select", position_of(id).add_seconds("timeout", event.value()));
  }

  std::string handle_label(const Event& event) const {
    const HandleState* const handle = state_.handle(event.subject);
    return handle != nullptr ? label_of(*handle, state_, trace_) : "handle";
  }

  void write_statuses(EventId id) {
    for (; next_change_ < changes_.size() && changes_[next_change_].at <= id; ++next_change_) {
      const Change& change = changes_[next_change_];
      const Timeline::Lane& lane = timeline_.lanes()[change.lane];
      const TaskState* const task = state_.task(lane.task);
      if (task == nullptr) continue;
      const PerfettoTrack track = task_track(*task);
      if (change.span > 0 && !has_ended(lane.spans[change.span - 1].status)) {
        rows_.end_slice(track, time_);
      }
      const TaskStatus status = lane.spans[change.span].status;
      if (has_ended(status)) {
        rows_.instant(track, time_, name_of(status), "end",
                      position_of(id).add("result", trace_.text(task->result)));
      } else {
        rows_.begin_slice(track, time_, name_of(status), arguments_of(id, *task));
      }
    }
  }

  PerfettoArguments arguments_of(EventId id, const TaskState& task) const {
    PerfettoArguments arguments = position_of(id);
    if (task.line != 0) arguments.add("line", task.line);
    if (const TaskState* const other = state_.task(task.waits_for)) {
      arguments.add("waits for", trace_.text(other->name));
    } else if (const FutureState* const future = state_.future(task.waits_for)) {
      arguments.add("waits for", trace_.text(future->label));
    }
    return arguments;
  }

  /// Where an event shows: on the track of the task that runs, of its loop, or of the program. A
  /// task that has ended in this very step has no slice any more.
  PerfettoTrack place_of(const Event& event) {
    const TaskState* const task = state_.task(state_.current_task());
    if (task != nullptr && !task->finished) return task_track(*task);
    const bool in_loop = event.loop != 0 && lane(event.loop).has_open_slice();
    return in_loop ? loop_track(event.loop) : program_track;
  }

  void write_arrows(EventId id) {
    const Event& event = trace_.event(id);
    const auto first = std::lower_bound(
        arrows_.begin(), arrows_.end(), id,
        [](const CauseArrow& arrow, EventId source) { return arrow.source < source; });
    for (auto arrow = first; arrow != arrows_.end() && arrow->source == id; ++arrow) {
      rows_.flow_start(place_of(event), time_, arrow->effect);
    }
    if (std::binary_search(effects_.begin(), effects_.end(), id)) {
      rows_.flow_end(place_of(event), time_, id);
    }
  }

  void write_instant(EventId id, const Event& event) {
    PerfettoArguments arguments = position_of(id);
    if (event.line != 0) arguments.add("line", event.line);
    add_fields(event, arguments);
    rows_.instant(instant_track(event), time_, instant_name(event), name_of(event.kind), arguments);
  }

  void add_fields(const Event& event, PerfettoArguments& arguments) const {
    const FieldNames& names = field_names(event.kind);
    if (carries_value(event.kind)) {
      arguments.add_seconds(names.value, event.value());
      return;
    }
    if (event.detail != 0 && !names.detail.empty()) {
      arguments.add(names.detail, trace_.text(event.detail));
    }
    if (event.object == 0 || names.object.empty()) return;
    if (object_is_text(event.kind)) {
      arguments.add(names.object, trace_.text(event.object));
    } else if (const TaskState* const by = state_.task(event.object);
               by != nullptr && event.kind == EventKind::cancel_requested) {
      arguments.add(names.object, trace_.text(by->name));
    } else {
      arguments.add(names.object, event.object);
    }
  }

  PerfettoTrack instant_track(const Event& event) {
    if (is_of_the_world(event.kind)) return world_track;
    const TaskState* const about = state_.task(event.subject);
    return about != nullptr ? task_track(*about) : place_of(event);
  }

  std::string instant_name(const Event& event) const {
    switch (event.kind) {
      case EventKind::output:
      case EventKind::log:
      case EventKind::exception: {
        const std::string line = one_line(trace_.text(event.detail));
        return line.empty() ? std::string(name_of(event.kind)) : line;
      }
      case EventKind::unknown:
        return std::string(trace_.text(event.object));
      default:
        return std::string(name_of(event.kind));
    }
  }

  const LoopView* view_of(std::uint8_t number) const {
    for (const LoopView& loop : state_.loops()) {
      if (loop.number == number) return &loop;
    }
    return nullptr;
  }

  void write_counters(std::uint8_t number) {
    const LoopView* const view = view_of(number);
    if (view == nullptr) return;
    LoopLane& counted = lane(number);
    if (view->ready.size() != counted.ready) {
      counted.ready = view->ready.size();
      rows_.counter(loop_track(number), time_, "ready queue", counted.ready);
    }
    if (view->heap.size() != counted.timers) {
      counted.timers = view->heap.size();
      rows_.counter(loop_track(number), time_, "timers", counted.timers);
    }
  }

  void close_all() {
    for (auto& [number, lane] : lanes_) lane.close(Level::run, time_);
    for (const Timeline::Lane& lane : timeline_.lanes()) {
      const TaskState* const task = state_.task(lane.task);
      if (task != nullptr && !has_ended(lane.spans.back().status)) {
        rows_.end_slice(task_track(*task), time_);
      }
    }
    rows_.end_slice(program_track, time_);
  }

  const Trace& trace_;
  PerfettoRows rows_;
  Timeline timeline_;
  std::vector<Change> changes_;
  std::vector<CauseArrow> arrows_;
  std::vector<EventId> effects_;
  TraceClock clock_;
  LoopState state_;
  std::map<std::uint8_t, LoopLane> lanes_;
  std::size_t next_change_ = 0;
  std::int64_t time_ = 0;
};

}  // namespace

void write_perfetto(const Trace& trace, std::ostream& out) {
  const RunDescription& run = trace.description();
  PerfettoArguments about;
  about.add("program", run.program_name)
      .add("seed", run.seed)
      .add("clock", run.virtual_clock ? "virtual" : "real");
  out << "{\"displayTimeUnit\": \"ms\", \"otherData\": {" << about.json()
      << "}, \"traceEvents\": [\n";
  Exporter(trace, out).write();
  out << "\n]}\n";
}

void write_perfetto(const Trace& trace, const std::filesystem::path& file) {
  std::ofstream out(file, std::ios::binary);
  if (out) write_perfetto(trace, out);
  if (!out.flush()) {
    throw FileError(file.string(), 0,
                    "the trace can't be written: check that the folder exists, may be written to "
                    "and has space left");
  }
}

}  // namespace loopscope
