// Module _trace: what the parts of asyncio and concurrent.futures that are written in Python tell
// the run's trace. Without a trace every call does next to nothing.

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "engine/coro/scope_trace.h"
#include "engine/coro/wait.h"
#include "engine/sync/sync_trace.h"
#include "engine/trace/recorder.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/asyncio/future.h"
#include "lessons/python/modules/asyncio/text.h"
#include "lessons/python/modules/modules.h"
#include "lessons/python/objects/float_object.h"

namespace loopscope::python {

namespace {

/// Identity of a future or task in the trace; 0 for anything else.
ObjectId id_of(const Value& future) {
  PythonFuture* const known = python_future(future);
  return known != nullptr ? known->base().trace_id() : 0;
}

std::uint64_t count_of(const Value& value) {
  return value.is_small() && value.small() > 0 ? static_cast<std::uint64_t>(value.small()) : 0;
}

// Locks, queues and the like.

/// Tells of an object of asyncio.locks or asyncio.queues, and knows what it holds: a trace may hear
/// of it late.
class PythonSync final : public SyncTrace {
 public:
  PythonSync(SyncKind kind, std::uint64_t value) : SyncTrace(kind), value_(value) {}

  /// What it holds now, for a trace that hears of it later.
  void note(SyncChange change, std::uint64_t value, const std::string& item) {
    value_ = value;
    if (change == SyncChange::put) {
      items_.push_back(item);
      ++unfinished_;
    } else if (change == SyncChange::got) {
      const auto found = std::find(items_.begin(), items_.end(), item);
      if (found != items_.end()) items_.erase(found);
    } else if (change == SyncChange::task_done) {
      unfinished_ = value;
    }
  }

 protected:
  void tell_contents() override {
    std::uint64_t count = 0;
    for (const std::string& item : items_) changed(SyncChange::put, ++count, item);
    if (unfinished_ != count) changed(SyncChange::task_done, unfinished_);
    if (value_ != count) changed(SyncChange::found, value_);
  }

 private:
  std::uint64_t value_;
  std::uint64_t unfinished_ = 0;
  std::vector<std::string> items_;
};

struct SyncObject : Object {
  static constexpr char tag = 0;
  PythonSync* sync = nullptr;
  Value part;
  ~SyncObject() { delete sync; }
};

struct TraceTypes final : Extension {
  explicit TraceTypes(Interpreter& interpreter);
  Type* sync;
  Type* timeout;
  Type* group;
};

PythonSync& sync_of(const Value& self) {
  return *as<SyncObject>(self)->sync;
}

/// sync(kind, value=0, limit=0, part=None)
Value make_sync(Interpreter& interpreter, const Value&, Arguments arguments) {
  Type& type = *interpreter.extension<TraceTypes>().sync;
  Value made = Value::adopt(interpreter.make<SyncObject>(type));
  auto& object = *as<SyncObject>(made);
  const auto kind = static_cast<SyncKind>(count_of(arguments[0]));
  object.sync = new PythonSync(kind, arguments.count > 1 ? count_of(arguments[1]) : 0);
  if (arguments.count > 2) object.sync->set_limit(count_of(arguments[2]));
  if (arguments.count > 3 && arguments[3].is_object() && arguments[3].object()->type == &type) {
    object.part = arguments[3];
    object.sync->set_part(sync_of(object.part));
  }
  object.sync->trace();
  return made;
}

/// changed(change, value[, then[, item]]): what `then` does follows from the change.
Value sync_changed(Interpreter& interpreter, const Value& self, Arguments arguments) {
  const auto change = static_cast<SyncChange>(count_of(arguments[0]));
  const std::uint64_t value = count_of(arguments[1]);
  const Value kept = self;  // `then` may run anything
  PythonSync& sync = sync_of(kept);
  std::string item;
  if (arguments.count > 3 && interpreter.recorder() != nullptr) {
    item = safe_repr(interpreter, arguments[3]);
  }
  sync.trace();  // hears of it as it was before
  if (interpreter.recorder() != nullptr) sync.note(change, value, item);
  const Because because = sync.changed(change, value, item);
  if (arguments.count < 3 || arguments[2].is_none()) return Value::none();
  return call(interpreter, arguments[2]);
}

/// waits(future[, line])
Value sync_waits(Interpreter&, const Value& self, Arguments arguments) {
  const auto line = static_cast<SyncLine>(arguments.count > 1 ? count_of(arguments[1]) : 0);
  if (const ObjectId id = id_of(arguments[0])) sync_of(self).waits(id, line);
  return Value::none();
}

Value sync_left_line(Interpreter&, const Value& self, Arguments arguments) {
  if (const ObjectId id = id_of(arguments[0])) sync_of(self).left_line(id);
  return Value::none();
}

constexpr NativeDefinition sync_methods[] = {
    {"changed", sync_changed, Signature::positional, 2, 4},
    {"waits", sync_waits, Signature::positional, 1, 2},
    {"left_line", sync_left_line, Signature::one},
};

// Timeouts and task groups.

template <class Trace>
struct ScopeObject : Object {
  static constexpr char tag = 0;
  Trace* scope = nullptr;
  bool inside = false;
  ~ScopeObject() {
    // Its coroutine was thrown away where it waited.
    if (inside) scope->left(ScopeEnd::cancelled);
    delete scope;
  }
};
struct OpenTimeout final : TimeoutTrace {};
struct OpenGroup final : GroupTrace {};
using TimeoutObject = ScopeObject<OpenTimeout>;
using GroupObject = ScopeObject<OpenGroup>;

/// entered(task)
template <class Scope>
Value scope_entered(Interpreter&, const Value& self, Arguments arguments) {
  as<Scope>(self)->inside = true;
  as<Scope>(self)->scope->entered(id_of(arguments[0]));
  return Value::none();
}

template <class Scope>
Value scope_left(Interpreter&, const Value& self, Arguments arguments) {
  if (!std::exchange(as<Scope>(self)->inside, false)) return Value::none();
  as<Scope>(self)->scope->left(static_cast<ScopeEnd>(count_of(arguments[0])));
  return Value::none();
}

/// scheduled(when, then): its deadline is `when` (None: never); `then` follows from that.
Value timeout_scheduled(Interpreter& interpreter, const Value& self, Arguments arguments) {
  std::optional<double> when;
  if (!arguments[0].is_none()) {
    double seconds = 0.0;
    if (!to_real(interpreter, arguments[0], seconds)) {
      interpreter.clear_error();  // what schedules it says so
    } else {
      when = seconds;
    }
  }
  const Value kept = self;
  const Because because = as<TimeoutObject>(kept)->scope->scheduled(when);
  return call(interpreter, arguments[1]);
}

/// expired(then)
Value timeout_expired(Interpreter& interpreter, const Value& self, Arguments arguments) {
  const Value kept = self;
  const Because because = as<TimeoutObject>(kept)->scope->expired();
  return call(interpreter, arguments[0]);
}

Value group_task_added(Interpreter&, const Value& self, Arguments arguments) {
  as<GroupObject>(self)->scope->task_added(id_of(arguments[0]));
  return Value::none();
}

Value group_task_done(Interpreter&, const Value& self, Arguments arguments) {
  as<GroupObject>(self)->scope->task_done(id_of(arguments[0]));
  return Value::none();
}

/// aborting(task, then)
Value group_aborting(Interpreter& interpreter, const Value& self, Arguments arguments) {
  const Value kept = self;
  const Because because = as<GroupObject>(kept)->scope->aborting(id_of(arguments[0]));
  return call(interpreter, arguments[1]);
}

constexpr NativeDefinition timeout_methods[] = {
    {"entered", scope_entered<TimeoutObject>, Signature::one},
    {"left", scope_left<TimeoutObject>, Signature::one},
    {"scheduled", timeout_scheduled, Signature::positional, 2, 2},
    {"expired", timeout_expired, Signature::one},
};
constexpr NativeDefinition group_methods[] = {
    {"entered", scope_entered<GroupObject>, Signature::one},
    {"left", scope_left<GroupObject>, Signature::one},
    {"task_added", group_task_added, Signature::one},
    {"task_done", group_task_done, Signature::one},
    {"aborting", group_aborting, Signature::positional, 2, 2},
};

Value make_timeout(Interpreter& interpreter, const Value&, Arguments) {
  auto* made = interpreter.make<TimeoutObject>(*interpreter.extension<TraceTypes>().timeout);
  made->scope = new OpenTimeout;
  return Value::adopt(made);
}

Value make_group(Interpreter& interpreter, const Value&, Arguments) {
  auto* made = interpreter.make<GroupObject>(*interpreter.extension<TraceTypes>().group);
  made->scope = new OpenGroup;
  return Value::adopt(made);
}

/// awaits(future, child): the trace shows that `future` stands for `child`.
Value awaits(Interpreter&, const Value&, Arguments arguments) {
  PythonFuture* const future = python_future(arguments[0]);
  PythonFuture* const child = python_future(arguments[1]);
  if (future != nullptr && child != nullptr) detail::trace_awaits(future->base(), child->base());
  return Value::none();
}

// Pools, workers and jobs: they are numbers, 0 where nothing is recorded.

constexpr std::array worker_kinds = {
    EventKind::pool_created, EventKind::pool_shut_down, EventKind::worker_started,
    EventKind::worker_idle,  EventKind::worker_ended,   EventKind::job_submitted,
    EventKind::job_awaited,  EventKind::job_begin,      EventKind::job_end};

/// Tells of a new pool, worker or job (its number), or of one that is known (the event's).
EventId record_worker(Interpreter& interpreter, Arguments arguments, ObjectId subject) {
  Recorder& recorder = *interpreter.recorder();
  const auto kind = event_kind_named(text_of(arguments[0]));
  if (std::find(worker_kinds.begin(), worker_kinds.end(), kind) == worker_kinds.end()) return 0;
  const auto argument = [&](std::size_t index) {
    return index < arguments.count ? count_of(arguments[index]) : 0;
  };
  const std::string_view text =
      arguments.count > 3 && is_string(arguments[3]) ? text_of(arguments[3]) : std::string_view();
  const auto object =
      arguments.count > 2 && !arguments[2].is_small() ? id_of(arguments[2]) : argument(2);
  const auto cause = static_cast<EventId>(argument(5));
  recorder.set_time(interpreter.platform().now());
  return recorder.record_on(0, kind, subject, static_cast<std::uint32_t>(object),
                            recorder.intern(text), cause != 0 ? cause : recorder.cause(),
                            static_cast<std::uint16_t>(argument(4)));
}

/// tell_new(kind, None, object, text, flags) → its identity
Value tell_new(Interpreter& interpreter, const Value&, Arguments arguments) {
  if (interpreter.recorder() == nullptr || !is_string(arguments[0])) return Value::small(0);
  const ObjectId made = interpreter.recorder()->new_object();
  record_worker(interpreter, arguments, made);
  return Value::small(made);
}

/// tell(kind, subject, object, text, flags, cause) → the event's number
Value tell(Interpreter& interpreter, const Value&, Arguments arguments) {
  const auto subject = static_cast<ObjectId>(count_of(arguments[1]));
  const bool traced = interpreter.recorder() != nullptr && subject != 0 && is_string(arguments[0]);
  return Value::small(traced ? record_worker(interpreter, arguments, subject) : 0);
}

/// because(event): what this thread does now follows from it. Returns what it followed from.
Value because(Interpreter& interpreter, const Value&, Arguments arguments) {
  Recorder* const recorder = interpreter.recorder();
  if (recorder == nullptr) return Value::small(0);
  const EventId before = recorder->cause();
  recorder->set_cause(static_cast<EventId>(count_of(arguments[0])));
  return Value::small(before);
}

/// The number of the event that was recorded last.
Value last_event(Interpreter& interpreter, const Value&, Arguments) {
  Recorder* const recorder = interpreter.recorder();
  return Value::small(recorder != nullptr ? static_cast<std::int64_t>(recorder->trace().size())
                                          : 0);
}

template <class T>
Type* define(Interpreter& interpreter, std::string_view name,
             std::span<const NativeDefinition> methods) {
  TypeDefinition definition;
  definition.name = name;
  definition.module = "_trace";
  definition.size = sizeof(T);
  definition.tag = &T::tag;
  definition.slots.destroy = destroy_with<T>;
  definition.methods = methods;
  return &define_type(interpreter, definition);
}

TraceTypes::TraceTypes(Interpreter& interpreter)
    : sync(define<SyncObject>(interpreter, "Sync", sync_methods)),
      timeout(define<TimeoutObject>(interpreter, "Timeout", timeout_methods)),
      group(define<GroupObject>(interpreter, "Group", group_methods)) {}

constexpr NativeDefinition functions[] = {
    {"sync", make_sync, Signature::positional, 1, 4},
    {"timeout", make_timeout, Signature::none},
    {"group", make_group, Signature::none},
    {"awaits", awaits, Signature::positional, 2, 2},
    {"tell_new", tell_new, Signature::positional, 4, 5},
    {"tell", tell, Signature::positional, 2, 6},
    {"because", because, Signature::one},
    {"last_event", last_event, Signature::none},
};

struct Constant {
  const char* name;
  int value;
};
template <class E>
constexpr Constant constant(const char* name, E value) {
  return {name, static_cast<int>(value)};
}

constexpr Constant constants[] = {
    constant("LOCK", SyncKind::lock),
    constant("EVENT", SyncKind::event),
    constant("CONDITION", SyncKind::condition),
    constant("SEMAPHORE", SyncKind::semaphore),
    constant("BOUNDED_SEMAPHORE", SyncKind::bounded_semaphore),
    constant("BARRIER", SyncKind::barrier),
    constant("QUEUE", SyncKind::queue),
    constant("PRIORITY_QUEUE", SyncKind::priority_queue),
    constant("LIFO_QUEUE", SyncKind::lifo_queue),
    constant("ACQUIRED", SyncChange::acquired),
    constant("RELEASED", SyncChange::released),
    constant("HANDED_OVER", SyncChange::handed_over),
    constant("SET", SyncChange::set),
    constant("CLEARED", SyncChange::cleared),
    constant("NOTIFIED", SyncChange::notified),
    constant("PUT", SyncChange::put),
    constant("GOT", SyncChange::got),
    constant("TASK_DONE", SyncChange::task_done),
    constant("ARRIVED", SyncChange::arrived),
    constant("DEPARTED", SyncChange::departed),
    constant("FILLING", SyncChange::filling),
    constant("DRAINING", SyncChange::draining),
    constant("RESETTING", SyncChange::resetting),
    constant("BROKEN", SyncChange::broken),
    constant("PUTTERS", SyncLine::putters),
    constant("FINISHED", ScopeEnd::finished),
    constant("FAILED", ScopeEnd::failed),
    constant("CANCELLED", ScopeEnd::cancelled),
    constant("EXPIRED", ScopeEnd::expired),
};

}  // namespace

bool make_trace_module(Interpreter& interpreter, ModuleObject& module) {
  interpreter.extension<TraceTypes>();
  set_functions(interpreter, module, functions);
  for (const Constant& each : constants) module.set(each.name, Value::small(each.value));
  return true;
}

}  // namespace loopscope::python
