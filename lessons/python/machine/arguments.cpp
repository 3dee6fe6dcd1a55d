#include "lessons/python/machine/arguments.h"

#include <cstring>
#include <string>
#include <vector>

#include "lessons/python/machine/operations.h"
#include "lessons/python/machine/parameters.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/str_object.h"

namespace loopscope::python {

std::size_t Arguments::keyword_count() const {
  return names == nullptr ? 0 : names->size;
}

std::string_view Arguments::keyword(std::size_t index) const {
  return text_of((*names)[index]);
}

const Value* Arguments::find_keyword(std::string_view name) const {
  for (std::size_t i = 0; i < keyword_count(); ++i)
    if (keyword(i) == name) return &values[count + i];
  return nullptr;
}

Parameters parse_parameters(std::string_view text) {
  Parameters parameters;
  bool keyword_only = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view name = text.substr(at, end - at);
    at = end + 1;
    if (name == "/") {
      parameters.positional_only = parameters.names.size();
    } else if (name == "*") {
      keyword_only = true;
    } else if (!name.empty()) {
      parameters.names.push_back(name);
      if (!keyword_only) parameters.positional = parameters.names.size();
    }
  }
  return parameters;
}

bool read_arguments(Interpreter& interpreter, const ParameterList& list, Arguments arguments,
                    std::span<Value> values) {
  const Parameters parameters = parse_parameters(list.names);
  const std::size_t given = arguments.count + arguments.keyword_count();
  if (arguments.count > parameters.positional) {
    const char* plural = parameters.positional == 1 ? "" : "s";
    if (parameters.positional == 0)
      return interpreter.raise_type_error("{}() takes no positional arguments", list.function);
    return interpreter.raise_type_error(
        "{}() takes {} {} {}argument{} ({} given)", list.function,
        list.required < parameters.names.size() ? "at most" : "exactly", parameters.positional,
        parameters.positional < parameters.names.size() ? "positional " : "", plural, given);
  }
  for (std::size_t i = 0; i < arguments.count; ++i) values[i] = arguments[i];
  for (std::size_t k = 0; k < arguments.keyword_count(); ++k) {
    const std::string_view name = arguments.keyword(k);
    std::size_t index = parameters.positional_only;
    while (index < parameters.names.size() && parameters.names[index] != name) ++index;
    if (index == parameters.names.size())
      return interpreter.raise_type_error("'{}' is an invalid keyword argument for {}()", name,
                                          list.function);
    if (values[index])
      return interpreter.raise_type_error(
          "argument for {}() given by name ('{}') and position ({})", list.function, name,
          index + 1);
    values[index] = arguments.keyword_value(k);
  }
  for (std::size_t i = 0; i < list.required; ++i) {
    if (values[i]) continue;
    if (i < parameters.positional_only)
      return interpreter.raise_type_error("{}() takes at least {} positional argument{} ({} given)",
                                          list.function, list.required,
                                          list.required == 1 ? "" : "s", arguments.count);
    return interpreter.raise_type_error("{}() missing required argument '{}' (pos {})",
                                        list.function, parameters.names[i], i + 1);
  }
  return true;
}

bool check_string(Interpreter& interpreter, const char* function, const char* name,
                  const Value& value) {
  if (!value || is_string(value)) return true;
  return interpreter.raise_type_error("{}() argument '{}' must be str, not {}", function, name,
                                      value.is_none() ? "None" : type_name(interpreter, value));
}

bool no_keywords(Interpreter& interpreter, const char* function, Arguments arguments) {
  if (arguments.keyword_count() == 0) return true;
  return interpreter.raise_type_error("{}() takes no keyword arguments", function);
}

bool check_count(Interpreter& interpreter, const char* function, std::size_t given,
                 std::size_t minimum, std::size_t maximum) {
  if (given >= minimum && given <= maximum) return true;
  const std::size_t bound = given < minimum ? minimum : maximum;
  const char* how = minimum == maximum ? "" : given < minimum ? "at least " : "at most ";
  return interpreter.raise_type_error("{} expected {}{} argument{}, got {}", function, how, bound,
                                      bound == 1 ? "" : "s", given);
}

}  // namespace loopscope::python
