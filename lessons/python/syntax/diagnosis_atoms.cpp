#include "lessons/python/syntax/diagnosis_state.h"
#include "lessons/python/syntax/string_literals.h"

namespace loopscope::python {

using namespace ast;

Diagnosis::Found Diagnosis::atom() {
  const Depth depth(*this);
  const auto any_of = [&](auto... rules) {
    Found found = nullptr;
    (void)((found = attempt([&] { return (this->*rules)(); })) || ...);
    return found;
  };
  const Token& token = peek();
  switch (token.kind) {
    case TokenKind::name: {
      if (const Token* found = name()) {
        Node& node = nodes_.emplace_back();
        node.at = found->at;
        node.name = found->text;
        return &node;
      }
      if (word("True")) return make_constant(ConstantKind::true_);
      if (word("False")) return make_constant(ConstantKind::false_);
      return word("None") ? make_constant(ConstantKind::none) : nullptr;
    }
    case TokenKind::string:
      return strings();
    case TokenKind::number:
      take();
      return make_constant(ConstantKind::integer);
    case TokenKind::op:
      break;
    default:
      return nullptr;
  }
  if (token.text == "(") {
    if (const Found found = any_of(&Diagnosis::tuple, &Diagnosis::group)) return found;
    return comprehension("(", ")", ExprKind::generator_exp);
  }
  if (token.text == "[") {
    if (const Found found = attempt([&] { return list(); })) return found;
    return comprehension("[", "]", ExprKind::list_comp);
  }
  if (token.text == "{") {
    if (const Found found =
            any_of(&Diagnosis::dict, &Diagnosis::set, &Diagnosis::dict_comprehension)) {
      return found;
    }
    return comprehension("{", "}", ExprKind::set_comp);
  }
  return op("...") ? make_constant(ConstantKind::ellipsis) : nullptr;
}

// The literals are read whole, since what is in an f-string may be wrong.
Diagnosis::Found Diagnosis::strings() {
  return remember(Rule::strings, [&]() -> Found {
    const Location start = peek().at;
    std::vector<Token> tokens;
    while (const Token* token = of_kind(TokenKind::string)) tokens.push_back(*token);
    if (tokens.empty()) return nullptr;
    try {
      const ExprPtr value = parse_string_tokens(source_, tokens, tokens_[read_ - 1].at, 0, 0);
      Node& node = nodes_.emplace_back();
      node.kind = value->kind;
      node.at = from(start);
      return &node;
    } catch (const SyntaxError&) {
      raise_errors_of_the_rest();
      throw;
    }
  });
}

Diagnosis::Found Diagnosis::group() {
  const auto plain = [&]() -> Found {
    if (!op("(")) return nullptr;
    Found inner = attempt([&] { return yield_expr(); });
    if (!inner) inner = named_expression();
    return inner && op(")") ? inner : nullptr;
  };
  if (const Found found = attempt(plain)) return found;
  if (invalid_) attempt([&] { return invalid_group(), false; });
  return nullptr;
}

void Diagnosis::invalid_group() {
  if (!op("(")) return;
  const std::size_t mark = mark_;
  const Found starred = starred_expression();
  if (starred && op(")")) raise("cannot use starred expression here", starred->at);
  mark_ = mark;
  const Token* stars = op("**");
  if (stars && expression() && op(")")) {
    raise("cannot use double starred expression here", stars->at);
  }
}

Diagnosis::Found Diagnosis::tuple() {
  const Location start = peek().at;
  std::vector<Found> elements;
  const auto inside = [&] {
    const Found first = star_named_expression();
    if (!first || !op(",")) return false;
    elements.push_back(first);
    return maybe([&] { return star_named_expressions(elements); });
  };
  return op("(") && maybe(inside) && op(")") ? make(ExprKind::tuple, start, std::move(elements))
                                             : nullptr;
}

Diagnosis::Found Diagnosis::list() {
  const Location start = peek().at;
  std::vector<Found> elements;
  return op("[") && maybe([&] { return star_named_expressions(elements); }) && op("]")
             ? make(ExprKind::list, start, std::move(elements))
             : nullptr;
}

Diagnosis::Found Diagnosis::set() {
  const Location start = peek().at;
  std::vector<Found> elements;
  return op("{") && star_named_expressions(elements) && op("}")
             ? make(ExprKind::set, start, std::move(elements))
             : nullptr;
}

Diagnosis::Found Diagnosis::dict() {
  const Location start = peek().at;
  const auto pairs = [&] {
    return list_of([&] { return double_starred_kvpair(); }) && maybe([&] { return op(","); });
  };
  if (attempt([&] { return op("{") && maybe(pairs) && op("}"); })) {
    return make(ExprKind::dict, start);
  }
  // Not only in the second attempt, in CPython too.
  if (op("{")) invalid_double_starred_kvpairs();
  return nullptr;
}

bool Diagnosis::double_starred_kvpair() {
  if (attempt([&] { return op("**") && bitwise_or(); })) return true;
  return kvpair() != nullptr;
}

Diagnosis::Found Diagnosis::kvpair() {
  const Found key = expression();
  return key && op(":") && expression() ? key : nullptr;
}

void Diagnosis::invalid_double_starred_kvpairs() {
  const std::size_t mark = mark_;
  if (list_of([&] { return double_starred_kvpair(); }) && op(",")) {
    const std::size_t last = mark_;
    const Found key = expression();
    if (key && !follows([&] { return op(":"); })) {
      const int column = key->at.end_column - 1;
      raise("':' expected after dictionary key", {key->at.line, column, key->at.line, column},
            false);
    }
    mark_ = last;
    invalid_kvpair();
  }
  mark_ = mark;
  invalid_kvpair();
}

// A key whose value is starred or missing.
void Diagnosis::invalid_kvpair() {
  const Found key = expression();
  const Token* colon = key ? op(":") : nullptr;
  if (!colon) return;
  const std::size_t mark = mark_;
  const Token* star = op("*");
  if (star && bitwise_or()) {
    raise_from("cannot use a starred expression in a dictionary value", star->at);
  }
  mark_ = mark;
  if (follows([&] { return op("}") || op(","); })) {
    raise("expression expected after dictionary key and ':'", colon->at);
  }
}

Diagnosis::Found Diagnosis::dict_comprehension() {
  const Location start = peek().at;
  const auto proper = [&]() -> Found {
    return op("{") && kvpair() && for_if_clauses() && op("}") ? make(ExprKind::dict_comp, start)
                                                              : nullptr;
  };
  if (const Found found = attempt(proper)) return found;
  if (invalid_) attempt([&] { return invalid_dict_comprehension(), false; });
  return nullptr;
}

void Diagnosis::invalid_dict_comprehension() {
  const Token* stars = op("{") ? op("**") : nullptr;
  if (stars && bitwise_or() && for_if_clauses() && op("}")) {
    raise("dict unpacking cannot be used in dict comprehension", stars->at);
  }
}

Diagnosis::Found Diagnosis::comprehension(std::string_view open, std::string_view close,
                                          ExprKind kind) {
  const Location start = peek().at;
  const auto element = [&]() -> Found {
    if (open != "(") return named_expression();
    if (const Found found = attempt([&] { return assignment_expression(); })) return found;
    return unnamed_expression();
  };
  const auto proper = [&]() -> Found {
    return op(open) && element() && for_if_clauses() && op(close) ? make(kind, start) : nullptr;
  };
  if (const Found found = attempt(proper)) return found;
  if (invalid_) attempt([&] { return invalid_comprehension(), false; });
  return nullptr;
}

void Diagnosis::invalid_comprehension() {
  const bool round = op("(") != nullptr;
  if (!round && !op("[") && !op("{")) return;
  const std::size_t mark = mark_;
  const Found starred = starred_expression();
  if (starred && for_if_clauses()) {
    raise("iterable unpacking cannot be used in comprehension", starred->at);
  }
  if (round) return;
  const char* message = "did you forget parentheses around the comprehension target?";
  mark_ = mark;
  const Found first = star_named_expression();
  const Token* comma = first ? op(",") : nullptr;
  if (!comma) return;
  const std::size_t behind = mark_;
  std::vector<Found> others;
  if (star_named_expressions(others) && for_if_clauses()) {
    raise(message, span(first->at, others.back()->at));
  }
  mark_ = behind;
  if (for_if_clauses()) raise(message, span(first->at, comma->at));
}

// Returns the last expression in the clauses.
Diagnosis::Found Diagnosis::for_if_clauses() {
  Found last = attempt([&] { return for_if_clause(); });
  if (!last) return nullptr;
  many([&] {
    const Found next = for_if_clause();
    if (next) last = next;
    return next != nullptr;
  });
  return last;
}

Diagnosis::Found Diagnosis::for_if_clause() {
  bool committed = false;
  Found last = nullptr;
  const auto clause = [&](bool is_async) {
    if (is_async && !word("async")) return false;
    if (!word("for") || !star_targets() || !word("in")) return false;
    committed = true;
    last = disjunction();
    if (!last) return false;
    return many([&] {
      const Found test = word("if") ? disjunction() : nullptr;
      if (test) last = test;
      return test != nullptr;
    });
  };
  if (attempt([&] { return clause(true); })) return last;
  if (committed) return nullptr;
  if (attempt([&] { return clause(false); })) return last;
  if (committed) return nullptr;
  if (invalid_) attempt([&] { return invalid_for_target(), false; });
  return nullptr;
}

void Diagnosis::invalid_for_target() {
  maybe([&] { return word("async"); });
  const Found target = word("for") ? star_expressions() : nullptr;
  if (target) raise_invalid_target(target, Targets::of_for);
}

}  // namespace loopscope::python
