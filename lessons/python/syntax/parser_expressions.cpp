#include <array>

#include "lessons/python/syntax/parser_state.h"

namespace loopscope::python {

using namespace ast;

namespace {

struct BinaryToken {
  std::string_view text;
  Operator op;
  int level;  ///< 0 binds weakest
};
constexpr std::array<BinaryToken, 12> binary_tokens = {{{"|", Operator::bit_or, 0},
                                                        {"^", Operator::bit_xor, 1},
                                                        {"&", Operator::bit_and, 2},
                                                        {"<<", Operator::l_shift, 3},
                                                        {">>", Operator::r_shift, 3},
                                                        {"+", Operator::add, 4},
                                                        {"-", Operator::sub, 4},
                                                        {"*", Operator::mult, 5},
                                                        {"/", Operator::div, 5},
                                                        {"//", Operator::floor_div, 5},
                                                        {"%", Operator::mod, 5},
                                                        {"@", Operator::mat_mult, 5}}};
constexpr int factor_level = 6;

}  // namespace

// star_expressions: a, *b, c
Parser::Expr Parser::parse_star_expressions() {
  const Location start = now().at;
  Expr first = parse_star_named(false);
  if (!at_op(",")) return first;
  auto tuple = std::make_unique<Tuple>(start);
  tuple->elts.push_back(std::move(first));
  while (accept_op(",")) {
    if (!starts_expression() && !at_op("*") && !at_op("-") && !at_op("+")) break;
    tuple->elts.push_back(parse_star_named(false));
  }
  tuple->at = from(start);
  return tuple;
}

Parser::Expr Parser::parse_star_named(bool named) {
  const Location start = now().at;
  if (accept_op("*")) {
    auto starred = std::make_unique<Starred>(start);
    starred->value = parse_binary(0);
    starred->at = from(start);
    return starred;
  }
  return named ? parse_named() : parse_expression();
}

// named_expression: NAME := expression | expression
Parser::Expr Parser::parse_named() {
  const Location start = now().at;
  if (at_name() && ahead_op(":=")) {
    auto target = std::make_unique<Name>(start);
    target->id = std::string(now().text);
    target->ctx = ExprContext::store;
    advance();
    advance();
    auto named = std::make_unique<NamedExpr>(start);
    named->target = std::move(target);
    named->value = parse_expression();
    named->at = from(start);
    return named;
  }
  Expr value = parse_expression();
  if (at_op(":=")) {
    fail("cannot use assignment expressions with " + describe(*value), value->at);
  }
  return value;
}

Parser::Expr Parser::parse_expression() {
  const DepthGuard guard(*this);
  const Location start = now().at;
  if (at_keyword("lambda")) return parse_lambda();
  Expr body = parse_or();
  if (!at_keyword("if")) {
    check_adjacent(*body);
    return body;
  }
  advance();
  auto choice = std::make_unique<IfExp>(start);
  choice->test = parse_or();
  if (!at_keyword("else")) {
    check_token_error();
    if (!at_op(":")) {
      fail_from_to("expected 'else' after 'if' expression", start, choice->test->at);
    }
    invalid_syntax();
  }
  advance();
  choice->body = std::move(body);
  choice->orelse = parse_expression();
  choice->at = from(start);
  return choice;
}

Parser::Expr Parser::parse_lambda() {
  const Location start = now().at;
  advance();
  auto lambda = std::make_unique<Lambda>(start);
  lambda->args = parse_parameters(":", false);
  expect_op(":");
  lambda->body = parse_expression();
  lambda->at = from(start);
  return lambda;
}

Parser::Expr Parser::parse_or() {
  const DepthGuard guard(*this);
  const Location start = now().at;
  Expr first = parse_and();
  if (!at_keyword("or")) return first;
  auto result = std::make_unique<BoolOp>(start);
  result->op = BoolOperator::or_;
  result->values.push_back(std::move(first));
  while (accept_keyword("or")) result->values.push_back(parse_and());
  result->at = from(start);
  return result;
}

Parser::Expr Parser::parse_and() {
  const Location start = now().at;
  Expr first = parse_not();
  if (!at_keyword("and")) return first;
  auto result = std::make_unique<BoolOp>(start);
  result->op = BoolOperator::and_;
  result->values.push_back(std::move(first));
  while (accept_keyword("and")) result->values.push_back(parse_not());
  result->at = from(start);
  return result;
}

Parser::Expr Parser::parse_not() {
  if (!at_keyword("not")) return parse_comparison();
  const DepthGuard guard(*this);
  const Location start = now().at;
  advance();
  auto result = std::make_unique<UnaryOp>(start);
  result->op = UnaryOperator::not_;
  result->operand = parse_not();
  result->at = from(start);
  return result;
}

Parser::Expr Parser::parse_comparison() {
  const Location start = now().at;
  Expr left = parse_binary(0);
  std::unique_ptr<Compare> result;
  for (;;) {
    CompareOperator op = CompareOperator::eq;
    if (at_op("==")) {
      op = CompareOperator::eq;
    } else if (at_op("!=")) {
      op = CompareOperator::ne;
    } else if (at_op("<=")) {
      op = CompareOperator::lt_e;
    } else if (at_op("<")) {
      op = CompareOperator::lt;
    } else if (at_op(">=")) {
      op = CompareOperator::gt_e;
    } else if (at_op(">")) {
      op = CompareOperator::gt;
    } else if (at_keyword("in") && !in_target_) {
      op = CompareOperator::in;
    } else if (at_keyword("not") && ahead().kind == TokenKind::name && ahead().text == "in") {
      advance();
      op = CompareOperator::not_in;
    } else if (at_keyword("is")) {
      op = CompareOperator::is;
      if (ahead().kind == TokenKind::name && ahead().text == "not") {
        advance();
        op = CompareOperator::is_not;
      }
    } else {
      break;
    }
    advance();
    if (!result) {
      result = std::make_unique<Compare>(start);
      result->left = std::move(left);
    }
    result->ops.push_back(op);
    result->comparators.push_back(parse_binary(0));
    result->at = from(start);
  }
  if (result) return result;
  return left;
}

Parser::Expr Parser::parse_binary(int level) {
  if (level == factor_level) return parse_factor();
  const Location start = now().at;
  Expr left = parse_binary(level + 1);
  for (int links = 0;; ++links) {
    check_chain(links);
    const BinaryToken* found = nullptr;
    for (const BinaryToken& token : binary_tokens) {
      if (token.level == level && at_op(token.text)) found = &token;
    }
    if (found == nullptr) return left;
    advance();
    auto result = std::make_unique<BinOp>(start);
    result->left = std::move(left);
    result->op = found->op;
    result->right = parse_binary(level + 1);
    result->at = from(start);
    left = std::move(result);
  }
}

Parser::Expr Parser::parse_factor() {
  const bool plus = at_op("+");
  const bool minus = at_op("-");
  if (!plus && !minus && !at_op("~")) return parse_power();
  const DepthGuard guard(*this);
  const Location start = now().at;
  advance();
  auto result = std::make_unique<UnaryOp>(start);
  result->op = plus ? UnaryOperator::u_add : minus ? UnaryOperator::u_sub : UnaryOperator::invert;
  result->operand = parse_factor();
  result->at = from(start);
  return result;
}

Parser::Expr Parser::parse_power() {
  const Location start = now().at;
  Expr base = parse_await();
  if (!accept_op("**")) return base;
  auto result = std::make_unique<BinOp>(start);
  result->left = std::move(base);
  result->op = Operator::pow;
  result->right = parse_factor();
  result->at = from(start);
  return result;
}

Parser::Expr Parser::parse_await() {
  if (!at_keyword("await")) return parse_primary();
  const Location start = now().at;
  advance();
  auto result = std::make_unique<Await>(start);
  result->value = parse_primary();
  result->at = from(start);
  return result;
}

Parser::Expr Parser::parse_primary() {
  const DepthGuard guard(*this);
  const Location start = now().at;
  Expr value = parse_atom();
  for (int links = 0;; ++links) {
    check_chain(links);
    if (at_op(".")) {
      advance();
      auto attribute = std::make_unique<Attribute>(start);
      attribute->attr = expect_name();
      attribute->value = std::move(value);
      attribute->at = from(start);
      value = std::move(attribute);
    } else if (at_op("(")) {
      value = parse_call(std::move(value), start);
    } else if (at_op("[")) {
      value = parse_subscript(std::move(value), start);
    } else {
      return value;
    }
  }
}

Parser::Expr Parser::parse_subscript(Expr value, const Location& start) {
  expect_op("[");
  auto result = std::make_unique<Subscript>(start);
  result->value = std::move(value);
  const Location first = now().at;
  Expr index = parse_slice();
  if (at_op(",") || index->kind == ExprKind::starred) {
    auto tuple = std::make_unique<Tuple>(first);
    tuple->elts.push_back(std::move(index));
    while (accept_op(",")) {
      if (at_op("]")) break;
      tuple->elts.push_back(parse_slice());
    }
    tuple->at = from(first);
    index = std::move(tuple);
  }
  expect_op("]");
  result->slice = std::move(index);
  result->at = from(start);
  return result;
}

Parser::Expr Parser::parse_slice() {
  const Location start = now().at;
  if (at_op("*")) return parse_star_named(true);
  Expr lower;
  if (!at_op(":")) {
    lower = parse_named();
    if (!at_op(":")) return lower;
  }
  auto slice = std::make_unique<Slice>(start);
  slice->lower = std::move(lower);
  expect_op(":");
  const auto part = [&]() -> Expr {
    if (at_op(":") || at_op(",") || at_op("]")) return nullptr;
    return parse_expression();
  };
  slice->upper = part();
  if (accept_op(":")) slice->step = part();
  slice->at = from(start);
  return slice;
}

Parser::Expr Parser::parse_yield() {
  const Location start = now().at;
  expect_keyword("yield");
  if (accept_keyword("from")) {
    auto result = std::make_unique<YieldFrom>(start);
    result->value = parse_expression();
    result->at = from(start);
    return result;
  }
  auto result = std::make_unique<Yield>(start);
  if (starts_expression() || at_op("*") || at_op("-") || at_op("+")) {
    result->value = parse_star_expressions();
  }
  result->at = from(start);
  return result;
}

}  // namespace loopscope::python
