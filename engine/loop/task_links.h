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
    if (places_.size() == places_.capacity()) [[unlikely]]
      make_room();
    places_.push_back(&task);
    return static_cast<Place>(places_.size() - 1);
  }
  void remove(Place place) {
    places_[place] = nullptr;
    ++gaps_;
    while (!places_.empty() && places_.back() == nullptr) {
      places_.pop_back();
      --gaps_;
    }
  }
  std::size_t size() const { return places_.size() - gaps_; }
  /// The eldest; null if there is none.
  TaskBase* first();
  /// Calls `visit(TaskBase&)` for each; it must not add or remove any.
  template <class F>
  void for_each(F visit) const {
    for (TaskBase* const task : places_) {
      if (task != nullptr) visit(*task);
    }
  }

 private:
  void make_room();

  std::vector<TaskBase*, ArrayAllocator<TaskBase*>> places_;  ///< null: a gap
  std::size_t gaps_ = 0;
  std::size_t first_ = 0;  ///< before it are only gaps
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
