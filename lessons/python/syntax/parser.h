#pragma once

#include <string>
#include <string_view>

#include "lessons/python/syntax/ast.h"
#include "lessons/python/syntax/syntax_error.h"

namespace loopscope::python {

/// Parses a program (Python 3.11). Throws SyntaxError with CPython's message and place.
ast::Module parse_module(std::string_view source, std::string filename);

}  // namespace loopscope::python
