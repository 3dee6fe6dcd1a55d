// The types generator and coroutine.

#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/async_generator.h"
#include "lessons/python/machine/generator_object.h"
#include "lessons/python/machine/machine.h"
#include "lessons/python/machine/machine_internal.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/machine/warnings.h"
#include "lessons/python/objects/core_types.h"
#include "lessons/python/objects/exception_object.h"
#include "lessons/python/objects/str_object.h"

namespace loopscope::python {

Value finish_send(Interpreter& interpreter, SendResult how, Value result) {
  if (how == SendResult::yielded) return result;
  if (how == SendResult::raised) return {};
  return raise_stop_iteration(interpreter, std::move(result));
}

bool thrown_exception(Interpreter& interpreter, Arguments arguments, Value& exception) {
  if (!check_count(interpreter, "throw", arguments.count, 1, 3)) return false;
  const Value& type = arguments[0];
  if (type.is(Kind::exception)) {
    if (arguments.count > 1 && !arguments[1].is_none())
      return interpreter.raise_type_error("instance exception may not have a separate value");
    exception = type;
  } else if (type.is(Kind::type) &&
             as<Type>(type)->is_subtype(*interpreter.exceptions.base_exception)) {
    if (arguments.count > 1 && exception_matches(arguments[1], *as<Type>(type))) {
      exception = arguments[1];
    } else {
      const bool plain = arguments.count < 2 || arguments[1].is_none();
      exception = call(interpreter, type, plain ? Arguments() : Arguments(&arguments[1], 1));
    }
    if (!exception) return false;
    if (!exception.is(Kind::exception))
      return interpreter.raise_type_error("exceptions must derive from BaseException");
  } else {
    return interpreter.raise_type_error(
        "exceptions must be classes or instances deriving from BaseException, not {}",
        type_name(interpreter, type));
  }
  if (arguments.count == 3 && arguments[2].is(Kind::traceback))
    exception_of(exception)->traceback = arguments[2];
  return true;
}

Value wrap_coroutine(Interpreter& interpreter, const Value& self) {
  auto* wrapper = interpreter.make<CoroutineWrapper>(*interpreter.types.coroutine_wrapper);
  wrapper->coroutine = self;
  return Value::adopt(wrapper);
}

void destroy_generator(Object* object) noexcept {
  auto* generator = static_cast<GeneratorObject*>(object);
  if (FrameObject* frame = std::exchange(generator->frame, nullptr)) {
    frame->generator = nullptr;
    frame->finished = true;
    release_frame(frame);
  }
  destroy_with<GeneratorObject>(object);
}

void traverse_generator(Object* object, Visitor& visit) {
  auto* generator = static_cast<GeneratorObject*>(object);
  visit(generator->handled.exception);
  visit(generator->finalizer);
  if (generator->frame != nullptr) visit(static_cast<Object*>(generator->frame));
}

void clear_generator(Object* object) {
  auto* generator = static_cast<GeneratorObject*>(object);
  if (generator->running) return;
  generator->handled.exception.reset();
  if (FrameObject* frame = std::exchange(generator->frame, nullptr)) {
    frame->generator = nullptr;
    frame->finished = true;
    clear_frame(frame);
    release_frame(frame);
  }
}

Value generator_repr(Interpreter& interpreter, const Value& self) {
  const auto& generator = *as<GeneratorObject>(self);
  return interpreter.make_string(
      fmt::format("<{} object {} at {:#014x}>", type_name(interpreter, self),
                  text_of(generator.qualname), interpreter.identity(self)));
}

namespace {

GeneratorObject& generator_of(const Value& self) {
  return *as<GeneratorObject>(self);
}

void finalize_generator(Interpreter& interpreter, const Value& self) {
  if (generator_of(self).frame == nullptr) return;
  if (!close_generator(interpreter, self)) interpreter.report_unraisable("", self);
}

void finalize_coroutine(Interpreter& interpreter, const Value& self) {
  GeneratorObject& coroutine = generator_of(self);
  if (coroutine.frame == nullptr) return;
  if (!coroutine.started) {
    warn_never_awaited(interpreter, text_of(coroutine.qualname), coroutine.made_at,
                       coroutine.origin);
    return;
  }
  finalize_generator(interpreter, self);
}

Value next_slot(Interpreter& interpreter, const Value& self) {
  Value result;
  switch (send_to_generator(interpreter, self, Value::none(), result)) {
    case SendResult::yielded:
      return result;
    case SendResult::raised:
      return {};
    default:
      break;
  }
  if (!result.is_none()) raise_stop_iteration(interpreter, std::move(result));
  return {};
}

Value send_method(Interpreter& interpreter, const Value& self, Arguments arguments) {
  Value result;
  const SendResult how = send_to_generator(interpreter, self, arguments[0], result);
  return finish_send(interpreter, how, std::move(result));
}

Value throw_method(Interpreter& interpreter, const Value& self, Arguments arguments) {
  Value exception;
  Value result;
  if (!thrown_exception(interpreter, arguments, exception)) return {};
  const SendResult how = throw_into_generator(interpreter, self, exception, result);
  return finish_send(interpreter, how, std::move(result));
}

Value close_method(Interpreter& interpreter, const Value& self, Arguments) {
  if (!close_generator(interpreter, self)) return {};
  return Value::none();
}

const Value& wrapped(const Value& self) {
  return as<CoroutineWrapper>(self)->coroutine;
}

Value wrapper_next(Interpreter& interpreter, const Value& self) {
  Value result;
  const Value kept = wrapped(self);
  const SendResult how = send_to(interpreter, kept, Value::none(), result);
  return finish_send(interpreter, how, std::move(result));
}
SendResult wrapper_send(Interpreter& interpreter, const Value& self, const Value& value,
                        Value& result) {
  const Value kept = wrapped(self);
  return send_to(interpreter, kept, value, result);
}
SendResult wrapper_throw(Interpreter& interpreter, const Value& self, const Value& exception,
                         Value& result) {
  const Value kept = wrapped(self);
  return throw_into(interpreter, kept, exception, result);
}
Value wrapper_send_method(Interpreter& interpreter, const Value& self, Arguments arguments) {
  const Value kept = wrapped(self);
  return call_method(interpreter, kept, "send", arguments);
}
Value wrapper_throw_method(Interpreter& interpreter, const Value& self, Arguments arguments) {
  const Value kept = wrapped(self);
  return call_method(interpreter, kept, "throw", arguments);
}
Value wrapper_close_method(Interpreter& interpreter, const Value& self, Arguments arguments) {
  const Value kept = wrapped(self);
  return call_method(interpreter, kept, "close", arguments);
}

Value get_name(Interpreter&, const Value& self) {
  return generator_of(self).name;
}
bool set_name(Interpreter& interpreter, const Value& self, const Value& value) {
  if (!value || !is_string(value))
    return interpreter.raise_type_error("__name__ must be set to a string object");
  generator_of(self).name = value;
  return true;
}
Value get_qualname(Interpreter&, const Value& self) {
  return generator_of(self).qualname;
}
bool set_qualname(Interpreter& interpreter, const Value& self, const Value& value) {
  if (!value || !is_string(value))
    return interpreter.raise_type_error("__qualname__ must be set to a string object");
  generator_of(self).qualname = value;
  return true;
}
Value get_frame(Interpreter&, const Value& self) {
  FrameObject* frame = generator_of(self).frame;
  return frame == nullptr ? Value::none() : frame_value(frame);
}
Value get_running(Interpreter&, const Value& self) {
  return Value::boolean(generator_of(self).running);
}
Value get_suspended(Interpreter&, const Value& self) {
  const GeneratorObject& generator = generator_of(self);
  return Value::boolean(generator.frame != nullptr && generator.started && !generator.running);
}
Value get_code(Interpreter&, const Value& self) {
  return generator_of(self).code;
}
Value get_delegate(Interpreter&, const Value& self) {
  Value inner = generator_delegate(generator_of(self));
  return inner ? inner : Value::none();
}
Value get_origin(Interpreter&, const Value& self) {
  const Value& origin = generator_of(self).origin;
  return origin ? origin : Value::none();
}

constexpr NativeDefinition methods[] = {
    {"send", &send_method, Signature::one},
    {"throw", &throw_method, Signature::any},
    {"close", &close_method, Signature::none},
};
constexpr NativeDefinition wrapper_methods[] = {
    {"send", &wrapper_send_method, Signature::one},
    {"throw", &wrapper_throw_method, Signature::any},
    {"close", &wrapper_close_method, Signature::none},
};
constexpr NativeProperty generator_properties[] = {
    {"__name__", &get_name, &set_name}, {"__qualname__", &get_qualname, &set_qualname},
    {"gi_frame", &get_frame},           {"gi_running", &get_running},
    {"gi_suspended", &get_suspended},   {"gi_code", &get_code},
    {"gi_yieldfrom", &get_delegate}};
constexpr NativeProperty coroutine_properties[] = {
    {"__name__", &get_name, &set_name}, {"__qualname__", &get_qualname, &set_qualname},
    {"cr_frame", &get_frame},           {"cr_running", &get_running},
    {"cr_suspended", &get_suspended},   {"cr_code", &get_code},
    {"cr_await", &get_delegate},        {"cr_origin", &get_origin}};

}  // namespace

void define_generators(Interpreter& interpreter) {
  BuiltinTypes& types = interpreter.types;
  Slots slots;
  slots.destroy = &destroy_generator;
  slots.traverse = &traverse_generator;
  slots.clear = &clear_generator;
  slots.repr = &generator_repr;
  slots.finalize = &finalize_generator;
  slots.send = &send_to_generator;
  slots.throw_in = &throw_into_generator;
  Slots coroutine = slots;
  slots.iter = [](Interpreter&, const Value& self) { return self; };
  slots.next = &next_slot;
  types.generator = &define_type(interpreter, {.name = "generator",
                                               .kind = Kind::generator,
                                               .size = sizeof(GeneratorObject),
                                               .flags = Type::container,
                                               .slots = slots,
                                               .methods = methods,
                                               .properties = generator_properties});
  coroutine.finalize = &finalize_coroutine;
  coroutine.await = &wrap_coroutine;
  types.coroutine = &define_type(interpreter, {.name = "coroutine",
                                               .kind = Kind::generator,
                                               .size = sizeof(GeneratorObject),
                                               .flags = Type::container,
                                               .slots = coroutine,
                                               .methods = methods,
                                               .properties = coroutine_properties});
  Slots wrapper;
  wrapper.destroy = &destroy_with<CoroutineWrapper>;
  wrapper.iter = [](Interpreter&, const Value& self) { return self; };
  wrapper.next = &wrapper_next;
  wrapper.send = &wrapper_send;
  wrapper.throw_in = &wrapper_throw;
  types.coroutine_wrapper = &define_type(interpreter, {.name = "coroutine_wrapper",
                                                       .size = sizeof(CoroutineWrapper),
                                                       .tag = &CoroutineWrapper::tag,
                                                       .slots = wrapper,
                                                       .methods = wrapper_methods});
  define_async_generators(interpreter);
}

}  // namespace loopscope::python
