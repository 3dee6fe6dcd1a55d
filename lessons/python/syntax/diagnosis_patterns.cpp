#include "lessons/python/syntax/diagnosis_state.h"

namespace loopscope::python {

using namespace ast;

bool Diagnosis::match_stmt() {
  const auto cases = [&] { return some([&] { return case_block(); }); };
  if (attempt([&] {
        return word("match") && subject_expr() && op(":") && newline() &&
               of_kind(TokenKind::indent) && cases() && of_kind(TokenKind::dedent);
      })) {
    return true;
  }
  invalid_header("match", "'match' statement", [&] { return subject_expr(); });
  return false;
}

Diagnosis::Found Diagnosis::subject_expr() {
  const Location start = peek().at;
  std::vector<Found> others;
  if (attempt([&] {
        return star_named_expression() && op(",") &&
               maybe([&] { return star_named_expressions(others); });
      })) {
    return make(ExprKind::tuple, start);
  }
  return named_expression();
}

bool Diagnosis::case_block() {
  const auto header = [&] {
    return patterns() && maybe([&] { return word("if") && named_expression(); });
  };
  invalid_header("case", "'case' statement", header);
  return word("case") && header() && op(":") && block();
}

Diagnosis::Found Diagnosis::patterns() {
  if (const Found found = attempt([&] { return open_sequence_pattern(); })) return found;
  return pattern();
}

Diagnosis::Found Diagnosis::pattern() {
  const Depth depth(*this);
  if (const Found found = attempt([&] { return as_pattern(); })) return found;
  return or_pattern();
}

Diagnosis::Found Diagnosis::as_pattern() {
  const Location start = peek().at;
  const auto proper = [&]() -> Found {
    return or_pattern() && word("as") && capture_target() ? make(ExprKind::name, start) : nullptr;
  };
  if (const Found found = attempt(proper)) return found;
  if (!invalid_ || !or_pattern() || !word("as")) return nullptr;
  if (const Token* wildcard = word("_")) raise("cannot use '_' as a target", wildcard->at);
  if (follows([&] { return name(); })) return nullptr;
  if (const Found target = expression()) raise("invalid pattern target", target->at);
  return nullptr;
}

Diagnosis::Found Diagnosis::or_pattern() {
  const Location start = peek().at;
  const auto alternative = [&] { return closed_pattern(); };
  if (!attempt(alternative)) return nullptr;
  many([&] { return op("|") && closed_pattern(); });
  return make(ExprKind::name, start);
}

Diagnosis::Found Diagnosis::closed_pattern() {
  return remember(Rule::closed_pattern, [&]() -> Found {
    Found found = nullptr;
    const auto tried = [&](auto... rules) {
      return ((found = attempt([&] { return (this->*rules)(); })) || ...);
    };
    const auto value = [&]() -> Found {
      const Found attribute = attr();
      return attribute && !follows([&] { return op(".") || op("(") || op("="); }) ? attribute
                                                                                  : nullptr;
    };
    if (tried(&Diagnosis::literal, &Diagnosis::capture_target, &Diagnosis::wildcard)) {
      return found;
    }
    if ((found = attempt(value)) != nullptr) return found;
    tried(&Diagnosis::group_pattern, &Diagnosis::sequence_pattern, &Diagnosis::mapping_pattern,
          &Diagnosis::class_pattern);
    return found;
  });
}

// Also a key of a mapping.
Diagnosis::Found Diagnosis::literal() {
  const auto alone = [&]() -> Found {
    const Found number = signed_number();
    return number && !follows([&] { return op("+") || op("-"); }) ? number : nullptr;
  };
  if (const Found found = attempt(alone)) return found;
  if (const Found found = attempt([&] { return complex_number(); })) return found;
  if (const Found found = attempt([&] { return strings(); })) return found;
  if (word("None")) return make_constant(ConstantKind::none);
  if (word("True")) return make_constant(ConstantKind::true_);
  return word("False") ? make_constant(ConstantKind::false_) : nullptr;
}

Diagnosis::Found Diagnosis::signed_number() {
  const Location start = peek().at;
  maybe([&] { return op("-"); });
  return of_kind(TokenKind::number) ? make(ExprKind::constant, start) : nullptr;
}

// A real number, a sign, and an imaginary one.
Diagnosis::Found Diagnosis::complex_number() {
  const Location start = peek().at;
  const auto is_imaginary = [](const Token& token) {
    return token.text.back() == 'j' || token.text.back() == 'J';
  };
  maybe([&] { return op("-"); });
  const Token* real = of_kind(TokenKind::number);
  if (!real) return nullptr;
  if (is_imaginary(*real)) raise("real number required in complex literal", real->at);
  if (!op("+") && !op("-")) return nullptr;
  const Token* imaginary = of_kind(TokenKind::number);
  if (!imaginary) return nullptr;
  if (!is_imaginary(*imaginary)) {
    raise("imaginary number required in complex literal", imaginary->at);
  }
  return make(ExprKind::bin_op, start);
}

Diagnosis::Found Diagnosis::capture_target() {
  const Location start = peek().at;
  if (follows([&] { return word("_"); }) || !name()) return nullptr;
  if (follows([&] { return op(".") || op("(") || op("="); })) return nullptr;
  return make(ExprKind::name, start);
}

Diagnosis::Found Diagnosis::wildcard() {
  const Location start = peek().at;
  return word("_") ? make(ExprKind::name, start) : nullptr;
}

Diagnosis::Found Diagnosis::attr() {
  const Location start = peek().at;
  return name() && some([&] { return op(".") && name(); }) ? make(ExprKind::attribute, start)
                                                           : nullptr;
}

Diagnosis::Found Diagnosis::name_or_attr() {
  const Location start = peek().at;
  return dotted_name() ? make(ExprKind::attribute, start) : nullptr;
}

Diagnosis::Found Diagnosis::group_pattern() {
  const Found inner = op("(") ? pattern() : nullptr;
  return inner && op(")") ? inner : nullptr;
}

Diagnosis::Found Diagnosis::sequence_pattern() {
  const Location start = peek().at;
  if (attempt(
          [&] { return op("[") && maybe([&] { return maybe_sequence_pattern(); }) && op("]"); })) {
    return make(ExprKind::list, start);
  }
  return op("(") && maybe([&] { return open_sequence_pattern(); }) && op(")")
             ? make(ExprKind::tuple, start)
             : nullptr;
}

Diagnosis::Found Diagnosis::open_sequence_pattern() {
  const Location start = peek().at;
  return maybe_star_pattern() && op(",") && maybe([&] { return maybe_sequence_pattern(); })
             ? make(ExprKind::tuple, start)
             : nullptr;
}

bool Diagnosis::maybe_sequence_pattern() {
  return list_of([&] { return maybe_star_pattern(); }) && maybe([&] { return op(","); });
}

Diagnosis::Found Diagnosis::maybe_star_pattern() {
  if (const Found found = attempt([&] { return star_pattern(); })) return found;
  return pattern();
}

Diagnosis::Found Diagnosis::star_pattern() {
  return remember(Rule::star_pattern, [&]() -> Found {
    const Location start = peek().at;
    const auto target = [&]() -> bool {
      return attempt([&] { return capture_target(); }) || wildcard();
    };
    return op("*") && target() ? make(ExprKind::starred, start) : nullptr;
  });
}

Diagnosis::Found Diagnosis::mapping_pattern() {
  const Location start = peek().at;
  const auto comma = [&] { return maybe([&] { return op(","); }); };
  const auto items = [&] { return list_of([&] { return key_value_pattern(); }); };
  const auto rest = [&] { return double_star_pattern(); };
  const bool found =
      attempt([&] { return op("{") && op("}"); }) ||
      attempt([&] { return op("{") && rest() && comma() && op("}"); }) ||
      attempt([&] { return op("{") && items() && op(",") && rest() && comma() && op("}"); }) ||
      attempt([&] { return op("{") && items() && comma() && op("}"); });
  return found ? make(ExprKind::dict, start) : nullptr;
}

bool Diagnosis::key_value_pattern() {
  const auto key = [&]() -> bool { return attempt([&] { return literal(); }) || attr(); };
  return key() && op(":") && pattern();
}

bool Diagnosis::double_star_pattern() {
  return op("**") && capture_target();
}

Diagnosis::Found Diagnosis::class_pattern() {
  const Location start = peek().at;
  const auto comma = [&] { return maybe([&] { return op(","); }); };
  Found first = nullptr;
  Found last = nullptr;
  const auto positional = [&] { return positional_patterns(first, last); };
  const auto keywords = [&] { return keyword_patterns(); };
  const bool found =
      attempt([&] { return name_or_attr() && op("(") && op(")"); }) ||
      attempt([&] { return name_or_attr() && op("(") && positional() && comma() && op(")"); }) ||
      attempt([&] { return name_or_attr() && op("(") && keywords() && comma() && op(")"); }) ||
      attempt([&] {
        return name_or_attr() && op("(") && positional() && op(",") && keywords() && comma() &&
               op(")");
      });
  if (found) return make(ExprKind::call, start);
  if (invalid_) attempt([&] { return invalid_class_pattern(), false; });
  return nullptr;
}

bool Diagnosis::positional_patterns(Found& first, Found& last) {
  first = nullptr;
  return list_of([&] {
    const Found found = pattern();
    if (found) last = found;
    if (!first) first = found;
    return found != nullptr;
  });
}

bool Diagnosis::keyword_patterns() {
  return list_of([&] { return name() && op("=") && pattern(); });
}

void Diagnosis::invalid_class_pattern() {
  Found first = nullptr;
  Found last = nullptr;
  const auto positional = [&] { return positional_patterns(first, last); };
  if (!name_or_attr() || !op("(")) return;
  maybe([&] { return positional() && op(","); });
  if (keyword_patterns() && op(",") && positional()) {
    raise("positional patterns follow keyword patterns", span(first->at, last->at));
  }
}

}  // namespace loopscope::python
