#include "lessons/python/syntax/parser_state.h"

namespace loopscope::python {

using namespace ast;

// `match` is a name unless a subject, a colon, and an indented `case` follow.
bool Parser::at_match_statement() {
  if (ahead().kind == TokenKind::newline || ahead().kind == TokenKind::end) return false;
  if (ahead().kind == TokenKind::op && ahead().text != "(" && ahead().text != "[" &&
      ahead().text != "{" && ahead().text != "-" && ahead().text != "*" && ahead().text != "~" &&
      ahead().text != "...") {
    return false;
  }
  int depth = 0;
  for (std::size_t i = position_ + 1; i < tokens_.size(); ++i) {
    const Token& token = tokens_[i];
    if (token.kind == TokenKind::newline) {
      const Token& last = tokens_[i - 1];
      return last.kind == TokenKind::op && last.text == ":" && depth == 0 &&
             i + 2 < tokens_.size() &&
             tokens_[tokens_[i + 1].kind == TokenKind::indent ? i + 2 : i + 1].text == "case";
    }
    if (token.kind == TokenKind::end || token.kind == TokenKind::error) return false;
    if (token.kind != TokenKind::op) continue;
    if (token.text == "(" || token.text == "[" || token.text == "{") ++depth;
    if (token.text == ")" || token.text == "]" || token.text == "}") --depth;
  }
  return false;
}

StmtPtr Parser::parse_match() {
  const Location start = now().at;
  advance();
  auto statement = std::make_unique<Match>(start);
  const Location subject = now().at;
  Expr value = parse_star_named(true);
  if (at_op(",")) {
    auto tuple = std::make_unique<Tuple>(subject);
    tuple->elts.push_back(std::move(value));
    while (accept_op(",")) {
      if (at_op(":")) break;
      tuple->elts.push_back(parse_star_named(true));
    }
    tuple->at = from(subject);
    value = std::move(tuple);
  } else if (value->kind == ExprKind::starred) {
    invalid_syntax();
  }
  statement->subject = std::move(value);
  expect_colon(false);
  advance();  // newline
  if (now().kind != TokenKind::indent) {
    fail("expected an indented block after 'match' statement on line " +
             std::to_string(start.line - moved_lines_),
         now().at, false, "IndentationError");
  }
  advance();
  while (at_keyword("case")) {
    const int line = now().at.line;
    advance();
    MatchCase branch;
    branch.pattern = parse_patterns();
    if (accept_keyword("if")) branch.guard = parse_named();
    expect_colon(false);
    branch.body = parse_block("'case' statement", line);
    statement->cases.push_back(std::move(branch));
  }
  if (now().kind == TokenKind::dedent) {
    advance();
  } else if (now().kind != TokenKind::end) {
    invalid_syntax();
  }
  statement->at = from(start);
  return statement;
}

// patterns: an open sequence, or one pattern
PatternPtr Parser::parse_patterns() {
  const Location start = now().at;
  PatternPtr first = parse_maybe_star();
  if (!at_op(",") && first->kind != PatternKind::match_star) return first;
  auto sequence = std::make_unique<Pattern>(PatternKind::match_sequence, start);
  sequence->patterns.push_back(std::move(first));
  while (accept_op(",")) {
    if (at_op(":") || at_keyword("if")) break;
    sequence->patterns.push_back(parse_maybe_star());
  }
  sequence->at = from(start);
  return sequence;
}

PatternPtr Parser::parse_maybe_star() {
  if (!at_op("*")) return parse_as_pattern();
  const Location start = now().at;
  advance();
  auto star = std::make_unique<Pattern>(PatternKind::match_star, start);
  star->name = expect_name();
  if (star->name == "_") star->name.clear();
  star->at = from(start);
  return star;
}

PatternPtr Parser::parse_as_pattern() {
  const DepthGuard guard(*this);
  const Location start = now().at;
  PatternPtr pattern = parse_or_pattern();
  if (!accept_keyword("as")) return pattern;
  auto result = std::make_unique<Pattern>(PatternKind::match_as, start);
  if (at_keyword("_")) fail("cannot use '_' as a target", now().at);
  if (!at_name()) fail("invalid pattern target", now().at);
  result->name = expect_name();
  result->pattern = std::move(pattern);
  result->at = from(start);
  return result;
}

PatternPtr Parser::parse_or_pattern() {
  const Location start = now().at;
  PatternPtr first = parse_closed_pattern();
  if (!at_op("|")) return first;
  auto result = std::make_unique<Pattern>(PatternKind::match_or, start);
  result->patterns.push_back(std::move(first));
  while (accept_op("|")) result->patterns.push_back(parse_closed_pattern());
  result->at = from(start);
  return result;
}

PatternPtr Parser::parse_closed_pattern() {
  check_token_error();
  const Token& token = now();
  if (token.kind == TokenKind::number || token.kind == TokenKind::string || at_op("-") ||
      at_keyword("None") || at_keyword("True") || at_keyword("False")) {
    return parse_literal_pattern();
  }
  if (at_op("(") || at_op("[")) return parse_sequence_pattern();
  if (at_op("{")) return parse_mapping_pattern();
  if (at_keyword("_")) {
    advance();
    return std::make_unique<Pattern>(PatternKind::match_as, token.at);
  }
  if (at_name()) return parse_name_pattern();
  invalid_syntax();
}

PatternPtr Parser::parse_literal_pattern() {
  const Location start = now().at;
  const bool singleton = at_keyword("None") || at_keyword("True") || at_keyword("False");
  auto pattern = std::make_unique<Pattern>(
      singleton ? PatternKind::match_singleton : PatternKind::match_value, start);
  if (singleton) {
    pattern->value = parse_name_or_constant();
  } else if (now().kind == TokenKind::string) {
    pattern->value = parse_strings();
  } else {
    pattern->value = parse_pattern_number();
  }
  pattern->at = from(start);
  return pattern;
}

// A number, perhaps with a sign, perhaps complex.
Parser::Expr Parser::parse_pattern_number() {
  const Location start = now().at;
  const bool minus = accept_op("-");
  if (now().kind != TokenKind::number) invalid_syntax();
  Expr value = parse_number();
  if (minus) {
    auto negative = std::make_unique<UnaryOp>(start);
    negative->op = UnaryOperator::u_sub;
    negative->operand = std::move(value);
    negative->at = from(start);
    value = std::move(negative);
  }
  if (!at_op("+") && !at_op("-")) return value;
  auto sum = std::make_unique<BinOp>(start);
  sum->op = at_op("+") ? Operator::add : Operator::sub;
  sum->left = std::move(value);
  advance();
  if (now().kind != TokenKind::number) invalid_syntax();
  sum->right = parse_number();
  if (as<Constant>(*sum->right).value_kind != ConstantKind::imaginary) invalid_syntax();
  sum->at = from(start);
  return sum;
}

PatternPtr Parser::parse_name_pattern() {
  const Location start = now().at;
  Expr value = parse_name_or_constant();
  while (accept_op(".")) {
    auto attribute = std::make_unique<Attribute>(start);
    attribute->attr = expect_name();
    attribute->value = std::move(value);
    attribute->at = from(start);
    value = std::move(attribute);
  }
  if (at_op("(")) return parse_class_pattern(std::move(value), start);
  if (value->kind == ExprKind::attribute) {
    auto pattern = std::make_unique<Pattern>(PatternKind::match_value, from(start));
    pattern->value = std::move(value);
    return pattern;
  }
  auto pattern = std::make_unique<Pattern>(PatternKind::match_as, from(start));
  pattern->name = as<Name>(*value).id == "_" ? "" : as<Name>(*value).id;
  return pattern;
}

PatternPtr Parser::parse_class_pattern(Expr cls, const Location& start) {
  expect_op("(");
  auto pattern = std::make_unique<Pattern>(PatternKind::match_class, start);
  pattern->value = std::move(cls);
  while (!at_op(")")) {
    if (at_name() && ahead_op("=")) {
      pattern->kwd_attrs.push_back(expect_name());
      advance();
      pattern->kwd_patterns.push_back(parse_as_pattern());
    } else {
      const Location place = now().at;
      pattern->patterns.push_back(parse_as_pattern());
      if (!pattern->kwd_attrs.empty()) {
        fail_from_to("positional patterns follow keyword patterns", place, before().at);
      }
    }
    if (!accept_op(",")) break;
  }
  expect_op(")");
  pattern->at = from(start);
  return pattern;
}

// [a, b], (a, b), or a pattern in parentheses
PatternPtr Parser::parse_sequence_pattern() {
  const DepthGuard guard(*this);
  const Location start = now().at;
  const bool round = at_op("(");
  const std::string_view close = round ? ")" : "]";
  advance();
  auto sequence = std::make_unique<Pattern>(PatternKind::match_sequence, start);
  bool comma = false;
  while (!at_op(close)) {
    sequence->patterns.push_back(parse_maybe_star());
    if (!accept_op(",")) break;
    comma = true;
  }
  expect_op(close);
  if (round && !comma && sequence->patterns.size() == 1 &&
      sequence->patterns.front()->kind != PatternKind::match_star) {
    return std::move(sequence->patterns.front());
  }
  sequence->at = from(start);
  return sequence;
}

PatternPtr Parser::parse_mapping_pattern() {
  const DepthGuard guard(*this);
  const Location start = now().at;
  advance();
  auto mapping = std::make_unique<Pattern>(PatternKind::match_mapping, start);
  while (!at_op("}")) {
    if (accept_op("**")) {
      mapping->name = expect_name();
      accept_op(",");
      break;
    } else {
      PatternPtr key = at_name() ? parse_name_pattern() : parse_literal_pattern();
      if (!key->value || key->kind == PatternKind::match_class) invalid_syntax();
      mapping->keys.push_back(std::move(key->value));
      expect_op(":");
      mapping->patterns.push_back(parse_as_pattern());
    }
    if (!accept_op(",")) break;
  }
  expect_op("}");
  mapping->at = from(start);
  return mapping;
}

}  // namespace loopscope::python
