#pragma once

#include <cstdint>
#include <string_view>

#include "lessons/python/interpreter.h"
#include "lessons/python/machine/native.h"

namespace loopscope::python {

/// Distributes the arguments of a native call over named parameters, with CPython's messages.
///
///   static constexpr ParameterList parameters{"sleep", "delay result", 1};
///   Value values[2];
///   if (!read_arguments(interpreter, parameters, arguments, values)) return {};
///
/// Parameters that weren't given stay null.
struct ParameterList {
  const char* function;      ///< for messages
  const char* names;         ///< separated by blanks; those before "/" are positional only, those
                             ///< behind "*" keyword only: "iterable / * key reverse"
  std::size_t required = 0;  ///< number of leading parameters that must be given
};
bool read_arguments(Interpreter& interpreter, const ParameterList& parameters, Arguments arguments,
                    std::span<Value> values);

/// True for null and for strings; else raises "f() argument 'name' must be str, not int".
bool check_string(Interpreter& interpreter, const char* function, const char* name,
                  const Value& value);
/// Raises TypeError if keywords were given ("f() takes no keyword arguments").
bool no_keywords(Interpreter& interpreter, const char* function, Arguments arguments);
/// Checks the number of positional arguments ("f expected at most 2 arguments, got 3").
bool check_count(Interpreter& interpreter, const char* function, std::size_t given,
                 std::size_t minimum, std::size_t maximum);

}  // namespace loopscope::python
