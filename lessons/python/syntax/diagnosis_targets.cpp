#include "lessons/python/syntax/diagnosis_state.h"

namespace loopscope::python {

using namespace ast;

Diagnosis::Found Diagnosis::star_targets() {
  const Location start = peek().at;
  std::vector<Found> parts(1, star_target());
  if (!parts.front()) return nullptr;
  if (!follows([&] { return op(","); })) return parts.front();
  many([&] {
    const Found next = op(",") ? star_target() : nullptr;
    if (next) parts.push_back(next);
    return next != nullptr;
  });
  maybe([&] { return op(","); });
  return make(ExprKind::tuple, start, std::move(parts));
}

Diagnosis::Found Diagnosis::star_target() {
  return remember(Rule::star_target, [&]() -> Found {
    const Location start = peek().at;
    const auto starred = [&]() -> Found {
      if (!op("*") || follows([&] { return op("*"); })) return nullptr;
      const Found value = star_target();
      return value ? make(ExprKind::starred, start, {value}) : nullptr;
    };
    if (const Found found = attempt(starred)) return found;
    return target_with_star_atom();
  });
}

Diagnosis::Found Diagnosis::target_with_star_atom() {
  const Depth depth(*this);
  return remember(Rule::target_with_star_atom, [&]() -> Found {
    const auto part = [&] { return single_subscript_attribute_target(); };
    if (const Found found = attempt(part)) return found;
    return star_atom();
  });
}

Diagnosis::Found Diagnosis::star_atom() {
  const Location start = peek().at;
  if (const Token* found = name()) {
    Node& node = nodes_.emplace_back();
    node.at = found->at;
    node.name = found->text;
    return &node;
  }
  const auto group = [&]() -> Found {
    const Found inner = op("(") ? target_with_star_atom() : nullptr;
    return inner && op(")") ? inner : nullptr;
  };
  if (const Found found = attempt(group)) return found;
  const auto targets = [&] { return star_target(); };
  const auto tuple = [&] {
    if (!targets()) return false;
    if (some([&] { return op(",") && targets(); })) return maybe([&] { return op(","); });
    return op(",") != nullptr;
  };
  if (attempt([&] { return op("(") && maybe(tuple) && op(")"); })) {
    return make(ExprKind::tuple, start);
  }
  const auto list = [&] { return list_of(targets) && maybe([&] { return op(","); }); };
  return op("[") && maybe(list) && op("]") ? make(ExprKind::list, start) : nullptr;
}

Diagnosis::Found Diagnosis::single_target() {
  const Depth depth(*this);
  const auto part = [&] { return single_subscript_attribute_target(); };
  if (const Found found = attempt(part)) return found;
  if (const Token* found = name()) {
    Node& node = nodes_.emplace_back();
    node.at = found->at;
    node.name = found->text;
    return &node;
  }
  const Found inner = op("(") ? single_target() : nullptr;
  return inner && op(")") ? inner : nullptr;
}

Diagnosis::Found Diagnosis::single_subscript_attribute_target() {
  const Location start = peek().at;
  if (!t_primary()) return nullptr;
  if (attempt([&] { return op(".") && name() && !t_lookahead(); })) {
    return make(ExprKind::attribute, start);
  }
  return op("[") && slices() && op("]") && !t_lookahead() ? make(ExprKind::subscript, start)
                                                          : nullptr;
}

// What may stand in front of the last part of a target.
Diagnosis::Found Diagnosis::t_primary() {
  return remember(Rule::t_primary, [&]() -> Found {
    const Location start = peek().at;
    Found value = atom();
    if (!value || !t_lookahead()) return nullptr;
    const auto call = [&]() -> bool {
      if (attempt(
              [&] { return comprehension("(", ")", ExprKind::generator_exp) && t_lookahead(); })) {
        return true;
      }
      return op("(") && maybe([&] { return arguments(); }) && op(")") && t_lookahead();
    };
    const auto more = [&]() -> bool {
      if (attempt([&] { return op(".") && name() && t_lookahead(); })) {
        value = make(ExprKind::attribute, start);
      } else if (attempt([&] { return op("[") && slices() && op("]") && t_lookahead(); })) {
        value = make(ExprKind::subscript, start);
      } else if (attempt(call)) {
        value = make(ExprKind::call, start);
      } else {
        return false;
      }
      return true;
    };
    many(more);
    return value;
  });
}

bool Diagnosis::t_lookahead() {
  return follows([&] { return op("(") || op("[") || op("."); });
}

bool Diagnosis::del_targets() {
  return list_of([&] { return del_target(); }) && maybe([&] { return op(","); });
}

Diagnosis::Found Diagnosis::del_target() {
  const Depth depth(*this);
  return remember(Rule::del_target, [&]() -> Found {
    const auto part = [&] { return single_subscript_attribute_target(); };
    if (const Found found = attempt(part)) return found;
    return del_t_atom();
  });
}

Diagnosis::Found Diagnosis::del_t_atom() {
  const Location start = peek().at;
  if (name()) return make(ExprKind::name, start);
  const auto group = [&]() -> Found {
    const Found inner = op("(") ? del_target() : nullptr;
    return inner && op(")") ? inner : nullptr;
  };
  if (const Found found = attempt(group)) return found;
  const auto inside = [&] { return maybe([&] { return del_targets(); }); };
  if (attempt([&] { return op("(") && inside() && op(")"); })) return make(ExprKind::tuple, start);
  return op("[") && inside() && op("]") ? make(ExprKind::list, start) : nullptr;
}

}  // namespace loopscope::python
