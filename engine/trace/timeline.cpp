#include "engine/trace/timeline.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace loopscope {
namespace {

constexpr std::array indexed_kinds = {
    EventKind::output,
    EventKind::log,
    EventKind::iteration_begin,
    EventKind::handle_run_begin,
    EventKind::line_reached,
    EventKind::task_created,
    EventKind::exception,
    EventKind::cancel_requested,
    EventKind::cancel_passed_on,
    EventKind::cancel_delivered,
    EventKind::cancel_caught,
    EventKind::cancel_suppressed,
    EventKind::cancel_withdrawn,
    EventKind::program_end,
    EventKind::loop_deadlock,
    EventKind::io_registered,
    EventKind::packet_arrived,
    EventKind::packet_lost,
    EventKind::worker_started,
    EventKind::worker_ended,
    EventKind::job_begin,
    EventKind::job_end,
    EventKind::sync_created,
    EventKind::intervention,
    EventKind::descriptor_described,
};

/// Keyframes at most; the interval grows with the trace, so that their memory does not.
constexpr Position most_keyframes = 96;
constexpr Position shortest_interval = 4096;

/// Gathers the lanes while the trace is folded: only tasks that an event can have touched are
/// looked at.
class LaneBuilder {
 public:
  explicit LaneBuilder(std::vector<Timeline::Lane>& lanes) : lanes_(lanes) {}

  void observe(const LoopState& state, ObjectId touched) {
    while (lanes_.size() < state.task_count()) add_lane(state);
    const TaskState* const task = state.task(touched);
    if (task == nullptr) return;
    Timeline::Lane& lane = lanes_[task->number - 1];
    if (lane.spans.back().status == task->status) return;
    close(lane, state.position(), state.time());
    lane.spans.push_back(
        {task->status, state.position(), state.position(), state.time(), state.time()});
  }

  void observe_all(const LoopState& state) {
    for (std::size_t i = 0; i < state.task_count(); ++i) observe(state, state.task_at(i).id);
  }

  void finish(const LoopState& state) {
    for (Timeline::Lane& lane : lanes_) close(lane, state.position(), state.time());
  }

 private:
  void add_lane(const LoopState& state) {
    const TaskState& task = state.task_at(lanes_.size());
    lanes_.push_back(
        {task.id, {{task.status, state.position(), state.position(), state.time(), state.time()}}});
  }

  static void close(Timeline::Lane& lane, Position position, double time) {
    lane.spans.back().end = position;
    lane.spans.back().time_end = time;
  }

  std::vector<Timeline::Lane>& lanes_;
};

/// True for the rare kinds that may change the status of any number of tasks.
bool touches_all(EventKind kind) {
  return kind == EventKind::loop_run_end || kind == EventKind::loop_closed ||
         kind == EventKind::heap_rebuilt;
}

/// The task whose status an event may have changed, besides its subject and its object.
ObjectId task_behind(const Event& event, const LoopState& before) {
  switch (event.kind) {
    case EventKind::timer_created:
    case EventKind::timer_due:
    case EventKind::timer_dropped:
    case EventKind::handle_cancelled:
    case EventKind::handle_run_end: {
      const HandleState* const handle = before.handle(event.subject);
      const ObjectId owner = handle != nullptr ? handle->owner : event.object;
      const FutureState* const future = before.future(owner);
      return future != nullptr ? future->waiter : owner;
    }
    default:
      return 0;
  }
}

}  // namespace

struct Timeline::Impl {
  std::shared_ptr<const Trace> trace;
  Position interval = shortest_interval;
  std::vector<LoopState> keyframes;  // [i] is the state at i * interval
  std::array<std::vector<EventId>, indexed_kinds.size()> indexes;
  std::vector<Lane> lanes;
  LoopState folded;  // the state at the end

  const std::vector<EventId>* index_of(EventKind kind) const {
    const auto found = std::find(indexed_kinds.begin(), indexed_kinds.end(), kind);
    if (found == indexed_kinds.end()) return nullptr;
    return &indexes[static_cast<std::size_t>(found - indexed_kinds.begin())];
  }

  void build() {
    interval = std::max(shortest_interval, trace->size() / most_keyframes + 1);
    keyframes.push_back(folded);
    extend();
  }

  /// Every other keyframe goes: the interval grows with the trace.
  void thin_out() {
    for (std::size_t i = 1; 2 * i < keyframes.size(); ++i)
      keyframes[i] = std::move(keyframes[2 * i]);
    keyframes.resize((keyframes.size() + 1) / 2);
    interval *= 2;
  }

  void extend() {
    std::array<std::vector<EventId>*, static_cast<std::size_t>(EventKind::count_) + 1> index{};
    for (std::size_t i = 0; i < indexed_kinds.size(); ++i) {
      index[static_cast<std::size_t>(indexed_kinds[i])] = &indexes[i];
    }
    LoopState& state = folded;
    LaneBuilder builder(lanes);
    TraceReader reader(*trace);
    for (EventId id = state.position() + 1; id <= trace->size(); ++id) {
      const Event& event = reader.event(id);
      const ObjectId behind = task_behind(event, state);
      state.apply(event, *trace);
      builder.observe(state, event.subject);
      if (event.kind == EventKind::handle_enqueued) builder.observe(state, event.object);
      if (behind != 0) builder.observe(state, behind);
      if (touches_all(event.kind)) builder.observe_all(state);
      if (std::vector<EventId>* const list = index[static_cast<std::size_t>(event.kind)]) {
        list->push_back(id);
      }
      if (id % interval == 0) keyframes.push_back(state);
      if (keyframes.size() > std::size_t{2} * most_keyframes) thin_out();
    }
    builder.finish(state);
  }
};

Timeline::Timeline(std::shared_ptr<const Trace> trace) : impl_(std::make_unique<Impl>()) {
  impl_->trace = std::move(trace);
  impl_->build();
}

Timeline::~Timeline() = default;
Timeline::Timeline(Timeline&&) noexcept = default;
Timeline& Timeline::operator=(Timeline&&) noexcept = default;

void Timeline::extend() {
  impl_->extend();
}

Position Timeline::end() const {
  return impl_->folded.position();
}

const Trace& Timeline::trace() const {
  return *impl_->trace;
}

LoopState Timeline::seek(Position position) const {
  LoopState state;
  seek(state, position);
  return state;
}

void Timeline::seek(LoopState& state, Position position) const {
  const Position target = std::min(position, end());
  const Position keyframe = target / impl_->interval * impl_->interval;
  if (state.position() > target || state.position() < keyframe) {
    state = impl_->keyframes[keyframe / impl_->interval];
  }
  TraceReader reader(trace());
  while (state.position() < target) {
    state.apply(reader.event(state.position() + 1), trace());
  }
}

namespace {

EventKind stop_of(StepUnit unit) {
  switch (unit) {
    case StepUnit::line:
      return EventKind::line_reached;
    case StepUnit::callback:
      return EventKind::handle_run_begin;
    case StepUnit::iteration:
      return EventKind::iteration_begin;
    case StepUnit::event:
      break;
  }
  return EventKind::count_;
}

}  // namespace

Position Timeline::next(StepUnit unit, Position position) const {
  if (unit == StepUnit::event) return position < end() ? position + 1 : end();
  const std::vector<EventId>& stops = events_of(stop_of(unit));
  const auto found = std::upper_bound(stops.begin(), stops.end(), position);
  return found != stops.end() ? *found : end();
}

Position Timeline::previous(StepUnit unit, Position position) const {
  if (unit == StepUnit::event) return position > 0 ? std::min(position, end() + 1) - 1 : 0;
  const std::vector<EventId>& stops = events_of(stop_of(unit));
  const auto found = std::lower_bound(stops.begin(), stops.end(), position);
  return found != stops.begin() ? *(found - 1) : 0;
}

const std::vector<EventId>& Timeline::events_of(EventKind kind) const {
  static const std::vector<EventId> none;
  const std::vector<EventId>* const index = impl_->index_of(kind);
  return index != nullptr ? *index : none;
}

const std::vector<Timeline::Lane>& Timeline::lanes() const {
  return impl_->lanes;
}

}  // namespace loopscope
