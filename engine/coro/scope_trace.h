#pragma once

#include <optional>

#include "engine/loop/loop_trace.h"
#include "engine/loop/traced_object.h"
#include "engine/trace/scope_fold.h"

namespace loopscope {

/// Tells the trace of one timeout or task group, whoever wrote it: the engine's own and a binding
/// of another language alike. The trace hears of it when it is entered inside a traced loop;
/// without one every call comes to a branch.
class ScopeTrace : public TracedObject {
 protected:
  /// Becomes known to the running loop's trace, if there is one; null if not.
  LoopTrace* enter();
  Because record(EventKind kind, ObjectId object, std::uint16_t flags = 0);
  void end(EventKind kind, ScopeEnd how);
};

class TimeoutTrace : public ScopeTrace {
 public:
  /// `task` (its trace_id()) is inside from now on.
  void entered(ObjectId task);
  /// Its deadline is `when` (none: never). The timer that is made while the answer lives has this
  /// as its cause.
  Because scheduled(std::optional<double> when);
  /// The task is cancelled while the answer lives.
  Because expired() { return record(EventKind::timeout_expired, 0); }
  void left(ScopeEnd how) { end(EventKind::timeout_left, how); }

  /// What the live object knows, for comparing it with the fold; false: it does not tell.
  virtual bool tell(TimeoutState& live) const;
};

class GroupTrace : public ScopeTrace {
 public:
  void entered(ObjectId parent);
  void task_added(ObjectId task) { record(EventKind::group_task_added, task); }
  void task_done(ObjectId task) { record(EventKind::group_task_done, task); }
  /// Because of `task` all tasks are cancelled while the answer lives.
  Because aborting(ObjectId task) { return record(EventKind::group_aborting, task); }
  void left(ScopeEnd how) { end(EventKind::group_left, how); }

  virtual bool tell(GroupState& live) const;
};

}  // namespace loopscope
