#include "lessons/python/syntax/string_literals.h"

#include <cctype>

#include <fmt/format.h>

#include "lessons/python/syntax/diagnosis.h"
#include "lessons/python/syntax/parser_state.h"
#include "lessons/python/syntax/unicode_names.h"

namespace loopscope::python {

using namespace ast;

namespace {

void append_utf8(std::string& out, char32_t code) {
  const auto byte = [&](char32_t value) {
    out += static_cast<char>(static_cast<unsigned char>(value));
  };
  if (code < 0x80) {
    byte(code);
  } else if (code < 0x800) {
    byte(0xC0 | (code >> 6));
    byte(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    byte(0xE0 | (code >> 12));
    byte(0x80 | ((code >> 6) & 0x3F));
    byte(0x80 | (code & 0x3F));
  } else {
    byte(0xF0 | (code >> 18));
    byte(0x80 | ((code >> 12) & 0x3F));
    byte(0x80 | ((code >> 6) & 0x3F));
    byte(0x80 | (code & 0x3F));
  }
}

/// One string token taken apart.
struct Literal {
  bool raw = false;
  bool bytes = false;
  bool formatted = false;
  bool u_prefix = false;
  std::string_view body;        ///< between the quotes
  std::size_t body_offset = 0;  ///< in the source
};

Literal take_apart(const Token& token) {
  Literal literal;
  std::size_t i = 0;
  for (; token.text[i] != '"' && token.text[i] != '\''; ++i) {
    switch (std::tolower(static_cast<unsigned char>(token.text[i]))) {
      case 'r':
        literal.raw = true;
        break;
      case 'b':
        literal.bytes = true;
        break;
      case 'f':
        literal.formatted = true;
        break;
      default:
        literal.u_prefix = token.text[i] == 'u';
        break;
    }
  }
  const std::string_view rest = token.text.substr(i);
  const std::size_t quotes = rest.size() >= 6 && rest[1] == rest[0] && rest[2] == rest[0] ? 3 : 1;
  literal.body = rest.substr(quotes, rest.size() - 2 * quotes);
  literal.body_offset = token.offset + i + quotes;
  return literal;
}

/// Turns one literal token, or several side by side, into a node.
class LiteralReader {
 public:
  LiteralReader(const Source& source, const std::vector<Token>& tokens, const Location& next,
                int lines, int columns)
      : source_(source), tokens_(tokens), next_(next), lines_(lines), columns_(columns) {}

  ExprPtr read() {
    const Location& first = tokens_.front().at;
    const Location& last = tokens_.back().at;
    at_ = {first.line, first.column, last.end_line, last.end_column};
    const bool bytes = take_apart(tokens_.front()).bytes;
    bool formatted = false;
    for (const Token& token : tokens_) {
      token_ = &token;
      const Literal literal = take_apart(token);
      if (literal.bytes != bytes) fail("cannot mix bytes and nonbytes literals", next_);
      if (literal.formatted) {
        formatted = true;
        read_formatted(literal, literal.body, literal.body_offset, parts_, 0);
      } else {
        pending_ += decode(literal, literal.body);
      }
    }
    if (!formatted) {
      auto constant =
          std::make_unique<Constant>(at_, bytes ? ConstantKind::bytes : ConstantKind::string);
      constant->text = std::move(pending_);
      constant->u_prefix = take_apart(tokens_.front()).u_prefix;
      return constant;
    }
    flush(parts_);
    auto joined = std::make_unique<JoinedStr>(at_);
    joined->values = std::move(parts_);
    return joined;
  }

 private:
  [[noreturn]] void fail(const std::string& message, const Location& at, bool with_end = true) {
    throw source_.error(message, unmoved(at), with_end);
  }
  Location unmoved(Location at) const {
    at.line -= lines_;
    at.end_line -= lines_;
    if (at.line == 1) at.column -= columns_;
    if (at.end_line == 1) at.end_column -= columns_;
    return at;
  }
  [[noreturn]] void fail_fstring(const std::string& message) {
    throw source_.error("f-string: " + message, unmoved(next_));
  }

  void flush(ExprList& parts) { flush(parts, at_); }
  void flush(ExprList& parts, const Location& at) {
    if (pending_.empty()) return;
    auto constant = std::make_unique<Constant>(at, ConstantKind::string);
    constant->text = std::exchange(pending_, {});
    parts.push_back(std::move(constant));
  }

  std::string decode(const Literal& literal, std::string_view body) {
    if (literal.bytes) {
      for (const char c : body) {
        if ((c & 0x80) != 0) fail("bytes can only contain ASCII literal characters", token_->at);
      }
    }
    if (literal.raw) return std::string(body);
    std::string out;
    for (std::size_t i = 0; i < body.size();) {
      if (body[i] != '\\') {
        out += body[i++];
        continue;
      }
      i = decode_escape(literal, body, i + 1, out);
    }
    return out;
  }

  // After the backslash; returns where to go on.
  std::size_t decode_escape(const Literal& literal, std::string_view body, std::size_t i,
                            std::string& out) {
    const char c = body[i++];
    switch (c) {
      case '\n':
        return i;
      case '\\':
      case '\'':
      case '"':
        out += c;
        return i;
      case 'a':
        out += '\a';
        return i;
      case 'b':
        out += '\b';
        return i;
      case 'f':
        out += '\f';
        return i;
      case 'n':
        out += '\n';
        return i;
      case 'r':
        out += '\r';
        return i;
      case 't':
        out += '\t';
        return i;
      case 'v':
        out += '\v';
        return i;
      case 'x':
        return decode_hex(literal, body, i, 2, out);
      case 'u':
        if (!literal.bytes) return decode_hex(literal, body, i, 4, out);
        break;
      case 'U':
        if (!literal.bytes) return decode_hex(literal, body, i, 8, out);
        break;
      case 'N':
        if (!literal.bytes) return decode_name(body, i, out);
        break;
      default:
        if (c >= '0' && c <= '7') return decode_octal(literal, body, i - 1, out);
        break;
    }
    out += '\\';
    out += c;
    return i;
  }

  std::size_t decode_octal(const Literal& literal, std::string_view body, std::size_t i,
                           std::string& out) {
    char32_t code = 0;
    for (int digits = 0; digits < 3 && i < body.size() && body[i] >= '0' && body[i] <= '7';
         ++digits) {
      code = code * 8 + static_cast<char32_t>(body[i++] - '0');
    }
    if (literal.bytes) {
      out += static_cast<char>(static_cast<unsigned char>(code));
    } else {
      append_utf8(out, code);
    }
    return i;
  }

  std::size_t decode_hex(const Literal& literal, std::string_view body, std::size_t i, int digits,
                         std::string& out) {
    const std::size_t start = i - 2;
    char32_t code = 0;
    int read = 0;
    for (; read < digits && i < body.size() &&
           std::isxdigit(static_cast<unsigned char>(body[i])) != 0;
         ++read, ++i) {
      const char c = static_cast<char>(std::tolower(static_cast<unsigned char>(body[i])));
      code = code * 16 + static_cast<char32_t>(c <= '9' ? c - '0' : c - 'a' + 10);
    }
    if (read < digits) {
      if (literal.bytes) {
        fail(fmt::format("(value error) invalid \\x escape at position {}", start), next_);
      }
      fail(
          fmt::format("(unicode error) 'unicodeescape' codec can't decode bytes in position {}-{}: "
                      "truncated \\{} escape",
                      start, i - 1,
                      digits == 2   ? "xXX"
                      : digits == 4 ? "uXXXX"
                                    : "UXXXXXXXX"),
          next_);
    }
    if (code > 0x10FFFF) {
      fail(
          fmt::format("(unicode error) 'unicodeescape' codec can't decode bytes in position {}-{}: "
                      "illegal Unicode character",
                      start, i - 1),
          next_);
    }
    if (literal.bytes) {
      out += static_cast<char>(static_cast<unsigned char>(code));
    } else {
      append_utf8(out, code);
    }
    return i;
  }

  std::size_t decode_name(std::string_view body, std::size_t i, std::string& out) {
    const std::size_t start = i - 2;
    const std::size_t end =
        i < body.size() && body[i] == '{' ? body.find('}', i) : std::string_view::npos;
    if (end == std::string_view::npos) {
      fail(
          fmt::format("(unicode error) 'unicodeescape' codec can't decode bytes in position {}-{}: "
                      "malformed \\N character escape",
                      start, start + 1),
          next_);
    }
    const auto code = character_named(body.substr(i + 1, end - i - 1));
    if (!code) {
      fail(
          fmt::format("(unicode error) 'unicodeescape' codec can't decode bytes in position {}-{}: "
                      "unknown Unicode character name",
                      start, end),
          next_);
    }
    append_utf8(out, *code);
    return end + 1;
  }

  // The text of an f-string, or (depth > 0) of a format spec in it, which ends at '}'. Returns how
  // much was read.
  std::size_t read_formatted(const Literal& literal, std::string_view body, std::size_t offset,
                             ExprList& parts, int depth) {
    std::size_t i = 0;
    std::size_t text_begin = 0;
    const auto take_text = [&](std::size_t end) {
      pending_ += decode(literal, body.substr(text_begin, end - text_begin));
    };
    while (i < body.size()) {
      const char c = body[i];
      if (c == '\\' && !literal.raw && i + 1 < body.size()) {
        i += 2;
        if (body[i - 1] == 'N' && i < body.size() && body[i] == '{') {
          const std::size_t end = body.find('}', i);
          i = end == std::string_view::npos ? body.size() : end + 1;
        }
        continue;
      }
      if (c != '{' && c != '}') {
        ++i;
        continue;
      }
      const bool doubled = depth == 0 && i + 1 < body.size() && body[i + 1] == c;
      if (doubled) {
        take_text(i + 1);
        i += 2;
        text_begin = i;
        continue;
      }
      take_text(i);
      if (c == '}') {
        if (depth > 0) return i;
        fail_fstring("single '}' is not allowed");
      }
      i += 1 + read_replacement(literal, body.substr(i + 1), offset + i + 1, parts, depth);
      text_begin = i;
    }
    if (depth > 0) fail_fstring("expecting '}'");
    take_text(i);
    return i;
  }

  // Behind '{', up to and with '}'. Returns how much was read.
  std::size_t read_replacement(const Literal& literal, std::string_view body, std::size_t offset,
                               ExprList& parts, int depth) {
    if (depth >= 2) fail_fstring("expressions nested too deeply");
    std::size_t i = find_expression_end(body);
    const std::string_view expression = body.substr(0, i);
    if (expression.find_first_not_of(" \t\n\f\r") == std::string_view::npos) {
      if (i < body.size() && (body[i] == '!' || body[i] == ':' || body[i] == '=')) {
        fail_fstring("expression required before '" + std::string(1, body[i]) + "'");
      }
      fail_fstring("empty expression not allowed");
    }
    auto value = std::make_unique<FormattedValue>(at_);
    value->value = parse_expression(expression, offset);
    bool debugging = false;
    if (i < body.size() && body[i] == '=') {
      debugging = true;
      ++i;
      while (i < body.size() && std::isspace(static_cast<unsigned char>(body[i])) != 0) ++i;
      pending_ += body.substr(0, i);
    }
    flush(parts);
    if (i < body.size() && body[i] == '!') {
      ++i;
      std::size_t end = i;
      while (end < body.size() && body[end] != '}' && body[end] != ':') ++end;
      const std::string_view conversion = body.substr(i, end - i);
      if (conversion != "s" && conversion != "r" && conversion != "a") {
        fail_fstring("invalid conversion character: expected 's', 'r', or 'a'");
      }
      value->conversion = conversion[0];
      i = end;
    }
    if (i < body.size() && body[i] == ':') {
      // Of several literals side by side, CPython takes the spec's own.
      auto spec = std::make_unique<JoinedStr>(token_->at);
      std::string outer = std::exchange(pending_, {});
      i += 1 + read_formatted(literal, body.substr(i + 1), offset + i + 1, spec->values, depth + 1);
      flush(spec->values, token_->at);
      pending_ = std::move(outer);
      value->format_spec = std::move(spec);
    } else if (debugging && value->conversion == 0) {
      value->conversion = 'r';
    }
    if (i >= body.size() || body[i] != '}') fail_fstring("expecting '}'");
    parts.push_back(std::move(value));
    return i + 1;
  }

  // Where the expression ends: at '!', ':', '=' or '}' outside of brackets and strings.
  std::size_t find_expression_end(std::string_view body) {
    std::string brackets;
    char quote = 0;
    bool triple = false;
    std::size_t i = 0;
    for (; i < body.size(); ++i) {
      const char c = body[i];
      if (c == '\\') fail("f-string expression part cannot include a backslash", next_);
      if (quote != 0) {
        if (c == quote && (!triple || body.substr(i).starts_with(std::string(3, quote)))) {
          if (triple) i += 2;
          quote = 0;
        }
        continue;
      }
      if (c == '\'' || c == '"') {
        quote = c;
        triple = body.substr(i).starts_with(std::string(3, c));
        if (triple) i += 2;
      } else if (c == '(' || c == '[' || c == '{') {
        brackets += c;
      } else if (c == '#') {
        fail("f-string expression part cannot include '#'", next_);
      } else if (brackets.empty() &&
                 (c == '!' || c == ':' || c == '=' || c == '}' || c == '<' || c == '>')) {
        const char next = i + 1 < body.size() ? body[i + 1] : '\0';
        if ((c == '!' || c == '=' || c == '<' || c == '>') && next == '=') {
          ++i;
          continue;
        }
        if (c == '<' || c == '>') continue;
        break;
      } else if (c == ')' || c == ']' || c == '}') {
        if (brackets.empty()) fail_fstring(std::string("unmatched '") + c + "'");
        const char open = brackets.back();
        brackets.pop_back();
        if ((open == '(' && c != ')') || (open == '[' && c != ']') || (open == '{' && c != '}')) {
          fail_fstring(fmt::format(
              "closing parenthesis '{}' does not match opening parenthesis '{}'", c, open));
        }
      }
    }
    if (quote != 0) fail_fstring("unterminated string");
    if (!brackets.empty()) {
      if (i >= body.size()) fail_fstring("expecting '}'");
      fail_fstring(std::string("unmatched '") + brackets.back() + "'");
    }
    if (i >= body.size()) fail_fstring("expecting '}'");
    return i;
  }

  static ExprPtr parse_inner(const Source& inner, int lines, int columns) {
    try {
      Parser parser(inner);
      parser.place_at(lines, columns);
      return parser.parse_fstring_expression();
    } catch (const SyntaxError&) {
      diagnose_fstring_expression(inner, tokenize(inner));
      throw;
    }
  }

  // The parser sees the expression in parentheses; its places are moved to where it stands.
  ExprPtr parse_expression(std::string_view expression, std::size_t offset) {
    const Source inner("(" + std::string(expression) + ")", source_.filename());
    int line = 1;
    for (std::size_t i = 0; i < offset; ++i) line += source_.text()[i] == '\n' ? 1 : 0;
    const std::size_t line_start = source_.offset_of_line(line);
    try {
      return parse_inner(inner, line - 1 + lines_,
                         static_cast<int>(offset - line_start) - 1 + (line == 1 ? columns_ : 0));
    } catch (const SyntaxError& error) {
      SyntaxError::Place place = error.place();
      const std::string message = error.what();
      if (message.starts_with("f-string: ")) throw;
      place.line += line - 1;
      place.end_line += line - 1;
      throw SyntaxError(error.type(), "f-string: " + message, error.filename(), place);
    }
  }

  const Source& source_;
  const std::vector<Token>& tokens_;
  const Location next_;  ///< the token behind, where CPython reports errors in f-strings
  const int lines_;
  const int columns_;
  const Token* token_ = nullptr;
  Location at_;
  ExprList parts_;
  std::string pending_;
};

}  // namespace

ExprPtr parse_string_tokens(const Source& source, const std::vector<Token>& tokens,
                            const Location& next, int lines, int columns) {
  return LiteralReader(source, tokens, next, lines, columns).read();
}

}  // namespace loopscope::python
