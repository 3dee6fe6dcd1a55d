#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/loop/loop_trace.h"
#include "engine/loop/traced_object.h"
#include "engine/trace/sync_fold.h"

namespace loopscope {

/// Tells the trace of one lock, event, condition, semaphore, barrier or queue, whoever wrote it:
/// the engine's own derive from it, a binding of another language keeps one beside its object. The
/// trace hears of the object when it first does something inside a traced loop that runs. Without
/// a trace every call comes to a branch or two.
class SyncTrace : public TracedObject {
 public:
  /// `name` is the user's own, may be empty.
  explicit SyncTrace(SyncKind kind, std::string name = {}) : kind_(kind), name_(std::move(name)) {}
  ~SyncTrace() override;

  SyncKind kind() const { return kind_; }
  const std::string& name() const { return name_; }
  /// A queue's maxsize, a bounded semaphore's bound, a barrier's parties; 0: none. To be called
  /// before the trace hears of the object, as the next.
  void set_limit(std::uint64_t limit) { limit_ = number(limit); }
  /// What it is made of: a condition's lock, a barrier's condition, a queue's event. Borrowed, must
  /// live as long.
  void set_part(SyncTrace& part) { part_ = &part; }

  /// The trace, which hears of the object now if it has not; null if nothing is recorded.
  LoopTrace* trace() {
    LoopTrace* const known = home();
    return known != nullptr ? known : announce();
  }

  /// Something happened; its value is then `value` (see SyncChange). What is woken while the answer
  /// lives has it as its cause.
  Because changed(SyncChange change, std::uint64_t value, std::string_view item = {});
  /// A future (its trace_id()) stands in its line from now on, or has left it.
  void waits(ObjectId future, SyncLine line = SyncLine::waiters);
  void left_line(ObjectId future);

  /// What a live object holds now, for comparing it with the fold; false: it does not tell.
  virtual bool tell(SyncState& live) const;

 protected:
  /// The trace hears of the object, whose state may not be the first: records what it holds.
  virtual void tell_contents() {}

 private:
  static std::uint32_t number(std::uint64_t value);
  LoopTrace* announce();

  SyncKind kind_;
  std::uint32_t limit_ = 0;
  SyncTrace* part_ = nullptr;
  std::string name_;
};

}  // namespace loopscope
