#pragma once

#include <string>
#include <string_view>

#include "engine/trace/event.h"

namespace loopscope {

class EventLoop;
class TaskBase;

/// A task's place in its loop's list of unfinished tasks, which is in order of creation.
struct TaskLink {
  TaskLink* previous = this;
  TaskLink* next = this;

  void append_to(TaskLink& list) {
    previous = list.previous;
    next = &list;
    list.previous->next = this;
    list.previous = this;
  }
  void unlink() {
    previous->next = next;
    next->previous = previous;
    previous = next = this;
  }
};

/// What the loop asks of tasks; the coro room defines it (calls by name cost less than a table).
struct TaskCalls {
  /// Task.__step, in a loop that is not traced; takes over one reference.
  static void step(TaskBase& task);
  /// Task.__wakeup, called by the future that the task waits for; takes over one reference.
  static void wakeup(TaskBase& task);
  /// The same two in a loop that is traced.
  static void step_traced(TaskBase& task);
  static void wakeup_traced(TaskBase& task);
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
