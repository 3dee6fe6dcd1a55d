#pragma once

#include <string_view>

#include "engine/platform/platform.h"
#include "engine/platform/simulated/agenda.h"
#include "engine/trace/recorder.h"

namespace loopscope::simulated {

/// Tells the platform's recorder, if it has one, what happens in the simulated world; the world's
/// events belong to no loop.
class WorldTrace {
 public:
  WorldTrace(Platform& platform, const Agenda& agenda) : platform_(&platform), agenda_(&agenda) {}

  /// Records an event that follows from what happens now; returns 0 if nothing is recorded.
  EventId record(EventKind kind, ObjectId subject, std::uint32_t object, std::string_view detail,
                 std::uint16_t flags = 0) {
    Recorder* const recorder = platform_->recorder();
    if (recorder == nullptr) return 0;
    recorder->set_time(agenda_->now());
    return recorder->record_on(0, kind, subject, object, recorder->intern(detail),
                               recorder->cause(), flags);
  }
  EventId record_value(EventKind kind, ObjectId subject, double value) {
    Recorder* const recorder = platform_->recorder();
    if (recorder == nullptr) return 0;
    recorder->set_time(agenda_->now());
    return recorder->record_value_on(0, kind, subject, value, recorder->cause());
  }
  ObjectId new_object() {
    return platform_->recorder() != nullptr ? platform_->recorder()->new_object() : 0;
  }
  /// The identity of an open descriptor; 0 for a negative number.
  ObjectId descriptor(int number) {
    if (number < 0 || platform_->recorder() == nullptr) return 0;
    return platform_->recorder()->descriptor(number);
  }
  /// What happens now follows from this event.
  EventId cause() const {
    return platform_->recorder() != nullptr ? platform_->recorder()->cause() : 0;
  }

  /// What is done in a block follows from an event.
  class Cause {
   public:
    Cause(WorldTrace& trace, EventId cause) : recorder_(trace.platform_->recorder()) {
      if (recorder_ == nullptr) return;
      before_ = recorder_->cause();
      recorder_->set_cause(cause);
    }
    Cause(const Cause&) = delete;
    Cause& operator=(const Cause&) = delete;
    ~Cause() {
      if (recorder_ != nullptr) recorder_->set_cause(before_);
    }

   private:
    Recorder* recorder_;
    EventId before_ = 0;
  };

 private:
  Platform* platform_;
  const Agenda* agenda_;
};

}  // namespace loopscope::simulated
