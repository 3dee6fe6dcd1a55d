#include <algorithm>
#include <array>

#include "lessons/python/syntax/parser_state.h"

namespace loopscope::python {

using namespace ast;

namespace {

constexpr std::array<std::string_view, 35> keywords = {
    "False", "None",     "True",  "and",    "as",   "assert", "async",  "await",    "break",
    "class", "continue", "def",   "del",    "elif", "else",   "except", "finally",  "for",
    "from",  "global",   "if",    "import", "in",   "is",     "lambda", "nonlocal", "not",
    "or",    "pass",     "raise", "return", "try",  "while",  "with",   "yield"};

}  // namespace

bool is_keyword(std::string_view word) {
  return std::binary_search(keywords.begin(), keywords.end(), word);
}

std::string describe(const ast::Expr& expression) {
  const bool constant = expression.kind == ExprKind::constant;
  return describe(expression.kind,
                  constant ? as<Constant>(expression).value_kind : ConstantKind::none);
}

std::string describe(ExprKind kind, ConstantKind constant) {
  switch (kind) {
    case ExprKind::attribute:
      return "attribute";
    case ExprKind::subscript:
      return "subscript";
    case ExprKind::starred:
      return "starred";
    case ExprKind::name:
      return "name";
    case ExprKind::list:
      return "list";
    case ExprKind::tuple:
      return "tuple";
    case ExprKind::lambda:
      return "lambda";
    case ExprKind::call:
      return "function call";
    case ExprKind::bool_op:
    case ExprKind::bin_op:
    case ExprKind::unary_op:
      return "expression";
    case ExprKind::generator_exp:
      return "generator expression";
    case ExprKind::yield:
    case ExprKind::yield_from:
      return "yield expression";
    case ExprKind::await:
      return "await expression";
    case ExprKind::list_comp:
      return "list comprehension";
    case ExprKind::set_comp:
      return "set comprehension";
    case ExprKind::dict_comp:
      return "dict comprehension";
    case ExprKind::dict:
      return "dict literal";
    case ExprKind::set:
      return "set display";
    case ExprKind::joined_str:
    case ExprKind::formatted_value:
      return "f-string expression";
    case ExprKind::compare:
      return "comparison";
    case ExprKind::if_exp:
      return "conditional expression";
    case ExprKind::named_expr:
      return "named expression";
    case ExprKind::constant:
      switch (constant) {
        case ConstantKind::none:
          return "None";
        case ConstantKind::true_:
          return "True";
        case ConstantKind::false_:
          return "False";
        case ConstantKind::ellipsis:
          return "ellipsis";
        default:
          return "literal";
      }
    case ExprKind::slice:
      return "slice";
  }
  return "expression";
}

void set_context(ast::Expr& target, ExprContext context) {
  const auto all = [&](ExprList& elements) {
    for (ExprPtr& element : elements) set_context(*element, context);
  };
  switch (target.kind) {
    case ExprKind::name:
      as<Name>(target).ctx = context;
      break;
    case ExprKind::attribute:
      as<Attribute>(target).ctx = context;
      break;
    case ExprKind::subscript:
      as<Subscript>(target).ctx = context;
      break;
    case ExprKind::starred:
      as<Starred>(target).ctx = context;
      set_context(*as<Starred>(target).value, context);
      break;
    case ExprKind::list:
      as<List>(target).ctx = context;
      all(as<List>(target).elts);
      break;
    case ExprKind::tuple:
      as<Tuple>(target).ctx = context;
      all(as<Tuple>(target).elts);
      break;
    default:
      break;
  }
}

void Parser::fail(const std::string& message, const Location& at, bool with_end, const char* type) {
  // As CPython does before it reports: errors further on in the text, and brackets that were open
  // before the line of this one, come first.
  const int line = tokens_[std::max(position_, furthest_)].at.line - moved_lines_;
  if (std::string_view(type) == "SyntaxError") {
    if (list_.error) throw *list_.error;
    if (!list_.open_brackets.empty() && line > list_.open_brackets.back().at.line) {
      const TokenList::Bracket& open = list_.open_brackets.back();
      throw source_.error(std::string("'") + open.character + "' was never closed", open.at, false);
    }
  }
  // What is missing at the end of the text is reported on the last line, without a caret.
  const bool beyond = at.line - moved_lines_ > source_.line_count();
  const Location last = {source_.line_count() + moved_lines_, 0, 0, 0};
  throw error_at(message, beyond ? no_caret(last) : at, with_end && !beyond, type);
}

Location Parser::no_caret(const Location& at) {
  return {at.line, -1, at.line, -1};
}

SyntaxError Parser::error_at(const std::string& message, const Location& at, bool with_end,
                             const char* type) const {
  Location place = at;
  place.line -= moved_lines_;
  place.end_line -= moved_lines_;
  if (place.line == 1 && place.column >= 0) place.column -= moved_columns_;
  if (place.end_line == 1 && place.end_column >= 0) place.end_column -= moved_columns_;
  return source_.error(message, place, with_end, type);
}

void Parser::fail_from_to(const std::string& message, const Location& first, const Location& last) {
  fail(message, {first.line, first.column, last.end_line, last.end_column});
}

void Parser::check_token_error() {
  if (now().kind == TokenKind::error) throw *list_.error;
}

void Parser::invalid_syntax() {
  position_ = std::max(position_, furthest_);
  check_token_error();
  const Token& token = now();
  if (token.kind == TokenKind::end && !list_.open_brackets.empty()) {
    const TokenList::Bracket& open = list_.open_brackets.back();
    throw source_.error(std::string("'") + open.character + "' was never closed", open.at, false);
  }
  if (token.kind == TokenKind::indent) {
    fail("unexpected indent", no_caret(token.at), false, "IndentationError");
  }
  if (token.kind == TokenKind::dedent) {
    fail("unexpected unindent", token.at, false, "IndentationError");
  }
  fail("invalid syntax", token.at);
}

void Parser::expect_colon(bool forced) {
  if (accept_op(":")) return;
  check_token_error();
  if (forced || now().kind == TokenKind::newline) fail("expected ':'", now().at);
  invalid_syntax();
}

bool Parser::starts_expression() const {
  const Token& token = now();
  if (token.kind == TokenKind::number || token.kind == TokenKind::string) return true;
  if (token.kind == TokenKind::name) {
    if (!is_keyword(token.text)) return true;
    static constexpr std::array<std::string_view, 6> words = {"None",  "True", "False",
                                                              "await", "not",  "lambda"};
    return std::find(words.begin(), words.end(), token.text) != words.end();
  }
  return token.kind == TokenKind::op &&
         (token.text == "(" || token.text == "[" || token.text == "{" || token.text == "..." ||
          token.text == "~");
}

void Parser::check_adjacent(const ast::Expr& left) {
  const bool is_print = left.kind == ExprKind::name && !left.parenthesized &&
                        (as<Name>(left).id == "print" || as<Name>(left).id == "exec");
  if (quiet_ || !starts_expression()) return;
  if (is_print) {
    const std::size_t mark = position_;
    try {
      const Expr rest = parse_star_expressions();
      const std::string& name = as<Name>(left).id;
      fail_from_to("Missing parentheses in call to '" + name + "'. Did you mean " + name + "(...)?",
                   left.at, before().at);
    } catch (const SyntaxError& error) {
      if (std::string_view(error.what()).starts_with("Missing parentheses")) throw;
      position_ = mark;
      return;
    }
  }
  if (brackets_ == 0) return;
  if (left.kind == ExprKind::name && now().kind == TokenKind::string && !left.parenthesized) return;
  if (left.kind == ExprKind::name && !left.parenthesized &&
      (as<Name>(left).id == "match" || as<Name>(left).id == "case" || as<Name>(left).id == "_")) {
    return;
  }
  const std::size_t mark = position_;
  const std::size_t furthest = furthest_;
  Expr right;
  try {
    right = parse_or();
  } catch (const SyntaxError&) {
    position_ = mark;
    furthest_ = furthest;
    return;
  }
  fail_from_to("invalid syntax. Perhaps you forgot a comma?", left.at, right->at);
}

const ast::Expr* Parser::find_invalid_target(const ast::Expr& target, bool for_delete) const {
  switch (target.kind) {
    case ExprKind::name:
    case ExprKind::attribute:
    case ExprKind::subscript:
      return nullptr;
    case ExprKind::starred:
      return for_delete ? &target : find_invalid_target(*as<Starred>(target).value, for_delete);
    case ExprKind::list:
    case ExprKind::tuple: {
      const ExprList& elements =
          target.kind == ExprKind::list ? as<List>(target).elts : as<Tuple>(target).elts;
      for (const ExprPtr& element : elements) {
        if (const auto* invalid = find_invalid_target(*element, for_delete)) return invalid;
      }
      return nullptr;
    }
    default:
      return &target;
  }
}

void Parser::invalid_target(const ast::Expr& target, const char* verb, bool hint_equality) {
  std::string message = std::string("cannot ") + verb + " " + describe(target);
  if (hint_equality) message += " here. Maybe you meant '==' instead of '='?";
  fail(message, target.at);
}

void Parser::check_assignable(const ast::Expr& target, const char* verb, bool hint_equality) {
  if (const auto* invalid = find_invalid_target(target, false)) {
    invalid_target(*invalid, verb, hint_equality && invalid == &target);
  }
}

}  // namespace loopscope::python
