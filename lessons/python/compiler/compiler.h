#pragma once

#include "lessons/python/interpreter.h"
#include "lessons/python/syntax/ast.h"
#include "lessons/python/syntax/symtable.h"

namespace loopscope::python {

/// Compiles a program that was parsed and checked (symtable.h) into the code object of its module.
Value compile_module(Interpreter& interpreter, const ast::Module& module, const SymbolTable& table);

/// Parses, checks and compiles. Throws SyntaxError.
Value compile_source(Interpreter& interpreter, std::string_view source,
                     const std::string& filename);

}  // namespace loopscope::python
