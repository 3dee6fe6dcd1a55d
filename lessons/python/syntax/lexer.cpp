#include "lessons/python/syntax/lexer.h"

#include <algorithm>
#include <array>
#include <cctype>

#include <fmt/format.h>

#include "lessons/python/text/unicode.h"

namespace loopscope::python {

Source::Source(std::string text, std::string filename) : filename_(std::move(filename)) {
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  text_.reserve(text.size() + 1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r') {
      if (i + 1 < text.size() && text[i + 1] == '\n') continue;
      text_ += '\n';
    } else {
      text_ += text[i];
    }
  }
  if (!text_.empty() && text_.back() != '\n') text_ += '\n';
  starts_.push_back(0);
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n' && i + 1 < text_.size()) starts_.push_back(i + 1);
  }
}

std::string_view Source::line(int number) const {
  if (number < 1 || number > line_count()) return {};
  const std::size_t begin = offset_of_line(number);
  const std::size_t end = text_.find('\n', begin);
  return std::string_view(text_).substr(begin, end == std::string::npos ? end : end - begin);
}

SyntaxError Source::error(const std::string& message, const ast::Location& at, bool with_end,
                          const std::string& type) const {
  const auto character = [&](int line_number, int byte) {
    if (byte < 0) return 0;
    const std::string_view text = line(line_number);
    const auto end = text.begin() + std::min<std::ptrdiff_t>(byte, std::ssize(text));
    const auto count = std::count_if(text.begin(), end, [](char c) { return (c & 0xC0) != 0x80; });
    return static_cast<int>(count) + std::max(0, byte - static_cast<int>(text.size())) + 1;
  };
  SyntaxError::Place place;
  place.line = at.line;
  place.column = character(at.line, at.column);
  place.end_line = with_end ? at.end_line : at.line;
  place.end_column = with_end ? character(at.end_line, at.end_column) : place.column;
  place.text = std::string(line(at.line));
  return SyntaxError(type, message, filename_, std::move(place));
}

namespace {

constexpr std::size_t most_brackets = 200;
constexpr std::size_t most_indents = 100;

bool is_name_start(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_' || (c & 0x80) != 0;
}
bool is_ascii_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_name_part(char c) {
  return is_name_start(c) || is_ascii_digit(c);
}

/// Thrown inside the lexer; tokenize() turns it into the list's error.
struct LexError {
  SyntaxError error;
  bool needs_parser = false;
};

class Lexer {
 public:
  explicit Lexer(const Source& source) : source_(source), text_(source.text()) {}

  TokenList run() {
    try {
      while (position_ < text_.size()) read_line();
      finish();
    } catch (LexError& raised) {
      list_.error = std::move(raised.error);
      list_.error_needs_parser = raised.needs_parser;
      add(TokenKind::error, position_, position_);
    }
    list_.open_brackets = std::move(brackets_);
    return std::move(list_);
  }

 private:
  char at(std::size_t offset) const { return offset < text_.size() ? text_[offset] : '\0'; }
  char now() const { return at(position_); }
  int column_of(std::size_t offset) const { return static_cast<int>(offset - line_start_); }

  ast::Location span(std::size_t begin, std::size_t end) const {
    return {line_, column_of(begin), line_, column_of(end)};
  }

  [[noreturn]] void fail(const std::string& message, const ast::Location& where,
                         bool with_end = false, const char* type = "SyntaxError") {
    const bool of_indentation = std::string_view(type) != "SyntaxError";
    throw LexError{source_.error(message, where, with_end, type), of_indentation};
  }
  [[noreturn]] void fail_at_backslash(const std::string& message, const ast::Location& where) {
    throw LexError{source_.error(message, where, false), true};
  }
  [[noreturn]] void end_at_backslash(int column) {
    fail_at_backslash("unexpected EOF while parsing", {line_ - 1, column, line_ - 1, column});
  }
  [[noreturn]] void fail_here(const std::string& message, std::size_t begin, std::size_t end) {
    fail(message, span(begin, end), true);
  }

  Token& add(TokenKind kind, std::size_t begin, std::size_t end) {
    list_.tokens.push_back({kind, text_.substr(begin, end - begin), span(begin, end), begin});
    return list_.tokens.back();
  }

  void next_line() {
    ++line_;
    line_start_ = position_;
  }

  // One logical or blank line, from its first column on.
  void read_line() {
    if (!read_indentation()) return;
    while (position_ < text_.size()) {
      skip_blanks();
      const char c = now();
      const std::size_t begin = position_;
      if (c == '#') skip_comment();
      if (now() == '\n') {
        if (brackets_.empty()) {
          add(TokenKind::newline, begin, position_);  // with the comment, as CPython has it
          ++position_;
          next_line();
          return;
        }
        ++position_;
        next_line();
        continue;
      }
      if (c == '\\') {
        read_continuation();
        continue;
      }
      read_token();
    }
  }

  void skip_comment() {
    while (now() != '\n' && position_ < text_.size()) ++position_;
  }

  void skip_blanks() {
    while (now() == ' ' || now() == '\t' || now() == '\f') ++position_;
  }

  // A backslash joins lines only at the end of one.
  void check_backslash() {
    if (at(position_ + 1) == '\n') return;
    ++position_;
    fail_at_backslash("unexpected character after line continuation character",
                      span(position_, position_ + 1));
  }

  void read_continuation() {
    check_backslash();
    position_ += 2;
    next_line();
    // The end of the text within brackets is reported as such.
    if (position_ >= text_.size() && brackets_.empty()) {
      end_at_backslash(static_cast<int>(source_.line(line_ - 1).size()));
    }
  }

  // False for a line without tokens, which is passed over.
  bool read_indentation() {
    std::size_t column = 0;
    std::size_t alternative = 0;  // tabs count one: shows whether tabs and spaces are mixed
    std::size_t kept = 0;         // at the first backslash: lines joined to this one don't count
    std::size_t kept_alternative = 0;
    for (;; ++position_) {
      if (now() == ' ') {
        ++column;
        ++alternative;
      } else if (now() == '\t') {
        column = (column / 8 + 1) * 8;
        ++alternative;
      } else if (now() == '\f') {
        column = alternative = 0;
      } else if (now() == '\\') {
        if (kept == 0) kept = column;
        if (kept_alternative == 0) kept_alternative = alternative;
        check_backslash();
        position_ += 2;
        next_line();
        if (position_ >= text_.size()) end_at_backslash(-1);
        --position_;
      } else {
        break;
      }
    }
    if (now() == '#' || now() == '\n' || position_ >= text_.size()) {
      skip_comment();
      if (position_ < text_.size()) ++position_;
      next_line();
      return false;
    }
    indent_to(kept != 0 ? kept : column, kept_alternative != 0 ? kept_alternative : alternative);
    return true;
  }

  void indent_to(std::size_t column, std::size_t alternative) {
    const auto inconsistent = [&] {
      fail("inconsistent use of tabs and spaces in indentation", {line_, -1, line_, -1}, false,
           "TabError");
    };
    if (column == indents_.back().column) {
      if (alternative != indents_.back().alternative) inconsistent();
      return;
    }
    if (column > indents_.back().column) {
      if (alternative <= indents_.back().alternative) inconsistent();
      if (indents_.size() >= most_indents) {
        fail("too many levels of indentation", span(position_, position_), false,
             "IndentationError");
      }
      indents_.push_back({column, alternative});
      add(TokenKind::indent, line_start_, position_);
      return;
    }
    while (column < indents_.back().column) {
      indents_.pop_back();
      add(TokenKind::dedent, position_, position_);
    }
    const bool unknown = column != indents_.back().column;
    if (!unknown && alternative == indents_.back().alternative) return;
    // The dedents are not seen: CPython's tokenizer fails before it hands them out.
    while (!list_.tokens.empty() && list_.tokens.back().kind == TokenKind::dedent) {
      list_.tokens.pop_back();
    }
    if (!unknown) inconsistent();
    const int end = static_cast<int>(source_.line(line_).size());
    fail("unindent does not match any outer indentation level", {line_, end, line_, end}, false,
         "IndentationError");
  }

  void read_token() {
    const char c = now();
    if (is_name_start(c)) {
      read_name_or_string();
    } else if (is_ascii_digit(c) || (c == '.' && is_ascii_digit(at(position_ + 1)))) {
      read_number();
    } else if (c == '"' || c == '\'') {
      read_string(position_);
    } else {
      read_operator();
    }
  }

  void read_name_or_string() {
    const std::size_t begin = position_;
    while (position_ - begin < 3 && is_name_part(now())) {
      ++position_;
      if ((now() == '"' || now() == '\'') &&
          is_string_prefix(text_.substr(begin, position_ - begin))) {
        read_string(begin);
        return;
      }
    }
    while (is_name_part(now())) ++position_;
    if (!is_ascii(text_.substr(begin, position_ - begin))) check_characters(begin, position_);
    add(TokenKind::name, begin, position_);
  }

  static bool is_string_prefix(std::string_view prefix) {
    std::string lower(prefix);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char ch) { return static_cast<char>(std::tolower(ch)); });
    static constexpr std::array known = {"r", "u", "b", "f", "br", "rb", "fr", "rf"};
    return std::find(known.begin(), known.end(), lower) != known.end();
  }

  // A name may hold what Unicode has as letters and digits; the first other character is an error.
  void check_characters(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end;) {
      const std::size_t here = i;
      const char32_t c = next_character(text_, i);
      if (here == begin ? is_identifier_start(c) : is_identifier_part(c)) continue;
      position_ = here;
      fail_at_character(c, span(here, i));
    }
  }

  [[noreturn]] void fail_at_character(char32_t c, const ast::Location& where) {
    const std::string code = fmt::format("U+{:04X}", static_cast<std::uint32_t>(c));
    fail(is_printable(c) ? "invalid character '" + to_utf8(c) + "' (" + code + ")"
                         : "invalid non-printable character " + code,
         where);
  }

  void read_digits(bool (*is_wanted)(char), const char* kind) {
    for (;;) {
      while (is_wanted(now())) ++position_;
      if (now() != '_') return;
      ++position_;
      if (!is_wanted(now())) fail(invalid_literal(kind), span(position_ - 1, position_ - 1));
    }
  }
  static std::string invalid_literal(const char* kind) {
    return std::string("invalid ") + kind + " literal";
  }

  void read_number() {
    const std::size_t begin = position_;
    const char kind = static_cast<char>(std::tolower(at(position_ + 1)));
    if (now() == '0' && (kind == 'x' || kind == 'o' || kind == 'b')) {
      read_based(kind);
    } else {
      read_decimal(begin);
    }
    add(TokenKind::number, begin, position_);
  }

  void read_based(char kind) {
    position_ += 2;
    const char* name = kind == 'x' ? "hexadecimal" : kind == 'o' ? "octal" : "binary";
    const auto wanted =
        kind == 'x'   ? +[](char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; }
        : kind == 'o' ? +[](char c) { return c >= '0' && c <= '7'; }
                      : +[](char c) { return c == '0' || c == '1'; };
    if (now() == '_') ++position_;
    if (!wanted(now())) {
      if (is_ascii_digit(now())) invalid_digit(name);
      fail(invalid_literal(name), span(position_ - 1, position_));
    }
    read_digits(wanted, name);
    if (is_ascii_digit(now())) invalid_digit(name);
    check_end_of_number(name);
  }
  [[noreturn]] void invalid_digit(const char* name) {
    fail("invalid digit '" + std::string(1, now()) + "' in " + name + " literal",
         span(position_, position_ + 1));
  }

  void read_decimal(std::size_t begin) {
    const auto digit = +[](char c) { return is_ascii_digit(c); };
    bool is_float = false;
    if (now() != '.') read_digits(digit, "decimal");
    const std::size_t after_digits = position_;
    if (now() == '.') {
      is_float = true;
      ++position_;
      if (is_ascii_digit(now())) read_digits(digit, "decimal");
    }
    if (now() == 'e' || now() == 'E') {
      const bool sign = at(position_ + 1) == '+' || at(position_ + 1) == '-';
      if (is_ascii_digit(at(position_ + (sign ? 2U : 1U)))) {
        is_float = true;
        position_ += sign ? 2U : 1U;
        read_digits(digit, "decimal");
      }
    }
    if (now() == 'j' || now() == 'J') {
      ++position_;
      check_end_of_number("imaginary");
      return;
    }
    const std::string_view digits = text_.substr(begin, after_digits - begin);
    if (!is_float && digits.size() > 1 && digits[0] == '0' &&
        digits.find_first_not_of("0_") != std::string_view::npos) {
      fail_here(
          "leading zeros in decimal integer literals are not permitted; use an 0o prefix for "
          "octal integers",
          begin, begin + digits.find_first_not_of("0_"));
    }
    check_end_of_number("decimal");
  }

  // A name right behind a number is an error, except for what begins like a keyword: `1if x else
  // y`.
  void check_end_of_number(const char* name) {
    if (!is_name_part(now())) return;
    if ((now() & 0x80) != 0) return;
    static constexpr std::array keywords = {"and", "else", "for", "if", "in", "is", "not", "or"};
    const std::string_view rest = text_.substr(position_);
    for (const std::string_view keyword : keywords) {
      if (rest.starts_with(keyword)) return;
    }
    fail(invalid_literal(name), span(position_ - 1, position_));
  }

  void read_string(std::size_t begin) {
    const char quote = now();
    const std::string_view triple = quote == '"' ? "\"\"\"" : "'''";
    const int first_line = line_;
    const std::size_t first_start = line_start_;
    const bool is_triple = text_.substr(position_).starts_with(triple);
    position_ += is_triple ? 3 : 1;
    for (;;) {
      if (position_ >= text_.size() || (!is_triple && now() == '\n')) {
        unterminated(is_triple, begin, first_line, first_start);
      }
      if (now() == '\\') {
        ++position_;
        if (position_ >= text_.size()) unterminated(is_triple, begin, first_line, first_start);
      } else if (is_triple ? text_.substr(position_).starts_with(triple) : now() == quote) {
        position_ += is_triple ? 3 : 1;
        break;
      }
      ++position_;
      if (text_[position_ - 1] == '\n') next_line();
    }
    list_.tokens.push_back(
        {TokenKind::string,
         text_.substr(begin, position_ - begin),
         {first_line, static_cast<int>(begin - first_start), line_, column_of(position_)},
         begin});
  }

  [[noreturn]] void unterminated(bool is_triple, std::size_t begin, int first_line,
                                 std::size_t first_start) {
    const int column = static_cast<int>(begin - first_start);
    const int detected = is_triple ? source_.line_count() : std::min(line_, source_.line_count());
    fail(fmt::format("unterminated {}string literal (detected at line {})",
                     is_triple ? "triple-quoted " : "", detected),
         {first_line, column, first_line, column});
  }

  void read_operator() {
    static constexpr std::array<std::string_view, 25> long_operators = {
        "<>", "**=", "//=", ">>=", "<<=", "...", "!=", "**", "//", ">>", "<<", "->", "+=",
        "-=", "*=",  "/=",  "%=",  "&=",  "|=",  "^=", "@=", "==", "<=", ">=", ":="};
    const std::size_t begin = position_;
    const std::string_view rest = text_.substr(position_);
    for (const std::string_view op : long_operators) {
      if (rest.starts_with(op)) {
        position_ += op.size();
        add(TokenKind::op, begin, position_);
        return;
      }
    }
    const char c = now();
    if (std::string_view("()[]{}").find(c) != std::string_view::npos) {
      bracket(c);
    } else if (std::string_view("+-*/%@&|^~<>=.,:;").find(c) == std::string_view::npos) {
      // CPython has tokens of these four too; nothing in the grammar takes them.
      const bool token = c == '$' || c == '?' || c == '!' || c == '`';
      if (!token) fail_at_character(static_cast<unsigned char>(c), span(begin, begin + 1));
    }
    ++position_;
    add(TokenKind::op, begin, position_);
  }

  void bracket(char c) {
    const ast::Location where = span(position_, position_ + 1);
    if (c == '(' || c == '[' || c == '{') {
      if (brackets_.size() >= most_brackets) fail("too many nested parentheses", where);
      brackets_.push_back({c, where});
      return;
    }
    if (brackets_.empty()) fail(std::string("unmatched '") + c + "'", where);
    const TokenList::Bracket open = brackets_.back();
    brackets_.pop_back();
    const char wanted = open.character == '(' ? ')' : open.character == '[' ? ']' : '}';
    if (c == wanted) return;
    std::string message = fmt::format(
        "closing parenthesis '{}' does not match opening parenthesis '{}'", c, open.character);
    if (open.at.line != line_) message += fmt::format(" on line {}", open.at.line);
    fail(message, where);
  }

  void finish() {
    if (!brackets_.empty()) {
      add(TokenKind::end, position_, position_);
      return;
    }
    if (!list_.tokens.empty() && list_.tokens.back().kind != TokenKind::newline) {
      add(TokenKind::newline, position_, position_);
    }
    while (indents_.size() > 1) {
      indents_.pop_back();
      add(TokenKind::dedent, position_, position_);
    }
    add(TokenKind::end, position_, position_);
  }

  struct Indent {
    std::size_t column = 0;
    std::size_t alternative = 0;
  };

  const Source& source_;
  std::string_view text_;
  std::size_t position_ = 0;
  std::size_t line_start_ = 0;
  int line_ = 1;
  std::vector<Indent> indents_{{}};
  std::vector<TokenList::Bracket> brackets_;
  TokenList list_;
};

}  // namespace

void check_encoding(std::string_view text, const std::string& filename) {
  std::size_t bad = text.find('\0');
  const bool has_null = bad != std::string_view::npos;
  if (!has_null && is_utf8(text, bad)) return;
  const std::string_view before = text.substr(0, bad);
  const int line = 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
  if (has_null) {
    const std::size_t start = before.rfind('\n');
    const std::string shown(start == std::string_view::npos ? before : before.substr(start + 1));
    throw SyntaxError("SyntaxError", "source code cannot contain null bytes", filename,
                      {line, 0, line, 0, shown});
  }
  throw SyntaxError("SyntaxError",
                    fmt::format("Non-UTF-8 code starting with '\\x{:02x}' in file {} on line {}, "
                                "but no encoding declared; see "
                                "https://peps.python.org/pep-0263/ for details",
                                static_cast<unsigned char>(text[bad]), filename, line),
                    filename, {});
}

TokenList tokenize(const Source& source) {
  return Lexer(source).run();
}

}  // namespace loopscope::python
