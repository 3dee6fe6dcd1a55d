#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "engine/loop/handle.h"
#include "engine/loop/traced_object.h"
#include "engine/trace/event.h"
#include "engine/trace/recorder.h"

namespace loopscope {

/// What a traced loop keeps beside the recorder: its number, label texts, and the last event of
/// objects where a later event needs it as its cause. A loop that is not traced has none.
class LoopTrace {
 public:
  LoopTrace(Recorder& recorder, std::uint8_t loop) : recorder_(&recorder), loop_(loop) {}
  LoopTrace(const LoopTrace&) = delete;
  LoopTrace& operator=(const LoopTrace&) = delete;
  ~LoopTrace();

  Recorder& recorder() { return *recorder_; }
  ObjectId new_object() { return recorder_->new_object(); }
  /// The event that what happens now follows from.
  EventId cause() const { return recorder_->cause(); }
  void set_cause(EventId cause) { recorder_->set_cause(cause); }
  void set_time(double seconds) { recorder_->set_time(seconds); }

  EventId record(EventKind kind, ObjectId subject, std::uint32_t object, std::uint32_t detail,
                 EventId cause, std::uint16_t flags = 0) {
    return recorder_->record_on(loop_, kind, subject, object, detail, cause, flags);
  }
  EventId record_value(EventKind kind, ObjectId subject, double value, EventId cause) {
    return recorder_->record_value_on(loop_, kind, subject, value, cause);
  }
  /// For a few events in a row.
  EventBurst burst() { return EventBurst(*recorder_, loop_); }
  TextId intern(std::string_view text) { return recorder_->intern(text); }

  /// The text of a label, found without hashing it when it was used lately.
  TextId label(const CallbackLabel& label) {
    Cached& cached = labels_[(reinterpret_cast<std::uintptr_t>(&label) >> 4) % labels_.size()];
    if (cached.label != &label) [[unlikely]] {
      cached = {&label, recorder_->intern(label.qualname)};
    }
    return cached.text;
  }

  /// Remembers `event` for `object`: where a timer was scheduled, who asked a task to cancel.
  void remember(ObjectId object, EventId event) {
    if (object >= last_.size()) [[unlikely]]
      last_.resize(object + object / 2 + 64);
    last_[object] = event;
  }
  EventId remembered(ObjectId object) const { return object < last_.size() ? last_[object] : 0; }

  /// Gives a handle its identity, at the latest when it is first put somewhere.
  ObjectId identify(Handle& handle) {
    if (handle.id_ == 0) handle.id_ = new_object();
    return handle.id_;
  }

  /// From now on the loop's trace tells of `object`; returns its new identity.
  ObjectId add_object(TracedObject& object);
  /// The last one added that is still there, others behind it; null if there is none.
  const TracedObject* objects() const { return objects_; }

 private:
  friend class TracedObject;

  struct Cached {
    const CallbackLabel* label = nullptr;
    TextId text = 0;
  };

  Recorder* recorder_;
  std::uint8_t loop_;
  std::array<Cached, 32> labels_{};
  std::vector<EventId> last_;
  TracedObject* objects_ = nullptr;
};

/// Puts the cause back at the end of a block.
class CauseKept {
 public:
  explicit CauseKept(LoopTrace& trace) : trace_(trace), cause_(trace.cause()) {}
  CauseKept(const CauseKept&) = delete;
  CauseKept& operator=(const CauseKept&) = delete;
  ~CauseKept() { trace_.set_cause(cause_); }

 private:
  LoopTrace& trace_;
  EventId cause_;
};

/// What happens while this lives follows from one event.
class Because {
 public:
  Because() = default;
  Because(LoopTrace& trace, EventId cause) : kept_(std::in_place, trace) { trace.set_cause(cause); }

 private:
  std::optional<CauseKept> kept_;
};

}  // namespace loopscope
