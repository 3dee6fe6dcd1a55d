// What the loop reports: exceptions nobody can be told of, slow callbacks, deadlocks.
#include <fmt/format.h>

#include "engine/coro/future.h"
#include "engine/coro/task.h"
#include "engine/loop/event_loop.h"
#include "engine/platform/network.h"

namespace loopscope {
namespace {

std::string repr_of(const Handle& handle) {
  if (handle.type().repr != nullptr) return handle.type().repr(handle);
  return fmt::format("<Handle {}{}()>", handle.cancelled() ? "cancelled " : "",
                     handle.label().qualname);
}

// "Descriptor 4, connected to …, is watched for reading." for each that the loop waits for.
std::string who_is_watched(const EventLoop& loop) {
  const Descriptors& watched = loop.descriptors();
  std::string text;
  for (int descriptor = 0; descriptor < watched.end(); ++descriptor) {
    const bool reads = watched.watcher(descriptor, interest_read) != nullptr;
    const bool writes = watched.watcher(descriptor, interest_write) != nullptr;
    if (!reads && !writes) continue;
    const std::string what = loop.platform().network().describe(descriptor);
    text += fmt::format(" Descriptor {}{} is watched for {}, and nothing is on its way to it.",
                        descriptor, what.empty() ? "" : " (" + what + ")",
                        reads && writes ? "reading and writing"
                        : reads         ? "reading"
                                        : "writing");
  }
  return text;
}

}  // namespace

void EventLoop::call_exception_handler(const ExceptionContext& context) {
  if (!exception_handler_) {
    default_exception_handler(context);
    return;
  }
  // The handler may replace itself.
  const ExceptionHandler handler = exception_handler_;
  try {
    handler(*this, context);
  } catch (const LoopExit&) {
    throw;
  } catch (...) {
    default_exception_handler({.message = "Unhandled error in exception handler",
                               .exception = loopscope::current_exception()});
  }
}

void EventLoop::default_exception_handler(const ExceptionContext& context) {
  std::string text =
      context.message.empty() ? "Unhandled exception in event loop" : context.message;
  if (context.future != nullptr) text += "\nfuture: " + context.future->repr();
  if (context.handle != nullptr) text += "\nhandle: " + repr_of(*context.handle);
  if (context.task != nullptr) text += "\ntask: " + context.task->repr();
  for (const auto& [name, repr] : context.details) text += "\n" + name + ": " + repr;
  if (context.exception) text += "\n" + context.exception->traceback();
  log(text);
}

void EventLoop::log(const std::string& message) {
  if (trace_ != nullptr) {
    const ObjectId task = current_task() != nullptr ? current_task()->trace_id() : 0;
    trace_->record(EventKind::log, task, 0, trace_->intern(message), trace_->cause());
  }
  platform_->log(message);
}

void EventLoop::report_callback(Handle& handle) {
  call_exception_handler(
      {.message = fmt::format("Exception in callback {}()", handle.label().qualname),
       .exception = loopscope::current_exception(),
       .handle = &handle});
}

void report_failed_callback(EventLoop& loop, const CallbackLabel& label) {
  loop.call_exception_handler({.message = fmt::format("Exception in callback {}()", label.qualname),
                               .exception = current_exception()});
}

void EventLoop::run_and_time(ReadyEntry entry) {
  const bool is_task = entry.kind() != ReadyEntry::Kind::handle;
  const Ref<TaskBase> task(is_task ? &entry.task() : nullptr);
  const HandleRef handle(is_task ? nullptr : &entry.handle());
  const double begin = time();
  run_watched(entry);
  const double seconds = time() - begin;
  if (seconds < slow_callback_duration) return;
  log(fmt::format("Executing {} took {:.3f} seconds", is_task ? task->repr() : repr_of(*handle),
                  seconds));
}

void EventLoop::report_deadlock() {
  const std::string who = TaskCalls::who_waits(*this) + who_is_watched(*this);
  if (trace_ != nullptr) {
    trace_->record(EventKind::loop_deadlock, 0, 0, trace_->intern(who), 0);
  }
  throw DeadlockError("Deadlock: nothing can ever wake the loop. " + who);
}

}  // namespace loopscope
