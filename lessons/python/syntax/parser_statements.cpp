#include <array>

#include "lessons/python/syntax/parser_state.h"

namespace loopscope::python {

using namespace ast;

void Parser::parse_statement(Body& body) {
  const DepthGuard guard(*this);
  bool handled = false;
  StmtPtr compound = parse_compound(handled);
  if (handled) {
    body.push_back(std::move(compound));
    return;
  }
  parse_simple_line(body);
}

void Parser::parse_simple_line(Body& body) {
  for (;;) {
    body.push_back(parse_simple());
    if (accept_op(";")) {
      if (now().kind == TokenKind::newline) break;
      continue;
    }
    break;
  }
  if (now().kind != TokenKind::newline) invalid_syntax();
  advance();
}

StmtPtr Parser::parse_simple() {
  check_token_error();
  const Location start = now().at;
  const auto word = [&](StmtKind kind) -> StmtPtr {
    advance();
    return std::make_unique<Simple>(kind, start);
  };
  if (now().kind == TokenKind::name) {
    if (at_keyword("pass")) return word(StmtKind::pass);
    if (at_keyword("break")) return word(StmtKind::break_);
    if (at_keyword("continue")) return word(StmtKind::continue_);
    if (at_keyword("return")) return parse_return();
    if (at_keyword("raise")) return parse_raise();
    if (at_keyword("global") || at_keyword("nonlocal")) return parse_scope_names();
    if (at_keyword("del")) return parse_delete();
    if (at_keyword("assert")) return parse_assert();
    if (at_keyword("import")) return parse_import();
    if (at_keyword("from")) return parse_import_from();
  }
  return parse_expression_statement();
}

StmtPtr Parser::parse_return() {
  const Location start = now().at;
  advance();
  auto statement = std::make_unique<Return>(start);
  if (now().kind != TokenKind::newline && !at_op(";")) statement->value = parse_star_expressions();
  statement->at = from(start);
  return statement;
}

StmtPtr Parser::parse_raise() {
  const Location start = now().at;
  advance();
  auto statement = std::make_unique<Raise>(start);
  if (now().kind != TokenKind::newline && !at_op(";")) {
    statement->exc = parse_expression();
    if (accept_keyword("from")) statement->cause = parse_expression();
  }
  statement->at = from(start);
  return statement;
}

StmtPtr Parser::parse_scope_names() {
  const Location start = now().at;
  const StmtKind kind = at_keyword("global") ? StmtKind::global : StmtKind::nonlocal;
  advance();
  auto statement = std::make_unique<ScopeNames>(kind, start);
  do {
    statement->names.push_back(expect_name());
  } while (accept_op(","));
  statement->at = from(start);
  return statement;
}

StmtPtr Parser::parse_delete() {
  const Location start = now().at;
  advance();
  auto statement = std::make_unique<Delete>(start);
  do {
    if (now().kind == TokenKind::newline || at_op(";")) break;
    statement->targets.push_back(parse_binary(0));
  } while (accept_op(","));
  if (statement->targets.empty()) invalid_syntax();
  if (now().kind == TokenKind::newline || at_op(";")) {
    for (const ExprPtr& target : statement->targets) {
      if (const auto* invalid = find_invalid_target(*target, true)) {
        invalid_target(*invalid, "delete", false);
      }
      set_context(*target, ExprContext::del);
    }
  } else {
    invalid_syntax();
  }
  statement->at = from(start);
  return statement;
}

StmtPtr Parser::parse_assert() {
  const Location start = now().at;
  advance();
  auto statement = std::make_unique<Assert>(start);
  statement->test = parse_expression();
  if (accept_op(",")) statement->msg = parse_expression();
  statement->at = from(start);
  return statement;
}

std::string Parser::dotted_name() {
  std::string name = expect_name();
  while (accept_op(".")) name += "." + expect_name();
  return name;
}

StmtPtr Parser::parse_import() {
  const Location start = now().at;
  advance();
  auto statement = std::make_unique<Import>(start);
  do {
    const Location alias_start = now().at;
    Alias alias;
    alias.name = dotted_name();
    if (accept_keyword("as")) alias.asname = expect_name();
    alias.at = from(alias_start);
    statement->names.push_back(std::move(alias));
  } while (accept_op(","));
  statement->at = from(start);
  return statement;
}

StmtPtr Parser::parse_import_from() {
  const Location start = now().at;
  advance();
  auto statement = std::make_unique<ImportFrom>(start);
  while (at_op(".") || at_op("...")) {
    statement->level += at_op(".") ? 1 : 3;
    advance();
  }
  if (!at_keyword("import")) statement->module = dotted_name();
  if (statement->module.empty() && statement->level == 0) invalid_syntax();
  expect_keyword("import");
  if (at_op("*")) {
    Alias all;
    all.name = "*";
    all.at = now().at;
    advance();
    statement->names.push_back(std::move(all));
    statement->at = from(start);
    return statement;
  }
  const bool parenthesized = accept_op("(");
  do {
    if (parenthesized && at_op(")") && !statement->names.empty()) break;
    if (!parenthesized && now().kind == TokenKind::newline && !statement->names.empty()) {
      fail("trailing comma not allowed without surrounding parentheses", now().at);
    }
    const Location alias_start = now().at;
    Alias alias;
    alias.name = expect_name();
    if (accept_keyword("as")) alias.asname = expect_name();
    alias.at = from(alias_start);
    statement->names.push_back(std::move(alias));
  } while (accept_op(","));
  if (parenthesized) expect_op(")");
  statement->at = from(start);
  return statement;
}

StmtPtr Parser::parse_expression_statement() {
  struct AugmentedToken {
    std::string_view text;
    Operator op;
  };
  static constexpr std::array<AugmentedToken, 13> augmented = {{{"+=", Operator::add},
                                                                {"-=", Operator::sub},
                                                                {"*=", Operator::mult},
                                                                {"/=", Operator::div},
                                                                {"//=", Operator::floor_div},
                                                                {"%=", Operator::mod},
                                                                {"@=", Operator::mat_mult},
                                                                {"&=", Operator::bit_and},
                                                                {"|=", Operator::bit_or},
                                                                {"^=", Operator::bit_xor},
                                                                {"<<=", Operator::l_shift},
                                                                {">>=", Operator::r_shift},
                                                                {"**=", Operator::pow}}};
  const Location start = now().at;
  Expr value = at_keyword("yield") ? parse_yield() : parse_star_expressions();
  if (at_op("=")) return parse_assignment(std::move(value), start);
  if (at_op(":") && now().at.line == before().at.end_line) {
    return parse_annotated(std::move(value), start);
  }
  for (const AugmentedToken& token : augmented) {
    if (at_op(token.text)) return parse_augmented(std::move(value), start, token.op);
  }
  auto statement = std::make_unique<ExprStmt>(start);
  statement->value = std::move(value);
  statement->at = from(start);
  if (now().kind != TokenKind::newline && !at_op(";")) check_adjacent(*statement->value);
  return statement;
}

StmtPtr Parser::parse_assignment(Expr first, const Location& start) {
  auto statement = std::make_unique<Assign>(start);
  Expr value = std::move(first);
  bool is_first = true;
  while (at_op("=")) {
    const bool yields = value->kind == ExprKind::yield || value->kind == ExprKind::yield_from;
    if (yields && !value->parenthesized)
      fail("assignment to yield expression not possible", value->at);
    const bool simple_value = value->kind != ExprKind::tuple && value->kind != ExprKind::list;
    const bool hint = simple_value && value->kind != ExprKind::starred &&
                      value->kind != ExprKind::generator_exp &&
                      !(value->kind == ExprKind::constant &&
                        as<Constant>(*value).value_kind <= ConstantKind::false_);
    const bool compares =
        value->kind == ExprKind::compare || value->kind == ExprKind::bool_op ||
        value->kind == ExprKind::if_exp || value->kind == ExprKind::lambda ||
        (value->kind == ExprKind::unary_op && as<UnaryOp>(*value).op == UnaryOperator::not_);
    check_assignable(*value, "assign to", is_first && hint && !compares);
    set_context(*value, ExprContext::store);
    statement->targets.push_back(std::move(value));
    advance();
    value = at_keyword("yield") ? parse_yield() : parse_star_expressions();
    is_first = false;
  }
  statement->value = std::move(value);
  statement->at = from(start);
  if (now().kind != TokenKind::newline && !at_op(";")) check_adjacent(*statement->value);
  return statement;
}

StmtPtr Parser::parse_annotated(Expr target, const Location& start) {
  if (target->kind == ExprKind::list || target->kind == ExprKind::tuple) {
    fail("only single target (not " + describe(*target) + ") can be annotated", target->at);
  }
  if (target->kind != ExprKind::name && target->kind != ExprKind::attribute &&
      target->kind != ExprKind::subscript) {
    if (ahead().kind == TokenKind::newline) invalid_syntax();
    fail("illegal target for annotation", target->at);
  }
  auto statement = std::make_unique<AnnAssign>(start);
  statement->simple = target->kind == ExprKind::name && !target->parenthesized;
  set_context(*target, ExprContext::store);
  statement->target = std::move(target);
  advance();
  statement->annotation = parse_expression();
  if (accept_op("=")) {
    statement->value = at_keyword("yield") ? parse_yield() : parse_star_expressions();
  }
  statement->at = from(start);
  return statement;
}

StmtPtr Parser::parse_augmented(Expr target, const Location& start, Operator op) {
  if (target->kind != ExprKind::name && target->kind != ExprKind::attribute &&
      target->kind != ExprKind::subscript) {
    fail("'" + describe(*target) + "' is an illegal expression for augmented assignment",
         target->at);
  }
  auto statement = std::make_unique<AugAssign>(start);
  set_context(*target, ExprContext::store);
  statement->target = std::move(target);
  statement->op = op;
  advance();
  statement->value = at_keyword("yield") ? parse_yield() : parse_star_expressions();
  statement->at = from(start);
  return statement;
}

}  // namespace loopscope::python
