// asyncio.sleep()

#include "lessons/python/machine/generator_object.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/asyncio/exceptions.h"
#include "lessons/python/modules/asyncio/functions.h"
#include "lessons/python/modules/asyncio/future.h"
#include "lessons/python/modules/asyncio/handle.h"
#include "lessons/python/modules/asyncio/loop.h"
#include "lessons/python/modules/asyncio/state.h"
#include "lessons/python/modules/busy_wait.h"
#include "lessons/python/objects/float_object.h"
#include "lessons/python/objects/list_object.h"

namespace loopscope::python {

namespace {

/// call_later(delay, futures._set_result_unless_cancelled, future, result)
class SleepTimer final : public TimerHandle {
 public:
  SleepTimer(double when, Ref<PlainFuture> future, Value result)
      : TimerHandle(table, when),
        loop_(&future->loop()),
        future_(std::move(future)),
        result_(std::move(result)) {
    future_->set_timed(true);
  }

  /// Null if it is none, or was cancelled.
  static SleepTimer* of(Handle& handle) {
    return &handle.type() == &table && self(handle).future_ ? &self(handle) : nullptr;
  }
  Value future() const { return future_->object(); }
  const Value& result() const { return result_; }

 private:
  static SleepTimer& self(Handle& handle) { return static_cast<SleepTimer&>(handle); }
  static const SleepTimer& self(const Handle& handle) {
    return static_cast<const SleepTimer&>(handle);
  }
  static void run_it(Handle& handle) {
    PlainFuture& future = *self(handle).future_;
    if (!future.cancelled()) future.set_result(self(handle).result_);
  }
  static void clear_it(Handle& handle) {
    if (self(handle).future_) self(handle).future_->set_timed(false);
    const Ref<PlainFuture> kept = std::move(self(handle).future_);
    self(handle).result_.reset();
  }
  static void destroy_it(Handle& handle) { delete &self(handle); }
  static EventLoop& loop_of(const Handle& handle) { return *self(handle).loop_; }
  static const CallbackLabel& label_of(const Handle&) {
    static constexpr CallbackLabel label{"_set_result_unless_cancelled"};
    return label;
  }
  static ObjectId owner_of(const Handle& handle) {
    return self(handle).future_ ? self(handle).future_->trace_id() : 0;
  }
  static constexpr HandleType table{run_it,   clear_it, destroy_it,      loop_of,
                                    label_of, owner_of, HandleRole::call};

  EventLoop* loop_;
  Ref<PlainFuture> future_;
  Value result_;
};

/// futures._set_result_unless_cancelled
Value set_result_function(Interpreter& interpreter) {
  const Value futures = interpreter.import_module("asyncio.futures");
  return futures ? get_attribute(interpreter, futures, "_set_result_unless_cancelled") : Value();
}

/// The program's own class of loops has its own idea of what sleep() asks of a loop.
bool has_own_timers(Interpreter& interpreter, const LoopObject& loop) {
  if (!loop.type->is_heap()) return false;
  const Value own = Value::share(loop.type);
  const Value base = Value::share(asyncio_of(interpreter).base_event_loop);
  for (const char* const name : {"create_future", "call_later", "call_at"}) {
    const Value method = get_attribute(interpreter, own, name);
    if (method && !method.same(get_attribute(interpreter, base, name))) return true;
  }
  interpreter.clear_error();
  return false;
}

class Sleep final : public NativeSteps {
 public:
  Sleep(Value delay, Value result) : delay_(std::move(delay)), result_(std::move(result)) {}
  ~Sleep() override { cancel_timer(); }

  Next step(Interpreter& interpreter, Value sent, Value& result) override {
    switch (std::exchange(place_, Place::waits)) {
      case Place::begins:
        return begin(interpreter, result);
      case Place::yields:
        result = result_;
        return Next::finish;
      case Place::waits:
        break;
    }
    if (!cancel(interpreter)) return Next::raised;
    result = std::move(sent);
    return Next::finish;
  }

  Next caught(Interpreter& interpreter, Value exception, Value& result) override {
    if (!cancel(interpreter)) return Next::raised;
    return NativeSteps::caught(interpreter, std::move(exception), result);
  }

  void traverse(Visitor& visit) override {
    visit(delay_);
    visit(result_);
    visit(own_timer_);
  }

 private:
  enum class Place { begins, yields, waits };

  Next begin(Interpreter& interpreter, Value& result) {
    const Value answer = compare(interpreter, delay_, Value::small(0), Comparison::less_equal);
    bool at_once = false;
    interpreter.extension<BusyWait>().turn();
    if (!answer || !truth(interpreter, answer, at_once)) return Next::raised;
    if (at_once) {
      place_ = Place::yields;
      result = Value::none();
      return Next::yield;
    }
    LoopObject* loop = running_loop(interpreter);
    if (loop == nullptr) {
      interpreter.raise_runtime_error("no running event loop");
      return Next::raised;
    }
    if (has_own_timers(interpreter, *loop)) return begin_by_methods(interpreter, *loop, result);
    const Value now = make_float(interpreter, loop->engine().time());
    const Value when = binary(interpreter, BinaryOperator::add, now, delay_);
    double due = 0;
    if (!when || !to_real(interpreter, when, due)) return Next::raised;
    const Ref<PlainFuture> future(new PlainFuture(*loop, "sleep"));
    result = future->object();
    return guarded(interpreter,
                   [&]() -> bool {
                     loop->engine().check_open();
                     timer_ = HandleRef(new SleepTimer(due, future, result_));
                     loop->engine().schedule(due, *timer_);
                     return true;
                   })
               ? Next::await
               : Next::raised;
  }

  /// As sleep() is written.
  Next begin_by_methods(Interpreter& interpreter, LoopObject& loop, Value& result) {
    const Value self = Value::share(&loop);
    const Value callback = set_result_function(interpreter);
    if (!callback) return Next::raised;
    result = call_method(interpreter, self, "create_future");
    if (!result) return Next::raised;
    own_timer_ = call_method(interpreter, self, "call_later", {delay_, callback, result, result_});
    return own_timer_ ? Next::await : Next::raised;
  }

  /// What the `finally` of sleep() does. False if it has raised.
  bool cancel(Interpreter& interpreter) {
    cancel_timer();
    const Value timer = std::move(own_timer_);
    return !timer || call_method(interpreter, timer, "cancel");
  }
  void cancel_timer() {
    if (const HandleRef timer = std::move(timer_)) timer->cancel();
  }

  Value delay_;
  Value result_;
  HandleRef timer_;
  Value own_timer_;  ///< instead, what the loop's own call_later() has returned
  Place place_ = Place::begins;
};

}  // namespace

Value sleep(Interpreter& interpreter, const Value& delay, const Value& result) {
  return make_native_coroutine(interpreter, "sleep", "sleep",
                               std::make_unique<Sleep>(delay, result));
}

Value sleep_timer_object(Interpreter& interpreter, const TimerEntry& timer) {
  LoopObject& loop = *loop_object_of(interpreter, timer.handle->loop());
  const SleepTimer* const sleeps = SleepTimer::of(*timer.handle);
  if (sleeps == nullptr) return timer_object(loop, timer, Value(), Value());
  Value callback = set_result_function(interpreter);
  if (!callback) return {};
  return timer_object(loop, timer, std::move(callback),
                      make_tuple(interpreter, {sleeps->future(), sleeps->result()}));
}

}  // namespace loopscope::python
