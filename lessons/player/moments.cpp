#include "lessons/player/moments.h"

#include <algorithm>
#include <string_view>

#include "engine/base/float_text.h"
#include "lessons/player/event_about.h"

namespace loopscope::player {
namespace {

/// The text in marks that it does not hold itself; empty if it holds both kinds, or a line's end.
std::string quoted(std::string_view text) {
  if (text.empty() || text.find('\n') != std::string_view::npos) return {};
  if (text.find('"') == std::string_view::npos) return '"' + std::string(text) + '"';
  if (text.find('\'') == std::string_view::npos) return '\'' + std::string(text) + '\'';
  return {};
}

std::string field(std::string_view name, const std::string& value) {
  return value.empty() ? std::string() : " " + std::string(name) + "=" + value;
}

class MomentList {
 public:
  explicit MomentList(const Timeline& timeline)
      : timeline_(timeline), trace_(timeline.trace()), after_(timeline.seek(0)) {}

  std::vector<Moment> list() {
    TraceReader reader(trace_);
    for (EventId id = 1; id <= trace_.size(); ++id) {
      const Event& event = reader.event(id);
      LoopState before = after_;
      after_.apply(event, trace_);
      add(id, cue_of(event, before));
    }
    add_statuses();
    std::stable_sort(moments_.begin(), moments_.end(),
                     [](const Moment& a, const Moment& b) { return a.at < b.at; });
    return std::move(moments_);
  }

 private:
  void add(EventId at, std::string cue) {
    moments_.push_back({at, trace_.event(at).time, std::move(cue)});
  }

  std::string cue_of(const Event& event, const LoopState& before) const {
    std::string_view text = text_of(event, trace_);
    while (text.ends_with('\n')) text.remove_suffix(1);
    text = text.substr(0, text.find('\n'));
    std::string cue(name_of(event.kind));
    const std::string line = event.line > 0 ? std::to_string(event.line) : std::string();
    if (event.kind == EventKind::line_reached) {
      cue = "line " + line;
    } else if (event.kind == EventKind::output && !quoted(text).empty()) {
      cue += " " + quoted(text);
    } else if (event.kind == EventKind::future_done && after_.task(event.subject) != nullptr) {
      cue = "task_done";
    }
    if (const TaskState* const task = task_of(event, before, after_)) {
      cue += field("task", quoted(trace_.text(task->name)));
    }
    const HandleState* const handle = handle_of(event, before, after_);
    if (handle != nullptr) {
      cue += field("label", quoted(label_of(*handle, after_, trace_)));
      if (handle->was_timer) cue += field("when", float_repr(round_decimal(handle->when, 6)));
    }
    const bool says_more =
        event.kind != EventKind::output && handle == nullptr && cue != "task_done";
    if (says_more) cue += field("text", quoted(text));
    if (event.kind != EventKind::line_reached) cue += field("line", line);
    return cue;
  }

  void add_statuses() {
    for (const Timeline::Lane& lane : timeline_.lanes()) {
      const TaskState* const task = after_.task(lane.task);
      if (task == nullptr) continue;
      const std::string name = quoted(trace_.text(task->name));
      for (const Timeline::Span& span : lane.spans) {
        if (name.empty() || span.begin == 0) continue;
        add(span.begin,
            "task_status task=" + name + " status=\"" + std::string(name_of(span.status)) + "\"");
      }
    }
  }

  const Timeline& timeline_;
  const Trace& trace_;
  LoopState after_;
  std::vector<Moment> moments_;
};

}  // namespace

std::vector<Moment> moments_of(const Timeline& timeline) {
  return MomentList(timeline).list();
}

}  // namespace loopscope::player
