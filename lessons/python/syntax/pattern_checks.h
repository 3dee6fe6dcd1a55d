#pragma once

#include "lessons/python/syntax/ast.h"
#include "lessons/python/syntax/lexer.h"

namespace loopscope::python {

/// The errors that CPython's compiler finds in the pattern of one case. `last`: nothing can be
/// unreachable behind it. Throws SyntaxError.
void check_pattern(const Source& source, const ast::Pattern& pattern, bool last);

}  // namespace loopscope::python
