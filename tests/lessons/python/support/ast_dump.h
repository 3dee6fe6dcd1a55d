#pragma once

#include <string>

#include "lessons/python/syntax/ast.h"

namespace loopscope::python {

/// A tree as Python's `ast.dump(tree, include_attributes=True)` writes it, for comparing parsers.
std::string dump(const ast::Module& module);

}  // namespace loopscope::python
