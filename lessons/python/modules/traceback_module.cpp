// Module _traceback: what module traceback, which is written in Python, needs of the machine.

#include "lessons/python/machine/frame.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/modules.h"
#include "lessons/python/objects/exception_object.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/objects/list_object.h"

namespace loopscope::python {

namespace {

Value or_none(int number) {
  return number == 0 ? Value::none() : Value::small(number);
}

/// place(traceback): line, end line, column and end column; None where the code has none.
Value place(Interpreter& interpreter, const Value&, Arguments arguments) {
  if (!arguments[0].is(Kind::traceback))
    return interpreter.raise_type_error("expected a traceback, got '{}'",
                                        type_name(interpreter, arguments[0]));
  const auto& entry = *as<TracebackObject>(arguments[0]);
  const CodeObject& code = *as<FrameObject>(entry.frame)->code;
  Location at;
  at.line = 0;
  if (entry.instruction < code.locations.size()) at = code.locations[entry.instruction];
  const bool known = static_cast<int>(at.line) == entry.line;
  if (!known)
    return make_tuple(interpreter,
                      {or_none(entry.line), Value::none(), Value::none(), Value::none()});
  return make_tuple(interpreter, {or_none(entry.line), Value::small(at.end_line),
                                  Value::small(at.column), Value::small(at.end_column)});
}

/// carets(line, lineno, colno, end_lineno, end_colno)
Value carets(Interpreter& interpreter, const Value&, Arguments arguments) {
  std::int64_t numbers[4] = {};
  for (std::size_t i = 0; i < 4; ++i)
    if (!index_number(interpreter, arguments[i + 1], numbers[i])) return {};
  if (!is_string(arguments[0])) return interpreter.raise_type_error("expected a line of text");
  Location at;
  at.line = static_cast<decltype(at.line)>(numbers[0]);
  at.column = static_cast<decltype(at.column)>(numbers[1]);
  at.end_line = static_cast<decltype(at.end_line)>(numbers[2]);
  at.end_column = static_cast<decltype(at.end_column)>(numbers[3]);
  return interpreter.make_string(caret_line(text_of(arguments[0]), at));
}

Value only(Interpreter& interpreter, const Value&, Arguments arguments) {
  if (!arguments[0].is(Kind::exception))
    return interpreter.raise_type_error("Exception expected for value, {} found",
                                        type_name(interpreter, arguments[0]));
  return interpreter.make_string(format_exception_only(interpreter, arguments[0]));
}

/// source_line(file, number): None behind the file's end, or if it isn't known.
Value source_line(Interpreter& interpreter, const Value&, Arguments arguments) {
  std::int64_t number = 0;
  if (!is_string(arguments[0]) || !index_number(interpreter, arguments[1], number)) {
    interpreter.clear_error();
    return Value::none();
  }
  const std::string_view line =
      interpreter.source_line(text_of(arguments[0]), static_cast<int>(number));
  if (line.data() == nullptr) return Value::none();
  return interpreter.make_string(line);
}

constexpr NativeDefinition functions[] = {
    {"place", place, Signature::one},
    {"carets", carets, Signature::positional, 5, 5},
    {"only", only, Signature::one},
    {"source_line", source_line, Signature::positional, 2, 2},
};

}  // namespace

bool make_traceback_module(Interpreter& interpreter, ModuleObject& module) {
  set_functions(interpreter, module, functions);
  return true;
}

}  // namespace loopscope::python
