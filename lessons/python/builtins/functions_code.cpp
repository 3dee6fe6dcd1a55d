// compile(), exec(), eval().

#include <string>

#include "lessons/python/builtins/functions.h"
#include "lessons/python/builtins/scope.h"
#include "lessons/python/compiler/code.h"
#include "lessons/python/compiler/compiler.h"
#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/machine.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/machine/stack_room.h"
#include "lessons/python/objects/bytes_object.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/exception_object.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/syntax/syntax_error.h"

namespace loopscope::python {

namespace {

/// Raises the program's SyntaxError for the compiler's.
Raised raise_syntax_error(Interpreter& interpreter, const SyntaxError& error, bool expression) {
  const Value* type = interpreter.builtins().find(error.type());
  const SyntaxError::Place& place = error.place();
  const auto text = [&](const std::string& one) { return interpreter.make_string(one); };
  const Value details = make_tuple(
      interpreter, {text(error.filename()), Value::small(place.line), Value::small(place.column),
                    text(place.text + (expression ? "" : "\n")), Value::small(place.end_line),
                    Value::small(place.end_column)});
  Value made = make_exception(interpreter, *as<Type>(*type), {text(error.what()), details});
  if (!made) return {};
  return interpreter.raise(std::move(made));
}

bool read_source(Interpreter& interpreter, const char* function, const Value& source,
                 std::string& text) {
  if (is_string(source)) {
    text = text_of(source);
  } else if (std::string_view bytes; bytes_view(source, bytes)) {
    text = bytes;
  } else {
    return interpreter.raise_type_error("{}() arg 1 must be a string, bytes or {}object", function,
                                        std::string_view(function) == "compile" ? "AST " : "code ");
  }
  if (text.find('\0') != std::string::npos) {
    return interpreter.raise(*interpreter.exceptions.syntax_error,
                             "source code string cannot contain null bytes");
  }
  return true;
}

Value compile_text(Interpreter& interpreter, const std::string& text, const std::string& file,
                   bool expression) {
  try {
    return expression ? compile_expression(interpreter, text, file)
                      : compile_source(interpreter, text, file, Names::of_locals);
  } catch (const SyntaxError& error) {
    return raise_syntax_error(interpreter, error, expression);
  }
}

Value compile(Interpreter& interpreter, const Value&, Arguments arguments) {
  static constexpr ParameterList parameters{
      "compile", "source filename mode flags dont_inherit optimize * _feature_version", 3};
  Value values[7];
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  std::string text;
  if (!read_source(interpreter, "compile", values[0], text)) return {};
  if (!check_string(interpreter, "compile", "filename", values[1]) ||
      !check_string(interpreter, "compile", "mode", values[2])) {
    return {};
  }
  const std::string_view mode = text_of(values[2]);
  if (mode == "single") {
    return interpreter.raise_value_error("compile() mode 'single' is not supported here");
  }
  if (mode != "exec" && mode != "eval") {
    return interpreter.raise_value_error("compile() mode must be 'exec', 'eval' or 'single'");
  }
  return compile_text(interpreter, text, std::string(text_of(values[1])), mode == "eval");
}

/// Namespaces that were given, or else those of the caller.
bool find_spaces(Interpreter& interpreter, const char* function, const Value& given_globals,
                 const Value& given_locals, Value& globals, Value& locals) {
  if (given_globals && !given_globals.is_none()) {
    if (!given_globals.is(Kind::dict)) {
      if (std::string_view(function) == "eval")
        return interpreter.raise_type_error("globals must be a dict");
      return interpreter.raise_type_error("exec() globals must be a dict, not {}",
                                          type_name(interpreter, given_globals));
    }
    globals = locals = given_globals;
  } else {
    globals = current_globals(interpreter);
    locals = current_locals(interpreter);
  }
  if (given_locals && !given_locals.is_none()) locals = given_locals;
  if (dict_of(globals).find(interpreter.names.builtins) == nullptr) {
    dict_of(globals).set(interpreter.names.builtins, *interpreter.modules().find("builtins"));
  }
  return true;
}

Value run_given(Interpreter& interpreter, const char* function, Arguments arguments) {
  const Value source = arguments[0];
  Value globals;
  Value locals;
  if (!find_spaces(interpreter, function, arguments.count > 1 ? arguments[1] : Value(),
                   arguments.count > 2 ? arguments[2] : Value(), globals, locals)) {
    return {};
  }
  Value code = source;
  if (!source.is(Kind::code)) {
    std::string text;
    if (!read_source(interpreter, function, source, text)) return {};
    code = compile_text(interpreter, text, "<string>", std::string_view(function) == "eval");
    if (!code) return {};
  }
  if (!as<CodeObject>(code)->free_names.empty()) {
    return interpreter.raise_type_error("code object passed to {}() may not contain free variables",
                                        function);
  }
  const NativeRecursion guard(interpreter);
  if (!guard) return {};
  return run_code(interpreter, code, globals, locals);
}

Value exec(Interpreter& interpreter, const Value&, Arguments arguments) {
  return run_given(interpreter, "exec", arguments) ? Value::none() : Value();
}

Value eval(Interpreter& interpreter, const Value&, Arguments arguments) {
  return run_given(interpreter, "eval", arguments);
}

constexpr NativeDefinition functions[] = {
    {"compile", compile},
    {"exec", exec, Signature::positional, 1, 3},
    {"eval", eval, Signature::positional, 1, 3},
};

}  // namespace

std::span<const NativeDefinition> code_functions() {
  return functions;
}

}  // namespace loopscope::python
