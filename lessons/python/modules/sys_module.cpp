#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>

#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/frame.h"
#include "lessons/python/machine/interpreter_state.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/modules.h"
#include "lessons/python/modules/struct_sequence.h"
#include "lessons/python/modules/sys_streams.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/exception_object.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/objects/list_object.h"

namespace loopscope::python {

namespace {

constexpr NativeProperty version_fields[] = {{"major", struct_field<0>},
                                             {"minor", struct_field<1>},
                                             {"micro", struct_field<2>},
                                             {"releaselevel", struct_field<3>},
                                             {"serial", struct_field<4>}};
constexpr StructSequence version_info{"sys.version_info", version_fields};

Value exit(Interpreter& interpreter, const Value&, Arguments arguments) {
  return interpreter.raise_with(*interpreter.exceptions.system_exit,
                                arguments.count > 0 ? arguments[0] : Value::none());
}

Value getrecursionlimit(Interpreter& interpreter, const Value&, Arguments) {
  return Value::small(interpreter.recursion_limit);
}

Value get_origin_depth(Interpreter& interpreter, const Value&, Arguments) {
  return Value::small(interpreter.state().origin_depth);
}

Value set_origin_depth(Interpreter& interpreter, const Value&, Arguments arguments) {
  static constexpr ParameterList parameters{"set_coroutine_origin_tracking_depth", "depth", 1};
  Value values[1];
  std::int64_t depth = 0;
  if (!read_arguments(interpreter, parameters, arguments, values) ||
      !index_number(interpreter, values[0], depth)) {
    return {};
  }
  if (depth < 0) return interpreter.raise_value_error("depth must be >= 0");
  if (depth > std::numeric_limits<int>::max()) {
    return interpreter.raise(*interpreter.exceptions.overflow_error,
                             "signed integer is greater than maximum");
  }
  interpreter.state().origin_depth = static_cast<int>(depth);
  return Value::none();
}

Value setrecursionlimit(Interpreter& interpreter, const Value&, Arguments arguments) {
  std::int64_t limit = 0;
  if (!index_number(interpreter, arguments[0], limit)) return {};
  if (limit < 1) {
    return interpreter.raise_value_error("recursion limit must be greater or equal than 1");
  }
  if (limit <= interpreter.depth) {
    return interpreter.raise(*interpreter.exceptions.recursion_error,
                             "cannot set the recursion limit to " + std::to_string(limit) +
                                 " at the recursion depth " + std::to_string(interpreter.depth) +
                                 ": the limit is too low");
  }
  if (limit > std::numeric_limits<int>::max()) {
    return interpreter.raise(*interpreter.exceptions.overflow_error,
                             "Python int too large to convert to C int");
  }
  interpreter.recursion_limit = static_cast<int>(limit);
  return Value::none();
}

/// The exception that is being handled; None outside of handlers.
Value handled_exception(Interpreter& interpreter) {
  for (const HandledException* item = interpreter.handled; item != nullptr; item = item->previous) {
    if (item->exception && !item->exception.is_none()) return item->exception;
  }
  return Value::none();
}

Value exception(Interpreter& interpreter, const Value&, Arguments) {
  return handled_exception(interpreter);
}

Value exc_info(Interpreter& interpreter, const Value&, Arguments) {
  const Value error = handled_exception(interpreter);
  if (error.is_none()) return make_tuple(interpreter, {error, error, error});
  const Value& traceback = exception_of(error)->traceback;
  return make_tuple(interpreter, {Value::share(error.object()->type), error,
                                  traceback ? traceback : Value::none()});
}

/// sys.__excepthook__
Value show_exception(Interpreter& interpreter, const Value&, Arguments arguments) {
  const Value& error = arguments[1];
  if (!error.is(Kind::exception)) {
    return interpreter.raise_type_error("print_exception(): Exception expected for value, {} found",
                                        type_name(interpreter, error));
  }
  Value& traceback = exception_of(error)->traceback;
  if (!traceback && arguments[2].is(Kind::traceback)) traceback = arguments[2];
  interpreter.write(2, format_exception(interpreter, error));
  return Value::none();
}

Value intern_text(Interpreter& interpreter, const Value&, Arguments arguments) {
  if (!is_string(arguments[0])) {
    return interpreter.raise_type_error("intern() argument must be str, not {}",
                                        type_name(interpreter, arguments[0]));
  }
  return Value::share(intern(interpreter, arguments[0]));
}

Value getrefcount(Interpreter&, const Value&, Arguments arguments) {
  const Value& value = arguments[0];
  return Value::small(value.is_object() ? value.object()->references : 1'000'000);
}

Value getsizeof(Interpreter& interpreter, const Value&, Arguments arguments) {
  return Value::small(static_cast<std::int64_t>(type_of(interpreter, arguments[0]).size));
}

Value get_frame(Interpreter& interpreter, const Value&, Arguments arguments) {
  std::int64_t depth = 0;
  if (arguments.count > 0 && !index_number(interpreter, arguments[0], depth)) return {};
  FrameObject* frame = interpreter.frame;
  for (; frame != nullptr && depth > 0; --depth) frame = frame->back;
  if (frame == nullptr) return interpreter.raise_value_error("call stack is not deep enough");
  return frame_value(frame);
}

Value encoding(Interpreter& interpreter, const Value&, Arguments) {
  return interpreter.make_string("utf-8");
}

/// What programs rarely ask for is written in Python, and loaded when one does.
Value find_rest(Interpreter& interpreter, const Value& self, Arguments arguments) {
  const std::string_view name = is_string(arguments[0]) ? text_of(arguments[0]) : "";
  if (!name.starts_with("_")) {
    const Value rest = interpreter.import_module("_sys");
    if (!rest) return {};
    if (const Value* found = as<ModuleObject>(rest)->names().find(name)) {
      as<ModuleObject>(self)->set(name, *found);
      return *found;
    }
  }
  return interpreter.raise(*interpreter.exceptions.attribute_error,
                           fmt::format("module 'sys' has no attribute '{}'", name));
}

constexpr NativeDefinition functions[] = {
    {"__getattr__", find_rest, Signature::one},
    {"exit", exit, Signature::positional, 0, 1},
    {"getrecursionlimit", getrecursionlimit, Signature::none},
    {"get_coroutine_origin_tracking_depth", get_origin_depth, Signature::none},
    {"set_coroutine_origin_tracking_depth", set_origin_depth},
    {"setrecursionlimit", setrecursionlimit, Signature::one},
    {"exception", exception, Signature::none},
    {"exc_info", exc_info, Signature::none},
    {"excepthook", show_exception, Signature::positional, 3, 3},
    {"__excepthook__", show_exception, Signature::positional, 3, 3},
    {"intern", intern_text, Signature::one},
    {"getrefcount", getrefcount, Signature::one},
    {"getsizeof", getsizeof, Signature::positional, 1, 2},
    {"_getframe", get_frame, Signature::positional, 0, 1},
    {"getdefaultencoding", encoding, Signature::none},
    {"getfilesystemencoding", encoding, Signature::none},
};

void set_version(Interpreter& interpreter, ModuleObject& module) {
  Type& type = define_struct_sequence(interpreter, version_info, "sys", "version_info");
  const Value items[] = {Value::small(3), Value::small(11), Value::small(7),
                         interpreter.make_string("final"), Value::small(0)};
  module.set("version_info", make_tuple(interpreter, type, items));
  module.set("version", interpreter.make_string("3.11.7 (Loopscope)"));
  module.set("hexversion", Value::small(0x030B07F0));
}

/// The file of the program, as its traceback names it.
Value program_name(Interpreter& interpreter) {
  const Value* main = interpreter.modules().find("__main__");
  const auto* module = main != nullptr ? try_as<ModuleObject>(*main) : nullptr;
  const Value* file = module != nullptr ? module->names().find(interpreter.names.file) : nullptr;
  if (file == nullptr) return interpreter.make_string("");
  const std::string_view name = is_string(*file) ? text_of(*file) : std::string_view();
  if (name == "<string>") return interpreter.make_string("-c");
  return name == "<stdin>" ? interpreter.make_string("") : *file;
}

}  // namespace

bool make_sys_module(Interpreter& interpreter, ModuleObject& module) {
  set_functions(interpreter, module, functions);
  set_version(interpreter, module);
  for (const char* name : {"stdout", "__stdout__"}) module.set(name, make_stream(interpreter, 1));
  for (const char* name : {"stderr", "__stderr__"}) module.set(name, make_stream(interpreter, 2));
  for (const char* name : {"stdin", "__stdin__"}) module.set(name, make_stream(interpreter, 0));
  module.set("modules", Value::share(&interpreter.modules()));
  module.set("maxsize", make_integer(interpreter, INT64_MAX));
  module.set("maxunicode", Value::small(0x10FFFF));
  module.set("byteorder", interpreter.make_string("little"));
  module.set("platform", interpreter.make_string("linux"));
  module.set("executable", interpreter.make_string("/usr/bin/python3"));
  module.set("path", make_list(interpreter));
  Value argv = make_list(interpreter);
  as<ListObject>(argv)->items.push_back(program_name(interpreter));
  for (const std::string& argument : interpreter.options().arguments) {
    as<ListObject>(argv)->items.push_back(interpreter.make_string(argument));
  }
  module.set("argv", argv);
  return true;
}

}  // namespace loopscope::python
