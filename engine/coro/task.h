#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "engine/base/ref.h"
#include "engine/coro/coroutine.h"
#include "engine/coro/future.h"
#include "engine/loop/event_loop.h"
#include "engine/loop/task_links.h"

namespace loopscope {

/// How a task is made.
struct TaskOptions {
  /// Its name; without one it is "Task-" and the platform's next number.
  std::optional<std::string_view> name = std::nullopt;
  /// Qualified name of the coroutine for the trace; empty: the coroutine is asked.
  std::string_view coroutine = {};
  /// Where it runs; null: a copy of the present context. Shared by the task.
  Context* context = nullptr;
};

/// What a task factory is told of a task, and may change.
struct TaskSetup {
  std::optional<std::string> name;  ///< none: "Task-" and a number
  std::string coroutine;            ///< as TaskOptions
};

/// What stands for no options: a default argument would be built anew at every call.
inline constexpr TaskOptions default_task_options{};

/// asyncio.Task without its value: drives a Coroutine through the loop, with _PyTask's own
/// semantics. The derived class stores the value. Counted; a task that is scheduled or waits is
/// kept alive by the loop or by what it waits for.
class TaskBase : public FutureBase {
 public:
  /// Cancels what it waits for, or arranges that CancelledError is thrown in at its next step.
  /// False if it is done.
  bool cancel(MessageRef message = nullptr) override;
  /// Number of cancel() calls not taken back by uncancel().
  std::uint32_t cancelling() const { return task_word_ >> count_shift; }
  /// Takes one cancel() back; returns how many remain.
  std::uint32_t uncancel();

  /// For coroutines that know: an except clause has caught the CancelledError that was thrown in.
  void cancellation_caught();

  std::string name() const;
  void set_name(std::string_view name);
  /// Throws LoopError("Task does not support set_exception operation").
  void set_exception(ExceptionRef error) override;

  const Coroutine& coroutine() const { return coroutine_; }
  /// Task.get_stack(): its coroutine and those that this awaits, outermost first; empty when the
  /// task is done. What a task that runs answers is where it began its step.
  std::vector<CoroutineFrame> stack() const { return coroutine_.frames(); }
  /// What it waits for now (asyncio's _fut_waiter); null if nothing.
  FutureBase* waits_for() const { return waiter_.get(); }
  /// Its step or wakeup is in the ready queue: true of a task that neither runs nor is done nor
  /// waits for a future that is not done.
  bool scheduled() const {
    return !done() && loop().current_task() != this && (!waiter_ || waiter_->done());
  }
  bool must_cancel() const { return (word_ & must_cancel_bit) != 0; }
  /// A CancelledError was thrown in, and it has not ended since.
  bool cancel_delivered() const { return (task_word_ & delivered_bit) != 0; }
  /// False: no report if it is destroyed while pending (asyncio's _log_destroy_pending).
  void set_log_destroy_pending(bool log) {
    task_word_ = log ? (task_word_ & ~quiet_bit) : (task_word_ | quiet_bit);
  }

  std::string repr() const override;

 protected:
  /// Schedules the first step. Constructing it counts the task and records task_created; without
  /// references yet. Throws LoopError if the loop is closed.
  TaskBase(EventLoop& loop, Coroutine coroutine, const TaskOptions& options = default_task_options)
      : FutureBase(loop, Unannounced{}), coroutine_(std::move(coroutine)) {
    word_ |= unfinished_task_bit;
    TaskList& list = loop.task_list();
    if (options.name || options.context != nullptr || !loop.ready_.fits_plainly() ||
        !list.has_room()) [[unlikely]] {
      begin_with_care(options);
      return;
    }
    id_ = loop.platform().next_task_number();
    place_ = list.add_fitting(*this);
    add_ref();
    loop.ready_.push_fitting(ReadyEntry(*this, ReadyEntry::Kind::step));
  }
  ~TaskBase() override {
    if (is_known()) [[unlikely]]
      leave_loop();
  }
  /// There is more to take down than its memory.
  bool holds_something() const { return waiter_ || coroutine_ || has_rest() || is_known(); }
  /// dispose() of those that do.
  void destroy();

  /// The coroutine has returned: stores the value (`StepResult::returned`'s payload). Called once;
  /// the task may still end as cancelled.
  virtual void take_result(void* value);
  std::string_view class_name() const override { return "Task"; }
  void report_unfinished_business() override;

 private:
  friend class TaskList;
  friend struct TaskCalls;

  static constexpr std::uint32_t quiet_bit = 1;
  static constexpr std::uint32_t delivered_bit = 2;
  static constexpr std::uint32_t named_bit = 4;
  static constexpr std::uint32_t context_bit = 8;
  static constexpr std::uint32_t count_shift = 8;

  // A step owns the reference that its handle had, and passes it on to the next handle.
  bool needs_care() const;
  void go_on(EventLoop& loop);
  bool wakes_plainly();
  void go_on_traced(LoopTrace& trace, std::uint32_t batch, ReadyTag tag);
  void step_on_traced(LoopTrace& trace, ReadyTag tag, EventId begin, StepResult result);
  void conclude_traced(ReadyTag tag, EventId begin, StepResult result);
  void return_traced(ReadyTag tag, EventId begin, void* value);
  void end_traced(ReadyTag tag, EventId begin, Ref<TaskBase>& kept);
  static LoopTrace::Between tell_run(LoopTrace::Between between, TaskBase& self, ReadyTag tag,
                                     void (*step)(TaskBase&));
  StepResult resume_other();
  static void step_with_care(TaskBase& self, ExceptionRef thrown);
  void conclude(StepResult result);
  bool can_wait_for(const FutureBase& future) const;
  bool refuse(FutureBase& future);
  void wait_for(FutureBase& future);
  void cancel_waiter(FutureBase& future);
  class PassingOn;
  void trace_step_begin(const Exception* thrown, bool asked);
  void trace_step_end();
  void trace_suppressed();
  void returned(void* value);
  void raised(ExceptionRef error);
  void schedule_step();
  void schedule_throw(ExceptionRef error);
  void leave_list();
  /// The loop keeps something for it.
  bool is_known() const {
    return (word_ & unfinished_task_bit) != 0 || (task_word_ & (context_bit | named_bit)) != 0;
  }
  void leave_loop();
  void abandon();
  void begin_with_care(const TaskOptions& options);
  void keep_context(Context* context);
  std::uint32_t number() const;
  void record_creation(const TaskOptions& options);

  Coroutine coroutine_;
  Ref<FutureBase> waiter_;
  std::uint32_t task_word_ = 0;  ///< flags in the low byte, requests of cancellation above
  TaskList::Place place_ = 0;    ///< in the loop's list, while it is unfinished
};

/// asyncio.Task of a C++ value. Made by create_task() and held by TaskRef<T>.
template <class T>
class Task final : public TaskBase {
 public:
  using Value = T;

  /// `coroutine` (a Coro<T>) puts its value into this task.
  template <class C>
  Task(EventLoop& loop, C coroutine, const TaskOptions& options = default_task_options)
      : TaskBase(loop, std::move(coroutine).release(&value_), options) {}

  /// The result; throws as check_result() does.
  T& result() {
    check_result();
    return *value_;
  }
  std::string result_repr() const override { return value_repr(*value_); }

 private:
  TextId result_text(LoopTrace& trace) const override { return trace.intern(result_repr()); }
  void dispose() override {
    if (holds_something()) [[unlikely]]
      return destroy();
    delete this;  // a direct call, as the class is final
  }

  std::optional<T> value_;
};

template <>
class Task<void> final : public TaskBase {
 public:
  using Value = void;

  Task(EventLoop& loop, Coroutine coroutine, const TaskOptions& options = default_task_options)
      : TaskBase(loop, std::move(coroutine), options) {}
  template <class C>
  requires std::is_same_v<typename C::Value, void> Task(
      EventLoop& loop, C coroutine, const TaskOptions& options = default_task_options)
      : TaskBase(loop, std::move(coroutine).release(nullptr), options) {}

  void result() { check_result(); }

 private:
  void dispose() override {
    if (holds_something()) [[unlikely]]
      return destroy();
    delete this;
  }
};

template <class T>
using TaskRef = Ref<Task<T>>;

/// asyncio.current_task(): the task that runs on this thread's running loop; null if none does.
/// Throws LoopError("no running event loop").
TaskBase* current_task();
/// asyncio.all_tasks(): the loop's tasks that are not done, in order of creation.
std::vector<Ref<TaskBase>> all_tasks(const EventLoop& loop);

}  // namespace loopscope
