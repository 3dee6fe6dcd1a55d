// Module _thread: starting threads and locks. The rest of threading is written in Python.
//
// The program's threads are simulated: exactly one runs at any time, until it waits. What the
// interpreter keeps for the thread that runs is put aside when it gives its turn away.

#include <limits>
#include <memory>
#include <string>

#include "engine/platform/simulated/simulated_platform.h"
#include "engine/platform/threads.h"
#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/machine/stack_room.h"
#include "lessons/python/modules/contextvars.h"
#include "lessons/python/modules/modules.h"
#include "lessons/python/modules/threads.h"
#include "lessons/python/objects/exception_object.h"
#include "lessons/python/objects/float_object.h"

namespace loopscope::python {

namespace {

/// What of the interpreter belongs to a thread.
struct ThreadState {
  FrameObject* frame = nullptr;
  HandledException* handled = nullptr;
  int depth = 0;
  Value context;
  Value first_hook;
  Value last_hook;
  Value error;

  void exchange(Interpreter& interpreter, Contexts& contexts) {
    std::swap(frame, interpreter.frame);
    std::swap(handled, interpreter.handled);
    std::swap(depth, interpreter.depth);
    context.swap(contexts.current);
    first_hook.swap(interpreter.async_generator_first);
    last_hook.swap(interpreter.async_generator_finalizer);
    const Value raised = interpreter.take_error();
    if (error) interpreter.restore_error(error);
    error = raised;
  }
};

/// Of the calling thread.
struct ThisThread {
  ThreadState state;

  static ThisThread& get() {
    static thread_local ThisThread thread;
    return thread;
  }
};

class ThreadsState final : public Extension {
 public:
  explicit ThreadsState(Interpreter& interpreter)
      : simulated_(dynamic_cast<SimulatedPlatform*>(&interpreter.platform())) {
    if (simulated_ == nullptr) return;
    auto& contexts = interpreter.extension<Contexts>();
    const auto exchange = [&interpreter, &contexts] {
      ThisThread::get().state.exchange(interpreter, contexts);
    };
    simulated_->turns().on_leave = exchange;
    simulated_->turns().on_return = exchange;
  }
  ~ThreadsState() override { let_go(); }

  /// The program is over: threads that still wait are unwound.
  void clear() override { let_go(); }

  SimulatedPlatform* simulated() const { return simulated_; }
  std::int64_t next_ident() { return main_thread_ident + 65536 * ++started_; }

 private:
  void let_go() {
    if (simulated_ == nullptr) return;
    simulated_->turns().abandon();
    simulated_->turns().on_leave = nullptr;
    simulated_->turns().on_return = nullptr;
    simulated_ = nullptr;
  }

  SimulatedPlatform* simulated_;
  std::int64_t started_ = 0;
};

/// The body of a thread of the program.
void run_thread(Interpreter& interpreter, std::int64_t ident, const Value& function) {
  set_thread_ident(ident);
  const StackRoom room;
  HandledException handled{Value(), nullptr};
  interpreter.handled = &handled;
  try {
    if (!call(interpreter, function)) interpreter.report_unraisable("", function);
  } catch (const ProgramStopped& stopped) {
    interpreter.ending = false;  // the main thread has to hear of it
    interpreter.stop_soon(stopped.what());
  }
  interpreter.handled = nullptr;
  interpreter.extension<Contexts>().current.reset();
  interpreter.async_generator_first.reset();
  interpreter.async_generator_finalizer.reset();
}

Value start(Interpreter& interpreter, const Value&, Arguments arguments) {
  auto& state = interpreter.extension<ThreadsState>();
  if (state.simulated() == nullptr || !is_string(arguments[0])) {
    return interpreter.raise_runtime_error("can't start new thread");
  }
  const std::int64_t ident = state.next_ident();
  auto function = std::make_shared<Value>(arguments[2]);
  try {
    state.simulated()->threads().start(
        {std::string(text_of(arguments[0]))}, [&interpreter, ident, function] {
          const Value kept = std::move(*function);  // goes on this thread
          run_thread(interpreter, ident, kept);
        });
  } catch (const Error& error) {
    return interpreter.raise_runtime_error("{}", error.what());
  }
  return Value::small(ident);
}

// Locks.

struct LockObject : Object {
  static constexpr char tag = 0;
  bool locked = false;
  int waiting = 0;
  std::unique_ptr<Monitor> monitor;  ///< made when somebody has to wait
};

struct LockType final : Extension {
  explicit LockType(Interpreter& interpreter);
  Type* type;
};

LockObject& lock_of(const Value& self) {
  return *as<LockObject>(self);
}

/// Waits until the lock is free or the time is over.
void wait_for(Interpreter& interpreter, LockObject& lock, double timeout, WaitReason reason) {
  SimulatedPlatform* simulated = interpreter.extension<ThreadsState>().simulated();
  Platform& platform = interpreter.platform();
  if (simulated == nullptr) {
    if (timeout < 0) throw ProgramStopped("Deadlock: a lock is never released");
    platform.block(timeout);
    return;
  }
  if (!lock.monitor) lock.monitor = simulated->threads().new_monitor();
  const double end = platform.now() + timeout;
  Monitor& monitor = *lock.monitor;
  const std::unique_lock guard(monitor);
  ++lock.waiting;
  struct Leave {
    int& waiting;
    ~Leave() { --waiting; }
  };
  const Leave leave{lock.waiting};
  try {
    while (lock.locked) {
      const double left = timeout < 0 ? -1 : end - platform.now();
      if (timeout >= 0 && left <= 0) return;
      monitor.wait(left, reason);
    }
  } catch (const ThreadDeadlock& deadlock) {
    throw ProgramStopped(deadlock.what());
  }
}

Value acquire_for(Interpreter& interpreter, const Value& self, Arguments arguments,
                  WaitReason reason) {
  static constexpr ParameterList parameters{"acquire", "blocking timeout", 0};
  Value values[2];
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  bool blocking = true;
  if (values[0] && !truth(interpreter, values[0], blocking)) return {};
  double timeout = -1;
  if (values[1] && !to_real(interpreter, values[1], timeout)) return {};
  if (!blocking && timeout != -1) {
    return interpreter.raise_value_error("can't specify a timeout for a non-blocking call");
  }
  if (timeout < 0 && timeout != -1) {
    return interpreter.raise_value_error("timeout value must be a non-negative number");
  }
  const Value kept = self;
  LockObject& lock = lock_of(kept);
  if (lock.locked && blocking) wait_for(interpreter, lock, timeout, reason);
  if (lock.locked) return Value::boolean(false);
  lock.locked = true;
  return Value::boolean(true);
}

Value acquire(Interpreter& interpreter, const Value& self, Arguments arguments) {
  return acquire_for(interpreter, self, arguments, WaitReason::work);
}
/// For workers, which may wait for something to do for ever.
Value acquire_idle(Interpreter& interpreter, const Value& self, Arguments arguments) {
  return acquire_for(interpreter, self, arguments, WaitReason::idle);
}

Value release(Interpreter& interpreter, const Value& self, Arguments) {
  LockObject& lock = lock_of(self);
  if (!lock.locked) return interpreter.raise_runtime_error("release unlocked lock");
  lock.locked = false;
  if (lock.waiting > 0) {
    const std::unique_lock guard(*lock.monitor);
    lock.monitor->notify_one();
  }
  return Value::none();
}

Value enter(Interpreter& interpreter, const Value& self, Arguments) {
  return acquire(interpreter, self, {});
}

Value locked(Interpreter&, const Value& self, Arguments) {
  return Value::boolean(lock_of(self).locked);
}

Value reinit(Interpreter&, const Value& self, Arguments) {
  lock_of(self).locked = false;
  return Value::none();
}

Value show_lock(Interpreter& interpreter, const Value& self) {
  return interpreter.make_string(fmt::format("<{} _thread.lock object at {:#x}>",
                                             lock_of(self).locked ? "locked" : "unlocked",
                                             interpreter.identity(self)));
}

constexpr NativeDefinition lock_methods[] = {
    {"acquire", acquire},
    {"_acquire_idle", acquire_idle},
    {"release", release, Signature::none},
    {"locked", locked, Signature::none},
    {"__enter__", enter, Signature::none},
    {"__exit__", release},
    {"_at_fork_reinit", reinit, Signature::none},
};

LockType::LockType(Interpreter& interpreter) {
  TypeDefinition definition;
  definition.name = "lock";
  definition.module = "_thread";
  definition.size = sizeof(LockObject);
  definition.tag = &LockObject::tag;
  definition.slots.destroy = destroy_with<LockObject>;
  definition.slots.repr = show_lock;
  definition.methods = lock_methods;
  type = &define_type(interpreter, definition);
}

Value allocate_lock(Interpreter& interpreter, const Value&, Arguments) {
  return Value::adopt(interpreter.make<LockObject>(*interpreter.extension<LockType>().type));
}

Value get_ident(Interpreter&, const Value&, Arguments) {
  return Value::small(thread_ident());
}

Value format_raised(Interpreter& interpreter, const Value&, Arguments arguments) {
  if (!arguments[0].is(Kind::exception)) {
    return interpreter.raise_type_error("an exception is required");
  }
  return interpreter.make_string(format_exception(interpreter, arguments[0]));
}

constexpr NativeDefinition functions[] = {
    {"_start", start, Signature::positional, 3, 3},
    {"allocate_lock", allocate_lock, Signature::none},
    {"get_ident", get_ident, Signature::none},
    {"get_native_id", get_ident, Signature::none},
    {"_format_exception", format_raised, Signature::one},
};

}  // namespace

bool make_thread_module(Interpreter& interpreter, ModuleObject& module) {
  interpreter.extension<ThreadsState>();
  set_functions(interpreter, module, functions);
  module.set("LockType", Value::share(interpreter.extension<LockType>().type));
  module.set("error", Value::share(interpreter.exceptions.runtime_error));
  module.set("_main_ident", Value::small(main_thread_ident));
  constexpr double longest_timeout = 9223372036.0;
  module.set("TIMEOUT_MAX", make_float(interpreter, longest_timeout));
  return true;
}

}  // namespace loopscope::python
