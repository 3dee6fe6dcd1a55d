#include "lessons/python/syntax/diagnosis_state.h"

namespace loopscope::python {

using namespace ast;

bool Diagnosis::statements() {
  return some([&] { return statement(); });
}

bool Diagnosis::statement() {
  const Depth depth(*this);
  return attempt([&] { return compound_stmt(); }) || simple_stmts();
}

bool Diagnosis::simple_stmts() {
  if (attempt([&] { return simple_stmt() && !follows([&] { return op(";"); }) && newline(); })) {
    return true;
  }
  return simple_stmt() && many([&] { return op(";") && simple_stmt(); }) &&
         maybe([&] { return op(";"); }) && newline();
}

Diagnosis::Found Diagnosis::simple_stmt() {
  return remember(Rule::simple_stmt, [&]() -> Found {
    const Location start = peek().at;
    const auto done = [&] { return make(ExprKind::name, start); };
    if (attempt([&] { return assignment(); })) return done();
    if (attempt([&] { return star_expressions(); })) return done();
    const Token& first = peek();
    if (first.kind != TokenKind::name) return nullptr;
    const auto names = [&] { return list_of([&] { return name(); }); };
    bool found = false;
    if (first.text == "return") {
      found = word("return") && maybe([&] { return star_expressions(); });
    } else if (first.text == "import") {
      found = import_name();
    } else if (first.text == "from") {
      found = import_from();
    } else if (first.text == "raise") {
      found = raise_stmt();
    } else if (first.text == "del") {
      found = del_stmt();
    } else if (first.text == "yield") {
      found = yield_expr() != nullptr;
    } else if (first.text == "assert") {
      found = assert_stmt();
    } else if (first.text == "global" || first.text == "nonlocal") {
      found = take() && names();
    } else if (first.text == "pass" || first.text == "break" || first.text == "continue") {
      found = take() != nullptr;
    }
    return found ? done() : nullptr;
  });
}

bool Diagnosis::assignment() {
  const auto value = [&] { return maybe([&] { return op("=") && yield_or_star_expressions(); }); };
  if (attempt([&] { return name() && op(":") && expression() && value(); })) return true;
  const auto annotated = [&]() -> bool {
    return attempt([&] { return op("(") && single_target() && op(")"); }) ||
           single_subscript_attribute_target();
  };
  if (attempt([&] { return annotated() && op(":") && expression() && value(); })) return true;
  const auto target = [&] { return star_targets() && op("="); };
  if (attempt([&] {
        return some(target) && yield_or_star_expressions() && !follows([&] { return op("="); });
      })) {
    return true;
  }
  bool committed = false;
  if (attempt([&] {
        if (!single_target() || !augassign()) return false;
        committed = true;
        return yield_or_star_expressions() != nullptr;
      })) {
    return true;
  }
  if (!committed && invalid_) attempt([&] { return invalid_assignment(), false; });
  return false;
}

bool Diagnosis::augassign() {
  for (const std::string_view text :
       {"+=", "-=", "*=", "@=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>=", "**=", "//="}) {
    if (op(text)) return true;
  }
  return false;
}

void Diagnosis::invalid_assignment() {
  const std::size_t mark = mark_;
  invalid_annotation();
  const auto target = [&] { return star_targets() && op("="); };
  mark_ = mark;
  many(target);
  const Found value = star_expressions();
  if (value && op("=")) {
    raise_invalid_target(value, Targets::assigned);
    return;
  }
  mark_ = mark;
  many(target);
  const Found yielded = yield_expr();
  if (yielded && op("=")) raise("assignment to yield expression not possible", yielded->at);
  mark_ = mark;
  const Found left = star_expressions();
  if (left && augassign() && yield_or_star_expressions()) {
    raise("'" + description(left) + "' is an illegal expression for augmented assignment",
          left->at);
  }
}

void Diagnosis::invalid_annotation() {
  const std::size_t mark = mark_;
  const Found display = invalid_ann_assign_target();
  if (display && op(":") && expression()) {
    raise("only single target (not " + description(display) + ") can be annotated", display->at);
  }
  mark_ = mark;
  const Found first = star_named_expression();
  std::vector<Found> others;
  if (first && op(",") && many([&] { return star_named_expressions(others); }) && op(":") &&
      expression()) {
    raise("only single target (not tuple) can be annotated", first->at);
  }
  mark_ = mark;
  const Found left = expression();
  if (left && op(":") && expression()) raise("illegal target for annotation", left->at);
}

// A list or a tuple, perhaps in parentheses.
Diagnosis::Found Diagnosis::invalid_ann_assign_target() {
  const Depth depth(*this);
  if (const Found found = attempt([&] { return list(); })) return found;
  if (const Found found = attempt([&] { return tuple(); })) return found;
  const Found inner = op("(") ? invalid_ann_assign_target() : nullptr;
  return inner && op(")") ? inner : nullptr;
}

bool Diagnosis::raise_stmt() {
  if (attempt([&] {
        return word("raise") && expression() && maybe([&] { return word("from") && expression(); });
      })) {
    return true;
  }
  return word("raise");
}

bool Diagnosis::del_stmt() {
  const auto end = [&] { return op(";") || newline(); };
  if (attempt([&] { return word("del") && del_targets() && follows(end); })) return true;
  if (!invalid_) return false;
  const Found target = word("del") ? star_expressions() : nullptr;
  if (target) raise_invalid_target(target, Targets::deleted);
  return false;
}

bool Diagnosis::assert_stmt() {
  return word("assert") && expression() && maybe([&] { return op(",") && expression(); });
}

bool Diagnosis::import_name() {
  const auto renamed = [&] { return dotted_name() && maybe([&] { return word("as") && name(); }); };
  return word("import") && list_of(renamed);
}

bool Diagnosis::dotted_name() {
  return name() && many([&] { return op(".") && name(); });
}

bool Diagnosis::import_from() {
  const auto dot = [&] { return op(".") || op("..."); };
  if (attempt([&] {
        return word("from") && many(dot) && dotted_name() && word("import") &&
               import_from_targets();
      })) {
    return true;
  }
  return word("from") && some(dot) && word("import") && import_from_targets();
}

bool Diagnosis::import_from_targets() {
  const auto names = [&] { return import_from_as_names(); };
  if (attempt([&] { return op("(") && names() && maybe([&] { return op(","); }) && op(")"); })) {
    return true;
  }
  if (attempt([&] { return names() && !follows([&] { return op(","); }); })) return true;
  if (op("*")) return true;
  if (invalid_ && follows([&] { return names() && op(",") && newline(); })) {
    raise_at_last("trailing comma not allowed without surrounding parentheses");
  }
  return false;
}

bool Diagnosis::import_from_as_names() {
  return list_of([&] { return name() && maybe([&] { return word("as") && name(); }); });
}

Diagnosis::Found Diagnosis::block() {
  return remember(Rule::block, [&]() -> Found {
    const Location start = peek().at;
    const auto indented = [&] {
      return newline() && of_kind(TokenKind::indent) && statements() && of_kind(TokenKind::dedent);
    };
    if (attempt(indented) || attempt([&] { return simple_stmts(); })) {
      return make(ExprKind::name, start);
    }
    if (invalid_ && newline_without_indent()) {
      raise_at_last("expected an indented block", "IndentationError");
    }
    return nullptr;
  });
}

}  // namespace loopscope::python
