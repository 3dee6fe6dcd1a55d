#pragma once

#include "engine/trace/event.h"

namespace loopscope {

class LoopTrace;

/// Something beside handles, futures and tasks that a trace shows: a lock, a queue, a task group.
/// Belongs to the traced loop that first heard of it, which lists what it has; when that loop goes,
/// the object is as if it had never been traced.
class TracedObject {
 public:
  TracedObject(const TracedObject&) = delete;
  TracedObject& operator=(const TracedObject&) = delete;

  /// Identity in the trace; 0 when nothing is recorded.
  ObjectId trace_id() const { return id_; }
  /// The next one of the same loop; null after the last.
  const TracedObject* next_object() const { return next_; }

 protected:
  TracedObject() = default;
  virtual ~TracedObject() { leave(); }

  /// The trace that tells of it; null if none does.
  LoopTrace* home() const { return home_; }
  /// Is told of no more.
  void leave();

 private:
  friend class LoopTrace;

  LoopTrace* home_ = nullptr;
  TracedObject* previous_ = nullptr;
  TracedObject* next_ = nullptr;
  ObjectId id_ = 0;
};

}  // namespace loopscope
