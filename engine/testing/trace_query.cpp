#include "engine/testing/trace_query.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace loopscope {

void TraceWalk::pass(const Event& event) {
  if (event.kind == EventKind::task_created || event.kind == EventKind::task_renamed) {
    names_[event.subject] = event.object;
  }
}

std::string_view TraceWalk::task_name(ObjectId task) const {
  const auto found = names_.find(task);
  return found != names_.end() ? trace_->text(found->second) : std::string_view();
}

std::string_view TraceWalk::text(const Event& event) const {
  return carries_value(event.kind) ? std::string_view() : trace_->text(event.detail);
}

Moment created(std::string task) {
  return {"task '" + task + "' is created", [task](const TraceWalk& walk, const Event& event) {
            return event.kind == EventKind::task_created && walk.task_name(event.subject) == task;
          }};
}

Moment finished(std::string task) {
  return {"task '" + task + "' finishes", [task](const TraceWalk& walk, const Event& event) {
            return event.kind == EventKind::future_done && walk.task_name(event.subject) == task;
          }};
}

Moment printed(std::string text) {
  return {"'" + text + "' is printed", [text](const TraceWalk& walk, const Event& event) {
            return (event.kind == EventKind::output || event.kind == EventKind::log) &&
                   walk.text(event).find(text) != std::string_view::npos;
          }};
}

Moment happened(EventKind kind, std::string text) {
  std::string description(name_of(kind));
  if (!text.empty()) description += " '" + text + "'";
  return {description, [kind, text](const TraceWalk& walk, const Event& event) {
            return event.kind == kind && walk.text(event).find(text) != std::string_view::npos;
          }};
}

std::vector<EventId> occurrences(const Trace& trace, const Moment& moment) {
  std::vector<EventId> found;
  TraceWalk walk(trace);
  TraceReader reader(trace);
  for (EventId id = 1; id <= trace.size(); ++id) {
    const Event& event = reader.event(id);
    walk.pass(event);
    if (moment.is(walk, event)) found.push_back(id);
  }
  return found;
}

Span::Span(Moment from, Moment to)
    : description("from '" + from.description + "' to '" + to.description + "'"),
      begin(std::move(from)),
      end(std::move(to)) {}

Span::Span(const char* task) : Span(std::string(task)) {}

Span::Span(const std::string& task)
    : description("task '" + task + "'"), begin(created(task)), end(finished(task)) {}

Span between(Moment begin, Moment end) {
  return {std::move(begin), std::move(end)};
}

std::vector<Interval> intervals(const Trace& trace, const Span& span) {
  const std::vector<EventId> begins = occurrences(trace, span.begin);
  const std::vector<EventId> ends = occurrences(trace, span.end);
  std::vector<Interval> found;
  std::size_t next = 0;
  for (const EventId begin : begins) {
    while (next < ends.size() && ends[next] <= begin) ++next;
    // Two that begin before either ends share no end: first begun, first ended.
    const EventId end = next < ends.size() ? ends[next++] : 0;
    const EventId last = end != 0 ? end : trace.size();
    found.push_back({begin, end, trace.event(begin).time, trace.event(last).time});
  }
  return found;
}

std::string why_not_before(const Trace& trace, const Moment& first, const Moment& second) {
  const std::vector<EventId> firsts = occurrences(trace, first);
  const std::vector<EventId> seconds = occurrences(trace, second);
  if (firsts.empty()) return first.description + ": that never happens";
  if (seconds.empty()) return second.description + ": that never happens";
  if (firsts.front() < seconds.front()) return {};
  return fmt::format("{} (event {}, at {} s) before {} (event {}, at {} s)", second.description,
                     seconds.front(), trace.event(seconds.front()).time, first.description,
                     firsts.front(), trace.event(firsts.front()).time);
}

std::string why_concurrent(const Trace& trace, const Span& a, const Span& b) {
  const std::vector<Interval> ones = intervals(trace, a);
  const std::vector<Interval> others = intervals(trace, b);
  if (ones.empty()) return a.description + " never takes place";
  if (others.empty()) return b.description + " never takes place";
  const auto end_of = [&trace](const Interval& interval) {
    return interval.end != 0 ? interval.end : trace.size() + 1;
  };
  for (const Interval& one : ones) {
    for (const Interval& other : others) {
      if (one.begin < end_of(other) && other.begin < end_of(one)) {
        return fmt::format("{} (events {} to {}) overlaps {} (events {} to {}), from {} s on",
                           a.description, one.begin, end_of(one), b.description, other.begin,
                           end_of(other), std::max(one.from, other.from));
      }
    }
  }
  return {};
}

std::string why_not_within(const Trace& trace, const Span& span, double seconds) {
  const std::vector<Interval> all = intervals(trace, span);
  if (all.empty()) return span.description + " never takes place";
  for (const Interval& each : all) {
    if (each.end == 0) {
      return fmt::format("{}, begun at {} s, does not finish", span.description, each.from);
    }
    if (each.to - each.from > seconds) {
      return fmt::format("{} takes {} s, from {} s to {} s", span.description, each.to - each.from,
                         each.from, each.to);
    }
  }
  return {};
}

}  // namespace loopscope
