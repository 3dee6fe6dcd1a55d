#include "engine/trace/iterations.h"

#include <cmath>
#include <map>
#include <ostream>
#include <set>
#include <sstream>
#include <string_view>
#include <vector>

#include "engine/base/float_text.h"
#include "engine/trace/json_text.h"
#include "engine/trace/loop_state.h"

namespace loopscope {
namespace {

/// A number as Python's json.dumps writes it.
std::string json_number(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
  return float_repr(round_decimal(value, 6));
}

class IterationWriter {
 public:
  IterationWriter(const Trace& trace, std::ostream& out) : trace_(trace), out_(out) {
    TraceReader reader(trace);
    for (EventId id = 1; id <= trace.size(); ++id) {
      const Event& event = reader.event(id);
      if (event.kind == EventKind::iteration_begin) iterated_.insert(event.loop);
    }
  }

  void write_all() {
    TraceReader reader(trace_);
    for (EventId id = 1; id <= trace_.size(); ++id) {
      const Event& event = reader.event(id);
      if (event.kind == EventKind::loop_run_end) end_if_broken_off(event);
      state_.apply(event, trace_);
      if (event.kind == EventKind::handle_run_begin) {
        begin_handle(event);
      } else if (event.kind == EventKind::iteration_begin) {
        ran_[event.loop].clear();
      } else if (event.kind == EventKind::iteration_end) {
        end_iteration(event);
      }
    }
  }

 private:
  void begin_handle(const Event& event) {
    if (const HandleState* const handle = state_.handle(event.subject)) {
      ran_[event.loop].push_back(label_of(*handle, state_, trace_));
    }
  }

  /// An exception such as SystemExit leaves the loop in the middle of an iteration.
  void end_if_broken_off(const Event& event) {
    const LoopView* const loop = find_loop(event.loop);
    if (loop != nullptr && loop->phase == LoopPhase::run) end_iteration(event);
  }

  void end_iteration(const Event& event) {
    const LoopView* const loop = find_loop(event.loop);
    if (loop == nullptr) return;
    line_ = "{\"loop\": " + std::to_string(number_of(event.loop)) +
            ", \"i\": " + std::to_string(loop->iteration) + ", \"t\": " + json_number(event.time);
    line_ += ", \"ran\": ";
    append_texts(ran_[event.loop]);
    line_ += ", \"ready\": ";
    append_texts(ready_labels(*loop));
    line_ += ", \"timers\": [";
    for (std::size_t i = 0; i < loop->heap_when.size(); ++i) {
      if (i > 0) line_ += ", ";
      line_ += json_number(loop->heap_when[i]);
    }
    line_ += "]}\n";
    out_ << line_;
  }

  std::vector<std::string> ready_labels(const LoopView& loop) const {
    std::vector<std::string> labels;
    for (const ObjectId id : loop.ready) {
      const HandleState* const handle = state_.handle(id);
      if (handle != nullptr && !handle->cancelled) {
        labels.push_back(label_of(*handle, state_, trace_));
      }
    }
    return labels;
  }

  void append_texts(const std::vector<std::string>& texts) {
    line_ += '[';
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (i > 0) line_ += ", ";
      append_json_text(line_, texts[i]);
    }
    line_ += ']';
  }

  const LoopView* find_loop(std::uint8_t number) const {
    for (const LoopView& loop : state_.loops()) {
      if (loop.number == number) return &loop;
    }
    return nullptr;
  }

  /// 1, 2 … in order of creation, counting only the loops that have run an iteration.
  std::size_t number_of(std::uint8_t loop) const {
    std::size_t number = 0;
    for (const LoopView& view : state_.loops()) {
      if (iterated_.contains(view.number)) ++number;
      if (view.number == loop) break;
    }
    return number;
  }

  const Trace& trace_;
  std::ostream& out_;
  LoopState state_;
  std::set<std::uint8_t> iterated_;
  std::map<std::uint8_t, std::vector<std::string>> ran_;
  std::string line_;
};

}  // namespace

void write_iterations(const Trace& trace, std::ostream& out) {
  IterationWriter(trace, out).write_all();
}

std::string iterations_text(const Trace& trace) {
  std::ostringstream out;
  write_iterations(trace, out);
  return std::move(out).str();
}

}  // namespace loopscope
