#pragma once

#include "lessons/python/syntax/lexer.h"

namespace loopscope::python {

/// Finds out how CPython 3.11 reports a text that does not parse, and throws that SyntaxError.
/// Returns if it finds nothing wrong. It reads the text twice in the manner of CPython's own
/// parser, so it is slow, and only for texts that the Parser has rejected.
void diagnose(const Source& source, const TokenList& tokens);

/// The same for the expression in the braces of an f-string, given in parentheses.
void diagnose_fstring_expression(const Source& source, const TokenList& tokens);

}  // namespace loopscope::python
