#include "lessons/python/modules/asyncio/loop.h"

#include <algorithm>

#include "engine/coro/task.h"
#include "lessons/python/machine/generator_object.h"
#include "lessons/python/machine/hint_list.h"
#include "lessons/python/machine/interpreter_state.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/asyncio/exceptions.h"
#include "lessons/python/modules/asyncio/functions.h"
#include "lessons/python/modules/asyncio/handle.h"
#include "lessons/python/modules/asyncio/methods.h"
#include "lessons/python/modules/asyncio/reports.h"
#include "lessons/python/modules/asyncio/state.h"
#include "lessons/python/modules/asyncio/task.h"
#include "lessons/python/modules/program_signals.h"
#include "lessons/python/modules/threads.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/exception_object.h"
#include "lessons/python/objects/function_object.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/weak_reference.h"

namespace loopscope::python {

namespace {

/// coroutines._is_debug_mode()
bool is_debug_mode(Interpreter& interpreter) {
  const Value* module = interpreter.modules().find("asyncio.coroutines");
  if (module == nullptr) return interpreter.options().debug;
  const Value kept = *module;
  const Value answer = call_method(interpreter, kept, "_is_debug_mode");
  bool debug = false;
  if (!answer || !truth(interpreter, answer, debug)) interpreter.clear_error();
  return debug;
}

}  // namespace

Value make_event_loop(Interpreter& interpreter, Type& type) {
  AsyncioState& state = asyncio_of(interpreter);
  auto* loop = interpreter.make<LoopObject>(type);
  Value result = Value::adopt(loop);
  loop->state = &state;
  loop->event_loop = std::make_unique<EventLoop>(interpreter.platform());
  loop->engine().set_exception_factory(state.exceptions());
  loop->engine().set_exception_handler(
      [loop](EventLoop&, const ExceptionContext& context) { report_of_engine(*loop, context); });
  loop->engine().set_debug(is_debug_mode(interpreter));
  state.loops().push_back(loop);
  interpreter.extension<ProgramSignals>().add_loop(loop->engine());
  if (type.is_subtype(*state.selector_event_loop)) {
    log_with_module(interpreter, "debug", "Using selector: EpollSelector");
  }
  return result;
}

Value new_event_loop(Interpreter& interpreter) {
  const AsyncioState& state = asyncio_of(interpreter);
  if (!state.policy) return make_event_loop(interpreter, *state.selector_event_loop);
  const Value policy = state.policy;
  return call_method(interpreter, policy, "new_event_loop");
}

LoopObject* loop_object_of(Interpreter& interpreter, const EventLoop& loop) {
  for (LoopObject* object : asyncio_of(interpreter).loops()) {
    if (object->event_loop.get() == &loop) return object;
  }
  return nullptr;
}

LoopObject* running_loop(Interpreter& interpreter) {
  const EventLoop* loop = ThreadContext::current().running_loop;
  return loop != nullptr ? loop_object_of(interpreter, *loop) : nullptr;
}

LoopObject* need_loop(Interpreter& interpreter, const Value& value) {
  auto* loop = native_cast<LoopObject>(value);
  if (loop == nullptr || !loop->event_loop) {
    interpreter.raise_type_error("an event loop of asyncio is required, not '{}'",
                                 type_name(interpreter, value));
    return nullptr;
  }
  return loop;
}

LoopObject* loop_or_default(Interpreter& interpreter, const Value& given) {
  if (given && !given.is_none()) return need_loop(interpreter, given);
  // The policy keeps it.
  const Value loop = get_event_loop(interpreter);
  return loop ? as<LoopObject>(loop) : nullptr;
}

namespace {

/// The policy, if there is one to be asked: only the main thread's loop is kept here.
bool asked_policy(Interpreter& interpreter, Value& policy) {
  policy = asyncio_of(interpreter).policy;
  if (policy || on_main_thread()) return true;
  const Value events = interpreter.import_module("asyncio.events");
  policy = events ? call_method(interpreter, events, "get_event_loop_policy") : Value();
  return static_cast<bool>(policy);
}

}  // namespace

Value get_event_loop(Interpreter& interpreter) {
  if (LoopObject* loop = running_loop(interpreter)) return Value::share(loop);
  AsyncioState& state = asyncio_of(interpreter);
  Value policy;
  if (!asked_policy(interpreter, policy)) return {};
  if (policy) return call_method(interpreter, policy, "get_event_loop");
  if (!state.current_loop && !state.loop_was_set) {
    state.current_loop = new_event_loop(interpreter);
    state.loop_was_set = true;
  }
  if (state.current_loop) return state.current_loop;
  return interpreter.raise_runtime_error("There is no current event loop in thread 'MainThread'.");
}

bool set_event_loop(Interpreter& interpreter, const Value& loop) {
  AsyncioState& state = asyncio_of(interpreter);
  Value policy;
  if (!asked_policy(interpreter, policy)) return false;
  if (policy) {
    return static_cast<bool>(call_method(interpreter, policy, "set_event_loop", {loop}));
  }
  state.loop_was_set = true;
  if (loop.is_none()) {
    state.current_loop.reset();
    return true;
  }
  if (native_cast<LoopObject>(loop) == nullptr) {
    return interpreter.raise_type_error(
        "loop must be an instance of AbstractEventLoop or None, not '{}'",
        type_name(interpreter, loop));
  }
  state.current_loop = loop;
  return true;
}

// Asynchronous generators.

namespace {

Value async_generator_first(Interpreter& interpreter, const Value& self, Arguments arguments) {
  auto& loop = *as<LoopObject>(self);
  // The ResourceWarning that asyncio gives after shutdown_asyncgens() is not shown by default.
  Value reference = make_weak_reference(interpreter, arguments[0], Value());
  if (!reference) return {};
  std::erase_if(loop.async_generators,
                [](const Value& known) { return weak_target(known).is_none(); });
  loop.async_generators.push_back(std::move(reference));
  return Value::none();
}

Value async_generator_last(Interpreter& interpreter, const Value& self, Arguments arguments) {
  auto& loop = *as<LoopObject>(self);
  std::erase_if(loop.async_generators, [&](const Value& known) {
    const Value target = weak_target(known);
    return target.is_none() || target.same(arguments[0]);
  });
  if (loop.engine().is_closed()) return Value::none();
  const Value closing = call_method(interpreter, arguments[0], "aclose");
  if (!closing) return {};
  const Value create = get_attribute(interpreter, self, "create_task");
  if (!create) return {};
  return guarded(interpreter, [&] {
    call_soon(loop, create, make_tuple(interpreter, {closing}));
    loop.engine().wake();
    return Value::none();
  });
}

constexpr NativeDefinition first_hook{"_asyncgen_firstiter_hook", async_generator_first,
                                      Signature::one};
constexpr NativeDefinition last_hook{"_asyncgen_finalizer_hook", async_generator_last,
                                     Signature::one};

/// The hooks of asynchronous generators while a loop runs.
class Hooks {
 public:
  Hooks(Interpreter& interpreter, LoopObject& loop)
      : interpreter_(interpreter),
        first_(interpreter.async_generator_first),
        last_(interpreter.async_generator_finalizer),
        origin_depth_(interpreter.state().origin_depth) {
    const Value self = Value::share(&loop);
    interpreter.async_generator_first = make_native_function(interpreter, first_hook, self);
    interpreter.async_generator_finalizer = make_native_function(interpreter, last_hook, self);
    if (loop.engine().get_debug()) interpreter.state().origin_depth = debug_stack_depth;
  }
  ~Hooks() {
    interpreter_.async_generator_first = first_;
    interpreter_.async_generator_finalizer = last_;
    interpreter_.state().origin_depth = origin_depth_;
  }
  Hooks(const Hooks&) = delete;
  Hooks& operator=(const Hooks&) = delete;

 private:
  Interpreter& interpreter_;
  Value first_;
  Value last_;
  int origin_depth_;
};

/// loop.shutdown_asyncgens()
class ShutdownAsyncGenerators final : public NativeSteps {
 public:
  explicit ShutdownAsyncGenerators(LoopObject& loop) : loop_(Value::share(&loop)) {}

  Next step(Interpreter& interpreter, Value sent, Value& result) override {
    auto& loop = *as<LoopObject>(loop_);
    result = Value::none();
    if (waiting_) return finish(interpreter, sent);
    loop.async_generators_closed = true;
    std::vector<Value> closing;
    for (const Value& reference : std::exchange(loop.async_generators, {})) {
      Value generator = weak_target(reference);
      if (generator.is_none()) continue;
      const Value coroutine = call_method(interpreter, generator, "aclose");
      if (!coroutine) return Next::raised;
      closing.push_back(coroutine);
      generators_.push_back(std::move(generator));
    }
    if (closing.empty()) return Next::finish;
    waiting_ = true;
    result = gather(interpreter, closing, true);
    return result ? Next::await : Next::raised;
  }

  void traverse(Visitor& visit) override {
    visit(loop_);
    for (const Value& generator : generators_) visit(generator);
  }

 private:
  /// Reports the generators that could not be closed.
  Next finish(Interpreter& interpreter, const Value& results) {
    std::span<const Value> items;
    sequence_items(results, items);
    for (std::size_t i = 0; i < items.size() && i < generators_.size(); ++i) {
      const Value error = items[i];
      if (!error.is(Kind::exception) ||
          !exception_matches(error, *interpreter.exceptions.exception)) {
        continue;
      }
      std::string shown;
      if (!repr_text(interpreter, generators_[i], shown)) return Next::raised;
      report(
          *as<LoopObject>(loop_),
          {{"message", interpreter.make_string(
                           "an error occurred during closing of asynchronous generator " + shown)},
           {"exception", error},
           {"asyncgen", generators_[i]}});
    }
    return Next::finish;
  }

  Value loop_;
  std::vector<Value> generators_;
  bool waiting_ = false;
};

/// loop.shutdown_default_executor() where there is no executor.
class ShutdownExecutor final : public NativeSteps {
 public:
  explicit ShutdownExecutor(LoopObject& loop) : loop_(Value::share(&loop)) {}
  Next step(Interpreter&, Value, Value& result) override {
    as<LoopObject>(loop_)->executor_closed = true;
    result = Value::none();
    return Next::finish;
  }
  void traverse(Visitor& visit) override { visit(loop_); }

 private:
  Value loop_;
};

}  // namespace

Value shutdown_async_generators(Interpreter& interpreter, LoopObject& loop) {
  return make_native_coroutine(interpreter, "shutdown_asyncgens",
                               "BaseEventLoop.shutdown_asyncgens",
                               std::make_unique<ShutdownAsyncGenerators>(loop));
}

Value shutdown_default_executor(Interpreter& interpreter, LoopObject& loop) {
  if (loop.default_executor) {
    loop.executor_closed = true;
    const Value functions = interpreter.import_module("asyncio._executors");
    return functions ? call_method(interpreter, functions, "_shutdown_default_executor",
                                   {Value::share(&loop)})
                     : Value();
  }
  return make_native_coroutine(interpreter, "shutdown_default_executor",
                               "BaseEventLoop.shutdown_default_executor",
                               std::make_unique<ShutdownExecutor>(loop));
}

// Running.

namespace {

/// Raises what EventLoop does where it can't run now.
void check_can_run(Interpreter& interpreter, const LoopObject& loop, std::string_view method) {
  if (running_loop(interpreter) != nullptr) {
    add_hint(interpreter, Hint::Kind::running_loop, method);
  }
  loop.engine().check_can_run();
}

}  // namespace

bool run_forever(Interpreter& interpreter, LoopObject& loop) {
  const Value kept = Value::share(&loop);
  return guarded(interpreter, [&]() -> bool {
    check_can_run(interpreter, loop, "loop.run_forever");
    const Hooks hooks(interpreter, loop);
    loop.engine().run_forever();
    return true;
  });
}

Value run_until_complete(Interpreter& interpreter, LoopObject& loop, const Value& awaitable) {
  const Value kept = Value::share(&loop);
  const bool ready = guarded(interpreter, [&]() -> bool {
    check_can_run(interpreter, loop, "loop.run_until_complete");
    return true;
  });
  if (!ready) return {};
  const bool is_new = !is_future(interpreter, awaitable);
  const Value future = ensure_future(interpreter, awaitable, &loop);
  if (!future) return {};
  PythonFuture* side = initialized_future(interpreter, future);
  if (side == nullptr) return {};
  auto* task = dynamic_cast<PythonTask*>(side);
  if (is_new && task != nullptr) task->set_log_destroy(false);
  return guarded(interpreter, [&]() -> Value {
    try {
      const Hooks hooks(interpreter, loop);
      loop.engine().run_until_complete(side->base());
    } catch (const LoopExit&) {
      // The coroutine raised it: retrieved.
      if (is_new && side->base().done()) side->base().forget_traceback();
      throw;
    }
    return side->result();
  });
}

namespace {

/// executor.shutdown(wait=False)
bool let_executor_go(Interpreter& interpreter, const Value& executor) {
  const Value keywords = make_dict(interpreter);
  dict_of(keywords).set("wait", Value::boolean(false));
  const Value shutdown = get_attribute(interpreter, executor, "shutdown");
  return shutdown && call_with(interpreter, shutdown, make_tuple(interpreter, {}), keywords);
}

}  // namespace

namespace {

/// Signals are those of before again.
bool forget_signals(Interpreter& interpreter, LoopObject& loop) {
  const Value* const found = interpreter.modules().find("asyncio.unix_events");
  if (found == nullptr) return true;  // add_signal_handler is written there
  const Value module = *found;
  return static_cast<bool>(
      call_method(interpreter, module, "_remove_signal_handlers", {Value::share(&loop)}));
}

}  // namespace

bool close_loop(Interpreter& interpreter, LoopObject& loop) {
  if (loop.engine().get_debug() && !loop.engine().is_running() && !loop.engine().is_closed()) {
    std::string text;
    if (!repr_text(interpreter, Value::share(&loop), text)) return false;
    log_with_module(interpreter, "debug", "Close " + text);
  }
  const bool closed = guarded(interpreter, [&]() -> bool {
    loop.engine().close();
    return true;
  });
  if (!closed || !forget_signals(interpreter, loop)) return false;
  loop.executor_closed = true;
  const Value executor = std::move(loop.default_executor);
  return !executor || let_executor_go(interpreter, executor);
}

// The types.

namespace {

Value make_loop(Interpreter& interpreter, Type& type, Arguments) {
  return make_event_loop(interpreter, type);
}

void destroy_loop(Object* object) noexcept {
  auto* self = as<LoopObject>(object);
  if (self->state != nullptr) std::erase(self->state->loops(), self);
  destroy_with<LoopObject>(object);
}

void traverse_loop(Object* object, Visitor& visit) {
  auto* self = as<LoopObject>(object);
  visit(self->exception_handler);
  visit(self->task_factory);
  visit(self->default_executor);
}

void clear_loop(Object* object) {
  auto* self = as<LoopObject>(object);
  self->exception_handler.reset();
  self->task_factory.reset();
  self->default_executor.reset();
}

Value show_loop(Interpreter& interpreter, const Value& self) {
  const EventLoop& loop = as<LoopObject>(self)->engine();
  const auto text = [](bool truth) { return truth ? "True" : "False"; };
  return interpreter.make_string(fmt::format("<{} running={} closed={} debug={}>",
                                             self.object()->type->name, text(loop.is_running()),
                                             text(loop.is_closed()), text(loop.get_debug())));
}

}  // namespace

void define_loop_types(AsyncioState& state) {
  Interpreter& interpreter = state.interpreter();
  TypeDefinition abstract;
  abstract.name = "AbstractEventLoop";
  abstract.module = "asyncio.events";
  abstract.size = sizeof(LoopObject);
  abstract.flags = Type::container | Type::base_allowed | Type::owns_unseen;
  abstract.tag = &LoopObject::tag;
  abstract.attributes_offset = sizeof(Container);  // `attributes` comes first
  abstract.slots.destroy = destroy_loop;
  abstract.slots.traverse = traverse_loop;
  abstract.slots.clear = clear_loop;
  abstract.slots.make = make_loop;
  state.abstract_event_loop = &define_type(interpreter, abstract);

  add_methods(*state.abstract_event_loop, abstract_loop_methods());

  TypeDefinition base = abstract;
  base.name = "BaseEventLoop";
  base.module = "asyncio._executors";
  base.base = state.abstract_event_loop;
  base.slots.repr = show_loop;
  state.base_event_loop = &define_type(interpreter, base);
  add_methods(*state.base_event_loop, loop_running_methods());
  add_methods(*state.base_event_loop, loop_scheduling_methods());
  add_methods(*state.base_event_loop, loop_report_methods());
  add_properties(*state.base_event_loop, loop_properties());

  TypeDefinition on_descriptors = base;
  on_descriptors.name = "BaseSelectorEventLoop";
  on_descriptors.module = "asyncio.selector_events";
  on_descriptors.base = state.base_event_loop;
  Type& base_selector = define_type(interpreter, on_descriptors);
  add_methods(base_selector, loop_io_methods());

  TypeDefinition selector = base;
  selector.name = "_UnixSelectorEventLoop";
  selector.module = "asyncio.unix_events";
  selector.base = &base_selector;
  state.selector_event_loop = &define_type(interpreter, selector);
  // CPython's are written in Python: programs and tests may put things into them.
  for (Type* type = state.selector_event_loop; type != interpreter.types.object; type = type->base)
    type->Type::flags &= ~Type::immutable;
}

}  // namespace loopscope::python
