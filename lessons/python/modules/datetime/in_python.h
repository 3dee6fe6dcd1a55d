#pragma once

#include <cstddef>
#include <vector>

#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/datetime/datetime_values.h"

namespace loopscope::python {

/// A method that is written in Python: function `name` of module _datetime_rest, called with the
/// object (or class) and the arguments.
template <const char* name>
Value in_python(Interpreter& interpreter, const Value& self, Arguments arguments) {
  const Value rest = interpreter.import_module("_datetime_rest");
  if (!rest) return {};
  const Value function = get_attribute(interpreter, rest, name);
  if (!function) return {};
  std::vector<Value> values{self};
  const std::size_t given = arguments.count + arguments.keyword_count();
  values.insert(values.end(), arguments.values, arguments.values + given);
  return call(interpreter, function,
              Arguments(values.data(), arguments.count + 1, arguments.names));
}

}  // namespace loopscope::python
