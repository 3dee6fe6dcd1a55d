#include "lessons/python/modules/asyncio/future.h"

#include <algorithm>
#include <vector>

#include "engine/coro/task.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/asyncio/exceptions.h"
#include "lessons/python/modules/asyncio/handle.h"
#include "lessons/python/modules/asyncio/loop.h"
#include "lessons/python/modules/asyncio/reports.h"
#include "lessons/python/modules/asyncio/state.h"
#include "lessons/python/modules/asyncio/text.h"
#include "lessons/python/objects/exception_object.h"
#include "lessons/python/objects/list_object.h"

namespace loopscope::python {

// Who keeps whom.

PythonFuture::PythonFuture(LoopObject& loop, FutureBase& base)
    : loop_(Value::share(&loop)), base_(&base) {
  if (loop.engine().get_debug()) source_traceback_ = present_stack(*loop.type->interpreter);
}

PythonFuture::~PythonFuture() {
  if (object_ != nullptr) object_->future = nullptr;
}

LoopObject& PythonFuture::loop_object() const {
  return *as<LoopObject>(loop_);
}

Interpreter& PythonFuture::interpreter() const {
  return *loop_.object()->type->interpreter;
}

Value PythonFuture::object() {
  if (object_ != nullptr) return Value::share(object_);
  auto* object = interpreter().make<FutureObject>(default_type());
  adopt_object(*object);
  return Value::adopt(object);
}

void PythonFuture::adopt_object(FutureObject& object) {
  object.future = this;
  object.owns = true;
  base_->add_ref();
  object_ = &object;
}

bool PythonFuture::take_over() {
  if (base_->reference_count() <= 1) return false;
  kept_ = Value::share(object_);
  object_->owns = false;
  base_->release();
  return true;
}

bool PythonFuture::give_back() {
  if (!kept_) return false;
  base_->add_ref();
  object_->owns = true;
  kept_.reset();  // last: it may destroy this
  return true;
}

void PythonFuture::forget_object() {
  object_ = nullptr;
  kept_.detach();
}

// Text.

const Type& PythonFuture::shown_type() const {
  return object_ != nullptr ? *object_->type : default_type();
}

bool PythonFuture::write_details(std::string&) {
  return true;
}

namespace {

/// "cb=[f() at x.py:3, <2 more>, g() at x.py:9]"
bool callbacks_text(Interpreter& interpreter, const FutureBase& future, std::string& text) {
  const std::vector<ReadyEntry> entries = future.callback_entries();
  if (entries.empty()) return true;
  const auto write = [&](const ReadyEntry& entry) {
    if (entry.kind() == ReadyEntry::Kind::wakeup) {
      text += "Task.__wakeup()";
      return true;
    }
    if (const HandleData* data = handle_data(entry.handle())) {
      return callback_text(interpreter, data->callback, Value(), text);
    }
    const std::string_view name = entry.handle().label().qualname;
    text += std::string(name) + "()";
    if (name == "gather.<locals>._done_callback") text += " at asyncio/tasks.py:764";
    if (name == "_run_until_complete_cb") text += " at asyncio/base_events.py:180";
    return true;
  };
  text += " cb=[";
  if (!write(entries.front())) return false;
  if (entries.size() > 2) text += ", <" + std::to_string(entries.size() - 2) + " more>";
  if (entries.size() > 1) {
    text += ", ";
    if (!write(entries.back())) return false;
  }
  text += "]";
  return true;
}

bool outcome_text(Interpreter& interpreter, PythonFuture& future, std::string& text) {
  FutureBase& base = future.base();
  if (base.state() != FutureBase::State::finished) return true;
  if (const Exception* error = base.peek_exception()) {
    text += " exception=";
    return repr_text(interpreter, unwrap_exception(interpreter, *error), text);
  }
  text += " result=";
  return short_repr(interpreter, future.result(), text);
}

/// " created at x.py:3", in debug mode.
void write_origin(const Value& stack, std::string& text) {
  std::span<const Value> frames;
  std::span<const Value> last;
  if (!stack || !sequence_items(stack, frames) || frames.empty()) return;
  if (!sequence_items(frames.back(), last)) return;
  text += " created at " + std::string(text_of(last[0])) + ":" + std::to_string(last[1].small());
}

const char* state_text(const FutureBase& future) {
  switch (future.state()) {
    case FutureBase::State::pending:
      return "pending";
    case FutureBase::State::cancelled:
      return "cancelled";
    case FutureBase::State::finished:
      break;
  }
  return "finished";
}

}  // namespace

bool PythonFuture::write_repr(std::string& text) {
  const Value object = this->object();
  auto& flags = object.object()->flags;
  if ((flags & Object::being_shown) != 0) {
    text += "...";
    return true;
  }
  flags = static_cast<std::uint8_t>(flags | Object::being_shown);
  const auto* task = dynamic_cast<const TaskBase*>(base_);
  const bool cancelling = task != nullptr && !base_->done() && task->cancelling() > 0;
  text += "<" + shown_type().name + " " + (cancelling ? "cancelling" : state_text(*base_));
  const bool fine = write_details(text) && outcome_text(interpreter(), *this, text) &&
                    callbacks_text(interpreter(), *base_, text);
  write_origin(source_traceback_, text);
  text += ">";
  flags = static_cast<std::uint8_t>(flags & ~Object::being_shown);
  return fine;
}

std::string engine_repr(PythonFuture& future) {
  Interpreter& interpreter = future.interpreter();
  const Value pending = interpreter.take_error();
  std::string text;
  if (!future.write_repr(text)) {
    interpreter.clear_error();
    text = "<" + future.shown_type().name + ">";
  }
  if (pending) interpreter.restore_error(pending);
  return text;
}

// The plain future.

PlainFuture::PlainFuture(LoopObject& loop, std::string_view label)
    : FutureBase(loop.engine(), label), PythonFuture(loop, static_cast<FutureBase&>(*this)) {}

void PlainFuture::set_result(Value value) {
  require_pending();
  set_result_value(std::move(value));
  finish();
}

std::string PlainFuture::repr() const {
  return engine_repr(const_cast<PlainFuture&>(*this));
}
std::string PlainFuture::result_repr() const {
  return safe_repr(interpreter(), result());
}
TextId PlainFuture::result_text(LoopTrace& trace) const {
  return trace.intern(result_repr());
}

void PlainFuture::dispose() {
  if (!give_back()) delete this;
}

void PlainFuture::report_unfinished_business() {
  if (!is_kept()) report();
}

std::string_view PlainFuture::class_name() const {
  return shown_type().name;
}

Type& PlainFuture::default_type() const {
  return *asyncio_of(interpreter()).future;
}

// gather().

GatheringFuture::GatheringFuture(LoopObject& loop, bool return_exceptions)
    : GatherBase(loop.engine(), return_exceptions),
      PythonFuture(loop, static_cast<FutureBase&>(*this)) {}

void GatheringFuture::set_result(Value value) {
  require_pending();
  set_result_value(std::move(value));
  finish();
}

/// A child's value; with return_exceptions its exception, and for a cancelled one a new
/// CancelledError, whose message is '' where cancel() was given none.
Value GatheringFuture::outcome_of(FutureBase& child) {
  if (returns_exceptions() && child.cancelled() && !child.cancel_message()) {
    return python::make_exception(interpreter(), *interpreter().exceptions.cancelled_error, "");
  }
  const ExceptionRef error = returns_exceptions() ? child_error(child) : nullptr;
  if (error) return unwrap_exception(interpreter(), *error);
  const PythonFuture* side = python_side(child);
  return side != nullptr ? side->result() : Value::none();
}

void GatheringFuture::collect() {
  Value list = make_list(interpreter());
  for (const Ref<FutureBase>& child : children()) {
    as<ListObject>(list)->items.push_back(outcome_of(*child));
  }
  set_result_value(std::move(list));
}

std::string GatheringFuture::repr() const {
  return engine_repr(const_cast<GatheringFuture&>(*this));
}
std::string GatheringFuture::result_repr() const {
  return safe_repr(interpreter(), result());
}
TextId GatheringFuture::result_text(LoopTrace& trace) const {
  return trace.intern(result_repr());
}

void GatheringFuture::dispose() {
  if (!give_back()) delete this;
}

void GatheringFuture::report_unfinished_business() {
  if (!is_kept()) report();
}

std::string_view GatheringFuture::class_name() const {
  return shown_type().name;
}

Type& GatheringFuture::default_type() const {
  return *asyncio_of(interpreter()).gathering_future;
}

// Access.

PythonFuture* python_future(const Value& value) {
  const auto* object = native_cast<FutureObject>(value);
  return object != nullptr ? object->future : nullptr;
}

PythonFuture* python_side(FutureBase& future) {
  return dynamic_cast<PythonFuture*>(&future);
}

Value make_future(LoopObject& loop, std::string_view label) {
  const Ref<PlainFuture> future(new PlainFuture(loop, label));
  return future->object();
}

Value future_result(Interpreter& interpreter, PythonFuture& future) {
  FutureBase& base = future.base();
  if (!base.done()) {
    return interpreter.raise(*asyncio_of(interpreter).invalid_state_error, "Result is not ready.");
  }
  const bool cancelled = base.cancelled();
  const ExceptionRef error = base.result_error();
  if (error) return raise_exception(interpreter, error, !cancelled);
  return future.result();
}

bool is_future(Interpreter& interpreter, const Value& value) {
  if (native_cast<FutureObject>(value) != nullptr) return true;
  if (!value.is(Kind::instance)) return false;
  // Anything that says so by its class, which may be a lie (mocks).
  StrObject* const name = interpreter.names.asyncio_future_blocking;
  Value kind;
  Value of_kind;
  Value blocking;
  const bool found = find_attribute(interpreter, value, interpreter.intern("__class__"), kind) &&
                     kind && find_attribute(interpreter, kind, name, of_kind) && of_kind &&
                     find_attribute(interpreter, value, name, blocking) && blocking;
  interpreter.clear_error();
  return found && !blocking.is_none();
}

}  // namespace loopscope::python
