// asyncio.sleep()

#include "lessons/python/machine/generator_object.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/asyncio/exceptions.h"
#include "lessons/python/modules/asyncio/functions.h"
#include "lessons/python/modules/asyncio/future.h"
#include "lessons/python/modules/asyncio/loop.h"
#include "lessons/python/modules/busy_wait.h"
#include "lessons/python/objects/float_object.h"

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

class Sleep final : public NativeSteps {
 public:
  Sleep(Value delay, Value result) : delay_(std::move(delay)), result_(std::move(result)) {}
  ~Sleep() override { cancel(); }

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
    cancel();
    result = std::move(sent);
    return Next::finish;
  }

  Next caught(Interpreter& interpreter, Value exception, Value& result) override {
    cancel();
    return NativeSteps::caught(interpreter, std::move(exception), result);
  }

  void traverse(Visitor& visit) override {
    visit(delay_);
    visit(result_);
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

  /// What the `finally` of sleep() does.
  void cancel() {
    if (const HandleRef timer = std::move(timer_)) timer->cancel();
  }

  Value delay_;
  Value result_;
  HandleRef timer_;
  Place place_ = Place::begins;
};

}  // namespace

Value sleep(Interpreter& interpreter, const Value& delay, const Value& result) {
  return make_native_coroutine(interpreter, "sleep", "sleep",
                               std::make_unique<Sleep>(delay, result));
}

}  // namespace loopscope::python
