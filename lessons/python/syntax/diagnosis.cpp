#include "lessons/python/syntax/diagnosis.h"

#include "lessons/python/syntax/diagnosis_state.h"
#include "lessons/python/syntax/parser_state.h"

namespace loopscope::python {

using namespace ast;

Diagnosis::Diagnosis(const Source& source, const TokenList& list)
    : source_(source), list_(list), tokens_(list.tokens) {
  levels_.reserve(tokens_.size());
  int level = 0;
  for (const Token& token : tokens_) {
    if (token.kind == TokenKind::op) {
      if (token.text == "(" || token.text == "[" || token.text == "{") ++level;
      if (token.text == ")" || token.text == "]" || token.text == "}") --level;
    }
    levels_.push_back(level);
  }
}

void Diagnosis::run_file() {
  const auto parse = [&] {
    statements();
    return of_kind(TokenKind::end) != nullptr;
  };
  if (parse()) return;
  const std::size_t last = read_ - 1;
  invalid_ = true;
  mark_ = 0;
  memory_.clear();
  parse();
  finish(last);
}

void Diagnosis::run_expression() {
  if (star_expressions() != nullptr) return;
  const std::size_t last = read_ - 1;
  invalid_ = true;
  mark_ = 0;
  memory_.clear();
  star_expressions();
  finish(last);
}

// No rule for mistakes has matched.
void Diagnosis::finish(std::size_t last_of_first_pass) {
  const Token& last = tokens_[last_of_first_pass];
  if (last.kind == TokenKind::indent || last.kind == TokenKind::dedent) {
    // The rest of the text does not matter here.
    const bool deeper = last.kind == TokenKind::indent;
    report(deeper ? "unexpected indent" : "unexpected unindent", before_next(last), false,
           "IndentationError");
  }
  raise("invalid syntax", last.at);
}

// Tokens.

const Token& Diagnosis::peek() {
  const Token& token = tokens_[mark_];
  if (mark_ >= read_) {
    read_ = mark_ + 1;
    if (token.kind == TokenKind::error) throw *list_.error;
    if (token.kind == TokenKind::end && !list_.open_brackets.empty()) raise_never_closed();
  }
  return token;
}

const Token* Diagnosis::take() {
  const Token& token = peek();
  if (token.kind != TokenKind::end) ++mark_;
  return &token;
}

const Token* Diagnosis::op(std::string_view text) {
  const Token& token = peek();
  return token.kind == TokenKind::op && token.text == text ? take() : nullptr;
}

const Token* Diagnosis::word(std::string_view text) {
  const Token& token = peek();
  return token.kind == TokenKind::name && token.text == text ? take() : nullptr;
}

const Token* Diagnosis::name() {
  const Token& token = peek();
  return token.kind == TokenKind::name && !is_keyword(token.text) ? take() : nullptr;
}

const Token* Diagnosis::of_kind(TokenKind kind) {
  return peek().kind == kind ? take() : nullptr;
}

const Token* Diagnosis::forced(std::string_view text) {
  if (const Token* token = op(text)) return token;
  raise("expected '" + std::string(text) + "'", peek().at);
}

bool Diagnosis::newline_without_indent() {
  return newline() != nullptr && peek().kind != TokenKind::indent;
}

Location Diagnosis::from(const Location& start) const {
  return span(start, previous().at);
}

Location Diagnosis::span(const Location& first, const Location& last) {
  return {first.line, first.column, last.end_line, last.end_column};
}

Diagnosis::Found Diagnosis::make(ExprKind kind, const Location& start, std::vector<Found> parts) {
  Node& node = nodes_.emplace_back();
  node.kind = kind;
  node.at = from(start);
  node.parts = std::move(parts);
  return &node;
}

Diagnosis::Found Diagnosis::make_constant(ConstantKind kind) {
  Node& node = nodes_.emplace_back();
  node.kind = ExprKind::constant;
  node.constant = kind;
  node.at = previous().at;
  return &node;
}

// Errors.

void Diagnosis::raise_never_closed() {
  const TokenList::Bracket& open = list_.open_brackets.back();
  throw source_.error(std::string("'") + open.character + "' was never closed", open.at, false);
}

void Diagnosis::raise_errors_of_the_rest() {
  if (list_.error && !list_.error_needs_parser) throw *list_.error;
  if (!list_.open_brackets.empty() &&
      tokens_[read_ - 1].at.line > list_.open_brackets.back().at.line) {
    raise_never_closed();
  }
}

void Diagnosis::raise(const std::string& message, const Location& at, bool with_end,
                      const char* type) {
  raise_errors_of_the_rest();
  report(message, at, with_end, type);
}

void Diagnosis::report(const std::string& message, const Location& at, bool with_end,
                       const char* type) {
  // What is missing at the end of the text is reported on the last line, without a caret.
  if (at.line > source_.line_count()) {
    const int last = source_.line_count();
    throw source_.error(message, {last, -1, last, -1}, false, type);
  }
  throw source_.error(message, at, with_end, type);
}

void Diagnosis::raise_at_last(const std::string& message, const char* type) {
  const Token& token = tokens_[read_ - 1];
  if (token.kind == TokenKind::indent || token.kind == TokenKind::dedent) {
    raise(message, before_next(token), false, type);
  }
  raise(message, token.at, true, type);
}

// Indents and dedents have no place of their own: CPython takes the one before the next token.
Location Diagnosis::before_next(const Token& token) {
  const int column = token.at.end_column - 1;
  return {token.at.line, column, token.at.line, column};
}

void Diagnosis::raise_from(const std::string& message, const Location& at) {
  Location end = tokens_[read_ - 1].at;
  --end.end_column;  // CPython mixes up columns from 0 and from 1 here
  raise(message, span(at, end));
}

void Diagnosis::raise_expected_block(const std::string& after, const Token& opener) {
  raise_at_last(
      "expected an indented block after " + after + " on line " + std::to_string(opener.at.line),
      "IndentationError");
}

// The part of a would-be target that can't be one; null if there is none.
Diagnosis::Found Diagnosis::invalid_target(Found expression, Targets targets) {
  switch (expression->kind) {
    case ExprKind::list:
    case ExprKind::tuple:
      for (const Found part : expression->parts) {
        if (const Found invalid = invalid_target(part, targets)) return invalid;
      }
      return nullptr;
    case ExprKind::starred:
      return targets == Targets::deleted ? expression
                                         : invalid_target(expression->parts.front(), targets);
    case ExprKind::compare:
      // `for a in b` has been read as a comparison.
      if (targets != Targets::of_for) return expression;
      return expression->begins_with_in ? invalid_target(expression->parts.front(), targets)
                                        : nullptr;
    case ExprKind::name:
    case ExprKind::subscript:
    case ExprKind::attribute:
      return nullptr;
    default:
      return expression;
  }
}

void Diagnosis::raise_invalid_target(Found expression, Targets targets) {
  if (const Found invalid = invalid_target(expression, targets)) {
    const char* verb = targets == Targets::deleted ? "cannot delete " : "cannot assign to ";
    raise(verb + description(invalid), invalid->at);
  }
}

std::string Diagnosis::description(Found expression) {
  return describe(expression->kind, expression->constant);
}

namespace {

template <class F>
void within_bounds(F&& run) {
  try {
    run();
  } catch (const Diagnosis::Depth::Exceeded&) {
    // The caller reports the nesting.
  }
}

}  // namespace

void diagnose(const Source& source, const TokenList& tokens) {
  within_bounds([&] { Diagnosis(source, tokens).run_file(); });
}

void diagnose_fstring_expression(const Source& source, const TokenList& tokens) {
  within_bounds([&] { Diagnosis(source, tokens).run_expression(); });
}

}  // namespace loopscope::python
