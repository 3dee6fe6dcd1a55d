#pragma once

#include <bit>
#include <cstddef>
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
    return record_on(loop_, kind, subject, object, detail, cause, flags);
  }

  /// The same for the kinds that carry a value.
  EventId record_value(EventKind kind, ObjectId subject, double value, EventId cause,
                       std::uint16_t flags = 0) {
    return append(loop_, kind, subject, std::bit_cast<std::uint64_t>(value), cause, flags);
  }

  /// The same for an event of the loop of that number.
  EventId record_on(std::uint8_t loop, EventKind kind, ObjectId subject, std::uint32_t object,
                    std::uint32_t detail, EventId cause, std::uint16_t flags = 0) {
    return append(loop, kind, subject, joined(object, detail), cause, flags);
  }
  EventId record_value_on(std::uint8_t loop, EventKind kind, ObjectId subject, double value,
                          EventId cause) {
    return append(loop, kind, subject, std::bit_cast<std::uint64_t>(value), cause, 0);
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
  static std::uint64_t joined(std::uint32_t low, std::uint32_t high) {
    return low | (static_cast<std::uint64_t>(high) << 32);
  }

  // An event is put together from four words, which costs half of what its nine fields do.
  EventId append(std::uint8_t loop, EventKind kind, ObjectId subject, std::uint64_t object_detail,
                 EventId cause, std::uint16_t flags) {
    static_assert(std::endian::native == std::endian::little && offsetof(Event, object) == 8 &&
                  offsetof(Event, cause) == 16 && offsetof(Event, line) == 24 &&
                  offsetof(Event, kind) == 28 && offsetof(Event, loop) == 29);
    const std::uint32_t rest = static_cast<std::uint32_t>(kind) |
                               (static_cast<std::uint32_t>(loop) << 8) |
                               (static_cast<std::uint32_t>(flags) << 16);
    return trace_->append_words(std::bit_cast<std::uint64_t>(time_), object_detail,
                                joined(cause, subject), joined(line_, rest));
  }

  Trace* trace_;
  double time_ = 0.0;
  ObjectId last_object_ = 0;
  EventId cause_ = 0;
  std::uint32_t line_ = 0;
  std::uint8_t loop_ = 0;
};

}  // namespace loopscope
