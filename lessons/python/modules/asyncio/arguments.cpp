// Calls of what is native here and written in Python in CPython.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "lessons/python/machine/generator_object.h"
#include "lessons/python/machine/machine.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/asyncio/methods.h"
#include "lessons/python/objects/list_object.h"

namespace loopscope::python {

namespace {

/// What may be given by position, then what may be given by keyword only.
struct Signatures {
  std::vector<std::string_view> names;
  std::size_t positional = 0;
};

Signatures parse(std::string_view text) {
  Signatures result;
  bool keyword_only = false;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view name = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (name == "*") {
      keyword_only = true;
    } else {
      result.names.push_back(name);
      if (!keyword_only) ++result.positional;
    }
  }
  return result;
}

Raised too_many(Interpreter& interpreter, const ParameterList& list, std::size_t positional,
                Arguments arguments) {
  const std::size_t self = std::string_view(list.function).find('.') != std::string_view::npos;
  const std::size_t most = positional + self;
  const std::size_t least = std::min(list.required, positional) + self;
  const std::size_t given = arguments.count + self;
  const std::size_t keywords = arguments.keyword_count();
  std::string takes = std::to_string(most);
  if (least != most) takes = "from " + std::to_string(least) + " to " + takes;
  std::string also;
  if (keywords != 0) {
    also = std::string(" positional argument") + (given == 1 ? "" : "s") + " (and " +
           std::to_string(keywords) + " keyword-only argument" + (keywords == 1 ? ")" : "s)");
  }
  return interpreter.raise_type_error("{}() takes {} positional argument{} but {}{} {} given",
                                      list.function, takes, most == 1 && least == most ? "" : "s",
                                      given, also, given == 1 && keywords == 0 ? "was" : "were");
}

Raised missing(Interpreter& interpreter, const char* function,
               const std::vector<std::string_view>& names) {
  std::string listed;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) listed += names.size() == 2 ? " and " : i + 1 == names.size() ? ", and " : ", ";
    listed += "'" + std::string(names[i]) + "'";
  }
  return interpreter.raise_type_error("{}() missing {} required positional argument{}: {}",
                                      function, names.size(), names.size() == 1 ? "" : "s", listed);
}

}  // namespace

bool read_as_function(Interpreter& interpreter, const ParameterList& list, Arguments arguments,
                      std::span<Value> values) {
  const Signatures parameters = parse(list.names);
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
  std::vector<std::string_view> absent;
  for (std::size_t i = 0; i < list.required; ++i) {
    if (!values[i]) absent.push_back(parameters.names[i]);
  }
  return absent.empty() || missing(interpreter, list.function, absent);
}

void keep_coroutines(Interpreter& interpreter, Arguments arguments) {
  std::vector<Value> kept;
  for (std::size_t i = 0; i < arguments.count + arguments.keyword_count(); ++i) {
    if (is_coroutine(interpreter, arguments.values[i])) kept.push_back(arguments.values[i]);
  }
  if (!kept.empty()) keep_with_error(interpreter, make_tuple(interpreter, kept));
}

}  // namespace loopscope::python
