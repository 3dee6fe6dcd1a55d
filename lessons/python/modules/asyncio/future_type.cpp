// asyncio.Future as a class of the program.

#include <cstdint>
#include <string>

#include "engine/coro/task.h"
#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/async_generator.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/asyncio/exceptions.h"
#include "lessons/python/modules/asyncio/future.h"
#include "lessons/python/modules/asyncio/handle.h"
#include "lessons/python/modules/asyncio/loop.h"
#include "lessons/python/modules/asyncio/methods.h"
#include "lessons/python/modules/asyncio/state.h"
#include "lessons/python/modules/contextvars.h"
#include "lessons/python/objects/exception_object.h"
#include "lessons/python/objects/generic_alias.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/objects/list_object.h"

namespace loopscope::python {

PythonFuture* initialized_future(Interpreter& interpreter, const Value& self) {
  PythonFuture* future = python_future(self);
  if (future == nullptr) interpreter.raise_runtime_error("Future object is not initialized.");
  return future;
}

Raised raise_not_pending(Interpreter& interpreter, PythonFuture& future) {
  std::string text = future.base().cancelled() ? "CANCELLED: " : "FINISHED: ";
  if (!future.write_repr(text)) return {};
  return interpreter.raise(*asyncio_of(interpreter).invalid_state_error, text);
}

namespace {

FutureObject& object_of(const Value& self) {
  return *as<FutureObject>(self);
}

Value make(Interpreter& interpreter, Type& type, Arguments) {
  return Value::adopt(interpreter.make<FutureObject>(type));
}

bool init(Interpreter& interpreter, const Value& self, Arguments arguments) {
  static constexpr ParameterList parameters{"Future", "* loop", 0};
  Value values[1];
  if (!read_arguments(interpreter, parameters, arguments, values)) return false;
  LoopObject* loop = loop_or_default(interpreter, values[0]);
  if (loop == nullptr) return false;
  if (object_of(self).future != nullptr) {
    return interpreter.raise_runtime_error("Future is initialized already");
  }
  auto* future = new PlainFuture(*loop);
  future->adopt_object(object_of(self));
  return true;
}

void destroy(Object* object) noexcept {
  auto* self = as<FutureObject>(object);
  PythonFuture* future = self->future;
  const bool owns = self->owns;
  if (future != nullptr) future->forget_object();
  destroy_with<FutureObject>(object);
  if (owns) future->base().release();
}

void finalize(Interpreter&, const Value& self) {
  PythonFuture* future = python_future(self);
  if (future == nullptr || !object_of(self).owns) return;
  if (future->take_over()) {
    // It will be asked again.
    auto& flags = self.object()->flags;
    flags = static_cast<std::uint8_t>(flags & ~Object::finalized);
  } else {
    future->report();
  }
}

void clear(Object* object) {
  PythonFuture* future = as<FutureObject>(object)->future;
  if (future == nullptr) return;
  future->base().forget_traceback();
  future->base().remove_done_callbacks_if([](FutureCallback&) { return true; });
  future->set_result_value(Value());
}

Value show(Interpreter& interpreter, const Value& self) {
  PythonFuture* future = initialized_future(interpreter, self);
  std::string text;
  if (future == nullptr || !future->write_repr(text)) return {};
  return interpreter.make_string(text);
}

Value result(Interpreter& interpreter, const Value& self, Arguments) {
  PythonFuture* future = python_future(self);
  if (future == nullptr) {
    return interpreter.raise(*asyncio_of(interpreter).invalid_state_error, "Result is not ready.");
  }
  return future_result(interpreter, *future);
}

Value exception(Interpreter& interpreter, const Value& self, Arguments) {
  PythonFuture* future = python_future(self);
  if (future == nullptr || !future->base().done()) {
    return interpreter.raise(*asyncio_of(interpreter).invalid_state_error, "Exception is not set.");
  }
  FutureBase& base = future->base();
  const bool was_cancelled = base.cancelled();
  const ExceptionRef error = base.result_error();
  if (!error) return Value::none();
  if (was_cancelled) return raise_exception(interpreter, error, false);
  return unwrap_exception(interpreter, *error);
}

Value set_result(Interpreter& interpreter, const Value& self, Arguments arguments) {
  PythonFuture* future = initialized_future(interpreter, self);
  if (future == nullptr) return {};
  if (future->base().done()) return raise_not_pending(interpreter, *future);
  return guarded(interpreter, [&] {
    future->set_result(arguments[0]);
    return Value::none();
  });
}

Value set_exception(Interpreter& interpreter, const Value& self, Arguments arguments) {
  PythonFuture* future = initialized_future(interpreter, self);
  if (future == nullptr) return {};
  if (future->base().done()) return raise_not_pending(interpreter, *future);
  Value error = arguments[0];
  if (error.is(Kind::type)) {
    error = call(interpreter, error);
    if (!error) return {};
  }
  if (!error.is(Kind::exception)) return interpreter.raise_type_error("invalid exception object");
  if (error.object()->type == interpreter.exceptions.stop_iteration) {
    return interpreter.raise_type_error(
        "StopIteration interacts badly with generators and cannot be raised into a Future");
  }
  return guarded(interpreter, [&] {
    future->base().set_exception(wrap_exception(interpreter, error));
    return Value::none();
  });
}

Value cancel(Interpreter& interpreter, const Value& self, Arguments arguments) {
  static constexpr ParameterList parameters{"cancel", "msg", 0};
  Value values[1];
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  PythonFuture* future = initialized_future(interpreter, self);
  if (future == nullptr) return {};
  return guarded(interpreter, [&] {
    return Value::boolean(future->base().cancel(wrap_message(interpreter, values[0])));
  });
}

Value cancelled(Interpreter&, const Value& self, Arguments) {
  const PythonFuture* future = python_future(self);
  return Value::boolean(future != nullptr && future->base().cancelled());
}

Value done(Interpreter&, const Value& self, Arguments) {
  const PythonFuture* future = python_future(self);
  return Value::boolean(future != nullptr && future->base().done());
}

Value add_callback(Interpreter& interpreter, const Value& self, Arguments arguments) {
  static constexpr ParameterList parameters{"add_done_callback", "fn / * context", 1};
  Value values[2];
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  PythonFuture* future = initialized_future(interpreter, self);
  if (future == nullptr) return {};
  const Value context = checked_context(interpreter, values[1]);
  if (interpreter.raised()) return {};
  return guarded(interpreter, [&] {
    add_done_callback(future->loop_object(), future->base(), values[0], context);
    return Value::none();
  });
}

Value remove_callback(Interpreter& interpreter, const Value& self, Arguments arguments) {
  PythonFuture* future = initialized_future(interpreter, self);
  if (future == nullptr) return {};
  // Comparing may call the program's code, which may change the callbacks: find out first.
  std::vector<const Handle*> matching;
  for (const ReadyEntry& entry : future->base().callback_entries()) {
    if (entry.kind() != ReadyEntry::Kind::handle) continue;
    const HandleData* data = handle_data(entry.handle());
    if (data == nullptr) continue;
    const HandleRef kept(&entry.handle());
    const Value callback = data->callback;
    bool same = false;
    if (!equal(interpreter, callback, arguments[0], same)) return {};
    if (same) matching.push_back(kept.get());
  }
  const std::size_t removed =
      future->base().remove_done_callbacks_if([&](FutureCallback& callback) {
        for (const Handle* handle : matching) {
          if (handle == &callback) return true;
        }
        return false;
      });
  return Value::small(static_cast<std::int64_t>(removed));
}

Value get_loop(Interpreter& interpreter, const Value& self, Arguments) {
  PythonFuture* future = initialized_future(interpreter, self);
  return future != nullptr ? future->loop_value() : Value();
}

// Await.

/// What `future.__await__()` returns.
struct FutureIterator : Object {
  static constexpr char tag = 0;
  explicit FutureIterator(Value awaited) : future(std::move(awaited)) {}
  Value future;
  bool yielded = false;
};

Value await(Interpreter& interpreter, const Value& self) {
  if (initialized_future(interpreter, self) == nullptr) return {};
  return Value::adopt(
      interpreter.make<FutureIterator>(*asyncio_of(interpreter).future_iterator, self));
}

SendResult send(Interpreter& interpreter, const Value& self, const Value&, Value& value) {
  auto& iterator = *as<FutureIterator>(self);
  FutureObject& object = object_of(iterator.future);
  if (!object.future->base().done()) {
    if (iterator.yielded) {
      interpreter.raise_runtime_error("await wasn't used with future");
      return SendResult::raised;
    }
    iterator.yielded = true;
    object.blocking = true;
    value = iterator.future;
    return SendResult::yielded;
  }
  value = future_result(interpreter, *object.future);
  return value ? SendResult::returned : SendResult::raised;
}

SendResult throw_in(Interpreter& interpreter, const Value& self, const Value& exception_thrown,
                    Value&) {
  as<FutureIterator>(self)->yielded = true;
  interpreter.raise(exception_thrown);
  return SendResult::raised;
}

Value itself(Interpreter&, const Value& self) {
  return self;
}

Value next(Interpreter& interpreter, const Value& self) {
  Value value;
  switch (send(interpreter, self, Value::none(), value)) {
    case SendResult::yielded:
      return value;
    case SendResult::returned:
      return raise_stop_iteration(interpreter, value);
    case SendResult::raised:
      break;
  }
  return {};
}

Value send_method(Interpreter& interpreter, const Value& self, Arguments) {
  return next(interpreter, self);
}

Value throw_method(Interpreter& interpreter, const Value& self, Arguments arguments) {
  if (arguments.count > 2 && !arguments[2].is_none() && !arguments[2].is(Kind::traceback)) {
    return interpreter.raise_type_error("throw() third argument must be a traceback");
  }
  Value error;
  if (!thrown_exception(interpreter, arguments, error)) return {};
  Value value;
  throw_in(interpreter, self, error, value);
  return {};
}

Value close_method(Interpreter&, const Value&, Arguments) {
  return Value::none();
}

// What asyncio's own names show.

Value get_state(Interpreter& interpreter, const Value& self) {
  const PythonFuture* future = initialized_future(interpreter, self);
  if (future == nullptr) return {};
  switch (future->base().state()) {
    case FutureBase::State::pending:
      return interpreter.make_string("PENDING");
    case FutureBase::State::cancelled:
      return interpreter.make_string("CANCELLED");
    case FutureBase::State::finished:
      break;
  }
  return interpreter.make_string("FINISHED");
}

Value get_loop_attribute(Interpreter& interpreter, const Value& self) {
  return get_loop(interpreter, self, {});
}

Value get_exception(Interpreter& interpreter, const Value& self) {
  PythonFuture* future = initialized_future(interpreter, self);
  if (future == nullptr) return {};
  const Exception* error = future->base().peek_exception();
  return error != nullptr ? unwrap_exception(interpreter, *error) : Value::none();
}

Value get_result(Interpreter& interpreter, const Value& self) {
  const PythonFuture* future = initialized_future(interpreter, self);
  if (future == nullptr) return {};
  return future->result() ? future->result() : Value::none();
}

/// What these names stand for can't be deleted.
bool not_deleted(Interpreter& interpreter, const Value& value) {
  if (value) return true;
  return interpreter.raise(*interpreter.exceptions.attribute_error, "cannot delete attribute");
}

Value get_blocking(Interpreter&, const Value& self) {
  return Value::boolean(object_of(self).blocking);
}
bool set_blocking(Interpreter& interpreter, const Value& self, const Value& value) {
  return not_deleted(interpreter, value) && truth(interpreter, value, object_of(self).blocking);
}

Value get_log_traceback(Interpreter& interpreter, const Value& self) {
  const PythonFuture* future = initialized_future(interpreter, self);
  return future != nullptr ? Value::boolean(future->base().log_traceback()) : Value();
}
bool set_log_traceback(Interpreter& interpreter, const Value& self, const Value& value) {
  PythonFuture* future = initialized_future(interpreter, self);
  bool wanted = false;
  if (future == nullptr || !not_deleted(interpreter, value) || !truth(interpreter, value, wanted)) {
    return false;
  }
  if (wanted) return interpreter.raise_value_error("_log_traceback can only be set to False");
  future->base().forget_traceback();
  return true;
}

Value get_cancel_message(Interpreter& interpreter, const Value& self) {
  const PythonFuture* future = initialized_future(interpreter, self);
  if (future == nullptr) return {};
  const MessageRef message = future->base().cancel_message();
  const auto* python = static_cast<const PythonMessage*>(message.get());
  return python != nullptr ? python->value() : Value::none();
}

bool set_cancel_message(Interpreter& interpreter, const Value& self, const Value& value) {
  PythonFuture* future = initialized_future(interpreter, self);
  if (future == nullptr || !not_deleted(interpreter, value)) return false;
  future->put_cancel_message(wrap_message(interpreter, value));
  return true;
}

Value get_source_traceback(Interpreter&, const Value& self) {
  const PythonFuture* future = python_future(self);
  return future != nullptr && future->source_traceback() ? future->source_traceback()
                                                         : Value::none();
}

/// [(callback, context), …]; None without any.
Value get_callbacks(Interpreter& interpreter, const Value& self) {
  const PythonFuture* future = initialized_future(interpreter, self);
  if (future == nullptr) return {};
  Value list = make_list(interpreter);
  for (const ReadyEntry& entry : future->base().callback_entries()) {
    if (entry.kind() != ReadyEntry::Kind::handle) continue;
    const HandleData* data = handle_data(entry.handle());
    if (data == nullptr) continue;
    as<ListObject>(list)->items.push_back(
        make_tuple(interpreter, {data->callback, data->context ? data->context : Value::none()}));
  }
  return as<ListObject>(list)->items.empty() ? Value::none() : list;
}

Value make_cancelled_error(Interpreter& interpreter, const Value& self, Arguments) {
  PythonFuture* future = initialized_future(interpreter, self);
  if (future == nullptr) return {};
  return unwrap_exception(interpreter, *future->base().make_cancelled_error());
}

constexpr NativeDefinition future_methods[] = {
    {"_make_cancelled_error", make_cancelled_error, Signature::none},
    {"result", result, Signature::none},
    {"exception", exception, Signature::none},
    {"set_result", set_result, Signature::one},
    {"set_exception", set_exception, Signature::one},
    {"cancel", cancel},
    {"cancelled", cancelled, Signature::none},
    {"done", done, Signature::none},
    {"add_done_callback", add_callback},
    {"remove_done_callback", remove_callback, Signature::one},
    {"get_loop", get_loop, Signature::none},
};
constexpr NativeDefinition cancel_method[] = {{"cancel", cancel}};
constexpr NativeProperty future_properties[] = {
    {"_state", get_state},
    {"_loop", get_loop_attribute},
    {"_exception", get_exception},
    {"_result", get_result},
    {"_asyncio_future_blocking", get_blocking, set_blocking},
    {"_log_traceback", get_log_traceback, set_log_traceback},
    {"_cancel_message", get_cancel_message, set_cancel_message},
    {"_source_traceback", get_source_traceback},
    {"_callbacks", get_callbacks},
};
constexpr NativeDefinition iterator_methods[] = {
    {"send", send_method, Signature::one},
    {"throw", throw_method, Signature::positional, 1, 3},
    {"close", close_method, Signature::none},
};

}  // namespace

std::span<const NativeDefinition> task_cancel_method() {
  return cancel_method;
}

TypeDefinition future_definition(const char* name, const char* module, Type* base) {
  TypeDefinition definition;
  definition.name = name;
  definition.module = module;
  definition.base = base;
  definition.size = sizeof(FutureObject);
  definition.flags = Type::base_allowed | Type::container | Type::owns_unseen;
  definition.tag = &FutureObject::tag;
  definition.attributes_offset = sizeof(Container);  // `attributes` comes first
  definition.slots.destroy = destroy;
  definition.slots.finalize = finalize;
  definition.slots.clear = clear;
  definition.slots.make = make;
  return definition;
}

void define_future_types(AsyncioState& state) {
  Interpreter& interpreter = state.interpreter();
  TypeDefinition future = future_definition("Future", "_asyncio", nullptr);
  future.slots.init = init;
  future.slots.repr = show;
  future.slots.await = await;
  future.slots.iter = await;
  future.methods = future_methods;
  future.properties = future_properties;
  state.future = &define_type(interpreter, future);
  add_methods(*state.future, class_getitem_method());
  TypeDefinition gathering = future_definition("_GatheringFuture", "asyncio.tasks", state.future);
  gathering.methods = cancel_method;
  state.gathering_future = &define_type(interpreter, gathering);

  TypeDefinition iterator;
  iterator.name = "FutureIter";
  iterator.module = "_asyncio";
  iterator.size = sizeof(FutureIterator);
  iterator.tag = &FutureIterator::tag;
  iterator.slots.destroy = destroy_with<FutureIterator>;
  iterator.slots.iter = itself;
  iterator.slots.next = next;
  iterator.slots.send = send;
  iterator.slots.throw_in = throw_in;
  iterator.methods = iterator_methods;
  state.future_iterator = &define_type(interpreter, iterator);
}

}  // namespace loopscope::python
