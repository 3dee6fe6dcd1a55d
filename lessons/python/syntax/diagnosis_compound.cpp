#include "lessons/python/syntax/diagnosis_state.h"

namespace loopscope::python {

using namespace ast;

bool Diagnosis::compound_stmt() {
  const Token& first = peek();
  const auto tried = [&](auto rule) { return attempt([&] { return (this->*rule)(); }); };
  if (first.kind == TokenKind::op && first.text == "@") {
    return tried(&Diagnosis::function_def) || tried(&Diagnosis::class_def);
  }
  if (first.kind != TokenKind::name) return false;
  const bool is_async = first.text == "async";
  if ((is_async || first.text == "def") && tried(&Diagnosis::function_def)) return true;
  if (first.text == "if") return if_stmt("if");
  if (first.text == "class") return class_def();
  if ((is_async || first.text == "with") && tried(&Diagnosis::with_stmt)) return true;
  if ((is_async || first.text == "for") && tried(&Diagnosis::for_stmt)) return true;
  if (first.text == "try") return try_stmt();
  if (first.text == "while") return while_stmt();
  return first.text == "match" && match_stmt();
}

bool Diagnosis::decorators() {
  return some([&] { return op("@") && named_expression() && newline(); });
}

bool Diagnosis::function_def() {
  return attempt([&] { return decorators() && function_def_raw(); }) || function_def_raw();
}

bool Diagnosis::function_def_raw() {
  const Parameters kind = {")", true};
  const auto given = [&] { return maybe([&] { return parameters(kind); }); };
  const auto returned = [&] { return maybe([&] { return op("->") && expression(); }); };
  attempt([&] {
    maybe([&] { return word("async"); });
    invalid_header(
        "def", "function definition",
        [&] { return name() && op("(") && given() && op(")") && returned(); }, false);
    return false;
  });
  const auto definition = [&] {
    return word("def") && name() && forced("(") && given() && op(")") && returned() &&
           forced(":") && block();
  };
  return attempt(definition) || (word("async") && definition());
}

bool Diagnosis::class_def() {
  return attempt([&] { return decorators() && class_def_raw(); }) || class_def_raw();
}

bool Diagnosis::class_def_raw() {
  const auto header = [&] { return name() && class_arguments(); };
  invalid_header("class", "class definition", header);
  return word("class") && header() && op(":") && block();
}

bool Diagnosis::class_arguments() {
  return maybe([&] { return op("(") && maybe([&] { return arguments(); }) && op(")"); });
}

// Also of an elif.
bool Diagnosis::if_stmt(std::string_view opener) {
  const Depth depth(*this);
  const auto test = [&] { return named_expression(); };
  invalid_header(opener, "'" + std::string(opener) + "' statement", test);
  if (!word(opener) || !test() || !op(":") || !block()) return false;
  return attempt([&] { return if_stmt("elif"); }) || maybe([&] { return else_block(); });
}

bool Diagnosis::else_block() {
  invalid_header(
      "else", "'else' statement", [] { return true; }, false);
  return word("else") && forced(":") && block();
}

bool Diagnosis::while_stmt() {
  const auto test = [&] { return named_expression(); };
  invalid_header("while", "'while' statement", test);
  return word("while") && test() && op(":") && block() && maybe([&] { return else_block(); });
}

bool Diagnosis::for_stmt() {
  attempt([&] {
    maybe([&] { return word("async"); });
    invalid_header("for", "'for' statement",
                   [&] { return star_targets() && word("in") && star_expressions(); });
    return false;
  });
  bool committed = false;
  const auto loop = [&] {
    if (!word("for") || !star_targets() || !word("in")) return false;
    committed = true;
    return star_expressions() && op(":") && block() && maybe([&] { return else_block(); });
  };
  if (attempt(loop)) return true;
  if (!committed && attempt([&] { return word("async") && loop(); })) return true;
  if (!committed && invalid_) attempt([&] { return invalid_for_target(), false; });
  return false;
}

// With statements.

bool Diagnosis::with_item() {
  const auto end = [&] { return op(",") || op(")") || op(":"); };
  if (attempt([&] { return expression() && word("as") && star_target() && follows(end); })) {
    return true;
  }
  if (invalid_) {
    attempt([&] {
      const Found target = expression() && word("as") ? expression() : nullptr;
      if (target && follows(end)) raise_invalid_target(target, Targets::assigned);
      return false;
    });
  }
  return expression() != nullptr;
}

bool Diagnosis::with_header(bool parenthesized) {
  const auto item = [&] { return with_item(); };
  if (!parenthesized) return list_of(item);
  return op("(") && list_of(item) && maybe([&] { return op(","); }) && op(")");
}

bool Diagnosis::with_stmt() {
  if (invalid_) attempt([&] { return invalid_with_stmt_indent(), false; });
  for (const bool is_async : {false, true}) {
    for (const bool parenthesized : {true, false}) {
      if (attempt([&] {
            return (!is_async || word("async")) && word("with") && with_header(parenthesized) &&
                   op(":") && block();
          })) {
        return true;
      }
    }
  }
  if (invalid_) attempt([&] { return invalid_with_stmt(), false; });
  return false;
}

// The rules for mistakes read the items in their own way: without looking at what follows them.
bool Diagnosis::invalid_with_items(bool parenthesized) {
  const auto target = [&] { return maybe([&] { return word("as") && star_target(); }); };
  if (!parenthesized) return list_of([&] { return expression() && target(); });
  return op("(") && list_of([&] { return expressions() && target(); }) &&
         maybe([&] { return op(","); }) && op(")");
}

void Diagnosis::invalid_with_stmt() {
  maybe([&] { return word("async"); });
  const std::size_t mark = mark_;
  for (const bool parenthesized : {false, true}) {
    mark_ = mark;
    if (word("with") && invalid_with_items(parenthesized) && newline()) {
      raise_at_last("expected ':'");
    }
  }
}

void Diagnosis::invalid_with_stmt_indent() {
  maybe([&] { return word("async"); });
  const std::size_t mark = mark_;
  for (const bool parenthesized : {false, true}) {
    mark_ = mark;
    const Token* opener = word("with");
    if (opener && invalid_with_items(parenthesized) && op(":") && newline_without_indent()) {
      raise_expected_block("'with' statement", *opener);
    }
  }
}

// Try statements.

bool Diagnosis::try_stmt() {
  if (invalid_) attempt([&] { return invalid_try_stmt(), false; });
  if (!word("try") || !forced(":") || !block()) return false;
  if (attempt([&] { return finally_block(); })) return true;
  const auto rest = [&] {
    return maybe([&] { return else_block(); }) && maybe([&] { return finally_block(); });
  };
  return attempt([&] { return some([&] { return except_block(); }) && rest(); }) ||
         attempt([&] { return some([&] { return except_star_block(); }) && rest(); });
}

void Diagnosis::invalid_try_stmt() {
  const Token* opener = word("try");
  if (!opener || !op(":")) return;
  const std::size_t mark = mark_;
  if (newline_without_indent()) raise_expected_block("'try' statement", *opener);
  mark_ = mark;
  const auto part = [&] { return word("except") || word("finally"); };
  if (block() && !follows(part)) raise_at_last("expected 'except' or 'finally' block");
  mark_ = mark;
  many([&] { return block(); });
  const std::size_t behind = mark_;
  const char* both = "cannot have both 'except' and 'except*' on the same 'try'";
  if (some([&] { return except_block(); })) {
    const Token* except = word("except");
    const Token* star = except ? op("*") : nullptr;
    if (star && expression() && maybe([&] { return word("as") && name(); }) && op(":")) {
      raise(both, span(except->at, star->at));
    }
  }
  mark_ = behind;
  if (some([&] { return except_star_block(); })) {
    const Token* except = word("except");
    if (except && maybe([&] { return except_type(); }) && op(":")) raise(both, except->at);
  }
}

// expression ['as' NAME]
bool Diagnosis::except_type() {
  return expression() && maybe([&] { return word("as") && name(); });
}

bool Diagnosis::except_block() {
  if (invalid_) attempt([&] { return invalid_except_indent(false), false; });
  if (attempt([&] { return word("except") && except_type() && op(":") && block(); })) return true;
  if (attempt([&] { return word("except") && op(":") && block(); })) return true;
  if (invalid_) attempt([&] { return invalid_except_stmt(), false; });
  return false;
}

bool Diagnosis::except_star_block() {
  if (invalid_) attempt([&] { return invalid_except_indent(true), false; });
  if (attempt([&] { return word("except") && op("*") && except_type() && op(":") && block(); })) {
    return true;
  }
  if (invalid_) attempt([&] { return invalid_except_stmt(), false; });
  return false;
}

void Diagnosis::invalid_except_stmt() {
  if (!word("except")) return;
  const std::size_t start = mark_;
  maybe([&] { return op("*"); });
  const std::size_t mark = mark_;
  const auto renamed = [&] { return maybe([&] { return word("as") && name(); }); };
  const Found type = expression();
  if (type && op(",") && expressions() && renamed() && op(":")) {
    raise_from("multiple exception types must be parenthesized", type->at);
  }
  mark_ = mark;
  if (except_type() && newline()) raise_at_last("expected ':'");
  mark_ = start;
  if (newline()) raise_at_last("expected ':'");
  if (op("*") && (newline() || op(":"))) raise_at_last("expected one or more exception types");
}

void Diagnosis::invalid_except_indent(bool star) {
  const Token* opener = word("except");
  if (!opener || (star && !op("*"))) return;
  const std::size_t mark = mark_;
  const std::string after = star ? "'except*' statement" : "'except' statement";
  if (except_type() && op(":") && newline_without_indent()) raise_expected_block(after, *opener);
  mark_ = mark;
  if (!star && op(":") && newline_without_indent()) raise_expected_block(after, *opener);
}

bool Diagnosis::finally_block() {
  invalid_header(
      "finally", "'finally' statement", [] { return true; }, false);
  return word("finally") && forced(":") && block();
}

}  // namespace loopscope::python
