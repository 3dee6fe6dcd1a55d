// Calls of what is native here and written in Python in CPython.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "lessons/python/machine/call_errors.h"
#include "lessons/python/machine/generator_object.h"
#include "lessons/python/machine/machine.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/machine/parameters.h"
#include "lessons/python/modules/asyncio/methods.h"
#include "lessons/python/objects/list_object.h"

namespace loopscope::python {

namespace {

Raised too_many(Interpreter& interpreter, const ParameterList& list, std::size_t positional,
                Arguments arguments) {
  const std::size_t self = std::string_view(list.function).find('.') != std::string_view::npos;
  return raise_too_many_arguments(interpreter, list.function,
                                  std::min(list.required, positional) + self, positional + self,
                                  arguments.count + self, arguments.keyword_count());
}

}  // namespace

bool read_as_function(Interpreter& interpreter, const ParameterList& list, Arguments arguments,
                      std::span<Value> values) {
  const Parameters parameters = parse_parameters(list.names);
  for (std::size_t i = 0; i < std::min(arguments.count, parameters.positional); ++i) {
    values[i] = arguments[i];
  }
  for (std::size_t k = 0; k < arguments.keyword_count(); ++k) {
    const std::string_view name = arguments.keyword(k);
    std::size_t index = 0;
    while (index < parameters.names.size() && parameters.names[index] != name) ++index;
    if (index == parameters.names.size()) {
      return interpreter.raise_type_error("{}() got an unexpected keyword argument '{}'",
                                          list.function, name);
    }
    if (values[index]) {
      return interpreter.raise_type_error("{}() got multiple values for argument '{}'",
                                          list.function, name);
    }
    values[index] = arguments.keyword_value(k);
  }
  if (arguments.count > parameters.positional) {
    return too_many(interpreter, list, parameters.positional, arguments);
  }
  std::vector<std::string> absent;
  for (std::size_t i = 0; i < list.required; ++i) {
    if (!values[i]) absent.emplace_back(parameters.names[i]);
  }
  return absent.empty() ||
         raise_missing_arguments(interpreter, list.function, absent, "positional");
}

void keep_coroutines(Interpreter& interpreter, Arguments arguments) {
  std::vector<Value> kept;
  for (std::size_t i = 0; i < arguments.count + arguments.keyword_count(); ++i) {
    if (is_coroutine(interpreter, arguments.values[i])) kept.push_back(arguments.values[i]);
  }
  if (!kept.empty()) keep_with_error(interpreter, make_tuple(interpreter, kept));
}

}  // namespace loopscope::python
