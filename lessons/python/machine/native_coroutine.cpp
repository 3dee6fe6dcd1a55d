// Coroutines written in C++.

#include "lessons/python/machine/async_generator.h"
#include "lessons/python/machine/generator_object.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/machine/warnings.h"
#include "lessons/python/objects/core_types.h"
#include "lessons/python/objects/exception_object.h"
#include "lessons/python/objects/str_object.h"

namespace loopscope::python {

NativeSteps::Next NativeSteps::caught(Interpreter& interpreter, Value exception, Value&) {
  interpreter.restore_error(std::move(exception));
  return Next::raised;
}

namespace {

struct NativeCoroutineObject : Container {
  Value name;
  Value qualname;
  Value awaited;                       ///< the iterator that it delegates to; null: none
  std::unique_ptr<NativeSteps> steps;  ///< null: it has ended
  bool started = false;
  bool running = false;
  std::uint32_t made_at = 0;  ///< the line that called its function
};

NativeCoroutineObject& coroutine_of(const Value& self) {
  return *as<NativeCoroutineObject>(self);
}

void end(NativeCoroutineObject& coroutine) {
  coroutine.awaited.reset();
  const std::unique_ptr<NativeSteps> steps = std::move(coroutine.steps);
}

/// Marks it as running; ends with the scope.
class Running {
 public:
  explicit Running(NativeCoroutineObject& coroutine) : coroutine_(coroutine) {
    coroutine_.running = true;
  }
  ~Running() { coroutine_.running = false; }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

 private:
  NativeCoroutineObject& coroutine_;
};

/// Follows an answer of the steps until the coroutine suspends or ends. `value`: the answer's.
SendResult follow(Interpreter& interpreter, NativeCoroutineObject& coroutine,
                  NativeSteps::Next next, Value value, Value& result) {
  for (;;) {
    switch (next) {
      case NativeSteps::Next::finish:
        end(coroutine);
        result = std::move(value);
        return SendResult::returned;
      case NativeSteps::Next::raised:
        end(coroutine);
        return SendResult::raised;
      case NativeSteps::Next::yield:
        result = std::move(value);
        return SendResult::yielded;
      case NativeSteps::Next::await:
        break;
    }
    Value answer;
    coroutine.awaited = awaitable_iterator(interpreter, value);
    SendResult how = SendResult::raised;
    if (coroutine.awaited) {
      const Value inner = coroutine.awaited;
      how = send_to(interpreter, inner, Value::none(), result);
      if (how == SendResult::yielded) return how;
    }
    coroutine.awaited.reset();
    next = how == SendResult::returned
               ? coroutine.steps->step(interpreter, std::move(result), answer)
               : coroutine.steps->caught(interpreter, interpreter.take_error(), answer);
    value = std::move(answer);
  }
}

SendResult reused(Interpreter& interpreter) {
  interpreter.raise_runtime_error("cannot reuse already awaited coroutine");
  return SendResult::raised;
}

SendResult executing(Interpreter& interpreter) {
  interpreter.raise_value_error("coroutine already executing");
  return SendResult::raised;
}

SendResult send_slot(Interpreter& interpreter, const Value& self, const Value& sent,
                     Value& result) {
  const Value kept = self;
  NativeCoroutineObject& coroutine = coroutine_of(kept);
  if (!coroutine.steps) return reused(interpreter);
  if (coroutine.running) return executing(interpreter);
  if (!coroutine.started && !sent.is_none()) {
    interpreter.raise_type_error("can't send non-None value to a just-started coroutine");
    return SendResult::raised;
  }
  coroutine.started = true;
  const Running running(coroutine);
  Value answer;
  if (coroutine.awaited) {
    const Value inner = coroutine.awaited;
    const SendResult how = send_to(interpreter, inner, sent, result);
    if (how == SendResult::yielded) return how;
    coroutine.awaited.reset();
    const NativeSteps::Next next =
        how == SendResult::returned
            ? coroutine.steps->step(interpreter, std::move(result), answer)
            : coroutine.steps->caught(interpreter, interpreter.take_error(), answer);
    return follow(interpreter, coroutine, next, std::move(answer), result);
  }
  const NativeSteps::Next next = coroutine.steps->step(interpreter, sent, answer);
  return follow(interpreter, coroutine, next, std::move(answer), result);
}

SendResult throw_slot(Interpreter& interpreter, const Value& self, const Value& exception,
                      Value& result) {
  const Value kept = self;
  NativeCoroutineObject& coroutine = coroutine_of(kept);
  if (!coroutine.steps) return reused(interpreter);
  if (coroutine.running) return executing(interpreter);
  const bool fresh = !std::exchange(coroutine.started, true);
  if (fresh) {
    end(coroutine);
    interpreter.restore_error(exception);
    return SendResult::raised;
  }
  const Running running(coroutine);
  Value answer;
  Value error = exception;
  if (coroutine.awaited) {
    const Value inner = coroutine.awaited;
    if (exception_matches(exception, *interpreter.exceptions.generator_exit)) {
      if (!close_iterator(interpreter, inner)) error = interpreter.take_error();
    } else {
      const SendResult how = throw_into(interpreter, inner, exception, result);
      if (how == SendResult::yielded) return how;
      coroutine.awaited.reset();
      if (how == SendResult::returned) {
        const auto next = coroutine.steps->step(interpreter, std::move(result), answer);
        return follow(interpreter, coroutine, next, std::move(answer), result);
      }
      error = interpreter.take_error();
    }
    coroutine.awaited.reset();
  }
  const auto next = coroutine.steps->caught(interpreter, std::move(error), answer);
  return follow(interpreter, coroutine, next, std::move(answer), result);
}

Value send_method(Interpreter& interpreter, const Value& self, Arguments arguments) {
  Value result;
  const SendResult how = send_slot(interpreter, self, arguments[0], result);
  return finish_send(interpreter, how, std::move(result));
}

Value throw_method(Interpreter& interpreter, const Value& self, Arguments arguments) {
  Value exception;
  Value result;
  if (!thrown_exception(interpreter, arguments, exception)) return {};
  const SendResult how = throw_slot(interpreter, self, exception, result);
  return finish_send(interpreter, how, std::move(result));
}

bool close(Interpreter& interpreter, const Value& self) {
  NativeCoroutineObject& coroutine = coroutine_of(self);
  if (!coroutine.steps) return true;
  if (!coroutine.started) {
    end(coroutine);
    return true;
  }
  return exit_by(interpreter, self, &throw_slot, "coroutine");
}

Value close_method(Interpreter& interpreter, const Value& self, Arguments) {
  return close(interpreter, self) ? Value::none() : Value();
}

void finalize(Interpreter& interpreter, const Value& self) {
  NativeCoroutineObject& coroutine = coroutine_of(self);
  if (!coroutine.steps) return;
  if (coroutine.started) {
    if (!close(interpreter, self)) interpreter.report_unraisable("", self);
    return;
  }
  warn_never_awaited(interpreter, text_of(coroutine.qualname), coroutine.made_at);
}

Value repr_slot(Interpreter& interpreter, const Value& self) {
  return interpreter.make_string(fmt::format("<coroutine object {} at {:#014x}>",
                                             text_of(coroutine_of(self).qualname),
                                             interpreter.identity(self)));
}

Value get_name(Interpreter&, const Value& self) {
  return coroutine_of(self).name;
}
Value get_qualname(Interpreter&, const Value& self) {
  return coroutine_of(self).qualname;
}
Value get_none(Interpreter&, const Value&) {
  return Value::none();
}
Value get_running(Interpreter&, const Value& self) {
  return Value::boolean(coroutine_of(self).running);
}
Value get_await(Interpreter&, const Value& self) {
  const Value& awaited = coroutine_of(self).awaited;
  return awaited ? awaited : Value::none();
}

constexpr NativeDefinition methods[] = {
    {"send", &send_method, Signature::one},
    {"throw", &throw_method, Signature::any},
    {"close", &close_method, Signature::none},
};
constexpr NativeProperty properties[] = {
    {"__name__", &get_name}, {"__qualname__", &get_qualname}, {"cr_frame", &get_none},
    {"cr_code", &get_none},  {"cr_running", &get_running},    {"cr_await", &get_await},
    {"cr_origin", &get_none}};

void traverse(Object* object, Visitor& visit) {
  auto* coroutine = static_cast<NativeCoroutineObject*>(object);
  visit(coroutine->awaited);
  if (coroutine->steps) coroutine->steps->traverse(visit);
}

void clear(Object* object) {
  auto* coroutine = static_cast<NativeCoroutineObject*>(object);
  if (!coroutine->running) end(*coroutine);
}

}  // namespace

Value make_native_coroutine(Interpreter& interpreter, std::string_view name,
                            std::string_view qualname, std::unique_ptr<NativeSteps> steps) {
  auto* coroutine = interpreter.make<NativeCoroutineObject>(*interpreter.types.native_coroutine);
  Value result = Value::adopt(coroutine);
  coroutine->steps = std::move(steps);
  if (interpreter.frame != nullptr) {
    coroutine->made_at = static_cast<std::uint32_t>(interpreter.frame->current_line());
  }
  coroutine->name = Value::share(interpreter.intern(name));
  coroutine->qualname =
      qualname == name ? coroutine->name : Value::share(interpreter.intern(qualname));
  return result;
}

void define_native_coroutines(Interpreter& interpreter) {
  Slots slots;
  slots.destroy = &destroy_with<NativeCoroutineObject>;
  slots.traverse = &traverse;
  slots.clear = &clear;
  slots.repr = &repr_slot;
  slots.finalize = &finalize;
  slots.await = &wrap_coroutine;
  slots.send = &send_slot;
  slots.throw_in = &throw_slot;
  interpreter.types.native_coroutine =
      &define_type(interpreter, {.name = "coroutine",
                                 .kind = Kind::native_coroutine,
                                 .size = sizeof(NativeCoroutineObject),
                                 .flags = Type::container,
                                 .slots = slots,
                                 .methods = methods,
                                 .properties = properties});
}

}  // namespace loopscope::python
