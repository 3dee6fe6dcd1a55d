#include "lessons/python/objects/exceptions.h"

#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/core_types.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/object_type.h"
#include "lessons/python/objects/str_object.h"
#include "lessons/python/objects/type_internals.h"

namespace loopscope::python {

Value make_exception(Interpreter& interpreter, Type& type, std::string_view message) {
  const Value text = interpreter.make_string(message);
  return make_exception(interpreter, type, Arguments(&text, 1));
}

Value make_exception(Interpreter& interpreter, Type& type, Arguments arguments) {
  return construct(interpreter, type, arguments);
}

std::string exception_text(Interpreter& interpreter, const Value& exception) {
  std::string text;
  Value pending = interpreter.take_error();
  if (!str_text(interpreter, exception, text)) {
    interpreter.clear_error();
    text = "<exception str() failed>";
  }
  if (pending) interpreter.restore_error(std::move(pending));
  return text;
}

void set_cause(Interpreter& interpreter, const Value& exception, const Value& cause) {
  (void)interpreter;
  if (!exception.is(Kind::exception)) return;
  exception_of(exception)->cause = cause.is_none() ? Value() : cause;
  exception_of(exception)->suppress_context = true;
}

Raised raise_stop_iteration(Interpreter& interpreter, Value value) {
  Value error = make_exception(interpreter, *interpreter.exceptions.stop_iteration,
                               Arguments(&value, value.is_none() ? 0 : 1));
  if (!error) return {};
  return interpreter.raise(std::move(error));
}

bool take_stop_iteration(Interpreter& interpreter, Value& value) {
  if (!interpreter.raised()) {
    value = Value::none();
    return true;
  }
  if (!interpreter.raised(*interpreter.exceptions.stop_iteration)) return false;
  const Value error = interpreter.take_error();
  value = exception_of(error)->extra[0];
  if (!value) value = Value::none();
  return true;
}

Value make_base_exception(Interpreter& interpreter, Type& type, Arguments arguments) {
  auto* exception = interpreter.make<ExceptionObject>(type);
  Value result = Value::adopt(exception);
  exception->args =
      make_tuple(interpreter, std::span<const Value>(arguments.values, arguments.count));
  return result;
}

bool init_base_exception(Interpreter& interpreter, const Value& self, Arguments arguments) {
  if (arguments.keyword_count() != 0)
    return interpreter.raise_type_error("{}() takes no keyword arguments",
                                        type_name(interpreter, self));
  exception_of(self)->args =
      make_tuple(interpreter, std::span<const Value>(arguments.values, arguments.count));
  return true;
}

namespace {

void traverse_exception(Object* self, Visitor& visit) {
  auto* exception = static_cast<ExceptionObject*>(self);
  for (const Value* value : {&exception->args, &exception->traceback, &exception->context,
                             &exception->cause, &exception->notes})
    visit(*value);
  for (const Value& value : exception->extra) visit(value);
}

void clear_exception(Object* self) {
  auto* exception = static_cast<ExceptionObject*>(self);
  for (Value* value :
       {&exception->traceback, &exception->context, &exception->cause, &exception->notes}) {
    const Value old = std::move(*value);
  }
  for (Value& value : exception->extra) {
    const Value old = std::move(value);
  }
}

const TupleObject& args_of(const Value& self) {
  return *as<TupleObject>(exception_of(self)->args);
}

Value str_slot(Interpreter& interpreter, const Value& self) {
  const TupleObject& args = args_of(self);
  if (args.size == 0) return interpreter.make_string({});
  if (args.size == 1) {
    const Value argument = args[0];
    return to_str(interpreter, argument);
  }
  return to_str(interpreter, exception_of(self)->args);
}

Value repr_slot(Interpreter& interpreter, const Value& self) {
  const TupleObject& args = args_of(self);
  std::string shown;
  const std::string name = type_of(interpreter, self).name;
  if (args.size == 1) {
    const Value argument = args[0];
    if (!repr_text(interpreter, argument, shown)) return {};
    return interpreter.make_string(name + "(" + shown + ")");
  }
  if (!repr_text(interpreter, exception_of(self)->args, shown)) return {};
  return interpreter.make_string(name + shown);
}

Value get_args(Interpreter&, const Value& self) {
  return exception_of(self)->args;
}

bool set_args(Interpreter& interpreter, const Value& self, const Value& value) {
  if (!value) return interpreter.raise_type_error("args may not be deleted");
  Value tuple = to_tuple(interpreter, value);
  if (!tuple) return false;
  exception_of(self)->args = std::move(tuple);
  return true;
}

Value or_none(const Value& value) {
  return value ? value : Value::none();
}

Value get_traceback(Interpreter&, const Value& self) {
  return or_none(exception_of(self)->traceback);
}

bool set_traceback(Interpreter& interpreter, const Value& self, const Value& value) {
  if (!value) return interpreter.raise_type_error("__traceback__ may not be deleted");
  if (!value.is_none() && !value.is(Kind::traceback))
    return interpreter.raise_type_error("__traceback__ must be a traceback or None");
  exception_of(self)->traceback = value.is_none() ? Value() : value;
  return true;
}

template <Value ExceptionObject::*Member>
bool set_chained(Interpreter& interpreter, const Value& self, const Value& value,
                 const char* name) {
  if (!value) return interpreter.raise_type_error("{} may not be deleted", name);
  if (!value.is_none() && !value.is(Kind::exception))
    return interpreter.raise_type_error(
        "exception {} must be None or derive from BaseException",
        std::string_view(name).substr(2, 5) == "cause" ? "cause" : "context");
  const Value old = std::exchange(exception_of(self)->*Member, value.is_none() ? Value() : value);
  return true;
}

Value get_context(Interpreter&, const Value& self) {
  return or_none(exception_of(self)->context);
}
bool set_context(Interpreter& interpreter, const Value& self, const Value& value) {
  return set_chained<&ExceptionObject::context>(interpreter, self, value, "__context__");
}
Value get_cause(Interpreter&, const Value& self) {
  return or_none(exception_of(self)->cause);
}
bool set_cause_property(Interpreter& interpreter, const Value& self, const Value& value) {
  if (!set_chained<&ExceptionObject::cause>(interpreter, self, value, "__cause__")) return false;
  exception_of(self)->suppress_context = true;
  return true;
}
Value get_suppress(Interpreter&, const Value& self) {
  return Value::boolean(exception_of(self)->suppress_context);
}
bool set_suppress(Interpreter& interpreter, const Value& self, const Value& value) {
  return value && truth(interpreter, value, exception_of(self)->suppress_context);
}

Value get_notes(Interpreter& interpreter, const Value& self) {
  const Value& notes = exception_of(self)->notes;
  if (notes) return notes;
  return interpreter.raise(
      *interpreter.exceptions.attribute_error,
      fmt::format("'{}' object has no attribute '__notes__'", type_name(interpreter, self)));
}
bool set_notes(Interpreter&, const Value& self, const Value& value) {
  exception_of(self)->notes = value;
  return true;
}

Value with_traceback(Interpreter& interpreter, const Value& self, Arguments arguments) {
  if (!set_traceback(interpreter, self, arguments[0])) return {};
  return self;
}

Value add_note(Interpreter& interpreter, const Value& self, Arguments arguments) {
  if (!is_string(arguments[0]))
    return interpreter.raise_type_error("note must be a str, not '{}'",
                                        type_name(interpreter, arguments[0]));
  Value& notes = exception_of(self)->notes;
  if (!notes) notes = make_list(interpreter);
  if (!notes.is(Kind::list))
    return interpreter.raise_type_error("Cannot add note: __notes__ is not a list");
  as<ListObject>(notes)->items.push_back(arguments[0]);
  return Value::none();
}

constexpr NativeDefinition methods[] = {
    {"with_traceback", &with_traceback, Signature::one},
    {"add_note", &add_note, Signature::one},
};
constexpr NativeProperty properties[] = {
    {"args", &get_args, &set_args},
    {"__traceback__", &get_traceback, &set_traceback},
    {"__context__", &get_context, &set_context},
    {"__cause__", &get_cause, &set_cause_property},
    {"__suppress_context__", &get_suppress, &set_suppress},
    {"__notes__", &get_notes, &set_notes},
};

Type& define(Interpreter& interpreter, const char* name, Type& base,
             const char* module = "builtins") {
  return define_type(interpreter, {.name = name,
                                   .module = module,
                                   .base = &base,
                                   .kind = Kind::exception,
                                   .size = sizeof(ExceptionObject),
                                   .flags = Type::base_allowed | Type::container});
}

}  // namespace

void define_exceptions(Interpreter& interpreter) {
  Slots slots;
  slots.destroy = &destroy_with<ExceptionObject>;
  slots.traverse = &traverse_exception;
  slots.clear = &clear_exception;
  slots.make = &make_base_exception;
  slots.init = &init_base_exception;
  slots.str = &str_slot;
  slots.repr = &repr_slot;
  ExceptionTypes& types = interpreter.exceptions;
  types.base_exception =
      &define_type(interpreter, {.name = "BaseException",
                                 .kind = Kind::exception,
                                 .size = sizeof(ExceptionObject),
                                 .flags = Type::base_allowed | Type::container,
                                 .slots = slots,
                                 .methods = methods,
                                 .properties = properties,
                                 .attributes_offset = attributes_offset_of<ExceptionObject>()});
  add_properties(*types.base_exception, std::span(&dict_property, 1));
#define LOOPSCOPE_PYTHON_DEFINE(member, text, base) \
  types.member = &define(interpreter, text, *types.base);
  LOOPSCOPE_PYTHON_EXCEPTIONS(LOOPSCOPE_PYTHON_DEFINE)
#undef LOOPSCOPE_PYTHON_DEFINE
  types.cancelled_error =
      &define(interpreter, "CancelledError", *types.base_exception, "asyncio.exceptions");
  define_exception_details(interpreter);
  define_exception_groups(interpreter);
}

}  // namespace loopscope::python
