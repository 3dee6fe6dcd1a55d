#include <array>

#include "lessons/python/syntax/diagnosis_state.h"

namespace loopscope::python {

using namespace ast;

Diagnosis::Found Diagnosis::expressions() {
  const Location start = peek().at;
  std::vector<Found> parts(1, expression());
  if (!parts.front()) return nullptr;
  many([&] {
    if (!op(",")) return false;
    const Found next = expression();
    if (next) parts.push_back(next);
    return next != nullptr;
  });
  const bool comma = attempt([&] { return op(","); });
  if (parts.size() == 1 && !comma) return parts.front();
  return make(ExprKind::tuple, start, std::move(parts));
}

Diagnosis::Found Diagnosis::expression() {
  const Depth depth(*this);
  return remember(Rule::expression, [&]() -> Found {
    if (invalid_) {
      attempt([&] { return invalid_expression(), false; });
      attempt([&] { return invalid_legacy_expression(), false; });
    }
    return conditional();
  });
}

// a if b else c, a, or a lambda
Diagnosis::Found Diagnosis::conditional() {
  const Location start = peek().at;
  const auto choice = [&]() -> Found {
    return disjunction() && word("if") && disjunction() && word("else") && expression()
               ? make(ExprKind::if_exp, start)
               : nullptr;
  };
  if (const Found found = attempt(choice)) return found;
  if (const Found found = attempt([&] { return disjunction(); })) return found;
  return attempt([&] { return lambda(); });
}

Diagnosis::Found Diagnosis::expression_without_invalid() {
  const bool outer = std::exchange(invalid_, false);
  const Found found = conditional();
  invalid_ = outer;
  return found;
}

void Diagnosis::invalid_expression() {
  const auto legacy = [](Found found) {
    return found->kind == ExprKind::name && (found->name == "print" || found->name == "exec");
  };
  const auto name_and_string = [&] { return name() && of_kind(TokenKind::string); };
  const auto soft_keyword = [&] { return word("_") || word("case") || word("match"); };
  const std::size_t mark = mark_;
  if (!follows(name_and_string) && !follows(soft_keyword)) {
    const Found left = disjunction();
    const Found right = left ? expression_without_invalid() : nullptr;
    if (right) {
      if (legacy(left) || levels_[mark_ - 1] == 0) return;
      raise("invalid syntax. Perhaps you forgot a comma?", span(left->at, right->at));
    }
  }
  mark_ = mark;
  const Found left = disjunction();
  if (!left || !word("if")) return;
  const Found test = disjunction();
  if (test && !follows([&] { return word("else") || op(":"); })) {
    raise("expected 'else' after 'if' expression", span(left->at, test->at));
  }
}

void Diagnosis::invalid_legacy_expression() {
  const Token* called = name();
  if (!called || follows([&] { return op("("); })) return;
  const Found rest = star_expressions();
  if (!rest || (called->text != "print" && called->text != "exec")) return;
  const std::string function(called->text);
  raise("Missing parentheses in call to '" + function + "'. Did you mean " + function + "(...)?",
        span(called->at, rest->at));
}

Diagnosis::Found Diagnosis::yield_expr() {
  const Location start = peek().at;
  const auto yield_from = [&]() -> Found {
    return word("yield") && word("from") && expression() ? make(ExprKind::yield_from, start)
                                                         : nullptr;
  };
  if (const Found found = attempt(yield_from)) return found;
  if (!word("yield")) return nullptr;
  maybe([&] { return star_expressions(); });
  return make(ExprKind::yield, start);
}

Diagnosis::Found Diagnosis::yield_or_star_expressions() {
  if (const Found found = attempt([&] { return yield_expr(); })) return found;
  return star_expressions();
}

Diagnosis::Found Diagnosis::star_expressions() {
  const Location start = peek().at;
  std::vector<Found> parts(1, star_expression());
  if (!parts.front()) return nullptr;
  many([&] {
    if (!op(",")) return false;
    const Found next = star_expression();
    if (next) parts.push_back(next);
    return next != nullptr;
  });
  const bool comma = attempt([&] { return op(","); });
  if (parts.size() == 1 && !comma) return parts.front();
  return make(ExprKind::tuple, start, std::move(parts));
}

Diagnosis::Found Diagnosis::star_expression() {
  return remember(Rule::star_expression, [&]() -> Found {
    const Location start = peek().at;
    const auto starred = [&]() -> Found {
      const Found value = op("*") ? bitwise_or() : nullptr;
      return value ? make(ExprKind::starred, start, {value}) : nullptr;
    };
    if (const Found found = attempt(starred)) return found;
    return expression();
  });
}

Diagnosis::Found Diagnosis::star_named_expression() {
  const Location start = peek().at;
  const auto starred = [&]() -> Found {
    const Found value = op("*") ? bitwise_or() : nullptr;
    return value ? make(ExprKind::starred, start, {value}) : nullptr;
  };
  if (const Found found = attempt(starred)) return found;
  return named_expression();
}

// One or more, a comma may end them.
bool Diagnosis::star_named_expressions(std::vector<Found>& elements) {
  const auto element = [&] {
    const Found found = star_named_expression();
    if (found) elements.push_back(found);
    return found != nullptr;
  };
  return list_of(element) && maybe([&] { return op(","); });
}

Diagnosis::Found Diagnosis::starred_expression() {
  const Location start = peek().at;
  const Found value = op("*") ? expression() : nullptr;
  return value ? make(ExprKind::starred, start, {value}) : nullptr;
}

// NAME := expression
Diagnosis::Found Diagnosis::assignment_expression() {
  const Location start = peek().at;
  return name() && op(":=") && expression() ? make(ExprKind::named_expr, start) : nullptr;
}

Diagnosis::Found Diagnosis::named_expression() {
  if (const Found found = attempt([&] { return assignment_expression(); })) return found;
  if (invalid_) {
    remember(Rule::invalid_named_expression, [&]() -> Found {
      invalid_named_expression();
      return nullptr;
    });
  }
  return attempt([&] { return unnamed_expression(); });
}

// expression !':='
Diagnosis::Found Diagnosis::unnamed_expression() {
  const Found found = expression();
  return found && !follows([&] { return op(":="); }) ? found : nullptr;
}

void Diagnosis::invalid_named_expression() {
  const std::size_t mark = mark_;
  if (const Found left = expression()) {
    if (op(":=") && expression()) {
      raise("cannot use assignment expressions with " + description(left), left->at);
    }
  }
  const auto assigns = [&] { return op("=") || op(":="); };
  mark_ = mark;
  if (const Token* left = name()) {
    const Found right = op("=") ? bitwise_or() : nullptr;
    if (right && !follows(assigns)) {
      raise("invalid syntax. Maybe you meant '==' or ':=' instead of '='?",
            span(left->at, right->at));
    }
  }
  mark_ = mark;
  const auto display = [&]() -> bool {
    return attempt([&] { return list(); }) || attempt([&] { return tuple(); }) ||
           attempt([&] { return comprehension("(", ")", ExprKind::generator_exp); }) ||
           word("True") || word("None") || word("False");
  };
  if (follows(display)) return;
  const Found left = bitwise_or();
  if (left && op("=") && bitwise_or() && !follows(assigns)) {
    raise("cannot assign to " + description(left) + " here. Maybe you meant '==' instead of '='?",
          left->at);
  }
}

Diagnosis::Found Diagnosis::disjunction() {
  return remember(Rule::disjunction, [&]() -> Found {
    const Location start = peek().at;
    const Found first = conjunction();
    if (!first) return nullptr;
    return some([&] { return word("or") && conjunction(); }) ? make(ExprKind::bool_op, start)
                                                             : first;
  });
}

Diagnosis::Found Diagnosis::conjunction() {
  return remember(Rule::conjunction, [&]() -> Found {
    const Location start = peek().at;
    const Found first = inversion();
    if (!first) return nullptr;
    return some([&] { return word("and") && inversion(); }) ? make(ExprKind::bool_op, start)
                                                            : first;
  });
}

Diagnosis::Found Diagnosis::inversion() {
  const Depth depth(*this);
  return remember(Rule::inversion, [&]() -> Found {
    const Location start = peek().at;
    const auto negation = [&]() -> Found {
      return word("not") && inversion() ? make(ExprKind::unary_op, start) : nullptr;
    };
    if (const Found found = attempt(negation)) return found;
    return comparison();
  });
}

Diagnosis::Found Diagnosis::comparison() {
  const Location start = peek().at;
  const Found left = bitwise_or();
  if (!left) return nullptr;
  bool first_is_in = false;
  bool first = true;
  const auto pair = [&] {
    bool is_in = false;
    if (!comparison_operator(is_in) || !bitwise_or()) return false;
    if (std::exchange(first, false)) first_is_in = is_in;
    return true;
  };
  if (!some(pair)) return left;
  Node& node = nodes_.emplace_back();
  node.kind = ExprKind::compare;
  node.at = from(start);
  node.parts = {left};
  node.begins_with_in = first_is_in;
  return &node;
}

bool Diagnosis::comparison_operator(bool& is_in) {
  for (const std::string_view text : {"==", "!=", "<=", "<", ">=", ">"}) {
    if (op(text)) return true;
  }
  if (attempt([&] { return word("not") && word("in"); })) return true;
  if (word("in")) {
    is_in = true;
    return true;
  }
  if (!word("is")) return false;
  return maybe([&] { return follows([&] { return word("not") && bitwise_or(); }) && word("not"); });
}

Diagnosis::Found Diagnosis::bitwise_or() {
  return remember(Rule::bitwise_or, [&] { return binary(0); });
}

// The operators between `|` (level 0) and `*` (level 5).
Diagnosis::Found Diagnosis::binary(int level) {
  static constexpr std::array<std::array<std::string_view, 5>, 6> operators = {
      {{"|"}, {"^"}, {"&"}, {"<<", ">>"}, {"+", "-"}, {"*", "/", "//", "%", "@"}}};
  if (level == static_cast<int>(operators.size())) return factor();
  const Location start = peek().at;
  Found left = binary(level + 1);
  if (!left) return nullptr;
  const auto rest = [&] {
    bool found = false;
    for (const std::string_view text : operators[static_cast<std::size_t>(level)]) {
      found = found || (!text.empty() && op(text) != nullptr);
    }
    if (!found || !binary(level + 1)) return false;
    left = make(ExprKind::bin_op, start);
    return true;
  };
  many(rest);
  return left;
}

Diagnosis::Found Diagnosis::factor() {
  const Depth depth(*this);
  return remember(Rule::factor, [&]() -> Found {
    const Location start = peek().at;
    const auto unary = [&]() -> Found {
      return (op("+") || op("-") || op("~")) && factor() ? make(ExprKind::unary_op, start)
                                                         : nullptr;
    };
    if (const Found found = attempt(unary)) return found;
    const Found base = await_primary();
    if (!base) return nullptr;
    return attempt([&] { return op("**") && factor(); }) ? make(ExprKind::bin_op, start) : base;
  });
}

Diagnosis::Found Diagnosis::await_primary() {
  const Location start = peek().at;
  const auto awaits = [&]() -> Found {
    return word("await") && primary() ? make(ExprKind::await, start) : nullptr;
  };
  if (const Found found = attempt(awaits)) return found;
  return primary();
}

Diagnosis::Found Diagnosis::primary() {
  return remember(Rule::primary, [&]() -> Found {
    const Location start = peek().at;
    Found value = atom();
    if (!value) return nullptr;
    const auto generator = [&] { return comprehension("(", ")", ExprKind::generator_exp); };
    const auto more = [&]() -> bool {
      if (attempt([&] { return op(".") && name(); })) {
        value = make(ExprKind::attribute, start);
      } else if (attempt(generator) || attempt([&] {
                   return op("(") && maybe([&] { return arguments(); }) && op(")");
                 })) {
        value = make(ExprKind::call, start);
      } else if (attempt([&] { return op("[") && slices() && op("]"); })) {
        value = make(ExprKind::subscript, start);
      } else {
        return false;
      }
      return true;
    };
    many(more);
    return value;
  });
}

Diagnosis::Found Diagnosis::slices() {
  const Location start = peek().at;
  const auto one = [&]() -> Found {
    const Found found = slice();
    return found && !follows([&] { return op(","); }) ? found : nullptr;
  };
  if (const Found found = attempt(one)) return found;
  const auto part = [&]() -> Found {
    if (const Found found = attempt([&] { return slice(); })) return found;
    return starred_expression();
  };
  if (!list_of(part)) return nullptr;
  maybe([&] { return op(","); });
  return make(ExprKind::tuple, start);
}

Diagnosis::Found Diagnosis::slice() {
  const Location start = peek().at;
  const auto some_expression = [&] { return maybe([&] { return expression(); }); };
  const auto range = [&]() -> Found {
    return some_expression() && op(":") && some_expression() &&
                   maybe([&] { return op(":") && some_expression(); })
               ? make(ExprKind::slice, start)
               : nullptr;
  };
  if (const Found found = attempt(range)) return found;
  return named_expression();
}

Diagnosis::Found Diagnosis::lambda() {
  const Location start = peek().at;
  const Parameters kind = {":", false};
  return word("lambda") && maybe([&] { return parameters(kind); }) && op(":") && expression()
             ? make(ExprKind::lambda, start)
             : nullptr;
}

}  // namespace loopscope::python
