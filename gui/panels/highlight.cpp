#include "gui/panels/highlight.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace loopscope::gui {

namespace {

constexpr std::array<std::string_view, 37> keywords = {
    "False",  "None",     "True",   "and", "as",    "assert", "async",  "await",    "break", "case",
    "class",  "continue", "def",    "del", "elif",  "else",   "except", "finally",  "for",   "from",
    "global", "if",       "import", "in",  "is",    "lambda", "match",  "nonlocal", "not",   "or",
    "pass",   "raise",    "return", "try", "while", "with",   "yield"};

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || (c & 0x80) != 0;
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// `match` and `case` are names unless they begin a line that ends with a colon.
bool is_soft_keyword(std::string_view word) {
  return word == "match" || word == "case";
}

class Scanner {
 public:
  explicit Scanner(std::string_view source) : source_(source) {}

  SyntaxLines run() {
    lines_.emplace_back();
    while (at_ < source_.size()) scan_one();
    return std::move(lines_);
  }

 private:
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < source_.size() ? source_[at_ + ahead] : '\0';
  }

  /// Adds the text up to `end` to the present line, and starts new lines at its line feeds.
  void emit(std::size_t end, Syntax kind) {
    while (at_ < end) {
      const std::size_t feed = source_.find('\n', at_);
      const std::size_t stop = std::min(end, feed);
      if (stop > at_) lines_.back().push_back({source_.substr(at_, stop - at_), kind});
      at_ = stop;
      if (at_ < end) {
        lines_.emplace_back();
        ++at_;
      }
    }
  }

  void scan_one() {
    const char c = peek();
    if (c == '\n') {
      emit(at_ + 1, Syntax::plain);
    } else if (c == '#') {
      emit(std::min(source_.find('\n', at_), source_.size()), Syntax::comment);
    } else if (c == '"' || c == '\'') {
      scan_string(at_);
    } else if (is_digit(c) || (c == '.' && is_digit(peek(1)))) {
      scan_number();
    } else if (is_word(c)) {
      scan_word();
    } else {
      std::size_t end = at_ + 1;
      while (end < source_.size() && source_[end] == ' ') ++end;
      emit(end, Syntax::plain);
    }
  }

  /// A string whose quote stands at `quote`; from at_, so that a prefix belongs to it.
  void scan_string(std::size_t quote) {
    const char mark = source_[quote];
    const bool triple = source_.substr(quote, 3) == std::string(3, mark);
    std::size_t end = quote + (triple ? 3 : 1);
    while (end < source_.size()) {
      if (source_[end] == '\\') {
        end = std::min(end + 2, source_.size());
      } else if (!triple && source_[end] == '\n') {
        break;
      } else if (source_[end] == mark &&
                 (!triple || source_.substr(end, 3) == std::string(3, mark))) {
        end += triple ? 3 : 1;
        break;
      } else {
        ++end;
      }
    }
    emit(end, Syntax::string);
  }

  void scan_number() {
    std::size_t end = at_;
    while (end < source_.size() && (is_word(source_[end]) || source_[end] == '.')) ++end;
    emit(end, Syntax::number);
  }

  void scan_word() {
    std::size_t end = at_;
    while (end < source_.size() && is_word(source_[end])) ++end;
    const std::string_view word = source_.substr(at_, end - at_);
    const char next = end < source_.size() ? source_[end] : '\0';
    if ((next == '"' || next == '\'') && word.size() <= 2 &&
        word.find_first_not_of("rRbBfFuU") == std::string_view::npos) {
      scan_string(end);
      return;
    }
    Syntax kind = Syntax::plain;
    if (is_keyword(word, end)) {
      kind = Syntax::keyword;
    } else if (next == '(') {
      kind = Syntax::function;
    }
    emit(end, kind);
  }

  bool is_keyword(std::string_view word, std::size_t end) const {
    if (std::find(keywords.begin(), keywords.end(), word) == keywords.end()) return false;
    if (!is_soft_keyword(word)) return true;
    const auto& line = lines_.back();
    const bool first = std::all_of(line.begin(), line.end(), [](const SyntaxSpan& span) {
      return span.text.find_first_not_of(' ') == std::string_view::npos;
    });
    const std::size_t feed = std::min(source_.find('\n', end), source_.size());
    const std::string_view rest = source_.substr(end, feed - end);
    return first && rest.find(':') != std::string_view::npos && rest.starts_with(' ') &&
           !rest.starts_with(" =");
  }

  std::string_view source_;
  std::size_t at_ = 0;
  SyntaxLines lines_;
};

}  // namespace

SyntaxLines highlight(std::string_view source) {
  auto lines = Scanner(source).run();
  if (lines.size() > 1 && lines.back().empty()) lines.pop_back();
  return lines;
}

Color color_of(const Theme& theme, Syntax kind) {
  switch (kind) {
    case Syntax::plain:
      return theme.syntax.plain;
    case Syntax::keyword:
      return theme.syntax.keyword;
    case Syntax::function:
      return theme.syntax.function;
    case Syntax::string:
      return theme.syntax.string;
    case Syntax::number:
      return theme.syntax.number;
    case Syntax::comment:
      return theme.syntax.comment;
  }
  return theme.syntax.plain;
}

}  // namespace loopscope::gui
