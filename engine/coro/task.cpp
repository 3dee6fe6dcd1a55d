#include "engine/coro/task.h"

#include <fmt/format.h>

#include <algorithm>
#include <new>
#include <utility>

#include "engine/coro/coro.h"

namespace loopscope {

[[gnu::noinline]] void TaskBase::begin_with_care(const TaskOptions& options) {
  loop_->check_open();
  if (options.name) {
    task_word_ |= named_bit;
    loop_->task_names().emplace(this, std::string(*options.name));
  } else {
    id_ = loop_->platform().next_task_number();
  }
  place_ = loop_->task_list().add(*this);
  if (loop_->contexts().in_use() || options.context != nullptr) keep_context(options.context);
  if (loop_->trace() != nullptr) {
    record_creation(options);
  } else {
    schedule_step();
  }
}

void TaskBase::keep_context(Context* context) {
  if (context != nullptr) loop_->use_contexts();
  task_word_ |= context_bit;
  loop_->contexts().keep(this, context != nullptr ? context->shared_from_this() : copy_context());
}

void TaskCalls::carry_context(TaskBase& task) {
  task.task_word_ |= TaskBase::context_bit;
}

[[gnu::noinline]] void TaskBase::destroy() {
  delete this;
}

[[gnu::noinline]] void TaskBase::leave_loop() {
  if ((task_word_ & context_bit) != 0) loop_->contexts().forget(this);
  if ((word_ & unfinished_task_bit) != 0) leave_list();
  if ((task_word_ & named_bit) != 0) loop_->task_names().erase(this);
}

void TaskBase::record_creation(const TaskOptions& options) {
  LoopTrace& trace = *loop_->trace();
  const std::uint32_t number = std::exchange(id_, trace.new_object());
  trace.remember_number(id_, number);
  TextId coroutine = 0;  // the engine's own have no name
  if (!options.coroutine.empty()) {
    coroutine = trace.intern(options.coroutine);
  } else if (!coroutine_.is_native()) {
    coroutine = trace.intern(coroutine_.name());
  }
  const TextId text = options.name ? trace.intern(*options.name) : TextTable::task_name(number);
  const ObjectId handle = trace.new_object();
  const EventId arrived = trace.task_created(id_, text, coroutine, handle);
  add_ref();
  loop_->ready_.push(ReadyEntry(*this, ReadyEntry::Kind::step), {handle, arrived});
}

std::string TaskBase::name() const {
  if ((task_word_ & named_bit) != 0) return loop_->task_names().at(this);
  return "Task-" + std::to_string(number());
}

/// What stands in its name.
std::uint32_t TaskBase::number() const {
  const LoopTrace* const trace = loop_->trace();
  return trace != nullptr ? trace->number_of(id_) : id_;
}

void TaskBase::set_name(std::string_view name) {
  loop_->task_names().insert_or_assign(this, std::string(name));
  task_word_ |= named_bit;
  if (LoopTrace* const trace = loop_->trace()) {
    trace->record(EventKind::task_renamed, id_, trace->intern(name), 0, trace->cause());
  }
}

void TaskBase::set_exception(ExceptionRef) {
  throw LoopError("Task does not support set_exception operation");
}

void TaskBase::take_result(void*) {}

// Cancellation.

/// A cancellation on its way to what a task waits for. Where tasks wait for each other in a circle
/// it would go round for ever.
class TaskBase::PassingOn {
 public:
  explicit PassingOn(EventLoop& loop) : depth_(loop.cancel_depth_) {
    static constexpr std::uint32_t deepest = 1000;  // as Python's recursion limit
    if (depth_ == deepest) throw RecursionError("maximum recursion depth exceeded");
    ++depth_;
  }
  PassingOn(const PassingOn&) = delete;
  PassingOn& operator=(const PassingOn&) = delete;
  ~PassingOn() { --depth_; }

  /// To the future; true if it could be cancelled.
  static bool to(FutureBase& future, const MessageRef& message) {
    const PassingOn passing(future.loop());
    return future.cancel(message);
  }

 private:
  std::uint32_t& depth_;
};

bool TaskBase::cancel(MessageRef message) {
  forget_traceback();
  if (done()) return false;
  task_word_ += std::uint32_t{1} << count_shift;
  LoopTrace* const trace = loop_->trace();
  if (trace == nullptr) [[likely]] {
    if (waiter_ && PassingOn::to(*waiter_, message)) return true;
    word_ |= must_cancel_bit;
    set_cancel_message(std::move(message));
    return true;
  }
  const EventId before = trace->cause();
  const TaskBase* const asks = loop_->current_task();
  const EventId request =
      trace->record(EventKind::cancel_requested, id_, asks != nullptr ? asks->id_ : 0,
                    message ? trace->intern(message->text()) : 0, before);
  trace->remember(id_, request);
  bool passed_on = false;
  if (waiter_) {
    const CauseKept kept(*trace);
    trace->set_cause(request);
    if (!waiter_->done()) {
      trace->set_cause(
          trace->record(EventKind::cancel_passed_on, id_, waiter_->trace_id(), 0, request));
    }
    passed_on = PassingOn::to(*waiter_, message);
  }
  if (!passed_on) {
    word_ |= must_cancel_bit;
    set_cancel_message(std::move(message));
  }
  return true;
}

std::uint32_t TaskBase::uncancel() {
  if (cancelling() > 0) {
    task_word_ -= std::uint32_t{1} << count_shift;
    if (cancelling() == 0) task_word_ &= ~delivered_bit;
    if (LoopTrace* const trace = loop_->trace()) {
      trace->record(EventKind::cancel_withdrawn, id_, 0, 0, trace->cause());
    }
  }
  return cancelling();
}

void TaskBase::cancellation_caught() {
  if (cancelling() == 0) task_word_ &= ~delivered_bit;
  if (LoopTrace* const trace = loop_->trace()) {
    trace->record(EventKind::cancel_caught, id_, 0, 0, trace->cause());
  }
}

// Steps.

void TaskCalls::run(EventLoop& loop, ReadyEntry entry) {
  TaskBase& task = entry.task();
  if (entry.kind() == ReadyEntry::Kind::wakeup) {
    if (task.needs_care() || task.waiter_->has_error()) [[unlikely]]
      return wakeup_with_care(task);
    task.waiter_.reset();
  } else if (task.needs_care()) [[unlikely]] {
    return step_with_care(task);
  }
  task.go_on(loop);
}

[[gnu::noinline]] void TaskCalls::step_with_care(TaskBase& task) {
  TaskBase::step_with_care(task, nullptr);
}

[[gnu::noinline]] void TaskCalls::wakeup_with_care(TaskBase& task) {
  TaskBase::step_with_care(task, task.waiter_->result_error());
}

LoopTrace::Between TaskCalls::run_traced(LoopTrace& trace, LoopTrace::Between between,
                                         ReadyEntry entry, ReadyTag tag) {
  TaskBase& task = entry.task();
  const bool wakes = entry.kind() == ReadyEntry::Kind::wakeup;
  if (wakes ? !task.wakes_plainly() : task.needs_care()) {
    return TaskBase::tell_run(between, task, tag, wakes ? wakeup_with_care : step_with_care);
  }
  const EventId begin = trace.run_step_apart(between, tag, task.trace_id());
  trace.set_cause(begin);
  task.step_on_traced(trace, tag, begin, task.resume_other());
  return {};
}

void TaskCalls::run_plain_traced(LoopTrace& trace, std::uint32_t batch, ReadyEntry entry,
                                 ReadyTag tag) {
  TaskBase& task = entry.task();
  if (entry.kind() == ReadyEntry::Kind::wakeup) {
    if (!task.wakes_plainly()) [[unlikely]]
      return trace.tell(TaskBase::tell_run({0, batch}, task, tag, wakeup_with_care));
  } else if (task.needs_care()) [[unlikely]] {
    return trace.tell(TaskBase::tell_run({0, batch}, task, tag, step_with_care));
  }
  task.go_on_traced(trace, batch, tag);
}

void TaskCalls::drop(TaskBase& task) {
  task.release();
}

ObjectId TaskCalls::trace_id(const TaskBase& task) {
  return task.trace_id();
}

inline bool TaskBase::needs_care() const {
  return (word_ & (state_mask | must_cancel_bit)) != 0;
}

/// The same for coroutines of another world, whose resume may throw to end the run.
[[gnu::noinline]] StepResult TaskBase::resume_other() {
  try {
    return coroutine_.resume(nullptr);
  } catch (...) {
    release();
    throw;
  }
}

// The usual step, in which nothing is thrown in, nothing is asked and nobody looks.
inline void TaskBase::go_on(EventLoop& loop) {
  // C++ coroutines without a call through the table.
  const StepResult result =
      coroutine_.is_native() ? detail::resume_coro(coroutine_) : resume_other();
  if (result.kind == StepResult::Kind::yielded) {
    loop.ready_.push(ReadyEntry(*this, ReadyEntry::Kind::step));
  } else if (result.kind == StepResult::Kind::awaiting && can_wait_for(result.future())) {
    new (&waiter_) Ref<FutureBase>(&result.future());  // it is null
    result.future().add_wakeup(*this);
  } else if (result.kind == StepResult::Kind::returned) {
    const Ref<TaskBase> kept = Ref<TaskBase>::adopt(this);
    returned(result.payload);
  } else {
    conclude(result);
  }
}

/// Tells that a task's handle runs.
[[gnu::noinline]] LoopTrace::Between TaskBase::tell_run(LoopTrace::Between between, TaskBase& self,
                                                        ReadyTag tag, void (*step)(TaskBase&)) {
  LoopTrace& trace = *self.loop_->trace();
  const EventId begin = trace.run_begins(between, tag);
  trace.set_cause(begin);
  step(self);
  trace.set_cause(0);
  return trace.run_ends(tag.handle(), begin);
}

/// Lets go of what it has waited for, if that has a result. What would go with the last reference
/// to the future may have something to tell.
inline bool TaskBase::wakes_plainly() {
  if (needs_care() || waiter_->has_error() || waiter_->reference_count() == 1) return false;
  waiter_.reset();
  return true;
}

// The usual step where all is told.
[[gnu::always_inline]] inline void TaskBase::go_on_traced(LoopTrace& trace, std::uint32_t batch,
                                                          ReadyTag tag) {
  const EventId begin = trace.run_step(batch, tag, id_);
  trace.set_cause(begin);
  const StepResult result =
      coroutine_.is_native() ? detail::resume_coro(coroutine_) : resume_other();
  if (result.kind == StepResult::Kind::yielded && trace.is_last(begin)) [[likely]] {
    const ObjectId handle = trace.new_object();
    const EventId arrived = trace.whole_yield(batch, tag.handle(), handle);
    loop_->ready_.push(ReadyEntry(*this, ReadyEntry::Kind::step), {handle, arrived});
    trace.set_cause(0);
  } else {
    step_on_traced(trace, tag, begin, result);
  }
}

/// What follows from a step's result.
[[gnu::always_inline]] inline void TaskBase::step_on_traced(LoopTrace& trace, ReadyTag tag,
                                                            EventId begin, StepResult result) {
  const bool same_cause = trace.cause() == begin;
  if (result.kind == StepResult::Kind::awaiting && same_cause && can_wait_for(result.future()) &&
      !result.future().done()) {
    new (&waiter_) Ref<FutureBase>(&result.future());  // it is null
    result.future().add_wakeup(*this);
    trace.step_waits(id_, tag.handle(), begin, result.future().trace_id());
  } else if (result.kind == StepResult::Kind::returned && same_cause) {
    return_traced(tag, begin, result.payload);
  } else if (result.kind == StepResult::Kind::yielded && same_cause) {
    const ObjectId handle = trace.new_object();
    const EventId arrived = trace.step_yielded(id_, tag.handle(), begin, handle);
    loop_->ready_.push(ReadyEntry(*this, ReadyEntry::Kind::step), {handle, arrived});
  } else {
    conclude_traced(tag, begin, result);
  }
  trace.set_cause(0);
}

/// `kept`: what has kept this task so far.
inline void TaskBase::end_traced(ReadyTag tag, EventId begin, Ref<TaskBase>& kept) {
  LoopTrace& trace = *loop_->trace();
  if (reference_count() > 1 && trace.cause() == begin) {
    trace.step_ended(id_, tag.handle(), begin);
    return;
  }
  trace_step_end();
  kept.reset();  // which may have something to tell
  trace.set_cause(0);
  trace.record_brief(EventKind::handle_run_end, tag.handle(), begin - 1);
}

[[gnu::noinline]] void TaskBase::return_traced(ReadyTag tag, EventId begin, void* value) {
  Ref<TaskBase> kept = Ref<TaskBase>::adopt(this);
  returned(value);
  end_traced(tag, begin, kept);
}

[[gnu::noinline]] void TaskBase::conclude_traced(ReadyTag tag, EventId begin, StepResult result) {
  Ref<TaskBase> kept(this);
  conclude(result);
  end_traced(tag, begin, kept);
}

inline bool TaskBase::can_wait_for(const FutureBase& future) const {
  return future.loop_ == loop_ && &future != this && !must_cancel();
}

void TaskBase::step_with_care(TaskBase& self, ExceptionRef thrown) {
  Ref<TaskBase> kept = Ref<TaskBase>::adopt(&self);
  if (self.done()) {
    throw InvalidStateError(fmt::format("_step(): already done: {}, {}", self.repr(),
                                        thrown ? thrown->repr() : "None"));
  }
  const bool asked = self.must_cancel();
  if (asked) {
    if (!thrown || !thrown->is_cancelled()) thrown = self.make_cancelled_error();
    self.word_ &= ~must_cancel_bit;
  }
  self.waiter_.reset();
  if (thrown && thrown->is_cancelled()) self.task_word_ |= delivered_bit;
  const bool traced = self.loop_->trace() != nullptr;
  if (traced) self.trace_step_begin(thrown.get(), asked);
  const StepResult result = self.coroutine_.resume(std::move(thrown));
  if (!traced) {
    kept.detach()->conclude(result);
    return;
  }
  self.add_ref();
  self.conclude(result);
  self.trace_step_end();
}

[[gnu::noinline]] void TaskBase::conclude(StepResult result) {
  // The step's reference goes to the next handle, or is given back.
  Ref<TaskBase> kept = Ref<TaskBase>::adopt(this);
  switch (result.kind) {
    case StepResult::Kind::yielded:
      if (LoopTrace* const trace = loop_->trace()) {
        trace->record(EventKind::task_yielded, id_, 0, 0, trace->cause());
      }
      loop_->enqueue(ReadyEntry(*kept.detach(), ReadyEntry::Kind::step));
      return;
    case StepResult::Kind::awaiting:
      if (refuse(result.future())) return;
      kept.detach()->wait_for(result.future());
      return;
    case StepResult::Kind::returned:
      returned(result.payload);
      return;
    case StepResult::Kind::raised:
      raised(result.take_exception());
      return;
    case StepResult::Kind::yielded_future:
      if (refuse(result.future())) return;
      schedule_throw(loop_->exception_factory().runtime_error(
          fmt::format("yield was used instead of yield from in task {} with {}", repr(),
                      result.future().repr())));
      return;
    case StepResult::Kind::bad_yield:
      schedule_throw(result.take_exception());
      return;
  }
}

/// Throws into the coroutine if it may not wait for `future`.
bool TaskBase::refuse(FutureBase& future) {
  if (&future.loop() != loop_) {
    schedule_throw(loop_->exception_factory().runtime_error(
        fmt::format("Task {} got Future {} attached to a different loop", repr(), future.repr())));
    return true;
  }
  if (&future == this) {
    schedule_throw(loop_->exception_factory().runtime_error(
        fmt::format("Task cannot await on itself: {}", repr())));
    return true;
  }
  return false;
}

void TaskBase::wait_for(FutureBase& future) {
  if (LoopTrace* const trace = loop_->trace()) {
    trace->record(EventKind::task_waits_for, id_, future.trace_id(), 0, trace->cause());
  }
  waiter_ = Ref<FutureBase>(&future);
  future.add_wakeup(*this);
  if (must_cancel()) cancel_waiter(future);
}

/// cancel() came while the coroutine ran.
void TaskBase::cancel_waiter(FutureBase& future) {
  LoopTrace* const trace = loop_->trace();
  const EventId before = trace != nullptr ? trace->cause() : 0;
  if (trace != nullptr && !future.done()) {
    trace->set_cause(trace->record(EventKind::cancel_passed_on, id_, future.trace_id(), 0,
                                   trace->remembered(id_)));
  }
  try {
    if (PassingOn::to(future, cancel_message())) word_ &= ~must_cancel_bit;
  } catch (const RecursionError& error) {
    // asyncio raises it out of the step, which is a callback like any other.
    loop_->call_exception_handler(
        {.message = "Exception in callback Task.__step()",
         .exception = loop_->exception_factory().recursion_error(error.what())});
  }
  if (trace != nullptr) trace->set_cause(before);
}

void TaskBase::schedule_step() {
  add_ref();
  loop_->enqueue(ReadyEntry(*this, ReadyEntry::Kind::step));
}

namespace {

/// call_soon(self.__step, exc): a step that throws, which only misuse leads to.
class ThrowingStep final : public Handle {
 public:
  using Step = void (*)(TaskBase&, ExceptionRef);

  ThrowingStep(TaskBase& task, ExceptionRef error, Step step)
      : Handle(table), task_(&task), error_(std::move(error)), step_(step) {}

 private:
  static ThrowingStep& self(Handle& handle) { return static_cast<ThrowingStep&>(handle); }
  static const ThrowingStep& self(const Handle& handle) {
    return static_cast<const ThrowingStep&>(handle);
  }
  static void run_it(Handle& handle) {
    self(handle).step_(*self(handle).task_, self(handle).error_);
  }
  static void destroy_it(Handle& handle) { delete &self(handle); }
  static EventLoop& loop_of(const Handle& handle) { return self(handle).task_->loop(); }
  static const CallbackLabel& label_of(const Handle&) {
    static constexpr CallbackLabel label{"Task.__step"};
    return label;
  }
  static ObjectId owner_of(const Handle& handle) { return self(handle).task_->trace_id(); }
  static constexpr HandleType table{run_it,   nullptr,  destroy_it,      loop_of,
                                    label_of, owner_of, HandleRole::step};

  Ref<TaskBase> task_;
  ExceptionRef error_;
  Step step_;
};

}  // namespace

void TaskBase::schedule_throw(ExceptionRef error) {
  loop_->check_open();
  const HandleRef handle(
      new ThrowingStep(*this, std::move(error), [](TaskBase& task, ExceptionRef thrown) {
        task.loop_->now_ = ReadyEntry(task, ReadyEntry::Kind::step);
        task.add_ref();
        step_with_care(task, std::move(thrown));
      }));
  loop_->enqueue(*handle);
}

// Ends.

void TaskBase::returned(void* value) {
  if (coroutine_.is_native()) {
    detail::destroy_finished(coroutine_);  // it has put its value into its slot
  } else {
    take_result(value);
    coroutine_.reset();
  }
  leave_list();
  if (must_cancel()) [[unlikely]] {
    // Cancelled right before the coroutine stopped.
    word_ &= ~must_cancel_bit;
    cancel_now(cancel_message());
    return;
  }
  if ((task_word_ & delivered_bit) != 0) [[unlikely]]
    trace_suppressed();
  finish();
}

void TaskBase::raised(ExceptionRef error) {
  coroutine_.reset();
  leave_list();
  if (error->is_cancelled()) {
    cancel_now(nullptr, std::move(error));
    return;
  }
  if ((task_word_ & delivered_bit) != 0) trace_suppressed();
  const bool leaves = error->kind() == Exception::Kind::leaves_loop;
  finish_with(error);
  if (leaves) throw LoopExit(std::move(error));
}

void TaskBase::leave_list() {
  loop_->task_list().remove(place_);
  word_ &= ~unfinished_task_bit;
}

void TaskBase::report_unfinished_business() {
  if (!done() && (word_ & unfinished_task_bit) != 0) {
    leave_list();
    if ((task_word_ & quiet_bit) == 0) {
      loop_->call_exception_handler(
          {.message = "Task was destroyed but it is pending!", .task = this});
    }
  }
  FutureBase::report_unfinished_business();
}

/// The loop goes away while the task is pending.
void TaskBase::abandon() {
  const Ref<TaskBase> kept(this);
  report_unfinished_business();
  // The frame may refer to what the task waits for, which refers to the task.
  coroutine_.reset();
  if (waiter_) {
    waiter_->forget_wakeup(*this);
    waiter_.reset();
  }
  drop_callbacks();  // they will not be called, and may refer to the task
}

void TaskCalls::abandon_all(EventLoop& loop) {
  while (TaskBase* const task = loop.task_list().first()) task->abandon();
}

TaskBase* TaskList::first() {
  while (first_ < end_ && places_[first_] == nullptr) ++first_;
  return first_ < end_ ? places_[first_] : nullptr;
}

/// Closes the gaps if they are many, else grows.
void TaskList::make_room() {
  first_ = 0;
  if (gaps_ < end_ - gaps_ || end_ == 0) {
    places_.resize(places_.size() * 2 + 16);
    capacity_ = static_cast<Place>(places_.size());
    return;
  }
  end_ = static_cast<Place>(std::remove(places_.begin(), places_.begin() + end_, nullptr) -
                            places_.begin());
  gaps_ = 0;
  for (Place place = 0; place < end_; ++place) places_[place]->place_ = place;
}

// What is told of it.

void TaskBase::trace_step_begin(const Exception* thrown, bool asked) {
  LoopTrace& trace = *loop_->trace();
  const EventId begin =
      trace.record(EventKind::task_step_begin, id_, 0, 0, trace.cause(), thrown != nullptr ? 1 : 0);
  trace.set_cause(begin);
  if (thrown == nullptr || !thrown->is_cancelled()) return;
  task_word_ |= delivered_bit;
  // Where no future stood between, the request itself is the cause.
  trace.record(EventKind::cancel_delivered, id_, 0, 0, asked ? trace.remembered(id_) : begin);
}

void TaskBase::trace_step_end() {
  LoopTrace& trace = *loop_->trace();
  trace.record_brief(EventKind::task_step_end, id_, trace.cause());
  trace.recorder().set_line(0);
}

void TaskBase::trace_suppressed() {
  // What came from a cancelled future or task that it awaited was not asked of this one.
  if (cancelling() == 0) return;
  if (LoopTrace* const trace = loop_->trace()) {
    trace->record(EventKind::cancel_suppressed, id_, 0, 0, trace->cause());
  }
}

std::string TaskBase::repr() const {
  std::string state = state_repr();
  if (!done() && cancelling() > 0) state = "cancelling";
  const std::size_t first = state.find(' ');
  const std::string rest = first == std::string::npos ? std::string() : state.substr(first);
  std::string text = fmt::format("<{} {} name={} coro=<{}()>", class_name(), state.substr(0, first),
                                 value_repr(std::string_view(name())), coroutine_.name());
  if (waiter_) text += " wait_for=" + waiter_->repr();
  return text + rest + ">";
}

std::string TaskCalls::who_waits(const EventLoop& loop) {
  constexpr int most = 20;
  std::string text;
  int count = 0;
  loop.task_list().for_each([&](const TaskBase& task) {
    if (++count > most) return;
    if (!text.empty()) text += "; ";
    text += task.name();
    if (const auto* const other = dynamic_cast<const TaskBase*>(task.waits_for())) {
      text += " waits for " + other->name();
    } else if (task.waits_for() != nullptr) {
      text += " waits for a future that nothing will set";
    } else {
      text += " is not scheduled";
    }
  });
  if (count > most) text += fmt::format("; and {} more", count - most);
  return count == 0 ? "No task is left and nothing is scheduled." : text + ".";
}

bool TaskCalls::cancel_named(EventLoop& loop, std::string_view name) {
  for (const Ref<TaskBase>& task : all_tasks(loop)) {
    if (task->name() == name) return task->cancel();
  }
  return false;
}

bool EventLoop::cancel_task(std::string_view name) {
  return TaskCalls::cancel_named(*this, name);
}

TaskBase* current_task() {
  return EventLoop::running().current_task();
}

std::vector<Ref<TaskBase>> all_tasks(const EventLoop& loop) {
  std::vector<Ref<TaskBase>> tasks;
  loop.task_list().for_each([&](TaskBase& task) { tasks.emplace_back(&task); });
  return tasks;
}

}  // namespace loopscope
