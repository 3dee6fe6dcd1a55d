#include "lessons/python/syntax/diagnosis_state.h"

namespace loopscope::python {

using namespace ast;

Diagnosis::Found Diagnosis::arguments() {
  return remember(Rule::arguments, [&]() -> Found {
    const auto proper = [&]() -> Found {
      const Found found = args();
      return found && maybe([&] { return op(","); }) && follows([&] { return op(")"); }) ? found
                                                                                         : nullptr;
    };
    if (const Found found = attempt(proper)) return found;
    if (invalid_) attempt([&] { return invalid_arguments(), false; });
    return nullptr;
  });
}

void Diagnosis::invalid_arguments() {
  const char* parenthesize = "Generator expression must be parenthesized";
  const std::size_t mark = mark_;
  const auto again = [&] { mark_ = mark; };

  const Found before_star = args();
  if (before_star && before_star->keywords && op(",")) {
    if (const Token* star = op("*")) {
      raise("iterable argument unpacking follows keyword argument unpacking", star->at);
    }
  }
  again();
  Found elt = nullptr;
  Found last = nullptr;
  if (generator_in_call(elt, last) && op(",")) {
    maybe([&] {
      return attempt([&] { return args(); }) ||
             attempt([&] { return expression() && for_if_clauses(); });
    });
    raise(parenthesize, span(elt->at, last->at));
  }
  again();
  const Token* keyword = name();
  const Token* equal = keyword ? op("=") : nullptr;
  if (equal && expression() && for_if_clauses()) {
    raise("invalid syntax. Maybe you meant '==' or ':=' instead of '='?",
          span(keyword->at, equal->at));
  }
  again();
  if (const Found all = args()) {
    if (const Found clauses = for_if_clauses()) {
      if (all->parts.size() > 1) raise(parenthesize, span(all->parts.back()->at, clauses->at));
      return;
    }
  }
  again();
  if (args() && op(",") && generator_in_call(elt, last)) {
    raise(parenthesize, span(elt->at, last->at));
  }
  again();
  const Found first = args();
  if (first && op(",") && args()) {
    raise_at_last(first->unpacks ? "positional argument follows keyword argument unpacking"
                                 : "positional argument follows keyword argument");
  }
}

// expression for_if_clauses
bool Diagnosis::generator_in_call(Found& elt, Found& last) {
  elt = expression();
  last = elt ? for_if_clauses() : nullptr;
  return last != nullptr;
}

// The node's parts are the positional arguments.
Diagnosis::Found Diagnosis::args() {
  const Location start = peek().at;
  Node call;
  call.kind = ExprKind::call;
  const auto positional = [&]() -> bool {
    Found found = attempt([&] { return starred_expression(); });
    if (!found) found = attempt([&] { return assignment_expression(); });
    if (!found) found = unnamed_expression();
    if (!found || follows([&] { return op("="); })) return false;
    call.parts.push_back(found);
    return true;
  };
  const bool found = attempt(
      [&] { return list_of(positional) && maybe([&] { return op(",") && kwargs(call); }); });
  if (!found) {
    call.parts.clear();
    if (!kwargs(call)) return nullptr;
  }
  call.at = from(start);
  return &nodes_.emplace_back(std::move(call));
}

bool Diagnosis::kwargs(Node& call) {
  const Node before = call;
  const auto plain = [&] { return kwarg_or_starred(call); };
  const auto doubled = [&] { return kwarg_or_double_starred(call); };
  const auto again = [&] {
    call = before;
    return true;
  };
  return attempt([&] { return list_of(plain) && op(",") && list_of(doubled); }) ||
         (again() && attempt([&] { return list_of(plain); })) ||
         (again() && attempt([&] { return list_of(doubled); }));
}

bool Diagnosis::kwarg_or_starred(Node& call) {
  if (invalid_) attempt([&] { return invalid_kwarg(), false; });
  if (attempt([&] { return name() && op("=") && expression(); })) {
    call.keywords = true;
    return true;
  }
  const Found starred = starred_expression();
  if (starred) call.parts.push_back(starred);
  return starred != nullptr;
}

bool Diagnosis::kwarg_or_double_starred(Node& call) {
  if (invalid_) attempt([&] { return invalid_kwarg(), false; });
  if (attempt([&] { return name() && op("=") && expression(); })) {
    call.keywords = true;
    return true;
  }
  if (!op("**") || !expression()) return false;
  call.keywords = call.unpacks = true;
  return true;
}

void Diagnosis::invalid_kwarg() {
  const std::size_t mark = mark_;
  const Token* first = word("True");
  if (!first) first = word("False");
  if (!first) first = word("None");
  if (first) {
    if (const Token* equal = op("=")) {
      raise("cannot assign to " + std::string(first->text), span(first->at, equal->at));
    }
  }
  mark_ = mark;
  first = name();
  const Token* equal = first ? op("=") : nullptr;
  if (equal && expression() && for_if_clauses()) {
    raise("invalid syntax. Maybe you meant '==' or ':=' instead of '='?",
          span(first->at, equal->at));
  }
  mark_ = mark;
  if (follows([&] { return name() && op("="); })) return;
  const Found value = expression();
  equal = value ? op("=") : nullptr;
  if (equal) {
    raise("expression cannot contain assignment, perhaps you meant \"==\"?",
          span(value->at, equal->at));
  }
}

}  // namespace loopscope::python
