#pragma once

#include "lessons/python/interpreter.h"
#include "lessons/python/syntax/ast.h"
#include "lessons/python/syntax/symtable.h"

namespace loopscope::python {

/// Compiles a program that was parsed and checked (symtable.h) into the code object of its module.
Value compile_module(Interpreter& interpreter, const ast::Module& module, const SymbolTable& table);

/// Where code of a module finds its names: its dict is its locals, too, or (exec, eval) may not be.
enum class Names : bool { of_module, of_locals };

/// Parses, checks and compiles. Throws SyntaxError.
Value compile_source(Interpreter& interpreter, std::string_view source, const std::string& filename,
                     Names names = Names::of_module);

/// The same for one expression, as eval() wants it: code that returns its value.
Value compile_expression(Interpreter& interpreter, std::string_view source,
                         const std::string& filename);

}  // namespace loopscope::python
