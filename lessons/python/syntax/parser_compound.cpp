#include "lessons/python/syntax/parser_state.h"

#include <fmt/format.h>

namespace loopscope::python {

using namespace ast;

StmtPtr Parser::parse_compound(bool& handled) {
  check_token_error();
  handled = true;
  const Location start = now().at;
  if (now().kind == TokenKind::indent) invalid_syntax();
  if (at_op("@")) return parse_decorated();
  if (now().kind == TokenKind::name) {
    if (at_keyword("if")) return parse_if();
    if (at_keyword("while")) return parse_while();
    if (at_keyword("for")) return parse_for(start, false);
    if (at_keyword("try")) return parse_try();
    if (at_keyword("with")) return parse_with(start, false);
    if (at_keyword("def")) return parse_function(start, false, {});
    if (at_keyword("class")) return parse_class({});
    if (at_keyword("async")) return parse_async();
    if (at_keyword("match") && at_match_statement()) return parse_match();
  }
  handled = false;
  return nullptr;
}

// What is indented under a statement; or simple statements on its own line.
Body Parser::parse_block(const std::string& after, int line) {
  Body body;
  if (now().kind != TokenKind::newline) {
    parse_simple_line(body);
    return body;
  }
  advance();
  check_token_error();
  if (now().kind != TokenKind::indent) {
    fail(fmt::format("expected an indented block after {} on line {}", after, line - moved_lines_),
         now().at, false, "IndentationError");
  }
  advance();
  while (now().kind != TokenKind::dedent && now().kind != TokenKind::end) {
    parse_statement(body);
  }
  if (now().kind == TokenKind::dedent) advance();
  return body;
}

StmtPtr Parser::parse_if() {
  const DepthGuard guard(*this);
  const Location start = now().at;
  const std::string word(now().text);
  advance();
  auto statement = std::make_unique<If>(start);
  statement->test = parse_named();
  if (at_op("=") && brackets_ == 0) {
    const bool name = statement->test->kind == ExprKind::name;
    const bool unhinted = statement->test->kind == ExprKind::tuple ||
                          statement->test->kind == ExprKind::list ||
                          statement->test->kind == ExprKind::compare;
    if (name) {
      const Location first = statement->test->at;
      advance();
      const Expr right = parse_binary(0);
      fail_from_to("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", first,
                   right->at);
    }
    if (!unhinted) {
      fail("cannot assign to " + describe(*statement->test) +
               " here. Maybe you meant '==' instead of '='?",
           statement->test->at);
    }
  }
  expect_colon(false);
  statement->body = parse_block("'" + word + "' statement", start.line);
  if (at_keyword("elif")) {
    statement->orelse.push_back(parse_if());
  } else {
    statement->orelse = parse_else();
  }
  statement->at = from(start);
  return statement;
}

Body Parser::parse_else() {
  if (!at_keyword("else")) return {};
  const int line = now().at.line;
  advance();
  expect_colon(true);
  return parse_block("'else' statement", line);
}

StmtPtr Parser::parse_while() {
  const Location start = now().at;
  advance();
  auto statement = std::make_unique<While>(start);
  statement->test = parse_named();
  if (at_op("=") && statement->test->kind == ExprKind::name) {
    const Location first = statement->test->at;
    advance();
    const Expr right = parse_binary(0);
    fail_from_to("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", first, right->at);
  }
  expect_colon(false);
  statement->body = parse_block("'while' statement", start.line);
  statement->orelse = parse_else();
  statement->at = from(start);
  return statement;
}

StmtPtr Parser::parse_for(const Location& start, bool is_async) {
  const Location word = now().at;
  expect_keyword("for");
  auto statement = std::make_unique<For>(is_async ? StmtKind::async_for : StmtKind::for_, start);
  statement->target = parse_targets();
  expect_keyword("in");
  statement->iter = parse_star_expressions();
  expect_colon(false);
  statement->body = parse_block("'for' statement", word.line);
  statement->orelse = parse_else();
  statement->at = from(start);
  return statement;
}

// Whether the bracket after `with` encloses the items, rather than begin an expression.
bool Parser::with_items_in_parentheses() const {
  if (!at_op("(")) return false;
  int depth = 0;
  for (std::size_t i = position_; i < tokens_.size(); ++i) {
    const Token& token = tokens_[i];
    if (token.kind == TokenKind::newline || token.kind == TokenKind::end) return false;
    if (depth == 1 && token.kind == TokenKind::name && token.text == "as") return true;
    if (token.kind != TokenKind::op) continue;
    if (token.text == "(" || token.text == "[" || token.text == "{") ++depth;
    if (token.text == ")" || token.text == "]" || token.text == "}") {
      if (--depth == 0) {
        const Token& next = tokens_[std::min(i + 1, tokens_.size() - 1)];
        return next.kind == TokenKind::op && next.text == ":";
      }
    }
  }
  return false;
}

WithItem Parser::parse_with_item() {
  WithItem item;
  item.context_expr = parse_expression();
  if (accept_keyword("as")) {
    item.optional_vars = at_op("*") ? parse_star_named(false) : parse_primary();
    check_assignable(*item.optional_vars, "assign to", false);
    set_context(*item.optional_vars, ExprContext::store);
  }
  return item;
}

// False, and nothing read, if what is in the brackets is no list of items: `with (yield):`.
bool Parser::parse_parenthesized_items(std::vector<WithItem>& items) {
  const std::size_t mark = position_;
  const std::size_t furthest = furthest_;
  const int brackets = brackets_;
  try {
    expect_op("(");
    do {
      if (at_op(")")) break;
      items.push_back(parse_with_item());
    } while (accept_op(","));
    expect_op(")");
    return true;
  } catch (const SyntaxError&) {
    position_ = mark;
    furthest_ = furthest;
    brackets_ = brackets;
    in_target_ = false;
    items.clear();
    return false;
  }
}

StmtPtr Parser::parse_with(const Location& start, bool is_async) {
  const Location word = now().at;
  expect_keyword("with");
  auto statement = std::make_unique<With>(is_async ? StmtKind::async_with : StmtKind::with, start);
  if (!with_items_in_parentheses() || !parse_parenthesized_items(statement->items)) {
    do {
      statement->items.push_back(parse_with_item());
    } while (accept_op(","));
  }
  expect_colon(false);
  statement->body = parse_block("'with' statement", word.line);
  statement->at = from(start);
  return statement;
}

StmtPtr Parser::parse_try() {
  const Location start = now().at;
  advance();
  expect_colon(true);
  auto statement = std::make_unique<Try>(StmtKind::try_, start);
  statement->body = parse_block("'try' statement", start.line);
  int stars = 0;
  while (at_keyword("except")) parse_handler(*statement, stars, start.line);
  if (stars > 0) statement->kind = StmtKind::try_star;
  if (!statement->handlers.empty()) {
    statement->orelse = parse_else();
  }
  if (at_keyword("finally")) {
    const int line = now().at.line;
    advance();
    expect_colon(true);
    statement->finalbody = parse_block("'finally' statement", line);
  }
  if (statement->handlers.empty() && statement->finalbody.empty()) {
    check_token_error();
    fail("expected 'except' or 'finally' block", now().at);
  }
  statement->at = from(start);
  return statement;
}

void Parser::parse_handler(Try& statement, int& stars, int /*try_line*/) {
  const Location start = now().at;
  advance();
  const bool star = accept_op("*");
  const bool mixed = !statement.handlers.empty() && star != (stars > 0);
  if (mixed) fail("cannot have both 'except' and 'except*' on the same 'try'", start);
  stars += star ? 1 : 0;
  ExceptHandler handler;
  if (star && (at_op(":") || now().kind == TokenKind::newline)) {
    fail("expected one or more exception types", now().at);
  }
  if (!at_op(":") && now().kind != TokenKind::newline) {
    const Location first = now().at;
    handler.type = parse_expression();
    if (at_op(",")) {
      while (accept_op(",")) {
        if (!starts_expression()) break;
        parse_expression();
      }
      if (at_op(":") || at_keyword("as")) {
        fail_from_to("multiple exception types must be parenthesized", first, before().at);
      }
      invalid_syntax();
    }
    if (accept_keyword("as")) handler.name = expect_name();
  }
  expect_colon(false);
  handler.body = parse_block(star ? "'except*' statement" : "'except' statement", start.line);
  handler.at = from(start);
  statement.handlers.push_back(std::move(handler));
}

StmtPtr Parser::parse_async() {
  const Location start = now().at;
  advance();
  if (at_keyword("def")) return parse_function(start, true, {});
  if (at_keyword("for")) return parse_for(start, true);
  if (at_keyword("with")) return parse_with(start, true);
  invalid_syntax();
}

StmtPtr Parser::parse_decorated() {
  ExprList decorators;
  while (accept_op("@")) {
    decorators.push_back(parse_named());
    if (now().kind != TokenKind::newline) invalid_syntax();
    advance();
  }
  const Location start = now().at;
  if (at_keyword("class")) return parse_class(std::move(decorators));
  if (at_keyword("async")) {
    advance();
    if (!at_keyword("def")) invalid_syntax();
    return parse_function(start, true, std::move(decorators));
  }
  if (!at_keyword("def")) invalid_syntax();
  return parse_function(start, false, std::move(decorators));
}

StmtPtr Parser::parse_function(const Location& start, bool is_async, ExprList decorators) {
  const Location word = now().at;
  expect_keyword("def");
  auto statement = std::make_unique<FunctionDef>(
      is_async ? StmtKind::async_function_def : StmtKind::function_def, start);
  statement->decorator_list = std::move(decorators);
  statement->name = expect_name();
  if (!at_op("(")) {
    check_token_error();
    fail("expected '('", now().at);
  }
  advance();
  statement->args = parse_parameters(")", true);
  expect_op(")");
  if (accept_op("->")) statement->returns = parse_expression();
  expect_colon(true);
  statement->body = parse_block("function definition", word.line);
  statement->at = from(start);
  return statement;
}

StmtPtr Parser::parse_class(ExprList decorators) {
  const Location start = now().at;
  expect_keyword("class");
  auto statement = std::make_unique<ClassDef>(start);
  statement->decorator_list = std::move(decorators);
  statement->name = expect_name();
  if (at_op("(")) {
    auto name = std::make_unique<Name>(start);
    Expr call = parse_call(std::move(name), start);
    statement->bases = std::move(as<Call>(*call).args);
    statement->keywords = std::move(as<Call>(*call).keywords);
  }
  expect_colon(false);
  statement->body = parse_block("class definition", start.line);
  statement->at = from(start);
  return statement;
}

}  // namespace loopscope::python
