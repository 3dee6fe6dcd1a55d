#include "lessons/python/syntax/parser_state.h"

#include "lessons/python/syntax/diagnosis.h"
#include "lessons/python/syntax/parser.h"

namespace loopscope::python {

using namespace ast;

namespace {

constexpr int deepest = 3000;

}  // namespace

DepthGuard::DepthGuard(Parser& parser) : parser_(parser) {
  if (parser_.depth_ >= deepest) {
    parser_.fail("too many nested expressions", parser_.now().at);
  }
  ++parser_.depth_;
}

void Parser::check_chain(int links) {
  if (links >= deepest) fail("too many nested expressions", now().at);
}

Parser::Parser(const Source& source)
    : source_(source), list_(tokenize(source)), tokens_(list_.tokens) {}

void Parser::place_at(int lines, int columns) {
  moved_lines_ = lines;
  moved_columns_ = columns;
  for (Token& token : tokens_) {
    if (token.at.line == 1) token.at.column += columns;
    if (token.at.end_line == 1) token.at.end_column += columns;
    token.at.line += lines;
    token.at.end_line += lines;
  }
}

const Token& Parser::ahead(std::size_t count) const {
  return tokens_[std::min(position_ + count, tokens_.size() - 1)];
}

bool Parser::at_name() const {
  return now().kind == TokenKind::name && !is_keyword(now().text);
}

void Parser::advance() {
  const Token& token = now();
  if (token.kind == TokenKind::op && token.text.size() == 1) {
    const char c = token.text[0];
    if (c == '(' || c == '[' || c == '{') ++brackets_;
    if (c == ')' || c == ']' || c == '}') --brackets_;
  }
  if (position_ + 1 < tokens_.size()) ++position_;
  furthest_ = std::max(furthest_, position_);
}

bool Parser::accept_op(std::string_view op) {
  if (!at_op(op)) return false;
  advance();
  return true;
}
bool Parser::accept_keyword(std::string_view word) {
  if (!at_keyword(word)) return false;
  advance();
  return true;
}
void Parser::expect_op(std::string_view op) {
  if (!accept_op(op)) invalid_syntax();
}
void Parser::expect_keyword(std::string_view word) {
  if (!accept_keyword(word)) invalid_syntax();
}
std::string Parser::expect_name() {
  if (!at_name()) invalid_syntax();
  std::string name(now().text);
  advance();
  return name;
}
Location Parser::from(const Location& start) const {
  // The end of a block does not count, a semicolon does.
  std::size_t last = position_ - 1;
  const auto is_layout = [](TokenKind kind) {
    return kind == TokenKind::newline || kind == TokenKind::indent || kind == TokenKind::dedent;
  };
  while (last > 0 && is_layout(tokens_[last].kind)) --last;
  const Location& end = tokens_[last].at;
  return {start.line, start.column, end.end_line, end.end_column};
}

Body Parser::parse_file() {
  Body body;
  while (now().kind != TokenKind::end) {
    check_token_error();
    if (now().kind == TokenKind::newline) {
      advance();
      continue;
    }
    parse_statement(body);
  }
  return body;
}

Parser::Expr Parser::parse_fstring_expression() {
  return parse_star_expressions();
}

Module parse_module(std::string_view source, std::string filename) {
  check_encoding(source, filename);
  Module module;
  const Source text{std::string(source), filename};
  try {
    module.body = Parser(text).parse_file();
  } catch (const SyntaxError&) {
    diagnose(text, tokenize(text));
    throw;
  }
  module.filename = std::move(filename);
  module.source = text.text();
  return module;
}

}  // namespace loopscope::python
