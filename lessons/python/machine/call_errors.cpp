#include "lessons/python/machine/call_errors.h"

#include <fmt/format.h>

#include "lessons/python/machine/operations.h"

namespace loopscope::python {

Raised raise_missing_arguments(Interpreter& interpreter, std::string_view name,
                               const std::vector<std::string>& missing, std::string_view kind) {
  std::string list;
  for (std::size_t i = 0; i < missing.size(); ++i) {
    if (i > 0) list += missing.size() == 2 ? " and " : i + 1 == missing.size() ? ", and " : ", ";
    list += "'" + missing[i] + "'";
  }
  return interpreter.raise_type_error("{}() missing {} required {} argument{}: {}", name,
                                      missing.size(), kind, missing.size() == 1 ? "" : "s", list);
}

Raised raise_too_many_arguments(Interpreter& interpreter, std::string_view name, std::size_t least,
                                std::size_t most, std::size_t given, std::size_t keyword_only) {
  const std::string takes =
      least != most ? fmt::format("from {} to {}", least, most) : std::to_string(most);
  const std::string also =
      keyword_only == 0
          ? ""
          : fmt::format(" positional argument{} (and {} keyword-only argument{})",
                        given != 1 ? "s" : "", keyword_only, keyword_only != 1 ? "s" : "");
  return interpreter.raise_type_error("{}() takes {} positional argument{} but {}{} {} given", name,
                                      takes, most == 1 && least == most ? "" : "s", given, also,
                                      given == 1 && keyword_only == 0 ? "was" : "were");
}

}  // namespace loopscope::python
