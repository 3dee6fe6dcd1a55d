#include "lessons/python/modules/asyncio/state.h"

#include "engine/coro/task.h"
#include "lessons/python/modules/asyncio/exceptions.h"
#include "lessons/python/modules/asyncio/functions.h"
#include "lessons/python/modules/asyncio/future.h"
#include "lessons/python/modules/asyncio/handle.h"
#include "lessons/python/modules/asyncio/loop.h"
#include "lessons/python/modules/asyncio/task.h"
#include "lessons/python/modules/contextvars.h"
#include "lessons/python/objects/exception_object.h"

namespace loopscope::python {

namespace {

Type& define_invalid_state_error(Interpreter& interpreter) {
  TypeDefinition definition;
  definition.name = "InvalidStateError";
  definition.module = "asyncio.exceptions";
  definition.base = interpreter.exceptions.exception;
  definition.kind = Kind::exception;
  definition.size = sizeof(ExceptionObject);
  definition.flags = Type::base_allowed | Type::container;
  return define_type(interpreter, definition);
}

}  // namespace

AsyncioState::AsyncioState(Interpreter& interpreter)
    : interpreter_(&interpreter),
      contexts_(&interpreter.extension<Contexts>()),
      exceptions_(std::make_unique<PythonExceptions>(interpreter)) {
  invalid_state_error = &define_invalid_state_error(interpreter);
  define_future_types(*this);
  define_task_type(*this);
  define_handle_types(*this);
  define_loop_types(*this);
  define_runner_type(*this);
}

AsyncioState::~AsyncioState() {
  for (LoopObject* loop : loops_) {
    loop->state = nullptr;
    loop->engine().set_exception_factory(ExceptionFactory::native());
    loop->engine().set_exception_handler([](EventLoop&, const ExceptionContext&) {});
  }
}

void AsyncioState::clear() {
  current_loop.reset();
  policy.reset();
  entered_tasks.reset();
  registered_tasks.reset();
  // In CPython the collector comes upon the coroutines first, then upon their tasks.
  const std::vector<LoopObject*> loops = loops_;
  for (LoopObject* loop : loops) {
    const Value kept = Value::share(loop);
    for (const Ref<TaskBase>& pending : all_tasks(loop->engine())) {
      if (auto* python = dynamic_cast<PythonTask*>(pending.get())) python->abandon_coroutine();
    }
    loop->exception_handler.reset();
    TaskCalls::abandon_all(loop->engine());
    if (!loop->engine().is_running()) loop->engine().close();
  }
}

const CallbackLabel& AsyncioState::label(std::string_view qualname) {
  std::unique_ptr<Label>& label = labels_[std::string(qualname)];
  if (!label) label = std::make_unique<Label>(qualname);
  return label->label;
}

}  // namespace loopscope::python
