#include "lessons/python/modules/asyncio/handle.h"

#include <cstdint>
#include <type_traits>
#include <utility>

#include "engine/trace/recorder.h"
#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/frame.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/asyncio/exceptions.h"
#include "lessons/python/modules/asyncio/future.h"
#include "lessons/python/modules/asyncio/loop.h"
#include "lessons/python/modules/asyncio/methods.h"
#include "lessons/python/modules/asyncio/reports.h"
#include "lessons/python/modules/asyncio/state.h"
#include "lessons/python/modules/asyncio/text.h"
#include "lessons/python/modules/contextvars.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/exception_object.h"
#include "lessons/python/objects/float_object.h"
#include "lessons/python/objects/list_object.h"

namespace loopscope::python {

HandleData::HandleData(LoopObject& loop_object, Value function, Value given, Value own_context)
    : loop(Value::share(&loop_object)),
      callback(std::move(function)),
      arguments(std::move(given)),
      context(std::move(own_context)) {
  Interpreter& interpreter = *loop_object.type->interpreter;
  if (!context) context = inherited_context(interpreter, loop_object.state->contexts());
  if (loop_object.engine().get_debug()) note_place(interpreter);
}

HandleData::HandleData(Interpreter& interpreter, Value own_loop, bool debug, Value function,
                       Value given, Value own_context)
    : loop(std::move(own_loop)),
      callback(std::move(function)),
      arguments(std::move(given)),
      context(std::move(own_context)) {
  if (!context) context = inherited_context(interpreter, asyncio_of(interpreter).contexts());
  if (debug) note_place(interpreter);
}

void HandleData::note_place(Interpreter& interpreter) {
  created = present_place(interpreter);
  source_traceback = present_stack(interpreter);
}

HandleData::~HandleData() {
  if (object != nullptr) object->handle.detach();
}

LoopObject& HandleData::loop_object() const {
  return *as<LoopObject>(loop);
}

namespace {

Interpreter& interpreter_of(const HandleData& data) {
  return *data.loop.object()->type->interpreter;
}

/// Base is Handle, TimerHandle or FutureCallback.
template <class Base>
class PythonHandle final : public Base, public HandleData {
 public:
  template <class... A>
  PythonHandle(LoopObject& loop_object, Value function, Value given, Value own_context, A... base)
      : Base(table, base...),
        HandleData(loop_object, std::move(function), std::move(given), std::move(own_context)) {}

  static const HandleType table;

 private:
  static PythonHandle& self(Handle& handle) { return static_cast<PythonHandle&>(handle); }
  static const PythonHandle& self(const Handle& handle) {
    return static_cast<const PythonHandle&>(handle);
  }
  static void run_it(Handle& handle) { self(handle).run(); }
  static void clear_it(Handle& handle) { self(handle).drop(); }
  static void destroy_it(Handle& handle) { delete &self(handle); }
  static EventLoop& loop_of(const Handle& handle) { return self(handle).loop_object().engine(); }
  static const CallbackLabel& label_of(const Handle& handle) {
    Interpreter& interpreter = interpreter_of(self(handle));
    return asyncio_of(interpreter).label(callback_name(interpreter, self(handle).callback));
  }
  static ObjectId owner_of(const Handle&) { return 0; }
  static std::string repr_it(const Handle& handle) { return handle_repr(handle); }

  void drop() {
    const Value kept_callback = std::move(callback);
    const Value kept_arguments = std::move(arguments);
  }
  void run();

 public:
  static std::string handle_repr(const Handle& handle);
};

template <class Base>
const HandleType PythonHandle<Base>::table{run_it,           clear_it,        destroy_it,
                                           loop_of,          label_of,        owner_of,
                                           HandleRole::call, run_and_release, repr_it};

using SoonHandle = PythonHandle<Handle>;
using LaterHandle = PythonHandle<TimerHandle>;
using DoneHandle = PythonHandle<FutureCallback>;

/// What the callback is called with: the future, for those of add_done_callback.
Value arguments_of(const Handle* handle, const HandleData& data) {
  if (handle == nullptr || &handle->type() != &DoneHandle::table || data.arguments) {
    return data.arguments;
  }
  PythonFuture* side = python_side(static_cast<const DoneHandle*>(handle)->future());
  if (side == nullptr) return {};
  return make_tuple(interpreter_of(data), {side->object()});
}

/// "Handle when=1.5 f(1) at x.py:3"
bool write_repr(const Handle* handle, bool cancelled, const HandleData& data, std::string& text) {
  if (!data.last_repr.empty()) {
    text += data.last_repr;
    return true;
  }
  Interpreter& interpreter = interpreter_of(data);
  text += data.when ? "<TimerHandle" : "<Handle";
  if (cancelled) text += " cancelled";
  if (data.when) {
    text += " when=";
    if (!repr_text(interpreter, data.when, text)) return false;
  }
  if (data.callback) {
    text += " ";
    if (!callback_text(interpreter, data.callback, arguments_of(handle, data), text)) return false;
  }
  text += data.created + ">";
  return true;
}

template <class Base>
std::string PythonHandle<Base>::handle_repr(const Handle& handle) {
  const HandleData& data = self(handle);
  Interpreter& interpreter = interpreter_of(data);
  const Value pending = interpreter.take_error();
  std::string text;
  if (!write_repr(&handle, handle.cancelled(), data, text)) {
    interpreter.clear_error();
    text = "<Handle>";
  }
  if (pending) interpreter.restore_error(pending);
  return text;
}

bool ends_program(Interpreter& interpreter, const Value& error) {
  const ExceptionTypes& types = interpreter.exceptions;
  return exception_matches(error, *types.system_exit) ||
         exception_matches(error, *types.keyboard_interrupt);
}

Value call_given(Interpreter& interpreter, const Value& function, const Value& given) {
  std::span<const Value> values;
  if (given) sequence_items(given, values);
  return call(interpreter, function, Arguments(values.data(), values.size()));
}

template <class Base>
void PythonHandle<Base>::run() {
  Interpreter& interpreter = interpreter_of(*this);
  const Value function = callback;
  const Value given = arguments_of(this, *this);
  Value result;
  {
    const ContextScope scope(loop_object().state->contexts(), context);
    result = call_given(interpreter, function, given);
  }
  // What the loop does next is at no line of the program.
  if (interpreter.recorder() != nullptr) interpreter.recorder()->set_line(0);
  if (result) return;
  const Value error = interpreter.take_error();
  if (ends_program(interpreter, error)) throw LoopExit(wrap_exception(interpreter, error));
  report(loop_object(), callback_failure(interpreter, function, given, error, handle_object(*this),
                                         source_traceback));
}

}  // namespace

HandleData* handle_data(const Handle& handle) {
  auto& writable = const_cast<Handle&>(handle);
  if (&handle.type() == &SoonHandle::table) return &static_cast<SoonHandle&>(writable);
  if (&handle.type() == &LaterHandle::table) return &static_cast<LaterHandle&>(writable);
  if (&handle.type() == &DoneHandle::table) return &static_cast<DoneHandle&>(writable);
  return nullptr;
}

Value handle_object(Handle& handle) {
  HandleData& data = *handle_data(handle);
  if (data.object != nullptr) return Value::share(data.object);
  Interpreter& interpreter = interpreter_of(data);
  AsyncioState& state = asyncio_of(interpreter);
  auto* object = interpreter.make<HandleObject>(data.when ? *state.timer_handle : *state.handle);
  object->handle = HandleRef(&handle);
  data.object = object;
  return Value::adopt(object);
}

Value timer_object(LoopObject& loop, const TimerEntry& timer, Value callback, Value arguments) {
  Interpreter& interpreter = *loop.type->interpreter;
  auto* object = interpreter.make<HandleObject>(*asyncio_of(interpreter).timer_handle);
  Value result = Value::adopt(object);
  object->handle = HandleRef(timer.handle);
  object->own =
      std::make_unique<HandleData>(loop, std::move(callback), std::move(arguments), Value());
  object->own->when = make_float(interpreter, timer.when);
  return result;
}

HandleRef make_handle(LoopObject& loop, Value callback, Value arguments, Value context) {
  loop.engine().check_open();
  return HandleRef(
      new SoonHandle(loop, std::move(callback), std::move(arguments), std::move(context)));
}

HandleRef call_soon(LoopObject& loop, Value callback, Value arguments, Value context) {
  const HandleRef handle =
      make_handle(loop, std::move(callback), std::move(arguments), std::move(context));
  loop.engine().enqueue(*handle);
  return handle;
}

HandleRef call_at(LoopObject& loop, double when, Value shown_when, Value callback, Value arguments,
                  Value context) {
  loop.engine().check_open();
  auto* timer =
      new LaterHandle(loop, std::move(callback), std::move(arguments), std::move(context), when);
  const HandleRef handle(timer);
  timer->HandleData::when = std::move(shown_when);
  loop.engine().schedule(when, *handle);
  return handle;
}

void add_done_callback(LoopObject& loop, FutureBase& future, Value callback, Value context) {
  const Ref<FutureCallback> handle(
      new DoneHandle(loop, std::move(callback), Value(), std::move(context)));
  future.add_done_callback(*handle);
}

// The types.

namespace {

/// Null: of a loop that is none of asyncio's.
Handle* engine_handle(const Value& self) {
  return as<HandleObject>(self)->handle.get();
}
bool is_cancelled(const Value& self) {
  const Handle* handle = engine_handle(self);
  return handle != nullptr ? handle->cancelled() : as<HandleObject>(self)->cancelled_alone;
}
HandleData& data_of(const Value& self) {
  return as<HandleObject>(self)->data();
}

void destroy(Object* object) noexcept {
  auto* self = as<HandleObject>(object);
  if (self->handle && self->own == nullptr) self->data().object = nullptr;
  destroy_with<HandleObject>(object);
}

Value show(Interpreter& interpreter, const Value& self) {
  std::string text;
  if (!write_repr(engine_handle(self), is_cancelled(self), data_of(self), text)) return {};
  return interpreter.make_string(text);
}

/// loop.get_debug() of any loop.
bool asks_for_debug(Interpreter& interpreter, const Value& loop, bool& debug) {
  if (const auto* own = native_cast<LoopObject>(loop)) {
    debug = own->engine().get_debug();
    return true;
  }
  const Value answer = call_method(interpreter, loop, "get_debug");
  return answer && truth(interpreter, answer, debug);
}

Value cancel(Interpreter& interpreter, const Value& self, Arguments) {
  Handle* const handle = engine_handle(self);
  HandleData& data = data_of(self);
  bool debug = false;
  if (!is_cancelled(self) && !asks_for_debug(interpreter, data.loop, debug)) return {};
  if (debug) {
    std::string text;
    if (!write_repr(handle, false, data, text)) return {};
    data.last_repr = "<" + std::string(data.when ? "TimerHandle" : "Handle") + " cancelled" +
                     text.substr(text.find(' '));
  }
  if (handle != nullptr) {
    handle->cancel();
  } else {
    if (data.when && !is_cancelled(self) &&
        !call_method(interpreter, data.loop, "_timer_handle_cancelled", {self})) {
      return {};
    }
    as<HandleObject>(self)->cancelled_alone = true;
  }
  // A callback that runs is dropped as well, as asyncio does.
  const Value kept_callback = std::move(data.callback);
  const Value kept_arguments = std::move(data.arguments);
  return Value::none();
}

Value cancelled(Interpreter&, const Value& self, Arguments) {
  return Value::boolean(is_cancelled(self));
}

Value when(Interpreter&, const Value& self, Arguments) {
  return data_of(self).when;
}

Value get_callback(Interpreter&, const Value& self) {
  const Value& callback = data_of(self).callback;
  return callback ? callback : Value::none();
}

Value get_arguments(Interpreter& interpreter, const Value& self) {
  if (is_cancelled(self)) return Value::none();
  const Value arguments = arguments_of(engine_handle(self), data_of(self));
  return arguments ? arguments : make_tuple(interpreter, {});
}

Value get_when(Interpreter&, const Value& self) {
  return data_of(self).when;
}

Value get_cancelled(Interpreter&, const Value& self) {
  return Value::boolean(is_cancelled(self));
}

Value get_loop(Interpreter&, const Value& self) {
  return data_of(self).loop;
}

/// TimerHandle.__eq__: due at once, to call the same with the same. Raised: false, with an error.
bool same_timers(Interpreter& interpreter, const Value& self, const Value& other, bool& same) {
  same = self.same(other);
  if (same) return true;
  for (const auto part : {get_when, get_callback, get_arguments, get_cancelled}) {
    const Value a = part(interpreter, self);
    const Value b = part(interpreter, other);
    if (!a || !b || !equal(interpreter, a, b, same)) return false;
    if (!same) return true;
  }
  return true;
}

/// Timers are ordered by when they are due.
Value compare_timers(Interpreter& interpreter, const Value& self, const Value& other,
                     Comparison op) {
  const auto* right = native_cast<HandleObject>(other);
  if (right == nullptr || !right->data().when) return Value::not_implemented();
  const HandleData& a = data_of(self);
  const HandleData& b = right->data();
  const bool strict = op == Comparison::less || op == Comparison::greater;
  bool same = false;
  if (!strict && !same_timers(interpreter, self, other, same)) return {};
  if (op == Comparison::equal || op == Comparison::not_equal) {
    return Value::boolean(same == (op == Comparison::equal));
  }
  if (same) return Value::boolean(true);
  const bool upwards = op == Comparison::less || op == Comparison::less_equal;
  return compare(interpreter, a.when, b.when, upwards ? Comparison::less : Comparison::greater);
}

bool hash_timer(Interpreter& interpreter, const Value& self, std::int64_t& result) {
  return hash(interpreter, data_of(self).when, result);
}

/// Handle._run(): as the loop does, but at once.
Value run_now(Interpreter& interpreter, const Value& self, Arguments) {
  if (Handle* handle = engine_handle(self)) {
    return guarded(interpreter, [&] {
      handle->type().run(*handle);
      return Value::none();
    });
  }
  const HandleData& data = data_of(self);
  const Value function = get_callback(interpreter, self);
  const Value given = data.arguments;
  Value context = data.context;
  Value result;
  {
    const ContextScope scope(asyncio_of(interpreter).contexts(), context);
    result = call_given(interpreter, function, given);
  }
  if (result) return Value::none();
  const Value error = interpreter.take_error();
  if (ends_program(interpreter, error)) {
    interpreter.restore_error(error);
    return {};
  }
  const Value details =
      callback_failure(interpreter, function, given, error, self, data.source_traceback);
  return call_method(interpreter, data.loop, "call_exception_handler", {details}) ? Value::none()
                                                                                  : Value();
}

/// An object for a handle that the program makes itself: in no queue.
Value own_handle(Interpreter& interpreter, Type& type, const Value* values, const Value& when) {
  bool debug = false;
  if (!asks_for_debug(interpreter, values[2], debug)) return {};
  const Value context = values[3] ? checked_context(interpreter, values[3]) : Value();
  double due = 0;
  if (interpreter.raised() || (when && !to_real(interpreter, when, due))) return {};
  Value arguments = to_tuple(interpreter, values[1]);
  if (!arguments) return {};
  auto* object = interpreter.make<HandleObject>(type);
  Value result = Value::adopt(object);
  auto* loop = native_cast<LoopObject>(values[2]);
  if (loop == nullptr) {
    object->own = std::make_unique<HandleData>(interpreter, values[2], debug, values[0],
                                               std::move(arguments), context);
  } else if (when) {
    object->handle = HandleRef(new LaterHandle(*loop, values[0], arguments, context, due));
  } else {
    object->handle = HandleRef(new SoonHandle(*loop, values[0], arguments, context));
  }
  object->data().when = when;
  if (loop != nullptr) object->data().object = object;
  return result;
}

Value make_handle_object(Interpreter& interpreter, Type& type, Arguments arguments) {
  static constexpr ParameterList parameters{"Handle.__init__", "callback args loop context", 3};
  Value values[4];
  if (!read_as_function(interpreter, parameters, arguments, values)) return {};
  return own_handle(interpreter, type, values, Value());
}

Value make_timer_object(Interpreter& interpreter, Type& type, Arguments arguments) {
  static constexpr ParameterList parameters{"TimerHandle.__init__",
                                            "when callback args loop context", 4};
  Value values[5];
  if (!read_as_function(interpreter, parameters, arguments, values)) return {};
  return own_handle(interpreter, type, values + 1, values[0]);
}

constexpr NativeDefinition handle_methods[] = {{"cancel", cancel, Signature::none},
                                               {"cancelled", cancelled, Signature::none},
                                               {"_run", run_now, Signature::none}};
constexpr NativeDefinition timer_methods[] = {{"cancel", cancel, Signature::none},
                                              {"when", when, Signature::none}};
Value get_source_traceback(Interpreter&, const Value& self) {
  const Value& stack = data_of(self).source_traceback;
  return stack ? stack : Value::none();
}

constexpr NativeProperty handle_properties[] = {{"_source_traceback", get_source_traceback},
                                                {"_callback", get_callback},
                                                {"_args", get_arguments},
                                                {"_cancelled", get_cancelled},
                                                {"_loop", get_loop}};
constexpr NativeProperty timer_properties[] = {{"_when", get_when}};

}  // namespace

void define_handle_types(AsyncioState& state) {
  TypeDefinition definition;
  definition.name = "Handle";
  definition.module = "asyncio.events";
  definition.size = sizeof(HandleObject);
  definition.tag = &HandleObject::tag;
  definition.slots.destroy = destroy;
  definition.slots.repr = show;
  definition.slots.make = make_handle_object;
  definition.methods = handle_methods;
  definition.properties = handle_properties;
  state.handle = &define_type(state.interpreter(), definition);

  TypeDefinition timer;
  timer.name = "TimerHandle";
  timer.module = "asyncio.events";
  timer.base = state.handle;
  timer.size = sizeof(HandleObject);
  timer.tag = &HandleObject::tag;
  timer.slots.destroy = destroy;
  timer.slots.make = make_timer_object;
  timer.slots.compare = compare_timers;
  timer.slots.hash = hash_timer;
  timer.methods = timer_methods;
  timer.properties = timer_properties;
  state.timer_handle = &define_type(state.interpreter(), timer);
}

}  // namespace loopscope::python
