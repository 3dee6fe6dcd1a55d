// Calling any object, and binding arguments to a function's parameters.

#include <algorithm>
#include <vector>

#include "lessons/python/machine/call_errors.h"
#include "lessons/python/machine/machine.h"
#include "lessons/python/machine/machine_internal.h"
#include "lessons/python/machine/native_calls.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/machine/stack_room.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/module_object.h"
#include "lessons/python/objects/object_type.h"
#include "lessons/python/objects/type_internals.h"

namespace loopscope::python {

bool is_callable(const Interpreter& interpreter, const Value& value) {
  return type_of(interpreter, value).slots.call != nullptr;
}

Value call(Interpreter& interpreter, const Value& callable, Arguments arguments) {
  switch (callable.kind()) {
    case Kind::function:
      return call_function(interpreter, callable, arguments);
    case Kind::type:
      if (callable.object()->type == interpreter.types.type) {
        const NativeRecursion guard(interpreter, " while calling a Python object");
        if (!guard) return {};
        return construct(interpreter, *as<Type>(callable), arguments);
      }
      break;
    default:
      break;
  }
  if (!check_stack(interpreter, " while calling a Python object")) return {};
  const auto slot = type_of(interpreter, callable).slots.call;
  if (slot != nullptr) return slot(interpreter, callable, arguments);
  return interpreter.raise_type_error("'{}' object is not callable",
                                      type_name(interpreter, callable));
}

Value call_with(Interpreter& interpreter, const Value& callable, const Value& tuple,
                const Value& keywords) {
  const auto& positional = *as<TupleObject>(tuple);
  if (!keywords || dict_of(keywords).size() == 0)
    return call(interpreter, callable, Arguments(positional.items(), positional.size));
  std::vector<Value> values(positional.begin(), positional.end());
  std::vector<Value> names;
  std::size_t at = 0;
  while (const DictObject::Entry* entry = dict_of(keywords).next(at)) {
    if (!is_string(entry->key)) return interpreter.raise_type_error("keywords must be strings");
    names.push_back(Value::share(intern(interpreter, entry->key)));
    values.push_back(entry->value);
  }
  const Value tuple_of_names = make_tuple(interpreter, names);
  return call(interpreter, callable,
              Arguments(values.data(), positional.size, as<TupleObject>(tuple_of_names)));
}

Value call_function(Interpreter& interpreter, const Value& function, Arguments arguments) {
  const Value kept = function;  // the callee may drop the caller's reference
  FrameObject* frame = make_frame(interpreter, *as<FunctionObject>(kept), arguments);
  if (frame == nullptr) return {};
  if ((frame->code->flags & CodeObject::any_generator) != 0)
    return make_generator(interpreter, frame);
  const OwnedFrame owned(frame);
  return run_frame(interpreter, frame);
}

FrameObject* allocate_frame(Interpreter& interpreter, FunctionObject& function) {
  auto& code = *as<CodeObject>(function.code);
  if (!code.prepared) prepare_code(code);
  const std::size_t slots = code.slot_count();
  const std::size_t size = sizeof(FrameObject) + (slots + code.stack_size) * sizeof(Value);
  interpreter.account(size);
  auto* frame = static_cast<FrameObject*>(Pool::allocate(size));
  frame->references = 1;
  frame->kind = Kind::frame;
  frame->flags = Object::exact;
  frame->extra = 0;
  frame->type = interpreter.types.frame;
  frame->code = &code;
  frame->back = nullptr;
  frame->next = code.instructions.data();
  new (&frame->function) Value(Value::share(&function));
  new (&frame->locals) Value();
  frame->globals = &dict_of(function.globals);
  frame->builtins = &dict_of(function.builtins);
  frame->generator = nullptr;
  frame->size = static_cast<std::uint32_t>(size);
  frame->line = 0;
  frame->on_return = FrameObject::Return::leave;
  frame->finished = false;
  for (std::size_t i = 0; i < slots; ++i) new (frame->slots() + i) Value();
  frame->top = frame->stack();
  return frame;
}

void fill_cells(Interpreter& interpreter, FrameObject& frame) {
  const CodeObject& code = *frame.code;
  Value* const slots = frame.slots();
  Value* cell = slots + code.local_count();
  for (std::size_t i = 0; i < code.cell_names.size(); ++i) {
    const std::int32_t argument = code.cell_arguments[i];
    *cell++ = make_cell(interpreter, argument < 0 ? Value() : std::move(slots[argument]));
  }
  if (code.free_names.empty()) return;
  const auto& closure = *as<TupleObject>(as<FunctionObject>(frame.function)->closure);
  for (std::size_t i = 0; i < code.free_names.size(); ++i) *cell++ = closure[i];
}

namespace {

/// The parameters of one call, as they are filled.
class Binder {
 public:
  Binder(Interpreter& interpreter, FunctionObject& function, FrameObject& frame,
         const Arguments& arguments)
      : interpreter_(interpreter),
        function_(function),
        code_(*frame.code),
        slots_(frame.slots()),
        arguments_(arguments),
        positional_(code_.argument_count),
        total_(code_.argument_count + code_.keyword_only_count) {}

  bool bind() {
    const std::size_t given = arguments_.count;
    const std::size_t taken = std::min<std::size_t>(given, positional_);
    for (std::size_t i = 0; i < taken; ++i) slots_[i] = arguments_[i];
    std::size_t next = total_;
    if ((code_.flags & CodeObject::var_args) != 0)
      slots_[next++] = make_tuple(interpreter_,
                                  std::span<const Value>(arguments_.values + taken, given - taken));
    if ((code_.flags & CodeObject::var_keywords) != 0) {
      slots_[next] = make_dict(interpreter_);
      extra_ = &slots_[next];
    }
    if (arguments_.keyword_count() != 0 && !bind_keywords()) return false;
    if (given > positional_ && (code_.flags & CodeObject::var_args) == 0) return too_many(given);
    return fill_defaults(given) && fill_keyword_defaults();
  }

 private:
  std::string name() const { return std::string(text_of(function_.qualname)); }
  std::string parameter(std::size_t index) const {
    return std::string(text_of(code_.local_names[index]));
  }

  bool bind_keywords() {
    for (std::size_t k = 0; k < arguments_.keyword_count(); ++k) {
      const Value& keyword = (*arguments_.names)[k];
      std::size_t index = code_.positional_only_count;
      while (index < total_ && !code_.local_names[index].same(keyword)) ++index;
      if (index == total_) {
        for (index = code_.positional_only_count; index < total_; ++index)
          if (text_of(code_.local_names[index]) == text_of(keyword)) break;
      }
      if (index == total_) {
        if (extra_ != nullptr) {
          if (!dict_of(*extra_).set(keyword, arguments_.keyword_value(k))) return false;
          continue;
        }
        return unexpected(keyword);
      }
      if (slots_[index])
        return interpreter_.raise_type_error("{}() got multiple values for argument '{}'", name(),
                                             text_of(keyword));
      slots_[index] = arguments_.keyword_value(k);
    }
    return true;
  }

  bool unexpected(const Value& keyword) {
    std::string wrong;
    for (std::size_t i = 0; i < code_.positional_only_count; ++i)
      for (std::size_t k = 0; k < arguments_.keyword_count(); ++k)
        if (text_of(code_.local_names[i]) == arguments_.keyword(k))
          wrong += (wrong.empty() ? "" : ", ") + parameter(i);
    if (!wrong.empty())
      return interpreter_.raise_type_error(
          "{}() got some positional-only arguments passed as keyword arguments: '{}'", name(),
          wrong);
    return interpreter_.raise_type_error("{}() got an unexpected keyword argument '{}'", name(),
                                         text_of(keyword));
  }

  bool too_many(std::size_t given) {
    const std::size_t defaults = function_.defaults ? as<TupleObject>(function_.defaults)->size : 0;
    std::size_t keyword_given = 0;
    for (std::size_t i = positional_; i < total_; ++i)
      if (slots_[i]) ++keyword_given;
    return raise_too_many_arguments(interpreter_, name(), positional_ - defaults, positional_,
                                    given, keyword_given);
  }

  bool missing(const std::vector<std::string>& names, const char* kind) {
    return raise_missing_arguments(interpreter_, name(), names, kind);
  }

  bool fill_defaults(std::size_t given) {
    if (given >= positional_) return true;
    const auto* defaults = function_.defaults ? as<TupleObject>(function_.defaults) : nullptr;
    const std::size_t count =
        defaults == nullptr ? 0 : std::min<std::size_t>(defaults->size, positional_);
    const std::size_t first = positional_ - count;
    std::vector<std::string> absent;
    for (std::size_t i = given; i < first; ++i)
      if (!slots_[i]) absent.push_back(parameter(i));
    if (!absent.empty()) return missing(absent, "positional");
    for (std::size_t i = std::max(given, first); i < positional_; ++i)
      if (!slots_[i]) slots_[i] = (*defaults)[i - first + (defaults->size - count)];
    return true;
  }

  bool fill_keyword_defaults() {
    std::vector<std::string> absent;
    for (std::size_t i = positional_; i < total_; ++i) {
      if (slots_[i]) continue;
      const Value* found =
          function_.kw_defaults
              ? dict_of(function_.kw_defaults).find(as<StrObject>(code_.local_names[i]))
              : nullptr;
      if (found != nullptr)
        slots_[i] = *found;
      else
        absent.push_back(parameter(i));
    }
    return absent.empty() || missing(absent, "keyword-only");
  }

  Interpreter& interpreter_;
  FunctionObject& function_;
  const CodeObject& code_;
  Value* slots_;
  const Arguments& arguments_;
  std::size_t positional_;
  std::size_t total_;
  Value* extra_ = nullptr;
};

}  // namespace

FrameObject* make_frame(Interpreter& interpreter, FunctionObject& function, Arguments arguments) {
  FrameObject* frame = allocate_frame(interpreter, function);
  const CodeObject& code = *frame->code;
  if (code.plain_arguments && arguments.count == code.argument_count &&
      arguments.keyword_count() == 0) {
    for (std::size_t i = 0; i < arguments.count; ++i) frame->slots()[i] = arguments[i];
  } else if (!Binder(interpreter, function, *frame, arguments).bind()) {
    frame->finished = true;
    release_frame(frame);
    return nullptr;
  }
  if (code.slot_count() != code.local_count()) fill_cells(interpreter, *frame);
  return frame;
}

namespace {

/// A function without a name of its own around a code object.
Value wrap_code(Interpreter& interpreter, const Value& code, const Value& globals) {
  auto* function = interpreter.make<FunctionObject>(*interpreter.types.function);
  Value result = Value::adopt(function);
  function->code = code;
  function->globals = globals;
  function->builtins = builtins_for(interpreter, dict_of(globals));
  function->name = as<CodeObject>(code)->name;
  function->qualname = as<CodeObject>(code)->qualname;
  return result;
}

}  // namespace

Value builtins_for(Interpreter& interpreter, DictObject& globals) {
  if (const Value* found = globals.find(interpreter.names.builtins)) {
    if (found->is(Kind::dict)) return *found;
    if (found->is(Kind::module)) return as<ModuleObject>(*found)->dict;
  }
  return Value::share(&interpreter.builtins());
}

Value run_code(Interpreter& interpreter, const Value& code, const Value& globals,
               const Value& locals) {
  const Value function = wrap_code(interpreter, code, globals);
  const OwnedFrame frame(allocate_frame(interpreter, *as<FunctionObject>(function)));
  frame->locals = locals;
  fill_cells(interpreter, *frame);
  return run_frame(interpreter, frame.get());
}

Value run_module(Interpreter& interpreter, const Value& code, DictObject& globals) {
  const Value dict = Value::share(&globals);
  return run_code(interpreter, code, dict, dict);
}

Value run_class_body(Interpreter& interpreter, const Value& function, const Value& space) {
  if (!function.is(Kind::function))
    return interpreter.raise_type_error("__build_class__: func must be a function");
  const OwnedFrame frame(allocate_frame(interpreter, *as<FunctionObject>(function)));
  frame->locals = space;
  fill_cells(interpreter, *frame);
  return run_frame(interpreter, frame.get());
}

}  // namespace loopscope::python
