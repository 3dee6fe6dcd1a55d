#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <string_view>
#include <utility>

#include "engine/trace/descriptor_ids.h"
#include "engine/trace/event.h"
#include "engine/trace/packed.h"
#include "engine/trace/trace.h"

namespace loopscope {

/// Writes what the engine does into a trace. The engine holds a `Recorder*`, null when tracing is
/// off, so that an untraced loop pays one predictable branch. Belongs to one thread at a time.
class Recorder {
 public:
  /// Keeps every event in `trace`, which must outlive the recorder and gets its events from nobody
  /// else meanwhile.
  explicit Recorder(Trace& trace) : trace_(&trace) { trace.set_time(time_); }

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
    return append(loop, kind, subject, packed::joined(object, detail), cause, flags);
  }
  EventId record_value_on(std::uint8_t loop, EventKind kind, ObjectId subject, double value,
                          EventId cause) {
    return append(loop, kind, subject, std::bit_cast<std::uint64_t>(value), cause, 0);
  }

  /// The same for an event without object and detail, which takes less room.
  EventId record_brief_on(std::uint8_t loop, EventKind kind, ObjectId subject, EventId cause,
                          std::uint16_t flags = 0) {
    if (line_ >= packed::brief_lines) [[unlikely]]
      return append_apart(loop, kind, subject, cause, flags);
    packed::Word* const record = room();
    record[0] = packed::head(packed::Shape::brief, loop, flags, subject);
    record[1] = packed::brief_rest(kind, cause, line_);
    return commit(record + 2, 1);
  }

  /// For records of one's own shape: Trace::room() for the present time, and Trace::commit().
  packed::Word* room() { return trace_->room(); }
  /// room() has nothing to prepare.
  bool has_room() const { return trace_->has_room(); }
  /// The same, and record_brief_on() will do.
  bool is_ready() const { return trace_->has_room() && line_ < packed::brief_lines; }
  /// room(), where is_ready() has just been true.
  packed::Word* ready_room() { return trace_->ready_room(); }
  EventId commit(packed::Word* end, std::uint32_t events) { return trace_->commit(end, events); }
  /// As Trace::is_last().
  bool is_last(EventId id) const { return trace_->is_last(id); }
  packed::Word* end() { return trace_->end(); }

  /// A new identity for a task, future or handle.
  ObjectId new_object() { return ++last_object_; }
  ObjectId last_object() const { return last_object_; }

  /// The identity of an open descriptor. One that nobody has told of is told of now, as `other`.
  ObjectId descriptor(int number) {
    const ObjectId id = descriptors_.find(number);
    return id != 0 ? id : descriptor_opened(number, DescriptorKind::other, {});
  }
  /// Tells of a new descriptor; `address` may be empty.
  ObjectId descriptor_opened(int number, DescriptorKind kind, std::string_view address) {
    const ObjectId id = new_object();
    descriptors_.set(number, id);
    record(EventKind::descriptor_opened, id, static_cast<std::uint32_t>(number), intern(address),
           cause_, static_cast<std::uint16_t>(kind));
    return id;
  }
  void descriptor_described(int number, DescriptorKind kind, std::string_view address) {
    record(EventKind::descriptor_described, descriptor(number), 0, intern(address), cause_,
           static_cast<std::uint16_t>(kind));
  }
  /// Its number may come back with another identity.
  void descriptor_closed(int number) {
    record(EventKind::descriptor_closed, descriptor(number), 0, 0, cause_);
    descriptors_.set(number, 0);
  }

  // An alarm: somebody who acts when that many events have been recorded.

  /// `act` is called between two handles, or where the world moves, once that many events have been
  /// recorded. Replaces an alarm that was set.
  void set_alarm(Position at, std::function<void()> act) {
    alarm_at_ = at;
    alarm_is_set_ = true;
    alarm_ = std::move(act);
  }
  bool alarm_due() const { return trace_->size() >= alarm_at_; }
  /// It may become due within what is recorded in one go.
  bool alarm_near() const {
    return alarm_is_set_ && trace_->size() + std::size_t{in_one_go} >= alarm_at_;
  }
  /// Takes the alarm back and acts.
  void ring() {
    alarm_at_ = no_alarm;
    alarm_is_set_ = false;
    std::exchange(alarm_, nullptr)();
  }

  TextId intern(std::string_view text) { return trace_->texts().intern(text); }
  Trace& trace() { return *trace_; }

  void set_time(double seconds) {
    time_ = seconds;
    trace_->set_time(seconds);
  }
  double time() const { return time_; }
  void set_loop(std::uint8_t number) { loop_ = number; }
  std::uint8_t loop() const { return loop_; }
  /// Line of the program that runs now; 0 when none does.
  void set_line(std::uint32_t line) { line_ = line; }
  std::uint32_t line() const { return line_; }

  /// The event that what happens now follows from: the handle that runs, or something nearer.
  EventId cause() const { return cause_; }
  void set_cause(EventId cause) { cause_ = cause; }

 private:
  EventId append(std::uint8_t loop, EventKind kind, ObjectId subject, packed::Word object_detail,
                 EventId cause, std::uint16_t flags) {
    packed::Word* const record = room();
    record[0] = packed::head(static_cast<std::uint32_t>(kind), loop, flags, subject);
    record[1] = object_detail;
    record[2] = packed::joined(cause, line_);
    return commit(record + 3, 1);
  }

  [[gnu::noinline]] EventId append_apart(std::uint8_t loop, EventKind kind, ObjectId subject,
                                         EventId cause, std::uint16_t flags) {
    return append(loop, kind, subject, 0, cause, flags);
  }

  static constexpr Position no_alarm = std::numeric_limits<Position>::max();
  static constexpr Position in_one_go = 12;  ///< more events than any group has

  Trace* trace_;
  Position alarm_at_ = no_alarm;
  double time_ = 0.0;
  EventId cause_ = 0;
  ObjectId last_object_ = 0;
  std::uint32_t line_ = 0;  // not beside cause_: one load of both would wait for both to be stored
  std::uint8_t loop_ = 0;
  bool alarm_is_set_ = false;
  DescriptorIds descriptors_;
  std::function<void()> alarm_;
};

}  // namespace loopscope
