#pragma once

#include <string_view>

namespace loopscope::python {

/// True if CPython's asyncio has that name and this one doesn't have it yet.
bool asyncio_comes_later(std::string_view name);

}  // namespace loopscope::python
