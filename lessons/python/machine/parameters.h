#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace loopscope::python {

/// ParameterList::names, taken apart.
struct Parameters {
  std::vector<std::string_view> names;
  std::size_t positional_only = 0;
  std::size_t positional = 0;  ///< those that may be given by position
};

Parameters parse_parameters(std::string_view text);

}  // namespace loopscope::python
