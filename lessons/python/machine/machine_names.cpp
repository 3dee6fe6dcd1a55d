// The machine's operations on names, functions, imports.

#include <array>

#include "lessons/python/machine/attribute_access.h"
#include "lessons/python/machine/generator_object.h"
#include "lessons/python/machine/machine_calls.h"
#include "lessons/python/machine/machine_internal.h"
#include "lessons/python/machine/native_calls.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/exception_object.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/module_object.h"
#include "lessons/python/objects/object_type.h"
#include "lessons/python/objects/str_object.h"

namespace loopscope::python {
namespace {

StrObject* name_at(const FrameObject& frame, std::size_t index) {
  return as<StrObject>(frame.code->names[index]);
}

Raised undefined(Interpreter& interpreter, const StrObject* name) {
  return raise_name_error(interpreter, *interpreter.exceptions.name_error, name->view(),
                          fmt::format("name '{}' is not defined", name->view()));
}

bool delete_local(Interpreter& interpreter, FrameObject& frame, Value*&, Instruction instruction) {
  Value& slot = frame.slots()[instruction.argument];
  if (!slot) return raise_unbound_local(interpreter, frame, instruction.argument);
  slot.reset();
  return true;
}

Raised raise_unbound_cell(Interpreter& interpreter, const FrameObject& frame, std::size_t slot) {
  const CodeObject& code = *frame.code;
  const std::size_t cell = slot - code.local_count();
  if (cell < code.cell_names.size()) {
    const std::string_view name = text_of(code.cell_names[cell]);
    return interpreter.raise(
        *interpreter.exceptions.unbound_local_error,
        fmt::format("cannot access local variable '{}' where it is not associated with a value",
                    name));
  }
  const std::string_view name = text_of(code.free_names[cell - code.cell_names.size()]);
  return raise_name_error(
      interpreter, *interpreter.exceptions.name_error, name,
      fmt::format(
          "cannot access free variable '{}' where it is not associated with a value in enclosing "
          "scope",
          name));
}

bool load_cell(Interpreter& interpreter, FrameObject& frame, Value*&, Instruction instruction) {
  return raise_unbound_cell(interpreter, frame, instruction.argument);
}

bool delete_cell(Interpreter& interpreter, FrameObject& frame, Value*&, Instruction instruction) {
  Value& content = as<CellObject>(frame.slots()[instruction.argument])->value;
  if (!content) return raise_unbound_cell(interpreter, frame, instruction.argument);
  const Value old = std::move(content);
  return true;
}

/// A name in a class body's or module's name space; null without an error if it isn't there.
bool find_local(Interpreter& interpreter, FrameObject& frame, StrObject* name, Value& value) {
  value.reset();
  if (!frame.locals) return true;
  if (frame.locals.is(Kind::dict) && frame.locals.object()->is_exact()) {
    if (const Value* found = dict_of(frame.locals).find(name)) value = *found;
    return true;
  }
  value = get_item(interpreter, frame.locals, Value::share(name));
  if (value) return true;
  if (!interpreter.raised(*interpreter.exceptions.key_error)) return false;
  interpreter.clear_error();
  return true;
}

bool load_class_cell(Interpreter& interpreter, FrameObject& frame, Value*& top,
                     Instruction instruction) {
  Value value;
  if (!find_local(interpreter, frame, name_at(frame, instruction.extra), value)) return false;
  if (!value) value = as<CellObject>(frame.slots()[instruction.argument])->value;
  if (!value) return raise_unbound_cell(interpreter, frame, instruction.argument);
  put(top++, std::move(value));
  return true;
}

bool load_name(Interpreter& interpreter, FrameObject& frame, Value*& top, Instruction instruction) {
  StrObject* name = name_at(frame, instruction.argument);
  Value value;
  if (!find_local(interpreter, frame, name, value)) return false;
  if (!value) value = load_global(interpreter, frame, name);
  if (!value) return false;
  put(top++, std::move(value));
  return true;
}

bool store_name(Interpreter& interpreter, FrameObject& frame, Value*& top,
                Instruction instruction) {
  Value value = take(--top);
  StrObject* name = name_at(frame, instruction.argument);
  if (frame.locals.is(Kind::dict) && frame.locals.object()->is_exact()) {
    dict_of(frame.locals).set(name, std::move(value));
    return true;
  }
  return set_item(interpreter, frame.locals, Value::share(name), value);
}

bool delete_name(Interpreter& interpreter, FrameObject& frame, Value*&, Instruction instruction) {
  StrObject* name = name_at(frame, instruction.argument);
  if (frame.locals.is(Kind::dict)) {
    if (dict_of(frame.locals).erase(name)) return true;
  } else if (delete_item(interpreter, frame.locals, Value::share(name))) {
    return true;
  } else {
    interpreter.clear_error();
  }
  return undefined(interpreter, name);
}

bool store_global(Interpreter&, FrameObject& frame, Value*& top, Instruction instruction) {
  frame.globals->set(name_at(frame, instruction.argument), take(--top));
  return true;
}

bool delete_global(Interpreter& interpreter, FrameObject& frame, Value*&, Instruction instruction) {
  StrObject* name = name_at(frame, instruction.argument);
  return frame.globals->erase(name) || undefined(interpreter, name);
}

bool delete_attribute(Interpreter& interpreter, FrameObject& frame, Value*& top,
                      Instruction instruction) {
  const Value object = take(--top);
  return set_attribute(interpreter, object, name_at(frame, instruction.argument), Value());
}

bool make_function(Interpreter& interpreter, FrameObject& frame, Value*& top,
                   Instruction instruction) {
  auto* function = interpreter.make<FunctionObject>(*interpreter.types.function);
  Value result = Value::adopt(function);
  function->code = take(--top);
  const auto part = [&](std::uint16_t which) {
    return (instruction.extra & which) != 0 ? take(--top) : Value();
  };
  function->closure = part(FunctionParts::closure);
  function->annotations = part(FunctionParts::annotations);
  function->kw_defaults = part(FunctionParts::kw_defaults);
  function->defaults = part(FunctionParts::defaults);
  const auto& code = *as<CodeObject>(function->code);
  function->globals = Value::share(frame.globals);
  function->builtins = Value::share(frame.builtins);
  function->name = code.name;
  function->qualname = code.qualname;
  const Value* module = frame.globals->find(interpreter.names.name);
  function->module = module == nullptr ? Value::none() : *module;
  function->doc =
      !code.constants.empty() && is_string(code.constants[0]) ? code.constants[0] : Value::none();
  put(top++, std::move(result));
  return true;
}

Value build_class_native(Interpreter& interpreter, const Value&, Arguments arguments) {
  if (arguments.count < 2)
    return interpreter.raise_type_error("__build_class__: not enough arguments");
  return build_class(interpreter, arguments);
}

constexpr NativeDefinition build_class_definition{"__build_class__", &build_class_native};

bool load_build_class(Interpreter& interpreter, FrameObject&, Value*& top, Instruction) {
  put(top++, make_native_function(interpreter, build_class_definition));
  return true;
}

bool call_unpacked(Interpreter& interpreter, FrameObject&, Value*& top, Instruction instruction) {
  const Value keywords = instruction.extra != 0 ? take(--top) : Value();
  const Value arguments = take(--top);
  const Value callable = take(--top);
  const Value hole = take(--top);
  Value result = call_with(interpreter, callable, arguments, keywords);
  if (!result) return false;
  put(top++, std::move(result));
  return true;
}

// Imports.

bool import_name(Interpreter& interpreter, FrameObject& frame, Value*& top,
                 Instruction instruction) {
  const Value names = take(--top);
  const Value level = take(--top);
  const std::string_view name = name_at(frame, instruction.argument)->view();
  if (level.is_small() && level.small() > 0)
    return interpreter.raise(*interpreter.exceptions.import_error,
                             "attempted relative import with no known parent package");
  Value module = interpreter.import_module(name);
  if (!module) return false;
  if (names.is_none() && name.find('.') != std::string_view::npos)
    module = interpreter.import_module(name.substr(0, name.find('.')));
  if (!module) return false;
  put(top++, std::move(module));
  return true;
}

std::string name_of_module(Interpreter& interpreter, const Value& module) {
  Value name;
  if (!find_attribute(interpreter, module, interpreter.names.name, name)) interpreter.clear_error();
  return name && is_string(name) ? std::string(text_of(name)) : "<unknown module name>";
}

bool import_from(Interpreter& interpreter, FrameObject& frame, Value*& top,
                 Instruction instruction) {
  StrObject* name = name_at(frame, instruction.argument);
  const Value module = top[-1];
  Value value;
  if (!find_attribute(interpreter, module, name, value)) return false;
  const std::string from = name_of_module(interpreter, module);
  if (!value && interpreter.knows_module(from + "." + std::string(name->view()))) {
    value = interpreter.import_module(from + "." + std::string(name->view()));
    if (!value) return false;
  }
  if (!value) {
    Value error = make_exception(
        interpreter, *interpreter.exceptions.import_error,
        fmt::format("cannot import name '{}' from '{}' (unknown location)", name->view(), from));
    if (!error) return false;
    exception_of(error)->extra[1] = interpreter.make_string(from);
    return interpreter.raise(std::move(error));
  }
  put(top++, std::move(value));
  return true;
}

bool import_star(Interpreter& interpreter, FrameObject& frame, Value*& top, Instruction) {
  const Value module = take(--top);
  Value names;
  if (!find_attribute(interpreter, module, interpreter.names.all, names)) return false;
  const bool listed = static_cast<bool>(names);
  if (!listed) {
    names = get_attribute(interpreter, module, interpreter.names.dict);
    if (!names) return false;
  }
  return for_each(interpreter, names, [&](const Value& name) {
    if (!is_string(name)) return true;
    if (!listed && text_of(name).starts_with("_")) return true;
    StrObject* interned = intern(interpreter, name);
    const Value value = get_attribute(interpreter, module, interned);
    return value && set_item(interpreter, frame.locals, Value::share(interned), value);
  });
}

bool setup_annotations(Interpreter& interpreter, FrameObject& frame, Value*&, Instruction) {
  Value found;
  if (!find_local(interpreter, frame, interpreter.names.annotations, found)) return false;
  return found || set_item(interpreter, frame.locals, Value::share(interpreter.names.annotations),
                           make_dict(interpreter));
}

bool load_assertion_error(Interpreter& interpreter, FrameObject&, Value*& top, Instruction) {
  put(top++, Value::share(interpreter.exceptions.assertion_error));
  return true;
}

}  // namespace

ColdOperation cold_name_operation(Operation operation) {
  switch (operation) {
    case Operation::delete_local_:
      return &delete_local;
    case Operation::load_cell_:
      return &load_cell;
    case Operation::delete_cell_:
      return &delete_cell;
    case Operation::load_class_cell_:
      return &load_class_cell;
    case Operation::load_name_:
      return &load_name;
    case Operation::store_name_:
      return &store_name;
    case Operation::delete_name_:
      return &delete_name;
    case Operation::store_global_:
      return &store_global;
    case Operation::delete_global_:
      return &delete_global;
    case Operation::delete_attribute_:
      return &delete_attribute;
    case Operation::make_function_:
      return &make_function;
    case Operation::load_build_class_:
      return &load_build_class;
    case Operation::call_unpacked_:
      return &call_unpacked;
    case Operation::import_name_:
      return &import_name;
    case Operation::import_from_:
      return &import_from;
    case Operation::import_star_:
      return &import_star;
    case Operation::setup_annotations_:
      return &setup_annotations;
    case Operation::load_assertion_error_:
      return &load_assertion_error;
    default:
      return nullptr;
  }
}

namespace {

ColdOperation find_cold(Operation operation) {
  for (const auto find :
       {&cold_name_operation, &cold_container_operation, &cold_exception_operation,
        &cold_pattern_operation, &cold_coroutine_operation})
    if (const ColdOperation found = find(operation)) return found;
  return nullptr;
}

}  // namespace

ColdOperation cold_operation(Operation operation) {
  constexpr auto count = static_cast<std::size_t>(Operation::count_);
  static const auto table = [] {
    std::array<ColdOperation, count> all{};
    for (std::size_t i = 0; i < count; ++i) all[i] = find_cold(static_cast<Operation>(i));
    return all;
  }();
  return table[static_cast<std::size_t>(operation)];
}

}  // namespace loopscope::python
