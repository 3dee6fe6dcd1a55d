#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "lessons/python/syntax/ast.h"
#include "lessons/python/syntax/lexer.h"

namespace loopscope::python {

/// What adjacent string tokens stand for: a Constant (str or bytes) or a JoinedStr. The
/// expressions in f-strings are parsed by a Parser of their own. Throws SyntaxError.
/// `next`: place of the token behind them. `lines` and `columns`: where the source's first line
/// stands in the program (Parser::place_at).
ast::ExprPtr parse_string_tokens(const Source& source, const std::vector<Token>& tokens,
                                 const ast::Location& next, int lines, int columns);

}  // namespace loopscope::python
