#include "lessons/python/syntax/diagnosis_state.h"

namespace loopscope::python {

using namespace ast;

bool Diagnosis::parameters(const Parameters& p) {
  if (invalid_) attempt([&] { return invalid_parameters(p), false; });
  return parameters_proper(p);
}

bool Diagnosis::parameters_proper(const Parameters& p) {
  const auto plain = [&] { return no_default(p); };
  const auto defaulted = [&] { return with_default(p); };
  const auto rest = [&] { return maybe([&] { return star_etc(p); }); };
  return attempt([&] { return slash_no_default(p) && many(plain) && many(defaulted) && rest(); }) ||
         attempt([&] { return slash_with_default(p) && many(defaulted) && rest(); }) ||
         attempt([&] { return some(plain) && many(defaulted) && rest(); }) ||
         attempt([&] { return some(defaulted) && rest(); }) || star_etc(p);
}

// A comma, or the end of the parameters ahead.
bool Diagnosis::comma_or_end(const Parameters& p) {
  return op(",") || follows([&] { return op(p.end); });
}

bool Diagnosis::slash_no_default(const Parameters& p) {
  return some([&] { return no_default(p); }) && op("/") && comma_or_end(p);
}

bool Diagnosis::slash_with_default(const Parameters& p) {
  return many([&] { return no_default(p); }) && some([&] { return with_default(p); }) && op("/") &&
         comma_or_end(p);
}

bool Diagnosis::star_etc(const Parameters& p) {
  if (invalid_) attempt([&] { return invalid_star_etc(p), false; });
  const auto others = [&] { return maybe_default(p); };
  const auto rest = [&] { return maybe([&] { return kwds(p); }); };
  return attempt([&] { return op("*") && no_default(p) && many(others) && rest(); }) ||
         (p.annotated &&
          attempt([&] { return op("*") && no_default(p, true) && many(others) && rest(); })) ||
         attempt([&] { return op("*") && op(",") && some(others) && rest(); }) || kwds(p);
}

bool Diagnosis::kwds(const Parameters& p) {
  if (invalid_) attempt([&] { return invalid_kwds(p), false; });
  return op("**") && no_default(p);
}

Diagnosis::Found Diagnosis::parameter(const Parameters& p, bool star) {
  const Location start = peek().at;
  if (!name()) return nullptr;
  if (star) {
    if (!op(":") || !star_expression()) return nullptr;
  } else if (p.annotated) {
    maybe([&] { return op(":") && expression(); });
  }
  return make(ExprKind::name, start);
}

Diagnosis::Found Diagnosis::no_default(const Parameters& p, bool star) {
  const Found found = parameter(p, star);
  return found && comma_or_end(p) ? found : nullptr;
}

bool Diagnosis::with_default(const Parameters& p) {
  return parameter(p) && default_value() && comma_or_end(p);
}

bool Diagnosis::maybe_default(const Parameters& p) {
  return parameter(p) && maybe([&] { return default_value(); }) && comma_or_end(p);
}

bool Diagnosis::default_value() {
  const Token* equal = op("=");
  if (!equal) return false;
  if (attempt([&] { return expression(); })) return true;
  if (invalid_ && follows([&] { return op(")") || op(","); })) {
    raise("expected default value expression", equal->at);
  }
  return false;
}

void Diagnosis::invalid_parameters(const Parameters& p) {
  const std::size_t mark = mark_;
  const auto plain = [&] { return no_default(p); };
  const auto defaulted = [&] {
    return attempt([&] { return slash_with_default(p); }) || some([&] { return with_default(p); });
  };
  if (many(plain) && defaulted()) {
    if (const Found found = no_default(p)) {
      raise("non-default argument follows default argument", found->at);
    }
  }
  mark_ = mark;
  many(plain);
  if (const Token* open = op("(")) {
    const bool inside =
        p.annotated ? some(plain) : list_of([&] { return parameter(p) != nullptr; });
    if (inside && maybe([&] { return op(","); })) {
      if (const Token* close = op(")")) {
        raise(p.annotated ? "Function parameters cannot be parenthesized"
                          : "Lambda expression parameters cannot be parenthesized",
              span(open->at, close->at));
      }
    }
  }
  mark_ = mark;
  invalid_slashes(p);
}

void Diagnosis::invalid_slashes(const Parameters& p) {
  const std::size_t mark = mark_;
  const auto others = [&] { return maybe_default(p); };
  const auto up_to_slash = [&] {
    return attempt([&] { return slash_no_default(p); }) ||
           attempt([&] { return slash_with_default(p); });
  };
  const Token* slash = op("/");
  if (slash && op(",")) raise("at least one argument must precede /", slash->at);
  mark_ = mark;
  slash = up_to_slash() && many(others) ? op("/") : nullptr;
  if (slash) raise("/ may appear only once", slash->at);
  mark_ = mark;
  up_to_slash();
  many(others);
  if (op("*") && (op(",") || attempt([&] { return no_default(p); })) && many(others)) {
    if (const Token* late = op("/")) raise("/ must be ahead of *", late->at);
  }
  mark_ = mark;
  if (some(others) && op("/")) {
    if (const Token* star = op("*")) raise("expected comma between / and *", star->at);
  }
}

void Diagnosis::invalid_star_etc(const Parameters& p) {
  const Token* star = op("*");
  if (!star) return;
  const std::size_t mark = mark_;
  const char* nothing_follows = "named arguments must follow bare *";
  if (op(p.end) || (op(",") && (op(p.end) || op("**")))) {
    if (!p.annotated) raise_at_last(nothing_follows);
    raise(nothing_follows, star->at);
  }
  mark_ = mark;
  if (parameter(p)) {
    if (const Token* equal = op("=")) {
      raise("var-positional argument cannot have default value", equal->at);
    }
  }
  mark_ = mark;
  const auto plain_or_comma = [&]() -> bool {
    return attempt([&] { return no_default(p); }) || op(",");
  };
  if (plain_or_comma() && many([&] { return maybe_default(p); })) {
    const Token* second = op("*");
    if (second && plain_or_comma()) raise("* argument may appear only once", second->at);
  }
}

void Diagnosis::invalid_kwds(const Parameters& p) {
  if (!op("**") || !parameter(p)) return;
  if (const Token* equal = op("=")) {
    raise("var-keyword argument cannot have default value", equal->at);
  }
  if (!op(",")) return;
  const char* last = "arguments cannot follow var-keyword argument";
  if (const Found found = attempt([&] { return parameter(p); })) raise(last, found->at);
  for (const std::string_view text : {"*", "**", "/"}) {
    if (const Token* token = op(text)) raise(last, token->at);
  }
}

}  // namespace loopscope::python
