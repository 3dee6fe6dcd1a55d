#pragma once

#include <string>
#include <string_view>

#include "engine/trace/loop_state.h"
#include "lessons/player/texts.h"

namespace loopscope::gui::stage {

/// What those that put an event into words have in common: the event, where names are looked up,
/// and how.
class EventTeller {
 protected:
  EventTeller(EventId id, const LoopState& state, const Trace& trace, const player::Texts& texts)
      : id_(id), event_(trace.event(id)), state_(state), trace_(trace), texts_(texts) {}
  ~EventTeller() = default;

  /// The sentence of that id below a section of the texts.
  template <typename... Arguments>
  std::string say_in(std::string_view section, std::string_view id,
                     const Arguments&... arguments) const {
    return texts_.format(std::string(section).append(".").append(id), arguments...);
  }

  /// The latest event, this one or before it, that `is_it` says yes to; 0: none is near.
  template <typename Predicate>
  EventId back_to(const Predicate& is_it) const {
    const EventId last = id_ > farthest_back ? id_ - farthest_back : 0;
    for (EventId id = id_; id > last; --id) {
      if (is_it(trace_.event(id))) return id;
    }
    return 0;
  }

  EventId id_;
  Event event_;
  const LoopState& state_;
  const Trace& trace_;
  const player::Texts& texts_;

 private:
  static constexpr EventId farthest_back = 4096;
};

}  // namespace loopscope::gui::stage
