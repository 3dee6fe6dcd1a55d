#pragma once

#include <optional>
#include <string>

#include "engine/coro/task.h"
#include "lessons/python/modules/asyncio/future.h"

namespace loopscope::python {

/// asyncio.Task of a Python coroutine.
class PythonTask final : public TaskBase, public PythonFuture {
 public:
  /// A null context: a copy of the current one. Throws LoopError if the loop is closed.
  PythonTask(LoopObject& loop, Value coroutine, const TaskOptions& options,
             Value context = Value());

  const Value& python_coroutine() const { return python_coroutine_; }
  /// Its contextvars.Context; null: an empty one that was not made yet.
  Value& context() { return context_; }
  /// The interpreter ends, or the loop goes: the coroutine is closed, and the task reported.
  void abandon_coroutine();
  /// Whether it is reported if it is destroyed while pending.
  void set_log_destroy(bool log);
  bool logs_destroy() const { return log_destroy_; }

  void set_result(Value value) override;
  std::string repr() const override;
  std::string result_repr() const override;
  void report() override { TaskBase::report_unfinished_business(); }
  void put_cancel_message(MessageRef message) override { set_cancel_message(std::move(message)); }

 protected:
  void take_result(void* value) override;
  void dispose() override;
  void report_unfinished_business() override;
  std::string_view class_name() const override;
  TextId result_text(LoopTrace& trace) const override;
  Type& default_type() const override;
  bool write_details(std::string& text) override;

 private:
  Value python_coroutine_;
  Value context_;
  bool log_destroy_ = true;
  bool abandoned_ = false;  ///< nobody will come back to it
};

/// The Coroutine that drives a Python coroutine (or whatever is like one).
Coroutine drive(Interpreter& interpreter, const Value& coroutine);

/// coroutines.iscoroutine()
bool is_coroutine_like(Interpreter& interpreter, const Value& value);
/// loop.create_task(coroutine, name=name, context=context), also with the loop's task factory;
/// `name` null or None: the next number; `context` null or None: a copy of the current one. Null if
/// it has raised.
Value create_task(Interpreter& interpreter, LoopObject& loop, const Value& coroutine,
                  const Value& name, const Value& context = Value());
/// The same by the loop's own method, where its class is one of the program's.
Value create_task_by_loop(Interpreter& interpreter, LoopObject& loop, const Value& coroutine,
                          const Value& context = Value());
/// tasks.ensure_future(); `loop` null: the running or the policy's.
Value ensure_future(Interpreter& interpreter, const Value& awaitable, LoopObject* loop);

/// Makes the type Task.
void define_task_type(AsyncioState& state);

}  // namespace loopscope::python
