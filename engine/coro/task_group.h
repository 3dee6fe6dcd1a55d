#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "engine/base/pool.h"
#include "engine/base/ref.h"
#include "engine/coro/body.h"
#include "engine/coro/coro.h"
#include "engine/coro/scope_trace.h"
#include "engine/coro/task.h"
#include "engine/coro/waiters.h"
#include "engine/loop/exception.h"
#include "engine/loop/exception_group.h"

namespace loopscope {

namespace detail {

/// What a task group and the callbacks of its tasks share.
class GroupCore final : public GroupTrace, public Pooled {
 public:
  GroupCore() = default;
  ~GroupCore() override;

  void enter();
  static Coro<> exit(Ref<GroupCore> self, ExceptionRef error);
  /// Throws LoopError if no task may be created now.
  void check_can_create() const;
  void add(Ref<TaskBase> task);
  EventLoop& loop() const { return *loop_; }
  std::string repr() const;
  bool tell(GroupState& live) const override;

  void add_ref() { ++references_; }
  void release() {
    if (--references_ == 0) delete this;
  }

 private:
  struct TaskDone;
  void task_is_done(TaskBase& task, std::uint64_t number);
  void abort(TaskBase& because_of, bool with_parent);
  [[noreturn]] void throw_errors();

  EventLoop* loop_ = nullptr;
  Ref<TaskBase> parent_;
  std::map<std::uint64_t, Ref<TaskBase>> tasks_;  // in order of creation
  std::uint64_t last_number_ = 0;
  std::vector<ExceptionRef> errors_;
  ExceptionRef base_error_;
  Ref<Waiter> all_done_;
  bool entered_ = false;
  bool exiting_ = false;
  bool aborting_ = false;
  bool parent_cancel_requested_ = false;
  bool left_ = false;
  std::uint32_t references_ = 0;
};

}  // namespace detail

/// asyncio.TaskGroup: tasks that end together. The first that fails has the others cancelled, and
/// what is inside the scope too. Copies are the same group. For use as a scope see
/// with_task_group(); enter() and exit() are `async with`'s two halves.
class TaskGroup {
 public:
  TaskGroup() : core_(new detail::GroupCore) {}

  /// A task of this group. Throws LoopError if the group was not entered, is finished or is
  /// shutting down.
  template <class T>
  TaskRef<T> create_task(Coro<T> coroutine,
                         const TaskOptions& options = default_task_options) const {
    core_->check_can_create();
    TaskRef<T> task = create_named_task(core_->loop(), std::move(coroutine), options);
    core_->add(task);
    return task;
  }

  /// Throws LoopError if it was entered before, or outside of a task.
  void enter() const { core_->enter(); }
  /// The end of the scope, which `error` leaves (null: none): waits for the tasks. Throws, where
  /// there is something to throw, what `async with` raises: the cancellation, or an ExceptionGroup
  /// ("unhandled errors in a TaskGroup") of what the body and the tasks have thrown.
  Coro<> exit(ExceptionRef error) const { return detail::GroupCore::exit(core_, std::move(error)); }
  /// "<TaskGroup tasks=2 entered>"
  std::string repr() const { return core_->repr(); }

  ObjectId trace_id() const { return core_->trace_id(); }

 private:
  Ref<detail::GroupCore> core_;
};

/// `async with asyncio.TaskGroup() as group` around `body(group)`, a callable `(TaskGroup) ->
/// Coro<T>`. Returns the body's value when all tasks are done.
template <class B>
Coro<typename std::invoke_result_t<B&, TaskGroup&>::Value> with_task_group(B body) {
  TaskGroup group;
  group.enter();
  auto outcome = co_await detail::outcome_of(body(group));
  co_await group.exit(outcome.exception());
  co_return outcome.take();
}

}  // namespace loopscope
