#include "lessons/python/machine/async_generator.h"

#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/exception_object.h"

namespace loopscope::python {

Value make_async_yield(Interpreter& interpreter, Value value) {
  return Value::adopt(
      interpreter.make<AsyncYield>(*interpreter.types.async_yield, std::move(value)));
}

namespace {

using Step = AsyncGeneratorStep;

GeneratorObject& generator_of(const Value& value) {
  return *as<GeneratorObject>(value);
}
Step& step_of(const Value& value) {
  return *as<Step>(value);
}

Value raise_nothing_more(Interpreter& interpreter) {
  Value error =
      make_exception(interpreter, *interpreter.exceptions.stop_async_iteration, Arguments());
  if (!error) return {};
  return interpreter.raise(std::move(error));
}

/// What the generator's frame gave, as the awaiter of a step sees it: a value yielded ends the
/// step.
SendResult unwrap(Interpreter& interpreter, GeneratorObject& generator, SendResult how,
                  Value& result) {
  if (how == SendResult::yielded) {
    const auto* yielded = native_cast<AsyncYield>(result);
    if (yielded == nullptr) return how;
    generator.running_async = false;
    Value value = yielded->value;
    result = std::move(value);
    return SendResult::returned;
  }
  if (how == SendResult::returned) raise_nothing_more(interpreter);
  if (interpreter.raised(*interpreter.exceptions.stop_async_iteration) ||
      interpreter.raised(*interpreter.exceptions.generator_exit))
    generator.closed = true;
  generator.running_async = false;
  return SendResult::raised;
}

SendResult refuse(Interpreter& interpreter, Step& step, const char* message) {
  step.state = Step::State::closed;
  interpreter.raise_runtime_error("{}", message);
  return SendResult::raised;
}

SendResult send_step(Interpreter& interpreter, Step& step, const Value& value, Value& result) {
  GeneratorObject& generator = generator_of(step.generator);
  if (step.state == Step::State::closed)
    return refuse(interpreter, step, "cannot reuse already awaited __anext__()/asend()");
  Value sent = value;
  if (step.state == Step::State::fresh) {
    if (generator.running_async)
      return refuse(interpreter, step, "anext(): asynchronous generator is already running");
    if (sent.is_none()) sent = step.value;
    step.state = Step::State::iterating;
  }
  generator.running_async = true;
  SendResult how = send_to_generator(interpreter, step.generator, sent, result);
  how = unwrap(interpreter, generator, how, result);
  if (how != SendResult::yielded) step.state = Step::State::closed;
  return how;
}

/// The end of aclose(): what it had to raise is swallowed.
SendResult closed_error(Interpreter& interpreter, Step& step, Value& result) {
  generator_of(step.generator).running_async = false;
  step.state = Step::State::closed;
  if (step.what != Step::What::close) return SendResult::raised;
  if (!interpreter.raised(*interpreter.exceptions.stop_async_iteration) &&
      !interpreter.raised(*interpreter.exceptions.generator_exit))
    return SendResult::raised;
  interpreter.clear_error();
  result = Value::none();
  return SendResult::returned;
}

SendResult closing(Interpreter& interpreter, Step& step, SendResult how, Value& result) {
  if (how == SendResult::yielded) {
    if (native_cast<AsyncYield>(result) == nullptr) return how;
    generator_of(step.generator).running_async = false;
    return refuse(interpreter, step, "async generator ignored GeneratorExit");
  }
  if (how == SendResult::returned) raise_nothing_more(interpreter);
  return closed_error(interpreter, step, result);
}

SendResult start_throw(Interpreter& interpreter, Step& step, Value& result) {
  GeneratorObject& generator = generator_of(step.generator);
  const bool close = step.what == Step::What::close;
  if (generator.running_async)
    return refuse(interpreter, step,
                  close ? "aclose(): asynchronous generator is already running"
                        : "athrow(): asynchronous generator is already running");
  if (generator.closed) {
    step.state = Step::State::closed;
    raise_nothing_more(interpreter);
    return SendResult::raised;
  }
  step.state = Step::State::iterating;
  generator.running_async = true;
  if (!close) {
    SendResult how = throw_into_generator(interpreter, step.generator, step.exception, result);
    how = unwrap(interpreter, generator, how, result);
    return how == SendResult::raised ? closed_error(interpreter, step, result) : how;
  }
  generator.closed = true;
  const Value exit =
      make_exception(interpreter, *interpreter.exceptions.generator_exit, Arguments());
  if (!exit) return SendResult::raised;
  return closing(interpreter, step, throw_into_generator(interpreter, step.generator, exit, result),
                 result);
}

SendResult throw_step(Interpreter& interpreter, Step& step, const Value& value, Value& result) {
  GeneratorObject& generator = generator_of(step.generator);
  if (step.state == Step::State::closed)
    return refuse(interpreter, step, "cannot reuse already awaited aclose()/athrow()");
  if (generator.frame == nullptr) {
    step.state = Step::State::closed;
    result = Value::none();
    return SendResult::returned;
  }
  if (step.state == Step::State::fresh) return start_throw(interpreter, step, result);
  const SendResult how = send_to_generator(interpreter, step.generator, value, result);
  if (step.what == Step::What::throw_in) return unwrap(interpreter, generator, how, result);
  return closing(interpreter, step, how, result);
}

SendResult step_send(Interpreter& interpreter, const Value& self, const Value& value,
                     Value& result) {
  const Value kept = self;
  Step& step = step_of(kept);
  return step.what == Step::What::send ? send_step(interpreter, step, value, result)
                                       : throw_step(interpreter, step, value, result);
}

SendResult step_throw(Interpreter& interpreter, const Value& self, const Value& exception,
                      Value& result) {
  const Value kept = self;
  Step& step = step_of(kept);
  if (step.state == Step::State::closed)
    return refuse(interpreter, step,
                  step.what == Step::What::send ? "cannot reuse already awaited __anext__()/asend()"
                                                : "cannot reuse already awaited aclose()/athrow()");
  GeneratorObject& generator = generator_of(step.generator);
  SendResult how = throw_into_generator(interpreter, step.generator, exception, result);
  if (step.what == Step::What::close) return closing(interpreter, step, how, result);
  how = unwrap(interpreter, generator, how, result);
  if (step.what == Step::What::send && how == SendResult::raised) step.state = Step::State::closed;
  return how;
}

Value step_next(Interpreter& interpreter, const Value& self) {
  Value result;
  const SendResult how = step_send(interpreter, self, Value::none(), result);
  return finish_send(interpreter, how, std::move(result));
}

Value send_method(Interpreter& interpreter, const Value& self, Arguments arguments) {
  Value result;
  const SendResult how = step_send(interpreter, self, arguments[0], result);
  return finish_send(interpreter, how, std::move(result));
}

Value throw_method(Interpreter& interpreter, const Value& self, Arguments arguments) {
  Value exception;
  Value result;
  if (!thrown_exception(interpreter, arguments, exception)) return {};
  const SendResult how = step_throw(interpreter, self, exception, result);
  return finish_send(interpreter, how, std::move(result));
}

Value close_method(Interpreter&, const Value& self, Arguments) {
  step_of(self).state = Step::State::closed;
  return Value::none();
}

// The generator.

/// Calls the hook of sys.set_asyncgen_hooks() when it is iterated for the first time.
bool init_hooks(Interpreter& interpreter, const Value& self) {
  GeneratorObject& generator = generator_of(self);
  if (generator.hooks_called) return true;
  generator.hooks_called = true;
  generator.finalizer = interpreter.async_generator_finalizer;
  const Value first = interpreter.async_generator_first;
  if (!first || first.is_none()) return true;
  return static_cast<bool>(call(interpreter, first, Arguments(&self, 1)));
}

/// The type of what athrow() and aclose() return.
struct AsyncThrowType final : Extension {
  explicit AsyncThrowType(Interpreter& interpreter)
      : type(&define_type(interpreter, {.name = "async_generator_athrow",
                                        .base = interpreter.types.async_generator_step,
                                        .size = sizeof(Step),
                                        .flags = Type::container,
                                        .tag = &Step::tag})) {}
  Type* type;
};

Value make_step(Interpreter& interpreter, const Value& self, Step::What what, Value value,
                Value exception) {
  if (!init_hooks(interpreter, self)) return {};
  Type& type = what == Step::What::send ? *interpreter.types.async_generator_step
                                        : *interpreter.extension<AsyncThrowType>().type;
  auto* step = interpreter.make<Step>(type);
  step->generator = self;
  step->what = what;
  step->value = std::move(value);
  step->exception = std::move(exception);
  return Value::adopt(step);
}

Value send_to_async(Interpreter& interpreter, const Value& self, Arguments arguments) {
  return make_step(interpreter, self, Step::What::send, arguments[0], Value());
}

Value throw_into_async(Interpreter& interpreter, const Value& self, Arguments arguments) {
  Value exception;
  if (!thrown_exception(interpreter, arguments, exception)) return {};
  return make_step(interpreter, self, Step::What::throw_in, Value(), std::move(exception));
}

Value close_async(Interpreter& interpreter, const Value& self, Arguments) {
  return make_step(interpreter, self, Step::What::close, Value(), Value());
}

void finalize(Interpreter& interpreter, const Value& self) {
  GeneratorObject& generator = generator_of(self);
  if (generator.frame == nullptr) return;
  if (generator.finalizer && !generator.finalizer.is_none() && !generator.closed) {
    const Value finalizer = generator.finalizer;
    if (!call(interpreter, finalizer, Arguments(&self, 1))) interpreter.report_unraisable("", self);
    return;
  }
  if (!close_generator(interpreter, self)) interpreter.report_unraisable("", self);
}

Value get_name(Interpreter&, const Value& self) {
  return generator_of(self).name;
}
Value get_qualname(Interpreter&, const Value& self) {
  return generator_of(self).qualname;
}
Value get_frame(Interpreter&, const Value& self) {
  FrameObject* frame = generator_of(self).frame;
  return frame == nullptr ? Value::none() : frame_value(frame);
}
Value get_running(Interpreter&, const Value& self) {
  return Value::boolean(generator_of(self).running_async);
}
Value get_code(Interpreter&, const Value& self) {
  return generator_of(self).code;
}
Value get_await(Interpreter&, const Value& self) {
  Value inner = generator_delegate(generator_of(self));
  return inner ? inner : Value::none();
}

constexpr NativeDefinition methods[] = {
    {"asend", &send_to_async, Signature::one},
    {"athrow", &throw_into_async, Signature::any},
    {"aclose", &close_async, Signature::none},
};
constexpr NativeProperty properties[] = {{"__name__", &get_name},  {"__qualname__", &get_qualname},
                                         {"ag_frame", &get_frame}, {"ag_running", &get_running},
                                         {"ag_code", &get_code},   {"ag_await", &get_await}};
constexpr NativeDefinition step_methods[] = {
    {"send", &send_method, Signature::one},
    {"throw", &throw_method, Signature::any},
    {"close", &close_method, Signature::none},
};

Value itself(Interpreter&, const Value& self) {
  return self;
}

void traverse_step(Object* object, Visitor& visit) {
  auto* step = static_cast<Step*>(object);
  visit(step->generator);
  visit(step->value);
  visit(step->exception);
}

void clear_step(Object* object) {
  auto* step = static_cast<Step*>(object);
  step->value.reset();
  step->exception.reset();
}

}  // namespace

Value async_generator_next(Interpreter& interpreter, const Value& generator) {
  return make_step(interpreter, generator, Step::What::send, Value::none(), Value());
}

void define_async_generators(Interpreter& interpreter) {
  BuiltinTypes& types = interpreter.types;
  Slots slots;
  slots.destroy = &destroy_generator;
  slots.traverse = &traverse_generator;
  slots.clear = &clear_generator;
  slots.repr = &generator_repr;
  slots.finalize = &finalize;
  slots.async_iter = &itself;
  slots.async_next = &async_generator_next;
  types.async_generator = &define_type(interpreter, {.name = "async_generator",
                                                     .kind = Kind::generator,
                                                     .size = sizeof(GeneratorObject),
                                                     .flags = Type::container,
                                                     .slots = slots,
                                                     .methods = methods,
                                                     .properties = properties});
  Slots step;
  step.destroy = &destroy_with<Step>;
  step.traverse = &traverse_step;
  step.clear = &clear_step;
  step.iter = &itself;
  step.next = &step_next;
  step.await = &itself;
  step.send = &step_send;
  step.throw_in = &step_throw;
  types.async_generator_step = &define_type(interpreter, {.name = "async_generator_asend",
                                                          .size = sizeof(Step),
                                                          .flags = Type::container,
                                                          .tag = &Step::tag,
                                                          .slots = step,
                                                          .methods = step_methods});
  Slots yielded;
  yielded.destroy = &destroy_with<AsyncYield>;
  types.async_yield = &define_type(interpreter, {.name = "async_generator_wrapped_value",
                                                 .size = sizeof(AsyncYield),
                                                 .tag = &AsyncYield::tag,
                                                 .slots = yielded});
}

}  // namespace loopscope::python
