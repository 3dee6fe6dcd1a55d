#include <array>
#include <cstdlib>
#include <set>

#include "lessons/python/syntax/parser_state.h"
#include "lessons/python/syntax/string_literals.h"

namespace loopscope::python {

using namespace ast;

namespace {

/// A literal in base 2, 8 or 16 as hexadecimal digits.
std::string hexadecimal(const std::string& literal) {
  if (literal[1] == 'x') return literal;
  std::string bits;
  for (const char c : literal.substr(2)) {
    if (literal[1] == 'b') {
      bits += c;
    } else {
      for (const int bit : {4, 2, 1}) bits += ((c - '0') & bit) != 0 ? '1' : '0';
    }
  }
  bits.insert(0, (4 - bits.size() % 4) % 4, '0');
  std::string digits = "0x";
  for (std::size_t i = 0; i < bits.size(); i += 4) {
    digits += "0123456789abcdef"[std::stoi(bits.substr(i, 4), nullptr, 2)];
  }
  return digits;
}

}  // namespace

Parser::Expr Parser::parse_atom() {
  const Token& token = now();
  switch (token.kind) {
    case TokenKind::name:
      return parse_name_or_constant();
    case TokenKind::number:
      return parse_number();
    case TokenKind::string:
      return parse_strings();
    case TokenKind::op:
      if (token.text == "(") return parse_group();
      if (token.text == "[") return parse_list();
      if (token.text == "{") return parse_braces();
      if (token.text == "...") {
        advance();
        return std::make_unique<Constant>(before().at, ConstantKind::ellipsis);
      }
      break;
    default:
      break;
  }
  invalid_syntax();
}

Parser::Expr Parser::parse_name_or_constant() {
  const Token token = now();
  const auto constant = [&](ConstantKind kind) -> Expr {
    advance();
    return std::make_unique<Constant>(token.at, kind);
  };
  if (token.text == "None") return constant(ConstantKind::none);
  if (token.text == "True") return constant(ConstantKind::true_);
  if (token.text == "False") return constant(ConstantKind::false_);
  if (is_keyword(token.text)) invalid_syntax();
  advance();
  auto name = std::make_unique<Name>(token.at);
  name->id = std::string(token.text);
  return name;
}

Parser::Expr Parser::parse_strings() {
  std::vector<Token> tokens;
  while (now().kind == TokenKind::string) {
    tokens.push_back(now());
    advance();
  }
  return parse_string_tokens(source_, tokens, now().at, moved_lines_, moved_columns_);
}

Parser::Expr Parser::parse_number() {
  const Token token = now();
  advance();
  std::string digits;
  for (const char c : token.text) {
    if (c != '_') digits += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  }
  const bool based = digits.size() > 1 && digits[0] == '0' &&
                     (digits[1] == 'x' || digits[1] == 'o' || digits[1] == 'b');
  if (!based && digits.back() == 'j') {
    auto constant = std::make_unique<Constant>(token.at, ConstantKind::imaginary);
    constant->number = std::strtod(digits.c_str(), nullptr);
    return constant;
  }
  if (!based && digits.find_first_of(".e") != std::string::npos) {
    auto constant = std::make_unique<Constant>(token.at, ConstantKind::floating);
    constant->number = std::strtod(digits.c_str(), nullptr);
    return constant;
  }
  auto constant = std::make_unique<Constant>(token.at, ConstantKind::integer);
  constant->text = based ? hexadecimal(digits) : digits;
  if (!based) {
    const std::size_t first = digits.find_first_not_of('0');
    constant->text = first == std::string::npos ? "0" : digits.substr(first);
  }
  return constant;
}

// ( … ): a group, a tuple, a generator expression or a yield.
Parser::Expr Parser::parse_group() {
  const DepthGuard guard(*this);
  const Location start = now().at;
  const bool target = std::exchange(in_target_, false);
  expect_op("(");
  Expr inner;
  if (at_op(")")) {
    inner = std::make_unique<Tuple>(start);
  } else if (at_keyword("yield")) {
    inner = parse_yield();
    inner->parenthesized = true;
    expect_op(")");
    in_target_ = target;
    return inner;
  } else {
    const bool star = at_op("*");
    Expr first = parse_star_named(true);
    if (at_comprehension()) {
      if (star) fail("iterable unpacking cannot be used in comprehension", first->at);
      auto comp = std::make_unique<Comp>(ExprKind::generator_exp, start);
      comp->elt = std::move(first);
      comp->generators = parse_comprehensions();
      inner = std::move(comp);
    } else if (at_op(",")) {
      auto tuple = std::make_unique<Tuple>(start);
      tuple->elts.push_back(std::move(first));
      while (accept_op(",")) {
        if (at_op(")")) break;
        tuple->elts.push_back(parse_star_named(true));
      }
      if (at_comprehension()) {
        fail_from_to("did you forget parentheses around the comprehension target?",
                     tuple->elts.front()->at, tuple->elts.back()->at);
      }
      inner = std::move(tuple);
    } else {
      if (star && at_op(")")) fail("cannot use starred expression here", first->at);
      if (at_op("=")) {
        fail_from_to(first->kind == ExprKind::name
                         ? "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"
                         : "cannot assign to " + describe(*first) +
                               " here. Maybe you meant '==' instead of '='?",
                     first->at, first->kind == ExprKind::name ? ahead().at : first->at);
      }
      expect_op(")");
      first->parenthesized = true;
      in_target_ = target;
      return first;
    }
  }
  expect_op(")");
  inner->at = from(start);
  inner->parenthesized = true;
  in_target_ = target;
  return inner;
}

Parser::Expr Parser::parse_list() {
  const DepthGuard guard(*this);
  const Location start = now().at;
  const bool target = std::exchange(in_target_, false);
  expect_op("[");
  auto list = std::make_unique<List>(start);
  if (!at_op("]")) {
    list->elts.push_back(parse_star_named(true));
    if (at_comprehension()) {
      if (list->elts.front()->kind == ExprKind::starred) {
        fail("iterable unpacking cannot be used in comprehension", list->elts.front()->at);
      }
      auto comp = std::make_unique<Comp>(ExprKind::list_comp, start);
      comp->elt = std::move(list->elts.front());
      comp->generators = parse_comprehensions();
      expect_op("]");
      comp->at = from(start);
      in_target_ = target;
      return comp;
    }
    while (accept_op(",")) {
      if (at_op("]")) break;
      list->elts.push_back(parse_star_named(true));
    }
    if (at_comprehension() && list->elts.size() > 1) {
      fail_from_to("did you forget parentheses around the comprehension target?",
                   list->elts.front()->at, list->elts.back()->at);
    }
  }
  expect_op("]");
  list->at = from(start);
  in_target_ = target;
  return list;
}

// { … }: a dict, a set or a comprehension of either.
Parser::Expr Parser::parse_braces() {
  const DepthGuard guard(*this);
  const Location start = now().at;
  const bool target = std::exchange(in_target_, false);
  expect_op("{");
  Expr result;
  if (at_op("}") || at_op("**")) {
    result = parse_dict_rest(start, true);
  } else {
    Expr first = parse_star_named(true);
    if (first->kind != ExprKind::starred && at_op(":")) {
      advance();
      if (at_op("}") || at_op(","))
        fail("expression expected after dictionary key and ':'", before().at);
      Expr value = parse_expression();
      if (at_comprehension()) {
        auto comp = std::make_unique<DictComp>(start);
        comp->key = std::move(first);
        comp->value = std::move(value);
        comp->generators = parse_comprehensions();
        result = std::move(comp);
      } else {
        auto dict = std::make_unique<Dict>(start);
        dict->keys.push_back(std::move(first));
        dict->values.push_back(std::move(value));
        if (accept_op(",") && !at_op("}")) {
          Expr rest = parse_dict_rest(start, false);
          auto& more = as<Dict>(*rest);
          for (Expr& key : more.keys) dict->keys.push_back(std::move(key));
          for (Expr& item : more.values) dict->values.push_back(std::move(item));
        }
        result = std::move(dict);
      }
    } else if (at_comprehension()) {
      auto comp = std::make_unique<Comp>(ExprKind::set_comp, start);
      comp->elt = std::move(first);
      comp->generators = parse_comprehensions();
      result = std::move(comp);
    } else {
      auto set = std::make_unique<Set>(start);
      set->elts.push_back(std::move(first));
      while (accept_op(",")) {
        if (at_op("}")) break;
        set->elts.push_back(parse_star_named(true));
      }
      result = std::move(set);
    }
  }
  expect_op("}");
  result->at = from(start);
  in_target_ = target;
  return result;
}

// The items of a dict up to its closing brace.
Parser::Expr Parser::parse_dict_rest(const Location& start, bool is_first) {
  auto dict = std::make_unique<Dict>(start);
  while (!at_op("}")) {
    if (accept_op("**")) {
      dict->keys.push_back(nullptr);
      dict->values.push_back(parse_binary(0));
      if (at_comprehension() && is_first && dict->values.size() == 1) {
        fail("dict unpacking cannot be used in dict comprehension", before().at);
      }
    } else {
      const bool quiet = std::exchange(quiet_, true);
      dict->keys.push_back(parse_expression());
      quiet_ = quiet;
      if (!at_op(":")) {
        check_token_error();
        const Location& key = before().at;
        fail("':' expected after dictionary key",
             {key.end_line, key.end_column - 1, key.end_line, key.end_column}, false);
      }
      advance();
      if (at_op("}") || at_op(","))
        fail("expression expected after dictionary key and ':'", before().at);
      dict->values.push_back(parse_expression());
    }
    if (!accept_op(",")) break;
  }
  return dict;
}

bool Parser::at_comprehension() const {
  return at_keyword("for") ||
         (at_keyword("async") && ahead().kind == TokenKind::name && ahead().text == "for");
}

std::vector<Comprehension> Parser::parse_comprehensions() {
  std::vector<Comprehension> result;
  while (at_comprehension()) {
    Comprehension comprehension;
    comprehension.is_async = accept_keyword("async");
    expect_keyword("for");
    comprehension.target = parse_targets();
    if (!at_keyword("in")) {
      check_token_error();
      invalid_syntax();
    }
    advance();
    comprehension.iter = parse_or();
    check_adjacent(*comprehension.iter);
    while (at_keyword("if")) {
      advance();
      comprehension.ifs.push_back(parse_or());
    }
    result.push_back(std::move(comprehension));
  }
  return result;
}

// star_targets of a for: names, attributes, subscripts, nested, up to `in`.
Parser::Expr Parser::parse_targets() {
  const Location start = now().at;
  const bool outer = std::exchange(in_target_, true);
  const auto item = [&]() -> Expr {
    if (at_op("*")) return parse_star_named(false);
    return parse_binary(0);
  };
  Expr target = item();
  if (at_op(",")) {
    auto tuple = std::make_unique<Tuple>(start);
    tuple->elts.push_back(std::move(target));
    while (accept_op(",")) {
      if (at_keyword("in")) break;
      tuple->elts.push_back(item());
    }
    tuple->at = from(start);
    target = std::move(tuple);
  }
  in_target_ = outer;
  if (at_keyword("in")) check_assignable(*target, "assign to", false);
  set_context(*target, ExprContext::store);
  return target;
}

Parser::Expr Parser::parse_call(Expr function, const Location& start) {
  const DepthGuard guard(*this);
  const bool target = std::exchange(in_target_, false);
  const Location open = now().at;
  expect_op("(");
  auto call = std::make_unique<Call>(start);
  call->func = std::move(function);
  while (!at_op(")")) {
    parse_call_argument(*call);
    if (!call->args.empty() && at_comprehension() && call->keywords.empty()) {
      auto comp = std::make_unique<Comp>(ExprKind::generator_exp, call->args.back()->at);
      const bool alone = call->args.size() == 1;
      const Location first = call->args.back()->at;
      comp->elt = std::move(call->args.back());
      comp->generators = parse_comprehensions();
      comp->at = from(first);
      if (!alone || (at_op(",") && !ahead_op(")"))) {
        fail_from_to("Generator expression must be parenthesized", first, comp->at);
      }
      if (at_op(",")) fail_from_to("Generator expression must be parenthesized", first, comp->at);
      comp->at.line = open.line;
      comp->at.column = open.column;
      comp->at.end_line = now().at.end_line;
      comp->at.end_column = now().at.end_column;
      call->args.back() = std::move(comp);
    }
    if (!accept_op(",")) break;
  }
  expect_op(")");
  call->at = from(start);
  in_target_ = target;
  return call;
}

void Parser::parse_call_argument(Call& call) {
  const Location start = now().at;
  if (accept_op("**")) {
    Keyword keyword;
    keyword.value = parse_expression();
    keyword.at = from(start);
    call.keywords.push_back(std::move(keyword));
    return;
  }
  if (accept_op("*")) {
    auto starred = std::make_unique<Starred>(start);
    starred->value = parse_expression();
    starred->at = from(start);
    for (const Keyword& keyword : call.keywords) {
      if (keyword.name.empty()) {
        fail("iterable argument unpacking follows keyword argument unpacking", start, false);
      }
    }
    call.args.push_back(std::move(starred));
    return;
  }
  if (now().kind == TokenKind::name && ahead_op("=")) {
    const std::string name(now().text);
    if (name == "True" || name == "False" || name == "None") {
      fail_from_to("cannot assign to " + name, start, ahead().at);
    }
    if (!is_keyword(name)) {
      advance();
      advance();
      for (const Keyword& other : call.keywords) {
        if (other.name == name) {
          Keyword repeated;
          repeated.value = parse_expression();
          fail("keyword argument repeated: " + name, from(start));
        }
      }
      Keyword keyword;
      keyword.name = name;
      const bool quiet = std::exchange(quiet_, true);
      keyword.value = parse_expression();
      quiet_ = quiet;
      keyword.at = from(start);
      if (at_comprehension()) {
        fail_from_to("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", start,
                     before().at);
      }
      call.keywords.push_back(std::move(keyword));
      return;
    }
  }
  Expr value = parse_named();
  if (at_op("=")) {
    fail_from_to("expression cannot contain assignment, perhaps you meant \"==\"?", start,
                 now().at);
  }
  if (!call.keywords.empty() && !at_comprehension()) {
    bool unpacked = false;
    for (const Keyword& keyword : call.keywords) unpacked = unpacked || keyword.name.empty();
    const Location& at = now().at;
    fail(unpacked && call.keywords.back().name.empty()
             ? "positional argument follows keyword argument unpacking"
             : "positional argument follows keyword argument",
         at);
  }
  call.args.push_back(std::move(value));
}

}  // namespace loopscope::python
