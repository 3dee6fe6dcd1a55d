#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <limits>
#include <string_view>
#include <utility>

#include "engine/trace/descriptor_ids.h"
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
    alarm_ = std::move(act);
  }
  bool alarm_due() const { return trace_->size() >= alarm_at_; }
  /// It may become due within a burst.
  bool alarm_near() const { return trace_->size() + std::size_t{burst_size} >= alarm_at_; }
  /// Takes the alarm back and acts.
  void ring() {
    alarm_at_ = no_alarm;
    std::exchange(alarm_, nullptr)();
  }

  TextId intern(std::string_view text) { return trace_->texts().intern(text); }
  Trace& trace() { return *trace_; }

  void set_time(double seconds) { time_ = seconds; }
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
  static std::uint64_t joined(std::uint32_t low, std::uint32_t high) {
    return low | (static_cast<std::uint64_t>(high) << 32);
  }

  static std::uint64_t last_word(std::uint32_t line, EventKind kind, std::uint8_t loop,
                                 std::uint16_t flags) {
    return joined(line, static_cast<std::uint32_t>(kind) | (static_cast<std::uint32_t>(loop) << 8) |
                            (static_cast<std::uint32_t>(flags) << 16));
  }

  // An event is put together from four words, which costs half of what its nine fields do.
  EventId append(std::uint8_t loop, EventKind kind, ObjectId subject, std::uint64_t object_detail,
                 EventId cause, std::uint16_t flags) {
    static_assert(std::endian::native == std::endian::little && offsetof(Event, object) == 8 &&
                  offsetof(Event, cause) == 16 && offsetof(Event, line) == 24 &&
                  offsetof(Event, kind) == 28 && offsetof(Event, loop) == 29);
    return trace_->append_words(std::bit_cast<std::uint64_t>(time_), object_detail,
                                joined(cause, subject), last_word(line_, kind, loop, flags));
  }

  friend class EventBurst;
  static constexpr std::uint32_t burst_size = 8;
  [[gnu::noinline]] void append_spilled(std::uint32_t count) {
    for (std::uint32_t i = 0; i < count; ++i) {
      Event event;
      std::memcpy(&event, spill_ + sizeof event * i, sizeof event);
      trace_->append(event);
    }
  }

  static constexpr Position no_alarm = std::numeric_limits<Position>::max();

  Trace* trace_;
  Position alarm_at_ = no_alarm;
  double time_ = 0.0;
  ObjectId last_object_ = 0;
  EventId cause_ = 0;
  std::uint32_t line_ = 0;
  std::uint8_t loop_ = 0;
  DescriptorIds descriptors_;
  std::function<void()> alarm_;
  std::byte spill_[burst_size * sizeof(Event)];  ///< a burst's events where a chunk ends
};

/// Several events of one loop that come together: they cost one look at the trace's end. Nothing
/// else may be recorded while a burst lives.
class EventBurst {
 public:
  /// At most Recorder::burst_size events.
  EventBurst(Recorder& recorder, std::uint8_t loop)
      : recorder_(recorder),
        first_(recorder.trace_->room_for(Recorder::burst_size)),
        time_(std::bit_cast<std::uint64_t>(recorder.time_)),
        id_(recorder.trace_->size()),
        line_(recorder.line_),
        loop_(loop) {
    if (first_ == nullptr) [[unlikely]]
      first_ = recorder.spill_;
    next_ = first_;
  }
  EventBurst(const EventBurst&) = delete;
  EventBurst& operator=(const EventBurst&) = delete;
  ~EventBurst() {
    const std::uint32_t count = id_ - recorder_.trace_->size();
    if (first_ != recorder_.spill_) [[likely]] {
      recorder_.trace_->commit(count);
    } else {
      recorder_.append_spilled(count);
    }
  }

  EventId record(EventKind kind, ObjectId subject, std::uint64_t object_detail, EventId cause,
                 std::uint16_t flags = 0) {
    std::byte* const bytes = next_;
    next_ += sizeof(Event);
    // Word by word: together they would be loaded from the stack before their stores have arrived.
    put(bytes, time_);
    put(bytes + 8, object_detail);
    put(bytes + 16, Recorder::joined(cause, subject));
    put(bytes + 24, Recorder::last_word(line_, kind, loop_, flags));
    return ++id_;
  }
  EventId record_value(EventKind kind, ObjectId subject, double value, EventId cause) {
    return record(kind, subject, std::bit_cast<std::uint64_t>(value), cause);
  }
  /// From here on.
  void set_time(double seconds) {
    time_ = std::bit_cast<std::uint64_t>(seconds);
    recorder_.time_ = seconds;
  }

 private:
  static void put(std::byte* where, std::uint64_t word) { std::memcpy(where, &word, sizeof word); }

  Recorder& recorder_;
  std::byte* first_;
  std::byte* next_;
  std::uint64_t time_;
  EventId id_;
  std::uint32_t line_;
  std::uint8_t loop_;
};

}  // namespace loopscope
