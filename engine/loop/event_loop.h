#pragma once

#include <array>
#include <atomic>
#include <bit>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/base/ref.h"
#include "engine/loop/attachment.h"
#include "engine/loop/context.h"
#include "engine/loop/descriptors.h"
#include "engine/loop/errors.h"
#include "engine/loop/exception.h"
#include "engine/loop/handle.h"
#include "engine/loop/loop_door.h"
#include "engine/loop/loop_trace.h"
#include "engine/loop/ready_queue.h"
#include "engine/loop/task_links.h"
#include "engine/loop/timer_heap.h"
#include "engine/platform/platform.h"
#include "engine/platform/thread_context.h"

namespace loopscope {

class Coroutine;
class EventLoop;
class FutureBase;
class TaskBase;
struct TaskSetup;

/// What loop.set_task_factory() takes: gets the coroutine of every task that create_task() makes
/// and what is known of the task, which it may change; returns what the task is to drive: the same
/// coroutine, or one of its own that drives it (a CoroutineType whose resume() passes on what the
/// inner one answers).
using TaskFactory = std::function<Coroutine(EventLoop&, Coroutine, TaskSetup&)>;

/// What an exception handler is told: the `context` of loop.call_exception_handler(). Pointers are
/// borrowed for the call; null where there is none.
struct ExceptionContext {
  std::string message = {};
  ExceptionRef exception = nullptr;
  FutureBase* future = nullptr;
  TaskBase* task = nullptr;
  Handle* handle = nullptr;
  /// Whatever else belongs to it, by name with its repr: "transport", "socket".
  std::vector<std::pair<std::string, std::string>> details = {};
};
using ExceptionHandler = std::function<void(EventLoop&, const ExceptionContext&)>;

/// asyncio's event loop: runs handles, oldest first, and lets time pass when there are none. Its
/// iteration is that of CPython 3.11's BaseEventLoop._run_once. Belongs to one thread, except where
/// a method says otherwise. Must outlive the handles, futures and tasks made on it; tasks that have
/// not finished are reported and destroyed with it.
class EventLoop : private RunControl {
 public:
  /// A loop on `platform`, which must outlive it. Traced if the platform has a recorder.
  explicit EventLoop(Platform& platform);
  ~EventLoop();
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;

  // Running and stopping.

  /// Runs until stop() is called. Throws LoopError if this loop or another runs on the thread
  /// already or this one is closed, DeadlockError if nothing can ever wake it, LoopExit if an
  /// exception leaves the loop (SystemExit, KeyboardInterrupt).
  void run_forever();
  /// Runs until `future` is done. Throws the future's exception as FutureBase::check_result()
  /// does, and what run_forever throws. (Defined in coro/run.cpp.)
  void run_until_complete(FutureBase& future);
  /// Lets run_forever return when the present iteration (or, outside of one, the next) is complete.
  void stop();
  bool is_running() const { return running_.load(std::memory_order_relaxed); }
  /// Clears the queues; the loop can't be used any more. Throws LoopError while it runs.
  void close();
  bool is_closed() const { return closed_.load(std::memory_order_relaxed); }

  // Scheduling. All throw LoopError("Event loop is closed") on a closed loop.

  /// Seconds of the loop's clock.
  double time() const { return platform_->now(); }

  /// Arranges for `callback()` to be called in the next iteration. Its type may bring a
  /// `static constexpr CallbackLabel label` (see `labelled`).
  template <class F>
  HandleRef call_soon(F&& callback) {
    using Made = CallbackHandle<std::decay_t<F>, Handle>;
    // What is no more than bytes can't put anything into the queue while it is copied.
    constexpr bool only_bytes = std::is_trivially_copyable_v<std::decay_t<F>>;
    if (only_bytes && !ready_.fits_plainly()) [[unlikely]]
      return HandleRef::adopt(enqueue_new(*new Made(*this, std::forward<F>(callback))));
    auto* const handle = new Made(*this, std::forward<F>(callback));
    if (!only_bytes && !ready_.fits_plainly()) [[unlikely]]
      return HandleRef::adopt(enqueue_new(*handle));
    handle->word_ = 2 * Handle::one_reference;  // the caller's, the queue's
    ready_.push_fitting(ReadyEntry(*handle));
    return HandleRef::adopt(handle);
  }
  /// The same `delay` seconds from now; any double is taken as asyncio takes it.
  template <class F>
  TimerRef call_later(double delay, F&& callback) {
    return call_at(time() + delay, std::forward<F>(callback));
  }
  /// The same at loop time `when`.
  template <class F>
  TimerRef call_at(double when, F&& callback) {
    check_open();
    TimerRef handle(
        new CallbackHandle<std::decay_t<F>, TimerHandle>(*this, std::forward<F>(callback), when));
    schedule(when, *handle);
    return handle;
  }
  /// The same in a context of the caller's; null stands for a copy of the present one.
  template <class F>
  HandleRef call_soon(F&& callback, const ContextRef& context) {
    HandleRef handle(new CallbackHandle<std::decay_t<F>, Handle>(*this, std::forward<F>(callback)));
    keep_context(*handle, context);
    enqueue(*handle);
    return handle;
  }
  template <class F>
  TimerRef call_later(double delay, F&& callback, const ContextRef& context) {
    return call_at(time() + delay, std::forward<F>(callback), context);
  }
  template <class F>
  TimerRef call_at(double when, F&& callback, const ContextRef& context) {
    check_open();
    TimerRef handle(
        new CallbackHandle<std::decay_t<F>, TimerHandle>(*this, std::forward<F>(callback), when));
    keep_context(*handle, context);
    schedule(when, *handle);
    return handle;
  }
  /// call_soon from any thread: wakes the loop. `callback` runs and is destroyed on the loop's
  /// thread, or with the loop.
  template <class F>
  void call_soon_threadsafe(F&& callback) {
    enqueue_threadsafe(
        HandleRef(new CallbackHandle<std::decay_t<F>, Handle>(*this, std::forward<F>(callback))));
  }
  /// The same for a handle of the caller's own making. On the real platform the loop's thread alone
  /// may refer to it from then on.
  void enqueue_threadsafe(HandleRef handle);
  /// Where other threads leave calls; may outlive the loop.
  const std::shared_ptr<LoopDoor>& door() const { return door_; }
  /// Makes the loop's wait return, as a write to asyncio's self-pipe does. From any thread.
  void wake() override;

  /// Puts a handle of the caller's own making into the ready queue / the heap. A handle may be in
  /// one place at a time.
  void enqueue(Handle& handle) {
    if (ready_.guarded()) [[unlikely]] {
      handle.add_ref();
      enqueue_with_care(handle);
      handle.release();
      return;
    }
    handle.word_ += Handle::one_reference;
    ready_.push(ReadyEntry(handle));
  }
  void schedule(double when, Handle& handle) {
    if (debug_) [[unlikely]]
      check_thread();
    if (contexts_.in_use()) [[unlikely]]
      keep_context(handle, nullptr);
    handle.word_ = (handle.word_ | Handle::scheduled_bit) + Handle::one_reference;
    if (trace_ != nullptr) [[unlikely]]
      trace_timer(when, handle);
    heap_.push({when, &handle});
  }
  /// Puts a task's step or wakeup into the ready queue; takes over one reference of the task.
  void enqueue(ReadyEntry entry) {
    if (ready_.fits_plainly()) [[likely]] {
      ready_.push_fitting(entry);
    } else if (trace_ != nullptr) {
      enqueue_traced(entry);
    } else {
      ready_.push(entry);
    }
  }
  /// Throws LoopError if the loop is closed.
  void check_open() const {
    if (closed_) [[unlikely]]
      throw_closed();
  }

  // Descriptors.

  /// Calls `callback()` whenever the descriptor can be read, until remove_reader. A reader that was
  /// there before is replaced. Throws LoopError if the loop is closed or a transport uses the
  /// descriptor, ArgumentError or OsError if it can't be watched.
  template <class F>
  HandleRef add_reader(int descriptor, F&& callback) {
    return watch(descriptor, interest_read, std::forward<F>(callback));
  }
  /// The same for writing.
  template <class F>
  HandleRef add_writer(int descriptor, F&& callback) {
    return watch(descriptor, interest_write, std::forward<F>(callback));
  }
  /// False if there is no reader (writer), or the loop is closed.
  bool remove_reader(int descriptor) {
    descriptors_.check_unused(descriptor);
    return descriptors_.remove(descriptor, interest_read);
  }
  bool remove_writer(int descriptor) {
    descriptors_.check_unused(descriptor);
    return descriptors_.remove(descriptor, interest_write);
  }
  /// What the loop waits for on descriptors, for transports, handles of one's own making and tests.
  Descriptors& descriptors() { return descriptors_; }
  const Descriptors& descriptors() const { return descriptors_; }

  // Errors.

  /// Reports an error that nobody can be told of otherwise, to the handler that was set or the
  /// default one.
  void call_exception_handler(const ExceptionContext& context);
  /// Writes the report to the platform's log, as asyncio's default handler does.
  void default_exception_handler(const ExceptionContext& context);
  /// Replaces the handler; an empty one stands for the default.
  void set_exception_handler(ExceptionHandler handler) { exception_handler_ = std::move(handler); }
  const ExceptionHandler& exception_handler() const { return exception_handler_; }
  /// Writes a message to the platform's log and into the trace.
  void log(const std::string& message);

  /// Debug mode: slow callbacks are logged, calls from a wrong thread throw LoopError.
  bool get_debug() const { return debug_; }
  void set_debug(bool enabled) {
    debug_ = enabled;
    note_watchers();
  }
  /// Seconds from which on a callback is slow (debug mode); 0.1 at first.
  double slow_callback_duration = 0.1;

  /// Who makes the exceptions that the engine raises; borrowed, outlives the loop.
  void set_exception_factory(const ExceptionFactory& factory) { factory_ = &factory; }
  const ExceptionFactory& exception_factory() const { return *factory_; }

  /// Sees every coroutine that becomes a task; an empty one stands for none.
  void set_task_factory(TaskFactory factory) { task_factory_ = std::move(factory); }
  const TaskFactory& task_factory() const { return task_factory_; }

  // Contexts.

  /// From now on handles and tasks carry contexts. Called by context variables; until the first is
  /// set while the loop runs (or before), none is kept.
  void use_contexts();
  /// Has the handle run in `context`, or in a copy of the present one (null) unless it has one.
  void keep_context(Handle& handle, const ContextRef& context);
  ContextTable& contexts() { return contexts_; }

  // What other rooms keep for the loop.

  LoopAttachment* attachment(LoopAttachment::Slot slot) const {
    return attachments_[static_cast<std::size_t>(slot)].get();
  }
  /// Replaces what is there. Null: nothing.
  void attach(LoopAttachment::Slot slot, std::unique_ptr<LoopAttachment> attachment) {
    attachments_[static_cast<std::size_t>(slot)] = std::move(attachment);
  }

  // Surroundings.

  Platform& platform() const { return *platform_; }
  /// The loop inside run_forever on this thread. Throws LoopError("no running event loop").
  static EventLoop& running();
  /// The task whose coroutine runs now; null if none does.
  TaskBase* current_task() const {
    return now_.kind() == ReadyEntry::Kind::handle ? nullptr : &now_.task();
  }

  /// Throws what run_forever throws if it can't be entered now.
  void check_can_run() const;

  // For the coro room, observers and tests.

  /// Null unless the loop is traced.
  LoopTrace* trace() const { return trace_.get(); }
  const ReadyQueue& ready() const { return ready_; }
  const TimerHeap& timers() const { return heap_; }
  /// The unfinished tasks.
  TaskList& task_list() { return tasks_; }
  const TaskList& task_list() const { return tasks_; }
  /// Number of iterations begun since the loop was made.
  std::uint64_t iteration() const { return iteration_; }
  bool stopping() const { return attention_.stopping; }
  std::uint8_t number() const { return number_; }
  /// The handle that runs now; null if none, or if a task's own does.
  Handle* running_handle() const { return now_.handle_or_null(); }
  /// Called at the end of every iteration; empty: nobody.
  void set_iteration_observer(std::function<void(EventLoop&)> observer) {
    observer_ = std::move(observer);
    note_watchers();
  }
  /// Names that set_name() or create_task gave (others are "Task-" and the number).
  std::unordered_map<const TaskBase*, std::string>& task_names() { return task_names_; }

 private:
  friend class Handle;
  friend class FutureBase;
  friend class LoopDoor;
  friend class TaskBase;
  friend void run_and_release(Handle& handle);
  class Running;

  /// Why a loop does not simply go on, looked at after every entry.
  struct Attention {
    bool stopping = false;  ///< stop() was called: asyncio's _stopping
    bool watched = false;   ///< traced, observed, in debug mode, or contexts are in use
    bool wanted() const { return std::bit_cast<std::uint16_t>(*this) != 0; }
  };

  void note_watchers() {
    attention_.watched = trace_ != nullptr || debug_ || observer_ != nullptr || contexts_.in_use();
    special_ = debug_ || observer_ != nullptr || is_closed() || contexts_.in_use();
    using Guard = ReadyQueue::Guard;
    ready_.guard(special_ ? Guard::careful : trace_ != nullptr ? Guard::traced : Guard::none);
  }
  template <class F>
  HandleRef watch(int descriptor, Interest side, F&& callback) {
    descriptors_.check_unused(descriptor);
    HandleRef handle(new CallbackHandle<std::decay_t<F>, Handle>(*this, std::forward<F>(callback)));
    descriptors_.add(descriptor, side, *handle);
    return handle;
  }
  [[gnu::returns_nonnull]] Handle* enqueue_new(Handle& handle);
  [[gnu::returns_nonnull]] Handle* enqueue_new_with_care(Handle& handle);
  void enqueue_with_care(Handle& handle);
  void enqueue_unprepared(Handle& handle);
  void run_once();
  void remove_cancelled_timers();
  double select_timeout() const;
  void select(double timeout);
  void take_due_timers();
  void run_batch(std::size_t end);
  void run_plain_iterations();
  bool is_plain() const;
  void run_batch_watched(std::size_t end);
  void run_iterations_traced(bool selected);
  struct TracedBatch;
  std::size_t next_batch(const Recorder& recorder);
  void run_handles_traced(TracedBatch& batch);
  void run_handles_undisturbed(TracedBatch& batch);
  void run_steps_traced(TracedBatch& batch);
  LoopTrace::Between run_next_with_care(LoopTrace::Between between);
  LoopTrace::Between run_traced(LoopTrace::Between between, ReadyEntry entry, ReadyTag tag);
  LoopTrace::Between run_special_traced(LoopTrace::Between between, ReadyEntry entry, ReadyTag tag);
  void run_entry(ReadyEntry entry);
  void run_rest(std::size_t end);
  void run_in_context(ReadyEntry entry);
  ContextRef context_of(ReadyEntry entry);
  void read_from_self();
  void enqueue_from_elsewhere(Handle& handle);
  void run_handle(Handle& handle);
  static void run_kept(Handle& handle);
  void run_watched(ReadyEntry entry);
  void run_and_time(ReadyEntry entry);
  void report_callback(Handle& handle);
  bool cancel_task(std::string_view name) override;
  void end_by_signal(int number) override;
  void take_wake();
  LoopTrace::Between intervene(LoopTrace::Between between);
  [[noreturn]] void report_deadlock();
  void timer_cancelled(Handle& handle);
  void enqueue_traced(Handle& handle);
  void enqueue_traced(ReadyEntry entry);
  void trace_timer(double when, Handle& handle);
  void trace_timer_unprepared(double when, Handle& handle);
  void check_thread() const;
  [[noreturn, gnu::cold]] static void throw_closed();

  Platform* platform_;
  std::unique_ptr<Selector> selector_;
  Descriptors descriptors_;
  std::unique_ptr<LoopTrace> trace_;
  ReadyQueue ready_;
  TimerHeap heap_;
  std::size_t cancelled_timers_ = 0;  ///< asyncio's _timer_cancelled_count
  std::uint64_t iteration_ = 0;
  std::uint32_t cancel_depth_ = 0;  ///< tasks that are passing a cancellation on
  ReadyEntry now_;  ///< what runs now: a handle, a task, or (null) nothing; owns nothing
  TaskList tasks_;
  std::atomic<bool> running_ = false;  // atomic: call_soon_threadsafe and debug mode ask
  std::atomic<bool> closed_ = false;
  Attention attention_;
  bool debug_ = false;
  bool special_ = false;  ///< observed, in debug mode, closed, or contexts are in use
  std::uint8_t number_;
  const ExceptionFactory* factory_;
  ExceptionHandler exception_handler_;
  TaskFactory task_factory_;
  std::function<void(EventLoop&)> observer_;
  std::unordered_map<const TaskBase*, std::string> task_names_;
  ContextTable contexts_;
  ContextRef transient_context_;      ///< of a handle that has none and runs
  Context* outer_context_ = nullptr;  ///< the thread's when the loop began to run
  std::array<std::unique_ptr<LoopAttachment>,
             static_cast<std::size_t>(LoopAttachment::Slot::count_)>
      attachments_;
  std::shared_ptr<LoopDoor> door_;
  int ended_by_ = 0;  ///< number of a signal that nobody handles; 0: none
};

}  // namespace loopscope
