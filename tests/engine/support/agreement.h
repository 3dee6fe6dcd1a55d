#pragma once

#include <cstddef>
#include <string>

#include "engine/loop/event_loop.h"
#include "engine/trace/loop_state.h"
#include "engine/trace/recorder.h"
#include "engine/trace/trace.h"

namespace loopscope::test {

/// Compares a loop's live structures with the fold of its trace: ready queue, heap array, tasks.
/// Returns what differs, empty if nothing does.
std::string differences(const EventLoop& loop, const LoopState& state, const Trace& trace);

/// Records whatever happens on a platform, and has every loop compared with the fold after each of
/// its iterations. A difference fails the test that runs.
class Agreement {
 public:
  explicit Agreement(Platform& platform) : recorder_(trace_) { platform.set_recorder(&recorder_); }

  /// Watches a loop of the platform from now on.
  void watch(EventLoop& loop);

  const Trace& trace() const { return trace_; }
  Recorder& recorder() { return recorder_; }
  /// Iterations that were compared.
  std::size_t compared() const { return compared_; }
  /// The state after all that has been recorded.
  const LoopState& state();

  /// Names of the kinds of all events from `first` on, for tests of what is recorded.
  std::string kinds(EventId first = 1) const;

 private:
  void compare(const EventLoop& loop);

  Trace trace_;
  Recorder recorder_;
  LoopState state_;
  std::size_t compared_ = 0;
};

}  // namespace loopscope::test
