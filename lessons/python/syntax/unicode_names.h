#pragma once

#include <optional>
#include <string_view>

namespace loopscope::python {

/// The character of that name in `\N{…}`, as unicodedata.lookup() finds it, named sequences apart.
/// The table is searched from its begin: some 0.3 ms.
std::optional<char32_t> character_named(std::string_view name);

}  // namespace loopscope::python
