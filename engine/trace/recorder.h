#pragma once

#include <cstdint>
#include <string_view>

#include "engine/trace/event.h"
#include "engine/trace/trace.h"

namespace loopscope {

/// Writes what the engine does into a trace. The engine holds a `Recorder*`, null when tracing is
/// off, so that an untraced loop pays one predictable branch. Belongs to one thread at a time.
class Recorder {
 public:
  /// Keeps every event in `trace`, which must outlive the recorder.
  explicit Recorder(Trace& trace) : trace_(&trace) {}

  /// Appends an event; time, loop and line are filled in from what was last set here.
  EventId record(EventKind kind, ObjectId subject, std::uint32_t object, std::uint32_t detail,
                 EventId cause, std::uint16_t flags = 0) {
    Event event;
    event.object = object;
    event.detail = detail;
    return finish(event, kind, subject, cause, flags);
  }

  /// The same for the kinds that carry a value.
  EventId record_value(EventKind kind, ObjectId subject, double value, EventId cause,
                       std::uint16_t flags = 0) {
    Event event;
    event.set_value(value);
    return finish(event, kind, subject, cause, flags);
  }

  /// A new identity for a task, future or handle.
  ObjectId new_object() { return ++last_object_; }
  TextId intern(std::string_view text) { return trace_->texts().intern(text); }
  Trace& trace() { return *trace_; }

  void set_time(double seconds) { time_ = seconds; }
  double time() const { return time_; }
  void set_loop(std::uint8_t number) { loop_ = number; }
  /// Line of the program that runs now; 0 when none does.
  void set_line(std::uint32_t line) { line_ = line; }
  std::uint32_t line() const { return line_; }

  /// The event that what happens now follows from: the handle that runs, or something nearer.
  EventId cause() const { return cause_; }
  void set_cause(EventId cause) { cause_ = cause; }

 private:
  EventId finish(Event& event, EventKind kind, ObjectId subject, EventId cause,
                 std::uint16_t flags) {
    event.time = time_;
    event.cause = cause;
    event.subject = subject;
    event.line = line_;
    event.kind = kind;
    event.loop = loop_;
    event.flags = flags;
    return trace_->append(event);
  }

  Trace* trace_;
  double time_ = 0.0;
  ObjectId last_object_ = 0;
  EventId cause_ = 0;
  std::uint32_t line_ = 0;
  std::uint8_t loop_ = 0;
};

}  // namespace loopscope
