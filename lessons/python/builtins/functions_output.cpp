#include <string>

#include "lessons/python/builtins/functions.h"
#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/attribute_access.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/standard_input.h"
#include "lessons/python/modules/sys_streams.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/module_object.h"

namespace loopscope::python {

namespace {

/// A separator of print(): its default, or a str.
bool read_separator(Interpreter& interpreter, const char* name, const Value& value,
                    std::string& text) {
  if (!value || value.is_none()) return true;
  if (!is_string(value)) {
    return interpreter.raise_type_error("{} must be None or a string, not {}", name,
                                        type_name(interpreter, value));
  }
  text = text_of(value);
  return true;
}

/// What print() writes to; null if sys.stdout is None.
Value output_file(Interpreter& interpreter, const Value& given) {
  if (given && !given.is_none()) return given;
  return standard_stream(interpreter, interpreter.names.stdout_);
}

Value print(Interpreter& interpreter, const Value&, Arguments arguments) {
  static constexpr ParameterList parameters{"print", "* sep end file flush", 0};
  Value values[4];
  if (!read_arguments(interpreter, parameters, arguments.skip(arguments.count), values)) return {};
  std::string separator = " ";
  std::string end = "\n";
  if (!read_separator(interpreter, "sep", values[0], separator)) return {};
  if (!read_separator(interpreter, "end", values[1], end)) return {};
  const Value file = output_file(interpreter, values[2]);
  if (!file) return Value::none();
  std::string text;
  for (std::size_t i = 0; i < arguments.count; ++i) {
    if (i > 0) text += separator;
    if (str_text(interpreter, arguments[i], text)) continue;
    const Value error = interpreter.take_error();
    if (!write_to_file(interpreter, file, text)) return {};
    return interpreter.restore_error(error);
  }
  if (!write_to_file(interpreter, file, text + end)) return {};
  bool flush = false;
  if (values[3] && !truth(interpreter, values[3], flush)) return {};
  if (flush && !call_method(interpreter, file, interpreter.names.flush)) return {};
  return Value::none();
}

Value input(Interpreter& interpreter, const Value&, Arguments arguments) {
  if (arguments.count > 0) {
    std::string prompt;
    if (!str_text(interpreter, arguments[0], prompt)) return {};
    const Value file = output_file(interpreter, Value());
    if (file && !write_to_file(interpreter, file, prompt)) return {};
  }
  std::string line = interpreter.extension<StandardInput>().line();
  if (line.empty()) {
    return interpreter.raise(*interpreter.exceptions.eof_error, "EOF when reading a line");
  }
  if (line.ends_with('\n')) line.pop_back();
  return interpreter.make_string(line);
}

/// Simulated files; they are written in Python.
Value open(Interpreter& interpreter, const Value&, Arguments arguments) {
  const Value io = interpreter.import_module("io");
  if (!io) return {};
  const Value function = get_attribute(interpreter, io, "open");
  return function ? call(interpreter, function, arguments) : Value();
}
Value breakpoint(Interpreter& interpreter, const Value&, Arguments) {
  return interpreter.raise_runtime_error(
      "breakpoint() is not supported: step through the program in the window instead");
}

/// exit() and quit().
Value leave(Interpreter& interpreter, const Value&, Arguments arguments) {
  return interpreter.raise_with(*interpreter.exceptions.system_exit,
                                arguments.count > 0 ? arguments[0] : Value::none());
}

constexpr NativeDefinition functions[] = {
    {"print", print},
    {"input", input, Signature::positional, 0, 1},
    {"open", open},
    {"breakpoint", breakpoint},
    {"exit", leave, Signature::positional, 0, 1},
    {"quit", leave, Signature::positional, 0, 1},
};

}  // namespace

std::span<const NativeDefinition> output_functions() {
  return functions;
}

}  // namespace loopscope::python
