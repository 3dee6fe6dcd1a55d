#include "lessons/python/machine/machine_calls.h"

#include "lessons/python/machine/attribute_access.h"
#include "lessons/python/machine/machine.h"
#include "lessons/python/machine/native_calls.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/machine/trampolines.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/object_type.h"
#include "lessons/python/objects/str_object.h"
#include "lessons/python/objects/type_internals.h"

namespace loopscope::python {
namespace {

bool fits(const FunctionObject& function, std::size_t count) {
  const CodeObject& code = function.code_object();
  return code.plain_arguments && code.argument_count == count;
}

/// Counts the frame; false (it is gone) if that is one too many.
bool count_frame(Interpreter& interpreter, FrameObject*& frame) {
  if (interpreter.enter()) return true;
  interpreter.leave();
  frame->finished = true;
  release_frame(frame);
  frame = nullptr;
  return false;
}

FrameObject* plain_frame(Interpreter& interpreter, FunctionObject& function, Value* arguments,
                         std::size_t count) {
  FrameObject* frame = allocate_frame(interpreter, function);
  Value* const slots = frame->slots();
  for (std::size_t i = 0; i < count; ++i) put(slots + i, take(arguments + i));
  if (frame->code->slot_count() != frame->code->local_count()) fill_cells(interpreter, *frame);
  return frame;
}

void drop_all(Value* values, std::size_t count) {
  for (std::size_t i = count; i-- > 0;) Value::drop(values[i].bits());
}

}  // namespace

FrameObject* push_function(Interpreter& interpreter, Value* base, Value* arguments,
                           std::size_t count) {
  auto& function = *as<FunctionObject>(*base);
  FrameObject* frame = nullptr;
  if (fits(function, count)) {
    frame = plain_frame(interpreter, function, arguments, count);
  } else {
    frame = make_frame(interpreter, function, Arguments(arguments, count));
    drop_all(arguments, count);
    if (frame == nullptr) {
      Value::drop(base->bits());
      return nullptr;
    }
  }
  if ((frame->code->flags & CodeObject::any_generator) != 0) {
    Value::drop(base->bits());
    put(base, make_generator(interpreter, frame));
    return nullptr;
  }
  const std::uintptr_t kept = base->bits();
  count_frame(interpreter, frame);
  Value::drop(kept);
  return frame;
}

FrameObject* push_constructor(Interpreter& interpreter, Value* base, Value* arguments,
                              std::size_t count) {
  auto& type = *as<Type>(*base);
  if (type.type != interpreter.types.type || type.slots.make != &make_object ||
      type.slots.init != &call_init || (type.Type::flags & Type::abstract) != 0)
    return nullptr;
  const Value* found = lookup(type, interpreter.names.init);
  if (found == nullptr || !found->is(Kind::function)) return nullptr;
  auto& function = *as<FunctionObject>(*found);
  if (!fits(function, count + 1) ||
      (function.code_object().flags & CodeObject::any_generator) != 0 ||
      interpreter.depth + 1 > interpreter.recursion_limit)
    return nullptr;
  FrameObject* frame = allocate_frame(interpreter, function);
  Object* object = interpreter.allocate(type, type.size);
  interpreter.prepare_attributes(object, type.size);
  Value* const slots = frame->slots();
  put(slots, Value::share(object));
  for (std::size_t i = 0; i < count; ++i) put(slots + i + 1, take(arguments + i));
  if (frame->code->slot_count() != frame->code->local_count()) fill_cells(interpreter, *frame);
  ++interpreter.depth;
  const std::uintptr_t kept = base->bits();
  put(base, Value::adopt(object));
  Value::drop(kept);
  return frame;
}

FrameObject* push_keyword_call(Interpreter& interpreter, Value*& top, std::size_t count,
                               Value& result) {
  const Value names = take(--top);
  Value* base = top - count - 2;
  std::size_t given = count + 1;
  if (base->is_null()) {
    put(base, take(base + 1));
    put(base + 1, Value());
    --given;
    if (base->is(Kind::bound_method)) {
      const Value method = take(base);
      put(base, as<BoundMethodObject>(method)->function);
      put(base + 1, as<BoundMethodObject>(method)->self);
      ++given;
    }
  }
  Value* const arguments = top - given;
  const auto& keywords = *as<TupleObject>(names);
  const Arguments all(arguments, given - keywords.size, &keywords);
  FrameObject* frame = nullptr;
  result.reset();
  if (base->is(Kind::function)) {
    frame = make_frame(interpreter, *as<FunctionObject>(*base), all);
    if (frame != nullptr && (frame->code->flags & CodeObject::any_generator) != 0) {
      result = make_generator(interpreter, frame);
      frame = nullptr;
    } else if (frame != nullptr) {
      count_frame(interpreter, frame);
    }
  } else {
    result = call(interpreter, *base, all);
  }
  while (top > base) Value::drop((--top)->bits());
  return frame;
}

Value call_native_value(Interpreter& interpreter, const Value& callable, const Value* arguments,
                        std::size_t count) {
  if (callable.is(Kind::native_function)) {
    const auto& native = *as<NativeFunctionObject>(callable);
    return call_native(interpreter, *native.definition, native.owner, native.self,
                       Arguments(arguments, count));
  }
  const auto& method = *as<NativeMethodObject>(callable);
  if (method.definition->binding == NativeDefinition::method && count > 0 &&
      type_of(interpreter, arguments[0]).is_subtype(*method.owner))
    return call_native(interpreter, *method.definition, method.owner, arguments[0],
                       Arguments(arguments + 1, count - 1));
  return call(interpreter, callable, Arguments(arguments, count));
}

Raised raise_unbound_local(Interpreter& interpreter, const FrameObject& frame, std::size_t slot) {
  const std::string_view name = text_of(frame.code->local_names[slot]);
  return interpreter.raise(
      *interpreter.exceptions.unbound_local_error,
      fmt::format("cannot access local variable '{}' where it is not associated with a value",
                  name));
}

}  // namespace loopscope::python
