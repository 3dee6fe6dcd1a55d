#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/array_memory.h"
#include "engine/loop/loop_trace.h"
#include "engine/trace/event.h"

namespace loopscope {

class EventLoop;
class TaskBase;

/// A loop's unfinished tasks, in order of creation. Each knows its place, which may change when
/// tasks are added.
class TaskList {
 public:
  using Place = std::uint32_t;

  /// The last place.
  Place add(TaskBase& task) {
    if (!has_room()) [[unlikely]]
      make_room();
    return add_fitting(task);
  }
  /// add() has nothing to prepare.
  bool has_room() const { return end_ != capacity_; }
  /// The same where it has not.
  Place add_fitting(TaskBase& task) {
    places_[end_] = &task;
    return end_++;
  }
  void remove(Place place) {
    if (place + 1 != end_) {
      places_[place] = nullptr;
      ++gaps_;
      return;
    }
    --end_;
    while (end_ != 0 && places_[end_ - 1] == nullptr) {
      --end_;
      --gaps_;
    }
  }
  std::size_t size() const { return end_ - gaps_; }
  /// The eldest; null if there is none.
  TaskBase* first();
  /// Calls `visit(TaskBase&)` for each; it must not add or remove any.
  template <class F>
  void for_each(F visit) const {
    for (Place place = 0; place < end_; ++place) {
      if (places_[place] != nullptr) visit(*places_[place]);
    }
  }

 private:
  void make_room();

  std::vector<TaskBase*, ArrayAllocator<TaskBase*>> places_;  ///< null: a gap; nothing from end_ on
  Place end_ = 0;
  Place capacity_ = 0;  ///< places_.size()
  Place gaps_ = 0;
  Place first_ = 0;  ///< before it are only gaps
};

/// What the loop asks of tasks; the coro room defines it (calls by name cost less than a table).
struct TaskCalls {
  /// Task.__step, or Task.__wakeup, which the future calls that the task waits for. In a loop that
  /// is not traced; takes over the entry's reference.
  static void run(EventLoop& loop, ReadyEntry entry);
  /// The two of them where somebody looks.
  static void step_with_care(TaskBase& task);
  static void wakeup_with_care(TaskBase& task);
  /// And in a loop that is traced, where it also tells that the entry's handle runs, and what came
  /// before. Returns what it has not told.
  static LoopTrace::Between run_traced(LoopTrace& trace, LoopTrace::Between between,
                                       ReadyEntry entry, ReadyTag tag);
  /// The same while no line of the program runs and nothing is left to tell but `batch`, as in
  /// LoopTrace::Between; all is told.
  static void run_plain_traced(LoopTrace& trace, std::uint32_t batch, ReadyEntry entry,
                               ReadyTag tag);
  /// Releases one reference of a task whose step will not run.
  static void drop(TaskBase& task);
  /// The loop keeps a context for the task, until it goes.
  static void carry_context(TaskBase& task);
  static ObjectId trace_id(const TaskBase& task);
  /// Task.cancel() of the first unfinished task of that name; false if there is none.
  static bool cancel_named(EventLoop& loop, std::string_view name);
  /// Who waits for whom, in one line a task: "Task-1 waits for Task-2".
  static std::string who_waits(const EventLoop& loop);
  /// The loop goes away: reports and destroys the coroutines of tasks that have not finished.
  static void abandon_all(EventLoop& loop);
};

}  // namespace loopscope
