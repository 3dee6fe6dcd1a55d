#include "engine/coro/task_group.h"

#include <fmt/format.h>

#include "engine/coro/wait.h"

namespace loopscope::detail {

struct GroupCore::TaskDone {
  static constexpr CallbackLabel label{"TaskGroup._on_task_done"};
  Ref<GroupCore> group;
  std::uint64_t number;
  void operator()(FutureBase& task) { group->task_is_done(static_cast<TaskBase&>(task), number); }
};

GroupCore::~GroupCore() {
  // Its coroutine was destroyed where it waited.
  if (entered_ && !left_) left(ScopeEnd::cancelled);
}

std::string GroupCore::repr() const {
  std::string text = "<TaskGroup";
  if (!tasks_.empty()) text += fmt::format(" tasks={}", tasks_.size());
  if (!errors_.empty()) text += fmt::format(" errors={}", errors_.size());
  if (aborting_) {
    text += " cancelling";
  } else if (entered_) {
    text += " entered";
  }
  return text + ">";
}

void GroupCore::enter() {
  if (entered_) throw LoopError(fmt::format("TaskGroup {} has already been entered", repr()));
  loop_ = &EventLoop::running();
  parent_ = Ref<TaskBase>(loop_->current_task());
  if (!parent_) {
    throw LoopError(fmt::format("TaskGroup {} cannot determine the parent task", repr()));
  }
  entered_ = true;
  entered(parent_->trace_id());
}

void GroupCore::check_can_create() const {
  if (!entered_) throw LoopError(fmt::format("TaskGroup {} has not been entered", repr()));
  if (exiting_ && tasks_.empty()) {
    throw LoopError(fmt::format("TaskGroup {} is finished", repr()));
  }
  if (aborting_) throw LoopError(fmt::format("TaskGroup {} is shutting down", repr()));
}

void GroupCore::add(Ref<TaskBase> task) {
  const std::uint64_t number = ++last_number_;
  task_added(task->trace_id());
  if (all_done_) trace_awaits(*all_done_, *task);
  task->add_done_callback(TaskDone{Ref<GroupCore>(this), number});
  tasks_.emplace(number, std::move(task));
}

void GroupCore::abort(TaskBase& because_of, bool with_parent) {
  aborting_ = true;
  const Because because = aborting(because_of.trace_id());
  for (const auto& [number, task] : tasks_) {
    if (!task->done()) task->cancel();
  }
  if (!with_parent) return;
  // What runs in the scope is cancelled too; exit() takes that back.
  parent_cancel_requested_ = true;
  parent_->cancel();
}

void GroupCore::task_is_done(TaskBase& task, std::uint64_t number) {
  tasks_.erase(number);
  task_done(task.trace_id());
  if (all_done_ && tasks_.empty()) all_done_->wake("True");
  if (task.cancelled()) return;
  task.forget_traceback();
  const ExceptionRef error(task.peek_exception());
  if (!error) return;
  errors_.push_back(error);
  if (error->kind() == Exception::Kind::leaves_loop && !base_error_) base_error_ = error;
  if (parent_->done()) {
    loop_->call_exception_handler(
        {.message =
             fmt::format("Task {} has errored out but its parent task {} is already completed",
                         task.repr(), parent_->repr()),
         .exception = error,
         .task = &task});
    return;
  }
  if (!aborting_ && !parent_cancel_requested_) abort(task, true);
}

Coro<> GroupCore::exit(Ref<GroupCore> self, ExceptionRef error) {
  self->exiting_ = true;
  if (error && error->kind() == Exception::Kind::leaves_loop && !self->base_error_) {
    self->base_error_ = error;
  }
  ExceptionRef cancellation;
  if (error && error->is_cancelled()) cancellation = error;
  if (self->parent_cancel_requested_ && self->parent_->uncancel() == 0) cancellation = nullptr;
  if (error && !self->aborting_) self->abort(*self->parent_, false);
  while (!self->tasks_.empty()) {
    const Ref<Waiter> all_done(new Waiter(*self->loop_, "TaskGroup"));
    self->all_done_ = all_done;
    for (const auto& [number, task] : self->tasks_) trace_awaits(*all_done, *task);
    try {
      co_await until_woken(all_done);
    } catch (const CancelledError&) {
      if (!self->aborting_) {
        cancellation = current_exception();
        self->abort(*self->parent_, false);
      }
    }
    self->all_done_ = nullptr;
  }
  self->left_ = true;
  const bool fails = error && !error->is_cancelled();
  self->left(!self->errors_.empty() || self->base_error_ || fails ? ScopeEnd::failed
             : cancellation                                       ? ScopeEnd::cancelled
                                                                  : ScopeEnd::finished);
  if (self->base_error_) self->base_error_->rethrow();
  if (cancellation && self->errors_.empty()) cancellation->rethrow();
  if (fails) self->errors_.push_back(error);
  if (!self->errors_.empty()) self->throw_errors();
}

void GroupCore::throw_errors() {
  GroupException::make("unhandled errors in a TaskGroup", std::exchange(errors_, {}))->rethrow();
}

bool GroupCore::tell(GroupState& live) const {
  live.parent = parent_->trace_id();
  live.aborting = aborting_;
  live.added = static_cast<std::uint32_t>(last_number_);
  for (const auto& [number, task] : tasks_) live.tasks.push_back(task->trace_id());
  return true;
}

}  // namespace loopscope::detail
