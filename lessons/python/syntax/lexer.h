#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lessons/python/syntax/ast.h"
#include "lessons/python/syntax/syntax_error.h"

namespace loopscope::python {

enum class TokenKind : std::uint8_t {
  name,
  number,
  string,
  op,
  newline,
  indent,
  dedent,
  end,
  error
};

struct Token {
  TokenKind kind = TokenKind::end;
  std::string_view text;  ///< as in the source
  ast::Location at;
  std::size_t offset = 0;  ///< of its first byte in the source
};

/// A program's text, by lines, and where errors in it are reported.
class Source {
 public:
  Source(std::string text, std::string filename);

  const std::string& text() const { return text_; }
  const std::string& filename() const { return filename_; }
  /// Line of that number, counted from 1, without its line break; empty beyond the end.
  std::string_view line(int number) const;
  std::size_t offset_of_line(int number) const {
    return starts_[static_cast<std::size_t>(number - 1)];
  }
  int line_count() const { return static_cast<int>(starts_.size()); }

  /// An error at that place; byte columns become characters. `with_end` false: one caret.
  SyntaxError error(const std::string& message, const ast::Location& at, bool with_end = true,
                    const std::string& type = "SyntaxError") const;

 private:
  std::string text_;
  std::string filename_;
  std::vector<std::size_t> starts_;
};

/// The tokens of a program. A lexical error ends the list with a token of kind `error`; the parser
/// throws it when it gets there, as CPython reads its tokens one by one.
struct TokenList {
  std::vector<Token> tokens;
  std::optional<SyntaxError> error;
  /// The error is found by a parser that gets there, not by one that looks through the rest of the
  /// text after an error of its own: indentation and what follows a backslash.
  bool error_needs_parser = false;
  /// Brackets that were open when the text (or the list) ended, outermost first.
  struct Bracket {
    char character = '(';
    ast::Location at;
  };
  std::vector<Bracket> open_brackets;
};

TokenList tokenize(const Source& source);

/// Throws SyntaxError if the text is no UTF-8 or has null bytes.
void check_encoding(std::string_view text, const std::string& filename);

}  // namespace loopscope::python
