#pragma once

#include <optional>
#include <string_view>

namespace loopscope::python {

/// The character of that name in `\N{…}`, for the names that programs use; nothing otherwise.
std::optional<char32_t> character_named(std::string_view name);

}  // namespace loopscope::python
