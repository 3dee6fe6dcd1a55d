#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "lessons/python/interpreter.h"
#include "lessons/python/machine/native.h"

namespace loopscope::python {

// What calls of Python functions are refused with (TypeError). `name`: qualified, "Class.method".

/// `kind`: "positional" or "keyword-only".
Raised raise_missing_arguments(Interpreter& interpreter, std::string_view name,
                               const std::vector<std::string>& missing, std::string_view kind);
/// Of the positional ones `least` to `most` are taken; `keyword_only` others were given as well.
Raised raise_too_many_arguments(Interpreter& interpreter, std::string_view name, std::size_t least,
                                std::size_t most, std::size_t given, std::size_t keyword_only);

}  // namespace loopscope::python
