#include "engine/coro/gather.h"

namespace loopscope {

/// gather()'s `_done_callback`; keeps the outer future.
struct GatherBase::Done {
  static constexpr CallbackLabel label{"gather.<locals>._done_callback"};
  Ref<GatherBase> outer;
  void operator()(FutureBase& child) { outer->child_done(child); }
};

GatherBase::GatherBase(EventLoop& loop, bool return_exceptions)
    : FutureBase(loop, Unannounced{}), return_exceptions_(return_exceptions) {}

GatherBase::~GatherBase() = default;

void GatherBase::add_child(Ref<FutureBase> child, bool created_here) {
  // A task that was just made can't be there yet.
  const bool is_new = created_here || seen_.insert(child.get()).second;
  if (is_new) {
    ++unique_;
    if (created_here) {
      if (auto* const task = dynamic_cast<TaskBase*>(child.get())) {
        task->set_log_destroy_pending(false);
      }
    }
    child->add_done_callback(Done{Ref<GatherBase>(this)});
  }
  children_.push_back(std::move(child));
}

void GatherBase::seal() {
  seen_ = {};
  announce("gather");
  if (LoopTrace* const trace = loop().trace()) {
    for (const auto& child : children_) {
      trace->record(EventKind::future_awaits, trace_id(), child->trace_id(), 0, trace->cause());
    }
  }
  if (!children_.empty()) return;
  collect();
  finish();
}

bool GatherBase::cancel(MessageRef message) {
  if (done()) return false;
  bool any = false;
  // A child that is cancelled may not change the list; its callbacks come through the loop.
  for (const auto& child : children_) {
    if (child->cancel(message)) any = true;
  }
  if (any) cancel_requested_ = true;
  const auto* const last =
      children_.empty() ? nullptr : dynamic_cast<const TaskBase*>(children_.back().get());
  if (last != nullptr && last->must_cancel()) last_message_ = std::move(message);
  return any;
}

void GatherBase::child_done(FutureBase& child) {
  ++finished_;
  if (done()) {
    if (!child.cancelled()) child.forget_traceback();
    return;
  }
  if (!return_exceptions_) {
    if (child.cancelled()) {
      finish_with(child.make_cancelled_error());
      return;
    }
    child.forget_traceback();
    if (const Exception* const error = child.peek_exception()) {
      finish_with(ExceptionRef(error));
      return;
    }
  }
  if (finished_ != unique_) return;
  if (cancel_requested_) {
    // The cancellation goes on whatever return_exceptions says; its error is that of the last
    // child.
    for (const auto& each : children_) each->forget_traceback();
    FutureBase& last = *children_.back();
    finish_with(last.cancelled() ? last.make_cancelled_error()
                                 : loop().exception_factory().cancelled(last_message_));
    return;
  }
  collect();
  finish();
}

ExceptionRef GatherBase::child_error(FutureBase& child) {
  if (child.cancelled()) {
    return child.loop().exception_factory().cancelled(child.cancel_message());
  }
  child.forget_traceback();
  return ExceptionRef(child.peek_exception());
}

}  // namespace loopscope
