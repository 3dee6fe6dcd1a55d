#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/trace/trace.h"

namespace loopscope {

/// A walk through a trace, from its beginning: what an event's numbers stand for at that point.
class TraceWalk {
 public:
  explicit TraceWalk(const Trace& trace) : trace_(&trace) {}

  const Trace& trace() const { return *trace_; }
  /// Takes in the next event.
  void pass(const Event& event);
  /// The name of a task; empty for what is no task.
  std::string_view task_name(ObjectId task) const;
  /// The event's text: what was printed or logged, an exception, a packet's link … Empty if it has
  /// none.
  std::string_view text(const Event& event) const;

 private:
  const Trace* trace_;
  std::unordered_map<ObjectId, TextId> names_;
};

/// Something that may happen in a run, as often as it does.
struct Moment {
  std::string description;  ///< "task 'a' finishes"
  std::function<bool(const TraceWalk&, const Event&)> is;
};

/// A task of that name is created / finishes, however it ends.
Moment created(std::string task);
Moment finished(std::string task);
/// The program prints or logs something that contains `text`.
Moment printed(std::string text);
/// An event of that kind, with a text that contains `text`.
Moment happened(EventKind kind, std::string text = {});

/// All events of `trace` that are the moment, in order.
std::vector<EventId> occurrences(const Trace& trace, const Moment& moment);

/// From a moment to the next occurrence of another one, again and again.
struct Span {
  std::string description;
  Moment begin;
  Moment end;

  Span(Moment from, Moment to);
  /// The life of the tasks of that name.
  Span(const char* task);         // NOLINT(google-explicit-constructor): reads as it should
  Span(const std::string& task);  // NOLINT(google-explicit-constructor)
};
Span between(Moment begin, Moment end);

/// One time that a span took place.
struct Interval {
  EventId begin = 0;
  EventId end = 0;  ///< 0: it did not end
  double from = 0.0;
  double to = 0.0;  ///< loop seconds; of one that did not end, the trace's last time
};
/// All times that it did, by their beginnings.
std::vector<Interval> intervals(const Trace& trace, const Span& span);

// What the matchers of matchers.h say: empty if it holds, else why not.

/// Both happen, the first one (its first time) before the second (its first time).
std::string why_not_before(const Trace& trace, const Moment& first, const Moment& second);
/// No time of one span overlaps a time of the other; both take place.
std::string why_concurrent(const Trace& trace, const Span& a, const Span& b);
/// It takes place, and ends within so many seconds of the loop's clock each time.
std::string why_not_within(const Trace& trace, const Span& span, double seconds);

}  // namespace loopscope
