#include "lessons/python/machine/frame.h"

#include "lessons/python/machine/generator_object.h"
#include "lessons/python/machine/interpreter_state.h"
#include "lessons/python/machine/machine.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/machine/tracing.h"
#include "lessons/python/objects/core_types.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/exception_object.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/str_object.h"

namespace loopscope::python {

int FrameObject::current_line() const {
  if (code->locations.empty()) return code->first_line;
  // Instructions of clean-up code have no place: that of the one before counts.
  for (std::size_t i = instruction() + std::size_t{1}; i-- > 0;)
    if (code->locations[i].line != 0) return static_cast<int>(code->locations[i].line);
  return code->first_line;
}

Value frame_value(FrameObject* frame) {
  track(*frame->type->interpreter, frame);
  return Value::share(frame);
}

void clear_frame(FrameObject* frame) noexcept {
  // A destructor may look at the frame: what is dropped is out of it first.
  while (frame->top > frame->stack()) {
    --frame->top;
    Value::drop(frame->top->bits());
  }
  Value* const slots = frame->slots();
  const std::size_t count = frame->code->slot_count();
  for (std::size_t i = 0; i < count; ++i) slots[i].reset();
}

void release_frame(FrameObject* frame) noexcept {
  if (--frame->references == 0) destroy_object(frame);
}

namespace {

void destroy_frame(Object* object) noexcept {
  auto* frame = static_cast<FrameObject*>(object);
  Type& type = *object->type;
  clear_frame(frame);
  const std::size_t size = frame->size;
  frame->locals.reset();
  const Value function = std::move(frame->function);  // the code goes last
  frame->~FrameObject();
  type.interpreter->free_object(frame, type, size);
}

void traverse_frame(Object* object, Visitor& visit) {
  auto* frame = static_cast<FrameObject*>(object);
  visit(frame->function);
  visit(frame->locals);
  for (std::size_t i = 0; i < frame->code->slot_count(); ++i) visit(frame->slots()[i]);
  // While it runs, `top` is not up to date.
  const bool parked = frame->generator != nullptr && !frame->generator->running;
  if (frame->finished || parked)
    for (Value* at = frame->stack(); at < frame->top; ++at) visit(*at);
}

void clear_frame_object(Object* object) {
  auto* frame = static_cast<FrameObject*>(object);
  if (frame->finished) clear_frame(frame);
}

FrameObject* frame_of(const Value& self) {
  return as<FrameObject>(self);
}

Value frame_repr(Interpreter& interpreter, const Value& self) {
  FrameObject* frame = frame_of(self);
  return interpreter.make_string(fmt::format(
      "<frame at {:#014x}, file {}, line {}, code {}>", interpreter.identity(self),
      quoted(text_of(frame->code->filename)), frame->current_line(), text_of(frame->code->name)));
}

Value get_code(Interpreter&, const Value& self) {
  return Value::share(frame_of(self)->code);
}
Value get_back(Interpreter&, const Value& self) {
  FrameObject* back = frame_of(self)->back;
  return back == nullptr ? Value::none() : frame_value(back);
}
Value get_line(Interpreter&, const Value& self) {
  return Value::small(frame_of(self)->current_line());
}
Value get_globals(Interpreter&, const Value& self) {
  return Value::share(frame_of(self)->globals);
}
Value get_builtins(Interpreter&, const Value& self) {
  return Value::share(frame_of(self)->builtins);
}
Value get_instruction(Interpreter&, const Value& self) {
  return Value::small(static_cast<std::int64_t>(frame_of(self)->instruction()) * 2);
}
Value get_locals(Interpreter& interpreter, const Value& self) {
  return frame_locals(interpreter, *frame_of(self));
}

constexpr NativeProperty frame_properties[] = {
    {"f_code", &get_code},       {"f_back", &get_back},         {"f_lineno", &get_line},
    {"f_globals", &get_globals}, {"f_builtins", &get_builtins}, {"f_lasti", &get_instruction},
    {"f_locals", &get_locals}};

// Tracebacks.

TracebackObject* traceback_of(const Value& self) {
  return as<TracebackObject>(self);
}

Value get_next(Interpreter&, const Value& self) {
  return traceback_of(self)->next ? traceback_of(self)->next : Value::none();
}
bool set_next(Interpreter& interpreter, const Value& self, const Value& value) {
  if (!value || (!value.is_none() && !value.is(Kind::traceback)))
    return interpreter.raise_type_error("expected traceback object or None, got '{}'",
                                        value ? type_name(interpreter, value) : "null");
  traceback_of(self)->next = value.is_none() ? Value() : value;
  return true;
}
Value get_frame(Interpreter&, const Value& self) {
  return traceback_of(self)->frame;
}
Value get_traceback_line(Interpreter&, const Value& self) {
  return Value::small(traceback_of(self)->line);
}
Value get_lasti(Interpreter&, const Value& self) {
  return Value::small(std::int64_t{traceback_of(self)->instruction} * 2);
}

constexpr NativeProperty traceback_properties[] = {{"tb_next", &get_next, &set_next},
                                                   {"tb_frame", &get_frame},
                                                   {"tb_lineno", &get_traceback_line},
                                                   {"tb_lasti", &get_lasti}};

// Code.

const CodeObject& code_of(const Value& self) {
  return *as<CodeObject>(self);
}

Value code_repr(Interpreter& interpreter, const Value& self) {
  return interpreter.make_string(fmt::format(
      "<code object {} at {:#014x}, file {}, line {}>", text_of(code_of(self).name),
      interpreter.identity(self), "\"" + std::string(text_of(code_of(self).filename)) + "\"",
      code_of(self).first_line));
}

template <Value CodeObject::*Member>
Value code_text(Interpreter&, const Value& self) {
  return code_of(self).*Member;
}
template <std::uint32_t CodeObject::*Member>
Value code_number(Interpreter&, const Value& self) {
  return Value::small(code_of(self).*Member);
}
template <std::vector<Value> CodeObject::*Member>
Value code_tuple(Interpreter& interpreter, const Value& self) {
  return make_tuple(interpreter, code_of(self).*Member);
}
Value code_line(Interpreter&, const Value& self) {
  return Value::small(code_of(self).first_line);
}
Value code_locals(Interpreter&, const Value& self) {
  return Value::small(static_cast<std::int64_t>(code_of(self).local_count()));
}

constexpr NativeProperty code_properties[] = {
    {"co_name", &code_text<&CodeObject::name>},
    {"co_qualname", &code_text<&CodeObject::qualname>},
    {"co_filename", &code_text<&CodeObject::filename>},
    {"co_flags", &code_number<&CodeObject::flags>},
    {"co_argcount", &code_number<&CodeObject::argument_count>},
    {"co_posonlyargcount", &code_number<&CodeObject::positional_only_count>},
    {"co_kwonlyargcount", &code_number<&CodeObject::keyword_only_count>},
    {"co_stacksize", &code_number<&CodeObject::stack_size>},
    {"co_varnames", &code_tuple<&CodeObject::local_names>},
    {"co_cellvars", &code_tuple<&CodeObject::cell_names>},
    {"co_freevars", &code_tuple<&CodeObject::free_names>},
    {"co_consts", &code_tuple<&CodeObject::constants>},
    {"co_names", &code_tuple<&CodeObject::names>},
    {"co_firstlineno", &code_line},
    {"co_nlocals", &code_locals}};

}  // namespace

Value frame_locals(Interpreter& interpreter, FrameObject& frame) {
  if (frame.locals) return frame.locals;
  Value dict = make_dict(interpreter);
  const CodeObject& code = *frame.code;
  Value* const slots = frame.slots();
  for (std::size_t i = 0; i < code.slot_count(); ++i) {
    const std::size_t cell = i - code.local_count();
    const Value& name = i < code.local_count() ? code.local_names[i]
                        : cell < code.cell_names.size()
                            ? code.cell_names[cell]
                            : code.free_names[cell - code.cell_names.size()];
    Value value = slots[i];
    if (i >= code.local_count() && value.is(Kind::cell)) value = as<CellObject>(value)->value;
    if (value) dict_of(dict).set(as<StrObject>(name), std::move(value));
  }
  return dict;
}

/// Whether an exception leaves a library's function for the program's.
static bool comes_from_library(const Value& error, const FrameObject& frame) {
  const Value& from = exception_of(error)->traceback;
  if (frame.code->is_library || !from.is(Kind::traceback)) return false;
  const Value& raised_in = as<TracebackObject>(from)->frame;
  return raised_in.is(Kind::frame) && as<FrameObject>(raised_in)->code->is_library;
}

/// Functions that are native ones in CPython have no frames in tracebacks there.
static bool is_native_elsewhere(const FrameObject& frame) {
  if (!frame.code->is_library) return false;
  const std::string_view file = text_of(frame.code->filename);
  return file == "io.py" || file == "os/_files.py";
}

/// Drops the frames of such functions from an exception that leaves them.
static void leave_native_elsewhere(const FrameObject& frame, Value& traceback) {
  if (is_native_elsewhere(frame)) return;
  while (traceback.is(Kind::traceback)) {
    const Value& raised_in = as<TracebackObject>(traceback)->frame;
    if (!raised_in.is(Kind::frame) || !is_native_elsewhere(*as<FrameObject>(raised_in))) return;
    traceback = Value(as<TracebackObject>(traceback)->next);
  }
}

void add_traceback(Interpreter& interpreter, FrameObject* frame) {
  const Value& error = interpreter.error();
  if (!error.is(Kind::exception)) return;
  if (interpreter.recorder() != nullptr && comes_from_library(error, *frame)) {
    trace_exception(interpreter, error);
  }
  leave_native_elsewhere(*frame, exception_of(error)->traceback);
  auto* entry = interpreter.make<TracebackObject>(*interpreter.types.traceback);
  entry->next = std::move(exception_of(error)->traceback);
  entry->frame = frame_value(frame);
  entry->instruction = frame->instruction();
  entry->line = frame->current_line();
  Interpreter::State& state = interpreter.state();
  if (state.kept_for) {
    if (state.kept_for.same(error)) entry->kept = std::move(state.kept);
    const Value dropped = std::exchange(state.kept, Value());
    state.kept_for.reset();
  }
  exception_of(error)->traceback = Value::adopt(entry);
}

void keep_with_error(Interpreter& interpreter, Value kept) {
  if (!interpreter.error().is(Kind::exception)) return;
  interpreter.state().kept_for = interpreter.error();
  interpreter.state().kept = std::move(kept);
}

void define_frames(Interpreter& interpreter) {
  Slots frame;
  frame.destroy = &destroy_frame;
  frame.traverse = &traverse_frame;
  frame.clear = &clear_frame_object;
  frame.repr = &frame_repr;
  interpreter.types.frame = &define_type(interpreter, {.name = "frame",
                                                       .kind = Kind::frame,
                                                       .size = sizeof(FrameObject),
                                                       .slots = frame,
                                                       .properties = frame_properties});
  Slots traceback;
  traceback.destroy = &destroy_with<TracebackObject>;
  traceback.traverse = [](Object* self, Visitor& visit) {
    visit(static_cast<TracebackObject*>(self)->next);
    visit(static_cast<TracebackObject*>(self)->frame);
    visit(static_cast<TracebackObject*>(self)->kept);
  };
  traceback.clear = [](Object* self) { static_cast<TracebackObject*>(self)->kept.reset(); };
  interpreter.types.traceback = &define_type(interpreter, {.name = "traceback",
                                                           .kind = Kind::traceback,
                                                           .size = sizeof(TracebackObject),
                                                           .flags = Type::container,
                                                           .slots = traceback,
                                                           .properties = traceback_properties});
  Slots code;
  code.destroy = &destroy_with<CodeObject>;
  code.repr = &code_repr;
  interpreter.types.code = &define_type(interpreter, {.name = "code",
                                                      .kind = Kind::code,
                                                      .size = sizeof(CodeObject),
                                                      .slots = code,
                                                      .properties = code_properties});
}

}  // namespace loopscope::python
